"""The letter of support: the request that neighbours send, and a sample for whoever supports them.

What is known stands in it: the project and its sums from the application, the TOS from the papers of its founding.
"""

from collections.abc import Mapping

from bot.domain.applications.applications import Application, ItemKind
from bot.domain.applications.budget import Payer, totals
from bot.files.application_words import money
from bot.i18n import LOCALES, Translator

LETTER = LOCALES / "ru" / "documents" / "forms" / "support.docx"
# Answers of the interview that a letter takes over; an address and a telephone are about the person authorised.
FROM_CASE = ("tos_name", "settlement", "territory", "authorised", "address", "phone")
EMPTY_LETTER: dict[str, str] = dict.fromkeys(
    ("addressee", "tos", "address", "phone", "programme", "season", "title", "about", "where"), ""
)
EMPTY_LETTER |= dict.fromkeys(("all", "asked", "own", "by", "who"), "")


def letter_names(
    application: Application, tr: Translator, *, place: str, known: Mapping[str, str], who: str
) -> dict[str, str]:
    """The values of the letter's template; what nobody knows is a line to write on.

    `known` are answers of a founding case by FROM_CASE, `who` signs where the case names nobody.
    """
    sums, about = totals(application.lines), {name: known.get(name, "") for name in FROM_CASE}
    named = tr.plain("apply-letter-tos", name=about["tos_name"]) if about["tos_name"] else ""
    until = next((each.due_on for each in application.items if each.kind is ItemKind.LETTER and each.due_on), None)
    return EMPTY_LETTER | {
        "tos": application.tos or named,
        "address": about["address"],
        "phone": about["phone"],
        "programme": application.programme.title,
        "season": application.season,
        "title": application.title or "",
        "about": application.about or "",
        "where": _where(place, about["settlement"], about["territory"]),
        "all": money(tr, sums.all) if sums.all else "",
        "asked": money(tr, sums.of(Payer.GRANT)),
        "own": money(tr, sums.shared) if sums.shared else "",
        "by": tr.day(until) if until else "",
        "who": about["authorised"] or who,
    }


def _where(place: str, settlement: str, territory: str) -> str:
    """The place in words; a town that is its own municipality is named once."""
    is_same = bool(settlement) and settlement.split()[-1] in place
    return ", ".join(filter(None, ("" if is_same else place, settlement, territory)))
