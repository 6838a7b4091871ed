"""The audience of a broadcast: parts joined from left to right; each widens, narrows or excludes from those before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.domain.people import REGION, RoleKind
from bot.domain.topics import NewsTopic


class AudienceKind(StrEnum):
    """The kind of a part. EVENT is the people with a seat and the waitlist; GOING and WAITING are one of the two.

    Of a past event ATTENDED are the people whom its coordinators marked as present, SEATED those who had a seat. CASE
    is the members of one founding case, STEP the members of all cases with this next step. FITTING is the people who
    said of themselves what may apply for a programme.
    """

    EVERYBODY = "everybody"
    MUNICIPALITY = "municipality"
    EVENT = "event"
    GOING = "going"
    WAITING = "waiting"
    ATTENDED = "came"
    SEATED = "attended"  # the value of older buttons and rows, from before attendance was recorded
    GRANT = "grant"
    FITTING = "fits"
    ROLE = "role"
    LANGUAGE = "language"
    TOPIC = "topic"
    CASE = "case"
    STEP = "step"


class Join(StrEnum):
    """The operator between a part and those before it. The first part of an audience has OR."""

    OR = "or"
    AND = "and"
    NOT = "not"


PARTS_MAX = 6
ROLES = (RoleKind.CHAIR.value, RoleKind.COORDINATOR.value)
LANGUAGES = ("ru", "en")
# Attributes and interests of people, whatever their municipality.
QUALITIES = frozenset({AudienceKind.ROLE, AudienceKind.LANGUAGE, AudienceKind.TOPIC})
# Parts that are not participation in something: a person reached only by these is a reader of news.
NEWS = QUALITIES | {AudienceKind.EVERYBODY, AudienceKind.MUNICIPALITY, AudienceKind.FITTING}
AHEAD = frozenset({AudienceKind.EVENT, AudienceKind.GOING, AudienceKind.WAITING})
BEHIND = frozenset({AudienceKind.ATTENDED, AudienceKind.SEATED})
OF_EVENTS = AHEAD | BEHIND
# Parts that people join and leave by pressing a button themselves; a role is given, a waitlist moves on.
JOINED_ONESELF = frozenset(
    {
        AudienceKind.EVERYBODY,
        AudienceKind.MUNICIPALITY,
        AudienceKind.LANGUAGE,
        AudienceKind.TOPIC,
        AudienceKind.EVENT,
        AudienceKind.GRANT,
    }
)
# Parts without names: members of a case were promised that coordinators do not see their names.
NAMELESS = frozenset({AudienceKind.CASE, AudienceKind.STEP})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an audience.

    `key` is a municipality's slug, a role, a language, a topic, a step, or an id as text; empty for everybody.
    """

    kind: AudienceKind
    key: str = ""
    join: Join = Join.OR

    @property
    def number(self) -> int:
        """The key as an id; 0, which is no id, when it is not a number."""
        return int(self.key) if self.key.isascii() and self.key.isdigit() and len(self.key) <= 15 else 0

    @property
    def is_of_no_place(self) -> bool:
        """Tell whether the part only narrows or excludes by attributes of people: that needs no role in the region."""
        return (self.kind in QUALITIES or self.kind is AudienceKind.FITTING) and self.join is not Join.OR

    @property
    def step(self) -> str:
        return self.key.partition("@")[0]

    @property
    def scope(self) -> str:
        """The scope of a step's cases: a municipality's slug, or the whole region."""
        return self.key.partition("@")[2] or REGION


def step_key(step: str, scope: str) -> str:
    return step if scope == REGION else f"{step}@{scope}"


@dataclass(frozen=True, slots=True)
class Audience:
    """The parts of an audience, evaluated from left to right: `(a or b) and c, but not d`."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, kind: AudienceKind, key: str = "") -> "Audience":
        return cls((Part(kind, key),))

    @property
    def is_news(self) -> bool:
        """Tell whether people may be in it only as readers of news: then they need the consent to news, and can leave.

        After "but only the participants" everybody is a participant, whatever the parts before.
        """
        is_news = False
        for part in self.parts:
            if part.join is Join.OR:
                is_news = is_news or part.kind in NEWS
            elif part.join is Join.AND:
                is_news = is_news and part.kind in NEWS
        return is_news

    @property
    def is_nameless(self) -> bool:
        """Tell whether its names would reveal the members of a case; an excluded case is revealed, too."""
        return any(part.kind in NAMELESS for part in self.parts)

    @property
    def topic(self) -> NewsTopic | None:
        """The topic that everybody in it has chosen, so that a person who drops the topic leaves the audience."""
        shared: NewsTopic | None = None
        for at, part in enumerate(self.parts):
            own = NewsTopic(part.key) if part.kind is AudienceKind.TOPIC else None
            if part.join is Join.AND:
                shared = own or shared
            elif part.join is Join.OR:
                shared = own if at == 0 or own is shared else None
        return shared

    def events(self) -> list[int]:
        """The future events whose participants it addresses."""
        return [part.number for part in self.parts if part.kind in AHEAD and part.join is not Join.NOT]

    def plus(self, part: Part) -> "Audience":
        return Audience((*self.parts, part))

    def less(self) -> "Audience | None":
        """The audience without its last part; None when no part is left."""
        return Audience(self.parts[:-1]) if len(self.parts) > 1 else None

    def as_data(self) -> list[dict[str, Any]]:
        return [{"kind": part.kind.value, "key": part.key, "join": part.join.value} for part in self.parts]

    @classmethod
    def from_data(cls, data: Sequence[dict[str, Any]]) -> "Audience":
        return cls(tuple(Part(AudienceKind(each["kind"]), each["key"], Join(each["join"])) for each in data))


class LeftOut(StrEnum):
    """The reason why a person of an audience is not reached; of several reasons the first counts.

    PAPER: somebody else registered them, they do not use the bot. ENOUGH: they got enough news this week.
    """

    PAPER = "paper"
    NO_CONSENT = "no_consent"
    STOPPED = "stopped"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Census:
    """The people of an audience, each counted once: those who are reached by zone, the others by reason."""

    reached: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)

    @property
    def recipients(self) -> int:
        return sum(self.reached.values())

    @property
    def everybody(self) -> int:
        return self.recipients + sum(self.left_out.values())
