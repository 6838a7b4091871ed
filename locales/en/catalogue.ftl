# /catalogue: the desk of those who keep the catalogue of grants. No date is saved without its source and the day it was read.

catalogue = <b>Catalogue of grants</b>

    { $count ->
        [one] { $count } programme
       *[other] { $count } programmes
    }. { $due ->
        [0] Nothing is to be checked yet.
       *[other] ⚠️ To be checked: { $due }, on top of the list.
    }
catalogue-check = ⚠️ <b>{ $title }</b>: { $reason }
catalogue-told = people saw an announcement
catalogue-near = the month in which we expect an announcement is near
catalogue-passed = the forecast has passed; we saw no announcement
catalogue-due = the day to look again has come
catalogue-old = nobody has looked for half a year
catalogue-button = { $title }
catalogue-button-due = ⚠️ { $title }
catalogue-back = To the catalogue
catalogue-to-programme = To the programme
catalogue-to-round = To the season

catalogue-new = Add a programme
catalogue-more = More
catalogue-more-of = <b>{ $title }</b>
catalogue-facts = Change the facts
catalogue-new-season = A new season
catalogue-archive = To the archive
catalogue-revive = Back from the archive
catalogue-merge = It is the same as…
catalogue-merged-into = Merged into entry no.
catalogue-copy = Copy to the next year
catalogue-checked = Checked, unchanged
catalogue-same-site = On the organiser’s site
catalogue-ask-seen-source = <b>{ $title }: where did you check it?</b>

    Press the button or send a link. Without a source the day of the check does not change.
catalogue-is-checked = Noted: checked today.
catalogue-ask-season = <b>What is the season called?</b>

    The year, with a number if there are several calls: “{ $year }” or “{ $year }-2”. Dates come later.
catalogue-no-season = It needs a year, perhaps with the number of the call. Thirty characters at most, without a slash.
catalogue-ask-merge = <b>{ $title }</b>

    Which entry stays? The subscribers go over to it, this one goes to the archive.
catalogue-which-fact = What is to be added or mended?
catalogue-more-facts = Add facts
catalogue-to-review = To the review
catalogue-ready = Done
catalogue-skip = Skip
catalogue-everywhere = The whole region
catalogue-ticked = ✅ { $label }
catalogue-unticked = { $label }
catalogue-ask-first = <b>{ $field }</b>

    { $kind }
catalogue-ask-fact = <b>{ $field }</b>

    Now: { $now }. { $kind }
catalogue-wants-text = Write it in words.
catalogue-wants-lines = Write a list, each on its own line.
catalogue-wants-url = Send the whole address of the page, with https://.
catalogue-wants-number = Write a whole number.
catalogue-wants-day = Write the day.
catalogue-wants-one = Press a button.
catalogue-wants-many = Tick all that fit.
catalogue-wants-places = Write the municipalities with commas between.
catalogue-wants-sums = Press whose sum it is.
catalogue-ask-sum = Up to what sum does the programme give? Applicant: { $who }. Write the number of roubles.
catalogue-no-sum = It needs a whole number of roubles, for example: 500 000.
catalogue-wrong = This does not fit. { $kind }
catalogue-place-unsure = I do not know where this is: { $name }. Write the full name of the municipality.

catalogue-for-keepers = <b>For those who keep the catalogue</b>
catalogue-seen = Read on { $day }
catalogue-never-seen = The day it was read is not recorded.
catalogue-recheck = To look again: { $day }
catalogue-why = ⚠️ To be checked: { $reason }
catalogue-readers = Subscribers: { $count }
catalogue-season = Season { $season }
catalogue-of-season = { $field }, season { $season }
catalogue-history = What was changed
catalogue-history-of = <b>What was changed: { $title }</b>
catalogue-history-none = <b>{ $title }</b>

    Nothing was changed here yet.
catalogue-history-head = <b>{ $day }, { $author }</b>
catalogue-history-source = <i>Source: { $source }</i>
catalogue-author-gone = somebody who erased their data
catalogue-change = { $field }: was { $was } → now { $became }

catalogue-round = <b>{ $title }</b>
catalogue-stage-source = <i>{ $label }: { $source }</i>
catalogue-stage-seen = <i>{ $label }: { $source }, read on { $day }</i>
catalogue-more-dates = Another date
catalogue-close = It has closed
catalogue-cancel = Cancelled
catalogue-reopen = It goes on after all
catalogue-which-date = Which date of the season { $season } is to be entered or mended?

