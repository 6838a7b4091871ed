"""Variables in a text: {name} and {municipality} of each reader. Such a text is sent anew, not copied."""

from collections.abc import Iterable

from aiogram.types import Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Content, Fault, Flaw, PlaceForms, Variable
from bot.domain.municipalities import Municipality
from bot.i18n import Texts, Translator

SPELT = {
    Variable.NAME: "wording-variable-name",
    Variable.MUNICIPALITY: "wording-variable-municipality",
    Variable.GENITIVE: "wording-variable-genitive",
    Variable.DATIVE: "wording-variable-dative",
    Variable.ACCUSATIVE: "wording-variable-accusative",
    Variable.INSTRUMENTAL: "wording-variable-instrumental",
    Variable.PREPOSITIONAL: "wording-variable-prepositional",
}
UNKNOWN = {
    Variable.MUNICIPALITY: "wording-nowhere",
    Variable.GENITIVE: "wording-nowhere-genitive",
    Variable.DATIVE: "wording-nowhere-dative",
    Variable.ACCUSATIVE: "wording-nowhere-accusative",
    Variable.INSTRUMENTAL: "wording-nowhere-instrumental",
    Variable.PREPOSITIONAL: "wording-nowhere-prepositional",
}


def personal(message: Message, texts: Texts) -> Content | None:
    """The content of a text with variables, typed in any language; None when it has no variables."""
    if not message.text or not wording.has_variables(message.text):
        return None
    return Content(text=wording.translated(message.html_text, spellings(texts)))


def spellings(texts: Iterable[Translator]) -> dict[str, Variable]:
    """The names of the variables in every language."""
    return {tr.plain(key).casefold(): variable for tr in texts for variable, key in SPELT.items()}


def as_typed(tr: Translator, words: str) -> str:
    """Stored words with their variables as a coordinator types them in this language."""
    return wording.filled(words, {variable: f"{{{tr.plain(key)}}}" for variable, key in SPELT.items()})


def longest_values(tr: Translator, known: Iterable[Municipality]) -> dict[Variable, str]:
    return wording.longest([nowhere(tr), *map(wording.place_forms, known)])


def nowhere(tr: Translator) -> PlaceForms:
    """Neutral words for readers whose municipality is unknown."""
    return {variable: tr.plain(key) for variable, key in UNKNOWN.items()}


def fault_words(tr: Translator, fault: Fault) -> Markup:
    spelt = {variable.value: tr.plain(key) for variable, key in SPELT.items()}
    names = _listed(spelt.get(name, name) for name in fault.names)
    if fault.flaw is Flaw.LONG:
        most = wording.TEXT_MOST
        return tr("wording-long", length=fault.length, most=most, over=fault.length - most)
    if fault.flaw is Flaw.UNKNOWN:
        return tr("wording-unknown", names=names, known=_listed(spelt.values()))
    return tr("wording-split", names=names) if fault.flaw is Flaw.SPLIT else tr("wording-broken")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def notes(tr: Translator, broadcast: Broadcast) -> list[Markup]:
    """Notes under a review about the way its message is sent."""
    content = broadcast.content or Content()
    if broadcast.form is Form.COPY:
        return [tr("wording-copied")]
    if broadcast.form is Form.ALBUM:
        more = broadcast.messages - len(content.files)
        album = tr("wording-album-note", files=len(content.files), more=more)
        captions = "\n".join(caption for _, _, caption in content.files)
        return [album, *caption_notes(tr, captions, [tr]), tr("wording-kept")]
    return [*variable_notes(tr, content), tr("wording-kept")]


def caption_notes(tr: Translator, captions: str, texts: Iterable[Translator]) -> list[Markup]:
    """The note that a variable in a caption is sent as it was typed; empty when there is none."""
    kept = wording.translated(captions, spellings(texts))
    found = [f"{{{tr.plain(key)}}}" for variable, key in SPELT.items() if wording.uses(kept, variable)]
    return [tr("wording-caption-note", name=found[0])] if found else []


def variable_notes(tr: Translator, content: Content) -> list[Markup]:
    notes = [tr("wording-name-note")] if wording.uses(content.text, Variable.NAME) else []
    used = [each for each in SPELT if each in UNKNOWN and wording.uses(content.text, each)]
    if Variable.MUNICIPALITY in used:
        notes.append(tr("wording-municipality-note"))
    return [*notes, tr("wording-cases-note")] if used else notes
