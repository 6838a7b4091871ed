# My data: what the bot knows of a person, consents, news, time zone, download, erasure.

privacy-stranger = <b>I keep nothing about you</b>

    I see your name and { $channel } number only while I answer, and write them down nowhere. For a day I remember which language you chose and where we stopped, but nobody can tell from that who you are.

    Words that found you nothing are kept for { $days ->
        [one] { $days } day
       *[other] { $days } days
    } without your name or number, to make the answers better. What looks like a name, a phone or an e-mail is not kept.

    You can look at and read everything. When you want to sign up to a meeting, follow a grant, get news or ask a coordinator, I ask for your consent first.
privacy-known = <b>What I know of you</b>

    Name: { $name }
    Account: { $accounts }
    Language: { $language }
    Clock: { $zone }
account-in-full = { $channel }, number { $number }, { $username }
privacy-no-username = no username
privacy-role = Role: { $role }, { $scope }
privacy-appointed = Role: administrator. Your number stands in the bot's settings: withdrawing a consent or erasing everything does not take it away.
role-chair = chair of a TOS
role-coordinator = coordinator
role-admin = administrator
role-region = the whole region
privacy-municipality = News of: { $municipality }

held-sign-ups = Sign-ups to events, past and coming, and whether you came: { $count }
held-companions = Names of those whom you bring along to events: { $count }
held-stewards = Events at whose door you help: { $count }
held-steward-invitations = Invitations to help at the door that you made: { $count }
held-walk-ins = Names of guests without a sign-up that you wrote down at the door: { $count }
held-event-ratings = Ratings of events: { $count }
held-event-certificates = Certificates of events: { $count }
held-event-changes = Changes of events that you made: { $count }
held-subscriptions = Grants you follow: { $count }
held-grant-filters = Parts of the grants catalogue you follow: { $count }
held-grant-reader = When to write to you about grants, and how long before a deadline: { $count }
held-grant-told = Dates of grants I have told you about: { $count }
held-grant-answers = Your answers on whether you apply for a grant: { $count }
held-applications = Applications for grants: { $count }
held-applications-begun = Applications you began: { $count }
held-application-items = Things to do in applications that you added: { $count }
held-application-lines = Lines of budgets that you added: { $count }
held-application-invitations = Invitations to applications you made: { $count }
held-topics = Topics of news you chose: { $count }
held-cases = Cases for founding a TOS: { $count }
held-invitations = Invitations to cases you sent: { $count }
held-role-invitations = Invitations to roles you made: { $count }
held-steps = Steps you noted: { $count }
held-case-answers = Answers for papers you gave: { $count }
held-papers = Papers you made: { $count }
held-marks = Presses while counting at meetings: { $count }
held-changes = Changes of norms and municipalities you made: { $count }
held-catalogue-imports = Tables of the catalogue you loaded: { $count }
held-programme-edits = Edits of the catalogue you made: { $count }
held-programme-tips = Announcements of grants you sent: { $count }
held-events = Events you made: { $count }
held-broadcasts = Broadcasts you made: { $count }
held-approvals = Broadcasts you approved: { $count }
held-broadcast-changes = Corrections and recalls of broadcasts: { $count }
held-templates = Templates of broadcasts: { $count }
held-audiences = Lists of recipients that you saved: { $count }
held-questions = Questions you asked a coordinator: { $count }
held-messages = Messages in questions and answers that you wrote: { $count }
held-desk = Questions of residents that you have: { $count }
held-bans = A ban to ask questions, with its reason: { $count }
held-answer-templates = Ready texts of answers: { $count }
held-entries = Answers for everybody that you wrote or confirmed: { $count }
held-staff-topics = Topics with your questions in groups of coordinators: { $count }
held-lessons = Lessons you finished: { $count }
held-certificates = Certificates: { $count }
held-deliveries = Reminders and messages to you in the journal: { $count }
held-audit = Entries on who looked at your data or changed your roles: { $count }

privacy-consents = <b>Your consents</b>
privacy-consent = ✅ { $purpose } — since { $day }
privacy-consent-old = ✅ { $purpose } — since { $day }, to older words: I will ask again when it matters
privacy-no-consents = <b>There is no consent.</b> Your name, number and the journal of consents are left. They go when you press “Erase everything”.
purpose-sign-ups = signing up to events
purpose-subscriptions = grant reminders
purpose-notifications = news
purpose-cases = a case for founding a TOS
purpose-work = a coordinator's work
purpose-learning = learning
purpose-profile = the profile
purpose-applications = applications for grants
purpose-figures = the statistics of applications
purpose-questions = questions to a coordinator

privacy-operator = <b>Who answers for the data</b>
    Operator: { $operator }
    Address and contact: { $contact }
