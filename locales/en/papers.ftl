# Papers: the list, the questions, the review, the files. The papers themselves are Word templates, in Russian only.

papers = <b>The papers of your case</b>

    Choose which ones you need. I ask only what I do not know yet, and make a file. They are in Russian, as the administration reads them.
papers-of = <b>Papers: { $section }</b>

    Press a paper. A tick marks those that were made before.
section-before = Before the meeting
section-gathering = The meeting
section-filing = Registering the charter
section-after = When the TOS is there
papers-blank-of = <b>Blank papers: { $section }</b>

    Place: { $where }

    Download them and fill them in by hand. I remember nothing about you. They are in Russian.
papers-blank = <b>Blank papers</b>

    Place: { $where }

    Download them and fill them in by hand. I remember nothing about you. They are in Russian.
papers-anywhere = for any municipality
papers-to-list = To the papers
papers-all = All papers
papers-to-blanks = All blank papers
papers-blanks = Blank papers
papers-zip = All in one archive
papers-zip-choose = All papers in one archive. <b>Drafts</b> have marks and advice and can be changed. <b>Clean copies</b> have no marks and are for filing: those that are ready are in the archive. PDF is easier to print, Word easier to change.
papers-zip-docx = All: Word drafts
papers-zip-word = All: Word
papers-zip-pdf = All: PDF
papers-zip-clean = All: clean Word
papers-zip-clean-pdf = All: clean PDF
papers-file = Word file
papers-pdf = PDF file
papers-clean = Clean Word file, no notes
papers-clean-pdf = Clean PDF file
papers-read = Read the paper
papers-check = Check the answers
papers-made-mark = ✓ { $paper }
papers-not-yours = This case belongs to other neighbours. Ask them for an invitation.
papers-making = I am making it, wait a few seconds.
papers-one-at-a-time = I send the paper that you asked for first. Then press again.

paper-group = Minutes of the group
paper-territory = The territory
paper-scheme = Scheme of the boundaries
paper-headcount = Request: number of residents
paper-boundaries = Application for boundaries
paper-signatures = Signature sheet
paper-charter = Charter
paper-premises = Request for premises
paper-notice = Notice to residents
paper-poster = Poster for the stairwell
paper-letter = Letter to the administration
paper-delegates = Minutes: electing delegates
paper-attendance = Registration sheet
paper-minutes = Minutes of the meeting
paper-registration = Application for registration
paper-submission = Cover letter
paper-cover = List of documents
paper-officers = List of elected bodies
paper-consent = Consent to personal data
paper-changes = Changes to the charter

paper-question = <i>{ $paper }. Question { $place } of { $of }</i>
paper-now = <b>Now:</b> { $answer }
paper-now-left-out = <b>Now:</b> left out, the paper has a blank line.
paper-guess = <b>A hint:</b> { $answer }
paper-again = Another answer has changed: see whether this one is still right.
paper-keep = Keep it
paper-skip = Leave it out
paper-take = Take: { $answer }
paper-take-mine = Take my answer
paper-left-out = blank
paper-saved-so = Written down: { $answer }
paper-somebody = a member who has left
paper-changed-meanwhile = <b>While you were answering, the answer has changed.</b>

    Written down now: { $theirs }
    Who answered: { $who }
    Your answer: { $mine }

    Which one stays?
paper-keep-theirs = Keep what is written
paper-mine-is-gone = I no longer have your answer. Please give it once more.
paper-press-one = Press one of the answers.
paper-past = { $when } has passed, and the paper calls people to the meeting. Name a day ahead.
paper-no-number = I need one whole number in digits, for example: 240. No “about”, minus signs or commas.
paper-too-small = At least { $least } is needed here.
paper-too-large = It cannot be more than { $most } here. Check the number.
paper-more-came = More came than live there: you named { $bound } residents. Check the number. If the earlier one is wrong, press “Back”.
paper-more-delegates = More delegates came than were elected: you named { $bound }. Check the number.
paper-more-represented = This is more than all residents: you named { $bound }. Check the number.
paper-ages-contradict = Together with the younger there cannot be fewer: you named { $bound } adults. Count everybody together.

paper-review = <b>{ $paper }: check the answers</b>

    To change an answer, press it below.
