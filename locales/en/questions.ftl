# Questions and answers: the list, the search, the glossary, asking a person, what was not found.

# The letters of the keyboard in the order of its keys: by them a line typed on the wrong one is known.
keyboard-row = qwertyuiop[]asdfghjkl;'zxcvbnm,.

faq = <b>Questions and answers</b>

    Write your question in your own words and I look for an answer. Mistakes do no harm.

    Or choose a topic.
topic-basics = What a TOS is
topic-people = Who takes part
topic-territory = Territory
topic-meeting = The meeting
topic-charter = Charter and entity
topic-money = Money and grants
topic-work = What a TOS does
topic-bot = The bot and my data
faq-topic = <b>{ $topic }</b>

    Press a question.
faq-topics = All topics
faq-back = ← { $topic }
faq-question = <b>{ $question }</b>
faq-source = <i>Source: { $source }</i>
faq-gone = This answer is no more. Here are all topics.
step-open = More: { $title }

words = <b>What the words mean</b>
words-line = <b>{ $word }</b> — { $means }
words-open = What the words mean
words-all = Glossary

search-found = { $count ->
    [one] This may fit. Press it and I answer.
   *[other] These may fit. Press the nearest one.
}
search-place = I know this place. Press it, and I will show how to found a TOS there.
search-found-more = There is no prepared answer, but this may help.
search-lesson = Lesson: { $title }
search-story = Neighbours: { $title }
search-helper = Helps: { $title }
search-nothing = I did not understand. Say it in other words, ask a person, or choose what we talk about.

ask = Ask a person
ask-instead = Not it? Ask a person
ask-own = My questions
ask-on = Write more
ask-nobody = <b>Nobody is here to answer yet.</b> There is no coordinator who could take your question.

    Ask your municipality's administration. Or turn to those who answer for the bot: { $operator }. Address and contact: { $contact }.
ask-place = <b>Where are you from?</b>

    Press your place: so your question reaches somebody who knows it. It is not here? Press “Another place”.
ask-place-here = <b>Press your place</b>

    So your question reaches somebody who knows it.
ask-place-nobody = <b>That place has no coordinator of its own yet</b>

    Press “Another place”, and the coordinators of the region will see your question.
ask-elsewhere = Another place
ask-text = <b>Write your question</b>

    Or say it; photos and files will do, too. Addresses, phones and passport data are not needed.
ask-begin-again = I forgot what we talked about. Press “Ask a person” and we start again.
ask-preview = <b>Send it like this?</b>

    { $text }

    The question and your name, { $name }, will be seen by coordinators: { $place }. You may add photos, files or voice messages here.
ask-send = Send
ask-rewrite = Write it differently
ask-drop = Do not send
ask-sent = <b>Your question is sent.</b> Its number is { $number }.

    Coordinators answer on weekdays from { $first } to { $last }. The answer comes here by { $due }.

    While you wait, you may search the prepared answers.
ask-too-many = Too many of your questions wait already. Wait for an answer, or delete one: “My questions”.
ask-already = This question is sent already.
ask-gone = This question is no more.
ask-dropped = All right, I do not send it.
ask-answered = <b>You have an answer</b>

    You asked: { $text }

    <b>The coordinator's answer:</b>
    { $answer }

own-questions = { $count ->
    [0] You have not asked anything yet.
    [one] <b>You asked { $count } question</b>
   *[other] <b>You asked { $count } questions</b>
}
own-waits = ⏳ { $text }
own-answered = ✅ { $text }
own-card = <b>Your question no. { $number }</b>, { $day }
own-answer = <b>Answer:</b> { $text }
own-no-answer = ⏳ No answer yet. It comes by { $due }.
own-delete = Delete the question
own-delete-sure = Delete this question with its answer? It cannot be brought back.
own-deleted = The question is deleted.

