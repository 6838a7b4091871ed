"""Declension of Russian names for papers: the genitive and the accusative of people, bodies and places.

Two libraries and the rules of the grammar decline a person's name. If all give the same form, it is used. If they
differ or the gender is unknown (a surname with initials may be of a man or a woman), the person chooses. The libraries
are imported with the first name, because most processes never need them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from itertools import product

from bot.domain.papers.questions import GrammaticalCase
from bot.files.morphology import MARKS, VOWELS, Parse, of_noun, of_part, of_petrovich, parses
from bot.files.name_rules import YE, YO, name_rules
from bot.logs import get_logger

GENDERS = ("masc", "femn")
ADJECTIVES = ("ADJF", "PRTF")
GUESSES_MOST = 4
MARKS_AROUND = "\"'«»„“”()[],.;:!?<>"

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class WordForm:
    """A name in another case: the guesses, the best one first. `is_sure` means that nobody has to choose.

    There may be none: then the person writes the form.
    """

    guesses: tuple[str, ...]
    is_sure: bool


Declension = Callable[[str, GrammaticalCase], WordForm]


def _written_by_hand(decline: Declension) -> Declension:
    """Give no guess where a library fails: the person then writes the form, and nobody is stuck."""

    @wraps(decline)
    def guarded(name: str, case: GrammaticalCase) -> WordForm:
        try:
            return decline(name, case)
        except Exception:
            # The libraries raise whatever they like on words that they do not expect. The name itself is not logged.
            log.exception("declension failed", what=decline.__name__, case=case)
            return WordForm((), is_sure=False)

    return guarded


@_written_by_hand
def person(name: str, case: GrammaticalCase) -> WordForm:
    """The full name of a person in a case. The surname is first or last; initials and no patronymic are allowed."""
    words = name.split()
    parts = _parts(words)
    found: list[str] = []
    agreed = bool(parts)
    for gender in _genders(words, parts) if parts else ():
        variants = [
            _word(word, part, gender, case) if part else [word] for word, part in zip(words, parts, strict=True)
        ]
        agreed = agreed and all(len(each) == 1 for each in variants)
        found += _together(variants)
    guesses = tuple(dict.fromkeys(found))[:GUESSES_MOST] or (name,)
    return WordForm(guesses, agreed and len(guesses) == 1)


@_written_by_hand
def phrase(words: str, case: GrammaticalCase) -> WordForm:
    """The name of a body or a place in a case: the adjectives and their noun change, the words after it stay.

    Only one library knows such words, so the person always confirms the form.
    """
    changed = words.split()
    bare = [each.strip(MARKS_AROUND) for each in changed]
    # In a line of capitals a word is no abbreviation.
    is_loud = words.isupper() and len(changed) > 1
    read = [each.lower() if is_loud else each for each in bare]
    head = _head(read)
    if head is None:
        return WordForm((words,), is_sure=False)
    place, noun = head
    for index in range(place + 1):
        read[index] = _agreeing(read[index], noun, case, ADJECTIVES if index < place else ("NOUN", "PRTF"))
    if place + 1 < len(read) and (is_loud or read[place + 1][:1].isupper()):
        read[place + 1] = _own_name(read[place + 1], noun, case)
    forms = (each.upper() if is_loud else each for each in read)
    said = [old.replace(inner, new) if inner else old for old, inner, new in zip(changed, bare, forms, strict=True)]
    return WordForm((" ".join(said),), is_sure=False)


def _together(variants: list[list[str]], glue: str = " ") -> list[str]:
    """The name with the likeliest form of each word, then with each other form of one word."""
    first = [each[0] for each in variants]
    others = [
        [*first[:at], other, *first[at + 1 :]] for at, each in enumerate(variants) for other in each[1:GUESSES_MOST]
    ]
    return [glue.join(words) for words in (first, *others)]


def _parts(words: list[str]) -> tuple[str, ...]:
    """The part of the name that each word is; empty if unknown. Initials and words that never change are ""."""
    if any(_is_particle(word) for word in words):
        found = iter(_parts([word for word in words if not _is_particle(word)]))
        parts = tuple("" if _is_particle(word) else next(found, "?") for word in words)
        return () if "?" in parts else parts
    if len(words) > 2 and words[-1].lower() in name_rules().patronymic_words:
        known = _before_patronymic(words[:-2]) if len(words) == 4 else ("Name",)
        return (*known, "", "") if known and len(words) in (3, 4) else ()
    if len(words) == 3 and _patronymic_word(words[-1]):
        known = _before_patronymic(words[:-1])
        return (*known, "") if known else ()
    if not 2 <= len(words) <= 3 or not all(word[:1].isalpha() for word in words):
        return ()
    if any(_is_initial(word) for word in words):
        return tuple("" if _is_initial(word) else "Surn" for word in words)
    if len(words) == 3:
        return ("Surn", "Name", "Patr") if _can_be(words[2], "Patr") else _patronymic_second(words)
    return _two(words)


def _is_particle(word: str) -> bool:
    return word in name_rules().particles


def _patronymic_word(word: str) -> str:
    """The word behind a father's name that is written together with it or alone; "" if there is none."""
    last = word.lower().split("-")[-1]
    return last if last in name_rules().patronymic_words else ""


