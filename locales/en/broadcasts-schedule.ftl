# Broadcasts: when they go out, who else looks at them, pauses and lateness.

timing-when = When to send
timing-menu = <b>When shall it go?</b>
timing-as-ever = Chosen now: at once, when you press “Send”.
timing-at-once = At once
timing-choose-moment = On a day, at an hour
timing-choose-event = Before an event
timing-choose-deadline = Before a grant's deadline
timing-choose-hours = In which hours
timing-choose-late = If it is late
timing-back = ← When to send
timing-to-review = To the review

timing-ask-moment = Write the day and the hour, such as “{ $example }” or “tomorrow at 18:30”.

    By your clock: { $zone }.
timing-past = That time has passed. Choose another.
timing-pick-event = { $count ->
    [0] No events of yours lie ahead.
   *[other] <b>Before which event?</b> If it is moved, the broadcast moves along. If it is cancelled, the broadcast does not go, and I will tell you.
}
timing-pick-deadline = { $count ->
    [0] No deadlines with a known day lie ahead.
   *[other] <b>Before which deadline?</b> If it is moved, the broadcast moves along.
}
timing-ask-lead = <b>How long before?</b>
timing-other-days = Another number of days
timing-ask-days = How many days before? Write a number from 1 to { $most }.
timing-hours-before = { timing-hours } before
timing-days-before = { timing-days } before
timing-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
timing-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
timing-ask-hours = <b>In which hours?</b> By each reader's own clock: whoever lives in another zone gets it in theirs.
timing-any-hours = Any, from 9 to 21
timing-window = from { $first } to { $last }
timing-ask-late = <b>How late may it be?</b> If it is later than that, the rest does not get it before I have asked you.

timing-at = When: { $when }
timing-before-event = When: { $lead } the event “{ $name }” starts, { $when }. If the event is moved, the broadcast moves along.
timing-before-deadline = When: { $lead } the deadline of “{ $name }”, { $when }. If the deadline is moved, the broadcast moves along.
timing-sleepers = Those who are asleep then get it at 9:00 by their own clock.
timing-in-hours = It comes { $hours } by each reader's clock.
timing-late-after = If it is more than { $span } late, the rest does not go without you.
timing-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
timing-hours-about = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
timing-takes = Sending takes about { $took }.
timing-too-long = Sending takes about { $took }, but it may be only { $span } late. Then it stops, and I ask you about the rest. To keep it going, press “{ timing-when }” → “{ timing-choose-late }” and allow more time.
timing-price = This broadcast is paid: { $channel } takes 0.1 Stars for each message above 30 a second. At most { $stars ->
    [one] { $stars } Star leaves
   *[other] { $stars } Stars leave
} the bot's balance.
timing-send-at = Send on { $day } at { $time }
timing-listed = Goes out: { $when }
timing-limit = No more than { $most } pieces of news a day: people leave them when they come too often. The next can go: { $when }.

timing-scheduled = <b>The broadcast is scheduled</b>

    To: { $to }
    Now this is { $count ->
        [one] { $count } person
       *[other] { $count } people
    }. I will count again when the time comes.
timing-sooner = Send now
timing-later = Another time
timing-take-back = Back to the drafts
timing-taken-back = The broadcast is a draft again: it does not go by itself.
timing-look = Look at it

halt-open = Open the draft
halt-event-off = The event before which the broadcast was to go is cancelled. The broadcast does not go, it is a draft again.
halt-too-late = The broadcast's time has passed: the date was moved, or the bot was away. It did not go by itself and is a draft now. Send it now?
halt-unanswered = Nobody approved the broadcast in time. It is a draft again.
halt-no-right = The broadcast did not go: you may not write to these people any more. It is among the drafts.
halt-nowhere = The broadcast did not go: the event whose participants you wrote to has begun or is cancelled. It is among the drafts.
halt-nobody = The broadcast did not go: nobody would get it now. It is among the drafts.
halt-grown = The broadcast did not go: there are clearly more readers than at the review. It is among the drafts. Please review it again.
halt-limit = The broadcast did not go: you have sent as much news within a day as one may, people leave news that come too often. It is among the drafts. Send it tomorrow.

approval-listed = Waits for a second coordinator: { $when }
approval-waits = <b>We wait for a second coordinator</b>

    To: { $to }
    { $count ->
        [one] { $count } person will get it.
       *[other] { $count } people will get it.
    } Another coordinator looks at broadcasts to many. I have asked those who can. I will tell you what they say.
approval-take-back = Take it back
approval-ask = <b>Please look at a broadcast before it goes</b>

    The message is above, just as people will see it.
    To: { $to }
    { $count ->
        [one] { $count } person will get it.
       *[other] { $count } people will get it.
    }
approval-agree = Approve: { $count ->
    [one] { $count } person
   *[other] { $count } people
}
approval-give-back = Give it back
approval-ask-reason = What should be changed? Write it in one message, the author will see it.
approval-no-reason = Give it back without a word
approval-agreed = Thank you. The broadcast goes, the author knows.
approval-given-back = It is back with its author.
approval-decided = This broadcast has been decided already.
approval-grown = There are more readers by now. Please look again.
approval-limit = The author has sent as much news within a day as one may. This broadcast is among their drafts again.
approval-alone = A second coordinator looks at broadcasts to { $threshold } people or more, and there is no other coordinator now. So please check yourself.

    { $count ->
        [one] { $count } person will get it.
       *[other] { $count } people will get it.
    } Write this number, and it goes.
approval-other-number = The number does not match. To send it, type: { $count }.
approval-somebody = a second coordinator
approval-yes = The broadcast is approved ({ $name }). It goes now.
approval-yes-later = The broadcast is approved ({ $name }). It goes: { $when }.
approval-no = The broadcast came back ({ $name }). It is a draft again.
approval-why = What to change: { $reason }

broadcast-pause = Pause
broadcast-resume = Go on
broadcast-pause-done = Paused. What is on its way arrives.
broadcast-resume-done = It goes on.
broadcast-too-late = The event has begun or is cancelled. The rest will not get it any more, the broadcast can only be stopped.
broadcast-runs = This broadcast is going already.
broadcast-pauses = This broadcast is paused already.
broadcast-paused = The broadcast is paused. { broadcast-sending }
broadcast-late = The broadcast was late and has stopped. { broadcast-sending }
broadcast-unanswered = The broadcast is finished: the rest was not sent, you did not answer within a day. { broadcast-sending }
late-ask = The broadcast is more than { $span } late. { $sent } sent, { $rest } left. Send it to the rest?

    Without an answer within a day the rest does not go.
late-send = Send to the rest
late-leave = Do not send

approval-author = Author: { $name }
approval-refused = Refused before by { $name }. Why: { $reason }
approval-unexplained = no reason given

approval-changed-nothing = Nothing has changed since then.
approval-changed-rest = Something has changed since then: the message, its attachments, the recipients or the time. Look once more.
approval-show-refused = Show what was given back
approval-refused-gone = The message from before is gone.
approval-changed-words = Since then the words have changed.

    Before: { $was }

    Now: { $now }
