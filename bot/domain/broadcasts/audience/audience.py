"""Whom a broadcast is for: parts joined from left to right; each widens, narrows or cuts what stands before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.domain.people import REGION, RoleKind
from bot.domain.topics import NewsTopic


class AudienceKind(StrEnum):
    """EVENT is who goes and who waits, GOING and WAITING are one of them.

    Of what is behind us ATTENDED came, as its coordinators ticked them, and SEATED had a seat.
    CASE is the members of one founding case, STEP those of all whose next step it is.
    """

    EVERYBODY = "everybody"
    MUNICIPALITY = "municipality"
    EVENT = "event"
    GOING = "going"
    WAITING = "waiting"
    ATTENDED = "came"
    SEATED = "attended"  # the word of older buttons and rows: nobody was ticked then
    GRANT = "grant"
    ROLE = "role"
    LANGUAGE = "language"
    TOPIC = "topic"
    CASE = "case"
    STEP = "step"


class Join(StrEnum):
    """How a part meets those before it. The first part of an audience has OR."""

    OR = "or"
    AND = "and"
    NOT = "not"


PARTS_MAX = 6
ROLES = (RoleKind.CHAIR.value, RoleKind.COORDINATOR.value)
LANGUAGES = ("ru", "en")
# What people are and like to read, wherever they live.
QUALITIES = frozenset({AudienceKind.ROLE, AudienceKind.LANGUAGE, AudienceKind.TOPIC})
# Not what they signed up for. Whoever is reached only by these reads the news as such.
NEWS = QUALITIES | {AudienceKind.EVERYBODY, AudienceKind.MUNICIPALITY}
AHEAD = frozenset({AudienceKind.EVENT, AudienceKind.GOING, AudienceKind.WAITING})
BEHIND = frozenset({AudienceKind.ATTENDED, AudienceKind.SEATED})
OF_EVENTS = AHEAD | BEHIND
# One comes into these, and out of them, by pressing something oneself; a role is given, a queue moves on.
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
# Members of a case were promised that coordinators do not see their names.
NAMELESS = frozenset({AudienceKind.CASE, AudienceKind.STEP})


@dataclass(frozen=True, slots=True)
class Part:
    """`key` is a municipality's slug, a role, a language, a topic, a step, or an id as text; empty for everybody."""

    kind: AudienceKind
    key: str = ""
    join: Join = Join.OR

    @property
    def number(self) -> int:
        """The key as an id; 0, which nothing has, when it is none."""
        return int(self.key) if self.key.isascii() and self.key.isdigit() and len(self.key) <= 15 else 0

    @property
    def is_of_no_place(self) -> bool:
        """Whether it only narrows or cuts one's people by what they are: that takes no right to the whole region."""
        return self.kind in QUALITIES and self.join is not Join.OR

    @property
    def step(self) -> str:
        return self.key.partition("@")[0]

    @property
    def scope(self) -> str:
        """Where a step's cases are: a municipality's slug, or the whole region."""
        return self.key.partition("@")[2] or REGION


def step_key(step: str, scope: str) -> str:
    return step if scope == REGION else f"{step}@{scope}"


@dataclass(frozen=True, slots=True)
class Audience:
    """Evaluated from left to right: `(a or b) and c, but not d`."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, kind: AudienceKind, key: str = "") -> "Audience":
        return cls((Part(kind, key),))

    @property
    def is_news(self) -> bool:
        """Whether one may be in it as a mere reader of news: then it takes the consent to news, and can be left.

        Who is left after "but only the participants" is a participant, whatever stands before.
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
        """Whether names of it would tell who is in a case; those that are cut away tell it, too."""
        return any(part.kind in NAMELESS for part in self.parts)

    @property
    def topic(self) -> NewsTopic | None:
        """The topic that everybody in it has chosen, so that who drops it is in it no more."""
        shared: NewsTopic | None = None
        for at, part in enumerate(self.parts):
            own = NewsTopic(part.key) if part.kind is AudienceKind.TOPIC else None
            if part.join is Join.AND:
                shared = own or shared
            elif part.join is Join.OR:
                shared = own if at == 0 or own is shared else None
        return shared

    def events(self) -> list[int]:
        """The events ahead whose participants it is for."""
        return [part.number for part in self.parts if part.kind in AHEAD and part.join is not Join.NOT]

    def plus(self, part: Part) -> "Audience":
        return Audience((*self.parts, part))

    def less(self) -> "Audience | None":
        """Without its last part; None when nothing is left."""
        return Audience(self.parts[:-1]) if len(self.parts) > 1 else None

    def as_data(self) -> list[dict[str, Any]]:
        return [{"kind": part.kind.value, "key": part.key, "join": part.join.value} for part in self.parts]

    @classmethod
    def from_data(cls, data: Sequence[dict[str, Any]]) -> "Audience":
        return cls(tuple(Part(AudienceKind(each["kind"]), each["key"], Join(each["join"])) for each in data))


class LeftOut(StrEnum):
    """Why somebody in an audience is not reached; of several reasons the first counts.

    PAPER: they were written down by somebody and have no bot. ENOUGH: they have heard enough news this week.
    """

    PAPER = "paper"
    NO_CONSENT = "no_consent"
    STOPPED = "stopped"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Census:
    """Everybody in an audience, each counted once: who is reached, by their zone, and who is not, by the reason."""

    reached: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)

    @property
    def recipients(self) -> int:
        return sum(self.reached.values())

    @property
    def everybody(self) -> int:
        return self.recipients + sum(self.left_out.values())
