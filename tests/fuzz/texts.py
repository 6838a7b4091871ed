"""Texts as hands and keyboards make them: words of all vocabularies, typing errors, marks, emoji, control signs."""

import string
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from bot.i18n import Texts
from bot.vocabulary import spoken_words, words_of_time
from handlers.papers.parse import VOTE_WORDS
from handlers.shared.parse_numbers import UNITS
from tests.domain.places import MUNICIPALITIES, SETTLEMENTS

CASES = Path(__file__).parents[1]
TELEGRAM_MOST = 4096
NUMBERS = st.integers(0, 99).map(str) | st.integers(0, 10**12).map(str) | st.sampled_from(["18:30", "5.12", "2026"])
JUNK = st.text(max_size=6) | st.sampled_from(["🎉", "👍🏽", "\x00", "\u202e", "\u0301", "½", "٣", "№", "~", "\ud83d"])
MARKS = st.sampled_from([" ", " ", " ", "", ".", ",", "-", ":", "/", " — ", "(", ")", "«", "+", "\n", ";", '"', "<b>"])


@st.composite
def mistyped(draw: st.DrawFn, words: st.SearchStrategy[str]) -> str:
    """A word with one letter more, less, mistaken or swapped with the next one."""
    word = draw(words)
    at = draw(st.integers(0, max(0, len(word) - 1)))
    letter = draw(st.sampled_from("абвгдеиклмнорстуьяя" + string.ascii_lowercase))
    edits = (word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :])
    return draw(st.sampled_from([*edits, word[:at] + word[at : at + 2][::-1] + word[at + 2 :]]))


@cache
def vocabulary() -> tuple[str, ...]:
    """Words that some reader knows: times, places, names, bodies, questions, units, votes, buttons."""
    known = {" ".join(each.words) for phrases in words_of_time().phrases.values() for each in phrases}
    known |= {each.name for each in SETTLEMENTS} | {each.name for each in MUNICIPALITIES}
    for file in CASES.rglob("*.tsv"):
        known |= {line.split("\t")[0] for line in file.read_text("utf-8").splitlines() if line}
    for tr in Texts("ru"):
        for key in (*UNITS.values(), *VOTE_WORDS.values(), "apply-currency-words", "apply-thousand-words"):
            known |= {*tr.plain(key).split()}
        spoken = spoken_words(tr.locale)
        known |= {word for phrases in spoken.meanings.values() for word in phrases.said}
        known |= {word for words in spoken.places.values() for word in words}
    return tuple(sorted(known))


def texts() -> st.SearchStrategy[str]:
    """A text of a few such parts, joined by anything; some are as long as Telegram lets them be."""
    words = st.deferred(lambda: st.sampled_from(vocabulary()))
    parts = words | mistyped(words) | NUMBERS | JUNK
    joined = st.lists(st.tuples(parts, MARKS), max_size=8).map(lambda found: "".join(map("".join, found)))
    return joined | st.tuples(joined, st.sampled_from([20, 400])).map(lambda found: found[0] * found[1]).map(_cut)


def _cut(text: str) -> str:
    return text[:TELEGRAM_MOST]


HOSTILE = (
    *("", " ", "\x00" * 200, "9" * TELEGRAM_MOST, "1.1.1.1." * 500, "с 5 до 5 по 5 " * 200, "пол " * 900, "а-" * 2000),
    *("«" * TELEGRAM_MOST, "<b>" * 1000, "{{ 7 }}{% if %}", "\u202e\u0301\ud83d", "Иванов " * 500, "район " * 600),
    *("12 500 " * 500, "1 000" * 800, "80/3/1 " * 500, "за " * 1300, "http://" + "a." * 2000, "двадцать " * 400),
)
"""What breaks a reader that looks back, splits, multiplies or trusts its text."""
