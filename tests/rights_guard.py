"""Rights of each role by `rights.txt`, and a guard that looks what came of a try."""

import logging
from pathlib import Path
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData

from tests import demo_town
from tests.chat import InProcess, Neighbour, Town
from tests.rights_town import DRAFTS, ERASED, GUEST, IDS, LIVE, ROLES, Who, mark, marks, settle, touched, user_id, watch
from tests.selfcheck import buttons, failed

RIGHTS = dict(line.rsplit(" ", 1) for line in Path(__file__).with_name("rights.txt").read_text("utf-8").splitlines())
KINDS = {kind.__prefix__: kind for kind in buttons()}
COORDINATORS = {Who.ELSEWHERE, Who.LOCAL, Who.REGIONAL, Who.ADMIN}
NEAR = {Who.LOCAL, Who.REGIONAL, Who.ADMIN}
# Who may with what is somebody else's, and with what is nobody's: a list, a form.
OTHERS = {
    "everybody": {*Who},
    "coordinator": COORDINATORS,
    "scope": NEAR,
    "region": {Who.REGIONAL, Who.ADMIN},
    "admin": {Who.ADMIN},
}
NOBODYS = OTHERS | {"scope": COORDINATORS, "author": COORDINATORS, "owner": {*Who}}
# The fields of buttons that hold no id of somebody's thing, and those that hold one without saying so.
PUBLIC, IDS_TOO = ("programme_id", "round_id"), ("question", "template", "person", "entry")
# The words of a colleague's work that coordinators of the place read.
WORK = {
    "companion",
    "walkin",
    "word",
    "count",
    "broadcast",
    "template",
    "audience",
    "question",
    "note",
    "refusal",
    "tip",
    "reason",
    "nick",
    "invitation",
    "edit",
}
# People whose names coordinators of the place read: colleagues, also former ones, chairs, guests of an event; and those
# colleagues whom all of them can ask.
AT_WORK = {DRAFTS, LIVE, GUEST, IDS[Who.DISMISSED], *(IDS[each] for each in ROLES)}
EVERYWHERE = {IDS[Who.REGIONAL], IDS[Who.ADMIN]}


def rule(form: str) -> str:
    """The longest beginning of a form among the lines of `rights.txt`."""
    parts = form.split(":")
    begins = [":".join(parts[:most]) for most in range(len(parts), 0, -1)]
    found = next((RIGHTS[each] for each in begins if each in RIGHTS), None)
    assert found in NOBODYS, f"say in tests/rights.txt who may use {form}: one of {', '.join(NOBODYS)}"
    return found


def is_id(kind: type[CallbackData], field: str) -> bool:
    named = (field.endswith("_id") and field not in PUBLIC) or field in IDS_TOO
    return named and kind.model_fields[field].annotation is int


def pointed(form: str, owner: int) -> str:
    """The button about the things of an owner; a command, and a button without ids, as it is."""
    if form.startswith("/"):
        return form
    prefix, *values = form.split(":")
    kind = KINDS[prefix]
    pairs = zip(kind.model_fields, values, strict=True)
    changed = [str(owner) if is_id(kind, field) and value != "0" else value for field, value in pairs]
    return ":".join([prefix, *changed]).replace(".1", f".{owner}")


def may(who: Who, form: str, owner: int | None) -> bool:
    """True when `who` may use a form with the things of an owner; None when they are nobody's."""
    right = rule(form)
    if owner is None:
        return who in NOBODYS[right]
    if owner == IDS[who]:
        return right in ("owner", "everybody") or (who in COORDINATORS and right in ("author", "scope", "coordinator"))
    return who in OTHERS.get(right, ())


def may_read(who: Who, owner: int, noun: str) -> bool:
    """True when the words of an owner's thing are meant for `who`."""
    if owner == IDS[who]:
        return True
    near = who in OTHERS["region"] or (who in NEAR and owner != IDS[Who.ELSEWHERE])
    live = owner in (LIVE, ERASED)
    if noun == "name":
        return who is Who.ADMIN or (near and owner in AT_WORK) or (who in COORDINATORS and owner in EVERYWHERE)
    allowed = {"event": live or near, "case": live and near, "entry": who is Who.ADMIN}
    return allowed.get(noun, near and noun in WORK)


def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that the bot will say, to whomever."""
    heard: list[str] = []
    call = InProcess.make_request

    async def listen(self: InProcess, bot: Any, method: Any, timeout: int | None = None) -> Any:
        heard.append(f"{method.__api_method__} {getattr(method, 'text', '')} {getattr(method, 'reply_markup', '')}")
        return await call(self, bot, method, timeout)

    monkeypatch.setattr(InProcess, "make_request", listen)
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    return heard


class Guard:
    """Somebody tries; what they must not get is a fault, and the store is as before."""

    def __init__(self, town: Town, who: Who, spoken: list[str], caplog: pytest.LogCaptureFixture) -> None:
        self.town, self.who, self.spoken, self.caplog = town, who, spoken, caplog
        self.person = Neighbour(town, user_id(IDS[who]))
        self.faults: list[str] = []

    async def begin(self) -> None:
        """Let everybody move in."""
        self.caplog.set_level(logging.INFO, logger="handlers")
        for owner in (DRAFTS, LIVE, GUEST, *IDS.values()):
            self.town.somebody(user_id(owner), mark(owner, "name"))
        await self.town.store.write(settle)
        await self.person.say("/start")
        await self.town.store.write(watch)
        self.keep()

    def keep(self) -> None:
        """The store as it is now is what a try begins with."""
        self.before = demo_town.content_of(str(self.town.store.url.database))

    async def act(self, data: str, state: str = "") -> None:
        """Press `data`, or type it as a command or as the answer to an open question."""
        await (self.person.say(data) if state or data.startswith("/") else self.person.press_data(data))

    async def tries(self, data: str, *, allowed: bool, state: str = "") -> None:
        """Press `data`, or type it as a command or as the answer to an open question, and look what came of it."""
        self.spoken.clear()
        self.caplog.clear()
        await self.act(data, state)
        written = await self.town.store.glance(touched)
        found = [f"apologised: {error}" for error in failed(self.caplog)]
        found += [f"reads {seen}" for seen in self.foreign()]
        if not allowed:
            found += self.crossed(written)
            found += [] if state or self.is_logged() else [f"leaves no line in the log, hears {self.spoken}"]
        self.faults += [f"{self.who} {state} {data} {each}" for each in found]
        if written:
            demo_town.put_content(str(self.town.store.url.database), self.before)

    def foreign(self) -> list[tuple[int, str]]:
        """The words that were said and that are not for this person."""
        read = {each for words in self.spoken for each in marks(words)}
        return sorted(each for each in read if not may_read(self.who, *each))

    def crossed(self, written: set[str]) -> list[str]:
        """The faults of a refusal."""
        found = [f"writes {sorted(written)}"] if written else []
        found += ["gets a file" for words in self.spoken if words.startswith(("sendDocument", "sendPhoto", "copy"))]
        found += [] if self.spoken else ["hears nothing"]
        return found

    def is_logged(self) -> bool:
        """Tell whether the refusal left a line in the log."""
        return any("refused" in record.getMessage() for record in self.caplog.records)
