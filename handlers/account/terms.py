"""/privacy → [how long what is kept] → every term of `bot.domain.retention`, folded up; [withdraw] → the consents."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.domain import retention
from bot.domain.retention import Retention
from bot.i18n import Translator
from handlers.account.views import DataButton, withdrawals_screen
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, button, keyboard, to_menu
from storage.people import people

router = Router(name="account.terms")
router.callback_query.filter(Pressed(DataButton), DataButton.filter(F.do.in_({"terms", "consents"})))

# Each kind of record in the order in which people meet it, with the text that says what it is and since when it counts.
TERMS: dict[str, Retention] = {
    "term-absence": retention.ABSENCE,
    "term-absence-warning": retention.ABSENCE_WARNING,
    "term-question": retention.ANSWERED_QUESTION,
    "term-draft": retention.DRAFT,
    "term-sent": retention.OUTBOX_ROW,
    "term-broadcast": retention.BROADCAST,
    "term-edit": retention.BROADCAST_EDIT,
    "term-grant-told": retention.GRANT_TOLD,
    "term-companion": retention.COMPANION,
    "term-walk-in": retention.ENTRY,
    "term-rating": retention.RATING,
    "term-event-change": retention.EVENT_CHANGE,
    "term-audit": retention.AUDIT,
    "term-invitation": retention.INVITATION,
    "term-invitation-ended": retention.ENDED_INVITATION,
    "term-guess": retention.GUESS,
    "term-code": retention.LINK_CODE,
    "term-conversation": retention.CONVERSATION,
    "term-search": retention.UNANSWERED_SEARCH,
    "term-update": retention.HANDLED_UPDATE,
    "term-backup": retention.BACKUP,
}
YEAR = timedelta(days=365)


def length(tr: Translator, term: timedelta) -> str:
    """A term in the largest unit that it fills without a rest: years, days, hours or minutes."""
    if term >= YEAR and not term % YEAR:
        return tr.plain("term-years", count=term // YEAR)
    if term > timedelta(days=2):
        return tr.plain("term-days", count=term.days)
    if term >= timedelta(hours=1):
        return tr.plain("term-hours", count=term // timedelta(hours=1))
    return tr.plain("term-minutes", count=term // timedelta(minutes=1))


def terms_text(tr: Translator) -> Markup:
    """All terms, a line each, folded up below what matters most."""
    lines = [tr("term-line", what=tr(key), term=length(tr, each.term)) for key, each in TERMS.items()]
    return tr("terms", lines=Markup("\n").join(lines))


@router.callback_query(DataButton.filter(F.do == "terms"))
async def show_terms(query: CallbackQuery, ctx: Context) -> None:
    back = button(ctx.tr.plain("privacy-back"), Open(place="privacy"))
    await ctx.show(query, terms_text(ctx.tr), keyboard([back], [to_menu(ctx.tr)]))


@router.callback_query(DataButton.filter(F.do == "consents"))
async def show_consents(query: CallbackQuery, ctx: Context) -> None:
    known = await ctx.store.read(people.know, ctx.person.id) if ctx.person else None
    await ctx.show(query, *withdrawals_screen(ctx.tr, known))
