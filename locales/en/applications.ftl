# Applications for grants: what to do, the budget, the people, how far it is. Sums come as words: "12,500 ₽".

apply-open = Our application
apply-to-list = Our applications
apply-to-card = To the application
apply-to-grants = To the grants
apply-to-programme = To the programme
apply-untitled = Untitled
apply-not-said = not said
apply-later = Later
apply-money = { $sum } ₽
apply-money-exact = { $sum }.{ $kopecks } ₽
apply-when-elsewhere = { $when } by the funder's clock

apply-list = <b>Our applications</b>

    { $count ->
        [one] { $count } application. Press to open it.
       *[other] { $count } applications. Press to open one.
    }
apply-none = <b>Our applications</b>

    There are none yet. Open a grant and press "Our application": we make the list of what to do, count the budget and miss neither the deadline nor the report.
apply-mark-preparing = ✏️
apply-mark-handed-in = 📨
apply-mark-won = 🏆
apply-mark-refused = ▫️
apply-mark-dropped = ▫️

apply-of-programme = <b>{ $title }</b>

    { $count ->
        [one] You have { $count } application here.
       *[other] You have { $count } applications here.
    }
apply-another = One more application
apply-which-round = <b>{ $title }</b>

    Together we gather the papers, count the budget and go on to the report. Which call do we prepare for?
apply-no-rounds = <b>{ $title }</b>

    I know of no call here that can still be met. Follow the programme on its card: I tell you when one is announced.
apply-round-undated = { $season } · no deadline yet
apply-round-forecast = { $season } · forecast: { $when }
apply-round-until = { $season } · until { $when }
apply-round-unknown = This call is not in the catalogue any more. Open the programme again.
apply-take-earlier = Begin from an earlier application? I take over the title, the words, the budget and the list. Dates and ticks begin anew.
apply-anew = Begin anew
apply-begun = The application is open. Begin with the list of what to do.
apply-too-many-applications = You already have twenty applications, and I keep no more. Leave those that are long over.

apply-head = <b>{ $title }</b>
    { $programme }, { $season }
apply-status-preparing = ✏️ In preparation
apply-status-handed-in = 📨 Handed in
apply-status-won = 🏆 Won
apply-status-refused = Not supported
apply-status-dropped = Decided not to apply
apply-no-deadline = The deadline is not announced yet.
apply-deadline-forecast = ❓ Deadline, forecast: { $when }
apply-deadline = 📅 Deadline: { $when }
apply-deadline-left = 📅 Deadline: { $when }. { $days ->
    [0] Today is the last day
    [one] { $days } day left
   *[other] { $days } days left
}
apply-round-cancelled = ⚠️ The call is cancelled. I keep the application: the next one can begin from it.
apply-round-closed = ⚠️ The call is closed. If you handed in before that, note it.
apply-round-archived = ⚠️ The programme is not in the catalogue any more. I keep the application: the next one can begin from it.
apply-round-gone = ⚠️ This call is not in the catalogue any more. See which ones the programme has.
apply-round-over = ⚠️ The deadline has passed. If you handed in before that, note it.
apply-asked-sum = Asked for: { $sum }
apply-won-sum = Given: { $sum }
apply-why-refused = Why not supported: { $why }
apply-no-items = The list of what to do is empty.
apply-done-of = Done: { $done } of { $count }
apply-nearest = Next: { $item } – { $day }
apply-money-of = Budget: { $all }. We ask for { $asked }, own and partners' money { $own } ({ $share } %)
apply-members-count = { $count ->
    [one] { $count } person prepares it
   *[other] { $count } people prepare it
}

apply-items = What to do: { $done } of { $count }
apply-budget = Budget
apply-project = Project
apply-files = Files and letters
apply-members = People
apply-progress = How far it is
apply-progress-ask = How did it end?

apply-not-yours = You have no such application. You may have left it, or it was deleted.
apply-not-allowed = You have no right to that here. Ask whoever leads the application.
apply-entry-gone = This is not here any more: somebody was quicker.
apply-too-many = No more fits in here. Remove something and add it again.

apply-project-head = <b>{ $title }</b>
apply-project-about = In short: { $about }
apply-project-who = TOS or organisation: { $tos }
    Applicant: { $kind }
