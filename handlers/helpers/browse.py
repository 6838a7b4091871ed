"""/helpers → a topic → who helps with it → one of them; any words meanwhile → those that fit."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.helpers import Helper, chosen
from bot.domain.time import local_date
from bot.library import HELPER, Library
from handlers.helpers.views import card, card_buttons, found_screen, list_screen, start_screen
from handlers.shared.buttons import HelperButton, HelpersButton
from handlers.shared.context import Context
from handlers.shared.helpers import read_helpers
from handlers.shared.screens import Open, Pressed, Said, Typed
from storage import helpers
from storage.law import municipalities

FOUND_MOST, SHOWN_TYPED = 5, 100


class SeekingHelp(StatesGroup):
    words = State()


router = Router(name="helpers.browse")
router.message.filter(Said("helpers", states=SeekingHelp))
router.callback_query.filter(Pressed(HelpersButton, HelperButton, places=("helpers",)))


@router.message(Command("helpers"))
@router.callback_query(Open.filter(F.place == "helpers"))
async def show_start(event: Message | CallbackQuery, ctx: Context) -> None:
    """Offer the topics, and wait for words."""
    known = (await read_helpers(ctx)).values()
    today = local_date(ctx.now, ctx.settings.timezone)
    kept = [each for each in known if helpers.may_edit(ctx.roles, each.slug)]
    due = sum(each.is_due(today) for each in kept) if ctx.coordinates() else None
    await ctx.ask(event, SeekingHelp.words, *start_screen(ctx.tr, sum(not each.is_hidden for each in known), due))


@router.callback_query(HelpersButton.filter())
async def show_list(query: CallbackQuery, ctx: Context, callback_data: HelpersButton) -> None:
    here = ctx.person.municipality if ctx.person else None
    found = chosen((await read_helpers(ctx)).values(), callback_data.topic, here)
    await ctx.show(query, *list_screen(ctx.tr, found, callback_data.topic, callback_data.page))


@router.callback_query(HelperButton.filter(F.do == "card"))
async def show_helper(query: CallbackQuery, ctx: Context, callback_data: HelperButton) -> None:
    await put_helper(query, ctx, callback_data.helper, votes=True)


@router.callback_query(HelperButton.filter(F.do.in_({"yes", "no"})))
async def take_vote(query: CallbackQuery, ctx: Context, callback_data: HelperButton) -> None:
    """Count whether it helped. Of who says so nothing is kept, so the card asks no more."""
    if await ctx.store.write(helpers.vote, callback_data.helper, helped=callback_data.do == "yes"):
        await put_helper(query, ctx, callback_data.helper, votes=False, toast=ctx.tr.plain("helper-thanks"))
    else:
        await ctx.refuse(query, "helper-gone")


async def put_helper(query: CallbackQuery, ctx: Context, slug: str, *, votes: bool, toast: str = "") -> None:
    found = (await read_helpers(ctx)).get(slug)
    keeps = helpers.may_edit(ctx.roles, slug)
    if found is None or (found.is_hidden and not keeps):
        await ctx.refuse(query, "helper-gone")
        return
    names = {each.slug: each.name for each in await ctx.store.read(municipalities.all_municipalities)}
    text = card(ctx.tr, found, names, local_date(ctx.now, ctx.settings.timezone))
    await ctx.show(query, text, card_buttons(ctx.tr, found, votes=votes, keeps=keeps), toast=toast)


@router.message(StateFilter(SeekingHelp), Typed())
async def seek(message: Message, ctx: Context, typed: str, library: Library) -> None:
    """Find helpers by words; the question stays open, so that more words may follow."""
    known = await read_helpers(ctx)
    hits = await library.find_more(typed, HELPER, FOUND_MOST, [*known.values()])
    found: list[Helper] = [known[hit.id.removeprefix(HELPER)] for hit in hits]
    await ctx.show(message, *found_screen(ctx.tr, found, typed[:SHOWN_TYPED]))


@router.message(StateFilter(SeekingHelp))
async def want_words(message: Message, ctx: Context) -> None:
    known = (await read_helpers(ctx)).values()
    await ctx.answer_once(message, *start_screen(ctx.tr, sum(not each.is_hidden for each in known), None))
