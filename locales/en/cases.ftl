# /case: a founding case — steps, terms, members, the plan for the meeting, reminders.

case-none = <b>A case for founding a TOS</b>

    Here you can keep everything in one place: what was done and when, what comes next, which terms run. I will remind you of the terms. You can invite neighbours and keep the case together.

    You can see the road and count the quorum without it.
case-list = { $count ->
    [one] <b>You have { $count } case</b>
   *[other] <b>You have { $count } cases</b>
}. Which one shall we open?
case-begin = Begin a case
case-begin-here = Keep a case here
case-begin-another = Begin another one
case-choose-place = Choose a municipality first
case-place-here = This is the place of my case
case-have-already = <b>You have a case already.</b>

    Open it, or begin another one?
case-begun = The case is begun. Start with the first step, and I will remember what is done.
case-placed = The municipality of the case is now: { $where }.
case-too-many = { $most } cases are the most. Leave those you do not need.
case-not-yours = You have no such case. If it is a shared one, ask your neighbour for a new invitation.
case-want-words = I understand words only. Write an answer, or press a button above.
case-to-list = My cases
case-to-card = To the case
case-to-step = To the step
case-untitled = Founding a TOS
case-nowhere = no municipality chosen

case-card = <b>{ $title }</b>
    { $where }
case-next = <b>Next: { $step }</b>
case-all-done = ✅ <b>All steps are behind you.</b>
case-is-closed = <b>The case is closed.</b> There are no reminders of it. “More” opens it again.
case-progress = { $closed ->
    [one] { $closed } step
   *[other] { $closed } steps
} of { $steps } behind you.
case-members = { $count ->
    [one] Kept by { $names }
   *[other] Kept by { $names }
}
case-waiting = ⏳ <b>{ $step }:</b> sent on { $day }{ $passed ->
    [0] { "." }
    [one] , { $passed } day ago.
   *[other] , { $passed } days ago.
}
case-no-term = How long an answer takes is not confirmed. Ask the administration.
case-term = We expect an answer by { $ends }: { $left ->
    [0] today is the last day.
    [one] { $left } day left, working days: { $working }.
   *[other] { $left } days left, working days: { $working }.
}
case-term-over = We expected an answer by { $ends }. The term ended { $over ->
    [one] { $over } day
   *[other] { $over } days
} ago. Call and ask where the paper is.
case-term-source = <i>We count { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $source }. The first day comes after the sending; a last day that is a day off moves to a working day. Transfers of days off and the local way of counting are not confirmed.</i>
case-local-source = by the local regulation, { $source }
case-meeting = <b>The meeting:</b> { $when }. { $left ->
    [0] It is today.
    [one] It is in { $left } day.
   *[other] It is in { $left } days.
}
case-meeting-behind = <b>The meeting was to be on { $day }.</b> Note whether it took place, or set a new day in the “Plan”.
case-notice-by = It has to be announced by { $day }.
case-notice-late = It had to be announced by { $day }. Note it if you announced it, or move the meeting.

case-to-next = Next: { $step } →
case-all-steps = All steps
case-plan = Plan for the meeting
case-papers = Papers
case-tally = Count at the meeting
case-to-members = Members
case-brief-button = In short, to forward
case-more = More

case-steps = <b>{ $title }: all steps</b>

    ✅ done, ⏳ waiting for an answer, ❌ refused, ➖ left out.
case-mark-open = ▫️
case-mark-sent = ⏳
case-mark-done = ✅
case-mark-refused = ❌
case-mark-skipped = ➖
case-step = <b>{ $step }</b>
    Step { $place } of { $of }
case-step-open = This step is still ahead. Note it when it is done, and I will show the next one.
case-noted-done = ✅ <b>Done on { $day }.</b>
case-noted-refused = ❌ <b>Refused on { $day }.</b> This is not the end: correct it and file it again.
case-noted-skipped = ➖ <b>We leave this step out.</b>
case-noted-number = Number: { $number }
case-noted-by = <i>Noted by { $name }, { $day }</i>
case-noted-by-gone = <i>Noted by a member who has left, { $day }</i>
case-do-done = Done
case-do-sent = Sent, waiting for an answer
case-do-refused = Refused
case-do-skip = We do not need it
case-do-number = Add the number
case-do-undo = Take the note back
case-step-papers = Papers of this step
case-step-paper = Paper: { $paper }
case-guide = All about this step
case-refusal = If it was refused
case-ask-done = <b>{ $step }.</b> When was it done?

    Write the day, such as: { $example }.
case-ask-sent = <b>{ $step }.</b> When did you send the paper?

    Write the day, such as: { $example }. I will count the term from it.
case-ask-refused = <b>{ $step }.</b> When was it refused?

    The day stands in the letter. Write it, such as: { $example }.
