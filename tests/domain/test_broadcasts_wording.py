"""Wording rules: variables, addresses of pages, albums, and the length of the filled text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Fault, Flaw, Variable

SPELT = {
    "имя": Variable.NAME,
    "name": Variable.NAME,
    "муниципалитет": Variable.MUNICIPALITY,
    "municipality": Variable.MUNICIPALITY,
}
OLGA = {Variable.NAME: "Ольга", Variable.MUNICIPALITY: "город Зея"}
LONGEST = wording.longest(
    [dict.fromkeys(wording.PLACES, name) for name in ("Зея", "Благовещенский муниципальный округ")]
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("{имя}, привет", "{name}, привет"),
        ("{Имя} и { ИМЯ }", "{name} и {name}"),
        ("{name}: {municipality}", "{name}: {municipality}"),
        ("{фамилия} {имя}", "{фамилия} {name}"),
        ("{см. ниже} {}", "{см. ниже} {}"),
        ("{<b>имя</b>}, привет", "<b>{name}</b>, привет"),
        ("<i>{имя</i>}", "<i>{name}</i>"),
        ("{<b>мы</b>}", "{<b>мы</b>}"),
    ],
)
def test_variables_are_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert wording.translated(typed, SPELT) == kept


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Здравствуйте, {name}.", "Здравствуйте, Ольга."),
        ("Новость: {municipality}", "Новость: город Зея"),
        ("{municipality} ждёт", "Город Зея ждёт"),
        ("<b>{municipality}</b> ждёт", "<b>Город Зея</b> ждёт"),
        ("Пора. {municipality} ждёт", "Пора. Город Зея ждёт"),
        ("Пора\n{municipality}", "Пора\nГород Зея"),
        ("{other}", "{other}"),
    ],
)
def test_everybody_reads_their_own(words: str, read: str) -> None:
    assert wording.filled(words, OLGA) == read


def test_what_people_are_called_is_no_markup() -> None:
    said = wording.filled("Привет, {name}", {Variable.NAME: '<b>"О & я"</b>'})
    assert said == "Привет, &lt;b&gt;&quot;О &amp; я&quot;&lt;/b&gt;"
    assert wording.plain(said) == 'Привет, <b>"О & я"</b>'


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Ольга  Петрова\n", "Ольга Петрова"),
        ("...", ""),
        ("😀😀", ""),
        ("", ""),
        ("\u202eаглО", "аглО"),
        ("О" * 65, "О" * 64),
        ("О" + "😀" * 40, "О" + "😀" * 31),
    ],
)
def test_an_odd_name_is_tidied_or_none(name: str, seen: str) -> None:
    assert wording.called(name) == seen


@given(st.text(max_size=200))
def test_no_name_is_longer_than_the_longest(name: str) -> None:
    assert wording.units(wording.called(name)) <= wording.units(LONGEST[Variable.NAME])


@given(st.sampled_from(["", "Привет, ", "<b>Так.</b> "]), st.text(min_size=60, max_size=200))
@example("", "\N{LATIN SMALL LETTER SHARP S}" * 64)
def test_words_that_just_fit_do_so_for_every_name(before: str, name: str) -> None:
    room = wording.TEXT_MOST - wording.NAME_MOST - wording.units(wording.plain(before))
    words = f"{before}{{name}}{'й' * room}"
    assert wording.fault(words, LONGEST) is None
    read = wording.filled(words, {Variable.NAME: wording.called(name) or "x"})
    assert wording.units(wording.plain(read)) <= wording.TEXT_MOST


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Здравствуйте, <b>{name}</b> &amp; все", None),
        ('<a href="https://example.org/?a=1&amp;b={x}">сюда</a>', None),
        ("<blockquote expandable>{name}</blockquote>", None),
        ('<pre><code language="language-python">x</code></pre>', None),
        ("{фамилия} {name} {age} {age}", Fault(Flaw.UNKNOWN, ("фамилия", "age"))),
        ("{na<b>me</b>}", Fault(Flaw.SPLIT, ("name",))),
        ("{и<b>мя</b>}", Fault(Flaw.SPLIT, ("name",))),
        ('<a href="https://example.org/{name}">сюда</a>', Fault(Flaw.SPLIT, ("name",))),
        ("<b>Привет", Fault(Flaw.BROKEN)),
        ("Привет</b>", Fault(Flaw.BROKEN)),
        ("<b><i>Привет</b></i>", Fault(Flaw.BROKEN)),
        ("<p>Привет</p>", Fault(Flaw.BROKEN)),
        ("5 < 6", Fault(Flaw.BROKEN)),
    ],
)
def test_what_is_wrong_with_words_is_told(words: str, fault: Fault | None) -> None:
    assert wording.fault(words, LONGEST, SPELT) == fault


def test_length_is_that_of_the_longest_reader_after_the_markup() -> None:
    room = wording.TEXT_MOST - wording.NAME_MOST
    assert wording.fault("<b>{name}</b>" + "&amp;" * room, LONGEST) is None
    assert wording.fault("{name}" + "й" * (room + 1), LONGEST) == Fault(Flaw.LONG, length=wording.TEXT_MOST + 1)
    assert wording.fault("{name}" + "😀" * (room // 2 + 1), LONGEST) == Fault(Flaw.LONG, length=wording.TEXT_MOST + 2)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        (" example.org/tos ", "https://example.org/tos"),
        ("HTTPS://Example.org", "HTTPS://Example.org"),
        ("https://дом.рф/тос", "https://дом.рф/тос"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("http://example.org", None),
        ("ftp://example.org", None),
        ("tg://resolve?domain=x", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://localhost", None),
        ("https://me:secret@example.org", None),
        ("https://example.org:99999", None),
        ("https://exa mple.org", None),
        ("https://example.org/две дороги", None),
        ("15.10.2026", None),
        ("192.168.0.1", None),
        ("завтра в шесть", None),
        ("https://[::1", None),
        ("https://" + "a" * 64 + ".org", None),
        ("https://example.org/" + "a" * 1000, None),
    ],
)
def test_an_address_is_one_of_a_public_page(typed: str, address: str | None) -> None:
    assert wording.web_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("  Записаться\nтут ", "Записаться тут"),
        ("а" * 40, "а" * 40),
        ("а" * 41, None),
        ("😀" * 21, None),
        (" ", None),
        ("{имя}", None),
    ],
)
def test_a_label_is_one_short_line(typed: str, label: str | None) -> None:
    assert wording.label(typed) == label


@pytest.mark.parametrize(
    ("kinds", "kind", "fits"),
    [
        ([], "audio", True),
        (["photo", "video"], "photo", True),
        (["document"], "document", True),
        (["audio"], "audio", True),
        (["photo"], "document", False),
        (["document"], "audio", False),
        (["audio"], "video", False),
    ],
)
def test_telegram_mixes_only_photos_and_videos(kinds: list[str], kind: str, fits: bool) -> None:
    assert wording.fits(kinds, kind) is fits
