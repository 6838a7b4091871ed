"""The Word form of an application: the project in short, its budget, its schedule. A draft says what is still missing.

It is no funder's form: each has its own, most of them on a site; from here the words and sums are carried over.
"""

from collections.abc import Sequence
from typing import Any

from bot.domain.applications.applications import AFTER_WINNING, Application
from bot.domain.applications.budget import Payer, totals
from bot.files.application_words import PAYERS, item_name, money, quantity_text
from bot.i18n import LOCALES, Translator

FORM = LOCALES / "ru" / "documents" / "forms" / "application.docx"
EMPTY_NAMES: dict[str, Any] = dict.fromkeys(
    ("title", "about", "programme", "season", "organiser", "tos", "kind", "place", "deadline", "made_on", "all"), ""
)
EMPTY_NAMES |= {"draft": True, "faults": [], "lines": [], "steps": [], "sums": []}


def form_names(
    application: Application,
    tr: Translator,
    *,
    is_clean: bool,
    faults: Sequence[str],
    kind: str,
    place: str,
    deadline: str,
    made_on: str,
) -> dict[str, Any]:
    """The values of the form's template. `faults` are said in a draft alone; `tr` has the language of the form."""
    sums = totals(application.lines)
    return {
        "draft": not is_clean,
        "title": application.title or "",
        "about": application.about or "",
        "programme": application.programme.title,
        "season": application.season,
        "organiser": application.programme.organiser,
        "tos": application.tos or "",
        "kind": kind,
        "place": place,
        "deadline": deadline,
        "made_on": made_on,
        "faults": list(faults),
        "lines": _lines(application, tr),
        "sums": [{"payer": tr.plain(PAYERS[each]), "sum": money(tr, sums.of(each))} for each in Payer if sums.of(each)],
        "all": money(tr, sums.all) if sums.all else "",
        "steps": _steps(application, tr),
    }


def _lines(application: Application, tr: Translator) -> list[dict[str, str]]:
    return [
        {
            "number": str(number),
            "what": each.what,
            "quantity": quantity_text(tr, each),
            "price": "" if each.price is None else money(tr, each.price),
            "sum": "" if each.price is None else money(tr, each.sum),
            "payer": tr.plain(PAYERS[each.payer]),
        }
        for number, each in enumerate(application.lines, start=1)
    ]


def _steps(application: Application, tr: Translator) -> list[dict[str, str]]:
    """The plan, by its dates; reports belong to a grant that was won."""
    known = [*application.left, *(each for each in application.items if each.done_at is not None)]
    wanted = [each for each in known if each.kind not in AFTER_WINNING or application.won is not None]
    return [
        {
            "number": str(number),
            "what": item_name(tr, each),
            "day": tr.day(each.due_on) if each.due_on else "",
            "done": tr.plain("apply-form-done") if each.done_at is not None else "",
        }
        for number, each in enumerate(wanted, start=1)
    ]
