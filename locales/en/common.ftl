# Words that every conversation shares.

button-menu = Menu
button-agree = I agree
button-refuse = I do not agree
button-cancel = Cancel
button-no = No, go back
button-back-page = ← Back
button-next-page = Next →
more-stale = I do not remember the other buttons of this screen any more. Open it anew: /menu
button-more = More buttons ({ $page } of { $pages })
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
place-without-name = I see a point on the map, but it has no name and no address. Write the place in words, for example: school No. 5, Lesnaya street 10. Or choose the building itself on { $channel }’s map: it has a name.
town-without-name = A point on the map does not tell me which village or okrug it is: I show it to no map service. Write the name in words, for example: Tambovka.
want-words = Please answer in words here, or press /cancel.
too-long = That is too long: { $typed ->
    [one] { $typed } character
   *[other] { $typed } characters
}. Please keep it within { $most }.
too-fast = You are pressing very fast and I cannot keep up. Wait a few seconds and go on.
group-hint = I do not answer here, in a group. Write to me in private, press: { $link }
group-press = Buttons do not work here, in a group. Write to me in private: { $name }
came-again = The connection broke, and my answer may have been lost. Please check that all is recorded. If not, repeat it.

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
count-people = person persons people resident residents participant participants delegate delegates neighbour neighbours neighbor neighbors citizen citizens voter voters member members owner owners adult adults registered present
count-seats = seat seats place places person people participant participants
count-days = day days calendar
count-years = year years
count-hours = hour hours h
count-copies = copy copies piece pieces
count-money = rouble roubles ruble rubles rub ₽
# What people write before a number: "we are 240", "in 14 days".
count-leads = we are total exactly in for it is

# A day and an hour that were not understood: what to say and how to write it.
when-example = { $day } at 11:00
when-hint = Write, for example, “{ $example }”.
when-hint-choose = Press a button or write it differently, for example “{ $example }”.
when-nothing = I did not understand when that is.
when-unknown = I did not understand “{ $words }”.
when-several = There are two days or two hours here, and I need one.
when-no-day = I understood the hour but not the day.
when-no-hour = I understood the day but not the hour.
when-period = That is more than one day, and I need one.
when-half = In the morning or in the evening?
when-midnight = That is midnight. Of which day?
when-which-night = Which night is that? I did not understand.
when-week = Which week is that? I did not understand.
when-month = Which month is that? I did not understand.
when-year = Which year is that? I did not understand.
when-ahead = { $day } is still ahead. Note it when it has happened.
when-ahead-or = { $day } is still ahead. Or was it earlier?
when-readings = That can be understood in two ways.
when-weekday = { $day } is a { $weekday }, and you wrote another day of the week.
when-part = The hour does not fit the part of the day.
when-missing = The calendar has no such day.
when-far = { $day } is too far away. Please check the year.
when-night = { $clock } at night
when-morning = { $clock } in the morning
when-afternoon = { $clock } in the afternoon
when-evening = { $clock } in the evening
when-until = { $when }–{ $until }
when-elsewhere = { $when } { $zone } (you wrote: { $typed } { $typed_zone })
when-start-only = Only the start is needed here: <b>{ $when }</b>. Is that right?
when-converted = By your clock that is <b>{ $when }</b>. Is that right?
when-converted-start-only = By your clock that is <b>{ $when }</b>. Only the start is needed here. Is that right?
when-right = Yes, { $when }
when-closed = This question is closed. Open it again, and I will ask once more.