paper-edit = Change an answer
paper-edit-which = Which answer do you want to change?
paper-edit-others = Other answers
paper-edit-group = Answers { $first }–{ $last }: { $label }
paper-review-line = { $place }. <b>{ $label }:</b> { $answer }
paper-quorum-holds = ✅ By these numbers there is a quorum.
paper-quorum-fails = ⚠️ By these numbers there is no quorum: { $missing ->
    [one] { $missing } person is missing
   *[other] { $missing } people are missing
}. Such a meeting decides nothing, so the minutes will say that it did not take place.

    Show them to your neighbours and name a new day. I will ask for it and make a new notice.
paper-charter-failed = ⚠️ The meeting in the answers had no quorum: { $missing ->
    [one] { $missing } person was
   *[other] { $missing } people were
} missing. The charter is not adopted, so it does not say “approved”. Set a new meeting.
paper-charter-rejected = ⚠️ By the votes in the minutes the charter is not adopted, so it does not say “approved”. Check the votes or set a new meeting.
paper-submit-failed = ⚠️ The meeting in the answers had no quorum: { $missing ->
    [one] { $missing } person was
   *[other] { $missing } people were
} missing. The charter is not adopted, so there is nothing to submit yet. Set a new meeting.
paper-submit-rejected = ⚠️ By the votes in the minutes the charter is not adopted, so there is nothing to submit yet. Check the votes or set a new meeting.
paper-minutes-rejected = ⚠️ By these votes the charter is not adopted: the minutes will say so, and there will be no application. Check the votes or set a new meeting.
paper-not-authorised = ⚠️ By the votes in the minutes the meeting did not agree that this person submits the papers. There is no application yet. Check the votes or name somebody else.
paper-check-votes = Check the votes
paper-meet-again = Call a new meeting
paper-minutes-ahead = ⚠️ The meeting is still ahead: { $when }. Minutes are written after it. I will ask later for the people who came, the people elected and the votes, and leave blank lines for now. If the meeting is over, correct the day.
paper-officers-ahead = ⚠️ The meeting is still ahead: { $when }. Who was elected I ask after it; until then I leave lines to write on.
# Words of votes, in small letters, with spaces between.
paper-votes-words-yes = for yes
paper-votes-words-no = against no
paper-votes-words-abstained = abstained
paper-votes-words-nobody = none nobody zero
paper-votes-words-everybody = unanimously unanimous all everybody
paper-votes-words-filler = people person votes vote and
paper-votes-unclear = I need the votes in figures, for example: 80 for, 3 against, 1 abstained.
paper-votes-all = unanimous, for: { $yes }
paper-votes = for: { $yes }, against: { $no }, abstained: { $abstained }{ $silent ->
    [0] { "" }
   *[other] , did not vote: { $silent }
}
paper-more-voted = There are more votes than people: you named { $bound }. Check the number.
paper-doubt-votes = There are fewer votes than people: { $answer }. Write down that the others did not vote?
# The line of votes in minutes.
paper-voted = for: { $yes ->
    [0] none
   *[other] { $yes }
}, against: { $no ->
    [0] none
   *[other] { $no }
}, abstained: { $abstained ->
    [0] none
   *[other] { $abstained }
}{ $silent ->
    [0] { "" }
   *[other] , did not vote: { $silent }
}
paper-voted-blank = for: ____, against: ____, abstained: ____
paper-adopted = The decision is adopted.
paper-adopted-by-all = The decision is adopted unanimously.
paper-rejected = The decision is not adopted: at least { $needed } votes for it are needed.
paper-decided-blank = The decision ______________.
paper-stop-past = ⚠️ The meeting in your answers has passed: { $when }. Nobody can be called to it. Change the day, and the paper can be made.
paper-reply = The answer came: note the number
paper-reply-note = Did the administration answer? Type the number from the answer: the quorum is counted from it. If it named its TOS regulation and its terms, write about it with "Ask a person": we mend the facts for all.
paper-stop-fix = Name another day
paper-sent = { $paper }. It is a draft: compare it with your municipality's regulation on TOS.
paper-clean-name = { $paper }, clean
paper-sent-clean = { $paper }, the clean copy: nothing but the paper. Compare it with your municipality's regulation on TOS before you submit it.
paper-clean-ready = The clean copy is ready: it has no marks and no note.
paper-clean-blank = The clean copy will have lines to write on: { $labels }.
paper-clean-undecided = For a clean copy you still have to decide: { $labels }. Until then there is the draft with its notes.
# Contradictions: { $one } and { $other } are two answers.
paper-clash-change = Change: { $label }
paper-clash-later = Later
clash-property-without-entity = ⚠️ Two answers contradict each other: property of its own is “{ $one }”, a legal entity is “{ $other }”. A TOS that is no legal entity has no account or property of its own. Which one do you change?
clash-group-chair-is-secretary = ⚠️ The chair and the secretary of the group are one person: { $one } and { $other }. The minutes need two signatures. Which one do you change?
clash-meeting-chair-is-secretary = ⚠️ One person led the meeting and wrote it down: { $one } and { $other }. The minutes need two signatures. Which one do you change?
clash-group-too-small = ⚠️ People at the meeting of the group: { $one }, and its secretary is { $other }. The chair and the secretary are two already. Which one do you change?
clash-group-after-meeting = ⚠️ The group met after the meeting: the group on { $one }, the meeting on { $other }. Which one do you change?
clash-delegates-over-residents = ⚠️ More delegates were elected than people live there: { $one } and { $other }. Which one do you change?
clash-delegates-over-represented = ⚠️ More delegates came than residents they speak for: { $one } and { $other }. Which one do you change?
clash-votes-of-others = ⚠️ The votes and the number of people differ: { $one } and { $other }. What should change?
clash-office-rejected = ⚠️ This person was not elected, yet presides and signs the minutes: { $one }. Votes: { $other }. What should change?
clash-entity-rejected = ⚠️ Legal entity: “{ $one }”, but the meeting did not vote for it: { $other }. The charter and the minutes must say the same. What should change?
paper-pdf-absent = There is nothing here that makes a PDF, so this is Word. Open it on a computer or a phone and choose “Save as PDF”. Or ask the library to print it.
paper-pdf-failed = The PDF did not work out now, so this is Word. Try the PDF again in a few minutes.
paper-sent-blank = { $paper }, blank. It is a draft: compare it with your municipality's regulation on TOS.
paper-zip-sent = { $count ->
    [one] { $count } paper
   *[other] { $count } papers
} in one archive. They are drafts: compare them with your municipality's regulation on TOS.
paper-zip-clean = { $count ->
    [one] { $count } clean copy
   *[other] { $count } clean copies
} in one archive. Compare them with your municipality's regulation on TOS before you submit them.
paper-zip-not-ready = Answer the questions of these papers first: { $papers }.
paper-zip-clean-none = There are no clean copies yet: answer the questions of at least one paper first.
paper-zip-clean-name = TOS papers, clean
paper-zip-open = Not all is answered yet, the empty lines can be filled in by hand: { $papers }.
paper-zip-left-out = Left out, because they call people to a meeting that has passed: { $papers }.
paper-page = <i>{ $paper }, page { $place } of { $of }</i>
paper-zip-name = TOS papers
paper-days-before = { $count ->
    [one] day
   *[other] days
}
paper-years = { $count ->
    [one] year
   *[other] years
}
# Words before the name that the papers write themselves: in small letters, parted by spaces.
# The words before a TOS's name, separated by "|": the first are always left out, the others before a name in quotes.
paper-title-words = территориальное общественное самоуправление | территориального общественного самоуправления | территориальное самоуправление | т.о.с | т. о. с | т о с | тос | toc | назовем | назвать | назвали | называется | называться | имя | название | tos | name
paper-title-leads = наш | наше | нашего | пусть | пусть будет | будет | мы | хотим | это | будем | совет | председатель | создать | создаем | хотим создать | хотим назвать | our | it is | the
paper-title-check = <b>Check the name.</b> The charter will have it like this. If it is right, press the button. If not, write it another way.
paper-title-in-charter = Территориальное общественное самоуправление «{ $name }»
paper-mend = <b>How should it stand?</b> Press the right one or write it another way.
# Words instead of an answer, separated by "|", in small letters.
paper-nothing-words = нет | не знаю | не помню | неизвестно | no | none | nothing | i do not know | don t know | later | not yet
paper-leave-line = Leave a line to write on
paper-doubt-answer = Shall the paper say “{ $answer }”? If there is no answer yet, I leave a line to write on.
paper-doubt-address = “{ $answer }”: an address usually has a house number or a postcode. Shall it stand so? Or shall I leave a line?
paper-doubt-phone = “{ $answer }” does not look like a phone number. Shall it stand so? Or shall I leave a line?
paper-case-placed = The case is here now: { $municipality }.
paper-mend-other = Another answer
paper-decision = decision of { $day }, No. { $number }
paper-charter-record = registered on { $day }, No. { $number }
paper-decision-day = decision of { $day }
paper-administration = administration of { $municipality }

