# Choosing a municipality: from the list or by its name.

municipality-list = Show the list
municipality-found = { $count ->
    [one] { $count } municipality fits
   *[other] { $count } municipalities fit
}. Press yours or write the name more exactly.
municipality-found-many = Many fit, here are the first { $shown }. Press yours or write the name more exactly.
municipality-not-found = I did not find “{ $typed }”. Write the name another way or choose from the list.
