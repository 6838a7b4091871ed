"""The answers that a reader finds in a paper."""

import re
from collections.abc import Collection

from bot.domain.papers.interview import Answer, asked
from bot.domain.papers.kit import Paper
from bot.domain.papers.questions import QUESTIONS, AnswerKind
from bot.files import papers
from bot.files.template_context import written
from bot.i18n import Translator

RUSSIAN = Translator("ru")
# Marks and advice, which a clean paper has none of.
ADVICE = re.compile(
    r"Проект[;.]|\(проект|Справка к проекту|черновик|оставьте нужное|не публикуйте|по желанию\): "
    r"|если (его|её|их) требует|Свод норм|сверьте|По сведениям о вашем"
)
# Answers that only choose the wording of a paper: they are not printed themselves.
SHAPES = {name for name, question in QUESTIONS.items() if question.kind is AnswerKind.CHOICE}
# A name may be printed in another grammatical case only.
FORMS = {name: question.depends_on[0] for name, question in QUESTIONS.items() if question.kind is AnswerKind.FORM}


def words(file: bytes) -> str:
    """The text of a paper as it was typed: without the spaces and hyphens that keep numbers with their words."""
    text = re.sub(r"(?<=[a-zа-яё.№])\xa0(?=[\d_])|(?<=[\d_])\xa0(?=[а-яё])", " ", papers.words(file))
    telephones = re.sub(r"(\d{2,3})\u2011(\d\d)\u2011(\d\d)", r"\1-\2-\3", text)
    return re.sub(r"(?<=\d)\u2011(?=\d)", "–", telephones)


def printed(paper: Paper, answers: dict[str, Answer]) -> dict[str, str]:
    """The answers that the paper must contain, as they are printed, by the name of the question."""
    found = {}
    for name in asked(paper, answers, 2):
        if name in SHAPES:
            continue
        value = answers[name].value
        said = written(name, value, RUSSIAN)
        if QUESTIONS[name].kind is AnswerKind.MOMENT:
            said = "20 декабря 2026"
        found[name] = said
    return found


def in_another_case(wanted: Collection[str], missing: Collection[str]) -> set[str]:
    """The names that a paper prints in another grammatical case, its form being given."""
    return {FORMS[name] for name in wanted if name in FORMS and name not in missing}
