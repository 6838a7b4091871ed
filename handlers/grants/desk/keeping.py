"""A programme as a whole: [checked, unchanged] → source; [new season] → name; [archive]; [merge] → the other."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.catalogue.checks import is_soon
from bot.domain.catalogue.edits import SOURCE_MAX, Change, DeskOutcome, seen_again, with_status
from bot.domain.catalogue.entries import SEASON_MAX, entry_of, round_field
from bot.domain.grants import RoundStatus
from bot.domain.time import local_date
from bot.logs import get_logger
from handlers.grants.desk.access import kept, passing, refuse, to_programme
from handlers.grants.desk.browse import put_programme
from handlers.grants.desk.buttons import FactsPage, KeepButton, MergeButton
from handlers.grants.desk.drafts import begin
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, pager
from storage.grants import checks, edits

PAGE_SIZE = 5


class Keeping(StatesGroup):
    source = State()
    season = State()


router = Router(name="grants.desk.keeping")
router.message.filter(Said(states=Keeping))
router.callback_query.filter(Pressed(KeepButton, MergeButton))
log = get_logger(__name__)


@router.callback_query(KeepButton.filter(F.do == "more"))
async def show_more(query: CallbackQuery, ctx: Context, callback_data: KeepButton) -> None:
    programme = await kept(query, ctx, callback_data.programme_id)
    if programme is None:
        return
    archived = {"revive": "catalogue-revive"} if programme.archived_at else {"archive": "catalogue-archive"}
    ways = {"season": "catalogue-new-season", "history": "catalogue-history"} | archived
    rows = [[button(ctx.tr.plain(key), KeepButton(do=do, programme_id=programme.id))] for do, key in ways.items()]
    merge = button(ctx.tr.plain("catalogue-merge"), MergeButton(programme_id=programme.id, into=0, page=0))
    facts = button(ctx.tr.plain("catalogue-facts"), FactsPage(programme_id=programme.id, edit_id=0, page=0))
    text = ctx.tr("catalogue-more-of", title=programme.short_title)
    await ctx.show(query, text, keyboard([facts], *rows, [merge], [to_programme(ctx.tr, programme.id)]))


@router.callback_query(KeepButton.filter(F.do == "seen"))
async def ask_where_seen(query: CallbackQuery, ctx: Context, callback_data: KeepButton) -> None:
    """Ask for the source that was read: a press alone makes no fact fresher."""
    if programme := await kept(query, ctx, callback_data.programme_id):
        known = button(ctx.tr.plain("catalogue-same-site"), KeepButton(do="site", programme_id=programme.id))
        rows = [[known]] if programme.url else []
        text = ctx.tr("catalogue-ask-seen-source", title=programme.short_title)
        back = [to_programme(ctx.tr, programme.id)]
        await ctx.ask(query, Keeping.source, text, keyboard(*rows, back), programme_id=programme.id)


@router.callback_query(KeepButton.filter(F.do == "site"))
async def note_site(query: CallbackQuery, ctx: Context, callback_data: KeepButton) -> None:
    """Note that the organiser's own site was read."""
    if programme := await kept(query, ctx, callback_data.programme_id):
        await note_seen(query, ctx, programme.id, programme.url or programme.source)


@router.message(StateFilter(Keeping.source), Typed())
async def take_source(message: Message, ctx: Context, typed: str) -> None:
    if len(typed) > SOURCE_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=SOURCE_MAX))
        return
    if told := passing(ctx.tr, "source", typed):
        await message.answer(told)
        return
    programme_id = (await ctx.state.get_data()).get("programme_id", 0)
    await ctx.state.clear()
    await note_seen(message, ctx, programme_id, typed)


