"""[project] → its title, its words, the TOS, the kind of applicant; each typed or chosen, one at a time."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.applications.applications import ABOUT_MAX, TITLE_MAX, Access, Application, ApplicationOutcome
from bot.domain.words import one_line, says_something, visible
from bot.files.application_words import title_of
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.applications.access import refuse, require, to_application
from handlers.applications.buttons import ApplicantButton, ApplicationButton
from handlers.applications.views import may_change
from handlers.shared.applicant_names import APPLICANTS, NOT_CHOSEN
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from storage.applications import applications


class Describing(StatesGroup):
    title = State()
    about = State()
    tos = State()


# How each field is asked for, the most characters, and the reading of what was typed.
FIELDS = {"title": "apply-ask-title", "about": "apply-ask-about", "tos": "apply-ask-tos"}
STATES = {"title": Describing.title, "about": Describing.about, "tos": Describing.tos}
MOST = {"title": TITLE_MAX, "about": ABOUT_MAX, "tos": TITLE_MAX}

router = Router(name="applications.project")
router.message.filter(Said(states=Describing))
router.callback_query.filter(Pressed(ApplicationButton, ApplicantButton))
log = get_logger(__name__)


@router.callback_query(ApplicationButton.filter(F.do == "project"))
async def show_project(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    await put_project(query, ctx, callback_data.application_id)


async def put_project(event: Message | CallbackQuery, ctx: Context, application_id: int, alert: str = "") -> None:
    if found := await require(event, ctx, application_id):
        await ctx.show(event, project_text(ctx.tr, found), project_buttons(ctx, found), alert)


def project_text(tr: Translator, application: Application) -> Markup:
    kind = tr.plain(APPLICANTS[application.applicant]) if application.applicant else tr.plain("apply-not-said")
    parts = [
        tr("apply-project-head", title=title_of(tr, application)),
        tr("apply-project-about", about=application.about or tr.plain("apply-not-said")),
        tr("apply-project-who", tos=application.tos or tr.plain("apply-not-said"), kind=kind),
    ]
    return Markup("\n\n").join(parts)


def project_buttons(ctx: Context, application: Application) -> InlineKeyboardMarkup:
    ways = {"title": "apply-set-title", "about": "apply-set-about", "tos": "apply-set-tos", "kinds": "apply-set-kind"}
    shown = ways if may_change(ctx, application) else {}
    rows = [
        [button(ctx.tr.plain(key), ApplicationButton(do=do, application_id=application.id))]
        for do, key in shown.items()
    ]
    return keyboard(*rows, [to_application(ctx.tr, application.id)])


@router.callback_query(ApplicationButton.filter(F.do.in_(FIELDS)))
async def ask_words(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    found = await require(query, ctx, callback_data.application_id, Access.HELPER)
    if found is None:
        return
    field = callback_data.do
    cancel = button(ctx.tr.plain("button-cancel"), ApplicationButton(do="project", application_id=found.id))
    text = ctx.tr(FIELDS[field], most=MOST[field])
    await ctx.ask(query, STATES[field], text, keyboard([cancel]), application_id=found.id)


@router.message(StateFilter(Describing), Typed())
async def take_words(message: Message, ctx: Context, typed: str) -> None:
    field = ctx.state.step
    value = visible(typed) if field == "about" else one_line(typed)
    if not says_something(value):
        await message.answer(ctx.tr("want-words"))
        return
    if len(value) > MOST[field]:
        await message.answer(ctx.tr("too-long", typed=len(value), most=MOST[field]))
        return
    application_id = (await ctx.state.get_data()).get("application_id", 0)
    await ctx.state.clear()
    outcome = await ctx.store.write(applications.change, application_id, ctx.person_id or 0, field, value, ctx.now)
    log.info("application described", application_id=application_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(message, ctx, outcome)
        return
    await put_project(message, ctx, application_id)


@router.message(StateFilter(Describing))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


@router.callback_query(ApplicationButton.filter(F.do == "kinds"))
async def ask_kind(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    """Ask who applies: those whom the programme takes come first, and eight buttons are the most."""
    found = await require(query, ctx, callback_data.application_id, Access.HELPER)
    if found is None:
        return
    takes = [kind for kind in APPLICANTS if kind in found.programme.applicants and kind not in NOT_CHOSEN]
    kinds = (takes or [kind for kind in APPLICANTS if kind not in NOT_CHOSEN])[:7]
    rows = [
        [button(ctx.tr.plain(APPLICANTS[kind]), ApplicantButton(application_id=found.id, kind=kind))] for kind in kinds
    ]
    back = button(ctx.tr.plain("button-cancel"), ApplicationButton(do="project", application_id=found.id))
    await ctx.show(query, ctx.tr("apply-ask-kind"), keyboard(*rows, [back]))


@router.callback_query(ApplicantButton.filter())
async def take_kind(query: CallbackQuery, ctx: Context, callback_data: ApplicantButton) -> None:
    application_id, me = callback_data.application_id, ctx.person_id or 0
    kind = callback_data.kind.value
    outcome = await ctx.store.write(applications.change, application_id, me, "applicant", kind, ctx.now)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_project(query, ctx, application_id)
