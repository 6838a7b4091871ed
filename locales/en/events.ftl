# Events: list, card, sign-up, reminders, making one.

events-list = { $count ->
    [one] <b>{ $count } event ahead</b>
   *[other] <b>{ $count } events ahead</b>
}
events-none = There are no events yet. Look in later, or turn the news on under “My data”.
events-mine = { $count ->
    [0] You have not signed up for anything yet.
   *[other] <b>Your events</b>
}
mine-line = <b>{ $title }</b>
    { $when }
    { $state }
mine-going = ✅ You are signed up.
mine-waiting = ⏳ You are on the waiting list, your place: { $place }.
mine-offered = 🎟 There is a seat for you, open the card.
mine-runs = It is on now.
mine-over = It is over.
mine-cancelled = ❌ Cancelled.
events-line = <b>{ $title }</b>
    { $when }
    { $seats }
event-no-time = time not given
event-no-place = place not given

event-seats-open = Everybody is welcome, seats are not counted.
event-seats-free = { $free ->
    [one] { $free } seat
   *[other] { $free } seats
} of { $seats } free.
event-seats-none = No seats left.{ $waiting ->
    [0] { "" }
    [one] { " " }{ $waiting } person is waiting.
   *[other] { " " }{ $waiting } people are waiting.
}
event-seats-in-all = Seats: { $seats }.
event-count = Signed up: { $going }.
event-confirmed = Said that they come: { $count }.
event-silent = Asked, and no answer yet: { $count }.

event-card = <b>{ $title }</b>

    When: { $when }
    Where: { $place }
event-kind = What it is: { $kind }
event-organiser = Organiser: { $organiser }
event-link = Link: { $link }
event-promise = { $reminders ->
    [0] It starts in less than two hours; I will not remind you again.
    [1] I will remind you two hours before the start.
   *[other] I will remind you a day and two hours before the start.
}
event-you-go = ✅ <b>You are signed up.</b> { event-promise }
event-you-wait = ⏳ <b>You are on the waiting list, your place: { $place }.</b> I will write as soon as a seat is free.
event-you-are-offered = 🎟 <b>There is a seat for you.</b> I keep it until { $until }. Are you coming?
event-you-are-in = ✅ <b>You are signed up.</b>
event-is-cancelled = ❌ <b>The event is cancelled.</b>
event-has-begun = The event has begun, sign-up is closed.
event-is-finished = This event is over.

event-join = Sign up
event-queue = Join the waiting list
event-leave = I cannot come
event-leave-queue = Leave the waiting list
event-take = I take the seat
event-back = Undo, I am coming
event-mine = My events
company-open = I come with others
company-line = With you: { $names }.
company-ask = Who comes with you? Write the names, one in a line: { $most } at most. They need no account of their own.

    { $count ->
        [0] Name those who do not mind.
       *[other] With you now: { $names }. A new list replaces this one.
    } Coordinators and those who meet the guests see the names. I delete them { $days } days after the start, or at once if you do not come.
company-alone = I come without them
company-going = You are all signed up.
company-waiting = There are not enough seats for all of you, so you wait together, your place: { $place }. I will write when there are.
company-short = There are not enough seats for all of you, so nothing has changed. You may name fewer people.
company-unread = I see no names. Write them in words, one in a line.
company-too-many = Too many names, or one is too long. Write nine at most, one in a line.
event-calendar = Add to my calendar
event-calendar-sent = “{ $title }” for your calendar: open the file, and the phone will offer to save it.
event-calendar-off = “{ $title }” is off: open the file, and the entry leaves your calendar. If it stays, delete it yourself.
event-calendar-length = The length is not given. The calendar shows two hours.
event-calendar-mend = Mend it in the calendar
event-calendar-clear = Remove it from the calendar
find-open = Find
find = <b>Search for events</b>

    Write a word of the title or the place: “school”, “Zeyskaya”. Or choose what interests you.
