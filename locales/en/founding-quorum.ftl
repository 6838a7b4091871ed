# The quorum calculator: questions, wrong answers, the verdict.

quorum = <b>Let us count the quorum</b>

    The quorum is how many people must come for the decisions to count.

    A meeting is when all residents are invited. A conference is when residents elected delegates beforehand. Which is yours?
quorum-meeting = A meeting
quorum-conference = A conference
quorum-afresh = Begin afresh
quorum-skip = I do not know how many of { $age } and over
quorum-recount = Change how many came

quorum-ask-residents = <b>Question { $place } of { $of }.</b> How many residents of { $age } and over are there on your territory?

    The number is in the certificate of the administration. Write it in digits, such as: 240.
quorum-ask-residents-again = <b>Question { $place } of { $of }.</b> And how many residents of { $age } and over, together with those of { $adult_age } and over?

    Which age counts is not confirmed yet: the local regulation may still say { $age }. It is safer to have a quorum by both ages.
quorum-ask-came = <b>Question { $place } of { $of }.</b> How many people of { $age } and over came?

    The quorum needs at least { $needed } of them. If the meeting is still ahead, write 0.
quorum-ask-came-again = <b>Question { $place } of { $of }.</b> And how many came in all of { $age } and over, together with those of { $adult_age } and over?

    The quorum needs at least { $needed } of them. If nobody under { $adult_age } came, write the same number.
quorum-ask-elected = <b>Question { $place } of { $of }.</b> How many delegates did the residents elect?

    The number is in the minutes of the houses and entrances.
quorum-ask-delegates = <b>Question { $place } of { $of }.</b> How many delegates came?

    The quorum needs at least { $needed } of them. If the conference is still ahead, write 0.
quorum-ask-represented = <b>Question { $place } of { $of }.</b> How many residents do the delegates who came represent?

    Add up the numbers of the minutes. The quorum needs at least { $needed }.

quorum-no-number = I need one whole number in digits, such as: 240. No “about”, minus signs or commas.
quorum-no-residents = Zero will not do: without residents there is no TOS.
quorum-no-delegates = Zero will not do: there is no conference without delegates.
quorum-too-many = That is more than { $most }. The territory of a TOS never has so many people, please check the number.
quorum-more-came = More came than live there: you named { $residents } residents of { $age } and over. Please check the number. If an earlier one was wrong, press “Begin afresh”.
quorum-more-delegates = More delegates came than were elected: you named { $before }. Please check the number. If an earlier one was wrong, press “Begin afresh”.
quorum-more-represented = That is more than all residents: you named { $residents }. Please check the number. If an earlier one was wrong, press “Begin afresh”.
quorum-ages-contradict = There cannot be fewer people of { $age } and over than of { $adult_age } and over: you named { $before }. Count all of them together.

quorum-holds = ✅ <b>There is a quorum.</b>
quorum-holds-by-age = ⚠️ <b>Counted from the age of { $age }, there is a quorum.</b> But not everything is counted.
quorum-fails = ❌ <b>There is no quorum yet.</b>
quorum-come-more = ❌ <b>There is no quorum yet.</b> { $missing ->
    [one] { $missing } more person
   *[other] { $missing } more people
} of { $age } and over must come.
quorum-come-more-of-both = ❌ <b>There is no quorum yet.</b> { $missing ->
    [one] { $missing } more person
   *[other] { $missing } more people
} of { $age } and over must come{ $adults ->
    [0] { "" }
   *[other] , at least { $adults } of them of { $adult_age } and over
}.

quorum-line-came = { $missing ->
    [0] ✅ Of { $age } and over: { $present } of { $total } came, at least { $needed } are needed.
   *[other] ❌ Of { $age } and over: { $present } of { $total } came, at least { $needed } are needed. { $missing } are missing.
}
quorum-line-delegates = { $missing ->
    [0] ✅ Delegates: { $present } of { $total } came, at least { $needed } are needed.
   *[other] ❌ Delegates: { $present } of { $total } came, at least { $needed } are needed. { $missing } are missing.
}
quorum-line-represented = { $missing ->
    [0] ✅ Residents of { $age } and over: { $present } of { $total } represented, at least { $needed } are needed.
   *[other] ❌ Residents of { $age } and over: { $present } of { $total } represented, at least { $needed } are needed. { $missing } are missing.
}
quorum-uncounted = The age of { $age } was not counted. If the local regulation still says { $age }, get the number from the administration and count again.
quorum-both-ages = The age is not confirmed yet: the new law says { $older }, local regulations may say { $younger }. So both numbers must be reached.

