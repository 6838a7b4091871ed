"""The schema, one for SQLite and PostgreSQL.

Columns and tables say in `info` what they hold of people: `storage.core.holdings` has the words, a test fails without.
`version` in `info` names the version that each change of the table raises, for caches.
"""

from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.domain.retention import (
    ABSENCE,
    ANSWERED_QUESTION,
    AUDIT,
    BROADCAST,
    COMPANION,
    CONVERSATION,
    ENDED_INVITATION,
    ENTRY,
    EVENT_CHANGE,
    GRANT_TOLD,
    INVITATION,
    LINK_CODE,
    OUTBOX_ROW,
    RATING,
    UNANSWERED_SEARCH,
)
from storage.core.holdings import CHAT, CODE, FOR_GOOD, PERSON, SHARED, WORDS


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC. SQLite keeps it naive, PostgreSQL as timestamptz; Python always gets UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WallClock(TypeDecorator[datetime]):
    """A naive datetime as a wall clock shows it; another column of the row holds the time zone."""

    impl = DateTime(timezone=False)
    cache_ok = True


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A row whose columns are read by name: SQLAlchemy does not know their types.
AnyRow: TypeAlias = Row[*tuple[object, ...]]

# SQLite generates ids only for an INTEGER primary key.
Id = BigInteger().with_variant(Integer, "sqlite")
Json = JSON()


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


# Ids of deleted rows are never reused: an old button must not act on another row.
NEVER_REUSED: dict[str, Any] = {"sqlite_autoincrement": True}


def _person(name: str = "person_id", *, nullable: bool = False, index: bool = False) -> Column[int]:
    return Column(name, Id, ForeignKey("people.id"), nullable=nullable, index=index, info=PERSON)


people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True, info=PERSON),
    Column("name", String(200), nullable=False, info=WORDS),
    Column("locale", String(8), nullable=False, info=CODE),
    Column("zone", String(64), nullable=False, info=CODE),
    Column("municipality", String(64), index=True, info=CODE),
    Column("created_at", Moment, nullable=False),
    Column("seen_on", Date, index=True),
    Column("settlement", String(120), info=WORDS),
    Column("tos", String(120), info=WORDS),
    Column("applicants", Json, info=CODE),
    Column("muted", Json, info=CODE),
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    Column("few_buttons", Boolean),
    Index("ix_people_name", "name", "id"),
    **NEVER_REUSED,
    info={"person": "id", "erase": "delete", "kept": ABSENCE},
)