find-by-place = By municipality
find-places = { $count ->
    [0] There are no events ahead.
   *[other] Where to look?
}
find-choice = { $name }: { $count }
find-everywhere = The whole region
find-found = { $count ->
    [0] Nothing was found: { $what }. Write another word or choose below.
   *[other] <b>{ $what }</b>: { $count }
}
find-first = The first { $most } are shown. Write more exactly.
event-to-list = Back to the list
event-open = Open the card
event-new = + New event
event-drafts = Drafts
event-past = Past events
tools-open = Helpers, poster, repeat
tools = <b>{ $title }</b>

    What else do you need?
poster-open = Poster with a QR
poster-call = Point the camera of a phone here to sign up
poster-slip = { $title }. { $when }
poster-picture = The QR of the event: { $title }. Put it into your own poster or post.
poster-page = A poster for A4: the upper part for the wall, slips to tear off below. Cut between them. Word opens it, the words can be changed.
series-open = Repeat
series-dates = Other dates
series-ask = <b>{ $title }</b>

    The first time: { $when }. Repeat on the same weekday at the same hour. How often, and how many times more?
series-weekly = Every week, { $count } more
series-monthly = Once a month, { $count } more
series-sure = Add “{ $title }”, { $count ->
    [one] { $count } time
   *[other] { $count } times
} more? Each date has a sign-up of its own. Each can be changed or cancelled alone later.
series-yes = Yes, add
series-made = { $count ->
    [0] All these dates are there already, nothing was added.
   *[other] <b>Dates added: { $count }.</b> The list shows the nearest one, its card leads to the others.
}
series-list = <b>{ $title }: dates</b>

    { $count ->
        [0] There are no more dates ahead.
       *[other] Which one suits you?
    }
series-also = The same in the next ones: { $count }
series-spread = <b>Changed in the next ones, too: { $count }.</b> Whoever signed up will hear.{ $left ->
    [0] { "" }
   *[other] { " " }Not changed: { $left }, since more people signed up there than there would be seats, or the time is over. Change them alone.
}
series-stop-also = Cancel this and all the next ones
series-stopped = <b>Events cancelled: { $count }.</b> I will write to everybody who signed up.
event-map = Show on the map
event-mend = Change
event-copy = Make one like it
event-move = Move
event-comes-yes = I am coming
event-comes = Thank you, see you there.
event-comes-not = You have no seat at this event now, or it has already begun.
event-stop = Cancel the event
event-stop-yes = Yes, cancel it
event-guests = Who signed up

event-joined = You are signed up. { event-promise }
event-queued = No seats are left, you are on the waiting list. Your place: { $place }. I will write when a seat is free.
event-already = You are signed up already.
event-already-waiting = You are on the waiting list already. Your place: { $place }.
event-closed = Sign-up is closed: the event has begun, is over or cancelled.
event-gone = There is no such event.
event-gone-screen = There is no such event; the link may be an old one.
event-left = All right, you are off the list. Should you change your mind, sign up again.
event-left-for-now = You are off the list. If that was a slip, undo it within a minute.
event-offer-over = This offer is over, the seat was offered to the next person. You may join the waiting list again.
event-taken-before = Somebody has taken the seat. You are still on the waiting list, your place: { $place }.
event-back-in-queue = You are on the waiting list again, your place: { $place }.
event-back-too-late = The minute is over, this cannot be undone. You may sign up again.
event-unqueued = All right, you are off the waiting list. Should you change your mind, join again, at its end.
event-over = The event has begun, is over or cancelled. There is nothing you need to do.
event-was-not-in = You were not signed up.

event-guests-of = <b>{ $title }</b>
    Coordinators and those who meet the guests see the names. Please do not pass them on.
event-guests-going = <b>Coming: { $count }</b>
event-guests-waiting = <b>On the waiting list: { $count }</b>
event-guests-none = Nobody has signed up yet.

onlist-open = Change the list
onlist-why = A coordinator changed the list: { $reason }
onlist-choose = <b>{ $title }</b>

    { $count ->
        [0] Nobody has signed up yet.
       *[other] Whose sign-up shall we change?
    }
