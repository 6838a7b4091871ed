# The page of the catalogue for everybody: without a messenger and without scripts.

web-grants-said = { $count ->
    [0] We know no programmes that fit.
    [one] { $count } programme.
   *[other] { $count } programmes, the nearest first.
} As of { $day }.
web-grants-legend = 📅 and a solid line: the date is announced. ❓ and a dashed line: a forecast from earlier years, which may turn out wrong.
web-grants-skip = Straight to the programmes
web-grants-follow = The dates in your calendar
web-grants-follow-how = Let your phone or computer follow the calendar: when a deadline moves, the entry moves. A forecast is called one.
web-grants-webcal = Follow the calendar
web-grants-file = Take it as a file
web-grants-year = The year ahead
web-grants-programmes = Programmes
web-grants-documents = Documents for the application:
web-grants-source = Source: { $source }.
web-grants-nothing = Look at the whole list.
web-grants-pages = Pages
web-grants-foot = Coordinators of TOS keep this catalogue. Check the deadline with the organiser before you apply. This page remembers nothing about you.
web-grants-other-language = По-русски