def _before_patronymic(words: list[str]) -> tuple[str, ...]:
    """The parts of two words before a father's name: a rare first name stands behind its surname there."""
    return _two(words) or (("Surn", "Name") if _can_be(words[0], "Surn") else ())


def _patronymic_second(words: list[str]) -> tuple[str, ...]:
    return ("Name", "Patr", "Surn") if _can_be(words[1], "Patr") else ()


def _two(words: list[str]) -> tuple[str, ...]:
    """The parts of two words: surname and first name in either order, or first name and patronymic."""
    first, second = words
    if _can_be(second, "Patr") and _can_be(first, "Name"):
        return ("Name", "Patr")
    orders = [
        order
        for order, name, other in ((("Surn", "Name"), second, first), (("Name", "Surn"), first, second))
        if _can_be(name, "Name") and not _can_be(other, "Name")
    ]
    return orders[0] if len(orders) == 1 else ()


def _is_initial(word: str) -> bool:
    return all(len(letter) == 1 for letter in word.rstrip(".").split(".")) and len(word) <= 4


def _can_be(word: str, part: str) -> bool:
    return any({part, "nomn"} <= set(parse.tag.grammemes) for parse in parses(word))


def _genders(words: list[str], parts: tuple[str, ...]) -> tuple[str, ...]:
    """The possible genders of a name, by the patronymic, else by the first name, else by the surname."""
    if last := _patronymic_word(words[-1]):
        return (name_rules().patronymic_words[last],)
    for part in ("Patr", "Name", "Surn"):
        for word, is_part in zip(words, parts, strict=True):
            if is_part == part:
                marks = [parse.tag.grammemes for parse in parses(word.split("-")[-1])]
                known = {gender for tag, gender in product(marks, GENDERS) if {part, "nomn", gender} <= tag}
                if len(known) == 1:
                    return tuple(known)
    return GENDERS


def _word(word: str, part: str, gender: str, case: GrammaticalCase) -> list[str]:
    """The forms of one word of a name, the likeliest first; both halves of a double surname change."""
    halves = word.split("-")
    last, fixed = len(halves) - 1, name_rules().fixed_halves
    if _patronymic_word(word):
        return [word]
    forms = [
        [half] if at < last and half.lower() in fixed else _half(half, part, gender, case)
        for at, half in enumerate(halves)
    ]
    found = _together(forms, "-")
    # The first half of a double surname may stay: its bearer knows.
    if last and len(forms[0]) > 1 and forms[0][0] != halves[0]:
        found.append("-".join([halves[0], *(each[0] for each in forms[1:])]))
    return list(dict.fromkeys(found))


def _half(word: str, part: str, gender: str, case: GrammaticalCase) -> list[str]:
    """The forms of a name without a hyphen, in the order of trust in their sources."""
    ours, theirs = of_part(word, part, gender, case), of_petrovich(word, part, gender, case)
    if part == "Surn":
        found = _surname(word, gender, case, (ours, theirs))
    elif part == "Name" and _is_unknown(word, part, gender):
        found = [*name_rules().first_name(word, gender, case), theirs]
    elif part == "Name" and ours.lower() == word.lower():
        found = [ours, theirs, *name_rules().first_name(word, gender, case)]
    else:
        found = [ours, theirs]
    return list(dict.fromkeys(_as_written(word, each) for each in found))


