"""The screens of a budget, and its sums in words."""

from collections.abc import Sequence
from functools import partial

from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.applications.applications import Application
from bot.domain.applications.budget import (
    LINES_MAX,
    BudgetCheck,
    BudgetFault,
    BudgetLine,
    Payer,
    check,
    most,
    share_of,
    totals,
)
from bot.domain.applications.sums import SumWords
from bot.files.application_words import PAYERS, money, quantity_text, title_of
from bot.i18n import Translator
from handlers.applications.access import to_application
from handlers.applications.buttons import ApplicationButton, LineButton, LinesPage, PayerButton
from handlers.applications.views import ON_BUTTON, may_change
from handlers.shared.context import Context
from handlers.shared.screens import button, keyboard, pager

PAGE_SIZE, BAD_SHOWN = 4, 5
FAULTS = {
    BudgetFault.EMPTY: "apply-budget-empty",
    BudgetFault.NO_GRANT: "apply-budget-no-grant",
    BudgetFault.OVER: "apply-budget-over",
    BudgetFault.LITTLE_OWN: "apply-budget-little-own",
}
Screen = tuple[Markup, InlineKeyboardMarkup]


def sum_words(tr: Translator) -> SumWords:
    """The words of a language for sums."""
    factors = {"apply-thousand-words": 1000, "apply-million-words": 1000000}
    return SumWords(
        currency=frozenset(tr.plain("apply-currency-words").split()),
        factors={word: factor for key, factor in factors.items() for word in tr.plain(key).split()},
    )


def line_name(tr: Translator, line: BudgetLine) -> str:
    return line.what or tr.plain("apply-line-unnamed")


def line_text(tr: Translator, number: int, line: BudgetLine) -> Markup:
    said = {"number": number, "what": line.what, "quantity": quantity_text(tr, line)}
    if line.price is None:
        return tr("apply-line-unpriced", **said)
    payer = tr.plain(PAYERS[line.payer])
    return tr("apply-line", **said, price=money(tr, line.price), sum=money(tr, line.sum), payer=payer)


def budget_screen(ctx: Context, application: Application, page: int) -> Screen:
    """A page of the lines with the sums of all; a page beyond the last one is the last."""
    tr, mine = ctx.tr, may_change(ctx, application)
    pages = max(1, -(-len(application.lines) // PAGE_SIZE))
    page = min(page, pages - 1)
    first = page * PAGE_SIZE
    shown = application.lines[first : first + PAGE_SIZE]
    lines = [line_text(tr, number, each) for number, each in enumerate(shown, start=first + 1)]
    head = tr("apply-budget-head", title=title_of(tr, application), count=len(application.lines))
    parts = [
        head,
        *([Markup("\n").join(lines)] if lines else []),
        *sums_lines(tr, application),
        *verdict(tr, application),
    ]
    rows = [
        [button(f"{number}. {each.what}"[:ON_BUTTON], LineButton(do="card", line_id=each.id))]
        for number, each in enumerate(shown, start=first + 1)
    ]
    turn = pager(tr, page, pages, partial(LinesPage, application_id=application.id))
    add = button(tr.plain("apply-line-add"), ApplicationButton(do="line-new", application_id=application.id))
    return Markup("\n\n").join(parts), keyboard(
        *rows, turn, [add] if mine else [], [to_application(tr, application.id)]
    )


def sums_lines(tr: Translator, application: Application) -> list[Markup]:
    sums = totals(application.lines)
    if not sums.all:
        return []
    shown = [Payer.GRANT, *(each for each in (Payer.OWN, Payer.PARTNER) if sums.of(each))]
    lines = [
        tr(
            "apply-sum-of",
            payer=tr.plain(PAYERS[each]),
            sum=money(tr, sums.of(each)),
            share=share_of(sums.of(each), sums.all),
        )
        for each in shown
    ]
    return [Markup("\n").join([tr("apply-sum-all", sum=money(tr, sums.all)), *lines])]


def verdict(tr: Translator, application: Application) -> list[Markup]:
    """The faults of the budget in words; or that it fits what is known of the round."""
    programme, kind = application.programme, application.applicant
    found = check(application.lines, programme, kind)
    if found:
        return [Markup("\n").join(fault_text(tr, application, each) for each in found)]
    ceiling = most(programme, kind)
    known = ceiling is not None or programme.own_share is not None
    said = [tr("apply-budget-fits") if known else tr("apply-budget-no-limits")]
    if programme.amounts and ceiling is None:
        said.append(tr("apply-budget-whose"))
    return [Markup("\n").join(said)]


def fault_text(tr: Translator, application: Application, fault: BudgetCheck) -> Markup:
    if fault.fault is BudgetFault.NO_PRICE:
        return tr("apply-budget-no-price", count=fault.lacking)
    return tr(
        FAULTS[fault.fault],
        limit=money(tr, fault.limit),
        lacking=money(tr, fault.lacking),
        share=application.programme.own_share or 0,
    )


def line_screen(ctx: Context, application: Application, line: BudgetLine) -> Screen:
    tr = ctx.tr
    number = application.lines.index(line) + 1
    ways = {
        "what": "apply-line-rename",
        "quantity": "apply-line-quantity",
        "price": "apply-line-price",
        "payer": "apply-line-payer",
        "remove": "apply-line-remove",
    }
    rows = [[button(tr.plain(key), LineButton(do=do, line_id=line.id))] for do, key in ways.items()]
    page = (number - 1) // PAGE_SIZE
    back = button(tr.plain("apply-to-budget"), LinesPage(application_id=application.id, page=page))
    return line_text(tr, number, line), keyboard(*(rows if may_change(ctx, application) else []), [back])


def asks_payer(tr: Translator, line: BudgetLine) -> Screen:
    rows = [
        [button(tr.plain(key), PayerButton(line_id=line.id, payer=payer))]
        for payer, key in {
            Payer.GRANT: "apply-payer-grant",
            Payer.OWN: "apply-payer-own",
            Payer.PARTNER: "apply-payer-partner",
        }.items()
    ]
    return tr("apply-ask-payer", what=line_name(tr, line), sum=money(tr, line.sum)), keyboard(*rows)


def bad_rows(tr: Translator, found: Sequence[BudgetLine | str]) -> Markup:
    """The rows that are not understood; nothing was added."""
    if len(found) > LINES_MAX:
        return tr("apply-lines-too-many", most=LINES_MAX)
    rows = [f"{number}. {each}" for number, each in enumerate(found, start=1) if isinstance(each, str)]
    lines = [tr("apply-lines-bad", count=len(rows)), *(Markup.escape(each) for each in rows[:BAD_SHOWN])]
    return Markup("\n").join([*lines, tr("apply-lines-example")])
