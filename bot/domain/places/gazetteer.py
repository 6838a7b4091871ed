"""The gazetteer: finds the place that somebody means by the words they type.

Only an exact name of one place, in any grammatical case, is sure, if all words around it are understood. An error of
typing, a beginning, a nickname, a name in several municipalities or a word that is not understood makes it a question.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.domain.municipalities import Municipality, fold, latin
from bot.domain.places.settlements import Located, Settlement, SettlementKind
from bot.domain.places.spelling import distance, errors_allowed, letters, skeleton
from bot.domain.places.wording import NO_ENDINGS, PlaceWords, WordRole, forms
from bot.domain.search import readings

OFFERED_MOST = 50
# The fewest letters of a beginning: of a whole line, and of a word beside others.
BEGINNING_LEAST, WORD_LEAST = 2, 4
# The most words of a line that are compared with all names one by one.
WORDS_COMPARED = 6
WORDS_MOST = 24
POSTAL_CODE = re.compile(r"\d{6}")
APOSTROPHES = re.compile("['`\u2019]")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sighting:
    """The places that a text may mean, best first. `is_sure`: there is one, and nobody has to be asked.

    `is_exact`: the text is nothing but the name of each of them. `is_missed`: it names a place that is not in the
    gazetteer.
    """

    places: tuple[Located, ...] = ()
    is_sure: bool = False
    is_missed: bool = True
    is_exact: bool = False


@dataclass(slots=True)
class Mention:
    """A name in a text with the places that it stands for; `is_area` if the text calls it a district or an okrug."""

    name: str
    places: frozenset[Located]
    is_area: bool = False

    @property
    def closest(self) -> frozenset[Located]:
        """The places; of a name that is called a district, only districts and okrugs where there are any."""
        areas = {each for each in self.places if each.settlement is None and not each.is_town}
        return frozenset(areas) if self.is_area and areas else self.places

    @property
    def is_town(self) -> bool:
        """True if the text may mean a town that is a municipality."""
        return not self.is_area and any(each.is_town for each in self.places)


@dataclass(slots=True)
class Reading:
    """The understood words of a text. The number of a house counts as understood once there is a street."""

    mentions: list[Mention] = field(default_factory=list)
    kinds: frozenset[SettlementKind] = frozenset()
    is_area: bool = False
    unknown: list[str] = field(default_factory=list)
    has_street: bool = False

    @property
    def rank(self) -> tuple[bool, int]:
        """The greater, the more likely it is the right reading."""
        return bool(self.mentions), -len(self.unknown)


class Gazetteer:
    """An index of places by their names. Slow to create, since all grammatical forms are made; fast to search."""

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        settlements: Iterable[Settlement],
        words: PlaceWords,
        keyboards: Sequence[str] = ("", ""),
    ) -> None:
        self._words, self._roles, self._kinds = words, words.roles(), words.kinds_of()
        self._keyboards = keyboards
        self._lookalikes = str.maketrans(*words.lookalikes)
        self._longest = max(len(word.split()) for word in self._roles)
        self._names: dict[str, set[Located]] = defaultdict(set)
        # The dictionary forms, for beginnings.
        self._titles: dict[str, set[Located]] = defaultdict(set)
        self._areas = {one.slug: one for one in municipalities}
        self._wholes: dict[str, set[Located]] = defaultdict(set)
        for one in self._areas.values():
            self._add_municipality(one)
        self._add_settlements([each for each in settlements if each.municipality in self._areas])
        self._by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for name in self._names:
            self._by_length[len(name)].append((name, letters(name)))
        self._longest = max(len(name.split()) for name in (*self._names, *self._roles))

    def _add_municipality(self, one: Municipality) -> None:
        for name in (one.name, *one.aliases):
            core = " ".join(self._read(fold(name), names=False).unknown)
            if core:
                self._wholes[core].add(Located(one))
                self._add(core, Located(one))

    def _add_settlements(self, settlements: Sequence[Settlement]) -> None:
        own = {(fold(each.name), each.municipality): each for each in settlements if each.official is None}
        for each in settlements:
            if each.official is not None or each.kind is SettlementKind.NICKNAME:
                self._add_other_name(each, own.get((fold(each.official or ""), each.municipality)))
            else:
                self._add(fold(each.name), Located(self._areas[each.municipality], each))

    def _add_other_name(self, name: Settlement, official: Settlement | None) -> None:
        """Add a name that stands for a settlement. A nickname of a town may mean the district around it as well."""
        self._add(fold(name.name), Located(self._areas[name.municipality], official, name))
        if official and not name.is_sure:
            for twin in self._wholes[fold(official.name)]:
                if twin.municipality.slug != name.municipality:
                    self._add(fold(name.name), Located(twin.municipality, None, name))

    def _add(self, name: str, place: Located) -> None:
        self._titles[name].add(place)
        self._titles[skeleton(latin(name))].add(place)
        for form in forms(name, NO_ENDINGS if name.isascii() else self._words.endings):
            self._names[form].add(place)
            self._names[skeleton(latin(form))].add(place)

    def find(self, typed: str) -> Sighting:
        """The places that a typed line may mean."""
        line = WORD.sub(lambda word: self._in_one_alphabet(word[0]), typed.casefold())
        read = [self._read(text) for text in readings(APOSTROPHES.sub("", line), self._keyboards)[:2]]
        best = max(read, key=lambda each: each.rank)
        if best.mentions:
            return self._unless_another(self._meant(best), [each for each in read if each is not best])
        guesses = [self._guessed(each) for each in read]
        found = next((each for each in guesses if each), ())
        return Sighting(_in_order(found)[:OFFERED_MOST], is_missed=bool(best.unknown))

    def _in_one_alphabet(self, word: str) -> str:
        """The word with Russian letters in place of the Latin ones that look like them, if it has both."""
        return word.translate(self._lookalikes) if not word.isascii() and re.search("[a-z]", word) else word

    def _read(self, text: str, *, names: bool = True) -> Reading:
        """Find the names and the known words of a text; `names` False leaves the names among the unknown words."""
        reading = Reading()
        for part in re.split(r"[,;\n]", text):
            tokens = fold(part).split()[:WORDS_MOST]
            self._read_part(reading, [each for each in tokens if not POSTAL_CODE.fullmatch(each)], names=names)
        return reading

    def _read_part(self, reading: Reading, tokens: Sequence[str], *, names: bool) -> None:
        at, in_street, after_name = 0, False, False
        while at < len(tokens):
            length, key = self._longest_known(tokens, at, names=names)
            role = self._roles.get(key)
            if names and key in self._names and not in_street:
                reading.mentions.append(Mention(key, frozenset(self._names[key]), reading.is_area))
                reading.is_area, after_name = False, True
            elif in_street:
                in_street = not self._ends_street(tokens, at, length, role)
                # "Street 5 Tygda" may be the fifth street of that name: the place is asked about.
                is_number = not in_street and role is None
                reading.unknown += [tokens[at]] if is_number else []
                at += length if in_street or is_number else 0
                continue
            elif role is None:
                reading.unknown += [] if reading.has_street and tokens[at].isdigit() else [tokens[at]]
                after_name = False
            else:
                in_street = role is WordRole.STREET
                reading.has_street |= in_street
                self._take_word(reading, key, role, after_name=after_name)
            at += length

    def _ends_street(self, tokens: Sequence[str], at: int, length: int, role: WordRole | None) -> bool:
        """Tell whether the name of a place follows: after the kind of a place, or after the number of a house."""
        is_number = role is None and tokens[at][:1].isdigit()
        follows = self._longest_known(tokens, at + length, names=True)[1]
        return (is_number or role is WordRole.KIND) and follows in self._names

    def _take_word(self, reading: Reading, key: str, role: WordRole, *, after_name: bool) -> None:
        if role is WordRole.KIND:
            reading.kinds |= self._kinds[key]
        elif role is WordRole.AREA and after_name:
            reading.mentions[-1].is_area = True
        elif role is WordRole.AREA:
            reading.is_area = True

    def _longest_known(self, tokens: Sequence[str], at: int, *, names: bool) -> tuple[int, str]:
        """The number and the key of the most words from `at` on that are a name or a known word; else one word."""
        for length in range(min(self._longest, len(tokens) - at), 0, -1):
            key = skeleton(" ".join(tokens[at : at + length]))
            if (names and key in self._names) or key in self._roles:
                return length, key
        return 1, ""

    def _meant(self, reading: Reading) -> Sighting:
        """The places that fit all names of a text; where none does, the places of each."""
        groups = [each.closest for each in reading.mentions]
        common = set.intersection(*({place.municipality.slug for place in places} for places in groups))
        named = {place for places in groups for place in places}
        chosen = _closest(place for place in named if place.municipality.slug in common)
        if (
            len(groups) > 1
            and all(place.is_whole for place in chosen)
            and any(each.is_town for each in reading.mentions)
        ):
            chosen, common = _closest(named), set()
        fit = {place for place in chosen if _is_of(place, reading.kinds)}
        is_exact = bool(common and fit and not reading.unknown)
        places = fit or _closest(named) | self._alike([each.name for each in reading.mentions])
        places |= self._alike([" ".join(reading.unknown)], least=WORD_LEAST)
        is_sure = is_exact and len(places) == 1 and all(place.is_sure for place in places)
        is_missed = bool(reading.unknown) and all(place.settlement is None for place in places)
        return Sighting(_in_order(places)[:OFFERED_MOST], is_sure, is_missed, is_exact)

    def _unless_another(self, found: Sighting, others: Iterable[Reading]) -> Sighting:
        """The places of a reading; a question where another reading of the same keys is as good."""
        also = [self._meant(each) for each in others if each.mentions and not each.unknown]
        places = {place for each in (found, *also) for place in each.places}
        if len(places) == len(found.places):
            return found
        return Sighting(_in_order(_closest(places))[:OFFERED_MOST], is_missed=False, is_exact=True)

    def _guessed(self, reading: Reading) -> set[Located]:
        """The places whose names begin like the unknown words, or differ from them by a typing error."""
        found = self._alike([" ".join(reading.unknown)])
        if not found and len(reading.unknown) > 1:
            found = self._alike(reading.unknown[:WORDS_COMPARED], least=WORD_LEAST)
        areas = {place for place in found if place.settlement is None} if reading.is_area else set()
        found = areas or found
        return {place for place in found if _is_of(place, reading.kinds)} or found

    def _alike(self, words: Iterable[str], least: int = BEGINNING_LEAST) -> set[Located]:
        """The places with a name that a word begins, or that it is with a typing error."""
        found: set[Located] = set()
        for key in map(skeleton, words):
            if len(key) >= least:
                begun = [name for name in self._titles if f" {key}" in f" {name}"]
                found |= {place for name in (*begun, *self._near(key)) for place in self._names[name]}
        return _closest(found)

    def _near(self, key: str) -> list[str]:
        most, bits = errors_allowed(key), letters(key)
        return [
            name
            for length in range(len(key) - most, len(key) + most + 1)
            for name, theirs in self._by_length.get(length, ())
            if (bits ^ theirs).bit_count() <= 2 * most and distance(key, name, most) <= most
        ]


def _closest(places: Iterable[Located]) -> set[Located]:
    """The most exact places of each municipality: a village rather than its municipality or the town it belongs to.

    A place that has the name itself takes the place of the same one under a nickname.
    """
    once = {
        (each.municipality.slug, each.settlement): each for each in sorted(places, key=lambda one: one.called is None)
    }
    settled = {place.municipality.slug for place in once.values() if place.settlement}
    deeper = {place.municipality.slug for place in once.values() if not place.is_whole}
    return {
        place
        for place in once.values()
        if (place.settlement or place.municipality.slug not in settled)
        and not (place.is_whole and place.municipality.slug in deeper)
    }


def _is_of(place: Located, kinds: frozenset[SettlementKind]) -> bool:
    """Tell whether a place is of one of the kinds that a text names; any place is if it names none."""
    if not kinds:
        return True
    if place.settlement is None:
        return SettlementKind.CITY in kinds and place.is_town
    kind = place.settlement.kind
    return kind in kinds or (kind is SettlementKind.UNKNOWN and kinds != {SettlementKind.CITY})


def _in_order(places: Iterable[Located]) -> tuple[Located, ...]:
    """Towns that are municipalities first, then other municipalities, then settlements by name."""

    def order(place: Located) -> tuple[bool, bool, str, str]:
        name = place.settlement.name if place.settlement else place.municipality.name
        return not place.is_town, place.settlement is not None, fold(name), place.municipality.name

    return tuple(sorted(places, key=order))
