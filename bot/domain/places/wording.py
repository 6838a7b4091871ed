"""The words around the name of a place, and the grammatical forms of the name; the words themselves are data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, product
from types import MappingProxyType

from bot.domain.municipalities import fold, latin
from bot.domain.places.settlements import SettlementKind
from bot.domain.places.spelling import skeleton

CASES = 5


class WordRole(StrEnum):
    """The part that a word plays beside the name of a place."""

    KIND = "kind"
    AREA = "area"  # a district or an okrug
    REGION = "region"
    FILLER = "filler"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of one or several languages, folded. `endings` are those of a name with their five oblique forms.

    `lookalikes` are two strings: Latin letters and the Russian letters that look like them.
    """

    kinds: Mapping[SettlementKind, Sequence[str]]
    areas: Sequence[str]
    regions: Sequence[str]
    fillers: Sequence[str]
    streets: Sequence[str]
    endings: Mapping[str, Sequence[str]]
    lookalikes: tuple[str, str]

    def roles(self) -> dict[str, WordRole]:
        """The role of each word or group of words, also as it is spelled in Latin letters."""
        found: dict[str, WordRole] = {}
        for role, said in (
            (WordRole.FILLER, self.fillers),
            (WordRole.STREET, self.streets),
            (WordRole.REGION, self.regions),
            (WordRole.AREA, self.areas),
            (WordRole.KIND, [*chain.from_iterable(self.kinds.values())]),
        ):
            found |= dict.fromkeys(_both(said), role)
        return found

    def kinds_of(self) -> dict[str, frozenset[SettlementKind]]:
        """The kinds that each word for a kind may mean."""
        found: dict[str, frozenset[SettlementKind]] = {}
        for kind, words in self.kinds.items():
            for word in _both(words):
                found[word] = found.get(word, frozenset()) | {kind}
        return found


def _both(words: Iterable[str]) -> Iterator[str]:
    for word in map(fold, words):
        yield word
        yield skeleton(latin(word))


def forms(name: str, endings: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The folded name in all its grammatical cases, the nominative included.

    A word of several may stay as it is. Forms that no speaker would use may be among them: they find the same name.
    """
    words = fold(name).split()
    found = {" ".join(words)}
    for case in range(CASES):
        found |= {" ".join(each) for each in product(*({word, *_form(word, endings, case)} for word in words))}
    return frozenset(found)


def _form(word: str, endings: Mapping[str, Sequence[str]], case: int) -> Iterator[str]:
    for length in range(min(3, len(word) - 1), -1, -1):
        ending = word[len(word) - length :]
        if ending in endings:
            yield from (word[: len(word) - length] + each for each in endings[ending][case].split("/"))
            return


NO_ENDINGS: Mapping[str, Sequence[str]] = MappingProxyType({})
