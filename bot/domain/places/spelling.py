"""Spellings of a name: Latin letters in any of the usual ways, and the distance of a typing error."""

import re

# Letters that different transliterations write differently, brought to one; longer ones first.
_SAME = {
    "shch": "s", "sch": "s", "shh": "s", "sh": "s", "zh": "z", "kh": "h", "ch": "q", "tch": "q", "ts": "c", "tz": "c",
    "ya": "a", "ia": "a", "ja": "a", "yu": "u", "iu": "u", "ju": "u", "yo": "e", "io": "e", "jo": "e", "ye": "e",
    "ie": "e", "je": "e", "x": "h", "w": "v", "y": "i", "j": "i",
}  # fmt: skip
_SPELLED = re.compile("|".join(sorted(_SAME, key=len, reverse=True)))
_TWICE = re.compile(r"([a-z])\1+")
# From these lengths on, one and two errors are taken for errors of typing.
ONE_ERROR, TWO_ERRORS = 4, 8


def skeleton(text: str) -> str:
    """A name in Latin letters without the differences between the usual transliterations; other text as it is."""
    if not text.isascii():
        return text
    return _TWICE.sub(r"\1", _SPELLED.sub(lambda found: _SAME[found[0]], text))


def errors_allowed(word: str) -> int:
    return (len(word) >= ONE_ERROR) + (len(word) >= TWO_ERRORS)


def letters(word: str) -> int:
    """The set of a word's letters as bits. Words that differ by n errors differ in at most 2n letters."""
    found = 0
    for letter in word:
        found |= 1 << ord(letter) % 97
    return found


def distance(one: str, other: str, most: int) -> int:
    """The number of typing errors between two words: a letter missing, added, wrong, or swapped with the next one.

    Anything above `most` is returned as `most + 1`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, earlier, row = row, before, [at]
        for place, theirs in enumerate(other, start=1):
            best = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != theirs))
            if earlier and place > 1 and letter == other[place - 2] and one[at - 2] == theirs:
                best = min(best, earlier[place - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
