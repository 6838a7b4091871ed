# What a person follows, what will come and what comes. A forecast (❓) never looks like an announced date.

follow-yes = Yes, write to me
follow-to-card = To the card
follow-to-list = What I follow
follow-to-own = Follow what fits us
follow-back = Back
follow-again = Choose again

follow-programme = <b>Remind me: { $title }</b>

    { $ahead }

    If the date is announced, moved or cancelled, I will write. Under each message you can answer “not for us”.
follow-ahead = This is what will come, { $zone }:
follow-coming = • { $day }, { $time }: { $what }, { $title }
follow-nothing-ahead = There are no dates ahead yet. I will write as soon as there are.
follow-only-date = { $line }

    No reminder of this date is ahead. If something changes or is announced, I will write.
follow-coming-step = { $days ->
    [0] the morning of the last day
    [one] { $days } day before the last day
   *[other] { $days } days before the last day
}
follow-coming-month = { $days ->
    [0] the month of the deadline begins
   *[other] the month of the deadline is near
}
follow-coming-expected = time to prepare, by our forecast
follow-coming-opened = applications open
follow-coming-results = results are announced
follow-coming-start = projects begin

follow-list = <b>What I follow</b>

    { $count ->
        [0] You follow nothing yet. Follow one programme from its card, or everything that fits you.
       *[other] I write to you about this. Press one to turn it off or to pause it.
    }
follow-line = 🔔 { $what }
follow-resting = ⏸ { $what }, silent until { $day }
follow-own = Everything for us: { $what }
follow-everything = all programmes
follow-at-least = from { $roubles } ₽
follow-add = Follow some programmes
follow-to-steps = When to remind me
follow-gone = You do not follow this any more.
follow-off = Turn off
follow-rest = Pause
follow-on = Write again
follow-left = All right, I will not write about it any more.
follow-ask-rest = How long a pause? If something changes meanwhile, I will tell you afterwards in one message.
follow-rest-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
follow-rests = I am silent until { $day }. Then I will tell you what changed, in one message.
follow-speaks = I write to you about it again.

follow-steps = <b>When to remind you of a deadline</b>

    Press to turn a day on or off. I write about changes in any case.
follow-step-on = ✅ { $days ->
    [0] The morning of the last day
    [one] { $days } day before
   *[other] { $days } days before
}
follow-step-off = ▫️ { $days ->
    [0] The morning of the last day
    [one] { $days } day before
   *[other] { $days } days before
}

follow-ask-kind = <b>Who will apply?</b>
follow-any-kind = Anybody
follow-ask-place = <b>Where?</b>

    Programmes for the whole region stay in any case.
follow-any-place = The whole region
follow-tell-place = Say where I live
follow-ask-theme = <b>What is the money for?</b>
follow-any-theme = Anything
follow-more-themes = Other themes
follow-ask-sum = <b>How much do you need?</b>

    Programmes that name no sum stay, too.
follow-any-sum = Any sum
follow-filter = <b>{ $what }</b>

    { $count ->
        [0] There are no such programmes in the catalogue now. When there is one, I will write.
        [one] { $count } programme fits now.
       *[other] { $count } programmes fit now.
    }
follow-promise = I will also write of new calls and moved dates. When several dates meet on one day, they come in one message.
follow-done = Done. I will write to you about it.
follow-too-many = You have ten of these already. Turn one off, and I will add a new one.
follow-own-unknown = To know what fits you, I need to know who you are: a TOS, a non-profit, a group of neighbours. It takes a minute.
follow-tell-kinds = Say who we are
follow-narrow = Choose more exactly

told-step = ⏰ { $days ->
        [0] Today is the last day
        [one] { $days } day before the last day
       *[other] { $days } days before the last day
    }: <b>{ $title }</b>

    { $lines }
told-month = ⏰ { $days ->
        [0] This month is the last
       *[other] The deadline is near
    }: <b>{ $title }</b>

    { $lines }

    We do not know the day. Find it on the organiser’s site and do not put it off.