def _surname(word: str, gender: str, case: GrammaticalCase, given: tuple[str, str]) -> list[str]:
    """The forms of a surname. One that is a common noun too is declined like the noun in the first place.

    A surname of one syllable hardly loses its vowel, though the noun may.
    """
    noun, found = of_noun(word, gender, case), _agreed_first(word, name_rules().surname(word, gender, case), *given)
    if noun is None:
        return found
    return [*found, noun] if name_rules().is_short(word) and len(noun) <= len(word) else [noun, *found]


def _agreed_first(word: str, by_rule: list[str], ours: str, theirs: str) -> list[str]:
    """The forms that a rule allows, those that a library gives first; then what only a library gives."""
    given = {ours.lower(), theirs.lower()}
    sure = [each for each in by_rule if each.lower() in given]
    if len(given) == 1 and sure:
        return sure
    # Both libraries know a foreign name that never changes, where the rule sees only its ending.
    is_foreign = len(given) == 1 and word.lower() in given and word.lower().endswith(VOWELS)
    return [*([ours] if is_foreign else []), *sure, *by_rule, ours, theirs]


def _is_unknown(word: str, part: str, gender: str) -> bool:
    return not any({part, "nomn", gender} <= parse.tag.grammemes for parse in parses(word))


def _as_written(word: str, changed: str) -> str:
    """The changed word with capitals as in the original; a letter typed without its two dots stays without them."""
    pairs = [*zip(word, changed.lower(), strict=False)]
    kept = "".join(old if old.lower() == new or (old.lower(), new) == (YE, YO) else new for old, new in pairs)
    kept += changed[len(pairs) :].lower()
    if word.isupper() and len(word) > 1:
        return kept.upper()
    return kept[:1].upper() + kept[1:] if word[:1].isupper() else kept


def _head(words: list[str]) -> tuple[int, Parse] | None:
    """The index and the parse of the noun that the first words belong to; None if there is no such noun."""
    for place, word in enumerate(words):
        if any(
            map(_agree, product(_nominative(word, *ADJECTIVES), _nominative("".join(words[place + 1 : place + 2]))))
        ):
            continue
        nouns = _nominative(word, "NOUN") or _nominative(word, "PRTF")
        return (place, nouns[0]) if nouns else None
    return None


def _agree(pair: tuple[Parse, Parse]) -> bool:
    """Tell whether an adjective belongs to the word after it."""
    one, other = (each.tag for each in pair)
    return one.number == other.number and (one.number == "plur" or other.gender in (None, one.gender))


def _nominative(word: str, *parts: str) -> list[Parse]:
    parts = parts or ("NOUN", "ADJF")
    return [parse for parse in parses(word) if "nomn" in parse.tag and any(part in parse.tag for part in parts)]


def _agreeing(word: str, noun: Parse, case: GrammaticalCase, parts: tuple[str, ...]) -> str:
    """An adjective before the noun, or the noun itself, in a case. An abbreviation in capitals does not change."""
    gender, number = noun.tag.gender, noun.tag.number
    for parse in [] if word.isupper() else _nominative(word, *parts):
        if number in parse.tag and (gender is None or number == "plur" or gender in parse.tag):
            wanted: set[str | None] = {MARKS[case], *({number} if number else ())}
            if "NOUN" not in parse.tag and number == "sing":
                wanted |= {gender} if gender else set()
                is_living = "anim" in noun.tag or "PRTF" in noun.tag
                if gender == "masc" and case is GrammaticalCase.ACCUSATIVE:
                    wanted.add("anim" if is_living else "inan")
            if changed := parse.inflect(wanted):
                return _as_written(word, changed.word)
    return word


def _own_name(word: str, noun: Parse, case: GrammaticalCase) -> str:
    """A name after the noun, in a case: the name of a town changes, any other name stays."""
    gender = noun.tag.gender
    for parse in parses(word):
        is_town = "Geox" in parse.tag or ("ADJF" in parse.tag and gender is not None and gender in parse.tag)
        if "nomn" in parse.tag and "sing" in parse.tag and is_town and (changed := parse.inflect({MARKS[case]})):
            return _as_written(word, changed.word)
    return word
