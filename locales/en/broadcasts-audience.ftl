# What the recipients of a broadcast are made of.

audience-or = , and also { "" }
audience-and = , but only { "" }
audience-not = , except { "" }

audience-to-going = those signed up for “{ $name }”
audience-to-waiting = those waiting for a seat at “{ $name }”
audience-to-attended = those who came to “{ $name }”
audience-to-seated = those who were signed up for “{ $name }”
audience-to-chairs = chairs of TOS
audience-to-coordinators = coordinators
audience-to-ru = those who read Russian
audience-to-en = those who read English
audience-to-topic = those who chose the topic “{ $topic }”
audience-to-case = members of the case “{ $name }”
audience-to-step = those who found a TOS and have come to the step “{ $step }”{ $place ->
    [region] { "" }
   *[other] { " " }({ $place })
}

audience-but-everybody = everybody who gets the news
audience-but-municipality = people of { $name }
audience-but-event = participants of “{ $name }”
audience-but-going = those signed up for “{ $name }”
audience-but-waiting = those waiting for a seat at “{ $name }”
audience-but-attended = those who came to “{ $name }”
audience-but-seated = those who were signed up for “{ $name }”
audience-but-grant = subscribers of the grant “{ $name }”
audience-but-fitting = those whom the grant “{ $name }” fits
audience-but-chairs = chairs of TOS
audience-but-coordinators = coordinators
audience-but-ru = those who read Russian
audience-but-en = those who read English
audience-but-topic = those who chose the topic “{ $topic }”
audience-but-case = members of the case “{ $name }”
audience-but-step = those who found a TOS and have come to the step “{ $step }”{ $place ->
    [region] { "" }
   *[other] { " " }({ $place })
}

audience-so-far = <b>Whom we send it to</b>

    { $to }.
    { $count ->
        [0] Nobody would get it now.
        [one] { $count } person will get it.
       *[other] { $count } people will get it.
    }
audience-next = Next →
audience-add = Add more
audience-narrow = Narrow
audience-cut = Leave out
audience-drop = Take back the last
audience-anew = Choose anew
audience-back-to-kinds = ← Back to the choice
audience-back = ← To the chosen

audience-add-whom = <b>Whom else shall we send it to?</b>
audience-narrow-whom = <b>Which of them shall stay?</b>

    The others will not get the message.
audience-cut-whom = <b>Whom shall we leave out?</b>

    They will not get the message, the others will.
audience-cases = Those who found a TOS
audience-topics = Those who chose a topic
audience-roles = Chairs and coordinators
audience-languages = By language
audience-of-municipality = People of a municipality
audience-of-event = Participants of an event
audience-of-grant = Subscribers of a grant
audience-of-topics = Those who chose a topic
audience-of-cases = Those who found a TOS
audience-of-roles = Chairs and coordinators

audience-both = Signed up or waiting
audience-going = Only signed up
audience-waiting = Only waiting for a seat
audience-attended = Came to a past one
audience-seated = Were signed up for a past one
audience-one-case = Members of one case
audience-step = Everybody at one step
audience-pick-going = { $count ->
    [0] There is no event ahead whose participants you can write to.
   *[other] <b>Which event?</b> Only those who are signed up will receive it.
}
audience-pick-waiting = { $count ->
    [0] There is no event ahead whose participants you can write to.
   *[other] <b>Which event?</b> Only those who wait for a seat will receive it.
}
audience-pick-attended = { $count ->
    [0] In the last three months there was no event whose participants you can write to.
   *[other] <b>Which event?</b> Those who were ticked as having come will receive it.
}
audience-pick-seated = { $count ->
    [0] In the last three months there was no event whose participants you can write to.
   *[other] <b>Which event?</b> All who were signed up will receive it, even if they did not come.
}
audience-unticked = Nobody is ticked at this event yet, so there is nobody to write to. Tick who came, then come back to the broadcasts: the draft is kept.
audience-tick = Tick who came
audience-other-event = ← Another event
audience-pick-role = { $count ->
    [0] There is nobody to choose here yet.
   *[other] <b>Whom exactly?</b> Those of them who get the news will receive it.
}
audience-pick-topic = { $count ->
    [0] There is nobody to choose here yet.
   *[other] <b>Which topic?</b> Those who chose it among the news will receive it.
}
audience-pick-language = { $count ->
    [0] There is nobody to choose here yet.
   *[other] <b>What language do they read?</b> Those of them who get the news will receive it.
}
audience-pick-case = { $count ->
    [0] Nobody has shown their case to the coordinators yet.
   *[other] <b>Which case?</b> All its members will receive it.
}
audience-pick-step = { $count ->
    [0] Nobody has shown their case to the coordinators yet.
   *[other] <b>Which step comes next for them?</b> The members of all such cases will receive it.
}
audience-keep-which = { $count ->
    [0] There is nobody to choose here yet.
   *[other] <b>Which of them shall stay?</b>
}
audience-cut-which = { $count ->
    [0] There is nobody to choose here yet.
   *[other] <b>Whom shall we leave out?</b>
}

audience-left-out = { $count ->
    [one] Of { $count } person it will not reach:
   *[other] Of { $count } people it will not reach:
}
audience-no-consent = · those who do not get the news: { $count }
audience-stopped = · those who stopped the bot: { $count }
audience-enough = · those who got three pieces of news this week: { $count }
audience-paper = · those written down without the bot: { $count }
audience-many = There may be six conditions at most. Take back the last one, or send it as it is.
audience-bare = First choose whom to send it to. You can narrow it or leave people out afterwards.

samples-ten = Show ten of them
samples-all = Show who they are
samples = { $count ->
    [one] { $count } person will get it.
   *[other] { $count } people will get it.
} Among them:
samples-name = · { $name }
samples-none = I cannot show names: nobody would get it, or these are members of founding cases, and we promised them not to tell their names.
samples-back = ← To the review

newcomers-change = Who joins later
newcomers-ask = <b>Send it also to those who join later?</b>

    Say, to who subscribes to the news or signs up in a week. Until which day shall we wait for them? Press a button or type a date: “{ $example }”.
newcomers-none = No, only to those who are here
newcomers-week = A week
newcomers-month = A month
newcomers-too = And to those who join before { $when }.
newcomers-few = Once there are { $threshold } people, I stop and tell you: a second coordinator looks at such broadcasts.
newcomers-unread = I did not understand the date. Type, for example, “{ $example }”, or press a button.
newcomers-unfit = That does not work: the date has passed, or is more than three months away. Type another one.
newcomers-joined = Of these, joined later: { $count }
newcomers-crowded = The broadcast has { $count } { $count ->
    [one] reader
   *[other] readers
} by now. Who joins from now on does not get it: a second coordinator looks at broadcasts to { $threshold } people or more.

saved-save = Save this list
saved-open = Saved lists
saved-ask-name = <b>What shall this list be called?</b>

    For instance "Chairs of Zeya". Your colleagues can use it too.
saved-kept = The list "{ $name }" is saved. For the next broadcast, choose it among the saved ones.
saved-list = { $count ->
    [0] There are no saved lists yet. Choose who gets a broadcast and press "{ saved-save }".
   *[other] <b>Saved lists</b>
}
saved-card = <b>{ $name }</b>

    To: { $to }
saved-use = Send to this list
saved-drop = Delete the list
saved-drop-sure = Delete the list "{ $name }"?
saved-dropped = The list is deleted.
saved-gone = There is no such list any more.
saved-lost = <b>This list cannot be written to any more</b>

    Some of it is gone, or its event has begun:
saved-lost-part = • { $part }
