"""Every paper, as draft and as clean copy, of whatever was typed as answers: the file is made and opens."""

import asyncio
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.papers.interview import Answer
from bot.domain.papers.kit import Paper
from bot.domain.papers.questions import QUESTIONS, AnswerKind, Value
from bot.files.papers import Printer, words
from handlers.papers.parse import Reading, read
from handlers.papers.texts import OPTIONS
from tests.clock import START
from tests.files.answers import RUSSIAN
from tests.files.extremes import ANYWHERE
from tests.fuzz.texts import HOSTILE, texts

ZONE, CAME = "Asia/Yakutsk", 84
# Words that a question takes, beside any others.
LIKELY = {
    AnswerKind.NUMBER: st.integers(0, 300).map(str),
    AnswerKind.DAY: st.sampled_from(["20.11.2026", "вчера"]),
    AnswerKind.MOMENT: st.sampled_from(["20.12.2026 18:00", "завтра в 11 утра"]),
    AnswerKind.VOTES: st.sampled_from(["единогласно", "80 за, 3 против", "40/44/0"]),
}


def likely(name: str) -> st.SearchStrategy[str]:
    if QUESTIONS[name].options:
        return st.sampled_from([RUSSIAN.plain(OPTIONS[name, each]) for each in QUESTIONS[name].options])
    return texts() | st.sampled_from(HOSTILE) | LIKELY.get(QUESTIONS[name].kind, texts())


async def taken(typed: dict[str, str]) -> dict[str, Answer]:
    """The typed answers that the interview takes; the others are left out."""
    found = {name: await read(said, Reading(name, RUSSIAN, START, ZONE, CAME)) for name, said in typed.items()}
    return {name: Answer(value if isinstance(value, get_args(Value)) else None) for name, value in found.items()}


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


async def try_papers(answers: dict[str, Answer], *, is_clean: bool) -> None:
    printer = Printer(RUSSIAN)
    for paper in Paper:
        assert words(await printer.docx(paper, answers, ANYWHERE, is_clean=is_clean))


@settings(
    max_examples=settings().max_examples // 50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(typed=st.fixed_dictionaries({name: likely(name) for name in QUESTIONS}), is_clean=st.booleans())
def test_no_answers_break_a_paper(runner: asyncio.Runner, typed: dict[str, str], is_clean: bool) -> None:
    runner.run(try_papers(runner.run(taken(typed)), is_clean=is_clean))
