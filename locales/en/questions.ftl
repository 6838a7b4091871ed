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
search-nothing = I did not understand. Say it in other words, ask a person, or choose what we talk about.

ask = Ask a person
ask-instead = Not it? Ask a person
ask-own = My questions
ask-on = Write more
ask-nobody = <b>Nobody is here to answer yet.</b> There is no coordinator who could take your question.

    Ask your municipality's administration. Or turn to those who answer for the bot: { $operator }. Address and contact: { $contact }.
ask-place = <b>Where are you from?</b>

    So your question reaches somebody who knows your place.
ask-elsewhere = Another place
ask-text = <b>Write your question</b>

    In one message, in your own words. No addresses, phones or passport data are needed.
ask-begin-again = I forgot what we talked about. Press “Ask a person” and we start again.
ask-preview = <b>Send it like this?</b>

    { $text }

    The question and your name, { $name }, are seen by the coordinators: { $place }.
ask-send = Send
ask-rewrite = Write it differently
ask-drop = Do not send
ask-sent = <b>Your question is sent.</b> A coordinator answers when they can. The answer comes here.

    While you wait, you can look among the ready answers.
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
own-card = <b>Your question</b>, { $day }

    { $text }
own-answer = <b>Answer:</b>
    { $answer }
own-no-answer = ⏳ No answer yet.
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
    { $place }, { $day }

    { $text }
desk-before = <i>Asked before:</i> { $text }

    <i>Answered:</i> { $answer }
desk-draft = <b>You began an answer and have not sent it:</b>
    { $text }
desk-answer = Answer
desk-ask-answer = <b>Write the answer</b>

    The question: { $text }

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
