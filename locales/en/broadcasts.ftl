# Broadcasts: the message, whom it is for, the review, the sending, the report.

broadcast-home = To broadcasts
broadcast-ask = <b>New broadcast</b>

    Send me one message: a text, a photo, a document or an album. People will get it exactly as it is.

    If you write { "{" }{ wording-variable-name }{ "}" } or { "{" }{ wording-variable-municipality }{ "}" } in a text, everybody reads their own there.

    Until you have checked it and pressed “Send”, nobody sees anything.
broadcast-ask-another = Send another message: a text, a photo, a document or an album. It goes to the same people.
broadcast-before = <b>What you have sent</b>
broadcast-line = { $when } — { $to }
broadcast-draft = Draft: { $when }
broadcast-report-of = Report: { $when }
broadcast-not-copied = This kind of message cannot be sent to others. Send a text, a photo, a document, a video or a voice message.

broadcast-whom = <b>Whom shall we send it to?</b>
broadcast-everybody = Everybody who gets the news
broadcast-home-municipality = My municipality: { $name }
broadcast-municipalities = Choose a municipality
broadcast-events = Participants of an event
broadcast-grants = Subscribers of a grant
broadcast-back-to-whom = ← Whom to send it to
broadcast-pick-municipality = { $count ->
    [0] There is no municipality that you can write to yet.
   *[other] <b>Which municipality?</b> Those of its people who get the news will receive it.
}
broadcast-pick-event = { $count ->
    [0] There is no event whose participants you can write to.
   *[other] <b>Which event?</b> Those who signed up and those on the waiting list will receive it.
}
broadcast-pick-grant = { $count ->
    [0] There is no grant whose subscribers you can write to yet.
   *[other] <b>Which grant?</b> Those who follow its deadlines will receive it.
}
broadcast-to-everybody = everybody who gets the news
broadcast-to-municipality = people of { $name }
broadcast-to-event = participants of “{ $name }”
broadcast-to-grant = subscribers of the grant “{ $name }”
audience-to-fitting = whom the grant “{ $name }” fits
broadcast-to-nobody-yet = not chosen yet
broadcast-no-name = the name was not kept

broadcast-preview = This is what people will see:
broadcast-no-preview = This message cannot be copied: it was deleted, or { $channel } does not let me copy its kind. Send another one.
broadcast-review = <b>Check before sending</b>

    To: { $to }
    { $count ->
        [one] { $count } person will get it.
       *[other] { $count } people will get it.
    }{ $asleep ->
        [0] { "" }
       *[other] { " " }{ $count ->
            [1] It is night there now: the message comes at 9:00 local time.
           *[other] It is night now for { $asleep } of them: they get it at 9:00 local time.
        }
    }{ $woken ->
        [0] { "" }
       *[other] { " " }It is night now for { $woken } of them, but by 9:00 the event will have begun, so they get it at once.
    }
broadcast-review-nobody = <b>There is nobody to send it to yet</b>

    To: { $to }
    Nobody would get it now. Choose other people.
broadcast-send = Send to { $count ->
    [one] { $count } person
   *[other] { $count } people
}
broadcast-change-whom = Change whom
broadcast-message = Change the message
broadcast-message-what = <b>What about the message?</b>
broadcast-replace = Another message
broadcast-discard = Delete the draft
broadcast-discard-sure = Delete the draft? The message itself stays in our chat.
broadcast-discarded = The draft is deleted.

broadcast-sending = Sent { $sent } of { $all }{ $undelivered ->
    [0] { "" }
   *[other] { " " }· not delivered { $undelivered }
}{ $asleep ->
    [0] { "" }
   *[other] { " " }· waiting for the morning { $asleep }
}{ $later ->
    [0] { "" }
   *[other] { " " }· waiting for their hours { $later }
}
broadcast-ended = The broadcast is finished. { broadcast-sending }
broadcast-stopped = The broadcast was stopped. { broadcast-sending }
broadcast-stop = Stop
broadcast-stop-sure = Stop the broadcast? The rest will not get it any more.
broadcast-stop-not = Do not stop
broadcast-stop-done = Stopping. A few more messages may arrive.
broadcast-refresh = Refresh

