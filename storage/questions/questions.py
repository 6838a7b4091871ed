"""Questions of residents: coordinators of their scope see and answer them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, true, update

from bot.domain import questions as rules
from bot.domain.handover import Choose
from bot.domain.people import REGION, Purpose, Role, RoleKind, may_coordinate
from bot.domain.questions import CAUSE, AnswerOutcome, AskOutcome, Desk, Question
from bot.domain.retention import ANSWERED_QUESTION, DRAFT
from storage import outbox
from storage.core import scrub
from storage.core.db import insert
from storage.core.tables import accounts, answers, consents, deliveries, people, questions, roles

OPEN = and_(questions.c.asked_at.is_not(None), questions.c.answered_at.is_(None))
ANSWERS = roles.c.kind.in_((RoleKind.COORDINATOR, RoleKind.ADMIN))
REACHABLE = exists().where(accounts.c.person_id == people.c.id, accounts.c.blocked_at.is_(None))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a coordinator sees it: the author's name, the question before it, the coordinator's own draft."""

    question: Question
    name: str
    previous: Question | None = None
    draft: str | None = None


# Coordinators who may answer.


def desk(tx: Connection, admin_ids: Collection[int]) -> Desk:
    """The scopes in which somebody can answer now. `admin_ids` are the administrators named in the settings."""
    held = select(roles.c.kind, roles.c.scope).join(people, people.c.id == roles.c.person_id).where(ANSWERS, REACHABLE)
    found = {(row.kind, row.scope) for row in tx.execute(held.distinct())}
    slugs = sorted(scope for kind, scope in found if kind == RoleKind.COORDINATOR and scope != REGION)
    everywhere = any(kind == RoleKind.ADMIN or scope == REGION for kind, scope in found)
    return Desk(tuple(slugs), everywhere or bool(_admins(tx, admin_ids)))


def responders(tx: Connection, municipality: str | None, admin_ids: Collection[int]) -> list[int]:
    """The ids of people who are notified of a question: coordinators of the municipality, else those of the region."""
    return (_coordinators(tx, municipality) if municipality else []) or _region(tx, admin_ids)


def _coordinators(tx: Connection, scope: str) -> list[int]:
    chosen = (roles.c.kind == RoleKind.COORDINATOR, roles.c.scope == scope, REACHABLE)
    return list(tx.scalars(select(people.c.id).join(roles, roles.c.person_id == people.c.id).where(*chosen)))


def _region(tx: Connection, admin_ids: Collection[int]) -> list[int]:
    by_role = or_(roles.c.kind == RoleKind.ADMIN, and_(roles.c.kind == RoleKind.COORDINATOR, roles.c.scope == REGION))
    held = select(people.c.id).join(roles, roles.c.person_id == people.c.id).where(by_role, REACHABLE)
    return sorted({*tx.scalars(held), *_admins(tx, admin_ids)})


def _admins(tx: Connection, admin_ids: Collection[int]) -> list[int]:
    """Administrators named in the settings who consented to the work: the store knows nothing of the others."""
    works = exists().where(
        consents.c.person_id == accounts.c.person_id,
        consents.c.purpose == Purpose.WORK,
        consents.c.withdrawn_at.is_(None),
    )
    chosen = (accounts.c.user_id.in_(admin_ids), accounts.c.blocked_at.is_(None), works)
    return list(tx.scalars(select(accounts.c.person_id).where(*chosen)))


# The author's side.


def get(tx: Connection, question_id: int) -> Question | None:
    row = tx.execute(select(questions).where(questions.c.id == question_id)).one_or_none()
    return Question(**row._mapping) if row else None


def own(tx: Connection, question_id: int, person_id: int) -> Question | None:
    """A question of this person; None for a question of somebody else."""
    found = get(tx, question_id)
    return found if found and found.person_id == person_id else None


def of_person(tx: Connection, person_id: int, skip: int, most: int) -> tuple[list[Question], int]:
    """One page of a person's questions without drafts, the newest first, and the number of all of them."""
    mine = (questions.c.person_id == person_id, questions.c.asked_at.is_not(None))
    return _page(tx, mine, questions.c.id.desc(), skip, most)


def _page(
    tx: Connection, chosen: Collection[ColumnElement[bool]], order: ColumnElement[object], skip: int, most: int
) -> tuple[list[Question], int]:
    total = tx.scalar(select(func.count()).select_from(questions).where(*chosen)) or 0
    rows = tx.execute(select(questions).where(*chosen).order_by(order).offset(skip).limit(most))
    return [Question(**row._mapping) for row in rows], total