onlist-one = <b>{ $name }</b>

    { $title }{ $place ->
        [0] { "" }
       *[other] . Place on the waiting list: { $place }.
    }
onlist-remove = Take off the list
onlist-first-button = First on the waiting list
onlist-back = To the names
onlist-ask-remove = Why do we take { $name } off the list? This person and all who wait will read the reason. They do not see the name, so name nobody.
onlist-ask-first = Why is { $name } first on the waiting list now? All who wait will read the reason. They do not see the name, so name nobody.
onlist-no-reason = Write the reason in words, 200 characters at most.
onlist-removed = <b>Taken off the list.</b> I will tell this person; the seat passes on.
onlist-first = <b>Done.</b> This person is first on the waiting list now, and I will tell them.
events-past = { $count ->
    [0] You had no events in the last three months.
    [one] <b>In the last three months: { $count } event</b>
   *[other] <b>In the last three months: { $count } events</b>
}
arrivals-open = Who came
arrivals = <b>{ $title }: who came</b>

    Press a name and I tick it. Press it again and the tick is gone.

    Came: { $came } of { $seats }.{ $queued ->
        [0] { "" }
       *[other] { " " }And from the waiting list: { $queued }.
    }{ $walked ->
        [0] { "" }
       *[other] { " " }Without a sign-up: { $walked }.
    }
arrivals-none = <b>{ $title }: who came</b>

    Nobody was signed up for this event, there is nobody to tick.
arrivals-ticked = ✅ { $name }
arrivals-unticked = ⬜ { $name }
arrivals-queued = { $name } (waiting list)
arrivals-said = { $name }: ticked.
arrivals-unsaid = { $name }: not ticked any more.
arrivals-everybody = Everybody came
arrivals-everybody-sure = <b>{ $title }</b>

    Tick everybody who had a seat ({ $count })? You can take the tick back from those who did not come.
arrivals-everybody-yes = Yes, everybody came
arrivals-write = Write to those who came
arrivals-early = It is too early: you can let people in from two hours before the start.
arrivals-called-off = The event is cancelled, there is nobody to tick.
arrivals-forgotten = More than three months have passed, the ticks stay as they are.
arrivals-left = This person is not on the list any more. The list on the screen is the newest.

event-pass = My pass
event-you-help = 🤝 You help at the door. You can let guests in from two hours before the start; the button will be here.
pass = <b>Pass: { $title }</b>

    Code: <b>{ $code }</b>{ $count ->
        [1] { "" }
       *[other] . It is for you and those who come with you, { $count } people.
    }

    Show the picture at the door, or say the code.
pass-own = This is your pass. At the door it is read with a phone's camera.
pass-forged = This code does not fit: it is damaged or not a real one. Let the guest open “My pass” again, or find them by name.
pass-not-yours = This is a pass for another event: <b>{ $title }</b>. Only its coordinators, and those whom they asked to help, let its guests in.
pass-not-now = A pass for <b>{ $title }</b>. { $reason }
entry-open = At the door
entry-door = <b>{ $title }: at the door</b>

    Here: { $came } of { $going }.{ $queued ->
        [0] { "" }
       *[other] { " " }From the waiting list: { $queued }.
    }{ $walked ->
        [0] { "" }
       *[other] { " " }Without a sign-up: { $walked }.
    }

    Point your phone's camera at a guest's pass. Or write the four digits or the name to me.
entry-walk-in = Came without a sign-up
entry-names = List of names
entry-wall = QR for the wall
entry-not-yours = Guests are let in by the coordinators of this event and by those whom they asked to help. If you help, ask a coordinator to add you.
entry-found = { $count ->
    [0] There is no such guest on the list. Check the digits, or write only the surname. If somebody has not signed up, press “Came without a sign-up”.
    [one] Press the name, and the guest is in.
    [2] Which of them? Press the name.
    [3] Which of them? Press the name.
    [4] Which of them? Press the name.
    [5] Which of them? Press the name.
   *[other] There are many such names, these are the first { $most }. Write the whole name.
}
guest-in = ✅ <b>{ $name }</b> is here since { $at }{ $seats ->
        [1] .
       *[other] , { $came } of { $seats } people.
    }{ $brought ->
        [0] { "" }
       *[other] { " " }With them: { $company }.
    }
    { $title }

    Now the next guest: the camera, four digits or a name.
