"""Fault injection: the errors, delays and cut connections of a real network and of a real Telegram."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Literal, TypedDict, Unpack, get_args

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json

Kind = Literal["400", "429", "403", "500", "502", "latency", "cut_before", "cut_after"]
KINDS = get_args(Kind)
SENDING = ("send", "copy", "forward")  # methods that count against Telegram's limit of messages


@dataclass
class Rule:
    """A fault and the calls that it affects: `method` (a glob) and `chat_id`, with `probability`.

    `times` is the number of calls left (None: no limit). Every fault comes after `ms` milliseconds; "latency" is only
    this delay. "429" has `retry_after` in whole seconds. "500" and "502" answer JSON, or with `html` the page of a
    proxy. "cut_before" closes the connection before the call has an effect, "cut_after" after it: only the answer is
    lost. "400" has the description `words`.
    """

    kind: Kind
    method: str = "*"
    chat_id: int | None = None
    probability: float = 1.0
    times: int | None = None
    retry_after: int = 1
    ms: int = 0
    html: bool = False
    words: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        if not all(isinstance(number, int | float) for number in (self.times or 0, self.retry_after, self.ms)):
            raise ValueError("times, retry_after and ms must be numbers")
        if not 0 <= self.probability <= 1:
            raise ValueError("probability must be between 0 and 1")

    def matches(self, method: str, chat_id: str) -> bool:
        return (
            self.times != 0
            and (self.chat_id is None or str(self.chat_id) == chat_id)
            and fnmatchcase(method.lower(), self.method.lower())
        )


class RuleDetails(TypedDict, total=False):
    """The fields of a Rule besides its kind."""

    method: str
    chat_id: int | None
    probability: float
    times: int | None
    retry_after: int
    ms: int
    html: bool
    words: str


@dataclass
class Limiter:
    """A token bucket with a penalty: `rate` messages a second, `burst` of them at once.

    The first message beyond that closes the limiter for `penalty_seconds`: every message is refused with 429.
    Telegram does not publish its own numbers.
    """

    rate: float
    burst: float = 1
    penalty_seconds: float = 3
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def __post_init__(self) -> None:
        if self.rate <= 0 or self.burst < 1:
            raise ValueError("rate must be above 0 and burst at least 1")
        self._tokens = float(self.burst)
        self._refilled_at = self.clock()
        self._closed_until = 0.0

    def admit(self, method: str, messages: int = 1) -> None:
        """Count one message, or the messages of an album. Raises ApiError 429 when the limit is exceeded."""
        if not method.lower().startswith(SENDING):
            return
        now = self.clock()
        self._tokens = min(self.burst, self._tokens + (now - self._refilled_at) * self.rate)
        self._refilled_at = now
        if now >= self._closed_until and self._tokens < 1:
            self._closed_until = now + self.penalty_seconds
        if now < self._closed_until:
            raise too_many_requests(self._closed_until - now)
        self._tokens -= messages


class Faults:
    """The active rules, of which the first that matches a call is applied, and the limiter, if there is one."""

    def __init__(self, draw_number: Callable[[], float] = random.random) -> None:
        self.rules: list[Rule] = []
        self.limiter: Limiter | None = None
        self._draw_number = draw_number

    def add(self, kind: Kind, **details: Unpack[RuleDetails]) -> Rule:
        """Add a rule after the others. Raises ValueError or TypeError for details that no rule has."""
        rule = Rule(kind, **details)
        self.rules.append(rule)
        return rule

    def limit(self, rate: float, burst: float = 1, penalty_seconds: float = 3) -> None:
        self.limiter = Limiter(rate, burst, penalty_seconds)

    def clear(self) -> None:
        self.rules.clear()
        self.limiter = None

    def shown(self) -> list[Json]:
        """The active rules as JSON."""
        return [asdict(rule) for rule in self.rules]

    def draw(self, method: str, params: Mapping[str, str]) -> Rule | None:
        """The rule to apply to this call, or None. One of the rule's `times` is used up."""
        chat_id = params.get("chat_id", "")
        for rule in self.rules:
            if rule.matches(method, chat_id) and self._draw_number() < rule.probability:
                if rule.times is not None:
                    rule.times -= 1
                return rule
        return None

    async def before(self, method: str, rule: Rule | None, params: Mapping[str, str]) -> None:
        """Apply the rule and the limiter before the call has an effect: delay, raise ApiError or cut the connection."""
        if rule:
            await asyncio.sleep(rule.ms / 1000)
            _raise_fault(rule)
        if self.limiter:
            self.limiter.admit(method, messages_in(params))

    def after(self, rule: Rule | None) -> None:
        """Apply the rule after the call had its effect: cut the connection."""
        if rule and rule.kind == "cut_after":
            raise ConnectionResetError("cut after the effect")


def messages_in(params: Mapping[str, str]) -> int:
    """The number of messages in a request: the items of an album, the messages of copyMessages, otherwise 1."""
    for name in ("media", "message_ids"):
        try:
            found = json.loads(params.get(name, ""))
        except ValueError:
            continue
        if isinstance(found, list):
            return max(1, len(found))
    return 1


def too_many_requests(seconds: float) -> ApiError:
    """The error 429. Telegram gives whole seconds, rounded up."""
    retry_after = max(1, -int(-seconds // 1))
    return ApiError(f"retry after {retry_after}", 429, retry_after=retry_after)


def _raise_fault(rule: Rule) -> None:
    if rule.kind == "cut_before":
        raise ConnectionResetError("cut before the effect")
    if rule.kind == "429":
        raise too_many_requests(rule.retry_after)
    if rule.kind == "400":
        raise ApiError(rule.words)
    if rule.kind == "403":
        raise ApiError("bot was blocked by the user", 403)
    if rule.kind in {"500", "502"}:
        raise ApiError(status=int(rule.kind))
