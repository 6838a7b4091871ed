"""A reader of days and hours as people type them, in several languages at once.

`tokens` splits the text and looks words up in the `vocabulary`, which is data of `locales/`. `grammar_days` and
`grammar_clocks` say which runs of tokens are a piece: a date, a weekday, an hour. `covering` finds every way to read
the whole text as pieces; `days` and `clocks` give the pieces their meaning, and `reader` compares the meanings.

Every typed word has a part in the answer, or there is none: a text of which something is left over, or that can be
read in two ways, is asked about (`results.Ask`).
"""

from bot.domain.time_reader.reader import read
from bot.domain.time_reader.results import Ask, Day, Days, Doubt, Elsewhere, Expected, Leaning, Moment, Reading
from bot.domain.time_reader.vocabulary import Vocabulary, build

__all__ = [
    "Ask",
    "Day",
    "Days",
    "Doubt",
    "Elsewhere",
    "Expected",
    "Leaning",
    "Moment",
    "Reading",
    "Vocabulary",
    "build",
    "read",
]