def draft(
    tx: Connection, person_id: int, municipality: str | None, text: str, previous_id: int | None, now: datetime
) -> int:
    """Save a question that is not sent yet, in place of the person's earlier draft. Returns its id."""
    tx.execute(delete(questions).where(questions.c.person_id == person_id, questions.c.asked_at.is_(None)))
    row = {"person_id": person_id, "municipality": municipality, "text": text, "created_at": now}
    before = previous_id if previous_id and own(tx, previous_id, person_id) else None
    statement = questions.insert().values(**row, previous_id=before).returning(questions.c.id)
    question_id: int = tx.execute(statement).scalar_one()
    return question_id


def send(tx: Connection, question_id: int, person_id: int, admin_ids: Collection[int], now: datetime) -> AskOutcome:
    """Send a draft and plan notices to its coordinators in the same transaction.

    TOO_MANY when OPEN_MOST questions of the person wait already; NOBODY when there is no coordinator to answer.
    """
    found = _lock(tx, question_id)
    if found is None or found.person_id != person_id:
        return AskOutcome.GONE
    if found.asked_at is not None:
        return AskOutcome.ALREADY
    waiting = select(func.count()).select_from(questions).where(questions.c.person_id == person_id, OPEN)
    if (tx.scalar(waiting) or 0) >= rules.OPEN_MOST:
        return AskOutcome.TOO_MANY
    notified = responders(tx, found.municipality, admin_ids)
    if not notified:
        return AskOutcome.NOBODY
    _set(tx, question_id, asked_at=now)
    outbox.plan(tx, notified, [rules.notice(question_id, now)])
    return AskOutcome.SENT


def discard(tx: Connection, question_id: int, person_id: int) -> bool:
    """Delete a person's question, draft or sent, with its answer. False when the person has no such question."""
    mine = (questions.c.id == question_id, questions.c.person_id == person_id)
    gone = tx.execute(delete(questions).where(*mine)).rowcount > 0
    if gone:
        outbox.cancel(tx, CAUSE, question_id)
        scrub.ask(tx)
    return gone


def forget(tx: Connection, person_id: int) -> None:
    """Delete all questions of a person and cancel their notices."""
    for question_id in tx.scalars(select(questions.c.id).where(questions.c.person_id == person_id)).all():
        discard(tx, question_id, person_id)


def _lock(tx: Connection, question_id: int) -> Question | None:
    """Lock a question until the transaction ends; None when it is gone."""
    row = tx.execute(select(questions).where(questions.c.id == question_id).with_for_update()).one_or_none()
    return Question(**row._mapping) if row else None


def _set(tx: Connection, question_id: int, **values: object) -> None:
    tx.execute(update(questions).where(questions.c.id == question_id).values(**values))


# The coordinators' side.


def waiting(tx: Connection, held: frozenset[Role], skip: int, most: int) -> tuple[list[Question], int]:
    """One page of the open questions of these roles' scopes, the oldest first, and the number of all of them."""
    return _page(tx, (OPEN, _within(held)), questions.c.asked_at, skip, most)


def _within(held: frozenset[Role]) -> ColumnElement[bool]:
    if may_coordinate(held):
        return true()
    return questions.c.municipality.in_([role.scope for role in held if may_coordinate(held, role.scope)])


def look(tx: Connection, question_id: int, held: frozenset[Role], person_id: int | None) -> Asked | AnswerOutcome:
    """A question that was sent, for a coordinator of its scope; else the reason why not."""
    found = get(tx, question_id)
    if found is None or found.asked_at is None:
        return AnswerOutcome.GONE
    if not may_coordinate(held, found.scope):
        return AnswerOutcome.FORBIDDEN
    name = tx.scalar(select(people.c.name).where(people.c.id == found.person_id)) or ""
    previous = get(tx, found.previous_id) if found.previous_id else None
    return Asked(found, name, previous, _written(tx, question_id, person_id))


def _written(tx: Connection, question_id: int, person_id: int | None) -> str | None:
    mine = (answers.c.question_id == question_id, answers.c.person_id == person_id, answers.c.sent_at.is_(None))
    text: str | None = tx.scalar(select(answers.c.text).where(*mine))
    return text


