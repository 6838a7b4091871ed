# /tos: choosing a municipality, the road and its steps; how a source and its date are shown.

founding = <b>Found a TOS</b>

    It takes several steps: get together with neighbours, mark out the territory, hold a meeting, register the charter.

    The order of steps depends on the municipality. Choose yours, and I will show the road.
founding-choose = Choose a municipality
founding-what = What a TOS is
founding-changed = What changed in the law
founding-quorum = Count the quorum
founding-case = My case
founding-to-start = To the beginning
founding-all-steps = All steps
founding-anywhere = Another municipality

founding-where = <b>Where do you live?</b>

    Write your village, town, okrug or district, such as: Tygda. Or choose your municipality from the list.
founding-unlisted = If your municipality is not there, press “Another municipality”, and I will show the common road.

kind-urban-okrug = urban okrug
kind-municipal-okrug = municipal okrug
kind-municipal-district = municipal district

road-card = <b>{ $name }</b>

    By law it is: { $kind }
    Representative body: { $body }
road-body-unknown = not confirmed, ask the administration
road-contact = Whom to ask: { $contact }
road-source = <i>Source: { $source }</i>
road-anywhere = <b>The common road</b>

    It is a hint for any municipality.
road-anywhere-name = the common road
road-order-unconfirmed = <b>The order of steps is not confirmed.</b> We did not find a local regulation on TOS in force. Below is the usual order: the boundaries first, then the meeting. Ask the administration how it is in yours.

    <i>Source of the order: Komsomolsk-on-Amur (dvkomsomolsk.ru) and Uzlovaya (base.garant.ru/30362233); checked on 24.11.2026; the practice of other municipalities</i>
road-boundaries-first = <b>Order:</b> the boundaries first, then the meeting.
road-meeting-first = <b>Order:</b> the meeting first, then the boundaries.
road-single-application = <b>Order:</b> the meeting, then one application for the boundaries and the charter.
road-choose-step = Press a step, and I will tell you about it.

step-group = The initiative group
step-territory = The territory
step-headcount = How many residents
step-boundaries = The boundaries
step-charter = The charter
step-notice = The notice
step-delegates = Delegates, for a conference
step-meeting = The founding meeting
step-registration = Registering the charter
step-first-days = The first thirty days
step-legal-entity = A legal entity, if you like
step-head = Step { $place } of { $of } · { $where }
step-order-unconfirmed = <i>The order of steps is not confirmed; this is the usual road.</i>
step-next = Next: { $title } →
step-not-here = There is no such step in this municipality. Here are all of them.

local-group-minimum = <b>In yours</b> the initiative group needs at least { $value ->
    [one] { $value } person
   *[other] { $value } people
}.
local-body = <b>In yours</b> the boundaries are set by: { $value }.
local-notice-days = <b>In yours</b> the meeting is announced { $value ->
    [one] { $value } day
   *[other] { $value } days
} ahead.
local-meeting-share = <b>In yours</b> at least { $value } of the residents must come to the meeting.
local-review-days = <b>In yours</b> the charter is considered for { $value ->
    [one] { $value } day
   *[other] { $value } days
}.
local-charter-copies = <b>In yours</b> the charter is filed in { $value ->
    [one] { $value } copy
   *[other] { $value } copies
}.
local-attachments = <b>In yours</b> the charter comes with: { $value }.

norm-cited = { $source }; checked on { $on }; { $confidence }
norm-cited-due = { $source }; checked on { $on }; { $confidence }; it may have changed
norm-confirmed = confirmed
norm-one-source = by one source
norm-by-analogy = the practice of other municipalities
norm-unconfirmed = not confirmed
norm-more-sources = <blockquote expandable>More sources
    { $sources }</blockquote>

known-open = What is known of the municipalities
known = <b>What is known of the municipalities</b>

    Of each of { $count } I look for { $fields } facts: the order, the terms, the copies, where to go and others. Confirmed by a source: { $known } of { $most }. The administration answers the rest: ask it by letter.
known-line = { $place }: { $count } of { $most } { $bar }
known-file = Table for Excel
known-help = Send in what an administration answered
known-sheet = What is known
known-place = Municipality
known-count = Known
known-sources = Sources
known-yes = yes
sources-places = <b>Villages and towns</b>
    Postal codes of Russian Post (github.com/sanmai/pindx, Apache-2.0), HFLabs/city (github.com/hflabs/city, CC BY-SA 4.0), GeoNames (geonames.org, CC BY 4.0), laws of the oblast and the toponymic dictionary of A. V. Melnikov. Put together on 29.11.2026. Each place has a source of its own, named on its card.
sources = <b>Where I know this from</b>

    { $count ->
    [one] { $count } norm
   *[other] { $count } norms
} in all. Each has its source, the day we checked it and how sure we are. This is a hint, no lawyer's opinion.
source-entry = <b>{ $title }:</b> { $value }
source-recheck = <i>We check again on { $day }</i>
source-recheck-due = <i>It had to be checked again on { $day }</i>
norm-title-article = The main norm on TOS
norm-title-age = Age of participants, years
norm-title-age-before = Age by the former law, years
norm-title-meeting = What part of residents must come to a meeting
norm-title-delegates = What part of delegates must come to a conference
norm-title-represented = What part of residents the delegates must represent
norm-title-acts-deadline = By when local regulations are renewed
norm-title-repeal = When the former law ends
norm-title-moment = From when a TOS exists
norm-title-boundaries = Who sets the boundaries
norm-title-legal-entity = Whether one can do without a legal entity
norm-title-charter = Obligatory sections of the charter
norm-title-review-days = How long a charter is reviewed, days
norm-title-notice-days = How long before a meeting notice is given, days
norm-title-group = How many people the initiative group needs
norm-title-answer-days = How long a letter is answered, days
norm-title-founders = How many founders a legal entity needs
norm-title-fee = Fee for a legal entity on paper, roubles
norm-title-fee-online = Fee through Gosuslugi, roubles
norm-title-nko-review = How long the Ministry of Justice decides on a legal entity, calendar days
norm-title-form = Form for a legal entity
norm-title-powers = What only the meeting decides
norm-title-majority = By what majority it decides
norm-title-part-only = A TOS takes only a part of a municipality
norm-title-draft-acts = Whether drafts of municipal acts can be submitted
norm-title-project = Whether an initiative project can be put forward
norm-title-law-33 = Name of the law 33-FZ
norm-title-law-131 = Name of the law 131-FZ
norm-title-law-59 = Name of the law 59-FZ
norm-title-law-152 = Name of the law 152-FZ
norm-title-consent = Since when a consent to personal data is a document of its own
norm-value-seven = seven matters, the charter lists them
norm-value-by-charter = as the charter or the local regulation says
norm-value-charter-registration = from the registration of its charter
norm-value-representative-body = the representative body
norm-value-yes = yes
norm-value-mandatory = there are, the step “Charter” lists them
