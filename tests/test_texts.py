"""Texts: every language has the same keys and variables, none is missing or unused, all fit Telegram."""

import re
from collections.abc import Iterator, KeysView
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.domain.channels import Channel
from bot.i18n import LANGUAGES, LOCALES, Translator
from bot.library import read_shelf
from bot.sandbox.formatting import parse_html
from bot.sandbox.utf16 import units
from tests.selfcheck import RELEASED, commands
from tests.usage import SOURCES, Module, Use

MESSAGE, CAPTION, ALERT, LABEL = 4096, 1024, 200, 64
NUMBERS = (0, 1, 2, 5, 21, 1_000_000)
GIVEN = frozenset({"channel"})  # Every text may use it.
WORDS = "<b>&«Ы»\"'😀" * 12  # 120 characters that a person may type, and that must not become markup
ON_A_BUTTON = "Ы" * 24  # a number, a date, a short name: longer words are cut before they come on a button
HYPHENATED = re.compile(r"[a-z]+(-[a-z0-9]+)+")
COMMAND = re.compile(r"(?<![\w/<.])/([a-z_]+)\b")


class Facts(Visitor):
    """The variables of a message; for those that choose among its forms, what each form is called; texts in it."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.forms: dict[str, set[str]] = {}
        self.texts: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - the visitor's own names
        self.texts.add(node.id.name)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            names = {each.key.name for each in node.variants if isinstance(each.key, ast.Identifier)}
            self.forms.setdefault(node.selector.id.name, set()).update(names)
        self.generic_visit(node)

    def take(self, part: "Facts") -> None:
        """Give a text the needs of the texts that it includes."""
        self.names |= part.names
        for name, forms in part.forms.items():
            self.forms.setdefault(name, set()).update(forms)


# Read by the worker that runs these tests, not by each that collects them.
@cache
def read(locale: str) -> dict[str, Facts]:
    """Every key of a language with what its text needs."""
    found = {}
    for path in (LOCALES / locale).glob("*.ftl"):
        for entry in FluentParser(with_spans=False).parse(path.read_text("utf-8")).body:
            if isinstance(entry, ast.Message):
                found[entry.id.name] = Facts()
                found[entry.id.name].visit(entry)
    for facts in found.values():
        for part in facts.texts & found.keys():
            facts.take(found[part])
    return found


def keys() -> KeysView[str]:
    return read("ru").keys()


@cache
def code() -> list[Module]:
    return [Module(path, keys()) for path in SOURCES]


@cache
def uses() -> list[Use]:
    return [use for module in code() for use in module.uses()]


TRANSLATORS = [Translator(locale) for locale in LANGUAGES]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if "documents" not in path.parts}


def filled(tr: Translator, key: str, words: str = WORDS, *, plain: bool = False) -> Iterator[str]:
    """The text in every form, with long words."""
    facts = read(tr.locale)[key]
    for chosen in (*NUMBERS, *chain.from_iterable(facts.forms.values())):
        values = dict.fromkeys(facts.names - GIVEN, words) | dict.fromkeys(facts.forms, chosen)
        yield (tr.plain if plain else tr)(key, **values)


def landing(place: str) -> Iterator[tuple[str, Use]]:
    """The keys that are known to end up in this place."""
    return ((key, use) for use in uses() if use.lands == place for key in use.keys & keys())


@pytest.mark.parametrize("locale", LANGUAGES)
def test_languages_have_the_same_files_keys_and_variables(locale: str) -> None:
    assert files(LOCALES / locale) == files(LOCALES / "ru")
    assert {key: facts.names for key, facts in read(locale).items()} == {
        key: facts.names for key, facts in read("ru").items()
    }


def test_every_text_that_is_said_exists() -> None:
    assert {f"{use.where} {key}" for use in uses() for key in use.keys - keys()} == set()


def test_every_key_that_is_passed_on_exists() -> None:
    """In handlers a hyphenated word is a text's key, unless a button, a guide or a dict's key is called so."""
    named = {word for line in RELEASED for word in line.split(":")}
    named |= {path.stem for path in (LOCALES / "ru/guide").iterdir()}
    handlers = [module for path, module in zip(SOURCES, code(), strict=True) if "handlers" in path.parts]
    passed = {word for module in handlers for word in module.words() - module.keys_of_dicts()}
    assert {word for word in passed - named if HYPHENATED.fullmatch(word)} - keys() == set()


def test_no_text_is_unused() -> None:
    used = {word for module in code() for word in module.words() | module.made()}
    used |= {part for facts in read("ru").values() for part in facts.texts}
    assert keys() - used == set()


def test_a_text_gets_the_values_it_needs_and_no_others() -> None:
    wrong = {
        use.where: (needed, use.values)
        for use in uses()
        if use.values is not None and use.keys and use.keys <= keys()
        for needed in [{name for key in use.keys for name in read("ru")[key].names}]
        if needed - GIVEN != use.values - GIVEN
    }
    assert wrong == {}


@pytest.mark.parametrize("tr", TRANSLATORS, ids=LANGUAGES)
def test_a_text_fits_a_message_and_telegram_can_read_it(tr: Translator) -> None:
    """All in one test: thousands of them cost more than what they look at."""
    assert {key for key in keys() for said in filled(tr, key) if not 0 < units(parse_html(said)[0]) <= MESSAGE} == set()


@pytest.mark.parametrize("tr", TRANSLATORS, ids=LANGUAGES)
def test_plain_texts_have_no_markup(tr: Translator) -> None:
    plain = {key for use in uses() if use.plain for key in use.keys & keys()}
    assert {key for key in plain for said in filled(tr, key, "…", plain=True) if re.search("[<&]", said)} == set()


@pytest.mark.parametrize("tr", TRANSLATORS, ids=LANGUAGES)
def test_labels_alerts_and_captions_fit(tr: Translator) -> None:
    long = {f"{use.where} {key}" for key, use in landing("label") if _longest(tr, key, ON_A_BUTTON) > LABEL}
    long |= {f"{use.where} {key}" for key, use in landing("alert") if use.plain and _longest(tr, key, WORDS) > ALERT}
    long |= {f"{use.where} {key}" for key, use in landing("caption") if _longest(tr, key, WORDS) > CAPTION}
    assert long == set()


def _longest(tr: Translator, key: str, words: str) -> int:
    return max(units(said) for said in filled(tr, key, words, plain=True))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_command_that_a_text_names_is_answered(locale: str) -> None:
    texts = [path.read_text("utf-8") for path in (LOCALES / locale).rglob("*.*") if path.suffix in (".ftl", ".html")]
    named = {command for text in texts for command in COMMAND.findall(re.sub(r"^#.*$", "", text, flags=re.MULTILINE))}
    assert named - {*commands()} == set()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_command_that_an_answer_names_is_answered(locale: str) -> None:
    said = " ".join(entry.answer for entry in read_shelf(LOCALES / locale).entries.values())
    assert {*COMMAND.findall(said)} <= {*commands()}


def test_no_text_names_the_messenger_by_itself(tmp_path: Path) -> None:
    """It comes from the channel of the conversation, or of the account that is told."""
    lines = [line for path in LOCALES.glob("*/*.ftl") for line in path.read_text("utf-8").splitlines()]
    named = [line for line in lines if not line.startswith("#") and "Telegram" in line]
    assert named == ["channel-telegram = Telegram"] * len(LANGUAGES)
    (tmp_path / "ru").mkdir()
    texts = "channel-telegram = Telegram\nchannel-pigeon = Голубь\nsaid = { $channel } несёт { $what }"
    (tmp_path / "ru/said.ftl").write_text(texts, "utf-8")
    by_default = Translator("ru", tmp_path)
    assert by_default("said", what="письмо") == "Telegram несёт письмо"
    assert by_default.through(Channel("pigeon", ""))("said", what="письмо") == "Голубь несёт письмо"


def test_a_link_to_the_bot_is_made_by_the_channel_alone() -> None:
    homes = [path for path in SOURCES if "https://t.me" in path.read_text("utf-8")]
    assert [path.name for path in homes] == ["channels.py"]
