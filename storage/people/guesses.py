"""Tries of codes that do not exist, of invitations and of links between accounts: whoever tries too many is refused."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import REGION
from bot.domain.roles import GUESSES_MAX, GUESSES_WITHIN
from storage.core.tables import invitation_guesses
from storage.people import audit


def too_many(tx: Connection, key: str, now: datetime) -> bool:
    """True after GUESSES_MAX tries within GUESSES_WITHIN. `key` is that of the chat's conversation."""
    lately = (invitation_guesses.c.key == key, invitation_guesses.c.at > now - GUESSES_WITHIN)
    return (tx.scalar(select(func.count()).select_from(invitation_guesses).where(*lately)) or 0) >= GUESSES_MAX


def note(tx: Connection, key: str, person_id: int | None, now: datetime) -> None:
    """Note a try, in the audit too; `person_id` is None for a stranger."""
    tx.execute(invitation_guesses.insert().values(key=key, at=now))
    subject = AuditSubject.INVITATION
    audit.note(tx, AuditEntry(Act.INVITATION_GUESSED, person_id, None, subject, None, REGION, "", now))