def write(
    tx: Connection, question_id: int, held: frozenset[Role], person_id: int, text: str, now: datetime
) -> AnswerOutcome:
    """Save a coordinator's draft of an answer to an open question, in place of an earlier one. Nothing is sent."""
    found = _answerable(tx, question_id, held)
    if not isinstance(found, Question):
        return found
    row = {"question_id": question_id, "person_id": person_id, "text": text, "written_at": now}
    statement = insert(tx, answers).values(**row)
    again = {"text": text, "written_at": now}
    tx.execute(statement.on_conflict_do_update(index_elements=["question_id", "person_id"], set_=again))
    return AnswerOutcome.DONE


def answer(tx: Connection, question_id: int, held: frozenset[Role], person_id: int, now: datetime) -> AnswerOutcome:
    """Send a coordinator's draft as the answer. When two coordinators answer at once, the first one counts."""
    found = _answerable(tx, question_id, held)
    if not isinstance(found, Question):
        return found
    text = _written(tx, question_id, person_id)
    if text is None:
        return AnswerOutcome.GONE
    _set(tx, question_id, answered_at=now, answer=text)
    mine = (answers.c.question_id == question_id, answers.c.person_id == person_id)
    tx.execute(update(answers).where(*mine).values(sent_at=now))
    outbox.cancel(tx, CAUSE, question_id, kind="notice")
    outbox.plan(tx, [found.person_id], [rules.reply(question_id, now)])
    return AnswerOutcome.DONE


def _answerable(tx: Connection, question_id: int, held: frozenset[Role]) -> Question | AnswerOutcome:
    """Lock an open question, if these roles may answer it; else return the reason why not."""
    found = _lock(tx, question_id)
    if found is None or found.asked_at is None:
        return AnswerOutcome.GONE
    if not may_coordinate(held, found.scope):
        return AnswerOutcome.FORBIDDEN
    return found if found.is_open else AnswerOutcome.ALREADY


def pass_on(
    tx: Connection,
    person_id: int,
    left: frozenset[Role],
    choose: Choose,
    admin_ids: Collection[int],
    now: datetime,
) -> list[int]:
    """Pass a coordinator's unsent answers on to questions that their roles do not reach any more.

    Returns the ids of the colleagues who got one. The notices of such questions go to whoever answers now. A draft is
    deleted when nobody can answer, or the colleague has written one.
    """
    found: list[int] = []
    for question in _lost(tx, person_id, left):
        heir = choose(partial(may_coordinate, scope=question.scope))
        outbox.cancel(tx, CAUSE, question.id, kind="notice", person_id=person_id)
        if question.is_open:
            outbox.plan(tx, responders(tx, question.municipality, admin_ids), [rules.notice(question.id, now)])
        if _move_draft(tx, question.id, person_id, heir if question.is_open else None):
            found += [heir] if heir else []
    return found


def _lost(tx: Connection, person_id: int, left: frozenset[Role]) -> list[Question]:
    """The questions that a person is answering or was told of, and that their roles do not reach any more."""
    written = select(answers.c.question_id).where(answers.c.person_id == person_id, answers.c.sent_at.is_(None))
    told = (deliveries.c.person_id == person_id, deliveries.c.cause == CAUSE, deliveries.c.kind == "notice")
    heard = and_(OPEN, questions.c.id.in_(select(deliveries.c.cause_id).where(*told)))
    chosen = select(questions).where(or_(questions.c.id.in_(written), heard)).order_by(questions.c.id)
    rows = tx.execute(chosen.with_for_update()).all()
    return [each for row in rows if not may_coordinate(left, (each := Question(**row._mapping)).scope)]


def _move_draft(tx: Connection, question_id: int, person_id: int, heir: int | None) -> bool:
    """Give an unsent answer to a colleague; delete it when there is none or they have an answer of their own."""
    unsent = (answers.c.question_id == question_id, answers.c.person_id == person_id, answers.c.sent_at.is_(None))
    theirs = (answers.c.question_id == question_id, answers.c.person_id == heir)
    if heir is None or tx.scalar(select(answers.c.id).where(*theirs)):
        tx.execute(delete(answers).where(*unsent))
        return False
    return tx.execute(update(answers).where(*unsent).values(person_id=heir)).rowcount > 0


def sweep(tx: Connection, now: datetime) -> None:
    """Delete old drafts and questions that were answered long ago."""
    old_draft = and_(questions.c.asked_at.is_(None), questions.c.created_at < now - DRAFT.term)
    tx.execute(delete(questions).where(or_(old_draft, questions.c.answered_at < now - ANSWERED_QUESTION.term)))