# Questions: what is asked, an example, what it is for.
ask-settlement = <b>Which settlement is it?</b>

    For example: город Благовещенск. Answer in Russian: the papers are in Russian.
    <i>What for: every paper begins with it.</i>
ask-tos-name = <b>What will you call the TOS?</b>

    For example: Сосновый бор. I add the word and the quotation marks myself.
    <i>What for: the name goes into every paper and the charter.</i>
ask-territory = <b>Which territory is it? In one line.</b>

    For example: улица Лесная, дома 1–24, и переулок Тихий.
    <i>What for: minutes, applications and the charter name it.</i>
ask-houses = <b>Which houses belong to it?</b> A new line for each street.

    For example:
    улица Лесная: дома 1–24; чётная сторона
    переулок Тихий: 3, 5, 7

    The street before the colon, the houses after it, a remark after a semicolon.
    <i>What for: it becomes the table of houses.</i>
ask-houses-listed = <b>The administration has answered.</b> If there is a list of addresses, compare it with yours and write the right one.
ask-borders = <b>Describe the boundary in words.</b>

    For example: на севере по улице Лесной, на востоке по ручью, на юге по железной дороге, на западе по переулку Тихому.
    <i>What for: the representative body sets the boundaries by this description.</i>
ask-map-source = <b>Where is the map for the plan from?</b>

    For example: публичная кадастровая карта.
    <i>What for: the source stands under the plan.</i>
