"""/audit → the newest acts, page by page → one kind, one person, a time → a table of them (.xlsx)."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.audit import OTHERS, Act, AuditSubject, acts_of
from bot.domain.time import wall_clock
from bot.files.tables import Cell, Table
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.shared.buttons import AuditOfPerson
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.role_names import person_name, scope_name
from handlers.shared.screens import Number, Open, Pressed, Said, button, keyboard
from storage.people import audit
from storage.people.audit import AuditFilter, Kept

log = get_logger(__name__)
PAGE_SIZE = 6
# The table has so many rows at most, read so many at a time.
FILE_ROWS, FILE_PAGE = 5000, 500
REASON_SHOWN = 200
# The days that a filter may reach back; 0 is always.
PERIODS = {7: "audit-week", 30: "audit-month", 0: "audit-always"}
# Groups of acts to choose from; "" is all of them.
GROUP_NAMES = {"": "audit-any-act", "roles": "audit-roles", "data": "audit-data", OTHERS: "audit-others"}
FILE_NAME = "audit.xlsx"
COLUMNS = {
    "audit-when": 18,
    "audit-who": 28,
    "audit-act": 30,
    "audit-what": 24,
    "audit-whom": 28,
    "audit-where": 28,
    "audit-why": 60,
}


class AuditPage(CallbackData, prefix="audit"):
    """A page of acts of a group, or of one kind ("" is any), before an entry (0 is the newest).

    `person_id` 0 is anybody; `days` are the last ones, 0 is always.
    """

    act: str
    person_id: Number
    days: Number
    before: Number


class AuditChoice(CallbackData, prefix="auditby"):
    """`do` is acts, to choose a kind of act, periods, to choose a time, or file, for a table of what is shown."""

    do: str
    act: str
    person_id: Number
    days: Number


router = Router(name="audit")
router.message.filter(Said("audit"))
router.callback_query.filter(Pressed(AuditPage, AuditChoice, AuditOfPerson, places=("audit",)))


@router.message(Command("audit"))
@router.callback_query(Open.filter(F.place == "audit"))
async def show_newest(event: Message | CallbackQuery, ctx: Context) -> None:
    await put_page(event, ctx, AuditPage(act="", person_id=0, days=0, before=0))


@router.callback_query(AuditOfPerson.filter())
async def show_person(query: CallbackQuery, ctx: Context, callback_data: AuditOfPerson) -> None:
    await put_page(query, ctx, AuditPage(act="", person_id=callback_data.person_id, days=0, before=0))


@router.callback_query(AuditPage.filter())
async def turn_page(query: CallbackQuery, ctx: Context, callback_data: AuditPage) -> None:
    await put_page(query, ctx, callback_data)


async def put_page(event: Message | CallbackQuery, ctx: Context, shown: AuditPage) -> None:
    if not await ctx.require_coordinator(event) or await ctx.require_work(event) is None:
        return
    found = await ctx.store.read(audit.read, ctx.roles, which(ctx, shown), shown.before or None, PAGE_SIZE + 1)
    places = await municipality_names(ctx)
    head = ctx.tr(
        "audit-head", act=act_name(ctx.tr, shown.act), period=ctx.tr.plain(PERIODS.get(shown.days, "audit-always"))
    )
    lines = [entry_text(ctx, each, places) for each in found[:PAGE_SIZE]]
    rest = lines or [ctx.tr("audit-empty")]
    older = shown.model_copy(update={"before": found[PAGE_SIZE - 1].id}) if len(found) > PAGE_SIZE else None
    await ctx.show(event, Markup("\n\n").join([head, *rest]), keyboard(*page_rows(ctx.tr, shown, older)))


def page_rows(tr: Translator, shown: AuditPage, older: AuditPage | None) -> list[list[InlineKeyboardButton]]:
    chosen = {"act": shown.act, "person_id": shown.person_id, "days": shown.days}
    newest = [button(tr.plain("audit-newest"), shown.model_copy(update={"before": 0}))] if shown.before else []
    turn = [button(tr.plain("audit-older"), older)] if older else []
    return [
        newest + turn,
        [
            button(tr.plain("audit-choose-act"), AuditChoice(do="acts", **chosen)),
            button(tr.plain("audit-choose-period"), AuditChoice(do="periods", **chosen)),
        ],
        [button(tr.plain("audit-everybody"), shown.model_copy(update={"person_id": 0, "before": 0}))]
        if shown.person_id
        else [],
        [button(tr.plain("audit-file"), AuditChoice(do="file", **chosen))],
        [
            button(tr.plain("audit-to-people"), Open(place="people")),
            button(tr.plain("audit-to-work"), Open(place="work")),
        ],
    ]


def which(ctx: Context, shown: AuditPage | AuditChoice) -> AuditFilter:
    since = ctx.now - timedelta(days=min(shown.days, 10_000)) if shown.days else None
    return AuditFilter(acts_of(shown.act), shown.person_id, since)


def act_name(tr: Translator, act: str) -> str:
    """The name of an act, or of a group of acts."""
    return tr.plain(f"act-{Act(act)}") if act in {*Act} else tr.plain(GROUP_NAMES.get(act, GROUP_NAMES[""]))


def entry_text(ctx: Context, kept: Kept, places: Mapping[str, str]) -> Markup:
    tr, entry = ctx.tr, kept.entry
    parts = [
        tr("audit-entry", when=tr.moment(entry.at, ctx.zone), name=person_name(tr, entry.actor_id, kept.actor)),
        tr(
            "audit-entry-act",
            act=act_name(tr, entry.act),
            what=what(tr, kept),
            scope=scope_name(tr, entry.scope, places),
        ),
        tr("audit-entry-about", name=person_name(tr, entry.about_id, kept.about)) if entry.about_id else None,
        tr("audit-entry-reason", reason=why[:REASON_SHOWN]) if (why := entry.reason or kept.source) else None,
    ]
    return Markup("\n").join(filter(None, parts))


def what(tr: Translator, kept: Kept) -> str:
    """The thing that an act was on, with its number if it has one; a programme, or another person, by name."""
    entry = kept.entry
    if kept.programme:
        return kept.programme
    if entry.subject is AuditSubject.PERSON and entry.subject_id not in (None, entry.about_id):
        return tr.plain("audit-to-person", name=person_name(tr, entry.subject_id, kept.on))
    name = tr.plain(f"act-on-{entry.subject}")
    return tr.plain("audit-numbered", name=name, number=str(entry.subject_id)) if entry.subject_id else name


@router.callback_query(AuditChoice.filter(F.do == "acts"))
async def choose_act(query: CallbackQuery, ctx: Context, callback_data: AuditChoice) -> None:
    if await ctx.require_coordinator(query):
        base = AuditPage(act="", person_id=callback_data.person_id, days=callback_data.days, before=0)
        rows = [
            [button(ctx.tr.plain(label), base.model_copy(update={"act": group}))]
            for group, label in GROUP_NAMES.items()
        ]
        await ctx.show(query, ctx.tr("audit-which-act"), keyboard(*rows))


@router.callback_query(AuditChoice.filter(F.do == "periods"))
async def choose_period(query: CallbackQuery, ctx: Context, callback_data: AuditChoice) -> None:
    if await ctx.require_coordinator(query):
        base = AuditPage(act=callback_data.act, person_id=callback_data.person_id, days=0, before=0)
        rows = [
            [button(ctx.tr.plain(label), base.model_copy(update={"days": days}))] for days, label in PERIODS.items()
        ]
        await ctx.show(query, ctx.tr("audit-which-period"), keyboard(*rows))


@router.callback_query(AuditChoice.filter(F.do == "file"))
async def send_file(query: CallbackQuery, ctx: Context, callback_data: AuditChoice) -> None:
    """Send the newest FILE_ROWS entries of what is shown as a table."""
    if not await ctx.require_coordinator(query) or await ctx.require_work(query) is None:
        return
    content, count = await table(ctx, which(ctx, callback_data))
    log.info("audit exported", person_id=ctx.person_id, rows=count)
    if query.message:
        caption = ctx.tr("audit-sent", count=count, most=FILE_ROWS)
        back = keyboard([button(ctx.tr.plain("audit-back"), Open(place="audit"))])
        await query.message.answer_document(BufferedInputFile(content, FILE_NAME), caption=caption, reply_markup=back)
    await query.answer()


async def table(ctx: Context, shown: AuditFilter) -> tuple[bytes, int]:
    """Make the file; returns also the number of its rows. They are read in pages and written in a thread."""
    heads = [(ctx.tr.plain(key), width) for key, width in COLUMNS.items()]
    made, places = await asyncio.to_thread(Table, ctx.tr.plain("audit-sheet"), heads), await municipality_names(ctx)
    count, before = 0, None
    while count < FILE_ROWS:
        found = await ctx.store.read(audit.read, ctx.roles, shown, before, FILE_PAGE)
        if not found:
            break
        await asyncio.to_thread(made.add, [row(ctx, each, places) for each in found])
        count, before = count + len(found), found[-1].id
    return await asyncio.to_thread(made.done), count


def row(ctx: Context, kept: Kept, places: Mapping[str, str]) -> list[Cell]:
    tr, entry = ctx.tr, kept.entry
    return [
        wall_clock(entry.at, ctx.zone).replace(tzinfo=None),
        person_name(tr, entry.actor_id, kept.actor),
        act_name(tr, entry.act),
        what(tr, kept),
        person_name(tr, entry.about_id, kept.about) if entry.about_id else "",
        scope_name(tr, entry.scope, places),
        entry.reason or kept.source,
    ]
