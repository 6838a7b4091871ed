"""Several accounts of one person: a code that is shown in one account and typed in another makes them one person's."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from bot.domain.deliveries import Plan

# Digits alone: they are the same on every keyboard, and easily read from one phone to the other.
DIGITS = 8
# Each has two buttons on one screen.
ACCOUNTS_MAX = 3
KIND, CAUSE = "answer", "account"


class LinkOutcome(StrEnum):
    """The outcome of a code. UNKNOWN: no such code, or used up, or over, or its person was erased.

    OWN: the account is this person's already. TOO_OFTEN: too many codes that do not exist were tried here. FULL: they
    would have more than ACCOUNTS_MAX.
    """

    OPEN = "open"
    DONE = "done"
    OWN = "own"
    UNKNOWN = "unknown"
    TOO_OFTEN = "too-often"
    FULL = "full"


class UnlinkOutcome(StrEnum):
    """The outcome of a wish to let an account go. LAST: it is the person's only one."""

    DONE = "done"
    LAST = "last"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a person. `is_told`: the bot writes there; `is_named`: because the person said so."""

    id: int
    platform: str
    user_id: int
    chat_id: int
    username: str | None
    is_blocked: bool
    is_named: bool
    is_told: bool


@dataclass(frozen=True, slots=True)
class LinkOffer:
    """A code as whoever typed it sees it: `name` is that of its person. `doubles`: sign-ups that both accounts had."""

    outcome: LinkOutcome
    name: str = ""
    doubles: int = 0


def new_code() -> str:
    """A random code of DIGITS digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def read_code(typed: str) -> str:
    """The digits of a typed code, which may stand in groups; "" when it is none."""
    digits = re.sub(r"[\s\-–—]", "", typed)
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else ""


def spaced(code: str) -> str:
    """A code in two groups, as it is shown."""
    return f"{code[: DIGITS // 2]} {code[DIGITS // 2 :]}"


def digest(secret: str, code: str) -> str:
    """The keyed hash of a code, which the store keeps: eight digits alone could be found by trying them all."""
    return hmac.new(secret.encode(), code.encode(), sha256).hexdigest()


def notice(account_id: int, told_account_id: int, now: datetime) -> Plan:
    """The row that tells another account of the person that this one was linked, at any hour."""
    occasion = f"linked-{told_account_id}@{now:%Y-%m-%dT%H:%M:%S.%fZ}"
    return Plan(KIND, CAUSE, account_id, occasion, due_at=now, priority=0, account_id=told_account_id)