ask-group-on = <b>When did the group meet?</b>

    For example: { $day }.
    <i>What for: the date of the minutes.</i>
ask-group-place = <b>Where did the group meet?</b>

    For example: улица Лесная, 5, двор.
    <i>What for: the place stands in the minutes.</i>
ask-group-present = <b>How many people were there?</b>

    For example: 5.
    <i>What for: the list gets so many lines. I do not keep neighbours' names, they are written in by hand.</i>
ask-group-purpose = <b>What do you want a TOS for? In two or three sentences.</b>

    For example: хотим навести порядок во дворах и построить детскую площадку.
    <i>What for: it goes into the minutes of the group.</i>
ask-group-chair = <b>Who chairs the group?</b> The full name.

    For example: Иванова Мария Петровна. Write it only if the person agrees. You may leave it out, the line stays blank.
    <i>What for: the name and the signature in the minutes.</i>
ask-group-secretary = <b>Who is the secretary of the group?</b> The full name.

    For example: Петров Иван Ильич. Write it only if the person agrees. You may leave it out.
    <i>What for: the name and the signature in the minutes.</i>
ask-administration = <b>What is your administration called?</b>

    For example: администрация города Благовещенска.
    <i>What for: the request, the letter and the application go to it.</i>
ask-administration-acc = <b>See how it looks in the letter: «В …»</b>

    For example: администрацию города Благовещенска.
    <i>What for: a letter begins with whom it is for. If the form is wrong, write the right one.</i>
ask-body = <b>What is the representative body called?</b>

    For example: Благовещенская городская Дума. It is the council of your municipality.
    <i>What for: it sets the boundaries, the application goes to it.</i>
ask-body-acc = <b>See how it looks in the application: «В …»</b>

    For example: Благовещенскую городскую Думу.
    <i>What for: an application begins with whom it is for. If the form is wrong, write the right one.</i>
ask-authorised = <b>Who hands in the documents?</b> The full name.

    For example: Иванова Мария Петровна. Write it only if the person agrees. You may leave it out.
    <i>What for: letters and applications come from this person.</i>