broadcast-report = <b>Report on a broadcast</b>

    { $when }
    To: { $to }
broadcast-blocked = Stopped the bot: { $count }
broadcast-failed = Could not be delivered: { $count }
broadcast-expired = Not in time: { $count }
broadcast-asleep = Will get it at 9:00 local time: { $count }
broadcast-later = Will get it { $hours } by their own clocks: { $count }
broadcast-left-out = Not sent, because they unsubscribed, were not meant any more, or the broadcast was stopped: { $count }
broadcast-repeated = May have arrived twice: { $count }
broadcast-source-gone = The message to be sent is no longer in our chat, so there was nothing to copy. Send it again: /broadcast

broadcast-empty = This message is no more: it was erased along with the data of whoever wrote it. It cannot be sent any further; you can stop the broadcast.
broadcast-gone = You have no such broadcast: the draft may have been sent or deleted.
broadcast-forbidden = You cannot write to these people: yours are the people and events of your municipality only.
broadcast-nowhere = There is nobody to write to: no such audience, or the event has begun or is cancelled.
broadcast-already = This broadcast is being sent, has been sent, or waits for its time.
broadcast-changed = The draft has changed since then. Please check it again.
broadcast-nobody = Nobody would get it now. Choose other people.
broadcast-over = There is nothing to stop: the broadcast is over.

broadcast-news-off = No more news, please
broadcast-news-left = All right, no more news. Reminders of events and grants stay. Should you change your mind, press /privacy.
broadcast-news-none = You do not get the news anyway. You can turn it on in /privacy.
broadcast-news-try = People leave the news with this button. Here, in your draft, it changes nothing.

handover-told = <b>A colleague's work has passed to you</b>

    Another coordinator kept it before: { $name }. Now it is yours:
handover-somebody = a colleague who is no longer here
handover-sending = { $count ->
    [one] • { $count } paused broadcast: it does not go on until you resume it
   *[other] • { $count } paused broadcasts: they do not go on until you resume them
}
handover-drafts = { $count ->
    [one] • { $count } draft of a broadcast
   *[other] • { $count } drafts of broadcasts
}
handover-events = { $count ->
    [one] • { $count } event
   *[other] • { $count } events
}
handover-answers = { $count ->
    [one] • { $count } answer to a question, begun
   *[other] • { $count } answers to questions, begun
}
handover-work = All work

under-way-open = What is being sent now
under-way = { $count ->
    [0] <b>Nothing is being sent now.</b>
   *[other] <b>Being sent now</b>

    Open a report to pause or stop a colleague's broadcast.
}
under-way-own = It is yours.
under-way-of = Kept by { $name }. You may stop it too.
under-way-of-nobody = Nobody has it now: you may take it.
under-way-unsent = Not sent yet — { $to }
colleague-pause = Pause
colleague-stop = Stop the broadcast
colleague-take = Take it
colleague-why-pause = <b>Why should it pause?</b>

    A few words are enough: its author sees the reason. The broadcast waits until the author resumes it.
colleague-why-stop = <b>Why should it stop?</b>

    A few words are enough: its author sees the reason. A stopped broadcast cannot go on.
colleague-paused = The broadcast is paused. I have told its author.
colleague-stopped = The broadcast is stopped. I have told its author.
colleague-taken = This broadcast is yours now. It waits for you among the broadcasts.
colleague-told-pause = <b>Your broadcast is paused</b>

    Another coordinator paused it: { $name }.
    To: { $to }
    Why: { $reason }
colleague-told-recall = <b>Your broadcast is recalled</b>

    Another coordinator recalled it: { $name }. It is deleted in every chat that got it, and goes to nobody else.
    To: { $to }
colleague-told-stop = <b>Your broadcast is stopped</b>

    Another coordinator stopped it: { $name }.
    To: { $to }
    Why: { $reason }
