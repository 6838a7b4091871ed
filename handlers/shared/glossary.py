"""The terms of the field in plain words: a screen that conversations offer where they use such terms."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.domain.faq import GlossaryTerm
from bot.i18n import Translator


def words_text(tr: Translator, terms: Iterable[GlossaryTerm]) -> Markup:
    """The meaning of the terms, a line each."""
    lines = [tr("words-line", word=term.word, means=term.means) for term in terms]
    return Markup("\n\n").join([tr("words"), *lines])
