"""Faults on demand: what a real network and a real Telegram do to a bot on a bad day."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Literal, get_args

from bot.sandbox.refusal import RefusalError

Kind = Literal["400", "429", "403", "500", "502", "latency", "cut_before", "cut_after"]
KINDS = get_args(Kind)
SENDING = ("send", "copy", "forward")  # what counts against Telegram's limits of sending


@dataclass
class Rule:
    """One fault: which calls it strikes (`method` is a glob), how likely, how many `times` more (None: always).

    Any fault may come after `ms` milliseconds; "latency" is nothing else. "429" carries `retry_after` whole seconds;
    an error of 500 or 502 is JSON, or with `html` a proxy's page. "cut_before" closes the connection before the call
    has any effect, "cut_after" when the effect is done and only the answer is lost. "400" refuses with `words`.
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

    def fits(self, method: str, chat_id: str) -> bool:
        return (
            self.times != 0
            and (self.chat_id is None or str(self.chat_id) == chat_id)
            and fnmatchcase(method.lower(), self.method.lower())
        )


@dataclass
class Limiter:
    """A strict Telegram: `rate` messages a second with `burst` at once; who exceeds it waits `penalty_seconds`.

    Every message during the penalty is refused too. The real numbers are not published.
    """

    rate: float
    burst: float = 1
    penalty_seconds: float = 3
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def __post_init__(self) -> None:
        if self.rate <= 0 or self.burst < 1:
            raise ValueError("rate must be above 0 and burst at least 1")
        self._allowance = float(self.burst)
        self._counted_at = self.clock()
        self._closed_until = 0.0

    def admit(self, method: str, messages: int = 1) -> None:
        """Count a message, or an album's; Refused with 429 when there is no room for one."""
        if not method.lower().startswith(SENDING):
            return
        now = self.clock()
        self._allowance = min(self.burst, self._allowance + (now - self._counted_at) * self.rate)
        self._counted_at = now
        if now >= self._closed_until and self._allowance < 1:
            self._closed_until = now + self.penalty_seconds
        if now < self._closed_until:
            raise too_many(self._closed_until - now)
        self._allowance -= messages


class Faults:
    """The rules in force, tried in order (the first that fits strikes), and the limiter if there is one."""

    def __init__(self, chance: Callable[[], float] = random.random) -> None:
        self.rules: list[Rule] = []
        self.limiter: Limiter | None = None
        self._chance = chance

    def add(self, kind: Kind, **details: Any) -> Rule:
        """A new rule after the others; ValueError or TypeError when it is not one."""
        rule = Rule(kind, **details)
        self.rules.append(rule)
        return rule

    def limit(self, rate: float, burst: float = 1, penalty_seconds: float = 3) -> None:
        self.limiter = Limiter(rate, burst, penalty_seconds)

    def clear(self) -> None:
        self.rules.clear()
        self.limiter = None

    def shown(self) -> list[dict[str, Any]]:
        return [asdict(rule) for rule in self.rules]

    def draw(self, method: str, params: Mapping[str, str]) -> Rule | None:
        """The rule that strikes this call, one of its times used up."""
        chat_id = params.get("chat_id", "")
        for rule in self.rules:
            if rule.fits(method, chat_id) and self._chance() < rule.probability:
                if rule.times is not None:
                    rule.times -= 1
                return rule
        return None

    async def before(self, method: str, rule: Rule | None, params: Mapping[str, str]) -> None:
        """What happens before the call has an effect: a delay, a refusal, a cut connection."""
        if rule:
            await asyncio.sleep(rule.ms / 1000)
            _strike(rule)
        if self.limiter:
            self.limiter.admit(method, messages_in(params))

    def after(self, rule: Rule | None) -> None:
        """What happens when the effect is done."""
        if rule and rule.kind == "cut_after":
            raise ConnectionResetError("cut after the effect")


def messages_in(params: Mapping[str, str]) -> int:
    """How many messages a request is: an album is as many as its files, a copy of several as many as they are."""
    for name in ("media", "message_ids"):
        try:
            found = json.loads(params.get(name, ""))
        except ValueError:
            continue
        if isinstance(found, list):
            return max(1, len(found))
    return 1


def too_many(seconds: float) -> RefusalError:
    """429; Telegram tells whole seconds, rounded up."""
    retry_after = max(1, -int(-seconds // 1))
    return RefusalError(f"retry after {retry_after}", 429, retry_after=retry_after)


def _strike(rule: Rule) -> None:
    if rule.kind == "cut_before":
        raise ConnectionResetError("cut before the effect")
    if rule.kind == "429":
        raise too_many(rule.retry_after)
    if rule.kind == "400":
        raise RefusalError(rule.words)
    if rule.kind == "403":
        raise RefusalError("bot was blocked by the user", 403)
    if rule.kind in {"500", "502"}:
        raise RefusalError(status=int(rule.kind))
