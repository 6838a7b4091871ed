"""The words of the catalogue's Excel form: titles of its columns, the words of its codes, its legend."""

from collections.abc import Mapping
from typing import Any

from bot.domain.catalogue.forms import ANNOUNCED, FORECAST, YES, SheetKind, folded
from bot.domain.catalogue.sheets import DOWNLOADED, KEY
from bot.files.catalogue_xlsx import FormTexts
from bot.i18n import LANGUAGES, Texts, Translator
from handlers.grants import dates
from handlers.grants.desk.words import FIELDS, NAMES, STATUSES
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context

SHEETS = {
    SheetKind.PROGRAMMES: "catalogue-sheet-programmes",
    SheetKind.ROUNDS: "catalogue-sheet-rounds",
    SheetKind.DATES: "catalogue-sheet-dates",
}
TITLES = {
    **FIELDS,
    KEY: "catalogue-column-slug",
    DOWNLOADED: "catalogue-column-downloaded",
    "amount.ru": "catalogue-amount-russian",
    "amount.en": "catalogue-amount-english",
    "note.ru": "catalogue-note-russian",
    "note.en": "catalogue-note-english",
    "season": "catalogue-column-season",
    "status": "catalogue-column-status",
    "kind": "catalogue-column-kind",
    "local": "catalogue-column-local",
    "zone": "catalogue-column-zone",
    "forecast": "catalogue-column-forecast",
}
CODES: Mapping[str, Mapping[Any, str]] = {
    **NAMES,
    "amounts": APPLICANTS,
    "archived": {YES: "catalogue-yes"},
    "status": STATUSES,
    "kind": dates.LABELS,
    "forecast": {FORECAST: "catalogue-is-forecast", ANNOUNCED: "catalogue-is-announced"},
}


def words_of(tr: Translator) -> dict[str, dict[str, str]]:
    """By column, the words of its codes."""
    return {column: {str(code): tr.plain(key) for code, key in names.items()} for column, names in CODES.items()}


def codes_of(texts: Texts) -> dict[str, dict[str, str]]:
    """The codes of folded words in any language, by column."""
    return folded(words_of(texts.choose(locale)) for locale in LANGUAGES)


def form_texts(ctx: Context, places: Mapping[str, str]) -> FormTexts:
    """The words of the form in the language of the person who downloads it."""
    tr = ctx.tr
    return FormTexts(
        about=tr.plain("catalogue-sheet-about"),
        lists=tr.plain("catalogue-sheet-lists"),
        sheets={kind: tr.plain(key) for kind, key in SHEETS.items()},
        titles={column: tr.plain(key) for column, key in TITLES.items()},
        words=words_of(tr),
        places=places,
        legend=tr.plain("catalogue-form-legend").splitlines(),
    )
