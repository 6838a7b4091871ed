"""A person's own choices (`bot.domain.profile`). A change counts for what is planned: the outbox asks at the send."""

from sqlalchemy import Connection, null, select, update

from bot.domain.grants import Applicant
from bot.domain.profile import Hearing, Profile
from bot.domain.time import QUIET
from storage.core import row_locks
from storage.core.tables import people
from storage.grants import readers

CHOICES = [people.c[name] for name in ("settlement", "tos", "applicants", "muted", "quiet_from", "quiet_until")]


def get(tx: Connection, person_id: int) -> Profile:
    """The choices of a person; those of somebody who chose nothing when there is no such person."""
    row = tx.execute(select(*CHOICES).where(people.c.id == person_id)).one_or_none()
    if row is None:
        return Profile()
    return Profile(
        settlement=row.settlement,
        tos=row.tos,
        applicants=frozenset(map(Applicant, row.applicants or ())),
        muted=frozenset(map(Hearing, row.muted or ())),
        quiet=QUIET if row.quiet_from is None else (row.quiet_from, row.quiet_until),
    )


def be_quiet(tx: Connection, person_id: int, quiet: tuple[int, int]) -> None:
    """Set the quiet hours of a person. Rows that wait for the morning already keep their moment, if it is not quiet."""
    values = dict(zip(("quiet_from", "quiet_until"), (None, None) if quiet == QUIET else quiet, strict=True))
    tx.execute(update(people).where(people.c.id == person_id).values(**values))
    readers.wake(tx, person_id)


def mute(tx: Connection, person_id: int, what: Hearing) -> bool:
    """Mute or unmute one kind of notifications. Returns whether it is muted now."""
    row_locks.person(tx, person_id)
    muted = get(tx, person_id).muted ^ {what}
    tx.execute(update(people).where(people.c.id == person_id).values(muted=sorted(muted)))
    readers.wake(tx, person_id)
    return what in muted


def show_few_buttons(tx: Connection, person_id: int, few: bool) -> None:
    tx.execute(update(people).where(people.c.id == person_id).values(few_buttons=few))


def live_in(tx: Connection, person_id: int, municipality: str, settlement: str | None) -> None:
    """Set where a person lives: a municipality's slug, and the name of a settlement in it, if they named one."""
    tx.execute(update(people).where(people.c.id == person_id).values(municipality=municipality, settlement=settlement))
    readers.follow_profile(tx, person_id)


def belong_to(tx: Connection, person_id: int, tos: str | None) -> None:
    """Set the name of a person's TOS."""
    tx.execute(update(people).where(people.c.id == person_id).values(tos=tos))


def apply_as(tx: Connection, person_id: int, kind: Applicant) -> bool:
    """Add a kind of applicant to a person's, or take it away. Returns whether it is one of theirs now."""
    row_locks.person(tx, person_id)
    kinds = get(tx, person_id).applicants ^ {kind}
    tx.execute(update(people).where(people.c.id == person_id).values(applicants=sorted(kinds)))
    readers.follow_profile(tx, person_id)
    return kind in kinds


def forget(tx: Connection, person_id: int) -> None:
    """Forget what the consent to the profile covers. The municipality stays for the news, if they have that consent."""
    tx.execute(update(people).where(people.c.id == person_id).values(settlement=None, tos=None, applicants=null()))
    readers.forget_profile(tx, person_id)