guest-already = ☑️ <b>{ $name }</b> is here already, since { $at }{ $seats ->
        [1] .
       *[other] , { $came } of { $seats } people.
    }{ $brought ->
        [0] { "" }
       *[other] { " " }With them: { $company }.
    }
    { $title }

    I count this pass only once. Now the next guest: the camera, four digits or a name.
guest-queued = ⏳ <b>{ $name }</b> is on the waiting list and has no seat.
    { $title }

    If there is one, let them in.
guest-out = <b>{ $name }</b> is not marked any more.
    { $title }

    Now the next guest: the camera, four digits or a name.
guest-only = { $count ->
    [1] Came alone
   *[other] Came: { $count }
}
guest-let-in = Let in
guest-undo = Undo
walk-in-ask = Who came without a sign-up? Write the names, one in a line: { $most } at once at most. They need no account.

    Tell people that you wrote down their names. Only coordinators and those at the door see them. After { $days } days I delete the names, and only the number stays.
outsiders-ask = Who came but does not live here: guests, officials, the press? Write the names, each on a new line: up to { $most } at once. They do not count for the quorum.

    Tell people that you wrote their names down. After { $days } days I erase the names, only the number stays.
entry-outsiders = Guests who do not live here
entry-quorum = Quorum
counts-adult = Adult resident
counts-younger = Teenage resident
counts-nobody = Guest, no resident
counts-said = <b>{ $name }</b>: { $as_ }. The quorum counts it.
meeting-event-title = { $is_named ->
    [0] Meeting of residents
   *[other] Meeting of residents: { $of }
}
meeting-event-coordinator = A coordinator of your municipality opens the sign-up for a meeting. Invite them to the case: “Members”. Or ask: /ask
walk-in-unread = I see no names, or more than twenty. Write names in words, one in a line.
walk-in-done = { $count ->
    [0] { "" }
   *[other] ✅ Written down: { $names }.
}{ $doubles ->
    [0] { "" }
   *[other] { " " }Here already, since { $at }: { $twice }. If it is somebody else, press the name.
}

    Anybody else without a sign-up? Go on writing.
walk-in-undo = Remove: { $name }
walk-in-namesake = One more: { $name }
wall = <b>QR for the wall: { $title }</b>

    Print it and hang it up at the door. Whoever has signed up points their camera at it and is in without you. It counts from { $opens } to { $until }.
here-done = You are here, I have marked it. Have a good day.
here-already = You are here already, since { $at }.
here-waiting = You are on the waiting list and have no seat. Please speak to the people at the door.
here-not-listed = You are not on the list. Please speak to the people at the door, they will write you down.
here-early = It is too early. You can do it from { $opens } on.
here-over = The event is over, it is too late for that.
stewards-open = Who helps at the door
stewards = <b>{ $title }: who helps at the door</b>

    { $count ->
        [0] Nobody yet. Invite a helper by a link, or choose one of those who signed up.
       *[other] Press a name, and the person helps no more.
    }

    A helper lets guests of this event in, from two hours before the start until a day after its end, and can do nothing else.
stewards-invite = Invite by a link
stewards-from-list = Choose from the list
stewards-drop = Remove: { $name }
stewards-choose = { $count ->
    [0] There is nobody to choose: nobody has signed up.
   *[other] Who will help at the door? I will tell them at once.
}
stewards-copy = Copy the link
stewards-link = <b>Forward this to your helper:</b>

    Please help to let guests in: { $title }, { $when }. Open the link: { $link }

    The link works for a week and for one person only. I will not show it again.
