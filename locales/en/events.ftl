# Events: list, card, sign-up, reminders, making one.

events-list = { $count ->
    [one] <b>{ $count } event ahead</b>
   *[other] <b>{ $count } events ahead</b>
}
events-none = There are no events yet. Look in later, or turn the news on under “My data”.
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

event-card = <b>{ $title }</b>

    When: { $when }
    Where: { $place }
event-promise = { $reminders ->
    [0] It starts in less than two hours; I will not remind you again.
    [1] I will remind you two hours before the start.
   *[other] I will remind you a day and two hours before the start.
}
event-you-go = ✅ <b>You are signed up.</b> { event-promise }
event-you-wait = ⏳ <b>You are on the waiting list, your place: { $place }.</b> I will write as soon as a seat is free.
event-is-cancelled = ❌ <b>The event is cancelled.</b>
event-has-begun = The event has begun, sign-up is closed.
event-is-finished = This event is over.

event-join = Sign up
event-queue = Join the waiting list
event-leave = I cannot come
event-leave-queue = Leave the waiting list
event-calendar = Add to my calendar
event-calendar-sent = “{ $title }” for your calendar: open the file, and the phone will offer to save it.
event-calendar-off = “{ $title }” is off: open the file, and the entry leaves your calendar. If it stays, delete it yourself.
event-calendar-length = The length is not given. The calendar shows two hours.
event-calendar-mend = Mend it in the calendar
event-calendar-clear = Remove it from the calendar
event-to-list = Back to the list
event-open = Open the card
event-new = + New event
event-drafts = My drafts
event-past = Past events
event-move = Move
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
event-unqueued = All right, you are off the waiting list. Should you change your mind, join again, at its end.
event-over = The event has begun, is over or cancelled. There is nothing you need to do.
event-was-not-in = You were not signed up.

event-guests-of = <b>{ $title }</b>
    Only coordinators see the names. Please do not pass them on.
event-guests-going = <b>Coming: { $count }</b>
event-guests-waiting = <b>On the waiting list: { $count }</b>
event-guests-none = Nobody has signed up yet.

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
arrivals-early = The event has not begun. You can tick who came once it has.
arrivals-called-off = The event is cancelled, there is nobody to tick.
arrivals-forgotten = More than three months have passed, the ticks stay as they are.
arrivals-left = This person is not on the list any more. The list on the screen is the newest.

remind-tomorrow = Tomorrow: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    If you cannot make it, press “I cannot come”, and somebody else gets the seat.
remind-today = Today: <b>{ $title }</b>

    When: { $when }
    Where: { $place }

    If you cannot make it, press “I cannot come”, and somebody else gets the seat.
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

    Write it as you like: “5 December at 11:00”, “tomorrow at 6:30 pm”, “05.12.2026 11:00”.
make-ask-place = Where do we meet?

    For example: “The yard of Zeyskaya 12, by the swings”.
make-ask-seats = How many seats? Write a number.
make-ask-about = Tell a little more: what to bring, who is welcome.
make-no-limit = No limit
make-no-words = I see no letters and no digits. Please write it in words.
make-answered = You have answered this question. You can correct the answer at the end, before publishing.
make-understood = I understood: <b>{ $when }</b>. If that is wrong, you can correct it at the end.
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

move-ask = It starts now: { $when }.

    When is it to start instead? Write, for example, “5 December at 11:00” or “tomorrow at 6:30 pm”.
move-same = That is when it starts already: { $when }. Write another time.
move-sure = Move “{ $title }”?

    It was: { $was }
    It will be: <b>{ $to }</b>

    { event-told }

    If I got the time wrong, write it once more.
move-yes = Yes, move it
move-meanwhile = The time has been changed already. Open the card to see the new one.
move-done = <b>Moved.</b>{ $count ->
    [0] { "" }
   *[other] { " " }I will write to everybody who signed up.
}