privacy-searches = Words that found nothing are kept for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, without a name or a number: nobody can tell whose they are. What looks like a name, a phone or an e-mail is not kept.
privacy-rights =
    You can withdraw a consent, download your data or erase it. All of it works at once; backups lose what was erased within { $backups ->
        [one] { $backups } day
       *[other] { $backups } days
    }.
    If you are away for a year, I erase everything myself and warn you two weeks before. Drafts are kept for { $drafts ->
        [one] { $drafts } day
       *[other] { $drafts } days
    }.

privacy-news = Get news
privacy-choose-news = News
privacy-choose-zone = Time zone
privacy-withdraw = Withdraw: { $purpose }
privacy-download = Download my data
privacy-erase = Erase everything
privacy-back = To my data

withdraw-sure = Yes, withdraw
withdraw-done = The consent is withdrawn.
withdraw-nothing = This consent is gone already.
withdraw-sign-ups = <b>Withdraw the consent to signing up?</b>

    { $events ->
        [0] You are not signed up to anything now.
        [one] You are signed up to { $events } event: the seat goes to somebody who waits.
       *[other] You are signed up to { $events } events: the seats go to those who wait.
    } There will be no reminders, and your sign-ups are deleted, past ones too.
withdraw-subscriptions = <b>Withdraw the consent to grant reminders?</b>

    { $grants ->
        [0] You follow no grants now.
        [one] You will no longer follow { $grants } grant.
       *[other] You will no longer follow { $grants } grants.
    } I will not remind you of deadlines. You can still look at all grants.
withdraw-notifications = <b>Withdraw the consent to news?</b>

    There will be no more news for everybody or for your municipality, and I forget which it is and the topics you chose. Sign-ups to events and grant reminders stay.
withdraw-work = <b>Withdraw the consent to a coordinator's work?</b>

    Your roles end: you cannot make events or broadcasts. An administrator can give a role back.

    Broadcasts that are still on their way pause and pass to a colleague, along with drafts, events and answers you began. What was sent and templates stay, without your name.
withdraw-work-appointed = <b>Withdraw the consent to a coordinator's work?</b>

    The bot's settings make you an administrator, and that stays; other roles end. You can make events and broadcasts again once you have given the consent anew.

    Broadcasts that are still on their way pause and pass to a colleague, along with drafts, events and answers you began. What was sent and templates stay, without your name.

withdraw-cases = <b>Withdraw the consent to a case for founding a TOS?</b>

    { $shared ->
        [0] { "" }
        [one] You will leave { $shared } case, your neighbours go on with it.{ " " }
       *[other] You will leave { $shared } cases, your neighbours go on with them.{ " " }
    }{ $alone ->
        [0] { "" }
        [one] { $alone } case that nobody else is in will be gone.{ " " }
       *[other] { $alone } cases that nobody else is in will be gone.{ " " }
    }There will be no more reminders of terms.

withdraw-questions = <b>Withdraw the consent to questions to a coordinator?</b>

    Your questions and their answers are deleted, and no new answers come. You can still read the ready answers in /faq.

withdraw-learning = <b>Withdraw the consent to learning?</b>

    I forget which lessons you finished, and nobody can check your certificates: their links find nothing. Lessons and forms stay open.

withdraw-profile = <b>Withdraw the consent to the profile?</b>

    I forget where you live, your TOS and how you apply for grants. Name, language, time and the rest stay.

withdraw-applications = <b>Withdraw the consent to applications?</b>

    { $projects ->
        [0] You have no applications.
        [one] You will leave { $projects } application.
       *[other] You will leave { $projects } applications.
    } Where others are in it, they go on. Where nobody else is, all of it will be gone.
withdraw-figures = <b>Withdraw the consent to the statistics?</b>

    The numbers of the applications that you let be counted leave the statistics. The applications themselves stay.

news-ask = <b>Where should news come from?</b>

    Choose a municipality or write your village, town or district. News for everybody comes in any case.
news-everywhere = Only news for everybody
news-unlisted = I know only the municipalities of Amur Oblast. News for everybody comes anyway.
news-gone = There is no such municipality any more. Open the list and choose another.
news-on = All right. News is on.
news-off = News needs your consent first.

zone-ask = <b>Which clock do you live by?</b>

    Yours shows { $clock }. Reminders of events come when they would have come anyway, those of grants at 10 am by the new clock.
zone-chosen = All right. The clock is { $zone }.

mydata-nothing = I keep nothing about you, there is nothing to download.
mydata-sent = Here is everything I keep about you: { $count ->
    [one] { $count } record
   *[other] { $count } records
}.

    The first file is for reading: Word opens it. The second has the same records in full, for programs, with times in UTC. To erase everything: /erase.
