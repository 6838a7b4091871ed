"""A coordinator: a programme on the desk → [whom it concerns] → numbers by municipality and kind → [draft a broadcast].

Only numbers are seen, and small ones are hidden. The draft has words and an audience; it is reviewed, approved and sent
like any other.
"""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.domain.applications.figures import FEWEST, published
from bot.domain.broadcasts.broadcast import BroadcastOutcome, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.grants import Programme, StageKind
from bot.domain.people import Purpose
from bot.domain.seasons import coming
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.applications.buttons import FiguresOfYear
from handlers.applications.views import stage_when
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.buttons import BroadcastButton, GrantButton, ReachButton
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Open, Pressed, button, keyboard
from storage import grants
from storage.applications import figures
from storage.broadcasts.compose import drafts

PLACES_SHOWN, LINK_LABEL_MOST = 12, 40

router = Router(name="applications.reach")
router.callback_query.filter(Pressed(ReachButton))
log = get_logger(__name__)


@router.callback_query(ReachButton.filter(F.do == "show"))
async def show_reach(query: CallbackQuery, ctx: Context, callback_data: ReachButton) -> None:
    if not await ctx.require_coordinator(query):
        return
    seen = await ctx.store.read(grants.look, callback_data.programme_id, None)
    if seen is None:
        await ctx.refuse(query, "grant-gone")
        return
    programme = seen.programme
    draft = button(ctx.tr.plain("reach-draft"), ReachButton(do="draft", programme_id=programme.id))
    statistics = button(ctx.tr.plain("apply-figures"), FiguresOfYear(do="show", year=0))
    card = GrantButton(do="card", programme_id=programme.id, who=None, page=0)
    to_desk = button(ctx.tr.plain("reach-to-catalogue"), Open(place="catalogue"))
    rows = [[draft], [statistics], [button(ctx.tr.plain("apply-to-programme"), card), to_desk]]
    await ctx.show(query, await reach_text(ctx, programme), keyboard(*rows))


async def reach_text(ctx: Context, programme: Programme) -> Markup:
    """The people whom the programme concerns, in numbers: all, by municipality, by kind."""
    tr, names = ctx.tr, await municipality_names(ctx)
    by_place, by_kind = await ctx.store.read(figures.reachable, ctx.roles, programme)
    seen = published(by_place)
    places = sorted(seen.rows, key=lambda slug: (-(seen.rows[slug] or 0), names.get(slug, slug)))
    lines = [
        tr(
            "reach-line",
            name=names.get(slug, slug) if slug else tr.plain("reach-nowhere"),
            said=said(tr, seen.rows[slug]),
        )
        for slug in places[:PLACES_SHOWN]
    ]
    kinds = [
        tr("reach-line", name=tr.plain(APPLICANTS[kind]), said=said(tr, count if count >= FEWEST else None))
        for kind, count in by_kind.items()
        if kind in APPLICANTS
    ]
    head = tr("reach-head", title=programme.short_title, said=said(tr, seen.total))
    parts = [head, *([Markup("\n").join([tr("reach-places"), *lines])] if lines else [])]
    parts += [Markup("\n").join([tr("reach-kinds"), *kinds])] if kinds else []
    return Markup("\n\n").join([*parts, tr("reach-rule", fewest=FEWEST)])


def said(tr: Translator, count: int | None) -> str:
    """A number as it is shown: a hidden one says that it is small or would give a small one away."""
    return tr.plain("reach-hidden") if count is None else f"{count}"


@router.callback_query(ReachButton.filter(F.do == "draft"))
async def draft_broadcast(query: CallbackQuery, ctx: Context, callback_data: ReachButton) -> None:
    """Make a draft with words and an audience, and lead to its review; nothing is sent."""
    if not await ctx.require_coordinator(query):
        return
    seen = await ctx.store.read(grants.look, callback_data.programme_id, None)
    if seen is None or ctx.person is None or not ctx.person.agreed(Purpose.WORK):
        await ctx.refuse(query, "grant-gone" if seen is None else "not-allowed")
        return
    programme = seen.programme
    content = Content(text=await words_of(ctx, programme))
    author = ctx.person.id
    broadcast_id = await ctx.store.write(drafts.begin, author, ctx.visitor.chat_id, None, ctx.now, Form.TEXT, content)
    audience = figures.audience_of(ctx.roles, programme.id)[0]
    outcome = await ctx.store.write(drafts.address, broadcast_id, author, ctx.roles, audience, ctx.now)
    log.info("broadcast of a programme drafted", broadcast_id=broadcast_id, person_id=author, outcome=outcome)
    key = "reach-drafted" if outcome is BroadcastOutcome.DONE else "reach-drafted-bare"
    review = button(ctx.tr.plain("reach-to-review"), BroadcastButton(do="review", broadcast_id=broadcast_id))
    back = button(ctx.tr.plain("reach-back"), ReachButton(do="show", programme_id=programme.id))
    await ctx.show(query, ctx.tr(key), keyboard([review], [back]))


async def words_of(ctx: Context, programme: Programme) -> str:
    """The words of the draft, as Telegram's HTML, with a link to the programme's card."""
    stage = coming(programme, ctx.now, StageKind.DEADLINE)
    said_when = stage_when(ctx.tr, stage, ctx.zone) if stage and not stage.forecast else ""
    key = "reach-words" if said_when else "reach-words-undated"
    link = await ctx.link(f"grant_{programme.id}")
    return f"{ctx.tr(key, title=programme.title, when=said_when, link=link)}"
