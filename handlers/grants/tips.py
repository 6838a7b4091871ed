"""[I saw an announcement] on a card → consent → a link, words or a photo → a coordinator looks → the finder hears."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.catalogue.tips import TIP_MAX, TipKind, TipOutcome
from bot.domain.people import Purpose
from bot.logs import get_logger
from handlers.grants.views import TipButton
from handlers.shared.buttons import GrantButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, button, keyboard, to_menu, words_of
from storage import grants
from storage.grants import tips

REFUSALS = {TipOutcome.GONE: "grant-gone", TipOutcome.TOO_MANY: "tip-too-many"}


class Tipping(StatesGroup):
    announcement = State()


router = Router(name="grants.tips")
router.message.filter(Said(states=Tipping))
router.callback_query.filter(Pressed(TipButton))
log = get_logger(__name__)


def to_card(programme_id: int) -> GrantButton:
    return GrantButton(do="card", programme_id=programme_id, who=None, page=0)


@router.callback_query(TipButton.filter(F.do == "begin"))
async def ask_announcement(query: CallbackQuery, ctx: Context, callback_data: TipButton) -> None:
    programme_id = callback_data.programme_id
    agree = callback_data.model_copy(update={"do": "agree"})
    if await ctx.require(query, Purpose.QUESTIONS, agree, to_card(programme_id)):
        dead = button(ctx.tr.plain("tip-dead-link"), TipButton(do="dead", programme_id=programme_id))
        cancel = button(ctx.tr.plain("button-cancel"), to_card(programme_id))
        await ctx.ask(
            query, Tipping.announcement, ctx.tr("tip-ask"), keyboard([dead], [cancel]), programme_id=programme_id
        )


@router.callback_query(TipButton.filter(F.do == "agree"))
async def agree_and_ask(query: CallbackQuery, ctx: Context, callback_data: TipButton) -> None:
    """Record the consent and ask; for a programme that is gone, ask for no consent."""
    if await ctx.store.read(grants.get, callback_data.programme_id) is None:
        await ctx.refuse(query, "grant-gone")
        return
    await ask_announcement(query, await ctx.agreed(query, Purpose.QUESTIONS), callback_data)


@router.callback_query(TipButton.filter(F.do == "dead"))
async def send_dead_link(query: CallbackQuery, ctx: Context, callback_data: TipButton) -> None:
    await send(query, ctx, callback_data.programme_id, "", None, TipKind.LINK)


@router.message(StateFilter(Tipping))
async def take(message: Message, ctx: Context) -> None:
    """Take words or a photo, of which only its id in Telegram is kept."""
    photo, typed = message.photo[-1].file_id if message.photo else None, words_of(message)
    if not photo and not message.text:
        await ctx.answer_once(message, ctx.tr("tip-wants"))
        return
    if len(typed) > TIP_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=TIP_MAX))
        return
    programme_id = (await ctx.state.get_data()).get("programme_id", 0)
    await ctx.state.clear()
    await send(message, ctx, programme_id, typed, photo)


async def send(
    event: Message | CallbackQuery,
    ctx: Context,
    programme_id: int,
    text: str,
    photo: str | None,
    kind: TipKind = TipKind.ANNOUNCEMENT,
) -> None:
    person = ctx.person
    if person is None or not person.agreed(Purpose.QUESTIONS):
        await ctx.refuse(event, "grant-gone")
        return
    row = (programme_id, person.id, text, photo, ctx.settings.admin_ids, ctx.now, kind)
    outcome = await ctx.store.write(tips.send, *row)
    if outcome is not TipOutcome.SENT:
        log.info("tip refused", programme_id=programme_id, person_id=person.id, reason=outcome)
        await ctx.refuse(event, REFUSALS[outcome])
        return
    log.info("tip sent", programme_id=programme_id, person_id=person.id)
    back = button(ctx.tr.plain("grant-open"), to_card(programme_id))
    await ctx.show(event, ctx.tr("tip-sent"), keyboard([back], [to_menu(ctx.tr)]))
