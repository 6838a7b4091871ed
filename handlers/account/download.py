"""/mydata → what is kept and who looked → everything in two files: to read (.docx), and for programs (.json)."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, FSInputFile, Message
from markupsafe import Markup, escape

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import REGION
from bot.files.personal import RowsFile, readable
from bot.logs import get_logger
from handlers.account.views import COUNTED, DataButton, counted_lines, is_appointed, known_text
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.role_names import person_name
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage.core.db import Store
from storage.people import audit, people, personal_data
from storage.people.people import Knowledge
from storage.people.personal_data import Held

log = get_logger(__name__)
router = Router(name="account.download")
router.message.filter(Said("mydata"))
router.callback_query.filter(Pressed(DataButton), DataButton.filter(F.do == "download"))

FILE_NAME, PAPER_NAME = "my-data.json", "my-data.docx"
PAGE = 500
# So many rows of a kind are in the paper, which says so; the .json has all of them. So many looks are on the screen.
SHOWN, LOOKED_SHOWN = 100, 5


@router.message(Command("mydata"))
@router.callback_query()
async def send_data(event: Message | CallbackQuery, ctx: Context) -> None:
    known = await ctx.store.read(people.know, ctx.person.id) if ctx.person else None
    if known is None:
        await ctx.show(event, ctx.tr("mydata-nothing"), keyboard([to_menu(ctx.tr)]))
        return
    message = event if isinstance(event, Message) else event.message
    if message:
        await note_export(ctx, known.person.id)
        await message.answer(await summary(ctx, known))
        with TemporaryDirectory(prefix="tos-data-") as folder:
            file = Path(folder, FILE_NAME)
            shown, count = await write_rows(ctx.store, known.person.id, ctx.state.row_key, file)
            paper = await asyncio.to_thread(
                readable, ctx.tr.plain("mydata-title"), await chapters(event, ctx, known, shown)
            )
            await message.answer_document(BufferedInputFile(paper, PAPER_NAME))
            onward = keyboard([button(ctx.tr.plain("privacy-back"), Open(place="privacy"))], [to_menu(ctx.tr)])
            caption = ctx.tr("mydata-sent", count=count)
            await message.answer_document(FSInputFile(file), caption=caption, reply_markup=onward)
        log.info("personal data exported", person_id=known.person.id, rows=count)
    if isinstance(event, CallbackQuery):
        await event.answer()


async def note_export(ctx: Context, person_id: int) -> None:
    """Let the audit keep, once a day, that the person took their data."""
    entry = AuditEntry(Act.DATA_EXPORTED, person_id, person_id, AuditSubject.PERSON, person_id, REGION, "", ctx.now)
    await ctx.store.write(audit.note_daily, entry, ctx.now.replace(hour=0, minute=0, second=0, microsecond=0))


async def write_rows(store: Store, person_id: int, key: str, file: Path) -> tuple[dict[str, list[Held]], int]:
    """Write all rows into a file, page by page. Returns the first ones of each kind, and the number of all."""
    shown: dict[str, list[Held]] = {}
    count = 0
    with file.open("w", encoding="utf8") as out:
        rows = RowsFile(out)
        for kind in personal_data.kinds():
            rows.begin(kind)
            first, last = shown.setdefault(kind, []), None
            while found := await store.read(personal_data.page, kind, person_id, key, last, PAGE):
                await asyncio.to_thread(rows.add, [each.values for each in found])
                first += found[: SHOWN - len(first)]
                last, count = found[-1], count + len(found)
        rows.done()
    return shown, count


async def chapters(
    event: Message | CallbackQuery, ctx: Context, known: Knowledge, shown: dict[str, list[Held]]
) -> list[tuple[str, list[str]]]:
    """The chapters of the paper: what `/privacy` says, each kind of record, and who looked."""
    appointed = [ctx.tr("privacy-appointed")] if is_appointed(event, ctx.settings) else []
    text = known_text(ctx, known, await municipality_names(ctx), appointed)
    about = [plain for line in text.splitlines() if (plain := line.striptags())]
    kinds = [
        (ctx.tr.plain(key, count=known.rows[kind]), paragraphs(ctx, shown[kind], known.rows[kind]))
        for kind, key in COUNTED.items()
        if shown[kind] and kind != "audit"
    ]
    return [("", about), *kinds, *await lookers(ctx, known.person.id)]


def paragraphs(ctx: Context, rows: list[Held], count: int) -> list[str]:
    """A paragraph for each row: its moment, by the person's clock, and its words."""
    moments = [[ctx.tr.moment(row.at, ctx.zone)] if row.at else [] for row in rows]
    lines = ["\n".join([*moment, *row.words]) for moment, row in zip(moments, rows, strict=True)]
    return [*filter(None, lines), *([ctx.tr.plain("mydata-more", file=FILE_NAME)] if count > len(rows) else [])]


async def summary(ctx: Context, known: Knowledge) -> Markup:
    """Tell what is kept, how much of it, and who looked at it last, to be read before any file."""
    looked = await looked_lines(ctx, known.person.id, LOOKED_SHOWN + 1)
    shown = looked[:LOOKED_SHOWN]
    parts = [
        ctx.tr("mydata-summary", name=known.person.name),
        counted_lines(ctx.tr, known),
        Markup("\n").join([ctx.tr("mydata-looked-head" if shown else "mydata-looked-nobody"), *map(escape, shown)]),
        ctx.tr("mydata-looked-more") if len(looked) > LOOKED_SHOWN else None,
    ]
    return Markup("\n\n").join(filter(None, parts))


async def lookers(ctx: Context, person_id: int) -> list[tuple[str, list[str]]]:
    """The chapter about what others did with the person's data; none where nobody did."""
    lines = await looked_lines(ctx, person_id, SHOWN + 1)
    more = [ctx.tr.plain("mydata-more", file=FILE_NAME)] if len(lines) > SHOWN else []
    return [(ctx.tr.plain("mydata-lookers"), [*lines[:SHOWN], *more])] if lines else []


async def looked_lines(ctx: Context, person_id: int, most: int) -> list[str]:
    """Lines of who did what with the person's data and when, the newest first."""
    return [
        ctx.tr.plain(
            "mydata-looked",
            when=ctx.tr.moment(each.entry.at, ctx.zone),
            name=person_name(ctx.tr, each.entry.actor_id, each.actor),
            act=ctx.tr.plain(f"act-{each.entry.act}"),
        )
        for each in await ctx.store.read(audit.about, person_id, most)
    ]