ask-authorised-gen = <b>See how it looks in the application: «от …»</b>

    For example: Ивановой Марии Петровны.
    <i>What for: so one writes whom a letter is from. If the form is wrong, write the right one.</i>
ask-authorised-acc = <b>See how it looks in the minutes: «уполномочить …»</b>

    For example: Иванову Марию Петровну.
    <i>What for: so one writes the decision. If the form is wrong, write the right one.</i>
ask-address = <b>Where should the answer be sent?</b>

    For example: 675000, Благовещенск, улица Лесная, 5, квартира 12. You may leave it out and write it in by hand.
    <i>What for: a letter without an address gets no answer.</i>
ask-phone = <b>A telephone number?</b>

    For example: 8 914 000-00-00. It is not needed, you may leave it out.
    <i>What for: so that the administration can ask.</i>
ask-gathering = <b>Is it a meeting or a conference?</b>

    To a meeting all residents are called. To a conference come delegates who were elected before.
    <i>What for: the words and the quorum depend on it.</i>
ask-meeting-at = <b>When is the meeting?</b> The day and the hour.

    For example: { $moment }.
    <i>What for: the day stands in the notice, the minutes and the charter. I count the terms of the case from it.</i>
ask-meeting-place = <b>Where is the meeting?</b>

    For example: школа № 5, улица Лесная, 10, актовый зал.
    <i>What for: the place stands in the notice and the minutes.</i>
ask-premises-hours = <b>For how many hours do you need the room?</b>

    For example: 3, or "from 18 to 21". Count the time to register everybody, too.
    <i>What for: we ask for so many hours.</i>
ask-charter-where = <b>Where can the draft charter be read?</b>

    For example: на доске у подъездов и в чате дома.
    <i>What for: residents see the charter before the meeting.</i>
ask-contact = <b>Whom can people ask?</b>

    For example: чат «Лесная улица». Write a private number only if its owner agrees: everybody will see the notice.
    <i>What for: neighbours will have questions.</i>
ask-decision = <b>Are the boundaries set already? By which decision?</b>

    For example: решение Думы от 01.12.2026 № 15/120. If there is none yet, leave it out.
    <i>What for: without a decision the boundaries go on the agenda.</i>
ask-delegate-norm = <b>How many residents elect one delegate?</b>

    For example: 10. The local regulation names the number.
    <i>What for: it is the representation ratio.</i>
ask-residents = <b>How many residents of { $age } and over live there?</b>

    For example: 240. The administration's certificate has the number.
    <i>What for: the quorum is counted from it.</i>
ask-residents-young = <b>And how many of { $younger } and over, adults included?</b>

    For example: 252. Which age counts is not confirmed: the local regulation may still say { $younger }. If you do not know, leave it out.
    <i>What for: it is safer when the quorum holds by both ages.</i>
ask-residents-source = <b>Where is this number from?</b>

    For example: справка администрации от 01.12.2026 № 45.
    <i>What for: the minutes name the source.</i>
ask-present = <b>How many people of { $age } and over came to the meeting?</b>

    For example: 84. If the meeting is ahead, leave it out.
    <i>What for: the number stands in the minutes.</i>
ask-present-young = <b>And how many of { $younger } and over came, adults included?</b>

    For example: 86. If nobody younger came, write the same number.
    <i>What for: the quorum is counted by both ages.</i>
ask-elected = <b>How many delegates were elected?</b>

    For example: 24. Add up the minutes of the houses.
    <i>What for: the quorum of a conference is counted from it.</i>
ask-delegates = <b>How many delegates came?</b>

    For example: 20. If the conference is ahead, leave it out.
    <i>What for: the number stands in the minutes.</i>
ask-represented = <b>How many residents do the delegates who came represent?</b>

    For example: 180. Add up the numbers of the minutes.
    <i>What for: without it the quorum of a conference cannot be shown.</i>
ask-meeting-chair = <b>Who chaired the meeting?</b> The full name.

    For example: Иванова Мария Петровна. If it is nobody of your group, leave it out: the name is written in by hand.
    <i>What for: the name and the signature in the minutes.</i>
