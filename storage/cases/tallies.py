"""Headcounts at meetings: every press is a row, so several stewards count together and can undo their own presses."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bot.domain.quorum import Gathering
from bot.domain.tallies import Came, Tally, TallyOutcome, Territory
from storage.cases import cases, interview_answers
from storage.core.tables import AnyRow, tallies, tally_marks
from storage.events import meetings


def get(tx: Connection, tally_id: int, person_id: int) -> Tally | None:
    """A headcount, for a member of its case; None for everybody else."""
    row = tx.execute(select(tallies).where(tallies.c.id == tally_id)).one_or_none()
    if row is None or cases.of_member(tx, row.case_id, person_id) is None:
        return None
    return _tally(tx, row)


def newest(tx: Connection, case_id: int, person_id: int) -> Tally | None:
    """The latest headcount of a member's case, open or ended; None when there is none."""
    row = tx.execute(select(tallies).where(tallies.c.case_id == case_id).order_by(tallies.c.id.desc()).limit(1))
    found = row.one_or_none()
    return get(tx, found.id, person_id) if found else None


def _tally(tx: Connection, row: AnyRow) -> Tally:
    known = row.numbers
    ages, residents = tuple(known["ages"]), tuple(known["residents"])
    territory = Territory(ages, residents, known.get("elected", 0), known.get("norm", 0))
    kind, event_id, sums = Gathering(row.kind), known.get("event"), _sums(tx, row.id)
    # Who is a delegate is not known at the door of an event, so a conference is counted by presses alone.
    through = meetings.counted(tx, event_id) if event_id and kind is Gathering.MEETING else {}
    for came, people in through.items():
        sums[came] = sums.get(came, 0) + people
    stands = (row.id, row.case_id, kind, territory, row.opened_at, row.closed_at)
    return Tally(*stands, sums, event_id, sum(through.values()))


def _sums(tx: Connection, tally_id: int) -> dict[Came, int]:
    standing = (tally_marks.c.tally_id == tally_id, tally_marks.c.undone.is_(False))
    summed = select(tally_marks.c.counted, func.sum(tally_marks.c.people)).where(*standing)
    return {Came(counted): int(people) for counted, people in tx.execute(summed.group_by(tally_marks.c.counted))}


def begin(
    tx: Connection, case_id: int, person_id: int, gathering: Gathering, known: Territory, now: datetime
) -> int | None:
    """Begin a headcount, or continue an open one. Returns its id; None for a person who is not a member."""
    if cases.lock_for_member(tx, case_id, person_id) is None:
        return None
    before = newest(tx, case_id, person_id)
    if before and before.closed_at is None:
        return before.id
    event = meetings.of_case(tx, case_id)
    numbers = {
        "ages": [*known.ages],
        "residents": [*known.residents],
        "elected": known.elected,
        "norm": known.norm,
        "event": event.id if event else None,
    }
    row = {"case_id": case_id, "kind": gathering, "numbers": numbers, "opened_at": now}
    tally_id: int = tx.execute(tallies.insert().values(**row).returning(tallies.c.id)).scalar_one()
    return tally_id


def _lock_open(tx: Connection, tally_id: int, person_id: int) -> Tally | TallyOutcome:
    """Lock an open headcount, so that stewards press and end it one after another; else return the reason why not."""
    tx.execute(select(tallies.c.id).where(tallies.c.id == tally_id).with_for_update())
    tally = get(tx, tally_id, person_id)
    if tally is None:
        return TallyOutcome.NOT_YOURS
    return tally if tally.closed_at is None else TallyOutcome.CLOSED


def press(tx: Connection, tally_id: int, person_id: int, came: Mapping[Came, int], now: datetime) -> TallyOutcome:
    """Add people who came in. More than live there are accepted: the screen says so, and an undo corrects it."""
    tally = _lock_open(tx, tally_id, person_id)
    if isinstance(tally, TallyOutcome):
        return tally
    row = {"tally_id": tally_id, "undone": False, "person_id": person_id, "noted_at": now}
    tx.execute(tally_marks.insert(), [row | {"counted": who, "people": people} for who, people in came.items()])
    return TallyOutcome.DONE


def undo(tx: Connection, tally_id: int, person_id: int) -> TallyOutcome:
    """Undo a steward's own last press; NOTHING when there is none.

    At a conference a delegate is undone together with the residents they represent.
    """
    tally = _lock_open(tx, tally_id, person_id)
    if isinstance(tally, TallyOutcome):
        return tally
    mine = (
        tally_marks.c.tally_id == tally_id,
        tally_marks.c.person_id == person_id,
        tally_marks.c.undone.is_(False),
    )
    last = select(func.max(tally_marks.c.id)).where(*mine)
    if tally.gathering is Gathering.CONFERENCE:
        last = last.group_by(tally_marks.c.counted)
    ids = [each for each in tx.scalars(last) if each is not None]
    tx.execute(update(tally_marks).where(tally_marks.c.id.in_(ids)).values(undone=True))
    return TallyOutcome.DONE if ids else TallyOutcome.NOTHING


def end(tx: Connection, tally_id: int, person_id: int, now: datetime | None) -> TallyOutcome:
    """End a headcount at `now`, or continue it with None."""
    if get(tx, tally_id, person_id) is None:
        return TallyOutcome.NOT_YOURS
    tx.execute(update(tallies).where(tallies.c.id == tally_id).values(closed_at=now))
    return TallyOutcome.DONE


def answer(tx: Connection, tally_id: int, person_id: int, now: datetime) -> TallyOutcome:
    """Write the headcount into the interview answers of its case, in place of earlier answers."""
    tally = get(tx, tally_id, person_id)
    if tally is None or cases.lock_for_member(tx, tally.case_id, person_id) is None:
        return TallyOutcome.NOT_YOURS
    interview_answers.put(tx, tally.case_id, tally.answers, person_id, now)
    return TallyOutcome.DONE