apply-set-title = Title
apply-set-about = In short
apply-set-tos = TOS or organisation
apply-set-kind = Applicant
apply-ask-title = What is the project called? For example: "A yard to play in". Up to { $most } characters.
apply-ask-about = Tell it in a few sentences: what is wrong, what you will do and for whom it gets better. Up to { $most } characters.
apply-ask-tos = In whose name do you apply: the name of the TOS or the organisation. Up to { $most } characters.
apply-ask-kind = Who applies? How much the programme gives depends on it.

apply-items-head = <b>What to do: { $title }</b>
    Done { $done } of { $count }
apply-items-none = The programme has no list of papers. See it on the funder's site and add it here.
apply-item-add = Add
apply-documents-new = New in the programme: { $count }
apply-documents-added = { $count ->
    [one] { $count } paper added.
   *[other] { $count } papers added.
}
apply-ticked = ✅ { $item }
apply-unticked = ▫️ { $item }
apply-item-done = ✅ { $item }
apply-item-open = ▫️ { $item }
apply-item-until = ▫️ { $item } – until { $day }
apply-item-late = ⏰ { $item } – was due by { $day }
apply-item-too-late = ⚠️ { $item } – until { $day }, which is after the deadline
apply-item-head = <b>{ $item }</b>
apply-item-done-by = Ticked by { $name }, { $day }
apply-somebody = somebody who has left
apply-item-after-deadline = This day is after the deadline. Set an earlier one or take it away.
apply-item-do = Done
apply-item-undo = Not done yet
apply-item-set-day = Until which day
apply-item-no-day = No date
apply-item-remove = Remove from the list
apply-to-items = To the list
apply-item-already = This entry is here already.
apply-item-meeting = Hold the residents' meeting
apply-item-partner = Find a partner
apply-item-letter = Get a letter of support
apply-item-contract = Sign the contract
apply-item-start = Begin the project
apply-item-interim = Interim report
apply-item-end = Finish the project
apply-item-final = Final report
apply-item-unnamed = An entry without a name
apply-ask-item = What else has to be done? Write it in short, for example: "Collect the neighbours' signatures".
apply-ask-day = Until which day: { $item }? For example: { $example }. I remind you a week, three days and a day before.
apply-no-day = No date

apply-budget-head = <b>Budget: { $title }</b>
    { $count ->
        [0] No lines yet.
        [one] { $count } line
       *[other] { $count } lines
    }
apply-line = { $number }. { $what }: { $quantity } × { $price } = <b>{ $sum }</b>, { $payer }
apply-line-unpriced = { $number }. { $what }: { $quantity }, no price yet
apply-line-unnamed = A line without a name
apply-quantity = { $number } { $unit }
apply-pays-grant = from the grant
apply-pays-own = own money
apply-pays-partner = a partner's money
apply-sum-all = Together: <b>{ $sum }</b>
apply-sum-of = { $payer }: { $sum } ({ $share } %)
apply-budget-empty = Add the first line: what to buy or pay for, how many and at what price.
apply-budget-no-price = ⚠️ Without a price: { $count ->
    [one] { $count } line
   *[other] { $count } lines
}. The sum does not have them.
apply-budget-no-grant = ⚠️ Nothing is asked from the grant yet.
apply-budget-over = ⚠️ More than the programme gives: the limit is { $limit }, { $lacking } too much.
apply-budget-little-own = ⚠️ Too little own money: at least { $share } % of the budget, which is { $limit }. { $lacking } are missing. A partner's money is counted as own; see in the rules of the call whether it may be.
apply-budget-fits = ✅ Within the limits of the programme.
apply-budget-no-limits = I know of no limits of the sum and of own money here. See the rules of the call.
apply-budget-whose = How much the programme gives depends on who applies. Say it under "Project".
apply-line-add = Add a line
apply-lines-many = Paste many lines at once
apply-to-budget = To the budget
apply-line-rename = Other name
apply-line-quantity = How many
apply-line-price = Price
apply-line-payer = Who pays
apply-line-remove = Remove the line
apply-ask-what = What is bought or paid for? For example: "Garden bench".
apply-ask-many = Paste the lines, one in a row: what; how many; price of one. For example:
    <code>Garden bench; 4 pcs; 12 500</code>
    <code>Delivery; 8k</code>
    How many may be left out. All lines are noted as paid from the grant, you can change that.
