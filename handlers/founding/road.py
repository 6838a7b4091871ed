"""road → step → next step, [glossary], [refused]; in the municipality's order of steps, else in the common one."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.faq import terms_in
from bot.domain.founding import road
from bot.library import Library
from handlers.founding.views import (
    StepRefusalButton,
    StepWordsButton,
    refusal_screen,
    road_from,
    road_screen,
    step_screen,
    words_screen,
)
from handlers.shared.buttons import CaseHereButton, RoadButton, RoadFromButton
from handlers.shared.citations import read_law
from handlers.shared.context import Context
from handlers.shared.municipality import missed_before
from handlers.shared.screens import Pressed
from handlers.shared.step_names import StepButton
from storage import places
from storage.law import municipalities

router = Router(name="founding.road")
router.callback_query.filter(Pressed(RoadButton, RoadFromButton, StepButton, StepWordsButton, StepRefusalButton))


@router.callback_query(RoadButton.filter())
async def show_road(query: CallbackQuery, ctx: Context, callback_data: RoadButton) -> None:
    """Show the road; the common one for an unknown municipality. A case here keeps the place that was typed before."""
    one, missed = await ctx.store.read(municipalities.get, callback_data.slug), await missed_before(ctx)
    begin = CaseHereButton(do="begin", slug=one.slug, settlement=0, missed=missed) if one and missed else None
    await ctx.show(query, *road_screen(ctx.tr, one, begin))


@router.callback_query(RoadFromButton.filter())
async def show_road_from(query: CallbackQuery, ctx: Context, callback_data: RoadFromButton) -> None:
    place = await ctx.store.read(places.locate, callback_data.settlement)
    await ctx.show(query, *(road_from(ctx.tr, place) if place else road_screen(ctx.tr, None)))


@router.callback_query(StepButton.filter())
async def show_step(query: CallbackQuery, ctx: Context, callback_data: StepButton) -> None:
    one = await ctx.store.read(municipalities.get, callback_data.slug)
    if callback_data.step not in road(one.order if one else None):
        await ctx.show(query, *road_screen(ctx.tr, one), alert=ctx.tr.plain("step-not-here"))
        return
    law = await read_law(ctx)
    await ctx.show(query, *step_screen(ctx.tr, law, one, callback_data.step))


@router.callback_query(StepWordsButton.filter())
async def show_words(query: CallbackQuery, ctx: Context, callback_data: StepWordsButton, library: Library) -> None:
    shelf = await library.shelf(ctx.tr.locale)
    terms = terms_in(ctx.tr.guide(callback_data.step), shelf.terms)
    await ctx.show(query, *words_screen(ctx.tr, terms, callback_data.slug, callback_data.step))


@router.callback_query(StepRefusalButton.filter())
async def show_refusal(query: CallbackQuery, ctx: Context, callback_data: StepRefusalButton) -> None:
    law = await read_law(ctx)
    await ctx.show(query, *refusal_screen(ctx.tr, law, callback_data.slug, callback_data.step))
