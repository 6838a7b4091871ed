# Words that every conversation shares.

button-menu = Menu
button-agree = I agree
button-refuse = I do not agree
button-cancel = Cancel
button-no = No, go back
button-back-page = ← Back
button-next-page = Next →
button-stale = This button no longer works. Press /menu and we start afresh.

clock = { $when } { $zone }
zone-yakutsk = Blagoveshchensk time
zone-moscow = Moscow time
zone-vladivostok = Vladivostok time
zone-chita = Chita time
zone-kaliningrad = Kaliningrad time
zone-samara = Samara time
zone-yekaterinburg = Yekaterinburg time
zone-omsk = Omsk time
zone-krasnoyarsk = Krasnoyarsk time
zone-irkutsk = Irkutsk time
zone-magadan = Magadan time
zone-kamchatka = Kamchatka time

not-allowed = Only coordinators can do this.
want-words = Please answer in words here, or press /cancel.
too-long = That is too long: { $typed ->
    [one] { $typed } character
   *[other] { $typed } characters
}. Please keep it within { $most }.
too-fast = You are pressing very fast and I cannot keep up. Wait a few seconds and go on.
group-hint = I do not answer here, in a group. Write to me in private, press: { $link }

not-words = I understand words and buttons. Choose what we talk about.
word-hello = Hello. I help neighbours found a TOS and remind them of grants and events. Write a question in your own words or open the menu.
word-thanks = You are welcome. Write whenever you need me.
word-no-skip = This question cannot be skipped. Answer it or press /cancel.
word-unknown = No harm done. You can answer later: press /cancel, and come back once you know. To ask a person, open “Questions and answers”: /faq.
word-no-button = I expect another answer here. Read the question above, or press /cancel if you changed your mind.
edited-late = I see that you edited the message, but I have taken the earlier answer. To change it, open what you are changing and answer again.
command-unknown = I have no such command. Here is what I can do.
link-unknown = I do not know this link; it may be out of date. Here is what I can do.
sorry = Something broke on my side, not yours. Nothing is lost. Please try again in a minute.
sorry-short = Something broke on my side, not yours. Please try again in a minute.

demo-operator = this is a demo, there is no operator
demo-contact = the data stays on this computer
demo-location = this computer

# What a number counts: “84 people”.
count-units = people person residents resident delegates delegate years year copies copy seats seat adults

# The words of an hour: “at 7 pm” is 19:00.
when-at = at
when-before-noon = am
when-after-noon = pm
when-hours = o'clock
when-numbers = one two three four five six seven eight nine ten eleven twelve
when-noon = noon midday
when-midnight = midnight
when-in = in
when-days = today tomorrow
when-next = following
when-weekdays = monday tuesday wednesday thursday friday saturday sunday

# A day and an hour that were not understood.
when-no-date = I did not understand when that is. Write the day and the hour, such as “5 December at 11:00”. And check that the calendar has such a day.
when-no-time = I understood the day but not the hour. Write both in figures, such as “5 December at 11:00”.
when-which-week = This week or the next? I did not understand. Write the date, such as “5 December at 11:00”.
