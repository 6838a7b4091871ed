# Who helps. The entries are in storage/seed/helpers.yaml, besides those that coordinators added.

directory = <b>Who helps</b>

    { $count ->
        [one] { $count } entry about public bodies and organisations
       *[other] { $count } entries about public bodies and organisations
    }: what they help with, whom, how to reach them and how we know. The entries are in Russian, as their sources are.

    What do you need help with? Choose, or type it: “clean-up”, “the administration does not answer”.
directory-tos = Found a TOS
directory-yard = Yard, trees, improvements
directory-money = Money and grants
directory-people = Volunteers and feasts
directory-learning = Learn
directory-rights = No answer or a refusal
directory-list = <b>{ $name }</b>

    { $count ->
        [0] Nobody here yet. Ask a person, or look at another topic.
        [one] { $count } entry.
       *[other] { $count } entries. Those closest to you come first.
    }
directory-found = This is what fits “{ $typed }”. You can type other words.
directory-nothing = Nobody was found for “{ $typed }”. Use other words, or ask a person.
directory-to-start = Who else helps
body = <b>{ $name }</b>
    { $where }

    { $does }
body-in-oblast = Amur Oblast
body-in-country = all of Russia
body-elsewhere = another region: to learn from
body-for-whom = <b>For:</b> { $whom }
body-contact = <b>How to reach them:</b> { $contact }
body-without-contact = <b>How to reach them:</b> we found no public contact. If you know it, write to a person.
body-due = ⚠️ This entry was not checked for long: the address and the phone may have changed.
body-yes = They helped me
body-no = They did not
body-thanks = Thank you, this helps others. We do not keep who answered.
body-gone = This entry is gone.
body-to-card = To the entry

body-keep = Keep this entry
directory-keep = Directory: { $due } to check
directory-kept = <b>Directory</b>

    { $count ->
        [one] You keep { $count } entry,
       *[other] You keep { $count } entries,
    } { $due ->
        [0] nothing waits for a check.
        [one] { $due } waits for a check.
       *[other] { $due } wait for a check.
    } What waits comes first.
directory-to-kept = To the directory
body-is-hidden = 🙈 { $name }
body-is-due = ⚠️ { $name }
body-is-fresh = { $name }
body-new = Add an entry
body-kept = Check by { $day }. Helped: { $helped }, did not: { $not_helped }.
body-hidden = 🙈 <b>This entry is hidden</b>: coordinators alone see it.
body-right = All is right
body-edit = Change: { $field }
body-field-contact = how to reach them
body-field-does = what they help with
body-field-for-whom = for whom
body-field-name = name
body-no-contact = No contact
body-show = Show it to people
body-hide = Hide it from people
body-now-shown = Everybody sees the entry now.
body-now-hidden = The entry is hidden.
body-checked = Noted: checked today, again in a year.
body-incomplete = Too early to show it: it needs a name, what they help with, a topic and a source.
body-private = This looks like a private contact: a mobile, a page or a name of a person. The directory has only public contacts of organisations: a site, an address, an office phone. Please type that.
body-patronymics = ович евич ична овна евна оглы кызы
body-ask-place = <b>A new entry</b>

    Where does this organisation help? Choose or type the place.
body-ask-name = What is it called?
body-ask-does = What does it help with? One or two sentences, no promises.
body-ask-contact = How to reach it: a site, an address, an office phone? No private contacts.
body-ask-source = How do we know? A link, or a document with its date.
body-ask-topic = What does it help with first of all?

help-topic-tos = found register TOS charter boundaries legal entity
help-topic-yard = yard improvement square trees playground design
help-topic-money = money grant contest funding budget
help-topic-people = volunteers clean-up feast
help-topic-learning = learning training seminar methods
help-topic-rights = refusal silence complaint no answer rights