steward-asked = You are asked to help at the door: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    What to do: mark who came. Point your phone's camera at a guest's pass, or find the name on the list.
steward-yes = I will help
steward-done = Thank you. Two hours before the start the card gets a button “At the door”.
steward-link-used = This link does not work any more: somebody used it, or a week has passed. Ask the coordinator for a new one.
event-steward-notice = You are asked to help at the door: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    Two hours before the start open the card and press “At the door”. Then point the camera at a guest's pass, and the guest is in.

sheet-open = Registration sheet
sheet = <b>{ $title }: registration sheet</b>

    Names by the alphabet; those who come along have lines of their own. Which columns shall it have? Press to add one or take it away.
sheet-from = TOS or organisation
sheet-phone = Telephone
sheet-came = Marked in the bot
sheet-signature = Signature
sheet-blank = Blank rows: { $count }
sheet-word = Word
sheet-excel = Excel
sheet-name = Name
sheet-with = { $name } (with { $guest })
sheet-title = Registration: { $title }
sheet-tab = Registration
sheet-sent = People on the sheet: { $count }. These are names of people: please do not pass the file on, and delete it after the event.

remind-tomorrow = Tomorrow: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    Are you coming? If you cannot make it, press “I cannot come”, and somebody else gets the seat.
remind-today = Today: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    Are you coming? If you cannot make it, press “I cannot come”, and somebody else gets the seat.
remind-soon = Starting soon: <b>{ $title }</b>

    When: { $when }
    Where: { $place }
event-moved-notice = Moved: <b>{ $title }</b>

    New time: { $when }
    Where: { $place }

    You are still signed up. If you cannot make it, press “I cannot come”.
event-moved-waiting-notice = Moved: <b>{ $title }</b>

    New time: { $when }
    Where: { $place }

    You are still on the waiting list. I will write as soon as a seat is free.
event-offer-notice = A seat is free for you: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    I keep it until { $until }. Without an answer I offer it to the next person.
event-open-notice = A seat is free: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    It starts soon, so I write to everybody who waits. Whoever presses first has the seat.
event-passed-notice = The time is over, the seat was offered to the next person: <b>{ $title }</b>

    If you still want to come, join the waiting list again.
event-withdrawn-notice = I had to take back the seat that I kept for you: <b>{ $title }</b>

    When: { $when }

    You are on the waiting list again, at the place you had. I will write as soon as a seat is free.
event-removed-notice = You were taken off the list: <b>{ $title }</b>

    The coordinator's reason: { $reason }

    If that is a mistake, write to a coordinator: /ask
event-first-notice = You are first on the waiting list now: <b>{ $title }</b>

    The coordinator's reason: { $reason }

    I will write as soon as a seat is free.
event-unseated-notice = There are fewer seats now: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    You were among the last to sign up, so you are now at the head of the waiting list. I will write as soon as a seat is free.
changed-head = Changes: <b>{ $title }</b>
changed-title = New title: <b>{ $new }</b>
    It was: { $was }
changed-when = New time: <b>{ $new }</b>
    It was: { $was }
changed-place = New place: <b>{ $new }</b>
    It was: { $was }
changed-link = { $is_empty ->
    [1] There is no link any more.
   *[other] New link: { $new }
}
changed-pin = { $is_empty ->
    [1] There is no point on the map any more.
   *[other] There is a new point on the map: see the card.
}
changed-about = { $is_empty ->
    [1] There is no description any more.
   *[other] New description:
}
changed-organiser = { $is_empty ->
    [1] No organiser is named any more.
   *[other] Organiser: <b>{ $new }</b>
}
changed-still-coming = You are still signed up. Are you coming at this time?
changed-seat-held = I keep the seat for you, as promised.
changed-seat-kept = You are still signed up.
changed-still-waiting = You are still on the waiting list. I will write if a seat is free.
event-cancelled-notice = Cancelled: <b>{ $title }</b>

    It was to be: { $when }
    There is no need to come.
event-seat-notice = A seat is free for you: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    You are signed up. If you cannot make it, press “I cannot come”, and the next one gets the seat.

