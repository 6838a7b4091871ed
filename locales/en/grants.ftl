# Grants: list, card, subscription, reminders. A forecast (❓, italics) never looks like an announced date (📅).

grants-list = <b>Grants and deadlines</b>

    { $count ->
        [one] { $count } programme
       *[other] { $count } programmes
    }, the nearest first. 📅 is an announced date, ❓ our forecast from earlier years.
grants-mine = My reminders: { $count }
grants-ask-who = <b>Who applies?</b>

    You will see only what is open to them: directly, through a partner or through the municipality.
grants-everybody = Show all
grants-to-list = Back to the list

grant-tos = TOS without a legal entity
grant-tos-legal = TOS with a legal entity
grant-nko = Non-profit organisation
grant-group = Group of neighbours
grant-person = Person of any age
grant-person14 = Person of 14 or older
grant-person14-35 = Person aged 14 to 35
grant-elder = Village elder
grant-mun = Municipality
grant-budget = Public institution
grant-ip = Sole trader
grant-biz = Company
grant-partner = TOS without a legal entity or a group, through a partner non-profit

grant-directly = ✅ You take part yourselves
grant-through-partner = 🤝 Through a partner non-profit: it applies
grant-through-municipality = 🏛 Through the municipality: you propose, it applies
grant-not-for-them = 🚫 Not open to them

grant-short-title = <b>{ $title }</b>
grant-nothing-ahead = We know of no dates ahead.

grant-opening = Opens
grant-deadline = Deadline
grant-vote-opening = Vote begins
grant-vote-end = Vote ends
grant-results = Results
grant-project-start = Projects start
grant-interim-report = Interim report
grant-final-report = Final report
grant-meeting = Meeting of residents
grant-partner-found = Find a partner
grant-letter = Letter of support

grant-confirmed-line = 📅 <b>{ $label }: { $when }</b>
grant-forecast-line = ❓ <i>{ $label }: { $when }</i>
grant-past-line = { $label }: { $when }

grant-clock = { $day }, { $time } { $zone }
grant-both-clocks = { $theirs } = { $ours }
grant-in-month = { $month ->
    [1] in January
    [2] in February
    [3] in March
    [4] in April
    [5] in May
    [6] in June
    [7] in July
    [8] in August
    [9] in September
    [10] in October
    [11] in November
   *[12] in December
} { $year }
grant-expected-in = expected { $when }, not announced
grant-expected-about = expected about { $when }, not announced
grant-was-expected = { $when } by our forecast; we saw no announcement
grant-until = until { $when }
grant-until-day = until { $day }, the hour is not given
grant-until-day-there = until { $day } { $zone }, the hour is not given
grant-day-unknown = { $when }, the day is not given
grant-last-day = { $when }; your last whole day is { $day }

grant-head = <b>{ $title }</b>

    Organiser: { $organiser }
grant-places = Where: { $places }
grant-amount = Amount: { $amount }
grant-amount-unknown = Amount: we did not find it.
grant-archived = 🗄 We no longer follow this programme.
grant-most = { $who }: { $most } ₽ at most
grant-most-each = You may ask for: { $most } ₽ at most
grant-themes = For: { $value }
grant-own-share = Own money: { $value }% at least
grant-min-age = Age of the organisation: { $value ->
        [one] { $value } month
       *[other] { $value } months
    } at least
grant-hand-in = How to apply: { $value }
grant-documents = Papers: { $value }
grant-contact = Whom to ask: { $value }
grant-links = Links: { $value }
grant-theme-places = improving places
grant-theme-culture = culture
grant-theme-sport = sport
grant-theme-youth = children and young people
grant-theme-elders = older people
grant-theme-nature = nature
grant-theme-history = history and memory
grant-theme-neighbours = neighbourhood
grant-who = <b>Who can take part</b>
grant-applicant = • { $who }
grant-chosen = You chose “{ $who }”: { $way }

grant-season = <b>Season { $season }</b>: { $standing }
grant-round-expected = not announced, the dates are a forecast
grant-round-announced = announced
grant-round-open = open now
grant-round-until-unknown = it has opened; we did not find the closing day
grant-round-probably-over = it opened long ago; we did not find the closing day, by now it is probably over
grant-round-passed-unseen = closed by our forecast; we saw no announcement
grant-round-closed = closed
grant-vote-open = the vote is on
grant-vote-until-unknown = the vote has begun; we did not find its last day
grant-vote-probably-over = the vote began long ago; we did not find its last day, by now it is probably over
grant-vote-passed-unseen = by our forecast the vote is over; we saw no announcement
grant-vote-closed = the vote is over
grant-round-cancelled = cancelled
grant-no-dates = We know no dates of this programme. Ask the organiser.
grant-dates-from = <i>Dates: { $source }, read on { $day }</i>

grant-origin = Source: { $source }
    { $when }. { $certainty }
grant-dated = As of { $when }
grant-undated = The page has no date; we read it on { $day }
grant-unseen = The page has no date
grant-recheck = ⚠️ This was to be checked on { $day }. It may have changed since, so ask the organiser.
grant-year = { $year }
grant-certainty-high = Past dates are exact: from the organiser or news agencies.
grant-certainty-medium = From the press, one source or old news, so check the site.
grant-certainty-low = This is a guess that we could not confirm.
grant-you-hear = 🔔 <b>You get reminders.</b> I will also tell you when the date changes.

grant-site = The organiser’s site
grant-subscribe = Remind me
grant-unsubscribe = Do not remind me
grant-open = Open the card
grant-gone = There is no such programme; the link may be an old one.

grant-subscribed = All right. The first reminder comes on { $when }.
grant-subscribed-forecast = All right. No date is announced yet, this is a forecast. The first reminder comes on { $when }.
grant-subscribed-late = All right, but the deadline is so near that no reminder comes before it. The dates are on the card. I will write at once if they change.
grant-subscribed-unknown = All right. No date is announced yet. I will write as soon as I know it.
grant-unsubscribed = All right, no more reminders of this programme.
grant-was-not-subscribed = You had no reminders of it.

