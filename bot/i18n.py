"""Texts: Fluent files of `locales/`, one translator for each language.

`tr("key", name=…)` returns Telegram HTML with every value escaped; `tr.plain("key", …)` plain text for buttons and
alerts. A text made by `tr` may be a value of another text: it is not escaped twice.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from bot.domain.channels import TELEGRAM, Channel
from bot.domain.time import wall_clock

LOCALES = Path(__file__).parent.parent / "locales"
LANGUAGES = ("ru", "en")
VALUE_MOST = 100_000


class TextError(Exception):
    """A text is missing or broken."""


def read_yaml(path: Path) -> Any:
    """The plain data of a YAML file of `locales/`. The parser is imported with the first one."""
    import yaml

    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


class Translator:
    """The texts of one language, as they are said in one messenger. Its files are read at the first text.

    Every text may name the messenger, `{ $channel }`: its value need not be given.
    """

    def __init__(self, locale: str, folder: Path = LOCALES, channel: Channel = TELEGRAM) -> None:
        self.locale, self.channel = locale, channel
        self._folder = folder / locale

    def through(self, channel: Channel) -> "Translator":
        """The same texts for another messenger."""
        return self if channel is self.channel else Translator(self.locale, self._folder.parent, channel)

    def __call__(self, key: str, /, **values: object) -> Markup:
        """The text as HTML for a message."""
        return Markup(self._format(key, {name: _safe(value) for name, value in values.items()}))  # noqa: S704

    def plain(self, key: str, /, **values: object) -> str:
        """The text for a button, an alert or a file, without markup and escaping."""
        return self._format(key, values)

    def guide(self, name: str) -> Markup:
        """A long text of `guide/`, unchanged from its file."""
        return Markup((self._folder / "guide" / f"{name}.html").read_text("utf-8").strip())  # noqa: S704

    def day(self, on: date) -> str:
        """A day: 15 October 2026."""
        return _babel_date(on, "d MMMM y", self.locale)

    def day_month(self, on: date) -> str:
        """A day of this or the next year: 15 October."""
        return _babel_date(on, "d MMMM", self.locale)

    def weekday(self, on: date) -> str:
        """A day of the week: Thursday."""
        return _babel_date(on, "cccc", self.locale)

    def month(self, on: date) -> str:
        """A month: October 2026."""
        return _babel_date(on, "LLLL y", self.locale)

    def month_short(self, on: date) -> str:
        """A month in three letters: Oct."""
        return _babel_date(on, "LLL", self.locale)[:3]

    def when(self, local: datetime) -> str:
        """A wall clock: Thu, 15 October 2026, 23:30."""
        return f"{_babel_date(local.date(), 'EEE, d MMMM y', self.locale)}, {local:%H:%M}"

    def moment(self, at: datetime, zone: str) -> str:
        """A moment as the wall clock of `zone`."""
        return self.when(wall_clock(at, zone))

    def keys(self) -> frozenset[str]:
        return frozenset(self._bundle._messages)

    def _format(self, key: str, values: Mapping[str, object]) -> str:
        if not self._bundle.has_message(key):
            raise TextError(f"no text {key!r} in {self.locale}")
        pattern = self._bundle.get_message(key).value
        said, errors = self._bundle.format_pattern(pattern, {**self._given, **values})
        if errors:
            raise TextError(f"text {key!r} in {self.locale}: {errors[0]}")
        return str(said)

    @cached_property
    def _given(self) -> dict[str, object]:
        """The values that every text may use."""
        name = self._bundle.get_message(f"channel-{self.channel.platform}").value
        return {"channel": self._bundle.format_pattern(name, {})[0]}

    @cached_property
    def _bundle(self) -> Any:
        return _read_bundle(self.locale, self._folder)


class Texts:
    """The translators of all languages."""

    def __init__(self, default: str, folder: Path = LOCALES) -> None:
        self._default = default
        self._translators = {locale: Translator(locale, folder) for locale in LANGUAGES}

    def __iter__(self) -> Iterator[Translator]:
        return iter(self._translators.values())

    def choose(self, *wishes: str | None) -> Translator:
        """The translator of the first wish ("ru", "en-GB") that there is one for, else of the default language."""
        for wish in wishes:
            if wish and (language := wish[:2].lower()) in self._translators:
                return self._translators[language]
        return self._translators[self._default]


def _safe(value: object) -> object:
    return escape(value) if isinstance(value, str) else value


def _babel_date(on: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(on, pattern, locale=locale)


@cache
def _read_bundle(locale: str, folder: Path) -> Any:
    """All files of a language as one FluentBundle, read once in a process: parsing takes a third of a second."""
    from fluent.runtime import FluentBundle, resolver

    # Typed words are cut where they are shown. Fluent would refuse 2,500 characters, which 500 quotes are once they
    # are escaped, and has no setting for it.
    resolver.MAX_PART_LENGTH = VALUE_MOST
    bundle = FluentBundle([locale], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(_read(path, bundle._messages))
    return bundle


def _read(path: Path, known: Mapping[str, object]) -> Any:
    """A file as Fluent's tree. TextError for broken and double entries: FluentBundle would drop them silently."""
    from fluent.syntax import FluentParser, ast

    resource, seen = FluentParser(with_spans=False).parse(path.read_text("utf-8")), set(known)
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise TextError(f"{path.name}: cannot read {str(entry.content).strip()[:80]!r}")
        if isinstance(entry, ast.Message):
            if entry.id.name in seen:
                raise TextError(f"{path.name}: {entry.id.name} stands twice")
            seen.add(entry.id.name)
    return resource
