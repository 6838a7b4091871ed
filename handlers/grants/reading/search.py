"""[in my own words] → typed: "for a playground up to 300 thousand in March" → the list of what fits.

Words about grants are understood anywhere, while no question is open; a question about them goes on to the answers.
"""

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter, StateFilter, or_f
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.catalogue import Catalogue, Understood
from bot.domain.catalogue.wishes import GrantWish, pack, unpack
from bot.domain.catalogue.wording import TYPED_MAX, is_wish
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.logs import get_logger
from bot.places import Places
from bot.vocabulary import words_of_wishes
from handlers.grants.reading.buttons import GrantsNarrow, to_narrow, wish_of
from handlers.grants.reading.listing import put_list
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, words_of

log = get_logger(__name__)


class Searching(StatesGroup):
    words = State()


class AboutGrants(Filter):
    """Passes words about programmes while no question is open. Whatever asks how grants work is none of them."""

    async def __call__(self, message: Message, raw_state: str | None = None) -> bool:
        typed = words_of(message)
        return raw_state is None and not typed.startswith("/") and is_wish(typed, words_of_wishes())


class ClearWish(Filter):
    """Passes words that are understood whole, and gives the wish to the handler as `found`."""

    async def __call__(
        self, message: Message, ctx: Context, catalogue: Catalogue, places: Places
    ) -> bool | dict[str, Any]:
        found = await understand(ctx, catalogue, places, words_of(message))
        return {"found": found} if found.is_sure else False


router = Router(name="grants.reading.search")
router.message.filter(or_f(Said(states=Searching), AboutGrants()))
router.callback_query.filter(Pressed(GrantsNarrow))


async def understand(ctx: Context, catalogue: Catalogue, places: Places, typed: str) -> Understood:
    """The wish in typed words, with the municipality that they name."""
    keyboards = [tr.plain("keyboard-row") for tr in ctx.texts]
    found = await catalogue.understand(typed[:TYPED_MAX], keyboards, local_date(ctx.now, ctx.zone), ctx.now)
    for word in found.near:
        sighting = await places.find(word)
        slugs = {each.municipality.slug for each in sighting.places} if sighting.is_exact else set()
        if slugs:
            wish = replace(found.wish, place=slugs.pop() if len(slugs) == 1 else None, words=())
            unknown = tuple(each for each in found.unknown if each != word)
            return Understood(wish, (), unknown, "" if wish.place else word)
    return found


@router.callback_query(GrantsNarrow.filter(F.do == "words"))
async def ask_words(query: CallbackQuery, ctx: Context, callback_data: GrantsNarrow) -> None:
    back = button(ctx.tr.plain("grants-to-narrow"), to_narrow("open", wish_of(callback_data)))
    await ctx.ask(query, Searching.words, ctx.tr("grants-ask-words"), keyboard([back]), wish=callback_data.wish)


@router.message(StateFilter(Searching.words), Typed())
async def take_words(message: Message, ctx: Context, typed: str, catalogue: Catalogue, places: Places) -> None:
    before = unpack(str((await ctx.state.get_data()).get("wish", "")))
    found = await understand(ctx, catalogue, places, typed)
    if found.wish.is_empty and not found.doubtful:
        back = button(ctx.tr.plain("grants-to-narrow"), to_narrow("open", before))
        await ctx.refuse(message, "grants-words-unknown", back)
        return
    await ctx.state.clear()
    log.info("catalogue searched", person_id=ctx.person_id, unknown=len(found.unknown))
    await put_list(message, ctx, catalogue, merged(before, found.wish), 0, doubts(ctx.tr, found))


def merged(before: GrantWish, typed: GrantWish) -> GrantWish:
    """The wish with what was typed in place of what it asked before."""
    own = {name: value for name in GrantWish.__slots__ if (value := getattr(typed, name))}
    return unpack(pack(replace(before, **own)))


def doubts(tr: Translator, found: Understood) -> Markup | None:
    """The words that were left out of a search; None when all were understood."""
    lines = [tr("grants-doubtful-place", place=found.doubtful)] if found.doubtful else []
    if found.unknown:
        words = ", ".join(tr.plain("grants-word", word=word) for word in found.unknown)
        lines.append(tr("grants-unknown-words", words=words))
    return Markup("\n").join(lines) if lines else None


@router.message(ClearWish())
async def find_unasked(message: Message, ctx: Context, found: Understood, catalogue: Catalogue) -> None:
    log.info("catalogue searched", person_id=ctx.person_id, unknown=0)
    await put_list(message, ctx, catalogue, found.wish, 0, doubts(ctx.tr, found))
