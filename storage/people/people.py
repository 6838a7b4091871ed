"""People and their accounts: created by the first consent, exported by `/mydata`, deleted by `/erase`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, Connection, String, Table, bindparam, delete, func, literal, select, update

from bot.domain.broadcasts.audience.audience import Audience
from bot.domain.broadcasts.broadcast import KIND as BROADCAST
from bot.domain.cases import CAUSE as CASE
from bot.domain.channels import TELEGRAM
from bot.domain.corrections import CAUSE as CHANGE
from bot.domain.linking import Account
from bot.domain.people import CONSENT_VERSION, Person, Purpose, Role, Visitor
from bot.domain.profile import Profile
from storage import grants, outbox, school
from storage.applications import applications
from storage.applications import members as application_members
from storage.applications import reminders as application_reminders
from storage.broadcasts.audience import reach
from storage.cases import cases, membership
from storage.core import row_locks, scrub, tables
from storage.core.db import insert
from storage.core.holdings import erase_rows, person_column
from storage.core.once import NO_UPDATE, UpdateKey, was_handled
from storage.core.tables import AnyRow, accounts, consents, conversations, people, personal_tables, roles
from storage.events import events, results, sign_ups
from storage.grants import readers, tips
from storage.people import handover, names, profile, topics
from storage.people.accounts import of as accounts_of
from storage.people.accounts import open_first, person_at
from storage.people.addresses import at, is_elsewhere, user_ids
from storage.people.coordinators import HELD_ROLES, held_roles
from storage.questions import questions


@dataclass(frozen=True, slots=True)
class Arrival:
    """The state of an update's chat before its handler: the open question, the chosen language, the person.

    `seen_on` is the day (UTC) when the person was last seen. `was_elsewhere`: they used another account of theirs
    before this update. `user_ids` are those of all their accounts. `is_repeated`: the update was handled before.
    """

    state: str | None = None
    locale: str | None = None
    person: Person | None = None
    was_blocked: bool = False
    was_elsewhere: bool = False
    user_ids: frozenset[int] = frozenset()
    seen_on: date | None = None
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A consent that is not withdrawn; one to an older text (`is_current` False) is asked for anew before its use."""

    purpose: Purpose
    given_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that the store holds of a person; `rows` counts their rows in each table."""

    person: Person
    accounts: tuple[Account, ...]
    profile: Profile
    given: tuple[Given, ...]
    rows: Mapping[str, int]

    def gave(self, purpose: Purpose) -> bool:
        return any(each.purpose is purpose for each in self.given)


# What a coordinator has as a neighbour, not by their role.
NOT_WORK = cases.KEPT_WITHOUT_NAME | applications.KEPT_WITHOUT_NAME

_CONSENTS = select(func.aggregate_strings(consents.c.purpose, ",")).where(
    consents.c.person_id == people.c.id,
    consents.c.version == bindparam("version"),
    consents.c.withdrawn_at.is_(None),
)
_PERSON = (
    people.c.id,
    people.c.name,
    people.c.locale.label("own_locale"),
    people.c.zone,
    people.c.municipality,
    people.c.few_buttons,
    HELD_ROLES.scalar_subquery().label("roles"),
    _CONSENTS.scalar_subquery().label("consents"),
)
_ONE_ROW = select(literal(1).label("one")).subquery()
# Built once: every update runs it, and building a statement costs more than running it.
_ARRIVAL = select(
    conversations.c.state,
    conversations.c.locale,
    accounts.c.blocked_at,
    people.c.seen_on,
    is_elsewhere().label("elsewhere"),
    user_ids().label("user_ids"),
    was_handled().label("handled"),
    *_PERSON,
).select_from(
    _ONE_ROW.outerjoin(conversations, conversations.c.key == bindparam("key"))
    .outerjoin(accounts, at(bindparam("platform", type_=String), bindparam("chat_id", type_=BigInteger)))
    .outerjoin(people, people.c.id == accounts.c.person_id)
)


def arrive(
    tx: Connection, key: str, chat_id: int, update: UpdateKey = NO_UPDATE, platform: str = TELEGRAM.platform
) -> Arrival:
    """Read the conversation, the person of a private chat and a repeat in one statement for every update."""
    asked = {"key": key, "platform": platform, "chat_id": chat_id, "version": CONSENT_VERSION} | update._asdict()
    row = tx.execute(_ARRIVAL, asked).one()
    return Arrival(
        state=row.state,
        locale=row.locale,
        person=_person(row) if row.id is not None else None,
        was_blocked=row.blocked_at is not None,
        was_elsewhere=bool(row.elsewhere),
        user_ids=frozenset(map(int, row.user_ids.split(","))) if row.user_ids else frozenset(),
        seen_on=row.seen_on,
        is_repeated=bool(row.handled),
    )


def get(tx: Connection, person_id: int) -> Person | None:
    chosen = select(*_PERSON).where(people.c.id == person_id)
    row = tx.execute(chosen, {"version": CONSENT_VERSION}).one_or_none()
    return _person(row) if row else None


def _person(row: AnyRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        locale=row.own_locale,
        zone=row.zone,
        municipality=row.municipality,
        roles=held_roles(row.roles),
        consents=frozenset(map(Purpose, row.consents.split(","))) if row.consents else frozenset(),
        few_buttons=bool(row.few_buttons),
    )


def agree(
    tx: Connection, visitor: Visitor, purpose: Purpose, text_hash: str, locale: str, zone: str, now: datetime
) -> Person:
    """Record a consent to the current version; the first one creates the person and the account.

    `text_hash` is the SHA-256 of the text that was shown. A second consent, even at the same moment, changes nothing.
    """
    person_id = open_first(tx, visitor, locale, zone, now)
    given = {"person_id": person_id, "purpose": purpose, "version": CONSENT_VERSION, "text_hash": text_hash}
    tx.execute(insert(tx, consents).values(**given, given_at=now).on_conflict_do_nothing())
    return _existing(tx, person_id)


def _existing(tx: Connection, person_id: int) -> Person:
    person = get(tx, person_id)
    if person is None:
        raise LookupError(f"no person {person_id}")
    return person


def know(tx: Connection, person_id: int) -> Knowledge | None:
    """Everything that the store holds of a person; None when there is no such person."""
    person = get(tx, person_id)
    if person is None:
        return None
    return Knowledge(
        person=person,
        accounts=tuple(accounts_of(tx, person_id)),
        profile=profile.get(tx, person_id),
        given=_given(tx, person_id),
        rows={table.name: _count(tx, table, person_id) for table in personal_tables()},
    )


def _given(tx: Connection, person_id: int) -> tuple[Given, ...]:
    """The newest consent to each purpose that is not withdrawn, in the order in which they were given."""
    standing = (consents.c.person_id == person_id, consents.c.withdrawn_at.is_(None))
    rows = tx.execute(select(consents).where(*standing).order_by(consents.c.given_at, consents.c.id))
    newest = {row.purpose: Given(Purpose(row.purpose), row.given_at, row.version == CONSENT_VERSION) for row in rows}
    return tuple(newest.values())


def _count(tx: Connection, table: Table, person_id: int) -> int:
    return tx.scalar(select(func.count()).select_from(table).where(person_column(table) == person_id)) or 0


def withdraw(tx: Connection, person_id: int, purpose: Purpose, now: datetime, admin_ids: Collection[int] = ()) -> bool:
    """Withdraw the consent to a purpose, of any version, and end in the same transaction all that it covered.

    The journal keeps the consent and its withdrawal. `admin_ids` are the administrators named in the settings, to whom
    a coordinator's work may pass. False when there was no consent.
    """
    row_locks.person(tx, person_id)
    mine = (consents.c.person_id == person_id, consents.c.purpose == purpose, consents.c.withdrawn_at.is_(None))
    if not tx.execute(update(consents).where(*mine).values(withdrawn_at=now)).rowcount:
        return False
    _end_covered(tx, person_id, purpose, now, admin_ids)
    _cancel_lost_broadcasts(tx, person_id)
    scrub.ask(tx)
    return True


# What ends with a consent and concerns nobody else.
_ENDS_ALONE: Mapping[Purpose, Callable[[Connection, int], None]] = {
    Purpose.SUBSCRIPTIONS: grants.unsubscribe_from_all,
    Purpose.PROFILE: profile.forget,
    Purpose.FIGURES: applications.count_none,
    Purpose.LEARNING: school.forget,
}


def _end_covered(tx: Connection, person_id: int, purpose: Purpose, now: datetime, admin_ids: Collection[int]) -> None:
    if end := _ENDS_ALONE.get(purpose):
        end(tx, person_id)
    elif purpose is Purpose.SIGN_UPS:
        sign_ups.leave_all(tx, person_id, now)
        results.part_with(tx, person_id, now)
        tx.execute(delete(tables.sign_ups).where(tables.sign_ups.c.person_id == person_id))
        outbox.cancel_for(tx, person_id, events.CAUSE)
    elif purpose is Purpose.CASES:
        membership.leave_all(tx, person_id, now)
        outbox.cancel_for(tx, person_id, CASE)
        outbox.cancel_for(tx, person_id, CHANGE)
    elif purpose is Purpose.APPLICATIONS:
        application_members.leave_all(tx, person_id, now)
    elif purpose is Purpose.NOTIFICATIONS:
        change(tx, person_id, municipality=None)
        readers.follow_profile(tx, person_id)
        topics.drop_all(tx, person_id)
    elif purpose is Purpose.QUESTIONS:
        questions.forget(tx, person_id, now)
        tips.forget(tx, person_id)
    else:
        retire(tx, person_id, now, admin_ids)


def _cancel_lost_broadcasts(tx: Connection, person_id: int) -> None:
    """Cancel planned rows of broadcasts whose audience the person has left."""
    deliveries, sent = tables.deliveries, tables.broadcasts
    coming = (outbox.PLANNED, deliveries.c.person_id == person_id, deliveries.c.cause == BROADCAST)
    on_their_way = select(sent.c.id, sent.c.audience).where(sent.c.id.in_(select(deliveries.c.cause_id).where(*coming)))
    for broadcast_id, audience in tx.execute(on_their_way).all():
        if not reach.among(tx, Audience.from_data(audience), [person_id]):
            outbox.cancel(tx, BROADCAST, broadcast_id, person_id=person_id, in_flight=False)


def retire(tx: Connection, person_id: int, now: datetime, admin_ids: Collection[int] = ()) -> None:
    """End a coordinator's work: roles go, what is under way passes to colleagues (`handover`).

    What is over and was made for everybody stays without the person's name.
    """
    tx.execute(delete(roles).where(roles.c.person_id == person_id))
    handover.hand_over(tx, person_id, None, now, keeps=frozenset(), admin_ids=admin_ids)
    for table in personal_tables():
        if table.info["erase"] == "forget" and table.name not in NOT_WORK:
            erase_rows(tx, table, person_id)


def change(tx: Connection, person_id: int, /, **changes: str | None) -> None:
    """Set `locale`, `zone`, `municipality` or `name` of a person."""
    tx.execute(update(people).where(people.c.id == person_id).values(**changes))
    if "name" in changes:
        names.index(tx, person_id)


def change_zone(tx: Connection, person_id: int, zone: str, now: datetime) -> None:
    """Set the time zone and replan reminders that are due at an hour of the day."""
    row_locks.person(tx, person_id)
    change(tx, person_id, zone=zone)
    grants.change_zone(tx, person_id, now)
    application_reminders.replan_person(tx, person_id, now)


def block(tx: Connection, chat_id: int, now: datetime, platform: str = TELEGRAM.platform) -> None:
    """Note that a person blocked the bot: nothing is sent to the chat until they unblock it."""
    mine = (at(platform, chat_id), accounts.c.blocked_at.is_(None))
    tx.execute(update(accounts).where(*mine).values(blocked_at=now))


def unblock(tx: Connection, chat_id: int, now: datetime, platform: str = TELEGRAM.platform) -> None:
    """Note that a person unblocked the bot, and plan their blocked rows again that have not expired."""
    tx.execute(update(accounts).where(at(platform, chat_id)).values(blocked_at=None))
    if person_id := person_at(tx, platform, chat_id):
        outbox.requeue_blocked(tx, person_id, now)


def grant(tx: Connection, person_id: int, role: Role, now: datetime) -> None:
    row = {"person_id": person_id, "kind": role.kind, "scope": role.scope, "granted_at": now}
    tx.execute(insert(tx, roles).values(**row).on_conflict_do_nothing())
