"""The words of the trade in plain words: a screen that each conversation offers where such words are used."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.domain.faq import GlossaryTerm
from bot.i18n import Translator


def words_text(tr: Translator, terms: Iterable[GlossaryTerm]) -> Markup:
    """What the terms mean, a line each."""
    lines = [tr("words-line", word=term.word, means=term.means) for term in terms]
    return Markup("\n\n").join([tr("words"), *lines])