catalogue-ask-date = <b>{ $label }</b>

    Now: { $now }.

    Write it as the organiser announced it, with the year: “16 March { $year }, 23:30”, “16.03.{ $year }” or “March { $year }”.
catalogue-relative = This is counted from today and would mean another day tomorrow. Write day, month and year.
catalogue-which-year = Which year is it?
catalogue-ask-zone = <b>By whose clock is it?</b>

    Press a button or write, for example, “Asia/Vladivostok”. Federal funds mostly go by Moscow time.
catalogue-zone-unknown = I do not know this time zone. Write it like Asia/Vladivostok.
catalogue-ask-certainty = <b>Is it announced or a forecast?</b>

    Announced: the organiser has named this date. Of a forecast people hear as of a forecast.
catalogue-is-announced = Announced
catalogue-is-forecast = A forecast
catalogue-ask-source = <b>Where did you read it?</b>

    Send a link, or the name of the document with its number. Everybody sees the source beside the date.
catalogue-ask-seen = <b>When did you see it?</b>

    Press the button or write the day.
catalogue-today = Today

catalogue-review = <b>Save it like this?</b>
catalogue-sourced = <i>Source: { $source }; read on { $day }</i>
catalogue-will-hear = Subscribers: { $subscribers }. { $readers ->
        [0] I will write to nobody about it.
       *[other] I will write at once to: { $readers }.
    } Everybody’s reminders move with it.
catalogue-as-seen = <b>What readers will see:</b>
catalogue-save = Save
catalogue-other-source = Another source
catalogue-discard = Change nothing
catalogue-saved = <b>Saved.</b> Reminders go by the new dates. { $readers ->
        [0] Nobody had to be told.
       *[other] I will write to those who knew otherwise: { $readers }.
    }
catalogue-discarded = All right, nothing has changed.
catalogue-changed = While you were editing, somebody else changed it. “Was” is now their value. If yours is right, save again.
catalogue-gone = This entry or edit is not there any more.
catalogue-incomplete = The source, or the day you saw it, is missing.
catalogue-exists = There is such a season already.

catalogue-fault-missing = ❗ Not filled in: { $field }
catalogue-fault-too-long = ❗ Too long: { $field }
catalogue-fault-wrong = ❗ It does not fit: { $field }
catalogue-fault-date = ❗ There is no such date: { $field }
catalogue-fault-zone = ❗ There is no such time zone: { $field }
catalogue-fault-url = ❗ This is no address of a page: { $field }
catalogue-fault-order = ❗ It closes before it opens: { $field }
catalogue-fault-source = ❗ No source, or no day it was read: { $field }
catalogue-fault-place = ❗ There is no such municipality: { $field }

catalogue-title = Title
catalogue-short-title = Short title
catalogue-organiser = Organiser
catalogue-level = Who gives it
catalogue-url = Site
catalogue-applicants = Who applies
catalogue-municipalities = Where
catalogue-themes = What for
catalogue-amount = Sum in words
catalogue-amounts = Sum by kind of applicant
catalogue-own-share = Own money, %
catalogue-min-age = Age of the organisation, months
catalogue-hand-in = How to apply
catalogue-documents = Papers
catalogue-links = Links
catalogue-contact = Whom to ask
catalogue-note = What matters
catalogue-source = Source
catalogue-as-of = As of
catalogue-seen-on = Read on
catalogue-recheck-on = To look again
catalogue-confidence = How exact
catalogue-archived = Archived
catalogue-unknown = unknown
catalogue-yes = yes
catalogue-federal = federal
catalogue-region = the region
catalogue-municipality = a municipality
catalogue-company = a company
catalogue-association = an association
catalogue-forecast = forecast
catalogue-announced = announced
catalogue-open = open
catalogue-closed = closed
catalogue-cancelled = cancelled

tip-begin = I saw an announcement
tip-ask = <b>What did you see?</b>

    Send a link, a photo or just words: where, and what was announced. A coordinator looks, and I will tell you what came of it.
tip-dead-link = The link to the site does not open
tip-wants = Send a link, a photo or words.
tip-sent = <b>Thank you.</b> A coordinator will look, and I will tell you what came of it.
tip-too-many = Some of your announcements are waiting already. Send the next one when they have been looked at.
tip-notice = 👀 Somebody saw an announcement: <b>{ $title }</b>
tip-look = Look
tips-waiting = Announcements from people: { $count }
tip-card = <b>{ $title }</b>

    They sent: { $text }

    In the catalogue now:
tip-photo-only = a photo without words
tip-photo = Show the photo
tip-enter = Enter the date
tip-known = Known already
tip-wrong = Not confirmed
tip-is-answered = This has been answered already.
tip-finder-hears = All right. Whoever sent it will see the answer.
tip-answer-entered = <b>Your announcement is confirmed.</b> The date is in the catalogue, and subscribers will hear of it. Thank you.

    { $title }
tip-answer-link = <b>Thank you for telling us of the link.</b> We have mended it.

    { $title }
tip-answer-known = <b>Thank you.</b> We knew it already; everything is on the card.

    { $title }
tip-answer-wrong = <b>Thank you for writing.</b> We found no confirmation by the organiser, so we set no date yet.

    { $title }
catalogue-dead-link = people say that the link does not open
catalogue-freshness = Checked within three months: { $fresh } of { $all }. With an announced date ahead: { $confirmed }.
catalogue-oldest = Not looked at for longest: { $title }, { $day }.
catalogue-oldest-never = No day of a look is kept: { $title }.
catalogue-postpone = The deadline has moved
catalogue-passing = “{ $word }” will mean something else tomorrow. Write the day, the month and the year.
catalogue-became = { $field }: { $value }
tip-link-card = <b>{ $title }</b>

    The link does not open: { $url }

    Look, and mend the site if it needs it. In the catalogue now:
tip-link-notice = 🔗 People say that the link does not open: <b>{ $title }</b>
tip-enter-link = Mend the link
tip-entered-this = Entered: { $what }
tip-enter-first = Enter the date or the link first: whoever sent it hears exactly what came of it.
tip-answer = Answer whoever sent it
tip-came-of = { $entered }

catalogue-remind = <b>Catalogue of grants</b>

    { $count ->
        [one] { $count } programme is to be checked.
       *[other] { $count } programmes are to be checked.
    } I will not remind you again for a week.
catalogue-to-open = Open the catalogue

catalogue-table = Table
catalogue-table-about = <b>The catalogue as a file</b>

    Download it, mend it and send it back: .xlsx is for Excel, .yaml for a text editor. First I show what becomes of every row.
catalogue-export = Download .yaml
catalogue-load = Send a file
catalogue-undo = Undo the last table
catalogue-exported = The catalogue of today. The file begins with a legend.
catalogue-legend = The catalogue of grants. Each programme begins with “- slug”. What the file leaves out does not change.
    A date of a season: stage/SEASON/KIND. Kinds: open, deadline, results, project_start, interim_report, final_report, meeting, partner, letter.
    local is the organiser’s clock: 2027-03-16T23:30, 2027-03-16 or 2027-03; precision is minute, day or month.
    forecast: true is a forecast. Each changed date needs source and seen_on, the day you saw it.
catalogue-ask-file = Send an .xlsx or .yaml file like the one you download. Nothing changes yet.
catalogue-file-big = The file is too big: five megabytes and five thousand rows at most.
catalogue-file-text = This is another kind of file: I read .xlsx and .yaml like those you download. In .yaml check indents and quotes.
catalogue-file-alias = The file has references to other places of its own (& and *). I do not read these.
catalogue-file-rows = The file has no list of programmes.
catalogue-file-gone = The file could not be fetched. Send it again.
catalogue-fates = <b>What becomes of the rows</b>

    New: { $new }. Changed: { $changed }. As before: { $same }. With an error: { $bad }.{ $bad ->
        [0] { "" }
       *[other] { " " }While there are errors, nothing is saved.
    }
catalogue-fates-more = And more: { $count }.
catalogue-row-new = ➕ { $number }. <b>{ $slug }</b>: new
catalogue-row-changed = ✏️ { $number }. <b>{ $slug }</b>
catalogue-row-same = { $number }. { $slug }: as before
catalogue-row-bad = ❗ { $number }. <b>{ $slug }</b>
catalogue-save-all = Save all
catalogue-all-saved = <b>Saved.</b> Reminders go by the new dates.
catalogue-undone = <b>Undone.</b> All is as before; new programmes are in the archive.
catalogue-undo-changed = Some of it was edited since. It cannot be undone as a whole.
catalogue-undo-none = There is nothing to undo.