mydata-title = What the bot keeps about you
mydata-more = These are the first records. All of them are in the file { $file }.
mydata-lookers = Who looked at your data and changed your roles
mydata-looked = { $when }. { $name }: { $act }

erase-ask = <b>Erase everything I know of you?</b>
erase-loss = Your name, number, consents and the journal of messages go.{ $events ->
        [0] { "" }
        [one] { " " }So does your sign-up to { $events } event: the seat goes to somebody who waits.
       *[other] { " " }So do your sign-ups to { $events } events: the seats go to those who wait.
    }{ $grants ->
        [0] { "" }
        [one] { " " }I will no longer remind you of the { $grants } grant you follow.
       *[other] { " " }I will no longer remind you of the { $grants } grants you follow.
    }
erase-questions = { $count ->
        [one] { $count } question to a coordinator goes, with its answer.
       *[other] { $count } questions to a coordinator go, with their answers.
    } What coordinators already got in their private chats stays with them.
erase-work = Your roles end, broadcasts that are still on their way pause and pass to a colleague, along with drafts, events and answers you began. What was sent and templates stay without your name.
erase-work-appointed = The bot's settings make you an administrator, and that stays. Other roles end, broadcasts that are still on their way pause and pass to a colleague, along with drafts, events and answers you began. What was sent and templates stay without your name.
erase-cases = { $shared ->
        [0] You have no shared cases for founding a TOS.{ " " }
        [one] You will leave { $shared } shared case for founding a TOS, your notes stay without your name.{ " " }
       *[other] You will leave { $shared } shared cases for founding a TOS, your notes stay without your name.{ " " }
    }{ $alone ->
        [0] { "" }
        [one] { $alone } case that nobody else is in will be gone.
       *[other] { $alone } cases that nobody else is in will be gone.
    }
erase-forever = What is erased cannot be brought back.
erase-sure = Yes, erase everything
erase-done = <b>Done, everything is erased.</b> I do not know you any more.

    Our conversation stays with you in { $channel }: you can delete it there. Come back whenever you like.
erase-nothing = I keep nothing about you, there is nothing to erase. The language chosen and the open question are forgotten too.

absence-warning = <b>You have been away for almost a year</b>

    So as not to keep your data for nothing, after { $day } I will erase everything: name, consents, sign-ups, subscriptions.

    If you want to stay, press “Stay” or write me anything.
absence-stay = Stay
absence-erase = Erase everything now
absence-stays = All right, you stay. Everything is in its place.
absence-over = Your data is erased already, and I do not know you. Come again whenever you like.

privacy-others = Is your name in the papers or the case of others? Write to a person, and it is taken out.
privacy-terms = How long what is kept
privacy-named = Take my name out of others' papers
privacy-withdraw-one = Withdraw a consent

# How long what is kept: the numbers are those of bot/domain/retention.py.
terms = <b>How long what is kept</b>

    All that is yours, as long as you are with me: until you withdraw a consent, delete it or erase everything. The rest has a term and then goes by itself.

    <blockquote expandable>{ $lines }</blockquote>
term-line = • { $what }: { $term }
term-years = { $count ->
    [one] a year
   *[other] { $count } years
}
term-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
term-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
term-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
term-absence = Name, accounts, consents, roles, sign-ups, subscriptions, cases, since the day you were last here
term-absence-warning = How long I wait after the warning before I erase somebody who is away
term-question = Questions to a coordinator with their answers, announcements of grants that you sent, since the answer
term-draft = Drafts that were never sent
term-sent = The journal of what was sent to you
term-broadcast = Broadcasts that have ended, who approved and corrected them
term-edit = A correction of a broadcast that nobody confirmed
term-grant-told = Which date of a grant you were told of, and what you answered
term-companion = The name of somebody whom you bring along, after the beginning of the event
term-walk-in = The name of somebody who came without a sign-up, and who helped at the door, after the beginning of the event
term-rating = Whose a rating of an event is, and the words beside it, after the beginning of the event
term-event-change = What stood in an event before it was changed
term-audit = The audit: who did what, who looked at whose data, what was erased and when
term-invitation = An invitation that nobody used
term-invitation-ended = An invitation to a role after its term: who invited and why
term-guess = A try of an invitation that does not exist, without a name
term-code = The code of a second phone
term-conversation = Where we stopped and the language, without a name
term-search = Words that found nothing, without a name
term-update = The number of a message that I answered, without a name
term-backup = A backup, and in it what was erased

mydata-summary = <b>What I keep about you, { $name }</b>
mydata-looked-head = <b>Who looked at your data and changed your roles</b>
mydata-looked-nobody = Nobody looked at your data.
mydata-looked-more = The other looks are in the files.
