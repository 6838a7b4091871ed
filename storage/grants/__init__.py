"""Grants: programmes, subscriptions to them, the outbox rows of their dates.

`programmes`: the catalogue as it is read. `subscriptions`: who wants to be reminded. `reminders`: the rows that follow
from the dates, replanned in the transaction of each change. `entries` and `edits`: the desk that changes them. `tips`:
announcements that people saw. `checks`: reminders of the desk itself. `imports`: many edits at once.
"""

from storage.grants.programmes import (
    catalogue,
    find,
    get,
    is_subscribed,
    look,
    page,
    subscribed_to,
    version,
    version_and_subscriptions,
)
from storage.grants.reminders import CAUSE, replan, subscribers
from storage.grants.subscriptions import change_zone, subscribe, unsubscribe, unsubscribe_from_all

__all__ = [
    "CAUSE",
    "catalogue",
    "change_zone",
    "find",
    "get",
    "is_subscribed",
    "look",
    "page",
    "replan",
    "subscribe",
    "subscribed_to",
    "subscribers",
    "unsubscribe",
    "unsubscribe_from_all",
    "version",
    "version_and_subscriptions",
]