make-ask-scope = Whom is the event for?
make-everywhere = The whole region
make-ask-title = What shall we call the event?

    For example: “Clean-up in Zeyskaya Street”.
make-ask-when = When does it start? I go by { $zone }.

    Write it as you like: “{ $example }”, “tomorrow at 6:30 pm”, “Saturday from 11 to 1 pm”.
make-ask-place = Where do we meet?

    For example: “The yard of Zeyskaya 12, by the swings”. A point on the map or a link will do, too.
make-ask-seats = How many seats? Write a number.
make-ask-about = Tell a little more: what to bring, who is welcome.
make-ask-organiser = Who is the organiser? Everybody will see the name.

    For example: “TOS Zarechny”.
make-link-taken = I have the link. Now describe the place in words, so that people find it offline, too.
make-pin-taken = I have the point on the map. Now describe the place in words, so that people find it without a map, too.
make-ask-kind = What will it be? People find it more easily then.
make-kind-unread = Choose with a button, or press “Something else”.
make-other-kind = Something else
make-ask-length = How long will it last? Press, or write the number of hours.
make-length-unread = Write the number of hours, such as “3”, or press “I do not know”.
make-no-length = I do not know
kind-clean-up = Clean-up
kind-meeting = Meeting of residents
kind-feast = Neighbours’ feast
kind-seminar = Seminar, training
kind-conference = Conference
kind-trip = Trip
kind-hearing = Hearing, vote
length-1 = 1 hour
length-1-half = 1.5 hours
length-2 = 2 hours
length-3 = 3 hours
length-4 = 4 hours
length-day = 8 hours
make-no-limit = No limit
make-no-words = I see no letters and no digits. Please write it in words.
make-answered = You have answered this question. You can correct the answer at the end, before publishing.
make-understood = I understood: <b>{ $when }</b>.
make-when-again = Correct the time
make-copied = This is the draft of an event like the old one: all but the time is taken over. Afterwards you check it and publish it.
make-skip = Nothing more
make-no-number = Write a number from 1 to { $most }, or press “No limit”.
make-past-typed = I understood: { $when }. That has passed. Write a time that is still ahead.
make-past = That time has passed. Choose one that is still ahead.
make-closed = This can no longer be changed: the event is published, over or cancelled.
make-incomplete = Say when and where, and you can publish it.
make-not-yours = This is not your event: it belongs to another municipality or to the whole region, and to its coordinators.
make-review = <b>Check that this is what people will see:</b>
make-publish = Publish
make-title = Title
make-when = Time
make-place = Where
make-seats = Seats
make-about = About
make-organiser = Organiser
make-no-organiser = No organiser
mend-choose = What shall we change?
mend-now = Now: <b>{ $value }</b>
mend-drop-link = Remove the link
mend-drop-pin = Remove it from the map
mend-done = <b>Changed.</b>
mend-told = { $count ->
    [0] There is nobody to tell.
   *[other] { $minutes ->
        [0] I am telling those whom it concerns: { $count }.
        [one] In { $minutes } minute I will tell those whom it concerns: { $count }. Whatever else you change till then goes along.
       *[other] In { $minutes } minutes I will tell those whom it concerns: { $count }. Whatever else you change till then goes along.
    }
}
mend-tell = Tell them now
mend-more = Change more
mend-meanwhile = Somebody else changed this while you were writing, so your answer is not saved. Below is how it is now. If yours is right, send it again.
mend-crowded = Seats taken: { $going }. There would be { $seats }, { $over } fewer. What shall we do?

    Everybody can stay: nobody new gets a seat until enough are free. Or the last who signed up go to the head of the waiting list, and I write to them.
mend-crowded-alert = There would be fewer seats than are taken. Open the card and say what to do.
mend-keep-all = Everybody stays
mend-queue-last = The last ones wait
make-discard = Delete the draft
make-discard-sure = Delete the draft “{ $title }”? It cannot be brought back.
make-discard-yes = Yes, delete it
make-discarded = The draft is deleted.
make-drafts = { $count ->
    [0] There are no drafts.
    [one] { $count } draft:
   *[other] { $count } drafts:
}
make-published = <b>Published.</b> Everybody can see the event.

    A link to forward to neighbours:
    { $link }
