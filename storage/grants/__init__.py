"""Grants: programmes, subscriptions to them, the outbox rows of their dates.

`programmes`: the catalogue as it is read. `subscriptions`: who follows what. `reminders`: what a change of dates leads
to. `telling`: going through `readers`, what each is to be told now. `answers`: what they say to it. `entries` and
`edits`: the desk that changes them. `tips`: announcements that people saw. `checks`: reminders of the desk itself.
`imports`: many edits at once.
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
from storage.grants.reminders import CAUSE, announce, replan, subscribers
from storage.grants.subscriptions import change_zone, subscribe, unsubscribe, unsubscribe_from_all

__all__ = [
    "CAUSE",
    "announce",
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
