"""The list → [calendar of the year] → twelve months in words → a month | the same as a picture | as one file.

All three say of a forecast that it is one.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton
from markupsafe import Markup

from bot.catalogue import Catalogue
from bot.domain.catalogue.shelf import DatedStage, Shelf
from bot.domain.catalogue.wishes import GrantWish, months_from
from bot.domain.catalogue.year import bars, last_day
from bot.domain.grants import Applicant, Precision
from bot.domain.seasons import coming, is_vote
from bot.domain.time import local_date
from bot.files import ics, year_picture
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.grants import dates
from handlers.grants.calendar_entries import entries_of_dates
from handlers.grants.public_address import address, as_webcal
from handlers.grants.reading.buttons import GrantsYear, found, to_narrow, to_year, wish_of
from handlers.grants.reading.listing import heading
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard, link, to_menu

# Dates of a month in the words of the whole year, and on a screen of its own; rows of a picture; dates of a file.
SHOWN, IN_MONTH, ROWS_MOST, DATES_MOST = 3, 20, 14, 500
CAPTION_MOST = 1000
# The words of a date, by (the date is known to the month only, the date is a forecast).
DATES = {
    (False, False): "grants-date-day",
    (False, True): "grants-date-about",
    (True, False): "grants-date-no-day",
    (True, True): "grants-date-expected",
}

router = Router(name="grants.reading.year")
router.callback_query.filter(Pressed(GrantsYear))
log = get_logger(__name__)


@router.callback_query(GrantsYear.filter(F.do == "text"))
async def show_year(query: CallbackQuery, ctx: Context, callback_data: GrantsYear, catalogue: Catalogue) -> None:
    wish = wish_of(callback_data)
    shelf = await catalogue.shelf(ctx.now, with_words=bool(wish.words))
    fitting = shelf.dates.fitting(wish)
    parts = [ctx.tr("grants-year-head", count=fitting.bit_count()), *await heading(ctx, shelf, wish)]
    parts += [month_lines(ctx.tr, shelf, fitting, each) for each in months_from(local_date(ctx.now, ctx.zone))]
    parts += [ctx.tr("grants-year-follow", url=as_webcal(public(ctx, wish, feed=True)))] if public(ctx, wish) else []
    await ctx.show(query, Markup("\n\n").join(filter(None, parts)), keyboard(*year_buttons(ctx, shelf, wish)))


def month_lines(tr: Translator, shelf: Shelf, fitting: int, month: str) -> Markup:
    """A month with its first dates; nothing for a month without any."""
    within = in_month(shelf, fitting, month)
    if not within:
        return Markup()
    more = within.bit_count() - SHOWN
    lines = [tr("grants-month", month=month_name(tr, month))]
    lines += [date_line(tr, each) for each in shelf.dates.page(within, 0, SHOWN)]
    lines += [tr("grants-month-more", count=more)] if more > 0 else []
    return Markup("\n").join(lines)


def in_month(shelf: Shelf, fitting: int, month: str) -> int:
    return shelf.between(fitting, date.fromisoformat(f"{month}-01"), last_day(month))


def month_name(tr: Translator, month: str) -> str:
    name = tr.month(date.fromisoformat(f"{month}-01"))
    return name[:1].upper() + name[1:]


def date_line(tr: Translator, dated: DatedStage) -> Markup:
    """A date in one line: its day, the event, the programme. A forecast does not look like an announced date."""
    return tr("grants-date-forecast" if dated.stage.forecast else "grants-date", said=plain_date(tr, dated))


def plain_date(tr: Translator, dated: DatedStage) -> str:
    """The same without marks."""
    stage = dated.stage
    label = tr.plain((dates.VOTE_LABELS if is_vote(dated.programme) else dates.LABELS)[stage.kind])
    key = DATES[stage.precision is Precision.MONTH, stage.forecast]
    return tr.plain(key, day=tr.day_month(dated.on), label=label, title=dated.programme.short_title)


def public(ctx: Context, wish: GrantWish, *, feed: bool = False) -> str:
    """The public address of the same for the same kinds of applicants; "" where there is none.

    The calendar to follow has the theme and the place of the wish, too.
    """
    language = "" if ctx.tr.locale == ctx.settings.default_locale else ctx.tr.locale
    who = ",".join(kind.value for kind in Applicant if kind in wish.kinds)
    narrower = {"theme": wish.theme.value if wish.theme else "", "place": wish.place or ""} if feed else {}
    return address(ctx.settings, feed=feed, who=who, lang=language, **narrower)


def year_buttons(ctx: Context, shelf: Shelf, wish: GrantWish) -> list[list[InlineKeyboardButton]]:
    tr, fitting = ctx.tr, shelf.dates.fitting(wish)
    first = next(iter(shelf.dates.page(fitting, 0, 1)), None)
    return [
        [button(tr.plain("grants-by-month"), to_year("month", wish, f"{first.on:%Y-%m}" if first else ""))],
        [
            button(tr.plain("grants-year-picture"), to_year("picture", wish)),
            button(tr.plain("grants-year-file"), to_year("file", wish)),
        ],
        [link(tr.plain("grants-year-page"), public(ctx, wish))] if public(ctx, wish) else [],
        [button(tr.plain("grants-narrow"), to_narrow("open", wish))],
        [button(tr.plain("grants-to-list"), found(wish, 0)), to_menu(tr)],
    ]


@router.callback_query(GrantsYear.filter(F.do == "month"))
async def show_month(query: CallbackQuery, ctx: Context, callback_data: GrantsYear, catalogue: Catalogue) -> None:
    wish = wish_of(callback_data)
    known = months_from(local_date(ctx.now, ctx.zone))
    month = callback_data.month if callback_data.month in known else known[0]
    shelf = await catalogue.shelf(ctx.now, with_words=bool(wish.words))
    within = in_month(shelf, shelf.dates.fitting(wish), month)
    lines = [date_line(ctx.tr, each) for each in shelf.dates.page(within, 0, IN_MONTH)]
    more = within.bit_count() - len(lines)
    lines += [ctx.tr("grants-month-more", count=more)] if more > 0 else []
    parts = [ctx.tr("grants-month", month=month_name(ctx.tr, month)), *await heading(ctx, shelf, wish)]
    parts.append(Markup("\n\n").join(lines) if lines else ctx.tr("grants-month-empty"))
    place = known.index(month)
    turn = [button(month_name(ctx.tr, each), to_year("month", wish, each)) for each in beside(known, place)]
    these = replace(wish, month=month)
    cards = [button(ctx.tr.plain("grants-month-cards"), found(these, 0))] if lines else []
    buttons = keyboard(cards, turn, [button(ctx.tr.plain("grants-to-year"), to_year("text", wish)), to_menu(ctx.tr)])
    await ctx.show(query, Markup("\n\n").join(parts), buttons)


def beside(known: Sequence[str], place: int) -> Sequence[str]:
    """The months before and after one of them."""
    return [each for number, each in enumerate(known) if abs(number - place) == 1]


@router.callback_query(GrantsYear.filter(F.do == "file"))
async def send_file(query: CallbackQuery, ctx: Context, callback_data: GrantsYear, catalogue: Catalogue) -> None:
    """Send the dates of the year as one calendar file; it strikes out those of cancelled rounds."""
    wish = wish_of(callback_data)
    number, shelf = await catalogue.edition(ctx.now, with_words=bool(wish.words))
    chosen, count = shelf.calendar(wish, DATES_MOST), min(shelf.dates.fitting(wish).bit_count(), DATES_MOST)
    file = await asyncio.to_thread(year_file, ctx, chosen, number)
    log.info("calendar file of the catalogue sent", dates=count)
    if query.message:
        caption = ctx.tr("grants-year-file-sent", count=count)
        await query.message.answer_document(BufferedInputFile(file, "grants.ics"), caption=caption)
    await query.answer()


def year_file(ctx: Context, chosen: Iterable[DatedStage], number: int) -> bytes:
    entries = entries_of_dates(ctx.tr, chosen, ctx.zone)
    return ics.dates(entries, ics.Edition(None, ctx.now, number), ctx.tr.plain("grants-feed-name"))


@router.callback_query(GrantsYear.filter(F.do == "picture"))
async def send_picture(query: CallbackQuery, ctx: Context, callback_data: GrantsYear, catalogue: Catalogue) -> None:
    """Send the year as a picture; the words under it say the same for those who cannot see it."""
    wish = wish_of(callback_data)
    shelf = await catalogue.shelf(ctx.now, with_words=bool(wish.words))
    first = local_date(ctx.now, ctx.zone).replace(day=1)
    rows = picture_rows(ctx, shelf, wish, first)
    if not rows:
        await ctx.refuse(query, "grants-year-nothing")
        return
    content = await asyncio.to_thread(year_picture.draw, picture_words(ctx, first), rows)
    if query.message:
        buttons = keyboard([button(ctx.tr.plain("grants-to-year"), to_year("text", wish)), to_menu(ctx.tr)])
        photo = BufferedInputFile(content, "grants.png")
        await query.message.answer_photo(photo, caption=caption(ctx.tr, rows), reply_markup=buttons)
    await query.answer()


def picture_rows(ctx: Context, shelf: Shelf, wish: GrantWish, first: date) -> list[year_picture.Row]:
    """The nearest programmes with something in these twelve months."""
    rows: list[year_picture.Row] = []
    for programme in shelf.programmes.page(shelf.programmes.fitting(wish), 0, 3 * ROWS_MOST):
        drawn, stage = bars(programme, first, ctx.now), coming(programme, ctx.now)
        if drawn and stage and len(rows) < ROWS_MOST:
            rows.append(year_picture.Row(programme.short_title, drawn, dates.brief(ctx.tr, stage, ctx.zone)))
    return rows


def picture_words(ctx: Context, first: date) -> year_picture.Year:
    tr = ctx.tr
    months = [date.fromisoformat(f"{each}-01") for each in months_from(first)]
    return year_picture.Year(
        title=tr.plain("grants-picture-title", first=tr.month(months[0]), last=tr.month(months[-1])),
        months=[tr.month_short(each) for each in months],
        announced=tr.plain("grants-picture-announced"),
        forecast=tr.plain("grants-picture-forecast"),
        foot=tr.plain("grants-picture-foot", day=tr.day(local_date(ctx.now, ctx.zone))),
    )


def caption(tr: Translator, rows: Iterable[year_picture.Row]) -> Markup:
    """The picture in words, as many of its rows as fit under it."""
    said = tr("grants-picture-caption")
    for row in rows:
        longer = said + Markup("\n") + tr("grants-picture-line", title=row.title, note=row.note)
        if len(longer.striptags()) > CAPTION_MOST:
            break
        said = longer
    return said