ask-meeting-secretary = <b>Who was the secretary of the meeting?</b> The full name.

    For example: Петров Иван Ильич. If it is nobody of your group, leave it out: the name is written in by hand.
    <i>What for: the name and the signature in the minutes.</i>
ask-minutes-number = <b>Which number do the minutes have?</b>

    For example: 1.
    <i>What for: the charter and the application refer to it.</i>
ask-tos-chair = <b>Who was elected chair of the TOS?</b> The full name.

    For example: Иванова Мария Петровна. If it is nobody of your group, leave it out: the name is written in by hand.
    <i>What for: the name goes into the minutes.</i>
ask-directions = <b>What will the TOS do? The main directions.</b>

    For example: благоустройство дворов; праздники; помощь пожилым соседям.
    <i>What for: a charter has to have them.</i>
ask-bodies = <b>Which bodies will the TOS have?</b>

    <i>What for: the meeting decides on the bodies, the charter names them.</i>
ask-council-size = <b>How many people are in the council?</b>

    For example: 5. An odd number is handier: votes do not split evenly.
    <i>What for: the number stands in the charter.</i>
ask-chair-by = <b>Who elects the chair?</b>

    <i>What for: the charter says how.</i>
ask-audit = <b>Who will look after the accounts?</b>

    If there will be no money, nobody need be elected.
    <i>What for: the charter names the auditor.</i>
ask-term = <b>For how many years are the bodies elected?</b>

    For example: 3.
    <i>What for: a charter has to name the term.</i>
ask-quorum-share = <b>Which quorum goes into the charter?</b>

    By law at least { $share } of the residents. It may be stricter, not milder.
    <i>What for: later meetings are judged by the charter.</i>
ask-majority = <b>By which majority are decisions taken?</b>

    The law does not say; the charter or the local regulation does (not confirmed).
    <i>What for: a charter has to say how decisions are taken.</i>
ask-charter-notice = <b>How many days before a meeting are residents told?</b>

    For example: 10. Look for the term in the local regulation: it cannot be shorter.
    <i>Why: the charter of a TOS holds the order of its meetings.</i>
ask-charter-way = <b>How are residents told of a meeting?</b>

    For example: объявления у подъездов и сообщение в чате дома. Papers are in Russian.
    <i>Why: the charter of a TOS holds the order of its meetings.</i>
ask-delegate-term = <b>For how long are delegates of a conference elected?</b>

    <i>Why: should you ever hold a conference, the charter says who is a delegate.</i>
ask-property = <b>Will the TOS have property of its own?</b>

    <i>What for: a charter has to say how property is held.</i>
ask-legal-entity = <b>Will the TOS become a legal entity?</b>

    It need not, and it can be done later.
    <i>What for: the agenda and the charter depend on it.</i>
ask-regulation = <b>Which TOS regulation is in force where you are?</b> Its name, date and number.

    For example: решение Думы от 20.12.2026 № 18/150. Ask the administration. If you do not know, skip it and write it in by hand.
    <i>What for: papers cite the law and the local regulation.</i>
ask-copies = <b>How many copies of the charter do you hand in?</b>

    For example: 2. Other municipalities ask for 2 or 3.
    <i>What for: the number stands in the list of documents.</i>
ask-charter-record = <b>When and under which number was the charter registered?</b>

    For example: зарегистрирован 20 февраля 2027, № 3. The administration's answer or the register of charters has it.
    <i>What for: your charter is found by it.</i>
ask-changes-minutes = <b>Which minutes adopted the changes?</b>

    For example: протокол собрания от 10 марта 2027 № 2.
    <i>What for: only a meeting or a conference changes the charter.</i>
ask-changes = <b>What changes in the charter?</b> Each change on a new line.

    For example: пункт 2.1 изложить так: «ТОС действует на территории: улица Лесная, дома 1–30».
    <i>What for: the application names the changes.</i>

ask-votes = <b>{ $label }. How many for, against, abstained?</b>

    { $came ->
        [0] I do not know yet how many people vote.
        [one] { $came } person votes.
       *[other] { $came } people vote.
    } For example: 80 for, 3 against, 1 abstained. If everybody was for it, press the button.
    <i>Why: votes stand under each item, and the decision follows from them.</i>

