"""Programmes with their rounds and stages, as they are read."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, String, bindparam, cast, func, select

from bot.domain.grants import (
    Applicant,
    Certainty,
    Interest,
    Level,
    Precision,
    Programme,
    Round,
    RoundStatus,
    Stage,
    StageKind,
    Theme,
)
from storage.core.tables import AnyRow, programmes, rounds, stages, subscriptions, versions
from storage.law import municipalities

# Built once: building a statement costs more than running it.
_VERSION = select(versions.c.number).where(versions.c.name == "grants")
_VERSION_AND_SUBSCRIPTIONS = select(
    select(versions.c.number).where(versions.c.name == "grants").scalar_subquery().label("version"),
    select(func.aggregate_strings(cast(subscriptions.c.programme_id, String), ","))
    .where(subscriptions.c.person_id == bindparam("person_id"))
    .scalar_subquery()
    .label("mine"),
)


def catalogue(tx: Connection) -> tuple[Programme, ...]:
    """All programmes that are not archived, with their rounds and stages, sorted by title."""
    return tuple(sorted(_programmes(tx, programmes.c.archived_at.is_(None)), key=lambda programme: programme.title))


def page(tx: Connection, after_id: int, size: int) -> list[Programme]:
    """So many programmes that are not archived, from the one after `after_id` on, in the order of their ids."""
    chosen = programmes.c.id > after_id, programmes.c.archived_at.is_(None)
    ids = tx.scalars(select(programmes.c.id).where(*chosen).order_by(programmes.c.id).limit(size)).all()
    return sorted(_programmes(tx, programmes.c.id.in_(ids)), key=lambda programme: programme.id)


def version(tx: Connection) -> int:
    """The version of the catalogue: it rises with each change. One statement."""
    return tx.scalar(_VERSION) or 0


def everything(tx: Connection) -> list[Programme]:
    """All programmes that were not merged into another, archived ones too."""
    return _programmes(tx, programmes.c.merged_into.is_(None))


def all_of_them(tx: Connection) -> list[Programme]:
    """All programmes, those too that were merged into another."""
    return _programmes(tx)


def version_and_subscriptions(tx: Connection, person_id: int | None) -> tuple[int, frozenset[int]]:
    """The version of the catalogue, for `Store.remember`, and the ids of a person's subscriptions; one statement."""
    row = tx.execute(_VERSION_AND_SUBSCRIPTIONS, {"person_id": person_id}).one()
    return row.version or 0, frozenset(map(int, row.mine.split(","))) if row.mine else frozenset()


def get(tx: Connection, programme_id: int) -> Programme | None:
    found = _programmes(tx, programmes.c.id == programme_id)
    return found[0] if found else None


def that_stays(tx: Connection, programme_id: int) -> int:
    """The id of the programme that a double was merged into; its own for any other."""
    return tx.scalar(select(programmes.c.merged_into).where(programmes.c.id == programme_id)) or programme_id


def existing(tx: Connection, programme_id: int) -> Programme:
    """The programme; LookupError when there is none."""
    programme = get(tx, programme_id)
    if programme is None:
        raise LookupError(f"no programme {programme_id}")
    return programme


def find(tx: Connection, slug: str) -> Programme | None:
    found = _programmes(tx, programmes.c.slug == slug)
    return found[0] if found else None


def look(tx: Connection, programme_id: int, person_id: int | None) -> Interest | None:
    """A programme with its places and whether the person is subscribed; None when there is no such programme.

    One that was merged into another leads to that one.
    """
    programme = get(tx, programme_id)
    if programme is not None and programme.merged_into is not None:
        programme = get(tx, programme.merged_into)
    if programme is None:
        return None
    places = [place.name for slug in programme.municipalities if (place := municipalities.get(tx, slug))]
    subscribed = person_id is not None and is_subscribed(tx, programme.id, person_id)
    return Interest(programme, tuple(places), subscribed)


def _programmes(tx: Connection, *chosen: ColumnElement[bool]) -> list[Programme]:
    """The chosen programmes, all of them by default."""
    found = tx.execute(select(programmes).where(*chosen)).all()
    ids = [row.id for row in found]
    held: dict[int, list[Stage]] = {}
    of_these = select(stages).join(rounds, rounds.c.id == stages.c.round_id).where(rounds.c.programme_id.in_(ids))
    for row in tx.execute(of_these.order_by(stages.c.at)):
        held.setdefault(row.round_id, []).append(_stage(row))
    seasons: dict[int, list[Round]] = {}
    for row in tx.execute(select(rounds).where(rounds.c.programme_id.in_(ids)).order_by(rounds.c.season)):
        one = Round(row.id, row.season, RoundStatus(row.status), tuple(held.get(row.id, ())))
        seasons.setdefault(row.programme_id, []).append(one)
    return [_programme(row, seasons.get(row.id, [])) for row in found]


def _stage(row: AnyRow) -> Stage:
    return Stage(
        id=row.id,
        kind=StageKind(row.kind),
        local=row.local,
        zone=row.zone,
        precision=Precision(row.precision),
        forecast=row.forecast,
        source=row.source,
        seen_on=row.seen_on,
    )


def _programme(row: AnyRow, seasons: Sequence[Round]) -> Programme:
    fields = {name: value for name, value in row._mapping.items() if name != "edited_at"}
    return Programme(
        **fields
        | {
            "level": Level(row.level),
            "applicants": frozenset(map(Applicant, row.applicants)),
            "municipalities": tuple(row.municipalities),
            "confidence": Certainty(row.confidence),
            "themes": tuple(map(Theme, row.themes or ())),
            "amounts": {Applicant(kind): most for kind, most in (row.amounts or {}).items()},
            "documents": tuple(row.documents or ()),
            "links": tuple(row.links or ()),
            "rounds": tuple(seasons),
        }
    )


def is_subscribed(tx: Connection, programme_id: int, person_id: int) -> bool:
    mine = (subscriptions.c.programme_id == programme_id, subscriptions.c.person_id == person_id)
    return tx.execute(select(subscriptions.c.id).where(*mine)).one_or_none() is not None


def subscribed_to(tx: Connection, person_id: int) -> list[int]:
    """The ids of the programmes to which a person is subscribed."""
    return list(tx.scalars(select(subscriptions.c.programme_id).where(subscriptions.c.person_id == person_id)))
