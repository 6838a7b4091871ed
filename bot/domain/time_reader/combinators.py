"""Small parsers and the ways to join them. A parser yields every place where it may end, with what it has read."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.domain.time_reader.tokens import Token
from bot.domain.time_reader.vocabulary import Kind

Tokens = Sequence[Token]
Parser = Callable[[Tokens, int], Iterator[tuple[int, Any]]]
# The value of what is read and left out.
NOTHING = object()


def number(least: int, most: int, *lengths: int) -> Parser:
    """A number in figures of one of these lengths."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        if at < len(tokens) and tokens[at].is_number and len(tokens[at].text) in lengths:
            value = int(tokens[at].text)
            if least <= value <= most:
                yield at + 1, value

    return parse


def word(kind: Kind, *values: int | str) -> Parser:
    """A phrase of a kind, with any value or one of these."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        for meaning in tokens[at].meanings if at < len(tokens) else ():
            if meaning.kind is kind and (not values or meaning.value in values):
                yield at + meaning.length, meaning.value

    return parse


def mark(marks: str) -> Parser:
    """One of these marks."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        if at < len(tokens) and tokens[at].text in marks:
            yield at + 1, tokens[at].text

    return parse


def glued(parser: Parser) -> Parser:
    """The same without a space before it."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        if at < len(tokens) and tokens[at].is_glued:
            yield from parser(tokens, at)

    return parse


def apart(parser: Parser) -> Parser:
    """The same with a space before it."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        if at < len(tokens) and not tokens[at].is_glued:
            yield from parser(tokens, at)

    return parse


def drop(parser: Parser) -> Parser:
    """The same, and what it has read is left out of a sequence."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        for end, _ in parser(tokens, at):
            yield end, NOTHING

    return parse


def maybe(parser: Parser, default: Any = None) -> Parser:
    """The reading of the parser, or nothing."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        yield at, default
        yield from parser(tokens, at)

    return parse


def optional(parser: Parser) -> Parser:
    """Something that may stand there and is left out."""
    return maybe(drop(parser), NOTHING)


def either(*parsers: Parser) -> Parser:
    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        for parser in parsers:
            yield from parser(tokens, at)

    return parse


def before(parser: Parser, *, is_there: bool = True) -> Parser:
    """Nothing, but only before what the parser reads; with `is_there` false only before anything else."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        if (next(parser(tokens, at), None) is not None) is is_there:
            yield at, NOTHING

    return parse


def not_after(kind: Kind) -> Parser:
    """Nothing, but not right after a word of this kind."""

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        if at == 0 or all(each.kind is not kind for each in tokens[at - 1].meanings):
            yield at, NOTHING

    return parse


def sequence(make: Callable[..., Any], *parsers: Parser) -> Parser:
    """The parsers one after another; `make` turns what they have read into a value, None is no reading."""

    def follow(tokens: Tokens, at: int, rest: Sequence[Parser]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        if not rest:
            yield at, ()
            return
        for middle, value in rest[0](tokens, at):
            for end, values in follow(tokens, middle, rest[1:]):
                yield end, values if value is NOTHING else (value, *values)

    def parse(tokens: Tokens, at: int) -> Iterator[tuple[int, Any]]:
        for end, values in follow(tokens, at, parsers):
            if (made := make(*values)) is not None:
                yield end, made

    return parse


def mapped(make: Callable[[Any], Any], parser: Parser) -> Parser:
    """The reading of the parser, made into something else; None is no reading."""
    return sequence(make, parser)
