"""A paper on somebody's desk: the case, the law, the reader; what is offered for an answer and how answers are said."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from aiogram.types import CallbackQuery, Message

from bot.domain.founding import Step
from bot.domain.municipalities import Municipality, MunicipalityKind
from bot.domain.papers import interview
from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Dossier
from bot.domain.papers.kit import Paper
from bot.domain.papers.questions import QUESTIONS, AnswerKind, GrammaticalCase, Value
from bot.domain.people import Person
from bot.domain.time import wall_clock
from bot.files import declension
from bot.i18n import Translator
from handlers.papers.parse import bare_title
from handlers.papers.texts import OPTIONS
from handlers.shared.context import Context
from handlers.shared.screens import keyboard, to_menu
from handlers.shared.step_names import PAPERS
from storage import papers

# Questions for a decision, and the step at which its day and number are noted.
DECIDED = {"decision": Step.BOUNDARIES, "minutes_number": Step.MEETING}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a step of the interview needs. `russian` is the language of the papers, `tr` that of the reader."""

    paper: Paper
    person: Person
    dossier: Dossier
    basis: Basis
    tr: Translator
    russian: Translator
    now: datetime

    @property
    def title(self) -> str:
        return self.tr.plain(PAPERS[self.paper])

    @property
    def local_now(self) -> datetime:
        return wall_clock(self.now, self.dossier.zone)

    @property
    def ages(self) -> int:
        return len(self.basis.ages)

    @property
    def asked(self) -> tuple[str, ...]:
        return interview.asked(self.paper, self.dossier.answers, self.ages)

    def value(self, name: str) -> Value | None:
        return interview.value_of(self.dossier.answers, name)

    def version(self, name: str) -> int:
        answer = self.dossier.answers.get(name)
        return answer.version if answer else 0

    def said(self, name: str) -> str:
        """The standing answer as people read it."""
        return spoken(self.tr, name, self.value(name))


async def read_desk(ctx: Context, case_id: int, paper: Paper, russian: Translator) -> Desk | None:
    """The desk of a member; None for anybody else, and where there is no such case."""
    if ctx.person is None or (found := await ctx.store.read(papers.open_case, case_id, ctx.person.id, ctx.now)) is None:
        return None
    dossier, basis = found
    return Desk(paper, ctx.person, dossier, basis, ctx.tr, russian, ctx.now)


async def refuse(event: Message | CallbackQuery, ctx: Context) -> None:
    """To who is no member of the case."""
    if isinstance(event, Message):
        await event.answer(ctx.tr("papers-not-yours"), reply_markup=keyboard([to_menu(ctx.tr)]))
    else:
        await event.answer(ctx.tr.plain("papers-not-yours"), show_alert=True)


def spoken(tr: Translator, name: str, value: Value | None) -> str:
    """An answer as people read it."""
    if value is None:
        return tr.plain("paper-left-out")
    match QUESTIONS[name].kind:
        case AnswerKind.CHOICE:
            return tr.plain(OPTIONS[name, str(value)])
        case AnswerKind.DAY:
            return tr.day(date.fromisoformat(str(value)))
        case AnswerKind.MOMENT:
            return tr.when(datetime.fromisoformat(str(value)))
    return str(value)


def short(text: str, most: int) -> str:
    """At most so many characters: the rest is in the paper."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


async def guesses(desk: Desk, name: str) -> list[Value]:
    """What may be taken as the answer with one press: from the profile, the case, or a name in the case it needs."""
    if QUESTIONS[name].kind in (AnswerKind.FORM, AnswerKind.LINE):
        found = await asyncio.to_thread(lambda: [*_offered(desk, name)])
    else:
        found = [*_offered(desk, name)]
    return [guess for guess in found if guess != desk.value(name)]


def _offered(desk: Desk, name: str) -> Iterator[Value]:
    where, question = desk.basis.where, QUESTIONS[name]
    if question.case and question.only_if and (base := desk.value(question.only_if[0])):
        yield from _form(question.only_if[0], str(base), question.case).guesses
    elif name == "tos_name" and desk.dossier.title:
        yield bare_title(desk.dossier.title, desk.russian)
    elif name == "meeting_at" and desk.dossier.meeting_local:
        yield desk.dossier.meeting_local.isoformat(timespec="minutes")
    elif name in DECIDED and DECIDED[name] in desk.dossier.decided:
        yield from _of_step(desk.russian, name, *desk.dossier.decided[DECIDED[name]])
    elif where:
        yield from _of_profile(desk.russian, name, where)


def _of_step(russian: Translator, name: str, on: date, number: str | None) -> Iterator[Value]:
    """What was noted of the step whose decision the question names."""
    if name == "decision" and number:
        yield russian.plain("paper-decision", day=russian.day(on), number=number)
    elif name == "decision":
        yield russian.plain("paper-decision-day", day=russian.day(on))
    elif number:
        yield number


def _of_profile(russian: Translator, name: str, where: Municipality) -> Iterator[Value]:
    if name == "body" and where.body:
        yield where.body
    elif name == "copies" and where.charter_copies:
        yield where.charter_copies
    elif name == "settlement" and where.kind is MunicipalityKind.URBAN_OKRUG:
        yield where.name
    elif name == "administration":
        yield russian.plain(
            "paper-administration", municipality=declension.phrase(where.name, GrammaticalCase.GENITIVE).guesses[0]
        )


async def sure_forms(name: str, value: Value | None) -> dict[str, Value]:
    """The forms of a new name that nobody has to be asked about, by question."""
    if value is None:
        return {}
    wanted = {
        form: question.case for form, question in QUESTIONS.items() if question.case and question.depends_on == (name,)
    }
    if not wanted:
        return {}
    found = await asyncio.to_thread(lambda: {form: _form(name, str(value), case) for form, case in wanted.items()})
    return {form: each.guesses[0] for form, each in found.items() if each.is_sure}


def _form(base: str, value: str, case: GrammaticalCase) -> declension.WordForm:
    return (declension.person if QUESTIONS[base].kind is AnswerKind.PERSON else declension.phrase)(value, case)
