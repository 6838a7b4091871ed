"""Answers of a case, as long and as unusual as people can write them, each of them recognisable in a paper."""

from datetime import date
from typing import Any

import yaml

from bot.domain.municipalities import Municipality, MunicipalityKind
from bot.domain.norms import Confidence, Norm
from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answer
from bot.domain.papers.questions import QUESTIONS, AnswerKind
from bot.domain.papers.votes import Votes
from bot.domain.quorum import MOST_RESIDENTS
from storage.core.seed import FOLDER

STRANGE = "«ёлки» <b>&amp; \"'{{ 7 }} {% if %} \\ ]]> 😀 № 5–7 "
NORMS = {
    row["key"]: Norm(**row | {"confidence": Confidence(row["confidence"])})
    for row in yaml.safe_load((FOLDER / "norms.yaml").read_text("utf-8"))
}
TODAY = date(2026, 11, 24)
AFTER = date(2026, 12, 21)  # after the meeting
ANYWHERE = Basis(NORMS, None, TODAY)
CITY = Municipality(
    slug="blagoveshchensk",
    name="город Благовещенск",
    kind=MunicipalityKind.URBAN_OKRUG,
    aliases=(),
    as_of=TODAY,
    source="положение <о ТОС> & другие",
    confidence=Confidence.B,
    body="Благовещенская городская Дума",
    notice_days=14,
    charter_copies=3,
    attachments="<список> & «прочее»",
)


def extreme(name: str) -> str:
    """A unique answer, different from all others: 300 characters, or 4096 for a question that allows a page."""
    most = min(QUESTIONS[name].most, 4096)
    mine = f"{name} {STRANGE}"
    return (mine + "ы" * most)[: most - 1] + "!"


def everything(gathering: str, option: int) -> dict[str, Answer]:
    """An answer to every question; of a choice, the option at the index `option`, or the last one."""
    found: dict[str, Any] = {}
    for name, question in QUESTIONS.items():
        match question.kind:
            case AnswerKind.NUMBER:
                found[name] = question.most
            case AnswerKind.DAY:
                found[name] = "2026-11-20"
            case AnswerKind.MOMENT:
                found[name] = "2026-12-20T18:05"
            case AnswerKind.CHOICE:
                found[name] = question.options[min(option, len(question.options) - 1)]
            case AnswerKind.VOTES:
                came = 1000 if "group_present" in question.depends_on else MOST_RESIDENTS
                found[name] = str(Votes(came - 3, 2, 1) if option else Votes(came, 0, 0))
            case AnswerKind.TEXT:
                found[name] = "\n".join((extreme(name)[:2000], extreme(name)[2001:]))
            case _:
                found[name] = extreme(name)
    return {name: Answer(value) for name, value in (found | {"gathering": gathering}).items()}