case-today = Today
case-yesterday = Yesterday
case-understood = I understood: <b>{ $day }</b>.
case-other-day = Another day
case-day-ahead = { $day } is still ahead. Note it when it has happened.
case-ask-number = What is the number of the decision? Your papers will need it.

    Write it as it stands in the document, such as: 12-r.
case-no-number = There is no number
case-noted = Noted.
case-undone = The note is gone.

case-members-head = <b>{ $title }: members</b>

    All see the same and can note steps. Only I and the members see the names.
case-member = { $name } — since { $day }
case-invite = Invite a neighbour
case-invitation = <b>An invitation for one person</b>

    Forward this link. It works until { $until }, and one neighbour can come in by it:
    { $link }
case-invited = <b>{ $name } invites you to keep a case together</b>

    { $title }
    { $where }

    You will see what was done and can note steps. The members will see your name.
case-join = Join the case
case-joined = You are in. All members see what you note.
case-joined-already = You are in this case already.
case-invitation-expired = This invitation has been used, or is too old. Ask your neighbour for a new one.
case-members-full = A case can have no more than { $most } members.
case-remove = Take out: { $name }
case-remove-ask = <b>Take { $name } out of the case?</b>

    The notes stay, without the name. The person will hear of it.
case-remove-sure = Yes, take out
case-removed = Done, the member is out.
case-leave = Leave the case
case-leave-ask = <b>Leave the case “{ $title }”?</b>

    The case stays with your neighbours, your notes without your name. A new invitation lets you in again.
case-leave-last = <b>Leave the case “{ $title }”?</b>

    Nobody else is in it. The whole case will be gone: steps, answers for papers, the meeting's count. It cannot be brought back.
case-leave-sure = Yes, leave
case-left = You have left the case.
case-parting = The case “{ $title }”. { $gone ->
        [0] It has no name, phone or address of yours.
       *[other] This goes with you: { $answers }.
    } { $kept ->
        [0] { "" }
       *[other] The other answers and the notes of steps stay with your neighbours, without your name: their papers rest on them.
    }

case-more-head = <b>{ $title }: settings</b>
case-nudges-on = When nothing happens for two weeks, I will ask how you are getting on.
case-nudges-off = I do not write about quiet weeks. I do remind you of terms.
case-is-listed = TOS coordinators see this case: its name, municipality, steps, terms. They see no names and no answers.
case-is-unlisted = TOS coordinators do not see this case.
case-rename = Name the case
case-hush = Do not ask how we are getting on
case-nudge-again = Ask how we are getting on
case-let-see = Show the case to coordinators
case-unlist = Hide from coordinators
case-close = Close the case
case-reopen = Open it again
case-hushed = Fine, I will not ask. I will remind you of terms.
case-unhushed = Fine, I will ask every two weeks.
case-listed = Coordinators now see the steps of this case and can help.
case-unlisted = Coordinators see this case no more.
case-closed = The case is closed, there will be no reminders.
case-reopened = The case is open again.
case-ask-title = What shall we call the case? Its members will see the name.

    Such as: TOS “Zeya Yard”.

case-brief = <b>{ $title }</b>
    { $where }

    We are founding a TOS, a territorial public self-government. Here is where we are now.
case-brief-done = ✅ { $step } — { $day }
case-brief-waiting = ⏳ { $step } — waiting for an answer since { $day }
case-brief-refused = ❌ { $step } — refused on { $day }, we are correcting it
case-brief-next = Next: { $step }
case-brief-meeting = The meeting: { $when }
case-brief-sent = You can forward the message above to neighbours: there are no names or addresses in it.

case-ask-meeting = <b>When is the meeting?</b> The time is { $zone }.

    Write it like this: { $example }. I will count what has to be done by when.
case-meeting-past = I understood: { $when }. That is over already.
case-plan-head = <b>{ $title }: plan for the meeting</b>
case-plan-unknown = There is nothing to count: nobody knows how long before it has to be announced.
case-plan-nothing = Set a day for the meeting first.
case-plan-line = by <b>{ $day }</b> — { $deed }
case-plan-line-done = ✅ by { $day } — { $deed }
case-plan-line-late = by <b>{ $day }</b> — { $deed }. This day has passed
case-plan-headcount = ask for the number of residents
case-plan-charter = have the draft charter ready
case-plan-notice = announce it to residents and notify the administration
case-plan-meeting = <b>{ $when }</b> — the meeting
case-plan-meeting-title = Founding meeting of the TOS
case-plan-how = We count whole days between the notice and the meeting: that is safer. When a day is a day off, we take the working day before it. Transfers of days off are not confirmed.
case-plan-notice-term = <i>A notice is given { $days ->
    [one] { $days } day
   *[other] { $days } days
} before: { $source }</i>
case-plan-answer-term = <i>A letter is answered within { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $source }</i>
case-calendar = To the phone's calendar
case-calendar-sent = The plan for your calendar: open the file, and the phone will offer to save it.
case-move-meeting = Set another day
case-meeting-event = Sign-up and door of the meeting

