"""The choice of a place: a list of municipalities that also takes a typed name, of a settlement too.

A name that fits exactly one place is taken; anything else is a question, whose buttons the conversation brings.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.municipalities import MunicipalityKind, fold
from bot.domain.places.gazetteer import Sighting
from bot.domain.places.settlements import MISS_WORDS_MAX, NAME_MAX, Located, Settlement, SettlementKind
from bot.domain.questions import is_private
from bot.domain.words import one_line, says_something
from bot.i18n import Translator
from bot.places import Places
from handlers.shared.context import Context
from handlers.shared.screens import MOST, button, keyboard, pager
from storage.law import municipalities
from storage.places import count_miss, note_miss

# So many of those found by a name are offered.
PAGE_SIZE = 5

SETTLEMENTS = {
    SettlementKind.CITY: "settlement-city",
    SettlementKind.TOWN: "settlement-town",
    SettlementKind.SETTLEMENT: "settlement-settlement",
    SettlementKind.VILLAGE: "settlement-village",
    SettlementKind.STATION: "settlement-station",
}

Row = list[InlineKeyboardButton]
ToPlace = Callable[..., CallbackData]


@dataclass(frozen=True, slots=True)
class Picker:
    """A list of municipalities.

    `question` waits for a typed name; `chosen(slug=…)` and `page(page=…)` make the buttons. `unlisted` is the text key
    of the advice on a place that is not found; `everywhere` that of a button without a slug, the whole region; ""
    leaves it out. `settled(settlement=…)` makes the button of a settlement, see `rows`.
    """

    question: State
    chosen: ToPlace
    page: ToPlace
    unlisted: str
    everywhere: str = ""
    settled: ToPlace | None = None

    def region(self, tr: Translator) -> Row:
        return [button(tr.plain(self.everywhere), self.chosen(slug=""))] if self.everywhere else []

    async def ask(self, query: CallbackQuery, ctx: Context, page: int, text: Markup, below: Sequence[Row] = ()) -> None:
        """Show a page of the list, cities first, since most people live there."""
        known = await ctx.store.read(municipalities.all_municipalities)
        known.sort(key=lambda one: (one.kind is not MunicipalityKind.URBAN_OKRUG, fold(one.name)))
        # What a screen has left beside the two ways to turn; on the first page the region takes the place of one.
        size = MOST - 2 - sum(map(len, below))
        pages = max(1, -(-len(known) // size))
        page = min(max(page, 0), pages - 1)
        shown = rows(ctx.tr, map(Located, known[page * size : (page + 1) * size]), self.chosen)
        first = self.region(ctx.tr) if page == 0 else []
        buttons = keyboard(first, *shown, pager(ctx.tr, page, pages, self.page), *below)
        missed = await missed_before(ctx)
        if missed and not (await ctx.state.get_data()).get("counted"):
            await ctx.store.write(count_miss, missed)
        kept = {"missed": missed, "counted": True} if missed else {}
        await ctx.ask(query, self.question, text, buttons, **kept)

    async def find(
        self, message: Message, ctx: Context, places: Places, typed: str, below: Sequence[Row] = ()
    ) -> Located | None:
        """Return the only place that fits exactly and close the question; else offer places and return None.

        The person then presses one or types again. A place that nobody knows is noted for the coordinators.
        """
        if len(typed) > NAME_MAX:
            await message.answer(ctx.tr("too-long", typed=len(typed), most=NAME_MAX))
            return None
        sighting = await places.find(typed)
        if sighting.is_sure:
            await ctx.state.clear()
            return sighting.places[0]
        found = rows(ctx.tr, sighting.places, self.chosen, self.settled)
        missed = await note(ctx, sighting, typed, 0 if found else 1)
        await ctx.state.update_data(missed=missed, counted=not found)
        full_list = button(ctx.tr.plain("municipality-list"), self.page(page=0))
        buttons = keyboard(*found[:PAGE_SIZE], [full_list], self.region(ctx.tr), *below)
        said = offer(ctx.tr, len(found)) if found else self._not_found(ctx.tr, typed, is_noted=missed > 0)
        await ctx.show(message, said, buttons)
        return None

    def _not_found(self, tr: Translator, typed: str, *, is_noted: bool) -> Markup:
        parts = [tr("municipality-not-found", typed=typed)]
        parts += [tr("place-noted")] if is_noted else []
        return Markup("\n\n").join([*parts, tr(self.unlisted)])


def rows(tr: Translator, places: Iterable[Located], chosen: ToPlace, settled: ToPlace | None = None) -> list[Row]:
    """A button for each place, one below the other; each leads to a screen of its own.

    `chosen(slug=…)` makes the button of a municipality, `settled(settlement=…)` that of a settlement; without it a
    settlement counts as its municipality.
    """
    found: dict[str, Row] = {}
    for place in places:
        if settled and place.settlement:
            to, label = settled(settlement=place.settlement.id), place_label(tr, place)
        else:
            to, label = chosen(slug=place.municipality.slug), place.municipality.name
        found.setdefault(to.pack(), [button(label, to)])
    return list(found.values())


async def note(ctx: Context, sighting: Sighting, typed: str, count: int) -> int:
    """Note a place that is not in the gazetteer, unless the words may be personal. Return its id, 0 for none.

    `count` is 0 while places like it are offered: it counts once the person opens the list instead.
    """
    words = one_line(typed)
    is_name = says_something(words) and len(words.split()) <= MISS_WORDS_MAX and not is_private(words)
    return await ctx.store.write(note_miss, words, count, ctx.now) if sighting.is_missed and is_name else 0


async def missed_before(ctx: Context) -> int:
    """The id of the place that the person typed and nobody knew, while they choose its municipality; 0 for none."""
    missed: int = (await ctx.state.get_data()).get("missed", 0)
    return missed


def offer(tr: Translator, count: int) -> Markup:
    """The question above the buttons of `count` places."""
    return tr("place-found-many", shown=PAGE_SIZE) if count > PAGE_SIZE else tr("place-found", count=count)


def settlement_name(tr: Translator, settlement: Settlement) -> str:
    """The name with its kind, as it stands in papers."""
    key = SETTLEMENTS.get(settlement.kind)
    return tr.plain(key, name=settlement.name) if key else settlement.name


def place_label(tr: Translator, place: Located) -> str:
    """A place in one line: a settlement with its municipality, or the municipality."""
    if place.settlement is None or place.is_town:
        return place.municipality.name
    name = settlement_name(tr, place.settlement)
    return tr.plain("place-in", place=name, municipality=place.municipality.name)


async def municipality_names(ctx: Context) -> dict[str, str]:
    """The names of all municipalities by slug."""
    return {each.slug: each.name for each in await ctx.store.read(municipalities.all_municipalities)}
