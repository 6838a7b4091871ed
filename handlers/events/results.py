"""[results] on a coordinator's card → the numbers for a report → [Excel], [words of guests] → their pages."""

import asyncio
from collections.abc import Iterator
from functools import partial

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery
from markupsafe import Markup

from bot.domain.events import ChangeOutcome
from bot.domain.events.results import STARS, Results
from bot.domain.time import wall_clock
from bot.files.tables import Cell, Table
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.after_buttons import ResultsButton, WordsPage
from handlers.events.review import refuse_change
from handlers.events.views import EventButton, when
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Pressed, button, keyboard, pager
from storage.events import events, results

WORDS_ON_PAGE, PLACES_SHOWN = 5, 10

log = get_logger(__name__)
router = Router(name="events.results")
router.callback_query.filter(Pressed(ResultsButton, WordsPage))


async def results_of(query: CallbackQuery, ctx: Context, event_id: int) -> Results | None:
    """The numbers, for the coordinators of the event; else the reason is given and None returned."""
    found = await ctx.store.read(results.look, event_id, ctx.roles, ctx.now)
    if isinstance(found, Results):
        return found
    if found is ChangeOutcome.EARLY:
        await ctx.refuse(query, "results-early")
    else:
        await refuse_change(query, ctx, event_id, found)
    return None


@router.callback_query(ResultsButton.filter(F.do == "open"))
async def show_results(query: CallbackQuery, ctx: Context, callback_data: ResultsButton) -> None:
    found = await results_of(query, ctx, callback_data.event_id)
    if found is None:
        return
    names = await municipality_names(ctx)
    event_id = found.event.id
    table = button(ctx.tr.plain("results-xlsx"), ResultsButton(do="xlsx", event_id=event_id))
    said = [button(ctx.tr.plain("results-words", count=found.words), WordsPage(event_id=event_id, page=0))]
    back = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    await ctx.show(query, results_text(ctx.tr, found, names), keyboard([table], said if found.words else [], [back]))


def results_text(tr: Translator, found: Results, names: dict[str, str]) -> Markup:
    """The numbers as a text that can be copied into a report."""
    event = found.event
    parts = [tr("results", title=event.title, when=when(tr, event), place=event.place)]
    lines = [tr("results-signed", count=found.signed_up), tr("results-came", count=found.came)]
    lines += [tr("results-walked", count=found.walked_in)] if found.walked_in else []
    lines += [tr("results-new", count=found.newcomers)] if found.came_listed else []
    lines += [tr("results-hours", hours=hours(found.minutes))] if found.minutes else []
    lines += [tr("results-stars", average=tenths(tr, found.tenths), count=found.ratings)] if found.ratings else []
    parts.append(Markup("\n").join(lines))
    if places := [*by_place(found, tr, names)]:
        shown = Markup("\n").join(
            tr("results-place", name=name, count=people) for name, people in places[:PLACES_SHOWN]
        )
        parts += [tr("results-places", count=found.named), shown]
    if found.came == 0:
        parts.append(tr("results-nobody"))
    elif not event.minutes:
        parts.append(tr("results-no-length"))
    return Markup("\n\n").join(parts)


def hours(minutes: int | None) -> int:
    """Whole hours, rounded half up."""
    return ((minutes or 0) + 30) // 60


def tenths(tr: Translator, number: int) -> str:
    return tr.plain("results-average", whole=number // 10, tenth=str(number % 10))


def by_place(found: Results, tr: Translator, names: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The municipalities with those who came from there, the most first; then people who did not say theirs."""
    known = [(names.get(slug, slug), people) for slug, people in found.municipalities.items() if slug and people]
    yield from sorted(known, key=lambda each: (-each[1], each[0]))
    if people := found.municipalities.get("", 0):
        yield tr.plain("results-place-unknown"), people


@router.callback_query(ResultsButton.filter(F.do == "xlsx"))
async def send_table(query: CallbackQuery, ctx: Context, callback_data: ResultsButton) -> None:
    found = await results_of(query, ctx, callback_data.event_id)
    if found is None or query.message is None:
        return
    names = await municipality_names(ctx)
    content = await asyncio.to_thread(table_of, found, ctx.tr, names)
    log.info("results of an event sent", event_id=found.event.id, person_id=ctx.person_id)
    file = BufferedInputFile(content, f"event_{found.event.id}_results.xlsx")
    await query.message.answer_document(file, caption=ctx.tr("results-sent", title=found.event.title))
    await query.answer()


def table_of(found: Results, tr: Translator, names: dict[str, str]) -> bytes:
    """The numbers as a table; call it in a thread."""
    event = found.event
    table = Table(tr.plain("results-tab"), [(tr.plain("results-head-what"), 46), (tr.plain("results-head-value"), 40)])
    starts = wall_clock(event.starts_at, event.zone) if event.starts_at else None
    rows: list[tuple[str, Cell]] = [
        (tr.plain("results-row-title"), event.title),
        (tr.plain("results-row-when"), starts),
    ]
    rows += [(tr.plain("results-row-place"), event.place), (tr.plain("results-row-signed"), found.signed_up)]
    rows += [(tr.plain("results-row-came"), found.came), (tr.plain("results-row-walked"), found.walked_in)]
    rows += [(tr.plain("results-row-new"), found.newcomers), (tr.plain("results-row-places"), found.named)]
    rows += [(tr.plain("results-row-hours"), hours(found.minutes) if found.minutes else None)]
    rows += [(tr.plain("results-row-average"), tenths(tr, found.tenths) if found.ratings else None)]
    rows += [(tr.plain("results-row-stars", stars=each), found.stars.get(each, 0)) for each in STARS]
    rows += [(tr.plain("results-row-from", name=name), people) for name, people in by_place(found, tr, names)]
    table.add(rows)
    return table.done()


@router.callback_query(WordsPage.filter())
async def show_words(query: CallbackQuery, ctx: Context, callback_data: WordsPage) -> None:
    """Show the words of guests, without their names."""
    event_id = callback_data.event_id
    found = await ctx.store.read(results.words, event_id, ctx.roles)
    event = await ctx.store.read(events.get, event_id)
    if isinstance(found, ChangeOutcome) or event is None:
        await refuse_change(query, ctx, event_id, found if isinstance(found, ChangeOutcome) else ChangeOutcome.GONE)
        return
    pages = max(1, -(-len(found) // WORDS_ON_PAGE))
    page = min(callback_data.page, pages - 1)
    shown = found[page * WORDS_ON_PAGE : (page + 1) * WORDS_ON_PAGE]
    lines = [ctx.tr("results-word", stars=stars, word=word) for stars, word in shown]
    text = Markup("\n\n").join([ctx.tr("results-words-head", title=event.title, count=len(found)), *lines])
    turn = pager(ctx.tr, page, pages, partial(WordsPage, event_id=event_id))
    back = button(ctx.tr.plain("results-open"), ResultsButton(do="open", event_id=event_id))
    await ctx.show(query, text, keyboard(turn, [back]))
