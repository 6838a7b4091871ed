"""The name of a TOS as its charter has it: without the word for a TOS, without outer quotes and a full stop."""

from dataclasses import dataclass

OPENING, CLOSING, STRAIGHT = "\u00ab\u201e\u201c\u2018", "\u00bb\u201c\u201d\u2019", "\"'`"
QUOTES = OPENING + CLOSING + STRAIGHT
# An apostrophe inside a word is no quote.
INNER_QUOTES = '\u00ab\u00bb\u201e\u201c\u201d"'
TYPED_QUOTES = {"<<": "\u00ab", ">>": "\u00bb", ",,": "\u201e", "''": "\u201d", "``": "\u201c"}
SEPARATORS = " _/-\u2010\u2011\u2013\u2014\u2212:,.()"
ENDS, AFTER_QUOTES = " .,;:", " .,;:!?()"


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words before a name, folded: `tos` are dropped always, `leads` only where a name in quotes follows."""

    tos: tuple[str, ...]
    leads: tuple[str, ...]


def bare_title(typed: str, words: TitleWords) -> str:
    """The name alone, with inner quotes: papers add the word for a TOS and the outer quotes.

    A name that has nothing else, such as the word itself, stays as it is.
    """
    name = " ".join(typed.split())
    for pair, quote in TYPED_QUOTES.items():
        name = name.replace(pair, quote)
    before = ""
    while name != before:
        before = name
        name = _without_end(_unquoted(_without_tail(_without_word(name, words), words)))
    return _inner_quotes(name)


def _without_word(name: str, words: TitleWords) -> str:
    """The name after a word for a TOS, or after words that introduce a name in quotes."""
    folded = name.casefold().replace("\u0451", "\u0435")
    for word in words.tos:
        # The word alone may be in quotes.
        if folded[:1] in QUOTES and folded[1:].startswith(word) and folded[len(word) + 1 : len(word) + 2] in QUOTES:
            return name[len(word) + 2 :].lstrip(SEPARATORS) or name
        rest = name[len(word) :].lstrip(SEPARATORS)
        if folded.startswith(word) and rest and not name[len(word)].isalnum():
            return rest
    for word in words.leads:
        rest = name[len(word) :].lstrip(SEPARATORS)
        if folded.startswith(word) and (rest[:1] in QUOTES or _begins_with(rest, words.tos)):
            return rest or name
    return name


def _begins_with(name: str, words: tuple[str, ...]) -> bool:
    return name.casefold().startswith(words)


def _without_tail(name: str, words: TitleWords) -> str:
    """The name in quotes without the word for a TOS or the marks behind it."""
    closed = max(name.rfind(quote) for quote in (*CLOSING, *STRAIGHT)) + 1
    tail = name[closed:].strip(AFTER_QUOTES).casefold()
    is_said = name[:1] in QUOTES and 1 < closed < len(name) and (not tail or tail in words.tos)
    return name[:closed] if is_said else name


def _without_end(name: str) -> str:
    is_left_open = name.endswith(")") and name.count(")") > name.count("(")
    return (name[:-1] if is_left_open else name).rstrip(ENDS) or name


def _unquoted(name: str) -> str:
    """The name without quotes around the whole of it; a quote without its pair at one end is dropped too."""
    is_open, is_closed = name[:1] in {*OPENING, *STRAIGHT}, name[-1:] in {*CLOSING, *STRAIGHT}
    if len(name) < 3 or not (is_open or is_closed):
        return name
    if is_open and is_closed and _is_one_pair(name):
        return name[1:-1].strip()
    if sum(letter in QUOTES for letter in name) == 1:
        return name[1:] if is_open else name[:-1]
    return name


def _is_one_pair(name: str) -> bool:
    """Tell whether the first quote is closed by the last one."""
    depth = 0
    for at, letter in enumerate(name):
        if letter in QUOTES and not _is_apostrophe(name, at):
            depth += 1 if _opens(name, at) else -1
            if depth <= 0 and at < len(name) - 1:
                return False
    return True


def _opens(name: str, at: int) -> bool:
    """Tell whether a quote opens: by its shape, or before a word where the shape does not tell."""
    if name[at] in STRAIGHT or name[at] == "\u201c":
        before = name[at - 1 : at] if at else ""
        return before in {"", " ", "(", *OPENING, *STRAIGHT}
    return name[at] in OPENING


def _is_apostrophe(name: str, at: int) -> bool:
    return name[at] in "'\u2019" and name[at - 1 : at].isalpha() and name[at + 1 : at + 2].isalpha()


def _inner_quotes(name: str) -> str:
    said, is_open = [], False
    for letter in name:
        if letter in INNER_QUOTES:
            is_open = letter in "\u00ab\u201e" or (letter in '"\u201c' and not is_open)
            letter = "\u201e" if is_open else "\u201c"
        said.append(letter)
    return "".join(said)