quorum-rule-meeting = <b>The rule.</b> At least { $share } of the residents must come to the meeting.
quorum-rule-conference = <b>The rule.</b> At least { $delegates } of the elected delegates must come, and they must represent at least { $residents } of the residents. The law does not say plainly whether the delegates elected or those who came represent the residents. We count those who came, which is safer.
quorum-conference-unconfirmed = These shares are those of 131-FZ, article 27. <b>They are not confirmed for 33-FZ.</b>
quorum-local-share = The share of residents, { $share }, is that of the local regulation, which is stricter than the law.
quorum-ask-local = The local regulation may ask for more. Ask the administration.
quorum-source-share = <i>On the share: { $source }</i>
quorum-source-local = <i>On the local share: { $source }</i>
quorum-source-age = <i>On the age: { $source }</i>

delegates-button = How many delegates to elect
delegates-back = To the quorum
delegates-ask-norm = <b>One delegate from how many residents?</b>

    The local regulation says it. Elsewhere it is 10, 20 or 200, for yours it is not confirmed: ask the administration. Write the number.
delegates-no-norm = I need one whole number from 1 to { $most }.
delegates-ask-houses = <b>How many residents are there in each house or entrance?</b> One delegate from { $norm }.

    Write the numbers with commas, such as: 60, 45, 112.
delegates-no-houses = Write the numbers with commas, such as: 60, 45, 112. No more than { $most } houses, and leave out empty ones.
delegates-line = { $place }. { $residents ->
    [one] { $residents } resident
   *[other] { $residents } residents
} — { $delegates ->
    [one] { $delegates } delegate
   *[other] { $delegates } delegates
}
delegates-total = <b>{ $delegates ->
    [one] { $delegates } delegate
   *[other] { $delegates } delegates
} in all</b> from { $residents ->
    [one] { $residents } resident
   *[other] { $residents } residents
}, one from { $norm }.
delegates-unconfirmed = We count a begun part as a whole: so no house is left without a delegate. Whether it is counted so where you live is not confirmed: look into the local regulation.

door = <b>The count at the meeting</b>

    Neighbours come in, you press +1 or +5, and see whether there is a quorum. You can count together: all members of the case see one sum. There are no names here.

    What is yours?
door-ask-norm = <b>Question { $place } of { $of }.</b> How many residents does one delegate stand for?

    The local regulation says it: one delegate from 10, 20, 50 residents. If somebody has another number, you will enter it apart.
door-take = Take from the papers: { $number }
door-no-norm = I need one whole number from 1 to { $most }.
door-head = <b>{ $title }: the count at the meeting</b>
    <i>At { $time }</i>
door-head-ended = <b>{ $title }: the count has ended</b>
    <i>At { $time }</i>
door-rule = <blockquote expandable>{ $rule }</blockquote>
door-more-came = ⚠️ <b>More came than live here:</b> { $came } counted, { $of } residents. Undo a press too many, or end the count and begin a new one with the right number of residents.
door-more-delegates = ⚠️ <b>More delegates came than were elected:</b> { $came } counted, { $of } elected. Undo a press too many, or end the count and begin a new one.
door-more-represented = ⚠️ <b>More residents are represented than live here:</b> { $came } counted, { $of } residents. Undo a press too many, or enter delegates with their own numbers.
door-impossible = ⚠️ <b>This cannot be:</b> { $came } counted of { $of }. Undo a press too many, or end the count and begin a new one.
door-adults = +{ $people } of { $age } and over
door-younger = +{ $people } from { $age } to { $older }
door-delegates = { $people ->
    [one] +{ $people } delegate
   *[other] +{ $people } delegates
}
door-other = A delegate with another number
door-ask-represented = <b>How many residents does this delegate stand for?</b>

    The number is in the minutes of their house.
door-undo = Undo my last press
door-look = Look again
door-papers = Write into the minutes
door-end = End the count
door-go-on = Go on counting
door-afresh = A new count
door-is-ended = The count has ended. Press “Go on counting” if people still come.
door-nothing-to-undo = You have no press to undo.
door-let-in = Of these { $count } were let in at the door of the event, the others by presses.
door-votes = Votes by question
door-in-papers = The numbers are among the answers for the minutes.