label-settlement = Settlement
label-tos-name = Name of the TOS
label-territory = Territory
label-houses = Houses
label-borders = Boundary in words
label-map-source = Source of the map
label-group-on = Day of the group
label-group-place = Place of the group
label-group-present = Were in the group
label-group-purpose = What for
label-group-chair = Chair of the group
label-group-secretary = Secretary of the group
label-administration = Administration
label-administration-acc = “To the administration”
label-body = Who sets boundaries
label-body-acc = “To the council”
label-authorised = Who hands in
label-authorised-gen = “From whom”
label-authorised-acc = “Authorise whom”
label-address = Address
label-phone = Telephone
label-gathering = Meeting or conference
label-meeting-at = When it is
label-meeting-place = Where it is
label-premises-hours = Hours in the room
label-charter-where = Where the draft is
label-contact = For questions
label-decision = Decision on boundaries
label-delegate-norm = Residents a delegate
label-residents = Residents
label-residents-young = Residents with younger
label-residents-source = Source of the number
label-present = Came
label-present-young = Came with younger
label-elected = Delegates elected
label-delegates = Delegates came
label-represented = Residents represented
label-meeting-chair = Who chaired
label-meeting-secretary = Meeting's secretary
label-minutes-number = Number of the minutes
label-tos-chair = Chair of the TOS
label-directions = Directions
label-bodies = Bodies
label-council-size = Council members
label-chair-by = Who elects
label-audit = Audit
label-term = Term, years
label-quorum-share = Quorum in the charter
label-majority = Majority
label-charter-notice = Days of notice
label-charter-way = Way of notice
label-delegate-term = Term of delegates
label-property = Property
label-legal-entity = Legal entity
label-regulation = TOS regulation
label-copies = Copies
label-charter-record = Registration of the charter
label-changes-minutes = Minutes of the changes
label-changes = What changes
label-votes-group = Votes: the group
label-votes-initiative = Votes: the initiative
label-votes-requests = Votes: requests
label-votes-presidium = Votes: who presides
label-votes-create = Votes: creating the TOS
label-votes-boundaries = Votes: boundaries
label-votes-charter = Votes: the charter
label-votes-bodies = Votes: bodies
label-votes-chair = Votes: the chair
label-votes-directions = Votes: directions
label-votes-authorised = Votes: who submits
label-votes-entity = Votes: legal entity

option-meeting = Meeting
option-conference = Conference
option-council = Council only
option-chair = Chair only
option-both = Council and chair
option-by-meeting = The meeting
option-by-council = The council
option-auditor = An auditor
option-commission = An audit commission
option-no-audit = Nobody
option-third = As the law says
option-half = At least one half
option-simple = Simple majority
option-two-thirds = Charter: two thirds
option-one-conference = For one conference
option-term-of-bodies = For the term of the bodies
option-no-property = No
option-own-property = Yes
option-no = No
option-yes = Yes

# The note at the end of a paper: what it rests on.
paper-norm-age = Least age, years
paper-norm-age-before = Least age by the former law, years
paper-norm-meeting = Part of the residents for a meeting
paper-norm-delegates = Part of the elected delegates for a conference
paper-norm-represented = Part of the residents whom delegates represent
paper-norm-moment = A TOS is founded when its charter is registered
paper-norm-boundaries = The representative body sets the boundaries on the residents' proposal
paper-norm-legal-entity = It need not become a legal entity
paper-norm-charter = What a charter has to hold
paper-norm-review = Term of the charter's review, days
paper-norm-notice = Notice before a meeting, days
paper-norm-powers = What only the meeting (conference) decides
paper-norm-majority = By which majority decisions are taken
paper-norm-part = A TOS is on a part of the municipality
paper-norm-acts = TOS bodies submit drafts of municipal acts
paper-norm-project = TOS bodies put forward initiative projects
paper-norm-consent = A consent to personal data is a document of its own, since
paper-norm-group = Smallest founding group, people
paper-norm-answer = Term of an answer, days
paper-fact-order = Order of steps
paper-fact-body = Representative body
paper-fact-group = Smallest group here, people
paper-fact-notice = Notice here, days
paper-fact-share = Part of the residents by the local regulation
paper-fact-review = Review here, days
paper-fact-copies = Copies of the charter here
paper-fact-attachments = Enclosures here
paper-fact-local = The local regulation on TOS: order of steps, terms, enclosures
paper-fact-ask = not confirmed, ask the administration
paper-order-boundaries = boundaries first, then the meeting
paper-order-meeting = the meeting first, then boundaries
paper-order-single = one application for both

