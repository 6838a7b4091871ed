"""The workspace of a paper: its case, the law, the reader; guesses for an answer, answers as people read them."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from aiogram.types import CallbackQuery, Message

from bot.domain.founding import Step
from bot.domain.headcounts import ResidentCount, list_of_houses
from bot.domain.municipalities import Municipality, MunicipalityKind
from bot.domain.papers import interview
from bot.domain.papers.basis import Basis
from bot.domain.papers.contradictions import contradictions
from bot.domain.papers.interview import Dossier
from bot.domain.papers.kit import COMPARED, Paper
from bot.domain.papers.outcome import MeetingOutcome, Stop, meeting_outcome, stop, withheld
from bot.domain.papers.questions import QUESTIONS, AnswerKind, GrammaticalCase, Value
from bot.domain.papers.readiness import Readiness, readiness
from bot.domain.papers.title import bare_title
from bot.domain.papers.votes import Votes, parse
from bot.domain.people import Person
from bot.domain.time import wall_clock
from bot.files import declension
from bot.files.table_rows import house_words
from bot.i18n import Translator
from handlers.papers.parse import title_words
from handlers.papers.texts import OPTIONS
from handlers.shared.context import Context
from handlers.shared.step_names import PAPERS
from storage import papers
from storage.law import headcounts

NOT_YOURS = "papers-not-yours"
# Questions about a decision, with the step where its day and number are noted.
DECIDED = {"decision": Step.BOUNDARIES, "minutes_number": Step.MEETING, "charter_record": Step.REGISTRATION}


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything a step of the interview needs. `russian` is the language of papers, `tr` that of the reader."""

    paper: Paper
    person: Person
    dossier: Dossier
    basis: Basis
    tr: Translator
    russian: Translator
    now: datetime
    counts: tuple[ResidentCount, ...] = ()
    """Confirmed numbers of residents of the same settlement, for others who found a TOS there."""

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
        return interview.asked(self.paper, self.dossier.answers, self.ages, self._withheld)

    @property
    def reply(self) -> tuple[str, ...]:
        """The questions about the answer to this paper, if it is a request that somebody answers with numbers."""
        return interview.reply(self.paper, self.dossier.answers, self.ages)

    @property
    def awaits_reply(self) -> bool:
        """Tell whether the request was made and its answer is not noted yet."""
        return self.paper in self.dossier.made and bool(self.reply) and self.value(self.reply[0]) is None

    @property
    def reviewed(self) -> tuple[str, ...]:
        """The questions whose answers the review shows: those of the answer to a request once it has come."""
        return tuple(dict.fromkeys([*self.asked, *(self.reply if self.is_replied else ())]))

    @property
    def next_question(self) -> str | None:
        name = interview.next_question(self.paper, self.dossier.answers, self.ages, self._withheld)
        return name or (interview.first_open(self.reply, self.dossier.answers) if self.is_replied else None)

    def compared_after(self, name: str) -> str | None:
        """The question of the request that is asked once more after this one about its answer."""
        return COMPARED.get(name) if name in self.reply and self.is_replied else None

    @property
    def is_replied(self) -> bool:
        """Tell whether the request was made and its answer has come."""
        return self.paper in self.dossier.made and bool(self.reply) and not self.awaits_reply

    @property
    def readiness(self) -> Readiness:
        answers = self.dossier.answers
        return readiness(self.asked, answers, contradictions(answers, self.ages))

    @property
    def outcome(self) -> MeetingOutcome:
        return meeting_outcome(self.dossier.answers, self.basis)

    @property
    def stop(self) -> Stop | None:
        """The reason why the paper cannot be made now."""
        return stop(self.paper, self.dossier.answers, self.basis, self.local_now)

    @property
    def _withheld(self) -> frozenset[str]:
        return withheld(self.paper, self.dossier.answers, self.basis)

    def value(self, name: str) -> Value | None:
        return interview.value_of(self.dossier.answers, name)

    def version(self, name: str) -> int:
        answer = self.dossier.answers.get(name)
        return answer.version if answer else 0

    def answer_text(self, name: str) -> str:
        """The present answer as people read it."""
        return answer_text(self.tr, name, self.value(name))


async def read_workspace(ctx: Context, case_id: int, paper: Paper) -> Workspace | None:
    """The workspace for a member of the case; None for everybody else, and when there is no such case."""
    if ctx.person is None or (found := await ctx.store.read(papers.open_case, case_id, ctx.person.id, ctx.now)) is None:
        return None
    dossier, basis = found
    place = str(interview.value_of(dossier.answers, "settlement") or "")
    counts = await ctx.store.read(headcounts.confirmed, dossier.municipality, place) if place else []
    return Workspace(paper, ctx.person, dossier, basis, ctx.tr, ctx.texts.choose("ru"), ctx.now, tuple(counts))


