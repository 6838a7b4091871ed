"""Small parsers and the ways to join them. A parser finds every place where it may end, with what it has read."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.domain.time_reader.tokens import Token
from bot.domain.time_reader.vocabulary import Kind

# Sequences rather than generators: most parsers find nothing, and that has to cost next to nothing.
Found = Sequence[tuple[int, Any]]


class Tokens(tuple[Token, ...]):
    """The tokens of a text, with what shared parsers have found in them."""

    known: dict[tuple[int, int], Found]

    def __new__(cls, tokens: Iterable[Token]) -> "Tokens":
        made = super().__new__(cls, tokens)
        made.known = {}
        return made


Parser = Callable[[Tokens, int], Found]
# The value of what is read and left out.
NOTHING = object()


def shared(parser: Parser) -> Parser:
    """The same, read once at each token though several rules need it."""
    name = id(parser)

    def parse(tokens: Tokens, at: int) -> Found:
        key = (name, at)
        if key not in tokens.known:
            tokens.known[key] = parser(tokens, at)
        return tokens.known[key]

    return parse


def number(least: int, most: int, *lengths: int) -> Parser:
    """A number in figures of one of these lengths."""

    def parse(tokens: Tokens, at: int) -> Found:
        if at == len(tokens) or not tokens[at].is_number or len(tokens[at].text) not in lengths:
            return ()
        value = int(tokens[at].text)
        return ((at + 1, value),) if least <= value <= most else ()

    return parse


def word(kind: Kind, *values: int | str) -> Parser:
    """A phrase of a kind, with any value or one of these."""

    def parse(tokens: Tokens, at: int) -> Found:
        if at == len(tokens) or not tokens[at].meanings:
            return ()
        return [
            (at + length, value)
            for its_kind, value, length in tokens[at].meanings
            if its_kind is kind and (not values or value in values)
        ]

    return parse


def mark(marks: str) -> Parser:
    """One of these marks."""

    def parse(tokens: Tokens, at: int) -> Found:
        return ((at + 1, tokens[at].text),) if at < len(tokens) and tokens[at].text in marks else ()

    return parse


def glued(parser: Parser) -> Parser:
    """The same without a space before it."""

    def parse(tokens: Tokens, at: int) -> Found:
        return parser(tokens, at) if at < len(tokens) and tokens[at].is_glued else ()

    return parse


def apart(parser: Parser) -> Parser:
    """The same with a space before it."""

    def parse(tokens: Tokens, at: int) -> Found:
        return parser(tokens, at) if at < len(tokens) and not tokens[at].is_glued else ()

    return parse


def drop(parser: Parser) -> Parser:
    """The same, and what it has read is left out of a sequence."""

    def parse(tokens: Tokens, at: int) -> Found:
        return [(end, NOTHING) for end, _ in parser(tokens, at)]

    return parse


def maybe(parser: Parser, default: Any = None) -> Parser:
    """The reading of the parser, or nothing."""

    def parse(tokens: Tokens, at: int) -> Found:
        return ((at, default), *parser(tokens, at))

    return parse


def optional(parser: Parser) -> Parser:
    """Something that may stand there and is left out."""
    return maybe(drop(parser), NOTHING)


def either(*parsers: Parser) -> Parser:
    def parse(tokens: Tokens, at: int) -> Found:
        return [each for parser in parsers for each in parser(tokens, at)]

    return parse


def before(parser: Parser, *, is_there: bool = True) -> Parser:
    """Nothing, but only before what the parser reads; with `is_there` false only before anything else."""

    def parse(tokens: Tokens, at: int) -> Found:
        return ((at, NOTHING),) if bool(parser(tokens, at)) is is_there else ()

    return parse


def not_after(kind: Kind) -> Parser:
    """Nothing, but not right after a word of this kind."""

    def parse(tokens: Tokens, at: int) -> Found:
        is_after = at > 0 and any(each.kind is kind for each in tokens[at - 1].meanings)
        return () if is_after else ((at, NOTHING),)

    return parse


def sequence(make: Callable[..., Any], *parsers: Parser) -> Parser:
    """The parsers one after another; `make` turns what they have read into a value, None is no reading."""

    def parse(tokens: Tokens, at: int) -> Found:
        reached: list[tuple[int, tuple[Any, ...]]] = [(at, ())]
        for parser in parsers:
            reached = [
                (end, values if value is NOTHING else (*values, value))
                for middle, values in reached
                for end, value in parser(tokens, middle)
            ]
            if not reached:
                return ()
        return [(end, made) for end, values in reached if (made := make(*values)) is not None]

    return parse


def mapped(make: Callable[[Any], Any], parser: Parser) -> Parser:
    """The reading of the parser, made into something else; None is no reading."""
    return sequence(make, parser)
