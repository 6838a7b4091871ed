"""The choice of a municipality: a list to press that also takes a typed name. A conversation brings its buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.municipalities import Municipality, MunicipalityKind, fold, search
from bot.i18n import Translator
from handlers.shared.context import Context
from handlers.shared.screens import button, keyboard, pager
from storage.law import municipalities

PAGE_SIZE = 8
TYPED_MAX = 60

Row = list[InlineKeyboardButton]


@dataclass(frozen=True, slots=True)
class Picker:
    """A list of municipalities.

    `question` waits for a typed name; `chosen(slug=…)` and `page(page=…)` make the buttons. `everywhere` is the text
    key of a button without a slug: the whole region; "" leaves it out.
    """

    question: State
    chosen: Callable[..., CallbackData]
    page: Callable[..., CallbackData]
    everywhere: str = ""

    def region(self, tr: Translator) -> Row:
        return [button(tr.plain(self.everywhere), self.chosen(slug=""))] if self.everywhere else []

    def rows(self, found: Sequence[Municipality]) -> list[Row]:
        return [[button(one.name, self.chosen(slug=one.slug))] for one in found]

    async def ask(self, query: CallbackQuery, ctx: Context, page: int, text: Markup, below: Sequence[Row] = ()) -> None:
        """Show a page of the list, cities first, since most people live there."""
        known = await ctx.store.read(municipalities.all_municipalities)
        known.sort(key=lambda one: (one.kind is not MunicipalityKind.URBAN_OKRUG, fold(one.name)))
        pages = max(1, -(-len(known) // PAGE_SIZE))
        page = min(max(page, 0), pages - 1)
        shown = self.rows(known[page * PAGE_SIZE : (page + 1) * PAGE_SIZE])
        buttons = keyboard(self.region(ctx.tr), *shown, pager(ctx.tr, page, pages, self.page), *below)
        await ctx.ask(query, self.question, text, buttons)

    async def find(
        self, message: Message, ctx: Context, typed: str, unlisted: Markup, below: Sequence[Row] = ()
    ) -> Municipality | None:
        """Return the only municipality that fits and close the question; else show those that fit and return None.

        The person then presses one or types again. `unlisted` says what to do about a municipality that is not listed.
        """
        if len(typed) > TYPED_MAX:
            await message.answer(ctx.tr("too-long", typed=len(typed), most=TYPED_MAX))
            return None
        found = search(await ctx.store.read(municipalities.all_municipalities), typed)
        if len(found) == 1:
            await ctx.state.clear()
            return found[0]
        full_list = button(ctx.tr.plain("municipality-list"), self.page(page=0))
        buttons = keyboard(*self.rows(found[:PAGE_SIZE]), [full_list], self.region(ctx.tr), *below)
        await ctx.show(message, _found(ctx.tr, typed, len(found), unlisted), buttons)
        return None


async def municipality_names(ctx: Context) -> dict[str, str]:
    """The names of all municipalities by slug."""
    return {each.slug: each.name for each in await ctx.store.read(municipalities.all_municipalities)}


def _found(tr: Translator, typed: str, count: int, unlisted: Markup) -> Markup:
    if not count:
        return Markup("\n\n").join([tr("municipality-not-found", typed=typed), unlisted])
    if count > PAGE_SIZE:
        return tr("municipality-found-many", shown=PAGE_SIZE)
    return tr("municipality-found", count=count)