case-remind-term = ⏳ <b>{ $title }</b>

    { $step }: the paper was sent on { $sent }, we expect an answer by { $ends }. The term ends soon. If you have the answer, note it.
case-remind-over = ⏳ <b>{ $title }</b>

    { $step }: the paper was sent on { $sent }, the term for an answer ended on { $ends }. Call and ask what was decided. If the answer has come, note it.
case-remind-notice = 📣 <b>{ $title }</b>

    The meeting: { $when }. It has to be announced by { $day }. If you have announced it, note it.
case-remind-notice-last = 📣 <b>{ $title }</b>

    The meeting: { $when }. Today, { $day }, is the last day to announce it. If you have announced it, note it.
case-nudge = <b>{ $title }</b>

    How are you getting on? Nothing was noted for a while. The next step: { $step }. If it is done, note it, and I will show what comes next.
case-joined-notice = There is a new member in the case “{ $title }”: { $name }.
case-left-notice = A member has left the case “{ $title }”. Notes of steps stay without a name.
case-left-lost = { $count ->
        [one] An answer for the papers has gone along
       *[other] Answers for the papers have gone along
    }: { $answers }. Fill in who does it now.
case-left-nothing = All answers for the papers are in their place.
case-listed-notice = The case “{ $title }” was shown to TOS coordinators: its name, municipality, steps and terms. They see no names and no answers. If you object, hide it.
case-meeting-notice = <b>{ $title }</b>

    A meeting is set: { $when }. The “Plan” shows what has to be done by when.
case-removed-notice = You are no longer a member of the case “{ $title }”: the neighbour who keeps it decided so. If it is a mistake, ask for a new invitation.

watch = <b>Cases for founding a TOS</b>

    { $count ->
    [0] Nobody has shown their case to coordinators yet.
    [one] { $count } case is shown to you. There are no names or answers here.
   *[other] { $count } cases are shown to you. There are no names or answers here.
}
watch-line = { $step }: { $count }{ $quiet ->
    [0] { "" }
   *[other] , without news for two weeks: { $quiet }
}
watch-refused = Refused at present: { $refused }.
watch-papers = Papers made: { $count }{ $count ->
    [0] { "." }
   *[other] {" "}(one made anew counts once):
}
watch-paper = { $paper }: { $count }
watch-all-done = All steps are done
watch-step = <b>{ $step }</b>: { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
watch-case = <b>{ $title }</b>
    { $where }, the latest news: { $days ->
    [0] today
    [one] { $days } day ago
   *[other] { $days } days ago
}
watch-next = <b>Now: { $step }</b>
watch-noted = { $mark } { $step } — { $day }
watch-news = <i>The latest news: { $day }</i>
watch-back = All cases
watch-to-step = To the cases at this step
watch-gone = This case is not shown to you any more.

# Somebody is named in a case's papers and asks to be out: a member does it in the case, a coordinator in all of the scope.
named-open = Take a name out of the papers
named-ask = <b>{ $title }: whom to take out of the papers?</b>

    Write the name with the surname, or the phone number, as the answers have it. I find every place and show you, before anything goes.
named-ask-scope = <b>Whom to take out of the papers?</b>

    Somebody asks not to be named in a case of others? Write the name with the surname, or the phone number, as they gave it. I look through all cases of your places. You do not see the answers; the members hear what is gone.
named-unclear = One word alone may take out too much. Write the name with the surname, or the whole phone number.
named-nowhere = It is in no answer. Check the spelling of the name, or type the phone number.
named-found = { $cases ->
    [one] <b>Found in { $cases } case</b>
   *[other] <b>Found in { $cases } cases</b>
}
named-line = { $number }. { $answers }
named-in-title = the name of the case
named-sure = These answers will go, their place in the papers becomes empty. Files that were downloaded stay out of the bot's reach.

    Why are they taken out?
named-why-asked = They asked for it
named-why-over = They take no part any more
named-why-error = It was a mistake
named-done = { $count ->
    [0] Nothing has changed: the answers are others by now. Look once more.
    [one] Done, { $count } answer is out. The members of the case hear of it.
   *[other] Done, { $count } answers are out. The members of the case hear of it.
}
named-again = Look for more: a phone, another name
named-closed = This question is closed. Open it again.
named-notice = Somebody who was named in the papers of the case “{ $title }” was taken out on request.
