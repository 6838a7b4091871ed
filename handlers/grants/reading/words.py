"""Words of the catalogue: a wish, what a programme means for its reader, what remains until a date."""

from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup

from bot.domain.catalogue.eligibility import Fit, Reach
from bot.domain.catalogue.remaining import Nearness, Remaining
from bot.domain.catalogue.wishes import NO_ENTITY, GrantWish
from bot.domain.grants import Applicant, Precision, Stage
from bot.i18n import Translator
from handlers.grants.views import THEMES, WAYS
from handlers.shared.applicant_names import APPLICANTS

MILLION = 1_000_000
FORECAST_REMAINS = {Nearness.MONTHS: "grant-left-months", Nearness.THIS_MONTH: "grant-left-this-month"}


def kinds_in_words(tr: Translator, kinds: Iterable[Applicant]) -> str:
    """The kinds of applicants in one line; everybody without a legal entity has one name."""
    chosen = frozenset(kinds)
    if chosen == NO_ENTITY:
        return tr.plain("grants-no-entity")
    return ", ".join(tr.plain(key) for kind, key in APPLICANTS.items() if kind in chosen)


def wish_in_words(tr: Translator, wish: GrantWish, places: Mapping[str, str], words: Iterable[str] = ()) -> str:
    """The conditions of a list in one line; `places` are the names of municipalities, `words` those searched."""
    said = [
        kinds_in_words(tr, wish.kinds),
        tr.plain(THEMES[wish.theme]) if wish.theme else "",
        places.get(wish.place, "") if wish.place else "",
        tr.month(date.fromisoformat(f"{wish.month}-01")) if wish.month else "",
        tr.plain("grants-sum-of", sum=rounded(tr, wish.roubles)) if wish.roubles else "",
        ", ".join(tr.plain("grants-word", word=word) for word in words),
    ]
    return " · ".join(filter(None, said))


def rounded(tr: Translator, roubles: int) -> str:
    """A sum as people say it: 300 thousand, 1.5 million."""
    if roubles < MILLION:
        return tr.plain("grants-thousand", sum=roubles // 1000)
    whole, part = roubles // MILLION, f"{roubles % MILLION // 1000:03}".rstrip("0")
    return tr.plain("grants-million", sum=tr.plain("grants-decimal", whole=whole, part=part) if part else str(whole))


def for_you(tr: Translator, fit: Fit, places: Iterable[str]) -> list[Markup]:
    """The first lines of a card: whether the reader may apply and how, and where the programme works."""
    lines: list[Markup] = []
    if fit.kind and fit.way:
        lines.append(tr("grant-for-you", way=tr.plain(WAYS[fit.way]), who=tr.plain(APPLICANTS[fit.kind])))
    if fit.reach is not Reach.EVERYWHERE:
        lines.append(tr(TERRITORIES[fit.reach], places=", ".join(places)))
    if fit.min_age_months:
        lines.append(tr("grant-age-for-you", months=fit.min_age_months))
    return lines


TERRITORIES = {
    Reach.YOURS: "grant-territory-yours",
    Reach.NOT_YOURS: "grant-territory-not-yours",
    Reach.UNKNOWN: "grant-territory",
}


def left(tr: Translator, stage: Stage, remains: Remaining) -> list[Markup]:
    """The time that remains, and the meaning of the hour, or of its absence, for somebody at home."""
    if remains.nearness in FORECAST_REMAINS:
        return [tr(FORECAST_REMAINS[remains.nearness], months=remains.count)]
    evening = tr.day_month(remains.evening)
    if stage.forecast:
        return [tr("grant-left-forecast", days=remains.count)]
    if remains.nearness is Nearness.HOURS:
        return [tr("grant-left-hours")]
    key = "grant-left-tonight" if remains.nearness is Nearness.TONIGHT else "grant-left"
    lines = [tr(key, days=remains.count, day=evening)]
    if remains.in_daytime:
        lines.append(tr("grant-left-daytime"))
    elif stage.precision is Precision.DAY:
        lines.append(tr("grant-left-no-hour"))
    return lines