apply-ask-quantity = { $what }: how many? For example: 4 pcs or 2.5 m³.
apply-ask-price = { $what }: how many roubles for one? For example: 12 500 or 12.5k.
apply-ask-payer = { $what }: { $sum }. Who pays?
apply-one-piece = One
apply-payer-grant = The grant
apply-payer-own = Own money
apply-payer-partner = A partner
apply-bad-quantity = A number above zero is needed, with or without a unit: 4 pcs, 12 m, 2.5 m³. A million at most.
apply-bad-price = A sum in roubles above zero is needed, for example: 12 500, 12.5k or 1.2 million. Ten billion at most.
apply-lines-bad = Nothing was added: { $count ->
    [one] { $count } row is
   *[other] { $count } rows are
} not understood.
apply-lines-example = Write it like this: what; how many; price. For example: Bench; 4 pcs; 12 500
apply-lines-too-many = A budget holds up to { $most } lines. Nothing was added: split the list or join small things in one line.
apply-currency-words = ₽ r rub rur rouble roubles ruble rubles руб р
apply-thousand-words = k thousand т тыс
apply-million-words = m million млн

apply-members-head = <b>People: { $title }</b>
apply-member = { $name } – { $access }
apply-access-owner = leads the application
apply-access-helper = helps: ticks and changes
apply-access-viewer = only looks
apply-invite-helper = Invite a helper
apply-invite-viewer = Show it to a partner
apply-invitation = A link for one person, who { $access }:
    { $link }

    It works until { $until }, once. Send it to the person alone.
apply-invitations-many = Ten links already wait for their people. Cancel the unused ones to make a new one.
apply-uninvite = Cancel the unused ones
apply-uninvited = Unused links do not work any more.
apply-invited-helper = { $name } invites you to prepare an application: <b>{ $title }</b>, { $programme }. You can tick what is done and change the budget. The members see your name.
apply-invited-viewer = { $name } shows you an application: <b>{ $title }</b>, { $programme }. You will see the list of what to do and the budget. The members see your name.
apply-join = Open the application
apply-joined = You are in the application.
apply-joined-already = You are in this application already.
apply-members-full = There are fifteen people in the application, and no more can be.
apply-invitation-used = Somebody has used this link: it works once. Ask for another.
apply-invitation-expired = This link does not work any more. Ask whoever leads the application for another.
apply-invitation-unknown = I know no such invitation. See whether the link was copied whole.
apply-member-gone = This person is not in the application any more.
apply-member-card = <b>{ $name }</b> – { $access }
apply-make-viewer = Only look
apply-make-helper = Let them help
apply-make-owner = Hand it over
apply-remove = Remove from the application
apply-to-members = To the people
apply-owner-ask = Hand the application over? From then on { $name } leads it: invites people and removes them. You stay a helper. Only the new leader can give it back.
apply-owner-sure = Hand over
apply-remove-ask = Remove from the application? { $name } will not see it any more.
apply-remove-sure = Remove
apply-access-given = The rights are changed.
apply-handed-over = The application is handed over.
apply-removed = This person is not in the application any more.
apply-quiet = Do not remind me
apply-loud = Remind me again
apply-is-quiet = I do not remind you of this application any more.
apply-is-loud = I remind you of this application again.
apply-leave = Leave
apply-leave-ask = Leave the application "{ $title }"? The others go on. Your lines stay without your name.
apply-leave-owner = Leave the application "{ $title }"? Whoever has helped longest leads it then. You can hand it over yourself before: press a name under "People".
apply-leave-last = Leave the application "{ $title }"? Nobody else is in it, so all of it will be gone: the list, the budget, the history.
apply-leave-sure = Leave
apply-left = You have left the application.

