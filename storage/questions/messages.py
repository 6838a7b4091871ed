"""Messages of questions, in order, and the rows of questions as records."""

from datetime import datetime

from sqlalchemy import Connection, Select, func, select, update

from bot.domain.questions import Question, Said, Side, Words
from storage.core.tables import AnyRow, people, programmes, questions
from storage.core.tables import question_messages as table

QUESTION_COLUMNS = tuple(questions.c[name] for name in Question.__slots__)


def question(row: AnyRow) -> Question:
    """A row of `questions` as a record."""
    values = row._mapping
    return Question(**{name: values[name] for name in Question.__slots__} | {"offered": tuple(values["offered"] or ())})


def chosen_questions() -> Select[tuple[object, ...]]:
    return select(*QUESTION_COLUMNS)


def grant_of(tx: Connection, asked: Question) -> str:
    """The name of the grant that a question is about; "" for any other question."""
    chosen = select(programmes.c.short_title).where(programmes.c.id == asked.programme_id)
    return tx.scalar(chosen) or ""


def get(tx: Connection, message_id: int) -> Said | None:
    row = tx.execute(select(table).where(table.c.id == message_id)).one_or_none()
    return said(row) if row else None


def question_of(tx: Connection, message: Said) -> Question | None:
    """The question in which a message stands."""
    row = tx.execute(chosen_questions().where(questions.c.id == message.question_id)).one_or_none()
    return question(row) if row else None


def said(row: AnyRow) -> Said:
    """A row of `question_messages` as a record."""
    words = Words(row.text, row.kind, row.chat_id, row.message_id, row.album)
    return Said(row.id, row.question_id, row.person_id, Side(row.side), words, row.written_at, row.sent_at)


def of_question(tx: Connection, question_id: int, most: int) -> list[Said]:
    """The last messages of a question that were sent, in their order; a question that is a draft has sent none."""
    sent = (table.c.question_id == question_id, table.c.sent_at.is_not(None))
    rows = tx.execute(select(table).where(*sent).order_by(table.c.id.desc()).limit(most))
    return [said(row) for row in rows][::-1]


def of_draft(tx: Connection, question_id: int) -> list[Said]:
    """The messages of a question that is not sent yet."""
    rows = tx.execute(select(table).where(table.c.question_id == question_id).order_by(table.c.id))
    return [said(row) for row in rows]


def count(tx: Connection, question_id: int) -> int:
    return tx.scalar(select(func.count()).select_from(table).where(table.c.question_id == question_id)) or 0


def keep(tx: Connection, question_id: int, person_id: int | None, side: Side, words: Words, now: datetime) -> int:
    """Keep a message as a draft. Returns its id."""
    source = {"chat_id": words.chat_id, "message_id": words.message_id, "album": words.album}
    row = {"question_id": question_id, "person_id": person_id, "side": side, "kind": words.kind, "text": words.text}
    statement = table.insert().values(**row, **source, written_at=now).returning(table.c.id)
    message_id: int = tx.execute(statement).scalar_one()
    return message_id


def mend(tx: Connection, question_id: int, words: Words) -> bool:
    """Change the words of a message that is known already: it was edited. False when it is a new one."""
    here = (table.c.question_id == question_id, table.c.chat_id == words.chat_id)
    same = update(table).where(*here, table.c.message_id == words.message_id).values(text=words.text)
    return words.message_id is not None and tx.execute(same).rowcount > 0


def album(tx: Connection, message: Said) -> list[Said]:
    """The message with the parts of its album that came after it."""
    if message.words.album is None:
        return [message]
    same = (table.c.question_id == message.question_id, table.c.album == message.words.album)
    rows = tx.execute(select(table).where(*same, table.c.id >= message.id).order_by(table.c.id))
    return [said(row) for row in rows]


def at(tx: Connection, chat_id: int, message_id: int) -> Said | None:
    """The message of a question that stands there; None for any other message."""
    here = (table.c.chat_id == chat_id, table.c.message_id == message_id)
    row = tx.execute(select(table).where(*here).order_by(table.c.id.desc()).limit(1)).one_or_none()
    return said(row) if row else None


def name_of(tx: Connection, person_id: int | None) -> str:
    return tx.scalar(select(people.c.name).where(people.c.id == person_id)) or ""
