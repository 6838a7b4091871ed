"""Words that somebody looks for in the title or the place of an event."""

import re

from bot.domain.municipalities import fold

_WORD = re.compile(r"\w+")
# A typed word and one of the event may differ by this ending, if so much of them is the same.
_ENDING, _ROOT = 2, 4


def _root(word: str) -> str:
    return word[: max(_ROOT, len(word) - _ENDING)]


def is_match(typed: str, text: str) -> bool:
    """Tell whether each typed word begins a word of the text, whatever its grammatical ending."""
    there = _WORD.findall(fold(text))
    wanted = _WORD.findall(fold(typed))
    return bool(wanted) and all(any(word.startswith(_root(each)) for word in there) for each in wanted)
