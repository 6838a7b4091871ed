# Grants as people read them: the list and how to narrow it, the search, a card, the calendar of a year.

grants-wish = <b>{ $wish }</b>
grants-found = { $count ->
    [0] Nothing fits. Drop one of the conditions, or look at the whole list.
    [one] { $count } programme.
   *[other] { $count } programmes, the nearest first.
}
grants-theme-unsaid = Programmes without a stated theme are here, too.
grants-sum-unsaid = Those whose limit is unknown are here, too.
grants-narrow = 🔎 Find and narrow
grants-year = 🗓 Calendar of the year
grants-narrow-ask = What matters? Press it; the rest stays while you choose.
grants-narrow-who = Who applies
grants-narrow-theme = For what
grants-narrow-place = Where
grants-narrow-month = When
grants-narrow-sum = How much
grants-narrow-words = In my own words
grants-show = Show: { $count }
grants-clear = Drop the conditions
grants-to-narrow = To the conditions
grants-other-choices = Others
grants-no-entity = Without a legal entity
grants-any-theme = Any theme
grants-any-month = Any month
grants-any-sum = Any sum
grants-everywhere = The whole oblast
grants-ask-theme = <b>What is the money for?</b>
grants-ask-month = <b>In which month?</b>

    I will show programmes where something happens then: a call opens or closes, results come out.
grants-ask-sum = <b>How much would you ask for?</b>

    I will show where you may ask for that much, and say where the limit is unknown.
grants-ask-place = <b>Where do you live, or where is your project?</b>

    Choose a municipality or type its name.
grants-place-unlisted = Choose a municipality from the list.
grants-sum-of = { $sum } ₽
grants-thousand = { $sum } thousand
grants-million = { $sum } million
grants-decimal = { $whole }.{ $part }
grants-word = “{ $word }”

grant-for-you = <b>For you ({ $who }): { $way }</b>
grant-takes = Open to: { $who }.
grant-takes-votes = Voters: { $who }.
grant-who-are-you = <i>Tell me who you are, and I will say whether you may apply.</i>
grant-say-who = Say who I am
grant-territory = 📍 Only here: { $places }.
grant-territory-yours = 📍 Your municipality takes part.
grant-territory-not-yours = 📍 Your municipality is not among them. Only: { $places }.
grant-age-for-you = The organisation has to be at least { $months ->
        [one] { $months } month
       *[other] { $months } months
    } old. If a partner applies, ask them.
grant-standing = <b>Season { $season }</b>: { $standing }
grant-nothing-ahead-card = We know no dates ahead. Earlier ones are under “More”.
grant-left = ⏳ { $days ->
        [one] { $days } day left.
       *[other] { $days } days left.
    } The last evening is { $day }.
grant-left-tonight = ⏳ This is the last evening.
grant-left-hours = ⏳ The last evening is over, hours are left.
grant-left-daytime = It closes during the day. If it is on paper, come in office hours.
grant-left-no-hour = No hour was named. The day before is safer; on paper, before the office closes.
grant-left-months = ⏳ { $months ->
        [one] { $months } month
       *[other] { $months } months
    } until that month. You can prepare now.
grant-left-this-month = ⏳ That month has begun. Check with the organiser.
grant-left-forecast = ⏳ { $days ->
        [one] { $days } day
       *[other] { $days } days
    } until that day, but it may move.
grant-more = More
grant-to-card = To the card
grant-to-documents = Documents: { $count }
grant-documents-list = <b>Documents for the application: { $title }</b>

    { $count ->
        [one] { $count } document. Tick what is ready.
       *[other] { $count } documents. Tick what is ready.
    }
grant-document = ☐ { $document }
grant-ask = Ask a person
grant-to-calendar = Dates for my calendar
grant-calendar-sent = { $title }: the dates for your calendar. If a deadline moves, take a new file, and the entries change.
grant-no-dates-file = We know no dates ahead yet, so there is nothing to write down.
grant-entry = { $label }: { $title }
grant-entry-forecast = Forecast. { $label }: { $title }
grant-entry-cancelled = Cancelled. { $label }: { $title }
grant-entry-source = Source: { $source }

grants-year-head = <b>Grants: the calendar of the year</b>

    { $count ->
        [0] We know no dates ahead.
        [one] { $count } date ahead.
       *[other] { $count } dates ahead.
    } 📅 is announced, ❓ is our forecast from earlier years.
grants-month = <b>{ $month }</b>
grants-month-more = …and { $count } more
grants-month-empty = We know no dates of this month.
grants-month-cards = Programmes of this month
grants-date = 📅 { $said }
grants-date-forecast = ❓ <i>{ $said }</i>
grants-date-day = { $day } — { $label }: { $title }
grants-date-about = forecast, about { $day } — { $label }: { $title }
grants-date-no-day = day unknown — { $label }: { $title }
grants-date-expected = forecast — { $label }: { $title }
grants-by-month = Month by month
grants-to-year = To the calendar
grants-year-picture = As a picture
grants-year-file = As a file
grants-year-file-sent = { $count ->
    [0] We know no dates ahead yet: the calendar is empty.
    [one] { $count } date for the calendar of your phone. Forecasts are called so.
   *[other] { $count } dates for the calendar of your phone. Forecasts are called so.
}
grants-year-nothing = There is nothing to draw: we know no dates ahead.
grants-feed-name = Grants and deadlines for TOS
grants-picture-title = Grants: { $first } — { $last }
grants-picture-announced = call announced
grants-picture-forecast = forecast
grants-picture-foot = As of { $day }. Check forecasts with the organiser.
grants-picture-caption = The picture shows:
grants-picture-line = • { $title } — { $note }

grant-brief = { $kind ->
    [open] opens { $day }
   *[until] until { $day }
}
grant-brief-forecast = forecast: about { $day }
grant-brief-month = { $month }
grant-brief-month-forecast = forecast: { $month }

grants-ask-words = <b>What are you looking for?</b>

    Type it in your own words: “playground up to 300 thousand”, “sport for youth in March”, “no legal entity in Tynda”.
grants-words-unknown = The catalogue has no such words. Say it differently: for what, how much, who applies, in which month.
grants-unknown-words = The catalogue does not have: { $words }. I searched without that.
grants-doubtful-place = Several places are called “{ $place }”. Choose yours: “Find and narrow” → “Where”.
grants-year-page = Open on the web
grants-year-follow = To have the dates in your phone by themselves, let its calendar follow this address:
    <code>{ $url }</code>
grant-origin-brief = { $when }. The source is under “More”.
