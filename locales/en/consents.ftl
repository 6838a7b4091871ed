# Consents. A single word changed: raise CONSENT_VERSION in bot/domain/people.py, and everybody is asked again.
# Terms of retention are in bot/domain/retention.py: tests/handlers/test_retention.py compares “a year” and “two weeks” with them.

kept-drafts = Drafts for { $drafts ->
    [one] { $drafts } day
   *[other] { $drafts } days
}.
kept-companions = The names of companions — { $companions ->
    [one] { $companions } day
   *[other] { $companions } days
} after the event begins.
kept-backups = In backups up to { $backups ->
    [one] { $backups } day
   *[other] { $backups } days
} more.

consent-sign-ups = <b>Consent: signing up to events</b>

    I will sign you up, remind you of the meeting and tell you if it moves.
    Coordinators of the event, and those whom they asked to meet the guests, will see your name. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to sign you up, remind you, meet you at the door, thank you, issue a certificate, tell you when an event is moved or cancelled and other news of it.
    What data: your { $channel } number, name and username, language, time zone, your sign-ups, the names of those who come with you if you give them, a mark that you came and who made it, your rating and words about the event and the name on a certificate if you want them, whether you help at the door, what we sent you and when, the day you were last here.
    What we do: record it, keep it, update it, show your name and those of your companions to the event's coordinators and to those whom they asked to meet the guests, your rating and words to coordinators without your name, a certificate to whom you give it, write to you here through { $channel }, delete it. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you withdraw. If you are away for a year, we erase everything and warn you two weeks before. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-companions } { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it you can look at everything but not sign up.
consent-subscriptions = <b>Consent: grant reminders</b>

    I will remind you of the deadlines of the grants that you choose, and remember your answers: applied, not for us, later.
    Only coordinators who write to you will see your name. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to remind you of the deadlines of the grants you choose and tell you when they change.
    What data: your { $channel } number, name and username, language, time zone, the grants chosen and which fit you (who applies, where, for what, how much), what we sent you and when, what you answered, the day you were last here.
    What we do: record it, keep it, update it, show your name to the coordinators who write to you, write to you here through { $channel }, delete it. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you withdraw. If you are away for a year, we erase everything and warn you two weeks before. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it you can look at all grants but get no reminders.
consent-notifications = <b>Consent: news</b>

    I will send you TOS news: the common ones, those of your place and of topics that you choose.
    Only coordinators who write to you will see your name. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to send you news of TOS, for everybody, for your municipality and on the topics you choose.
    What data: your { $channel } number, name and username, language, time zone, your municipality if you name it, the topics you chose, what we sent you and when, the day you were last here.
    What we do: record it, keep it, update it, show your name to the coordinators who write to you, write to you here through { $channel }, delete it. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you withdraw. If you are away for a year, we erase everything and warn you two weeks before. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it there is no news; all else works.
consent-work = <b>Consent: a coordinator's work</b>

    I will remember your role (coordinator, chair) and what you did: events, broadcasts, answers.
    Administrators and other coordinators will see your name. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to know who may make events and broadcasts and answer questions, and who did.
    What data: your { $channel } number, name and username, language, time zone, your role, your events, broadcasts, templates and answers to questions, what we sent you and when, the day you were last here.
    What we do: record it, keep it, update it, show it to the bot's administrators and to other coordinators, write to you here through { $channel }, delete it. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you withdraw. If you are away for a year, we erase everything and warn you two weeks before. { kept-drafts } What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it you cannot make events or broadcasts, nor answer questions.
consent-cases = <b>Consent: a case for founding a TOS</b>

    I will keep the case of founding a TOS with you and your neighbours and remind you of terms.
    Members of the case will see your name and notes. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to keep a case for founding a TOS together with neighbours, remind you of terms, prepare papers, tell you when rules have changed.
    What data: your { $channel } number, name and username, language, time zone, your cases, what you noted in them and when, answers for papers, what we sent you and when, the day you were last here.
    What we do: record it, keep it, update it, show your name and notes to the members of the case, write to you here through { $channel }, delete it. Coordinators see the case's name, municipality, steps and terms, and only if the members let them. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you leave the case and withdraw. If you are away for a year, we erase everything and warn you two weeks before. A case that nobody is left in is deleted at once. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it you can read the road, count the quorum and take blank papers, but not keep a case.
