"""HTML is parsed into text and entities as in Telegram."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.formatting import formatted, parse_html
from bot.sandbox.utf16 import index_at, units


def entity(kind: str, offset: int, length: int, **details: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length} | details


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("просто", "просто", []),
        ("<b>да</b>", "да", [entity("bold", 0, 2)]),
        ("<STRONG>да</STRONG>", "да", [entity("bold", 0, 2)]),
        ("😀 <i>да</i>", "😀 да", [entity("italic", 3, 2)]),
        ("<b>а<i>б</i></b>", "аб", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("<b>да</>", "да", [entity("bold", 0, 2)]),
        ("<b></b>да", "да", []),
        ("a &lt; b &amp; c &#33; &#x21; &nbsp;", "a < b & c ! ! &nbsp;", []),
        ("&lt &ltd; &#0; &#xd800; &", "< &ltd; &#0; &#xd800; &", []),
        ('<a href="https://ya.ru">я</a>', "я", [entity("text_link", 0, 1, url="https://ya.ru/")]),
        ("<a href='https://ya.ru/?a=1&amp;b=2'>я</a>", "я", [entity("text_link", 0, 1, url="https://ya.ru/?a=1&b=2")]),
        ('<a href="nowhere">я</a>', "я", []),
        ('<a href="http://[">я</a>', "я", []),
        (
            '<a href="tg://user?id=7">Оля</a>',
            "Оля",
            [entity("text_mention", 0, 3, user={"id": 7, "is_bot": False, "first_name": "Оля"})],
        ),
        ('<pre><code class="language-py">x</code></pre>', "x", [entity("pre", 0, 1, language="py")]),
        ('<code class="language-py">x</code>', "x", [entity("code", 0, 1)]),
        ("<blockquote expandable>ц</blockquote>", "ц", [entity("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">с</span>', "с", [entity("spoiler", 0, 1)]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
        ('<tg-time unix="5">да</tg-time>', "да", [entity("date_time", 0, 2, unix_time=5)]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<b>да", 'Can\'t find end tag corresponding to start tag "b"'),
        ("да</b>", "Unexpected end tag at byte offset 4"),
        ("<b>да</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("Сосновый <бор> & Ко", 'Unsupported start tag "бор" at byte offset 17'),
        ("<b>да</b", "Unclosed end tag at byte offset 7"),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ("<a =x>да</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>да</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="x">да</tg-time>', 'Tag "tg-time" must have attribute "unix" with a number'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, why: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("text", "kind", "offset", "length"),
    [
        ("см. /help", "bot_command", 4, 5),
        ("/start@sandbox_bot x", "bot_command", 0, 18),
        ("😀 https://ya.ru/a.", "url", 3, 15),
        ("почта a.b@ya.ru", "email", 6, 9),
        ("это @olga_petrovna", "mention", 4, 14),
        ("#собрание", "hashtag", 0, 9),
    ],
)
def test_telegram_marks_links_and_commands_itself(text: str, kind: str, offset: int, length: int) -> None:
    assert formatted(text) == (text, [entity(kind, offset, length)])


@pytest.mark.parametrize("text", ["1/2", "и/или", "a@b", "C#", "№ 5 # 3"])
def test_ordinary_punctuation_is_no_entity(text: str) -> None:
    assert formatted(text) == (text, [])


def test_nothing_is_found_inside_code() -> None:
    assert formatted("<code>/x</code>", "HTML") == ("/x", [entity("code", 0, 2)])


def test_blanks_at_the_ends_are_dropped_and_entities_move() -> None:
    assert formatted("  \n😀<b>да  </b>\n", "HTML") == ("😀да", [entity("bold", 2, 2)])


def test_entities_beyond_the_text_are_refused() -> None:
    with pytest.raises(ApiError, match="ends after the end of the text at UTF-16 offset 2"):
        formatted("да", given=[entity("bold", 1, 2)])


def test_markdown_is_not_played() -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        formatted("*да*", "MarkdownV2")


@given(st.text())
def test_escaped_text_comes_through_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(f"<b>{escaped}</b>")[0] == text


@given(st.text(alphabet="<>/ab=\"'& x-1;#", max_size=40))
def test_any_source_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= units(text) for e in entities)


@given(st.text())
def test_units_and_indices_agree(text: str) -> None:
    assert [index_at(text, units(text[:n])) for n in range(len(text) + 1)] == list(range(len(text) + 1))