desk = Residents' questions
desk-waiting = { $count ->
    [0] Nobody waits for an answer now.
    [one] <b>{ $count } question waits</b>
   *[other] <b>{ $count } questions wait</b>
}
desk-notice = <b>A resident asks</b>

    { $text }
desk-open = Open the question
desk-card = <b>{ $name }</b> asks
    Question no. { $number }, { $place }, { $day }
desk-before = <i>Asked before:</i> { $text }

    <i>Answered:</i> { $answer }
desk-draft = <b>You began an answer and have not sent it:</b>
    { $text }
desk-answer = Answer
desk-ask-answer = <b>Write the answer</b> or say it

    Question: { $text }

    Speak of the law only if you know the source. If you do not know, say so.
desk-preview = <b>Send this answer?</b>

    { $text }
desk-send = Send the answer
desk-sent = The answer is sent.
desk-gone = This question is no more.
desk-foreign = This question is for another municipality.
desk-already = This question is answered already.

misses = { $count ->
    [0] Everything that was looked for was found.
   *[other] <b>What nobody found</b>

    Nobody opened an answer to these words. Press the words and choose the answer they mean: next time it is found.
}
misses-open = What nobody found
miss-label = { $text } · { $count }
miss = <b>{ $text }</b>

    Asked { $count ->
    [one] { $count } time
   *[other] { $count } times
}. Which answer do they mean? Here are the nearest, the others are by topic.
miss-choose = <b>{ $text }</b>

    Which answer do they mean?
miss-drop = Of no use
miss-taught = <b>Added.</b> Now the words “{ $text }” lead to the answer “{ $question }”.
miss-undo = Take these words away
miss-undone = They are gone.
miss-gone = These words are in the list no more.
taught = { $count ->
    [0] Nobody has added words to an answer yet.
   *[other] <b>Added words</b>

    These words lead to an answer now. Press the words to see which, or to take them away.
}
taught-open = Added words
taught-words = <b>{ $text }</b>

    These words lead to the answer “{ $question }”.

# A question and the talk about it: for the person who asked.
own-said = { $text }
own-number = Question no. { $number }
own-add = Add to the question
own-ask-more = <b>What would you like to add?</b>

    Text, a voice message, photos or files. I pass it on at once.
own-added = Passed on. You may send more.
own-reply = Reply to the coordinator
own-asked-back = ❔ The coordinator waits for your reply. Press "{ own-add }".
own-done = ✅ The question was answered.
own-closed = ✅ The question is closed.
own-was-closed = A coordinator closed your question no. { $number }. If it still matters, ask again: /ask.
ask-cannot = I cannot pass such a message on. Text, voice, photos, videos and files without copy protection will do.
ask-closed = This question is closed. Ask a new one, it comes to the same people.
ask-too-long-talk = Nothing more fits into this question: there are too many messages. Please wait for the answer.
ask-banned = <b>Your questions are not taken at present.</b>

    Reason: { $reason }
ask-below = the answer is in the next message
ask-asked-back = <b>The coordinator asks you</b>

    You asked: { $text }

    { $answer }
edit-closed = The question is closed, and the correction does not arrive. If it matters, ask again.
edit-passed = Corrected. The coordinator sees the new words.
rate-yes = It helped
rate-no = It did not help
rate-thanks = Thank you, I pass it on.
rate-sorry = Sorry. Press "{ ask-on }", and we look into it.
search-media = I cannot read this, but a person can. Pass it on to a coordinator? Or open the menu and choose what to talk about.

kind-text = Text
kind-voice = 🎤 Voice message
kind-video-note = 🎥 Video message
kind-photo = 🖼 Photo
kind-video = 🎥 Video
kind-document = 📎 File
kind-audio = 🎵 Recording
kind-location = 📍 Place on the map
kind-contact = 👤 Contact

screen-case = My case
screen-papers = Papers
screen-law = Norms

# The talk about a question: for the coordinator.
desk-waiting-many = <b>More than { $count } questions wait</b>

    Those that wait longest come first.