told-expected = ❓ Time to prepare: <b>{ $title }</b>

    { $lines }

    This is a forecast from earlier years, nothing is announced yet. There is time to find a partner, hold a meeting and collect the papers. As soon as the date is announced, I will write.
told-expected-vote = ❓ A vote is near: <b>{ $title }</b>

    { $lines }

    This is a forecast from earlier years, nothing is announced yet. As soon as the date is announced, I will write.
told-new = { $kind ->
        [deadline] A new deadline
       *[date] A new date
    }: <b>{ $title }</b>

    { $lines }
told-fits = New for you: <b>{ $title }</b>

    { $lines }

    What we know of the programme has changed, and now it fits what you follow.
told-confirmed = { $kind ->
        [deadline] The deadline is announced
       *[date] The date is announced
    }: <b>{ $title }</b>

    { $lines }

    It was: { $before }
told-moved = { $forecast ->
        [yes] The forecast has changed
       *[no] { $kind ->
            [deadline] The deadline has moved
           *[date] The date has moved
        }
    }: <b>{ $title }</b>

    It was: { $before }
    It is now:
    { $lines }
told-withdrawn = The date was taken back: <b>{ $title }</b>

    It was: { $before }

    We know no new date yet. When there is one, I will write.
told-cancelled = The call is cancelled: <b>{ $title }</b>

    { $before }

    No more reminders of this date. If a new one is announced, I will write.
told-closed = The call ended early: <b>{ $title }</b>

    { $before }

    No more reminders of this date. When a new call opens, I will write.
told-archived = We do not keep this programme any more: <b>{ $title }</b>

    I will not remind you of it. If it comes back, you will see it in the catalogue.
told-opened = 🟢 Applications are open: <b>{ $title }</b>

    { $lines }
told-opened-vote = 🟢 The vote has begun: <b>{ $title }</b>

    { $lines }
told-results = 🏁 Time to look at the results: <b>{ $title }</b>

    { $lines }
told-start = 🏁 The winners’ projects begin: <b>{ $title }</b>

    { $lines }
told-report = 📄 The winners’ report is due soon: <b>{ $title }</b>

    { $lines }

    If you won, note it in your application: I will remind you of the report until it is handed in.
told-silent = No news for long: <b>{ $title }</b>

    We know no dates ahead and saw no announcement. Look at the organiser’s site, or see what else fits you. If you see an announcement, send it to me, and I will tell the others.
told-digest = <b>{ $count ->
        [one] { $count } piece of news
       *[other] { $count } pieces of news
    } about grants</b>
told-also = And also:
told-short = • { $title }: { $what }
told-see-card = details on the card
told-more = • and { $count } more, in the list
told-others = What else fits us

told-applied = We applied
told-not-for-us = Not for us
told-later = Later
told-undo = Take it back
told-never = No more of this programme
told-nothing-followed = You follow nothing, so there is nothing to remind you of.
told-in-application = <b>{ $title }</b>

    You have an application here. Whether it was handed in is noted there, by whoever prepares it: open it and choose “How far it is”.
told-applied-done = Congratulations on the application: <b>{ $title }</b>

    No more reminders of the deadline. I will write of the results and the dates after them.
told-no-done = All right. No more of this season of the programme: <b>{ $title }</b>

    When the next one is announced, I will write.
told-never-done = All right. No more of the programme: <b>{ $title }</b>
told-undone = I remind you again: <b>{ $title }</b>
told-ask-when = <b>{ $title }</b>

    When shall I remind you?
told-no-time = <b>{ $title }</b>

    There is hardly any time left to put it off.
told-in-days = { $days ->
    [1] Tomorrow
   *[other] In { $days } days
}
told-later-done = <b>{ $title }</b>

    I will remind you on { $when }. Until then I am silent, unless the date changes.
