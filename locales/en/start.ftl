# /start, /menu, /help, /cancel, /language

menu = <b>Hello. I help neighbours with a TOS.</b>

    A TOS is when neighbours of a house, a street or a village decide themselves what to do there, and do it.

    What do you need?
menu-tos = Found a TOS
menu-events = Events
menu-grants = Grants and deadlines
menu-faq = Questions and answers
menu-learning = Learning and experience
menu-work = Coordinator's work
menu-help = Help
menu-language = Language · Язык
menu-profile = My profile

help = <b>What I can do</b>

    /tos — how to found a TOS: steps, papers, quorum
    /case — your case for founding a TOS: what is done, terms, neighbours
    /events — meetings and clean-ups, and signing up
    /grants — grants and deadline reminders
    /faq — questions and answers; or just write your question
    /school — short lessons: for chairs and about money
    /practice — neighbours' experience: what they did and the cost
    /helpers — who helps: where to go and with what
    /ask — ask a person: in writing, by voice, with photos
    /sources — where I know the law from, with dates
    /profile — name, time, reminders, a second phone
    /privacy — what I know of you and how to erase it
    /language — change the language
    /menu — the main menu
    /cancel — leave a question

    Write and press whatever you like: you cannot break me. You can look at everything without telling me who you are.

    I am not an official service. You hand in the papers yourself.
help-coordinator = <b>For coordinators</b>

    /work — all your work: questions, broadcasts, cases, catalogue, people
    /new_event — a new event
help-admin = <b>For administrators</b>

    /setup — what the bot still needs
    /sending — whether messages go out
    /clock — whether the bot's clock is right

cancelled = All right, we stopped. What was saved stays.
nothing-to-cancel = I am not asking anything right now.
language-name = English
choose-language = Which language shall we speak?

command-tos = Found a TOS: steps and papers
command-case = My case: steps and terms
command-events = Events and sign-up
command-grants = Grants and deadlines
command-applications = Our applications for grants
command-faq = Questions and answers
command-school = School: short lessons
command-practice = Neighbours' experience: stories and costs
command-helpers = Who helps and how to reach them
command-ask = Ask a person
command-work = Coordinator's work
command-questions = Questions of residents
command-new-event = New event
command-broadcast = Broadcast
command-cases = Cases for founding a TOS
command-law = Norms and municipalities
command-catalogue = The catalogue of grants: dates and checks
command-people = People and roles
command-audit = Audit: who did what
command-menu = Main menu
command-help = Help
command-profile = My profile
command-privacy = My data
command-language = Language
