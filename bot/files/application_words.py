"""Sums, quantities and names of an application, in the words of a language, for screens and files alike."""

from decimal import Decimal

from bot.domain.applications.applications import Application, ChecklistItem, ItemKind
from bot.domain.applications.budget import KOPECKS, THOUSANDTHS, BudgetLine, Payer
from bot.i18n import Translator

ITEMS = {
    ItemKind.MEETING: "apply-item-meeting",
    ItemKind.PARTNER: "apply-item-partner",
    ItemKind.LETTER: "apply-item-letter",
    ItemKind.CONTRACT: "apply-item-contract",
    ItemKind.START: "apply-item-start",
    ItemKind.INTERIM: "apply-item-interim",
    ItemKind.END: "apply-item-end",
    ItemKind.FINAL: "apply-item-final",
}
PAYERS = {Payer.GRANT: "apply-pays-grant", Payer.OWN: "apply-pays-own", Payer.PARTNER: "apply-pays-partner"}


def money(tr: Translator, kopecks: int) -> str:
    """A sum in roubles, with kopecks only where there are some."""
    if kopecks % KOPECKS:
        return tr.plain("apply-money-exact", sum=kopecks // KOPECKS, kopecks=f"{kopecks % KOPECKS:02}")
    return tr.plain("apply-money", sum=kopecks // KOPECKS)


def quantity_text(tr: Translator, line: BudgetLine) -> str:
    number = line.quantity // THOUSANDTHS if line.quantity % THOUSANDTHS == 0 else Decimal(line.quantity) / THOUSANDTHS
    return tr.plain("apply-quantity", number=number, unit=line.unit).strip()


def title_of(tr: Translator, application: Application) -> str:
    return application.title or tr.plain("apply-untitled")


def item_name(tr: Translator, item: ChecklistItem) -> str:
    return item.text or tr.plain(ITEMS.get(item.kind, "apply-item-unnamed"))
