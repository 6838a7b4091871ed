"""road → step → next step, [what the words mean], [refused]: in a municipality's own order, else in the usual one."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.config import Settings
from bot.domain.faq import terms_in
from bot.domain.founding import road
from bot.i18n import Translator
from bot.library import Library
from handlers.founding.views import (
    RoadButton,
    StepRefusalButton,
    StepWordsButton,
    refusal_screen,
    road_screen,
    step_screen,
    words_screen,
)
from handlers.shared.citations import read_law
from handlers.shared.screens import Pressed, show
from handlers.shared.step_names import StepButton
from storage.core.db import Store
from storage.law import municipalities

router = Router(name="founding.road")
router.callback_query.filter(Pressed(RoadButton, StepButton, StepWordsButton, StepRefusalButton))


@router.callback_query(RoadButton.filter())
async def show_road(query: CallbackQuery, callback_data: RoadButton, store: Store, tr: Translator) -> None:
    """A municipality that is no more, as one that was never listed, has the common road."""
    await show(query, *road_screen(tr, await store.read(municipalities.get, callback_data.slug)))


@router.callback_query(StepButton.filter())
async def show_step(
    query: CallbackQuery,
    callback_data: StepButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    now: datetime,
) -> None:
    one = await store.read(municipalities.get, callback_data.slug)
    if callback_data.step not in road(one.order if one else None):
        await show(query, *road_screen(tr, one), alert=tr.plain("step-not-here"))
        return
    law = await read_law(store, tr, settings, now)
    await show(query, *step_screen(tr, law, one, callback_data.step))


@router.callback_query(StepWordsButton.filter())
async def show_words(query: CallbackQuery, callback_data: StepWordsButton, library: Library, tr: Translator) -> None:
    shelf = await library.shelf(tr.locale)
    terms = terms_in(tr.guide(callback_data.step), shelf.terms)
    await show(query, *words_screen(tr, terms, callback_data.slug, callback_data.step))


@router.callback_query(StepRefusalButton.filter())
async def show_refusal(
    query: CallbackQuery,
    callback_data: StepRefusalButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    now: datetime,
) -> None:
    law = await read_law(store, tr, settings, now)
    await show(query, *refusal_screen(tr, law, callback_data.slug, callback_data.step))