# An account of a person on a platform, or a group. `named_at`: the person wants to be told here; `used_at`: they came
# over to it from another of theirs. See `storage.people.addresses`.
accounts = Table(
    "accounts",
    metadata,
    _id(),
    _person(nullable=True, index=True),
    Column("platform", String(16), nullable=False, info=CODE),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("user_id", BigInteger, info=CHAT),
    Column("chat_id", BigInteger, nullable=False, info=CHAT),
    Column("username", String(64), info=WORDS),
    Column("blocked_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("named_at", Moment),
    Column("used_at", Moment),
    UniqueConstraint("platform", "chat_id"),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# The one-time code of a person, a keyed hash of it: another account that brings it becomes theirs.
account_links = Table(
    "account_links",
    metadata,
    Column("digest", String(64), primary_key=True, info=CODE),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False, unique=True, info=PERSON),
    Column("expires_at", Moment, nullable=False, index=True),
    info={"person": "person_id", "erase": "delete", "kept": LINK_CODE},
)

roles = Table(
    "roles",
    metadata,
    _id(),
    _person(),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("scope", String(64), nullable=False, info=CODE),
    Column("granted_at", Moment, nullable=False),
    UniqueConstraint("person_id", "kind", "scope"),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# The folded words by which a person is found: those of their name and their nick. They are compared byte by byte, so
# that an index finds the beginning of a word.
name_words = Table(
    "name_words",
    metadata,
    Column("word", String(64).with_variant(String(64, collation="C"), "postgresql"), primary_key=True, info=WORDS),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False, index=True, info=PERSON),
    sqlite_with_rowid=False,
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# A one-time invitation to a role. Of its code only the SHA-256 is kept. `author_id` is whoever made it.
role_invitations = Table(
    "role_invitations",
    metadata,
    _id(),
    Column("digest", String(64), nullable=False, unique=True, info=CODE),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("scope", String(64), nullable=False, info=CODE),
    Column("also", Json, info=CODE),  # other scopes of the same role
    _person("author_id", nullable=True, index=True),
    Column("reason", Text, nullable=False, info=WORDS),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("used_at", Moment),
    Column("withdrawn_at", Moment),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": ENDED_INVITATION},
)

# Tries of invitations that do not exist, under a keyed hash of the chat.
invitation_guesses = Table(
    "invitation_guesses",
    metadata,
    _id(),
    Column("key", String(64), nullable=False, index=True, info=CODE),
    Column("at", Moment, nullable=False, index=True),
)

consents = Table(
    "consents",
    metadata,
    _id(),
    _person(index=True),
    Column("purpose", String(32), nullable=False, info=CODE),
    Column("version", String(16), nullable=False, info=CODE),
    Column("text_hash", String(64), nullable=False, info=CODE),
    Column("given_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Index(
        "uq_consents_standing",
        "person_id",
        "purpose",
        "version",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

conversations = Table(
    "conversations",
    metadata,
    Column("key", String(64), primary_key=True, info=CODE),
    Column("state", String(128), info=CODE),
    Column("data", Json, nullable=False, info=WORDS),
    Column("locale", String(8), info=CODE),
    Column("buttons", Json, info=WORDS),
    Column("updated_at", Moment, nullable=False, index=True),
    info={"erase": "expire", "kept": CONVERSATION},
)

municipalities = Table(
    "municipalities",
    metadata,
    Column("slug", String(64), primary_key=True, info=CODE),
    Column("facts", Json, nullable=False, info=SHARED),
    Column("edited_at", Moment),
    info={"erase": "expire", "kept": FOR_GOOD, "version": "places"},
)

# Bodies that help, and no person's; `slug` begins with the municipality of those that help there alone.
helpers = Table(
    "helpers",
    metadata,
    Column("slug", String(64), primary_key=True, info=CODE),
    Column("name", String(120), nullable=False, info=SHARED),
    Column("topics", Json, nullable=False, info=CODE),
    Column("reach", String(16), nullable=False, info=CODE),
    Column("does", Text, nullable=False, info=SHARED),
    Column("for_whom", Text, nullable=False, info=SHARED),
    Column("contact", Text, nullable=False, info=SHARED),
    Column("source", Text, nullable=False, info=SHARED),
    Column("told", String(32), nullable=False, info=SHARED),
    Column("as_of", Date, nullable=False),
    Column("confidence", String(8), nullable=False, info=CODE),
    Column("check_by", Date, nullable=False, info=CODE),
    Column("is_hidden", Boolean, nullable=False),
    Column("edited_at", Moment),
    info={"erase": "expire", "kept": FOR_GOOD, "version": "helpers"},
)

# Whom a helper helped: numbers alone.
helper_votes = Table(
    "helper_votes",
    metadata,
    Column("slug", String(64), primary_key=True, info=CODE),
    Column("helped", Boolean, primary_key=True),
    Column("count", Integer, nullable=False),
)

# Settlements and other names of them; `key` is the folded name with the municipality.
settlements = Table(
    "settlements",
    metadata,
    _id(),
    Column("key", String(160), nullable=False, unique=True, info=CODE),
    Column("name", String(120), nullable=False, info=SHARED),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("municipality", String(64), nullable=False, info=CODE),
    Column("official", String(120), info=SHARED),
    Column("source", Text, nullable=False, info=SHARED),
    Column("as_of", Date, nullable=False),
    Column("confidence", String(8), nullable=False, info=CODE),
    Column("edited_at", Moment),
    **NEVER_REUSED,
    info={"erase": "expire", "kept": FOR_GOOD, "version": "places"},
)

# Places that people typed and nobody knew: the words and how often, no person. A count of 0 is a search that offered
# places like it, and the person has not said that none of them is right.
place_misses = Table(
    "place_misses",
    metadata,
    _id(),
    Column("folded", String(120), nullable=False, unique=True, info=SHARED),
    Column("text", String(120), nullable=False, info=SHARED),
    Column("count", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
    **NEVER_REUSED,
    info={"erase": "expire", "kept": UNANSWERED_SEARCH},
)

# Numbers of residents of a territory and its list of addresses, from the answer of an administration: passed on by
# founders, then confirmed. They name no person; the territory is streets and houses.
resident_counts = Table(
    "resident_counts",
    metadata,
    _id(),
    Column("municipality", String(64), nullable=False, index=True, info=CODE),
    Column("settlement", Text, nullable=False, info=SHARED),
    Column("territory", Text, nullable=False, info=SHARED),
    Column("residents", Integer, nullable=False),
    Column("residents_young", Integer),
    Column("source", Text, nullable=False, info=SHARED),
    Column("as_of", Date, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
    Column("houses", Text, info=SHARED),
    **NEVER_REUSED,
    info={"erase": "expire", "kept": FOR_GOOD},
)

norms = Table(
    "norms",
    metadata,
    Column("key", String(64), primary_key=True, info=CODE),
    Column("value", Json, nullable=False, info=SHARED),
    Column("confidence", String(8), nullable=False, info=CODE),
    Column("as_of", Date, nullable=False),
    Column("recheck_on", Date),
    Column("source", Text, nullable=False, info=SHARED),
    Column("edited_at", Moment),
    info={"erase": "expire", "kept": FOR_GOOD},
)

seeds = Table(
    "seeds",
    metadata,
    Column("name", String(64), primary_key=True, info=CODE),
    Column("digest", String(64), nullable=False, info=CODE),
    Column("loaded_at", Moment, nullable=False),
)

events = Table(
    "events",
    metadata,
    _id(),
    Column("title", String(120), nullable=False, info=SHARED),
    Column("status", String(16), nullable=False, info=CODE),
    Column("municipality", String(64), info=CODE),
    Column("place", String(200), nullable=False, info=SHARED),
    Column("description", Text, nullable=False, info=SHARED),
    Column("zone", String(64), nullable=False, info=CODE),
    Column("starts_local", WallClock),
    Column("starts_at", Moment),
    Column("minutes", Integer),
    Column("seats", Integer),
    _person("author_id", nullable=True, index=True),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment),
    Column("organiser", String(120), nullable=False, server_default=text("''"), info=SHARED),
    Column("link", String(300), nullable=False, server_default=text("''"), info=SHARED),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("kind", String(16), info=CODE),
    # The id of the event that a series began with.
    Column("series_id", Id, index=True, info=CODE),
    CheckConstraint("seats IS NULL OR seats > 0", name="seats"),
    Index("ix_events_upcoming", "status", "starts_at"),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": FOR_GOOD},
)

# Those who came without a sign-up, by the name that a steward wrote: it goes after its term, the row counts on.
walk_ins = Table(
    "walk_ins",
    metadata,
    _id(),
    Column("event_id", Id, ForeignKey("events.id"), nullable=False, index=True),
    _person("noted_by", nullable=True, index=True),
    Column("name", String(120), nullable=False, info=SHARED),
    Column("came_at", Moment, nullable=False),
    Column("counts_as", String(16), info=CODE),
    **NEVER_REUSED,
    info={"person": "noted_by", "erase": "forget", "kept": ENTRY},
)
event_stewards = Table(
    "event_stewards",
    metadata,
    Column("event_id", Id, ForeignKey("events.id"), primary_key=True, autoincrement=False),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False, index=True, info=PERSON),
    Column("named_at", Moment, nullable=False),
    info={"person": "person_id", "erase": "delete", "kept": ENTRY},
)
steward_invitations = Table(
    "steward_invitations",
    metadata,
    _id(),
    Column("digest", String(64), nullable=False, unique=True, info=CODE),
    Column("event_id", Id, ForeignKey("events.id"), nullable=False, index=True),
    _person("author_id", index=True),
    Column("expires_at", Moment, nullable=False, index=True),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "delete", "kept": INVITATION},
)
# What a change of a published event replaced: `was` is the former value as a text.
event_changes = Table(
    "event_changes",
    metadata,
    _id(),
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    _person("author_id", nullable=True, index=True),
    Column("field", String(16), nullable=False, info=CODE),
    Column("was", Text, nullable=False, info=SHARED),
    Column("changed_at", Moment, nullable=False, index=True),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": EVENT_CHANGE},
)

# `turn` is the order of the queue, given under the event's lock; `held_until` the end of a seat that is held.
sign_ups = Table(
    "sign_ups",
    metadata,
    _id(),
    Column("event_id", Id, ForeignKey("events.id"), nullable=False),
    _person(index=True),
    Column("status", String(16), nullable=False, info=CODE),
    Column("seats", Integer, nullable=False),
    Column("waiting_since", Moment),
    Column("created_at", Moment, nullable=False),
    Column("came_at", Moment),
    Column("turn", Integer),
    Column("held_until", Moment, index=True),
    Column("confirmed_at", Moment),
    Column("came_seats", Integer, nullable=False, server_default=text("0")),
    _person("came_by", nullable=True, index=True),
    Column("counts_as", String(16), info=CODE),
    UniqueConstraint("event_id", "person_id"),
    CheckConstraint("seats > 0", name="seats"),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# People without an account whom a guest brings along: their names are words about others.
companions = Table(
    "companions",
    metadata,
    _id(),
    Column("event_id", Id, ForeignKey("events.id"), nullable=False, index=True),
    _person(index=True),
    Column("name", String(120), nullable=False, info=WORDS),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": COMPANION},
)

# What somebody who came says of an event. After the term the row is nobody's: the stars count on.
event_ratings = Table(
    "event_ratings",
    metadata,
    _id(),
    Column("event_id", Id, ForeignKey("events.id"), nullable=False),
    _person(nullable=True, index=True),
    Column("stars", Integer, nullable=False),
    Column("word", String(500), nullable=False, info=WORDS),
    Column("rated_at", Moment, nullable=False),
    UniqueConstraint("event_id", "person_id"),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "forget", "kept": RATING},
)
event_certificates = Table(
    "event_certificates",
    metadata,
    _id(),
    Column("event_id", Id, ForeignKey("events.id"), nullable=False),
    _person(index=True),
    Column("code", String(16), nullable=False, unique=True, info=CODE),
    Column("name", String(120), nullable=False, info=WORDS),
    Column("issued_on", Date, nullable=False),
    UniqueConstraint("event_id", "person_id"),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)
# The numbers of guests whose sign-ups are gone, by municipality ("" is unknown): nobody is named.
event_counts = Table(
    "event_counts",
    metadata,
    Column("event_id", Id, ForeignKey("events.id"), primary_key=True, autoincrement=False),
    Column("municipality", String(64), primary_key=True, info=CODE),
    Column("signed_up", Integer, nullable=False),
    Column("came", Integer, nullable=False),
    Column("newcomers", Integer, nullable=False),
)

# Versions of cached tables: see `Store.remember`.
versions = Table(
    "versions",
    metadata,
    Column("name", String(16), primary_key=True, info=CODE),
    Column("number", BigInteger, nullable=False),
)

programmes = Table(
    "programmes",
    metadata,
    _id(),
    Column("slug", String(64), nullable=False, unique=True, info=CODE),
    Column("title", Text, nullable=False, info=SHARED),
    Column("short_title", Text, nullable=False, info=SHARED),
    Column("organiser", Text, nullable=False, info=SHARED),
    Column("level", String(16), nullable=False, info=CODE),
    Column("url", Text, info=SHARED),
    Column("applicants", Json, nullable=False, info=CODE),
    Column("municipalities", Json, nullable=False, info=CODE),
    Column("amount", Json, info=SHARED),
    Column("note", Json, info=SHARED),
    Column("source", Text, nullable=False, info=SHARED),
    Column("as_of", String(10), info=CODE),
    Column("seen_on", Date),
    Column("recheck_on", Date),
    Column("confidence", String(8), nullable=False, info=CODE),
    Column("themes", Json, info=CODE),
    Column("amounts", Json, info=SHARED),
    Column("own_share", Integer),
    Column("min_age_months", Integer),
    Column("hand_in", Text, info=SHARED),
    Column("documents", Json, info=SHARED),
    Column("links", Json, info=SHARED),
    Column("contact", Text, info=SHARED),
    Column("archived_at", Moment),
    Column("merged_into", Id, ForeignKey("programmes.id"), index=True),
    Column("edited_at", Moment),
    info={"erase": "expire", "kept": FOR_GOOD, "version": "grants"},
)

rounds = Table(
    "rounds",
    metadata,
    _id(),
    Column("programme_id", Id, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("season", String(64), nullable=False, info=CODE),
    Column("status", String(16), nullable=False, info=CODE),
    UniqueConstraint("programme_id", "season"),
    info={"version": "grants"},
)

stages = Table(
    "stages",
    metadata,
    _id(),
    Column("round_id", Id, ForeignKey("rounds.id"), nullable=False),
    Column("kind", String(32), nullable=False, info=CODE),
    Column("local", String(16), nullable=False, info=CODE),
    Column("zone", String(64), nullable=False, info=CODE),
    Column("precision", String(8), nullable=False, info=CODE),
    Column("at", Moment, nullable=False, index=True),
    Column("forecast", Boolean, nullable=False),
    Column("source", Text, nullable=False, info=SHARED),
    Column("seen_on", Date),
    UniqueConstraint("round_id", "kind"),
    info={"erase": "expire", "kept": FOR_GOOD, "version": "grants"},
)

# A table of programmes that somebody sent in: its edits are saved together and can be undone together.
catalogue_imports = Table(
    "catalogue_imports",
    metadata,
    _id(),
    _person(nullable=True, index=True),
    Column("created_at", Moment, nullable=False),
    Column("saved_at", Moment),
    Column("undone_at", Moment),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "forget", "kept": FOR_GOOD},
)

# Edits of the catalogue (`bot.domain.catalogue.edits`): drafts until `saved_at`, then the history of a programme.
programme_edits = Table(
    "programme_edits",
    metadata,
    _id(),
    Column("programme_id", Id, ForeignKey("programmes.id"), index=True),
    Column("import_id", Id, ForeignKey("catalogue_imports.id"), index=True),
    Column("changes", Json, nullable=False, info=SHARED),
    Column("source", Text, nullable=False, info=SHARED),
    Column("seen_on", Date),
    _person(nullable=True, index=True),
    Column("created_at", Moment, nullable=False),
    Column("saved_at", Moment),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "forget", "kept": FOR_GOOD},
)

# Announcements that people saw and sent from a programme's card: words, or a photo by its id in Telegram.
programme_tips = Table(
    "programme_tips",
    metadata,
    _id(),
    _person(index=True),
    Column("programme_id", Id, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("text", Text, nullable=False, info=WORDS),
    Column("photo", Text, info=WORDS),
    Column("sent_at", Moment, nullable=False),
    Column("answered_at", Moment, index=True),
    Column("outcome", String(16), info=CODE),
    Column("kind", String(16), nullable=False, server_default="announcement", info=CODE),
    Column("edit_id", Id, ForeignKey("programme_edits.id"), index=True, info=CODE),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": ANSWERED_QUESTION},
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _id(),
    _person(),
    Column("programme_id", Id, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("moves_seen", Id, info=CODE),
    Column("paused_until", Moment),
    UniqueConstraint("person_id", "programme_id"),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# `moves_seen` is the last of `grant_moves` before the person began to follow: they saw the dates as they were then.
# Filters that people follow (`bot.domain.catalogue.wishes`): "" and 0 ask nothing. `own` ones follow the profile.
grant_filters = Table(
    "grant_filters",
    metadata,
    _id(),
    _person(),
    Column("own", Boolean, nullable=False),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("municipality", String(64), nullable=False, info=CODE),
    Column("theme", String(16), nullable=False, info=CODE),
    Column("at_least", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("moves_seen", Id, info=CODE),
    Column("paused_until", Moment),
    UniqueConstraint("person_id", "own", "kind", "municipality", "theme", "at_least"),
    Index("ix_grant_filters_reach", "kind", "municipality", "theme", "at_least", "person_id"),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# Whoever follows grants: when there is something to tell them next, when they were told last, their own steps.
grant_readers = Table(
    "grant_readers",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False, info=PERSON),
    Column("next_at", Moment, index=True),
    Column("told_at", Moment),
    Column("steps", Json, info=CODE),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# What each person was told last of a stage; `stage_id` 0 is the programme itself. Without `local` it was over.
grant_told = Table(
    "grant_told",
    metadata,
    _id(),
    _person(),
    Column("programme_id", Id, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("stage_id", Id, nullable=False, info=CODE),
    Column("local", String(16), info=CODE),
    Column("zone", String(64), info=CODE),
    Column("precision", String(8), info=CODE),
    Column("forecast", Boolean),
    Column("step", Integer),
    Column("told_at", Moment, nullable=False, index=True),
    UniqueConstraint("person_id", "stage_id", "programme_id"),
    info={"person": "person_id", "erase": "delete", "kept": GRANT_TOLD},
)

# What people answered about a round: applied, not for us, later.
grant_answers = Table(
    "grant_answers",
    metadata,
    _id(),
    _person(),
    Column("programme_id", Id, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("season", String(64), nullable=False, info=CODE),
    Column("answer", String(16), nullable=False, info=CODE),
    Column("until", Moment),
    Column("answered_at", Moment, nullable=False, index=True),
    UniqueConstraint("person_id", "programme_id", "season"),
    info={"person": "person_id", "erase": "delete", "kept": GRANT_TOLD},
)

# How the dates of stages moved: the date before (null for a new one), for readers who were told of none.
grant_moves = Table(
    "grant_moves",
    metadata,
    _id(),
    Column("stage_id", Id, nullable=False, index=True, info=CODE),
    Column("was", Json, info=CODE),
    Column("moved_at", Moment, nullable=False, index=True),
    **NEVER_REUSED,
    info={"version": "grants"},
)

# How the filters changed that a programme fits: its reach before. Who follows a filter that it did not fit then hears
# of it as of something new.
grant_reaches = Table(
    "grant_reaches",
    metadata,
    _id(),
    Column("programme_id", Id, nullable=False, index=True, info=CODE),
    Column("was", Json, nullable=False, info=CODE),
    Column("changed_at", Moment, nullable=False, index=True),
    info={"version": "grants"},
)

# Programmes whose readers have to be gone through, since a date has moved.
grant_wakes = Table(
    "grant_wakes",
    metadata,
    Column("programme_id", Id, ForeignKey("programmes.id"), primary_key=True, autoincrement=False),
    Column("asked_at", Moment, nullable=False),
)

topic_subscriptions = Table(
    "topic_subscriptions",
    metadata,
    _id(),
    _person(),
    Column("topic", String(16), nullable=False, info=CODE),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("person_id", "topic"),
    Index("ix_topic_subscriptions_topic", "topic", "person_id"),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# A draft until `started_at`. `content` is rendered for each reader; `audience` holds its parts.
broadcasts = Table(
    "broadcasts",
    metadata,
    _id(),
    Column("status", String(16), nullable=False, info=CODE),
    _person("author_id", nullable=True, index=True),
    Column("form", String(8), nullable=False, info=CODE),
    Column("from_chat_id", BigInteger, info=CHAT),
    Column("message_id", BigInteger, info=CHAT),
    Column("content", Json, info=SHARED),
    Column("audience", Json, info=CODE),
    Column("newcomers_until", Moment),
    Column("send_at", Moment),
    Column("anchor", Json, info=CODE),
    Column("window_first", Integer),
    Column("window_last", Integer),
    Column("late_after", Integer, nullable=False),
    Column("asked_at", Moment),
    Column("recipients", Integer, nullable=False),
    Column("newcomers", Integer, nullable=False),
    Column("rested_at", Moment),
    Column("planned_up_to", Id, nullable=False),
    Column("progress_message_id", BigInteger, info=CHAT),
    Column("told_at", Moment),
    Column("told_sent", Integer),
    Column("created_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("paused_at", Moment),
    Column("finished_at", Moment),
    Index("ix_broadcasts_status", "status", "send_at"),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": BROADCAST},
)

# A second coordinator's answer about a broadcast to many: agreed to the draft with this `seal`, or refused.
# When there is no second coordinator, the author's own confirmation is here.
broadcast_approvals = Table(
    "broadcast_approvals",
    metadata,
    _id(),
    Column("broadcast_id", Id, ForeignKey("broadcasts.id", ondelete="CASCADE"), nullable=False),
    _person(nullable=True, index=True),
    Column("seal", String(8), nullable=False, info=CODE),
    Column("agreed", Boolean, nullable=False),
    Column("reason", Text, info=WORDS),
    Column("content", Json, info=SHARED),  # what was refused, to be compared with the next request
    Column("message_id", BigInteger, info=CHAT),  # the message that was refused, where its words are not stored
    Column("answered_at", Moment, nullable=False),
    UniqueConstraint("broadcast_id", "person_id"),
    info={"person": "person_id", "erase": "forget", "kept": BROADCAST},
)

# An edit of every delivered copy of a broadcast: a correction of its words (`content`) or a recall. `was` is the
# content that a correction replaced, so the corrections of a broadcast tell every version that was sent.
broadcast_changes = Table(
    "broadcast_changes",
    metadata,
    _id(),
    Column("broadcast_id", Id, ForeignKey("broadcasts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False, info=CODE),
    _person("author_id", nullable=True, index=True),
    Column("content", Json, info=SHARED),
    Column("place", String(8), info=CODE),
    Column("message_id", BigInteger, info=CHAT),
    Column("was", Json, info=SHARED),
    Column("was_message_id", BigInteger, info=CHAT),
    Column("planned_up_to", Id, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("progress_message_id", BigInteger, info=CHAT),
    Column("told_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("stopped_at", Moment),
    Column("finished_at", Moment),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": BROADCAST},
)

# Templates of broadcasts.
broadcast_templates = Table(
    "broadcast_templates",
    metadata,
    _id(),
    _person("author_id", nullable=True, index=True),
    Column("scope", String(64), nullable=False, index=True, info=CODE),
    Column("name", String(60), nullable=False, info=SHARED),
    Column("content", Json, nullable=False, info=SHARED),
    Column("created_at", Moment, nullable=False),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": FOR_GOOD},
)

# Audiences of broadcasts, saved by name for the coordinators of a scope.
broadcast_audiences = Table(
    "broadcast_audiences",
    metadata,
    _id(),
    _person("author_id", nullable=True, index=True),
    Column("scope", String(64), nullable=False, index=True, info=CODE),
    Column("name", String(60), nullable=False, info=SHARED),
    Column("parts", Json, nullable=False, info=CODE),
    Column("created_at", Moment, nullable=False),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": FOR_GOOD},
)

# A founding case: neighbours who found one TOS together. Since `listed_at` coordinators may see it.
cases = Table(
    "cases",
    metadata,
    _id(),
    Column("municipality", String(64), index=True, info=CODE),
    Column("settlement", String(120), info=SHARED),
    Column("title", String(120), info=SHARED),
    Column("meeting_local", WallClock),
    Column("zone", String(64), nullable=False, info=CODE),
    Column("listed_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    Column("closed_at", Moment),
    **NEVER_REUSED,
    info={"erase": "expire", "kept": ABSENCE},
)

case_members = Table(
    "case_members",
    metadata,
    _id(),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    _person(index=True),
    Column("joined_at", Moment, nullable=False),
    Column("quiet_at", Moment),
    UniqueConstraint("case_id", "person_id"),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

case_invitations = Table(
    "case_invitations",
    metadata,
    Column("code", String(32), primary_key=True, info=CODE),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    _person(index=True),
    Column("expires_at", Moment, nullable=False),
    info={"person": "person_id", "erase": "delete", "kept": INVITATION},
)

# A step that was done or is under way: since when, the number of the decision, and who noted it.
case_steps = Table(
    "case_steps",
    metadata,
    _id(),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    Column("step", String(32), nullable=False, info=CODE),
    Column("status", String(16), nullable=False, info=CODE),
    Column("happened_on", Date, nullable=False),
    Column("number", String(64), info=SHARED),
    _person(nullable=True, index=True),
    Column("noted_at", Moment, nullable=False),
    UniqueConstraint("case_id", "step"),
    info={"person": "person_id", "erase": "forget", "kept": ABSENCE},
)

# Interview answers, shared by all papers of a case. `version` grows with every change, so editors notice each other.
# `about_id` is the member whose name, phone or address the answer is; NULL for the territory and the like.
case_answers = Table(
    "case_answers",
    metadata,
    _id(),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    Column("question", String(64), nullable=False, info=CODE),
    Column("value", Json, nullable=False, info=SHARED),
    Column("version", Integer, nullable=False),
    _person(nullable=True, index=True),
    _person("about_id", nullable=True, index=True),
    Column("saved_at", Moment, nullable=False),
    UniqueConstraint("case_id", "question"),
    info={"person": "person_id", "erase": "forget", "kept": ABSENCE},
)

# Papers that were made and the values of the law they used: members hear when such a value changes.
case_papers = Table(
    "case_papers",
    metadata,
    _id(),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("paper", String(32), nullable=False, info=CODE),
    Column("law", Json, nullable=False, info=CODE),
    _person(nullable=True, index=True),
    Column("made_at", Moment, nullable=False),
    info={"person": "person_id", "erase": "forget", "kept": ABSENCE},
)

# The events of a case's meetings.
case_events = Table(
    "case_events",
    metadata,
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
)

# A headcount at the entrance of a meeting. Every press is a row of `tally_marks`, so several stewards count
# together, and each can undo their own presses.
tallies = Table(
    "tallies",
    metadata,
    _id(),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("numbers", Json, nullable=False, info=CODE),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    **NEVER_REUSED,
)

tally_marks = Table(
    "tally_marks",
    metadata,
    _id(),
    Column("tally_id", Id, ForeignKey("tallies.id"), nullable=False, index=True),
    Column("counted", String(16), nullable=False, info=CODE),
    Column("people", Integer, nullable=False),
    Column("undone", Boolean, nullable=False),
    _person(nullable=True, index=True),
    Column("noted_at", Moment, nullable=False),
    info={"person": "person_id", "erase": "forget", "kept": ABSENCE},
)

# An application for a grant: neighbours prepare it together. `programme_id` and `season` are its round; sums are
# kopecks. `counted_by` agreed that its numbers are counted in the statistics.
applications = Table(
    "applications",
    metadata,
    _id(),
    _person("author_id", nullable=True, index=True),
    Column("programme_id", Id, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("season", String(64), nullable=False, info=CODE),
    Column("status", String(16), nullable=False, index=True, info=CODE),
    Column("title", String(120), info=SHARED),
    Column("about", Text, info=SHARED),
    Column("tos", String(120), info=SHARED),
    Column("municipality", String(64), info=CODE),
    Column("applicant", String(16), info=CODE),
    Column("asked", BigInteger),
    Column("won", BigInteger),
    Column("why", Text, info=SHARED),
    Column("handed_in_on", Date),
    _person("counted_by", nullable=True, index=True),
    Column("created_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": ABSENCE},
)

application_members = Table(
    "application_members",
    metadata,
    _id(),
    Column("application_id", Id, ForeignKey("applications.id"), nullable=False),
    _person(index=True),
    Column("access", String(8), nullable=False, info=CODE),
    Column("joined_at", Moment, nullable=False),
    Column("quiet_at", Moment),
    UniqueConstraint("application_id", "person_id"),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# A one-time invitation to an application. Of its code only the SHA-256 is kept; `person_id` is whoever made it.
application_invitations = Table(
    "application_invitations",
    metadata,
    _id(),
    Column("digest", String(64), nullable=False, unique=True, info=CODE),
    Column("application_id", Id, ForeignKey("applications.id"), nullable=False, index=True),
    _person(index=True),
    Column("access", String(8), nullable=False, info=CODE),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("used_at", Moment),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": ENDED_INVITATION},
)

# The checklist of an application. `text` is empty where the kind names it.
application_items = Table(
    "application_items",
    metadata,
    _id(),
    Column("application_id", Id, ForeignKey("applications.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("text", String(150), nullable=False, info=SHARED),
    Column("due_on", Date),
    Column("done_at", Moment),
    _person("done_by", nullable=True, index=True),
    _person(nullable=True, index=True),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "forget", "kept": ABSENCE},
)

# The budget of an application: thousandths of a unit, kopecks for one; without `price` a line is not finished.
application_lines = Table(
    "application_lines",
    metadata,
    _id(),
    Column("application_id", Id, ForeignKey("applications.id"), nullable=False, index=True),
    Column("what", String(120), nullable=False, info=SHARED),
    Column("quantity", BigInteger, nullable=False),
    Column("unit", String(20), nullable=False, info=SHARED),
    Column("price", BigInteger),
    Column("payer", String(8), nullable=False, info=CODE),
    _person(nullable=True, index=True),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "forget", "kept": ABSENCE},
)

# Corrections of norms and of municipalities' profiles; drafts until `changed_at`.
changes = Table(
    "changes",
    metadata,
    _id(),
    Column("subject", String(16), nullable=False, info=CODE),
    Column("key", String(64), nullable=False, info=CODE),
    Column("field", String(32), nullable=False, info=CODE),
    Column("was", Text, info=SHARED),
    Column("became", Text, info=SHARED),
    Column("confidence", String(8), nullable=False, info=CODE),
    Column("as_of", Date, nullable=False),
    Column("source", Text, nullable=False, info=SHARED),
    _person(nullable=True, index=True),
    Column("changed_at", Moment),
    Index("ix_changes_subject", "subject", "key"),
    info={"person": "person_id", "erase": "forget", "kept": FOR_GOOD},
)

# A resident's question to a coordinator: a draft until `asked_at`; the staff have to act since `waiting_at`.
# `previous_id` is the question that it follows up; `text` and `answer` are the first and the last words. `screen`,
# `step` and `offered` are where it came from: a conversation, the case's step, the answers that a search had offered.
_WAITS = text("waiting_at IS NOT NULL")
questions = Table(
    "questions",
    metadata,
    _id(),
    _person(index=True),
    Column("municipality", String(64), info=CODE),
    Column("text", Text, nullable=False, info=WORDS),
    Column("previous_id", Id, ForeignKey("questions.id", ondelete="SET NULL"), index=True),
    Column("topic", String(16), info=CODE),
    Column("screen", String(16), info=CODE),
    Column("step", String(32), info=CODE),
    Column("offered", Json, info=CODE),
    Column("programme_id", Id, ForeignKey("programmes.id"), index=True),
    Column("created_at", Moment, nullable=False),
    Column("asked_at", Moment, index=True),
    Column("due_at", Moment),
    Column("waiting_at", Moment),
    Column("remind_at", Moment, index=True),
    Column("reminded", Integer),
    Column("answered_at", Moment),
    Column("answer", Text, info=WORDS),
    Column("closed_at", Moment, index=True),
    Column("helped", Boolean),
    Index("ix_questions_waiting", "waiting_at", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
    Index("ix_questions_waiting_in", "municipality", "waiting_at", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": ANSWERED_QUESTION},
)

# What was said about a question, in order; `side` is the person, the staff, or a note that only the staff sees. A
# staff's message is a draft until `sent_at`. The message itself stands in `chat_id`, from where it is copied; an album
# is several messages.
question_messages = Table(
    "question_messages",
    metadata,
    _id(),
    Column("question_id", Id, ForeignKey("questions.id", ondelete="CASCADE"), nullable=False, index=True),
    _person(nullable=True, index=True),
    Column("side", String(8), nullable=False, info=CODE),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("text", Text, nullable=False, info=SHARED),
    Column("chat_id", BigInteger, info=CHAT),
    Column("message_id", BigInteger, info=CHAT),
    Column("album", String(64), info=CODE),
    Column("written_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Index("ix_question_messages_source", "chat_id", "message_id"),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "forget", "kept": ANSWERED_QUESTION},
)

# The coordinator who has a question, so that two never answer unknowingly.
question_holders = Table(
    "question_holders",
    metadata,
    Column("question_id", Id, ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _person(index=True),
    Column("taken_at", Moment, nullable=False),
    info={"person": "person_id", "erase": "delete", "kept": ANSWERED_QUESTION},
)

# People whose questions are not taken any more, and why: they read the reason.
question_bans = Table(
    "question_bans",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False, info=PERSON),
    Column("reason", Text, nullable=False, info=WORDS),
    Column("banned_at", Moment, nullable=False),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# Texts that coordinators of a scope answer with again and again.
answer_templates = Table(
    "answer_templates",
    metadata,
    _id(),
    _person("author_id", nullable=True, index=True),
    Column("scope", String(64), nullable=False, index=True, info=CODE),
    Column("text", Text, nullable=False, info=SHARED),
    Column("created_at", Moment, nullable=False),
    **NEVER_REUSED,
    info={"person": "author_id", "erase": "forget", "kept": FOR_GOOD},
)

# Answers that coordinators wrote for everybody: drafts until an administrator publishes them, who is then the person.
faq_entries = Table(
    "faq_entries",
    metadata,
    _id(),
    _person(nullable=True, index=True),
    Column("question_id", Id, ForeignKey("questions.id", ondelete="SET NULL"), index=True),
    Column("topic", String(16), nullable=False, info=CODE),
    Column("question", Text, nullable=False, info=SHARED),
    Column("answer", Text, nullable=False, info=SHARED),
    Column("source", Text, nullable=False, info=SHARED),
    Column("as_of", Date, nullable=False),
    Column("published_at", Moment),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "forget", "kept": FOR_GOOD, "version": "faq"},
)

# The lessons that a person has finished.
lesson_marks = Table(
    "lesson_marks",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False, info=PERSON),
    Column("lesson", String(16), primary_key=True, info=CODE),
    Column("done_at", Moment, nullable=False),
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# A certificate of a course. Whoever has its code reads the name that stands on the paper.
certificates = Table(
    "certificates",
    metadata,
    _id(),
    _person(),
    Column("course", String(16), nullable=False, info=CODE),
    Column("code", String(16), nullable=False, unique=True, info=CODE),
    Column("name", String(120), nullable=False, info=WORDS),
    Column("issued_on", Date, nullable=False),
    UniqueConstraint("person_id", "course"),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# A group of coordinators in which each person who asks has a topic; its account is nobody's. `lost_why` since the bot
# cannot write there.
staff_groups = Table(
    "staff_groups",
    metadata,
    _id(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False, unique=True, info=CODE),
    Column("scope", String(64), nullable=False, unique=True, info=CODE),
    Column("title", String(255), nullable=False, info=SHARED),
    Column("connected_at", Moment, nullable=False),
    Column("lost_at", Moment),
    Column("lost_why", String(16), info=CODE),
    **NEVER_REUSED,
    info={"erase": "expire", "kept": FOR_GOOD, "version": "staff"},
)

# The topic of a person in a group; without `thread_id` it has to be made.
staff_topics = Table(
    "staff_topics",
    metadata,
    _id(),
    Column("group_id", Id, ForeignKey("staff_groups.id", ondelete="CASCADE"), nullable=False),
    _person(index=True),
    Column("thread_id", BigInteger, info=CHAT),
    UniqueConstraint("group_id", "person_id"),
    UniqueConstraint("group_id", "thread_id"),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": ABSENCE},
)

# Searches that led to no answer: the words and how often, without a person.
misses = Table(
    "misses",
    metadata,
    _id(),
    Column("text", String(200), nullable=False, unique=True, info=SHARED),
    Column("count", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
    **NEVER_REUSED,
    info={"erase": "expire", "kept": UNANSWERED_SEARCH},
)

# Search words that coordinators added to an FAQ answer.
faq_keywords = Table(
    "faq_keywords",
    metadata,
    _id(),
    Column("entry", String(64), nullable=False, info=CODE),
    Column("words", String(200), nullable=False, info=SHARED),
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("entry", "words"),
    **NEVER_REUSED,
    info={"erase": "expire", "kept": FOR_GOOD},
)

_PLANNED = text("status = 'planned'")
# The index of due rows has no held rows, so that a claim does not scan a paused million each time.
_WAITING: dict[str, Any] = {
    "sqlite_where": text("status = 'planned' AND held IS 0"),
    "postgresql_where": text("status = 'planned' AND held IS false"),
}
_HELD: dict[str, Any] = {
    "sqlite_where": text("status = 'planned' AND held IS 1"),
    "postgresql_where": text("status = 'planned' AND held IS true"),
}
_CLAIMED = text("claimed_until IS NOT NULL")

deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    _person(nullable=True),
    Column("account_id", Id, ForeignKey("accounts.id"), index=True, info=CHAT),
    Column("kind", String(16), nullable=False, info=CODE),
    Column("cause", String(16), nullable=False, info=CODE),
    Column("cause_id", Id, nullable=False, info=CODE),
    Column("occasion", String(64), nullable=False, info=CODE),
    Column("payload", Json, nullable=False, info=CODE),
    Column("priority", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("status", String(16), nullable=False, info=CODE),
    Column("held", Boolean, nullable=False),
    Column("claimed_until", Moment),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", Moment),
    Column("repeats", Integer, nullable=False),
    Column("message_ids", Json, info=CHAT),
    Column("error", Text, info=CODE),
    Column("sent_at", Moment),
    Index("ix_deliveries_due", "priority", "due_at", **_WAITING),
    Index("ix_deliveries_held", "cause", "cause_id", "due_at", **_HELD),
    Index("ix_deliveries_expires", "expires_at", sqlite_where=_PLANNED, postgresql_where=_PLANNED),
    Index("ix_deliveries_in_hand", "claimed_until", sqlite_where=_CLAIMED, postgresql_where=_CLAIMED),
    Index("ix_deliveries_cause", "cause", "cause_id", "status"),
    Index(
        "uq_deliveries_person",
        "person_id",
        "cause",
        "cause_id",
        "occasion",
        unique=True,
        sqlite_where=text("person_id IS NOT NULL"),
        postgresql_where=text("person_id IS NOT NULL"),
    ),
    Index(
        "uq_deliveries_group",
        "account_id",
        "cause",
        "cause_id",
        "occasion",
        unique=True,
        sqlite_where=text("person_id IS NULL"),
        postgresql_where=text("person_id IS NULL"),
    ),
    **NEVER_REUSED,
    info={"person": "person_id", "erase": "delete", "kept": OUTBOX_ROW},
)

# One row: nothing is sent before `paused_until`. A 429 that any replica meets sets it for all.
outbox_pauses = Table(
    "door",
    metadata,
    Column("name", String(16), primary_key=True, info=CODE),
    Column("paused_until", Moment, nullable=False),
)

# One row: the store's random id, which a file beside it repeats; the last moment at which a believed clock saw the bot
# alive; the difference to Telegram's date, in seconds, that an administrator declared right.
store_identity = Table(
    "store_identity",
    metadata,
    Column("name", String(16), primary_key=True, info=CODE),
    Column("store_id", String(32), nullable=False, info=CODE),
    Column("alive_at", Moment),
    Column("confirmed_seconds", Integer, nullable=False),
    Column("caught_up_at", Moment),
)

# One row while deleted words of people may still be in the files of the store; the number grows with every erasure.
pending_scrubs = Table(
    "pending_scrubs",
    metadata,
    Column("name", String(16), primary_key=True, info=CODE),
    Column("number", BigInteger, nullable=False),
)

# The moment when administrators were last told of a trouble: a restart does not tell it again.
told_troubles = Table(
    "told_troubles",
    metadata,
    Column("trouble", String(32), primary_key=True, info=CODE),
    Column("told_at", Moment, nullable=False),
)

# What people with a right did (`bot.domain.audit`). The ids of people are no foreign keys: they outlive the people, and
# are never reused.
audit = Table(
    "audit",
    metadata,
    _id(),
    Column("act", String(32), nullable=False, info=CODE),
    Column("actor_id", Id, index=True, info=PERSON),
    Column("about_id", Id, index=True, info=PERSON),
    Column("subject", String(16), nullable=False, info=CODE),
    Column("subject_id", Id, info=CODE),
    Column("scope", String(64), nullable=False, info=CODE),
    Column("reason", Text, nullable=False, info=WORDS),
    Column("at", Moment, nullable=False, index=True),
    Index("ix_audit_subject", "subject", "subject_id"),
    **NEVER_REUSED,
    info={"person": "about_id", "erase": "keep", "kept": AUDIT},
)

# Updates that wrote something. Nothing of a person: an update's id is a number of the bot's queue.
handled_updates = Table(
    "handled_updates",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False, info=CODE),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False, info=CODE),
    Column("at", Moment, nullable=False),
    Index("ix_handled_updates_at", "at"),
    sqlite_with_rowid=False,
)


def as_dict(row: AnyRow) -> dict[str, Any]:
    """Convert a row to a dict by column names."""
    return dict(row._mapping)


def personal_tables() -> list[Table]:
    """The tables that hold something of a person, children before parents."""
    return [table for table in reversed(metadata.sorted_tables) if "person" in table.info]
