"""The rows of the enclosures that a paper names."""

from collections.abc import Mapping

from bot.domain.papers.basis import Basis
from bot.domain.papers.enclosures import Enclosure, enclosed
from bot.domain.papers.interview import Answers, value_of
from bot.domain.papers.kit import Paper
from bot.i18n import Translator

ENCLOSED = {
    Enclosure.GROUP: "enclosed-group",
    Enclosure.TERRITORY: "enclosed-territory",
    Enclosure.SCHEME: "enclosed-scheme",
    Enclosure.SIGNATURES: "enclosed-signatures",
    Enclosure.MINUTES: "enclosed-minutes",
    Enclosure.CHARTER: "enclosed-charter",
    Enclosure.DECISION: "enclosed-decision",
    Enclosure.OFFICERS: "enclosed-bodies",
    Enclosure.DELEGATES: "enclosed-delegates",
    Enclosure.ATTENDANCE: "enclosed-attendance",
    Enclosure.CONSENT: "enclosed-consents",
}


def enclosure_rows(paper: Paper, answers: Answers, basis: Basis, tr: Translator) -> list[Mapping[str, str | int]]:
    """The number, name and copies of each enclosure; `what` is its name in code."""
    gathering = str(value_of(answers, "gathering") or "")
    copies = {Enclosure.CHARTER: str(value_of(answers, "copies") or "")}
    return [
        {
            "number": number,
            "name": tr.plain(ENCLOSED[each], gathering=gathering),
            "copies": copies.get(each, "1"),
            "what": each.value,
        }
        for number, each in enumerate(enclosed(paper, answers, basis), start=1)
    ]