apply-progress-head = <b>How far it is: { $title }</b>
apply-handed = Handed in
apply-drop = We do not apply
apply-we-won = We won
apply-we-lost = Not supported
apply-not-handed = Not handed in yet
apply-prepare-again = We prepare it after all
apply-other-sum = Another sum was given
apply-other-why = Note the reason
apply-undo-result = No result yet
apply-is-dropped = Noted. I do not remind you of this application any more.
apply-is-prepared = In preparation again. Reminders are on.
apply-is-undone = The result is taken back. We wait for it.
apply-ask-handed = When was it handed in? For example: { $example }.
apply-today = Today
apply-ask-asked = How much did you ask for? For example: 350 000 or 1.2 million.
apply-ask-won = Congratulations. How much was given? For example: 350 000 or 1.2 million.
apply-sum-yes = { $sum }
apply-won-steps = The contract, the start and the reports are on the list. Set the days of the contract.
apply-ask-why = A pity. If you know why it was not supported, write it: it helps the next time.
apply-why-unknown = I do not know
apply-count = Count it in the statistics
apply-uncount = Do not count it
apply-is-counted = The numbers of this application are counted in the statistics of the region.
apply-is-not-counted = This application is not in the statistics of the region.
apply-count-ask = Noted. May this application be counted in the statistics? Only numbers by municipality and year are seen: how many applications, how many won, which sums. So coordinators see where help is needed.
apply-counted-now = Thank you. It is counted.
apply-uncounted-now = It is not counted any more.

apply-files-head = <b>Files and letters: { $title }</b>

    A draft says what is missing. A clean copy comes when everything is ready. It is no funder's form: carry the words and sums over into the form of the call. The files are in Russian.
apply-file-draft = Draft, Word
apply-file-clean = Clean, Word
apply-file-draft-pdf = Draft, PDF
apply-file-clean-pdf = Clean, PDF
apply-file-table = Budget, Excel
apply-file-brief = In short, for a letter
apply-letters = Letters
apply-letters-head = <b>Letters: { $title }</b>

    A letter of support: your request to the administration, a partner or a school, and a sample of their answer. I fill in all that I know of the project and of your TOS.
apply-letter-support = Letter of support, Word
apply-letter-name = Letter of support
apply-letter-tos = TOS “{ $name }”
apply-letter-sent = The request for support and a sample of the answer, in Russian. { $known ->
    [yes] What it says of the TOS comes from your papers, please check it.
   *[no] Where I know nothing there is an empty line.
} Fill in to whom it goes.
apply-papers = Papers and letters of the TOS
apply-form-lacks = <b>It is too early for a clean copy</b>
apply-lacks-title = The project has no title.
apply-lacks-about = It is not said what it is about.
apply-lacks-tos = It is not said in whose name you apply.
apply-lacks-kind = It is not said who applies.
apply-form-draft = The draft of the application. It says what is missing.
apply-form-clean = A clean copy. Compare it with the rules of the call and carry it over into its form.
apply-form-done = yes
apply-no-pdf = No PDF could be made, this is the Word file.
apply-file-name = Application
apply-table-sheet = Budget
apply-table-number = No.
apply-table-what = What
apply-table-quantity = How many
apply-table-unit = Unit
apply-table-price = Price, ₽
apply-table-sum = Sum, ₽
apply-table-payer = Who pays
apply-table-total = Together
apply-table-sent = The budget. Sums are computed anew when a price or a quantity changes.
apply-brief = <b>{ $title }</b>
    An application for: { $programme }
apply-brief-who = Applicant: { $tos }
apply-brief-money = Budget: { $all }, of which we ask for { $asked }
apply-brief-sent = Forward it to a partner, or take the words for a letter of support.

apply-day-head = <b>Our applications today</b>
apply-day-title = <b>{ $title }</b>, { $programme }
apply-day-item = { $days ->
    [0] ⏰ Today: { $item }
    [1] Tomorrow: { $item }
   *[other] Until { $day }: { $item }
}
apply-day-late = ⏰ Due yesterday: { $item }
apply-day-deadline = { $days ->
    [0] 📅 Today is the last day to apply
    [1] 📅 Tomorrow is the last day to apply
   *[other] 📅 { $days } days until the last day to apply
}: { $when }. { $left ->
    [0] Everything is done.
    [one] { $left } thing is not done.
   *[other] { $left } things are not done.
}
apply-day-handed-in = The deadline has passed. Did you hand it in? Open the application and note it.
apply-day-result = The results should be known. How did it end? Open the application and note it.
apply-day-more = And { $count } more.

