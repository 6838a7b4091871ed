# A broadcast while it is sent and afterwards: how far it is, the report, the table, correcting, recalling, all of them.

report-rate = About { $rate } a second,
report-slow = About { $rate } a minute,
report-left-moment = less than a minute left.
report-left-minutes = about { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
} left.
report-left-hours = about { $count ->
    [one] { $count } hour
   *[other] { $count } hours
} left.
report-closed = { $channel } asked us to wait. We go on by ourselves at { $when }.
report-still = Nothing goes out right now. We go on by ourselves as soon as we can.
report-asleep = Waiting for the morning: { $count }. They get it at 9:00 by their clocks.
report-later = Waiting for their hours: { $count }. They get it { $hours }.

report-took-moment = It took less than a minute.
report-took-minutes = It took { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}.
report-took-hours = It took { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}.
report-reason = · { $reason }: { $count }
report-corrected = Corrected: { $when }
report-recalled = Recalled: { $when }
report-table = Table .xlsx

reason-blocked = stopped the bot
reason-deleted = deleted their account
reason-no-chat = there is no chat with the bot any more
reason-source = the message to be sent was gone
reason-not-there = the message is no longer there
reason-long = the message is too long
reason-file = { $channel } did not find the file
reason-voice = they take no voice or video messages
reason-markup = { $channel } did not understand the formatting
reason-button = { $channel } did not take the buttons
reason-no-words = there is no text in the message
reason-trouble = no connection in five tries
reason-other = { $channel } refused

table-coming = The table is on its way.
table-file = Broadcast { $when }
table-sheet = Broadcast
table-number = No.
table-name = Name
table-municipality = Municipality
table-status = What became of it
table-when = When
table-reason = Why
table-twice = May have come twice
table-yes = yes
table-hidden = not shown
table-waiting = not sent yet
table-sent = delivered
table-failed = not delivered
table-blocked = stopped the bot
table-expired = not in time
table-cancelled = not sent
table-sent-caption = Who got the broadcast and who did not. Names are of those only who signed up for your event: they agreed to it. Keep the file safe, and delete it once you need it no more.

change-correct = Correct the text
change-recall = Recall
change-ask = <b>Let us correct the text</b>

    Above is the message as it looks now.

    Send the whole new text, up to { $most } characters. People will see it in place of the old one, without a sound. You see it first.
change-ask-blind = <b>Let us correct the text</b>

    The message is no longer in our chat, so we cannot show it. It can be corrected if it was a text, not a photo or a file.

    Send the whole new text, up to { $most } characters. People will see it in place of the old one, without a sound. You see it first.
change-no-words = There is no text in this broadcast: it is a file without a caption, a sticker or a poll. There is nothing to correct, but it can be recalled.
change-only-words = Only the new text is needed: photos and files cannot be replaced this way. Send a text.
change-no-variables = This broadcast has no variables such as { "{" }name{ "}" }: they work only in a text that was sent with them. Write it without.
change-long = Too long: { $length } characters, and { $channel } takes up to { $most } here. Send a shorter one.
change-not-taken = { $channel } did not take this text. Send it again, without unusual formatting.
change-review = <b>Please check</b>

    Above is how it will be. We correct it for { $count ->
        [one] { $count } person
       *[other] { $count } people
    } who already got it.
change-review-going-on = <b>Please check</b>

    Above is how it will be. { $count ->
        [0] Nobody has got it yet.
        [one] We correct it for { $count } person who already got it.
       *[other] We correct it for { $count } people who already got it.
    } The others get the new text. Do not delete it from our chat while it is being sent.
change-start = { $count ->
    [0] Correct
    [one] Correct for { $count } person
   *[other] Correct for { $count } people
}
change-other-words = Another text
change-recall-sure = <b>Recall the broadcast?</b>

    The message goes from the chats of { $count ->
        [one] { $count } person
       *[other] { $count } people
    }. Some have read it already.{ $old ->
        [0] { "" }
       *[other] { " " }For { $old } more it is older than 48 hours: { $channel } does not delete those.
    }
change-recall-sure-going-on = <b>Recall the broadcast?</b>

    The sending stops. { $count ->
        [0] Nobody has got the message yet
        [one] The message goes from the chat of { $count } person
       *[other] The message goes from the chats of { $count } people
    }. Some may have read it already.{ $old ->
        [0] { "" }
       *[other] { " " }For { $old } more it is older than 48 hours: { $channel } does not delete those.
    }
change-recall-start = { $count ->
    [0] Stop and recall
    [one] Recall from { $count } person
   *[other] Recall from { $count } people
}
change-correcting = Correcting: { $done } of { $all }
change-recalling = Recalling: { $done } of { $all }
change-corrected = The text is corrected: { $done } of { $all }
change-taken-back = The broadcast is recalled: { $done } of { $all }
change-correct-stopped = The correction was stopped. Corrected { $done } of { $all }
change-recall-stopped = The recall was stopped. Recalled { $done } of { $all }
change-copies-gone = The message is no longer there: { $count }
change-failed = { $channel } did not let us change it: { $count }
change-blocked = Stopped the bot: { $count }
change-late = Not within 48 hours: { $count }
change-too-old = Older than 48 hours, cannot be deleted: { $count }
change-left = Left as it was: { $count }
change-stop = Stop
change-stop-done = Stopped. What was changed stays changed.
change-to-report = To the report

change-gone = You have no such broadcast.
change-forbidden = You no longer answer for these people: the broadcast cannot be corrected or recalled.
change-unsent = This broadcast has not been sent yet. Change the draft itself: /broadcast
change-nothing = There is nothing to change: nobody has a message that can still be changed.
change-busy = This broadcast is being corrected or recalled. Please wait until that is done.
change-recalled = This broadcast was recalled.
change-over = This is done already.

history-open = All broadcasts
history-again = Send it again
history-mine = { $count ->
    [0] You have sent nothing yet.
   *[other] <b>Your broadcasts</b>: { $count }
}
history-area = { $count ->
    [0] Nothing has been sent here yet.
   *[other] <b>All broadcasts of your area</b>: { $count }
}
history-only = Only: { $what }
history-to-mine = Only mine
history-to-area = All of my area
history-by-end = How they ended
history-by-month = By month
history-which-end = Which broadcasts shall we show?
history-which-month = Which month?
history-all-months = All the time
history-any = any
history-going = still going on
history-sent = finished
history-stopped = stopped

watch-corrected = <b>A broadcast was corrected</b>

    Corrected by { $name }. The new words are on their way to people.
    To: { $to }

    Before: { $was }
watch-now = Now: { $words }

    If this must not be, recall the broadcast.

versions-open = What was sent before
versions = { $count ->
    [one] <b>{ $count } version was sent</b>
   *[other] <b>{ $count } versions were sent</b>
}
versions-before = <b>Version { $number }</b>, until { $until }. Corrected by the coordinator { $name }
    { $words }
versions-now = <b>Version { $number }</b>, what people have now
    { $words }
versions-copied = (this message as a whole is below)
