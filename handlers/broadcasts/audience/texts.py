"""The audience in words: "to everybody who gets the news, but only to chairs, except those who go to…".

Parts joined by "and also" and "but only" stand in the dative, parts after "except" in the genitive.
"""

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.broadcasts.audience.audience import QUALITIES, Audience, AudienceKind, Join, LeftOut, Part
from bot.domain.broadcasts.broadcast import Review
from bot.domain.broadcasts.sending.approvals import THRESHOLD, is_many
from bot.domain.founding import Step
from bot.domain.topics import NewsTopic
from bot.i18n import Translator
from handlers.shared.screens import clock
from handlers.shared.step_names import STEPS
from handlers.shared.topic_names import TOPICS

TO = {
    AudienceKind.EVERYBODY: "broadcast-to-everybody",
    AudienceKind.MUNICIPALITY: "broadcast-to-municipality",
    AudienceKind.EVENT: "broadcast-to-event",
    AudienceKind.GOING: "audience-to-going",
    AudienceKind.WAITING: "audience-to-waiting",
    AudienceKind.ATTENDED: "audience-to-attended",
    AudienceKind.SEATED: "audience-to-seated",
    AudienceKind.GRANT: "broadcast-to-grant",
    AudienceKind.FITTING: "audience-to-fitting",
    AudienceKind.CASE: "audience-to-case",
}
BUT = {
    AudienceKind.EVERYBODY: "audience-but-everybody",
    AudienceKind.MUNICIPALITY: "audience-but-municipality",
    AudienceKind.EVENT: "audience-but-event",
    AudienceKind.GOING: "audience-but-going",
    AudienceKind.WAITING: "audience-but-waiting",
    AudienceKind.ATTENDED: "audience-but-attended",
    AudienceKind.SEATED: "audience-but-seated",
    AudienceKind.GRANT: "audience-but-grant",
    AudienceKind.FITTING: "audience-but-fitting",
    AudienceKind.CASE: "audience-but-case",
}
TO_QUALITY = {
    "chair": "audience-to-chairs",
    "coordinator": "audience-to-coordinators",
    "ru": "audience-to-ru",
    "en": "audience-to-en",
}
BUT_QUALITY = {
    "chair": "audience-but-chairs",
    "coordinator": "audience-but-coordinators",
    "ru": "audience-but-ru",
    "en": "audience-but-en",
}
TO_STEP, BUT_STEP = "audience-to-step", "audience-but-step"
TO_TOPIC, BUT_TOPIC = "audience-to-topic", "audience-but-topic"
JOINS = {Join.OR: "audience-or", Join.AND: "audience-and", Join.NOT: "audience-not"}
ANYWHERE = "region"
REASONS = {
    LeftOut.NO_CONSENT: "audience-no-consent",
    LeftOut.STOPPED: "audience-stopped",
    LeftOut.ENOUGH: "audience-enough",
    LeftOut.PAPER: "audience-paper",
}


def to_whom(tr: Translator, audience: Audience | None, names: Sequence[str]) -> str:
    """An audience in words, with the name of each part."""
    if audience is None:
        return tr.plain("broadcast-to-nobody-yet")
    said = [said_of(tr, part, name, part.join) for part, name in zip(audience.parts, names, strict=True)]
    joins = [tr.plain(JOINS[part.join]) if at else "" for at, part in enumerate(audience.parts)]
    return "".join(join + each for join, each in zip(joins, said, strict=True))


def said_of(tr: Translator, part: Part, name: str, join: Join) -> str:
    """The words for one part after a join."""
    is_cut = join is Join.NOT
    if part.kind is AudienceKind.TOPIC:
        return tr.plain(BUT_TOPIC if is_cut else TO_TOPIC, topic=tr.plain(TOPICS[NewsTopic(part.key)]))
    if part.kind in QUALITIES:
        return tr.plain((BUT_QUALITY if is_cut else TO_QUALITY)[part.key])
    if part.kind is AudienceKind.STEP:
        step = tr.plain(STEPS[Step(part.step)])
        return tr.plain(BUT_STEP if is_cut else TO_STEP, step=step, place=name or ANYWHERE)
    unnamed = "case-untitled" if part.kind is AudienceKind.CASE else "broadcast-no-name"
    return tr.plain((BUT if is_cut else TO)[part.kind], name=name or tr.plain(unnamed))


def capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def who_else(tr: Translator, review: Review, zone: str) -> list[Markup]:
    """Lines about people of the audience who do not get it, with the reasons, and about newcomers."""
    lines = [tr(key, count=count) for why, key in REASONS.items() if (count := review.left_out.get(why))]
    said = [Markup("\n").join([tr("audience-left-out", count=review.everybody), *lines])] if lines else []
    return [*said, *newcomers_too(tr, review, zone)]


def newcomers_too(tr: Translator, review: Review, zone: str) -> list[Markup]:
    """The date until which newcomers get it, and the threshold when no second coordinator has to approve."""
    until = review.broadcast.newcomers_until
    if until is None:
        return []
    few = [] if is_many(review.recipients) else [tr("newcomers-few", threshold=THRESHOLD)]
    return [Markup(" ").join([tr("newcomers-too", when=clock(tr, until, zone)), *few])]