consent-questions = <b>Consent: a question to a coordinator</b>

    I will pass your question to a coordinator and send you the answer.
    Coordinators will see the question and your name. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to hand your question, or an announcement that you saw, to a coordinator and send you their answer.
    What data: your { $channel } number, name and username, language, time zone, your questions and their answers, announcements of grants that you send, your municipality if you name it, what we sent you and when, the day you were last here.
    What we do: record it, keep it, update it, show the question and your name to coordinators, write to you here through { $channel }, delete it. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you withdraw or delete the question, after the answer a year at most. If you are away for a year, we erase everything and warn you two weeks before. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it you can read the ready answers but not ask a person.
consent-profile = <b>Consent: the profile</b>

    I will remember where you live and who you are, to show what fits you.
    Nobody else gets it. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to show you what fits you and not to ask the same twice: grants for people like you, your municipality and its coordinator. If you agreed to the news: to write to you about grants for people like you.
    What data: your { $channel } number, name and username, language, time zone, where you live, the name of your TOS, how you apply for grants, what we sent you and when, the day you were last here.
    What we do: record it, keep it, update it, choose by it what to show you and what to write about, show coordinators totals without names, delete it. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you withdraw. If you are away for a year, we erase everything and warn you two weeks before. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it everything works, but you say it each time.
consent-learning = <b>Consent: learning</b>

    I will remember which lessons you finished, and give a certificate.
    The name on a certificate is seen by whoever has its link. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to show which lessons you finished, to give a certificate and to confirm it to whoever checks it.
    What data: your { $channel } number, name and username, language, time zone, the lessons you finished and when, the name that you write for a certificate, its number and day, what we sent you and when, the day you were last here.
    What we do: record it, keep it, update it, show the name, the course and the day of a certificate to whoever opens its link, delete it. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you withdraw. If you are away for a year, we erase everything and warn you two weeks before. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it all lessons and forms are open, but nothing is remembered.
consent-applications = <b>Consent: an application for a grant</b>

    I will keep an application for a grant with you: what to do, the budget, the dates, up to the report.
    Those who prepare it with you see your name and what you ticked. You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to keep an application for a grant together with you and those whom you invite, to remind you of dates and reports, to make files, to offer an earlier application as the beginning of the next.
    What data: your { $channel } number, name and username, language, time zone, your applications: the title and the words of the project, the municipality, the name of the TOS, who applies, what to do, the budget, sums and the result, who ticked what, what we sent you and when, the day you were last here.
    What we do: record it, keep it, update it, show your name and what you ticked to the members of the application, write to you here through { $channel }, delete it. Coordinators are not shown the application. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you leave the application and withdraw. If you are away for a year, we erase everything and warn you two weeks before. An application without members is deleted at once. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it you can look at all grants, but not keep an application.
consent-figures = <b>Consent: the statistics of applications</b>

    I will count the numbers of your application in the statistics: by year and municipality, without names and titles.
    You can withdraw on any day.

    <blockquote expandable>The operator, who answers for the data: { $operator }. Address and contact: { $contact }.
    Why: to show coordinators how many applications are made and won, and where help is needed.
    What data: your { $channel } number, name and username, language, time zone, what you let be counted, the year, the municipality, the sums and the result of the application, the day you were last here.
    What we do: record it, keep it, add it to the numbers of other applications, show coordinators only sums and counts, and only where at least five applications stand behind a number, delete it. Nobody else gets it.
    Where: in the operator's database. It is kept here: { $location }.
    How long: until you withdraw. If you are away for a year, we erase everything and warn you two weeks before. What we sent you is remembered for a year at most, the note of your consent until you erase everything. { kept-backups }
    To withdraw: /privacy, to erase everything: /erase. It works at once.</blockquote>

    Without it the application works as well, but is not in the statistics.
