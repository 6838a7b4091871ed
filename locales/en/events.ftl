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

event-card = <b>{ $title }</b>

    When: { $when }
    Where: { $place }
event-you-go = ✅ <b>You are signed up.</b> I will remind you a day and two hours before.
event-you-wait = ⏳ <b>You are on the waiting list, your place: { $place }.</b> I will write as soon as a seat is free.
event-is-cancelled = ❌ <b>The event is cancelled.</b>
event-is-finished = This event is over.

event-join = Sign up
event-queue = Join the waiting list
event-leave = I cannot come
event-leave-queue = Leave the waiting list
event-calendar = Add to my calendar
event-calendar-sent = “{ $title }” for your calendar: open the file, and the phone will offer to save it.
event-to-list = Back to the list
event-open = Open the card
event-new = + New event
event-drafts = My drafts
event-move = Move
event-stop = Cancel the event

event-joined = You are signed up. I will remind you a day and two hours before the start.
event-queued = No seats are left, you are on the waiting list. Your place: { $place }. I will write when a seat is free.
event-already = You are signed up already.
event-closed = Sign-up is closed.
event-gone = There is no such event.
event-gone-screen = There is no such event; the link may be an old one.
event-left = All right, somebody else can have the seat. Should you change your mind, sign up again.
event-was-not-in = You were not signed up.

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

make-ask-title = What shall we call the event?

    For example: “Clean-up in Zeyskaya Street”.
make-ask-when = When does it start? { $zone }.

    Write it as you like: “5 December at 11:00”, “tomorrow at 6:30 pm”, “05.12.2026 11:00”.
make-ask-place = Where do we meet?

    For example: “The yard of Zeyskaya 12, by the swings”.
make-ask-seats = How many seats? Write a number.
make-ask-about = Tell a little more: what to bring, who is welcome.
make-no-limit = No limit
make-skip = Nothing more
make-no-number = Write a number from 1 to { $most }, or press “No limit”.
make-no-date = I did not understand when. Write the day and the hour, such as: 5 December at 11:00. Does that day exist?
make-no-time = I understood the day but not the hour. Write them together, such as: 5 December at 11:00.
make-past-typed = I understood: { $when }. That has passed. Write a time ahead.
make-past = That time has passed. Move the start.
make-closed = This can no longer be changed.
make-incomplete = The time or the place is missing.
make-review = <b>Check that this is what people will see:</b>
make-changed = <b>Saved.</b> Everybody who signed up will be told.
make-publish = Publish
make-title = Title
make-when = Time
make-place = Where
make-seats = Seats
make-about = About
make-discard = Delete the draft
make-discard-sure = Delete the draft “{ $title }”? It cannot be brought back.
make-drafts = { $count ->
    [0] There are no drafts.
    [one] { $count } draft:
   *[other] { $count } drafts:
}
make-published = <b>Published.</b> Everybody can see the event.

    A link to forward to neighbours:
    { $link }
event-stop-sure = Cancel “{ $title }”? { $going ->
    [0] Nobody has signed up yet.
    [one] { $going } person has signed up and will hear at once.
   *[other] { $going } people have signed up and will hear at once.
}
event-stopped = Done, it is cancelled.