apply-news-moved = The deadline has moved: <b>{ $title }</b>, { $programme }. It was: { $was }. It is: { $when }. Look at the days of the list.
apply-news-set = The deadline is announced: <b>{ $title }</b>, { $programme }. Until { $when }. Look at the days of the list.
apply-news-days = The organiser has named dates: <b>{ $title }</b>, { $programme }.

    { $days }

    They stand in the checklist. Days that you set yourselves stay as they are.
apply-news-day = { $known ->
    [yes] • { $item }: { $day }
   *[no] • { $item }: the date was taken back
}
apply-news-cancelled = The call was cancelled: { $programme }, { $season }. I keep the application <b>{ $title }</b>: the next one can begin from it.
apply-news-closed = The call was closed: { $programme }, { $season }. If you handed <b>{ $title }</b> in before that, note it.
apply-news-archived = The programme was taken out of the catalogue: { $programme }. I keep the application <b>{ $title }</b>.
apply-news-gone = The call { $season } is not in the catalogue any more: { $programme }. The application <b>{ $title }</b> waits: see which calls the programme has.
apply-news-merged = The programme was joined with another, which is called: { $programme }. The application <b>{ $title }</b> moved there.
apply-news-reopened = The call is open again: { $programme }, { $season }. The application <b>{ $title }</b> waits for you.
apply-yours-notice = You lead the application <b>{ $title }</b> now: you invite people and decide who may do what.
apply-left-notice = Somebody has left the application <b>{ $title }</b>.
apply-joined-notice = A new member of the application <b>{ $title }</b>: { $name }.
apply-removed-notice = You were removed from the application <b>{ $title }</b>. If that is a mistake, ask whoever leads it.

# For coordinators: whom a programme concerns, and the statistics. Small numbers are hidden.
reach-open = Whom it concerns
reach-head = <b>Whom it concerns: { $title }</b>

    They get the news and said of themselves what fits the programme: { $said }
reach-places = Where they live:
reach-kinds = How they apply (one person may do both):
reach-line = { $name }: { $said }
reach-nowhere = No municipality named
reach-hidden = few
reach-rule = Numbers below { $fewest }, and those from which they could be worked out, are not shown: a person would be seen behind them.
reach-draft = Draft a broadcast
reach-back = Back to the numbers
reach-to-catalogue = To the catalogue
reach-drafted = The draft is ready, with words and readers. Read it, mend it and send it like any other broadcast. Nobody has got anything yet.
reach-drafted-bare = The draft is ready, but choose its readers yourself: you cannot write to these people.
reach-to-review = Open the draft
reach-words = <b>{ $title }</b>

    Applications until { $when }. Whether it fits you, which papers it needs and how not to miss the day: { $link }
reach-words-undated = <b>{ $title }</b>

    The programme may fit you. What is known of dates and papers: { $link }

apply-figures = Statistics of applications
apply-figures-head = <b>Applications for grants, { $year }</b>

    Follow grants: { $subscribed }
    Applied: { $applied }, of them won: { $won }
    Asked for: { $asked }
    Given: { $given }
apply-figures-line = <b>{ $place }</b> { $bar }
    follow { $subscribed } · applied { $applied } · won { $won }
apply-figures-more = { $count ->
    [one] And { $count } more place: see the table.
   *[other] And { $count } more places: see the table.
}
apply-figures-rule = Only applications that people let be counted are here. "Few" is less than { $fewest }, or a number from which a small one could be worked out.
apply-figures-picture = Picture
apply-figures-table = Table
apply-figures-title = Applications for grants, { $year }
apply-figures-note = Blue: applied, green: won. "Few" is less than { $fewest }.
apply-figures-beside = { $applied }, won { $won }
apply-figures-picture-name = Applications { $year }.png
apply-figures-file = Applications { $year }.xlsx
apply-figures-whole = Together
apply-figures-place = Municipality
apply-figures-subscribed = Follow grants
apply-figures-applied = Applied
apply-figures-won = Won
apply-figures-asked-sum = Asked for, ₽
apply-figures-won-sum = Given, ₽
