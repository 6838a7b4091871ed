"""/sources → every norm that the bot uses, with value, source, confidence, day of the check and of the next one."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.domain.norms import Norm, is_due
from handlers.founding.known_places import to_known
from handlers.founding.views import to_start
from handlers.shared.citations import Law, read_law
from handlers.shared.context import Context
from handlers.shared.norm_titles import title, words
from handlers.shared.screens import Number, Pressed, Said, keyboard, pager, to_menu

PAGE_SIZE = 5


class SourcesPage(CallbackData, prefix="srcp"):
    page: Number


router = Router(name="founding.sources")
router.message.filter(Said("sources"))
router.callback_query.filter(Pressed(SourcesPage))


@router.message(Command("sources"))
@router.callback_query(SourcesPage.filter())
async def show_sources(event: Message | CallbackQuery, ctx: Context, callback_data: SourcesPage | None = None) -> None:
    law = await read_law(ctx)
    keys = sorted(law.norms)
    pages = max(1, -(-len(keys) // PAGE_SIZE))
    page = min(callback_data.page if callback_data else 0, pages - 1)
    shown = keys[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    parts = [ctx.tr("sources", count=len(keys)), *(entry(law, law.norms[key]) for key in shown)]
    parts += [ctx.tr("sources-places")] if page == pages - 1 else []
    turn = pager(ctx.tr, page, pages, SourcesPage)
    buttons = keyboard(turn, [to_known(ctx.tr)], [to_start(ctx.tr), to_menu(ctx.tr)])
    await ctx.show(event, Markup("\n\n").join(parts), buttons)


def entry(law: Law, norm: Norm) -> Markup:
    """A norm with its value, its source and, where there is one, the day of the next check."""
    lines = [
        law.tr("source-entry", title=title(law.tr, norm.key), value=words(law.tr, law.value(norm.key))),
        law.source(norm.key),
    ]
    if norm.recheck_on:
        key = "source-recheck-due" if is_due(norm, law.today) else "source-recheck"
        lines.append(law.tr(key, day=law.tr.day(norm.recheck_on)))
    return Markup("\n").join(lines)
