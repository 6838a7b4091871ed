"""The next messages that will come of following something, as far as the catalogue tells."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.catalogue.wishes import Filter, fits
from bot.domain.following.agenda import agenda
from bot.domain.following.items import Item, Topic
from bot.domain.following.memory import NOTHING, Following
from bot.domain.following.timing import Reader
from bot.domain.grants import Programme
from storage.grants import programmes, readers
from storage.grants.subscriptions import Followed

MOST = 6

Ahead = tuple[dict[int, Programme], list[Item]]


def of_programme(tx: Connection, programme: Programme, person_id: int | None, zone: str, now: datetime) -> list[Item]:
    """The next messages of a programme to somebody who follows it from now on."""
    return _ahead([programme], True, _reader(tx, person_id, zone), now)


def of_filters(tx: Connection, wanted: Sequence[Filter], person_id: int | None, zone: str, now: datetime) -> Ahead:
    """The programmes that fit one of the filters, by id, and the next messages of them."""
    found = [each for each in programmes.catalogue(tx) if any(fits(each, one) for one in wanted)]
    return {each.id: each for each in found}, _ahead(found, False, _reader(tx, person_id, zone), now)


def of_followed(tx: Connection, what: Followed, person_id: int | None, zone: str, now: datetime) -> Ahead:
    """The same of something that a person follows."""
    if what.programme_id is None:
        return of_filters(tx, what.filters, person_id, zone, now)
    found = programmes.get(tx, what.programme_id)
    if found is None:
        return {}, []
    return {found.id: found}, of_programme(tx, found, person_id, zone, now)


def _reader(tx: Connection, person_id: int | None, zone: str) -> Reader:
    found = readers.get(tx, person_id) if person_id is not None else None
    return found or Reader(zone)


def _ahead(found: Iterable[Programme], direct: bool, reader: Reader, now: datetime) -> list[Item]:
    items = [item for each in found for item in agenda(Following(each, now, direct), reader, NOTHING, now)]
    coming = [each for each in items if each.at > now and each.topic is not Topic.SILENT]
    return sorted(coming, key=lambda each: (each.at, each.programme_id))[:MOST]