event-stop-sure = Cancel “{ $title }”? It cannot be brought back.

    { event-told }
event-told = { $count ->
    [0] Nobody has signed up yet.
    [one] { $count } person has signed up; I will write to them at once.
   *[other] { $count } people have signed up; I will write to each of them at once.
}
event-stopped = <b>The event is cancelled.</b>{ $count ->
    [0] { "" }
   *[other] { " " }I will write to everybody who signed up.
}

move-ask = It is now: { $when }.

    When is it to start instead? Write, for example, “{ $example }” or “tomorrow from 6:30 pm to 8 pm”.
move-same = That is when it starts already: { $when }. Write another time.
move-sure = Move “{ $title }”?

    It was: { $was }
    It will be: <b>{ $to }</b>

    { event-told }

    If I got the time wrong, write it once more.
move-yes = Yes, move it
move-meanwhile = The time has been changed already. Open the card to see the new one.
move-done = <b>Moved.</b>

event-thanks-notice = Thank you for coming: <b>{ $title }</b>

    How was it? Give it 1 to 5: five is excellent. The organisers see it without your name.
after-open = Rating and certificate
after-paper = Get a certificate
after-did-not-come = This is for people who were ticked at the door. If you were there without a tick, tell the coordinator of the event.
after-word-ask = Thank you. Your rating: { $stars }. <b>{ $title }</b>

    Would you like to add a few words: what was good, what was missing? Write them, your name will not stand below. If not, nothing is needed.
after-word-done = Thank you, the organisers will read it, without your name.
after-name-ask = Whose name goes on the certificate? Write it as it stands in papers. Everybody to whom you show the certificate sees this name.
after-diploma-heading = Certificate of a participant No. { $code }
after-diploma-part = Took part in “{ $title }”
after-diploma-when = { $when }. { $place }
after-diploma-organiser = Organiser: { $organiser }
after-paper-unknown = There is no such certificate. Check the number: there may be a typo in the link, or its owner has erased their data.
after-paper-true = ✅ The certificate is real: No. { $code }

    <b>{ $name }</b>
    Event: { $title }
    When: { $when }

    Issued: { $day }

results-open = Results
results-early = The event has not begun, there are no results yet.
results = <b>Results: { $title }</b>

    When: { $when }
    Where: { $place }
results-signed = Signed up: { $count }
results-came = Came: { $count }
results-walked = Without a sign-up among them: { $count }
results-new = For the first time at our events: { $count }
results-hours = Person-hours: { $hours }
results-stars = Average rating: { $average } (ratings: { $count })
results-average = { $whole }.{ $tenth }
results-places = { $count ->
    [0] <b>Where people came from</b>
    [one] <b>Where people came from: { $count } municipality</b>
   *[other] <b>Where people came from: { $count } municipalities</b>
}
results-place = { $name }: { $count }
results-place-unknown = Did not say where from
results-nobody = Nobody is ticked. Press “Who came” on the card: then people are thanked, and the numbers for a report stand here.
results-no-length = There are no person-hours: nobody said how long the event lasted.
results-xlsx = Download for Excel
results-words = Words of guests: { $count }
results-words-head = <b>{ $title }: words of guests</b>
    In all: { $count }. There are no names below them.
results-word = { $stars } of 5. { $word }
results-sent = Results for a report: { $title }. There are no names in the file.
results-tab = Results
results-head-what = Number
results-head-value = Value
results-row-title = Event
results-row-when = Start
results-row-place = Place
results-row-signed = Signed up, people
results-row-came = Came, people
results-row-walked = without a sign-up among them
results-row-new = For the first time at events
results-row-places = Municipalities
results-row-hours = Person-hours
results-row-average = Average rating
results-row-stars = Ratings of { $stars }
results-row-from = Came, { $name }
