"""The questions of the papers: each stands here once, with the kind of its answer and the condition to ask it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.quorum import MOST_RESIDENTS

LINE_MAX, TEXT_MAX, NAME_MAX = 300, 4096, 150

Value = str | int
"""A stored answer: text, a whole number, a day ("2026-12-20") or a wall clock ("2026-12-20T18:00")."""


class AnswerKind(StrEnum):
    """The kind of an answer."""

    LINE = "line"  # one line of text
    TEXT = "text"  # several lines
    TITLE = "title"  # the TOS's own name, without the word and the outer quotes
    PERSON = "person"  # a full name of somebody who works on the case
    FORM = "form"  # another answer in the grammatical case that a sentence needs
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"  # a day and an hour, by the case's clocks
    CHOICE = "choice"
    VOTES = "votes"  # on one item of an agenda, as `bot.domain.papers.votes` writes them


class GrammaticalCase(StrEnum):
    """The grammatical case of a word form."""

    GENITIVE = "genitive"  # the sender of an application
    ACCUSATIVE = "accusative"  # the addressee of a letter; the person whom a meeting authorises


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question of the interview.

    `needs` are questions that must have an answer before this one is asked. `only_if` names another question and the
    answers to it after which this one is asked. `unless` are questions, each with the answer after which this one is
    not asked. `depends_on` are questions whose new answer makes this one's answer doubtful: it is asked again, and the
    old answer is offered. `least` and `most` bound a number, `most` the length of a text. A question `by_both_ages` is
    asked only while two ages count.
    """

    kind: AnswerKind
    most: int = LINE_MAX
    least: int = 1
    options: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    only_if: tuple[str, tuple[str, ...]] | None = None
    unless: tuple[tuple[str, str], ...] = ()
    depends_on: tuple[str, ...] = ()
    case: GrammaticalCase | None = None
    by_both_ages: bool = False


_LINE = PaperQuestion(AnswerKind.LINE)
_TEXT = PaperQuestion(AnswerKind.TEXT, most=TEXT_MAX)
_PERSON = PaperQuestion(AnswerKind.PERSON, most=NAME_MAX)
# A new day is another meeting: its results are asked anew.
_OF_MEETING = ("meeting_at",)
_GROUP = ("group_present",)
_PERSON_OF_MEETING = PaperQuestion(AnswerKind.PERSON, most=NAME_MAX, depends_on=_OF_MEETING)
# The meeting elects a chair only where the charter says so.
_CHAIR = replace(_PERSON_OF_MEETING, unless=(("bodies", "council"), ("chair_by", "council")))
_CONFERENCE = ("gathering", ("conference",))
_MEETING = ("gathering", ("meeting",))
_WITH_COUNCIL = ("bodies", ("council", "both"))


def _form(of: str, case: GrammaticalCase) -> PaperQuestion:
    return PaperQuestion(AnswerKind.FORM, case=case, needs=(of,), depends_on=(of,))


def _choice(*options: str, only_if: tuple[str, tuple[str, ...]] | None = None) -> PaperQuestion:
    return PaperQuestion(AnswerKind.CHOICE, options=options, only_if=only_if)


def _votes(*needs: str, voters: tuple[str, ...] = (*_OF_MEETING, "present", "delegates")) -> PaperQuestion:
    """The votes on an item about the answers that it needs; `voters` are the numbers of those who vote."""
    return PaperQuestion(AnswerKind.VOTES, needs=needs, depends_on=(*voters, *needs))


def _number(
    most: int = MOST_RESIDENTS,
    least: int = 1,
    only_if: tuple[str, tuple[str, ...]] | None = None,
    depends_on: tuple[str, ...] = (),
    *,
    by_both_ages: bool = False,
) -> PaperQuestion:
    return PaperQuestion(
        AnswerKind.NUMBER, most, least, only_if=only_if, depends_on=depends_on, by_both_ages=by_both_ages
    )


