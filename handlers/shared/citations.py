"""Facts of law in words: always with their source, date and confidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from bot.domain.norms import PLACE, Confidence, Norm, Shape, day, fill, is_due, shape
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.shared.context import Context
from storage.law import norms

CONFIDENCE = {
    Confidence.A: "norm-confirmed",
    Confidence.B: "norm-one-source",
    Confidence.C: "norm-by-analogy",
    Confidence.OWN: "norm-unconfirmed",
}
CITED = {False: "norm-cited", True: "norm-cited-due"}


def cite(tr: Translator, source: str, as_of: date, confidence: Confidence, *, due: bool = False) -> Markup:
    """A source with its date and confidence in words; `due` adds that it may have changed."""
    return tr(CITED[due], source=source, on=f"{as_of:%d.%m.%Y}", confidence=tr.plain(CONFIDENCE[confidence]))


@dataclass(frozen=True, slots=True)
class Law:
    """The norms in the language of one reader, on one day."""

    tr: Translator
    norms: Mapping[str, Norm]
    today: date

    def value(self, key: str) -> str:
        """The norm's value as people write it: a date in words, anything else as it is stored."""
        norm = self.norms[key]
        return self.tr.day(day(norm)) if shape(norm.value) is Shape.DAY else norm.value

    def source(self, key: str) -> Markup:
        norm = self.norms[key]
        return cite(self.tr, norm.source, norm.as_of, norm.confidence, due=is_due(norm, self.today))

    def sources(self, keys: Iterable[str]) -> Markup:
        """The sources of several norms, each named once."""
        return Markup("\n").join(dict.fromkeys(self.source(key) for key in keys))

    def guide(self, name: str) -> Markup:
        """A guide text with its norms filled in."""
        return self.fill(self.tr.guide(name))

    def fill(self, text: str) -> Markup:
        """HTML of our own with its norms filled in. Sources without a place in the text follow it, folded up."""
        filled = Markup(fill(text, self._say))  # noqa: S704  the text is ours, and `_say` escapes every value
        rest = self._uncited(text)
        return Markup("\n\n").join(
            [filled, self.tr("norm-more-sources", sources=self.sources(rest))] if rest else [filled]
        )

    def _say(self, what: str, key: str) -> str:
        return self.source(key) if what == "source" else escape(self.value(key))

    def _uncited(self, text: str) -> list[str]:
        places = PLACE.findall(text)
        cited = {self.source(key) for what, key in places if what == "source"}
        return [key for what, key in places if what == "norm" and self.source(key) not in cited]


async def read_law(ctx: Context) -> Law:
    """The norms of the store, in the reader's language, on the day of the update."""
    return Law(ctx.tr, await ctx.store.read(norms.all_norms), wall_clock(ctx.now, ctx.settings.timezone).date())