async def require_workspace(
    event: Message | CallbackQuery, ctx: Context, case_id: int, paper: Paper
) -> Workspace | None:
    """Return the workspace to a member of the case; refuse everybody else with None."""
    workspace = await read_workspace(ctx, case_id, paper)
    if workspace is None:
        await ctx.deny(event, NOT_YOURS)
    return workspace


def answer_text(tr: Translator, name: str, value: Value | None) -> str:
    """An answer as people read it; None is shown as left out."""
    if value is None:
        return tr.plain("paper-left-out")
    match QUESTIONS[name].kind:
        case AnswerKind.CHOICE:
            return tr.plain(OPTIONS[name, str(value)])
        case AnswerKind.DAY:
            return tr.day(date.fromisoformat(str(value)))
        case AnswerKind.MOMENT:
            return tr.when(datetime.fromisoformat(str(value)))
        case AnswerKind.VOTES:
            return votes_text(tr, parse(str(value)))
    return str(value)


def votes_text(tr: Translator, votes: Votes) -> str:
    """Votes as people read them: "unanimously, 84 for" where everybody was for it."""
    if votes.is_unanimous:
        return tr.plain("paper-votes-all", yes=votes.yes)
    return tr.plain("paper-votes", yes=votes.yes, no=votes.no, abstained=votes.abstained, silent=votes.silent)


def came(workspace: "Workspace", name: str) -> int | None:
    """The number of people who vote, where a question is about votes and it is known."""
    found = interview.came_to_vote(name, workspace.dossier.answers)
    return found[1] if found else None


def short(text: str, most: int) -> str:
    """The first `most` characters; the rest is in the paper."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


async def guesses(workspace: Workspace, name: str) -> list[Value]:
    """Answers that can be taken with one press: from the profile, from the case, or a name in its grammatical case."""
    if QUESTIONS[name].kind in (AnswerKind.FORM, AnswerKind.LINE):
        found = await asyncio.to_thread(lambda: [*_offered(workspace, name)])
    else:
        found = [*_offered(workspace, name)]
    return [guess for guess in dict.fromkeys(found) if guess != workspace.value(name)]


def _offered(workspace: Workspace, name: str) -> Iterator[Value]:
    where, question = workspace.basis.where, QUESTIONS[name]
    if question.case and (base := workspace.value(question.needs[0])):
        yield from _form(question.needs[0], str(base), question.case).guesses
    elif question.kind is AnswerKind.VOTES and (voters := came(workspace, name)):
        yield str(Votes(voters, 0, 0))
    elif name == "tos_name" and workspace.dossier.title:
        yield bare_title(workspace.dossier.title, title_words(workspace.russian))
    elif name == "meeting_at" and workspace.dossier.meeting_local:
        yield workspace.dossier.meeting_local.isoformat(timespec="minutes")
    elif name in DECIDED and DECIDED[name] in workspace.dossier.decided:
        yield from _of_step(workspace.russian, name, *workspace.dossier.decided[DECIDED[name]])
    elif name == "settlement" and workspace.dossier.settlement:
        yield workspace.dossier.settlement
    else:
        yield from _of_counts(workspace, name)
        yield from _of_profile(workspace.russian, name, where) if where else ()


def _of_step(russian: Translator, name: str, on: date, number: str | None) -> Iterator[Value]:
    """The day and number that were noted for the step of the decision."""
    if name == "decision" and number:
        yield russian.plain("paper-decision", day=russian.day(on), number=number)
    elif name == "decision":
        yield russian.plain("paper-decision-day", day=russian.day(on))
    elif name == "charter_record" and number:
        yield russian.plain("paper-charter-record", day=russian.day(on), number=number)
    elif number:
        yield number


def _of_counts(workspace: Workspace, name: str) -> Iterator[Value]:
    """The confirmed numbers and lists; the younger residents and the source only beside the number that was taken."""
    listed = list_of_houses(str(workspace.value("houses") or ""), house_words(workspace.russian))
    for each in workspace.counts:
        known = {"residents_young": each.residents_young, "residents_source": each.source}
        if name == "residents":
            yield each.residents
        elif name == "houses" and each.houses not in ("", listed):
            yield each.houses
        elif each.residents == workspace.value("residents") and (value := known.get(name)):
            yield value


def _of_profile(russian: Translator, name: str, where: Municipality) -> Iterator[Value]:
    if name == "body" and where.body:
        yield where.body
    elif name == "charter_notice" and where.notice_days:
        yield where.notice_days
    elif name == "copies" and where.charter_copies:
        yield where.charter_copies
    elif name == "settlement" and where.kind is MunicipalityKind.URBAN_OKRUG:
        yield where.name
    elif name == "administration":
        yield russian.plain("paper-administration", municipality=where.in_case(GrammaticalCase.GENITIVE))


async def sure_forms(name: str, value: Value | None) -> dict[str, Value]:
    """The grammatical forms of a new name that are certain, by question: nobody has to be asked about them."""
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