# The law by its full name, as papers name it. Papers are in Russian.
paper-law-article = { $law }, статья { $article }
paper-norm-law = The law that the paper relies on
office-chair = Chair of the TOS
office-chair-of-council = Chair of the TOS, member of the council
office-council = Member of the council
office-auditor = Auditor
office-commission = Member of the audit commission
enclosed-group = Minutes of the initiative group
enclosed-scheme = Scheme of the boundaries
enclosed-signatures = Signature sheets
enclosed-minutes = Minutes of the founding { $gathering ->
    [meeting] meeting
    [conference] conference
   *[other] meeting (conference)
}
enclosed-charter = Charter, bound and numbered
enclosed-decision = Decision on the boundaries (copy)
enclosed-territory = Description of the territory
enclosed-bodies = List of the elected bodies
enclosed-delegates = Minutes of the election of delegates
enclosed-attendance = Registration sheet of the people who came
enclosed-consents = Consents to personal data

# Numbers of residents: founders pass them on, a coordinator confirms, neighbours are offered them.
headcount-to-share = Share the number with neighbours
headcount-nothing = First note the settlement, the territory, the number of residents and where it comes from.
headcount-share = Pass the number on to the coordinator? They will see:

  { $settlement }, { $territory }: <b>{ $residents }</b> { $residents ->
    [one] resident
   *[other] residents
  } from 18
  Source: { $source }{ $streets ->
    [0] {""}
   *[other] {""}
    Addresses:
    { $houses }
  }

  There are no names; remarks about houses are not passed on. The coordinator checks it, and those who found a TOS here are offered it.
headcount-give = Pass it on
headcount-given = Passed on. Once the coordinator confirms the number, those who found a TOS in the same place will see it.
headcount-known = Known here: { $territory } — { $residents } { $residents ->
    [one] resident
   *[other] residents
} from 18 ({ $source }; { $day }). Take it if the territory is the same.
headcount-known-houses = Known here: { $territory }, a list of addresses ({ $source }; { $day }). Take it if the territory is the same.
headcounts-open = Numbers of residents
headcounts = { $count ->
    [0] <b>Numbers of residents.</b> Nothing new. The confirmed ones are below.
    [one] <b>Numbers of residents.</b> { $count } waits to be checked.
   *[other] <b>Numbers of residents.</b> { $count } wait to be checked.
}
headcount-label = ? { $settlement }: { $residents }
headcount-label-known = ✓ { $settlement }: { $residents }
headcount = <b>{ $municipality }, { $settlement }</b>
  { $territory }
  From 18: { $residents }{ $young ->
    [0] {""}
   *[other] , from 16: { $young }
  }
  Source: { $source }{ $streets ->
    [0] {""}
   *[other] {""}
    Addresses:
    { $houses }
  }
  Noted on { $day }
headcount-look = Founders passed the number on. Compare it with the answer of the administration. If it is right, confirm it: others who found a TOS here are offered it.
headcount-confirmed = Confirmed: those who found a TOS here are offered the number. If it is out of date, delete it.
headcount-confirm = Confirm
headcount-drop = Delete
headcount-done = Confirmed. Neighbours are offered the number now.
headcount-dropped = Deleted.
headcount-gone = This number is no longer there.

# Words that stay with a number in a paper; papers are in Russian.
paper-bound-before = дом дома домов доме д. кв. квартира корпус корп. строение ст. статья статьи п. пункт ч. часть от
paper-bound-after = г. года году лет чел. человек ч. час. мин. часов этаж этаже
paper-bound-months = января февраля марта апреля мая июня июля августа сентября октября ноября декабря

# Words of a list of houses in a paper; papers are in Russian.
paper-street-words = ул улица пер переулок пр пр-т просп проспект пл площадь мкр микрорайон квартал кв-л шоссе ш бульвар б-р проезд тупик тер территория
paper-house-words = дома дом домов дд д