desk-from-start = ← From the start
desk-grant = About the grant: { $title }
desk-screen = Asked from: { $screen }
desk-step = Step of the case: { $step }
desk-offered = { $count ->
    [one] The search has shown { $count } answer
   *[other] The search has shown { $count } answers
}
desk-said-person = 👤 { $text }
desk-said-staff = 💬 { $text }
desk-said-back = ❔ { $text }
desk-said-note = 📌 Note: { $text }
desk-free = ⏳ Nobody has taken it yet. Answer promised by { $due }.
desk-mine = ⏳ You have it. Answer promised by { $due }.
desk-held = ⏳ { $name } answers. Answer promised by { $due }.
desk-waits-for-person = ❔ We wait for the person who asked. { $name } has the question.
desk-closed = ✅ The question is closed.
desk-take = Take it
desk-ask-back = Ask back
desk-ask-question = <b>What do you want to know?</b>

    Question: { $text }
desk-ask-note = <b>Write a note</b>

    Only coordinators see it. Question: { $text }
desk-files = Show attachments
desk-file-gone = This message is not there any more: it was deleted.
desk-more = More
desk-more-text = Question no. { $number }: what shall I do?
desk-note = Note for colleagues
desk-template = Ready text
desk-pass = Pass on
desk-pass-text = To whom shall the question go?
desk-pass-nobody = There are no other coordinators here. It can go to another place.
desk-other-scope = To another place
desk-scopes-text = To the coordinators of which place?
desk-passed = Passed on.
desk-close = Close without an answer
desk-close-sure = Close the question without an answer? The person is told so.
desk-closed-now = Closed.
desk-ban = Take no questions
desk-ban-reason = <b>Why take no more questions?</b>

    Write the reason: { $name } will see it. This question is closed.
desk-banned = I take no more questions of this person.
desk-unban = Take questions again
desk-unbanned = Taken again.
desk-held-alert = Another coordinator has this question.
desk-held-sure = { $name } is at this question. Go on all the same?
desk-all-the-same = Go on all the same
desk-to-faq = Make it an answer for all
desk-notice-more = <b>A resident added to a question</b>

    { $text }
desk-notice-passed = <b>A question was passed on to you</b>

    { $text }
desk-remind = <b>A question waits for an answer</b>

    { $text }
desk-withdrawn = Question no. { $number } is withdrawn: no answer is needed.
template-keep = Keep as a ready text

# Topics in the coordinators' group.
topic-name = { $name } · no. { $number }
topic-how = Write here, and I pass the answer on. Begin with "!" for colleagues only, with "?" to ask back.
topic-by = <b>{ $name }:</b>
topic-card = Open it for me
topic-held = { $name } has this question. Send your message all the same?
topic-sent = Sent.
topic-taken = The question is yours.
topic-none = There is nothing to pass on: this person's question was closed long ago, withdrawn, or passed on to others.
topic-not-yours = Only who wrote it can send it. Or it was sent already.
topic-agree = To answer residents, you have to agree once to a coordinator's work. Open the private chat, agree, and repeat the message.
topic-agree-open = Open the private chat
topic-opened = Opened in the private chat.
topic-write-first = Please write to me in the private chat first.

# The coordinators' group: connecting it.
group-will = <b>Connect this group to the residents' questions?</b>

    I make a topic here for everybody who asks. What coordinators write in it becomes the answer; I do not listen to the other members. When a person erases their data, I delete their topic.

    Everybody in the group will see the questions. Please confirm in the private chat.
group-confirm = Confirm
group-no-topics = This group has no topics. Open its settings, switch on "Topics" and write /connect again.
group-no-rights = I lack rights. Make me an administrator of the group with "Manage topics" and "Delete messages", and write /connect again.
group-unreachable = I am not in this group. Add me and write /connect in it.
group-not-yours = You are not in this group. An administrator of the bot who is a member can connect it.
group-scope = <b>The group "{ $title }"</b>

    Whose questions shall come here?
