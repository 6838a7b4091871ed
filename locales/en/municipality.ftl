# Choosing a place: a municipality from the list, a town or a village by its name.

municipality-list = Show the list
place-found = { $count ->
    [1] Is it this place? If so, press it. If not, write the name more exactly.
    [one] { $count } place fits. Press yours or write the name more exactly.
   *[other] { $count } places fit. Press yours or write the name more exactly.
}
place-found-many = Many fit, here are the first { $shown }. Press yours or write the name more exactly.
place-noted = I have written the name down: coordinators will check it and add it.
place-in = { $place } · { $municipality }
place-taken = I understood: { $place }.
place-called = “{ $name }” is another name of this place.
settlement-city = { $name } town
settlement-town = { $name } urban settlement
settlement-settlement = { $name } settlement
settlement-village = { $name } village
settlement-station = { $name } station
municipality-not-found = I did not find “{ $typed }”. Write the name another way or choose from the list.
