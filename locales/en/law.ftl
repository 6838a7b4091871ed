# /law: norms and municipalities, their correction, whom to tell of changes.

law = <b>Norms</b>

    { $count } in all. { $due ->
    [0] Nothing has to be checked now.
    [one] ⚠️ { $due } norm has to be checked, it is on top.
   *[other] ⚠️ { $due } norms have to be checked, they are on top.
}
law-due = ⚠️ { $title }
law-fresh = { $title }
law-places = Municipalities
law-back = To the norms
law-norm = <b>{ $title }:</b> { $value }

    <i>Source: { $source }</i>
law-recheck = Check again on { $day }
law-checked = Checked, unchanged
law-correct = Change
law-ask-source = Where did you read it? Send the link, or the document’s name with its date and number. Without a source the date of the check stays as it is.
law-is-checked = Noted: checked today, again in half a year.

place-list = <b>Municipalities</b>

    Choose which one to open.
place = <b>{ $name }</b>

    Press a line to correct it. Enter only what there is a source for.
place-line = <b>{ $field }:</b> { $value }
place-source = <i>{ $source }</i>
place-back = All municipalities
field-order = Order of steps
field-body = Representative body
field-group-minimum = People in the group, at least
field-notice-days = Days of notice
field-review-days = Days a charter is reviewed
field-charter-copies = Copies of the charter
field-meeting-share = Part of residents at a meeting
field-attachments = Enclosures to the charter
field-contact = Whom to ask
field-boundaries-first = first the boundaries, then the meeting
field-meeting-first = first the meeting, then the boundaries
field-single-application = one application for boundaries and charter

edit-unconfirmed = not confirmed
edit-field-of = { $field }, { $place }
edit-wants-number = a whole number, such as 10
edit-wants-share = a part, such as 1/3
edit-wants-day = a day, such as 2027-01-01
edit-wants-text = a short text
edit-wants-button = a button below
edit-ask-value = <b>What is the value now?</b>

    At present: { $now }. Wanted: { $kind }.
edit-wrong = This is a value of another kind.
edit-unset = Not confirmed
edit-ask-confidence = <b>How sure are we?</b>

    “Confirmed” means that you saw the text of the norm itself, or two independent sources.
edit-ask-source = <b>Who says so?</b>

    Write the document, its number, day and link. Everybody will see the source next to the value.
edit-review = <b>{ $title }</b>

    It was: { $was }
    It will be: { $became }
    <i>Source: { $source }</i>
edit-concerns = { $cases ->
    [0] It concerns nobody yet.
    [one] It concerns { $cases } case, people I will write to: { $people }.
   *[other] It concerns { $cases } cases, people I will write to: { $people }.
}
edit-save = Save and tell everybody it concerns
edit-source = Change the source
edit-discard = Leave it
edit-saved = <b>Saved.</b> The new value is seen everywhere, and those it concerns will hear of it.
edit-discarded = Fine, nothing was changed.
edit-gone = There is no such correction or record any more.
edit-incomplete = The source is missing, or the value is the same.
edit-history = <b>What was changed</b>
edit-history-line = { $day }: { $field } — it was { $was }, it became { $became }. <i>{ $source }</i>

change-notice = <b>Changed: { $title }</b>

    It was: { $was }
    It is: { $became }
    <i>Source: { $source }</i>
change-papers = { $papers ->
    [one] { $papers } of your papers was made by the former value.
   *[other] { $papers } of your papers were made by the former value.
} If you have not filed it yet, make it anew. If you have, ask the administration whether it will do.
change-case = This concerns your case: open it and look.
change-terms = I have counted the terms anew.
change-open = Open the case