group-sure = <b>Connect the group "{ $title }"?</b>

    These questions will come here: { $scope }. Coordinators do not get them in private chats any more; they stay in /questions. { $instead }
group-instead = The former group, "{ $title }", is disconnected.
group-connect = Connect
group-connected = The group "{ $title }" is connected: { $scope }. To disconnect it, write /disconnect in the group.
group-works = This group is connected: { $scope }. New questions appear here as topics. To disconnect: /disconnect
group-disconnected = Disconnected. Questions come to coordinators in private chats again: /questions
group-not-connected = This group is not connected. To connect it: /connect
group-lost-thrown-out = I was removed from the group "{ $title }". Questions come here again: /questions. To have the group back, add me and write /connect in it.
group-lost-rights = In the group "{ $title }" I have no topics any more, or no right to them. Questions come here again: /questions. To have the group back, give me the rights and write /connect in it.

# Ready texts, answers for everybody, figures.
templates = { $count ->
    [0] There are no ready texts yet. Write an answer and press "{ template-keep }".
   *[other] <b>Ready texts</b>

    Press a text to make it the answer. It can be changed before it is sent.
}
templates-drop = Take some away
templates-drop-text = { $count ->
    [0] There are no more ready texts.
   *[other] Press the text that is not needed any more.
}
template-kept = Kept.
template-gone = This text is not there any more.
template-dropped = Taken away.
faq-confirmed = <i>Confirmed by { $name }</i>
entries = { $count ->
    [0] There are no answers for all from residents' questions yet. Coordinators propose them by "{ desk-to-faq }".
   *[other] <b>Answers for all from residents' questions</b>

    Those that wait for a check come first. Press to read.
}
entries-open = Answers for all
entry-waits = ✏️ { $text }
entry-state-draft = <b>Draft of an answer for all</b>
entry-state-published = <b>Answer for all, published</b>
entry-text = { $answer }

    Topic: { $topic }
    Source: { $source }
entry-source-lacks = missing, it cannot be published without
entry-private = ⚠️ There may be personal data here: a number, an address or a name. Take it out before publishing.
entry-publish = Publish
entry-question = Change the question
entry-answer = Change the answer
entry-source = Source
entry-topic = Topic
entry-remove = Delete
entry-ask-question = Write the question as anybody would ask it. No names, no addresses.
entry-ask-answer = Write an answer that everybody understands. No names, no addresses.
entry-ask-source = How is it known? A law with its article, a document, or who confirmed it.
entry-ask-topic = In which topic shall it stand?
entry-drafted = Proposed. An administrator checks and publishes it.
entry-published = Published. The search finds it already.
entry-removed = Deleted.
entry-gone = This answer is not there any more.
entry-no-source = It needs a source first.
entry-notice = <b>A new answer for all waits for a check</b>

    { $text }
figures-open = How many, how fast
figures = { $asked ->
    [0] There were no questions in a year.
   *[other] <b>Questions of a year</b>

    Asked: { $asked }
    Answered: { $answered }
    Within the promise: { $in_time }
    Hours that an answer usually takes: { $hours }
    "It helped" was pressed: { $helped }

    Questions are kept no longer than a year after the answer.
}
figures-table = Table by place and topic
figures-sheet = Questions
figures-file = questions.xlsx
figures-caption = Questions of a year by place and topic
figures-place = Place
figures-topic = Topic
figures-asked = Asked
figures-answered = Answered
figures-in-time = In time
figures-hours = Usual hours until the answer
figures-helped = Helped
topic-ban-spam = Advertising
topic-ban-rude = Insults
topic-ban-other = Nothing about TOS, again and again
entry-asked = It was asked like this: “{ $asked }”. Only you see these words. Write the question in your own: “Change the question”.
entry-no-own-words = First write the question in your own words: we do not publish those of others.