QUESTIONS: Mapping[str, PaperQuestion] = {
    # The place.
    "settlement": _LINE,
    "tos_name": PaperQuestion(AnswerKind.TITLE, most=LINE_MAX),
    "territory": _LINE,
    "houses": _TEXT,
    "borders": _TEXT,
    "map_source": _LINE,
    # The group.
    "group_on": PaperQuestion(AnswerKind.DAY),
    "group_place": _LINE,
    "group_present": _number(1000),
    "group_purpose": _TEXT,
    "group_chair": _PERSON,
    "group_secretary": _PERSON,
    "votes_group": _votes("group_chair", "group_secretary", voters=_GROUP),
    "votes_initiative": _votes(voters=_GROUP),
    "votes_requests": _votes(voters=_GROUP),
    # The addressee and the sender.
    "administration": _LINE,
    "administration_acc": _form("administration", GrammaticalCase.ACCUSATIVE),
    "body": _LINE,
    "body_acc": _form("body", GrammaticalCase.ACCUSATIVE),
    "authorised": _PERSON,
    "authorised_gen": _form("authorised", GrammaticalCase.GENITIVE),
    "authorised_acc": _form("authorised", GrammaticalCase.ACCUSATIVE),
    "address": _LINE,
    "phone": _LINE,
    # The meeting.
    "gathering": _choice("meeting", "conference"),
    "meeting_at": PaperQuestion(AnswerKind.MOMENT),
    "meeting_place": _LINE,
    "premises_hours": _number(24),
    "charter_where": _LINE,
    "contact": _LINE,
    "decision": _LINE,  # of the representative body, on the boundaries
    "delegate_norm": _number(10_000, only_if=_CONFERENCE),
    "residents": _number(),
    "residents_young": _number(depends_on=("residents",), by_both_ages=True),
    "residents_source": _LINE,
    "present": _number(only_if=_MEETING, depends_on=("residents", *_OF_MEETING)),
    "present_young": PaperQuestion(
        AnswerKind.NUMBER,
        MOST_RESIDENTS,
        needs=("residents_young",),
        only_if=_MEETING,
        depends_on=("residents_young", "present"),
        by_both_ages=True,
    ),
    "elected": _number(only_if=_CONFERENCE),
    "delegates": _number(only_if=_CONFERENCE, depends_on=("elected", *_OF_MEETING)),
    "represented": _number(only_if=_CONFERENCE, depends_on=("residents", *_OF_MEETING)),
    "meeting_chair": _PERSON_OF_MEETING,
    "meeting_secretary": _PERSON_OF_MEETING,
    "minutes_number": PaperQuestion(AnswerKind.LINE, most=60, depends_on=_OF_MEETING),
    "tos_chair": _CHAIR,
    # The votes on each item. Who is elected is named first: nobody votes for a line to write on.
    "votes_presidium": _votes("meeting_chair", "meeting_secretary"),
    "votes_create": _votes(),
    "votes_boundaries": _votes(),
    "votes_charter": _votes(),
    "votes_bodies": _votes("bodies"),
    "votes_chair": _votes("tos_chair"),
    "votes_directions": _votes("directions"),
    "votes_authorised": _votes("authorised"),
    "votes_entity": replace(_votes("legal_entity"), unless=(("legal_entity", "no"),)),
    # The charter.
    "directions": _TEXT,
    "bodies": _choice("council", "chair", "both"),
    "council_size": _number(99, 2, only_if=_WITH_COUNCIL),
    "chair_by": _choice("meeting", "council", only_if=("bodies", ("both",))),
    "audit": _choice("auditor", "commission", "none"),
    "term": _number(10),
    "quorum_share": _choice("third", "half"),
    "majority": _choice("simple", "two_thirds"),
    "charter_notice": _number(90),  # days
    "charter_way": _LINE,
    "delegate_term": _choice("one", "bodies"),
    "property": _choice("none", "own"),
    "legal_entity": _choice("no", "yes"),
    # Registration, and a change of the registered charter.
    "copies": _number(20),
    "regulation": _LINE,  # the local act on TOS
    "charter_record": _LINE,
    "changes_minutes": _LINE,
    "changes": _TEXT,
}
PEOPLE = tuple(name for name, question in QUESTIONS.items() if question.kind is AnswerKind.PERSON)
"""The questions whose answers are names of people."""
BUILDINGS = ("meeting_place", "group_place")
"""The questions whose answers may be a building on the map."""
