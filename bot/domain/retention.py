"""Retention: everything that the bot keeps only for a while, in one table.

`storage.core.retention` deletes every ten minutes whatever has outlived its term. Consents and `/privacy` name the same
terms: their numbers come from here as variables. What is not in the table stays until its owner withdraws the consent,
deletes it or erases themselves.

Source: 152-FZ, art. 5, part 7: personal data are kept no longer than their purpose needs. The law sets no numbers; the
terms are this bot's own measure of that, and people agree to them in the consents.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """A kind of record that is kept for `term`, counted from `since`; `why` it is kept so long."""

    what: str
    term: timedelta
    since: str
    why: str

    @property
    def days(self) -> int:
        """The term in whole days, for texts."""
        return self.term.days


CONVERSATION = Retention(
    what="the open question and the language of a conversation, under a keyed hash",
    term=timedelta(hours=24),
    since="its last change",
    why="a person comes back to the question on the same day or begins anew",
)
HANDLED_UPDATE = Retention(
    what="the id of an update that was handled, without a person",
    term=timedelta(hours=48),
    since="its handling",
    why="Telegram hands an update over again for 24 hours; after that nothing can repeat it",
)
INVITATION = Retention(
    what="a one-time invitation to a founding case, or to a role",
    term=timedelta(days=7),
    since="its making",
    why="a link that is never used must not open anything for ever",
)
ENDED_INVITATION = Retention(
    what="an invitation to a role that has ended: its role, who made it and why",
    term=timedelta(days=30),
    since="the last day of the invitation",
    why="who comes late with its link is told whether it was used, withdrawn or has expired",
)
GUESS = Retention(
    what="a try of an invitation that does not exist, under a keyed hash of the chat",
    term=timedelta(hours=24),
    since="the try",
    why="whoever tries link after link is stopped",
)
LINK_CODE = Retention(
    what="a one-time code that makes another account one of the same person's, as a keyed hash",
    term=timedelta(minutes=15),
    since="its making",
    why="both phones are at hand: who needs it later makes another",
)
DRAFT = Retention(
    what="a draft that nobody published or sent: an event, a broadcast, a correction of a fact, a question",
    term=timedelta(days=90),
    since="its beginning",
    why="a season later nobody goes on with it",
)
ANSWERED_QUESTION = Retention(
    what="a question to a coordinator, with its answers, and an announcement that somebody sent",
    term=timedelta(days=365),
    since="the answer",
    why="the same matter returns with the next season",
)
UNANSWERED_SEARCH = Retention(
    what="the words of a search that found nothing, without a person",
    term=timedelta(days=90),
    since="the last search for them",
    why="coordinators go through them and teach the search",
)
GRANT_TOLD = Retention(
    what="what a person was told of the date of a grant, and answered about its season",
    term=timedelta(days=365),
    since="the message or the answer",
    why="until the season comes back, a change is told against what the person knows",
)
OUTBOX_ROW = Retention(
    what="an outbox row that has ended: sent, failed, blocked, expired or cancelled",
    term=timedelta(days=365),
    since="the moment it was due",
    why="it proves what was sent to whom, and limits repeated news",
)
BROADCAST = Retention(
    what="a broadcast that has ended",
    term=timedelta(days=365),
    since="its beginning as a draft",
    why="its report counts outbox rows, which go after the same time",
)
BROADCAST_EDIT = Retention(
    what="an edit of a broadcast that its author did not confirm",
    term=timedelta(hours=48),
    since="its beginning",
    why="a correction that nobody confirms in this time comes too late",
)
EVENT_CHANGE = Retention(
    what="what a change of a published event replaced",
    term=timedelta(days=90),
    since="the change",
    why="those who signed up are told what was; later nobody asks",
)
COMPANION = Retention(
    what="the name of somebody whom a guest brings along to an event",
    term=timedelta(days=90),
    since="the start of the event",
    why="coordinators may tick for so long who came; afterwards only the number of seats stays",
)
ENTRY = Retention(
    what="the name of somebody who came to an event without a sign-up, and its stewards",
    term=timedelta(days=90),
    since="the start of the event",
    why="coordinators may tick for so long who came; afterwards only the number of those who came stays",
)
RATING = Retention(
    what="whose a rating of an event is, and the words beside it",
    term=timedelta(days=90),
    since="the start of the event",
    why="the organisers read it for the next event; afterwards only the stars count",
)
ABSENCE = Retention(
    what="a person with everything that is theirs",
    term=timedelta(days=365),
    since="the day they were last seen",
    why="events and grants return every year: a person who misses a whole round has left",
)
ABSENCE_WARNING = Retention(
    what="a person who was warned of the erasure after an absence",
    term=timedelta(days=14),
    since="the warning",
    why="two weeks are enough to come back from a holiday and press a button",
)
AUDIT = Retention(
    what="an entry of the audit: who did what, who looked at whose data, what was destroyed, by numbers and codes",
    term=timedelta(days=3 * 365),
    since="the act",
    why="it answers a complaint; no source of this project confirms a term that the law asks for, three years are ours",
)
BACKUP = Retention(
    what="a backup of the store",
    term=timedelta(days=30),
    since="its making",
    why="a loss is noticed within days; the bot deletes its older backups, and the operator those made elsewhere",
)

TABLE = (
    CONVERSATION,
    HANDLED_UPDATE,
    INVITATION,
    ENDED_INVITATION,
    GUESS,
    LINK_CODE,
    DRAFT,
    ANSWERED_QUESTION,
    UNANSWERED_SEARCH,
    GRANT_TOLD,
    OUTBOX_ROW,
    BROADCAST,
    BROADCAST_EDIT,
    EVENT_CHANGE,
    COMPANION,
    ENTRY,
    RATING,
    ABSENCE,
    ABSENCE_WARNING,
    AUDIT,
    BACKUP,
)