async def note_seen(event: Message | CallbackQuery, ctx: Context, programme_id: int, source: str) -> None:
    programme, person = await kept(event, ctx, programme_id), ctx.person
    if programme is None or person is None:
        return
    today = local_date(ctx.now, ctx.settings.timezone)
    changes = seen_again(entry_of(programme), source, today, soon=is_soon(programme, ctx.now, today))
    outcome = await ctx.store.write(edits.note, programme.id, changes, source, today, person.id, ctx.roles, ctx.now)
    if outcome is not DeskOutcome.DONE:
        await refuse(event, ctx, outcome)
        return
    log.info("programme checked", programme_id=programme.id, person_id=person.id)
    await put_programme(event, ctx, programme.id, ctx.tr.plain("catalogue-is-checked"))


@router.callback_query(KeepButton.filter(F.do == "season"))
async def ask_season(query: CallbackQuery, ctx: Context, callback_data: KeepButton) -> None:
    if programme := await kept(query, ctx, callback_data.programme_id):
        text = ctx.tr("catalogue-ask-season", year=str(local_date(ctx.now, ctx.settings.timezone).year + 1))
        back = keyboard([to_programme(ctx.tr, programme.id)])
        await ctx.ask(query, Keeping.season, text, back, programme_id=programme.id)


@router.message(StateFilter(Keeping.season), Typed())
async def take_season(message: Message, ctx: Context, typed: str) -> None:
    """Begin a draft of a round; a season that is there already is refused."""
    programme = await kept(message, ctx, (await ctx.state.get_data()).get("programme_id", 0))
    if programme is None:
        return
    if len(typed) > SEASON_MAX or "/" in typed or not any(map(str.isdigit, typed)):
        await message.answer(ctx.tr("catalogue-no-season"))
        return
    entry = entry_of(programme)
    if round_field(typed) in entry:
        await refuse(message, ctx, DeskOutcome.EXISTS)
        return
    await begin(message, ctx, programme.id, with_status(entry, typed, RoundStatus.FORECAST))


@router.callback_query(KeepButton.filter(F.do.in_({"archive", "revive"})))
async def archive(query: CallbackQuery, ctx: Context, callback_data: KeepButton) -> None:
    """Begin a draft: the programme is followed no more, or again."""
    if programme := await kept(query, ctx, callback_data.programme_id):
        is_over = callback_data.do == "archive"
        was = entry_of(programme).get("archived")
        await begin(query, ctx, programme.id, {"archived": Change(was, is_over or None)})


@router.callback_query(MergeButton.filter(F.into == 0))
async def ask_which(query: CallbackQuery, ctx: Context, callback_data: MergeButton) -> None:
    """Show the programmes that a double may be merged into."""
    programme = await kept(query, ctx, callback_data.programme_id)
    if programme is None:
        return
    found = await ctx.store.read(checks.kept_by, ctx.roles, ctx.now, ctx.settings.timezone)
    others = [each.programme for each in found if each.programme.id != programme.id]
    page, pages = callback_data.page, max(1, -(-len(others) // PAGE_SIZE))
    shown = others[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [
        [button(each.short_title, MergeButton(programme_id=programme.id, into=each.id, page=page))] for each in shown
    ]
    turn = pager(ctx.tr, page, pages, lambda page: callback_data.model_copy(update={"page": page}))
    text = ctx.tr("catalogue-ask-merge", title=programme.short_title)
    await ctx.show(query, text, keyboard(*rows, turn, [to_programme(ctx.tr, programme.id)]))


@router.callback_query(MergeButton.filter())
async def merge(query: CallbackQuery, ctx: Context, callback_data: MergeButton) -> None:
    """Begin a draft that archives a double; its subscribers go over to the programme that stays."""
    double = await kept(query, ctx, callback_data.programme_id)
    other = await kept(query, ctx, callback_data.into) if double else None
    if double is None or other is None or double.id == other.id or other.merged_into:
        return
    changes = {"archived": Change(entry_of(double).get("archived"), True), "merged_into": Change(None, other.id)}
    await begin(query, ctx, double.id, changes)


@router.message(StateFilter(Keeping))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))
