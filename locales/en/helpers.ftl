# Who helps. The entries are in storage/seed/helpers.yaml, besides those that coordinators added.

helpers = <b>Who helps</b>

    { $count ->
        [one] { $count } entry about public bodies and organisations
       *[other] { $count } entries about public bodies and organisations
    }: what they help with, whom, how to reach them and how we know. The entries are in Russian, as their sources are.

    What do you need help with? Choose, or type it: “clean-up”, “the administration does not answer”.
helpers-tos = Found a TOS
helpers-yard = Yard, trees, improvements
helpers-money = Money and grants
helpers-people = Volunteers and feasts
helpers-learning = Learn
helpers-rights = No answer or a refusal
helpers-list = <b>{ $name }</b>

    { $count ->
        [0] Nobody here yet. Ask a person, or look at another topic.
        [one] { $count } entry.
       *[other] { $count } entries. Those closest to you come first.
    }
helpers-found = This is what fits “{ $typed }”. You can type other words.
helpers-nothing = Nobody was found for “{ $typed }”. Use other words, or ask a person.
helpers-to-start = Who else helps
helper = <b>{ $name }</b>
    { $where }

    { $does }
helper-in-oblast = Amur Oblast
helper-in-country = all of Russia
helper-elsewhere = another region: to learn from
helper-for-whom = <b>For:</b> { $whom }
helper-contact = <b>How to reach them:</b> { $contact }
helper-without-contact = <b>How to reach them:</b> we found no public contact. If you know it, write to a person.
helper-due = ⚠️ This entry was not checked for long: the address and the phone may have changed.
helper-yes = They helped me
helper-no = They did not
helper-thanks = Thank you, this helps others. We do not keep who answered.
helper-gone = This entry is gone.
helper-to-card = To the entry

helper-keep = Keep this entry
helpers-keep = Directory: { $due } to check
helpers-kept = <b>Directory</b>

    { $count ->
        [one] You keep { $count } entry,
       *[other] You keep { $count } entries,
    } { $due ->
        [0] nothing waits for a check.
        [one] { $due } waits for a check.
       *[other] { $due } wait for a check.
    } What waits comes first.
helpers-to-kept = To the directory
helper-is-hidden = 🙈 { $name }
helper-is-due = ⚠️ { $name }
helper-is-fresh = { $name }
helper-new = Add an entry
helper-kept = Check by { $day }. Helped: { $helped }, did not: { $not_helped }.
helper-hidden = 🙈 <b>This entry is hidden</b>: coordinators alone see it.
helper-right = All is right
helper-edit = Change: { $field }
helper-field-contact = how to reach them
helper-field-does = what they help with
helper-field-for-whom = for whom
helper-field-name = name
helper-no-contact = No contact
helper-show = Show it to people
helper-hide = Hide it from people
helper-now-shown = Everybody sees the entry now.
helper-now-hidden = The entry is hidden.
helper-checked = Noted: checked today, again in a year.
helper-incomplete = Too early to show it: it needs a name, what they help with, a topic and a source.
helper-private = This looks like a private contact: a mobile, a page or a name of a person. The directory has only public contacts of organisations: a site, an address, an office phone. Please type that.
helper-patronymics = ович евич ична овна евна оглы кызы
helper-ask-place = <b>A new entry</b>

    Where does this organisation help? Choose or type the place.
helper-ask-name = What is it called?
helper-ask-does = What does it help with? One or two sentences, no promises.
helper-ask-contact = How to reach it: a site, an address, an office phone? No private contacts.
helper-ask-source = How do we know? A link, or a document with its date.
helper-ask-topic = What does it help with first of all?

help-topic-tos = found register TOS charter boundaries legal entity
help-topic-yard = yard improvement square trees playground design
help-topic-money = money grant contest funding budget
help-topic-people = volunteers clean-up feast
help-topic-learning = learning training seminar methods
help-topic-rights = refusal silence complaint no answer rights
