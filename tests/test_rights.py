"""Rights: every button, command and open question × every role × their own things, those of others, of somebody erased.

`rights.txt` says of each button, command and question who may: the longest beginning of a line counts. Somebody who may
not is answered, changes nothing, gets no file and leaves a line in the log. Everybody, whatever they may, reads only
the words that `may_read` allows them.

    everybody, coordinator (of anything), scope (a coordinator of the thing's place), region (a coordinator of the
    region), admin; owner (whose it is), author (whose it is, while they coordinate)
"""

from itertools import product

import pytest

from tests.chat import Town
from tests.rights_guard import RIGHTS, Guard, may, pointed, rule, spoken
from tests.rights_town import DRAFTS, ERASED, IDS, LIVE, Who, marks
from tests.selfcheck import RELEASED, commands, context, states

# Who presses what is their own and what is left of the erased, too; and who loses a right while a question is open.
WITH_OWN = {Who.RESIDENT, Who.DISMISSED, Who.ELSEWHERE}
LOSERS = (Who.RESIDENT, Who.DISMISSED, Who.ELSEWHERE)
# Deep links to a thing, each with the button that does the same.
LINKS = {"/start event_": "ev:card:1", "/start desk_": "qs:card:1"}
TYPED = ("Новые слова", "завтра в 18:00", "25")
# What an open question may remember: a thing, or a choice that its first words depend on.
ASKED: tuple[str, ...] = (
    "event_id",
    "case_id",
    "broadcast_id",
    "edit_id",
    "change_id",
    "template_id",
    "saved_id",
    "tally_id",
)
ASKED += ("application_id", "item_id", "line_id")
ASKED += ("sign_up_id", "question_id", "entry", "person", "person_id")


@pytest.fixture
async def guard(town: Town, who: Who, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Guard:
    made = Guard(town, who, spoken(monkeypatch), caplog)
    await made.begin()
    return made


@pytest.mark.parametrize("who", Who)
async def test_buttons_and_commands(guard: Guard, who: Who) -> None:
    for form in [*RELEASED, *(f"/{name}" for name in commands())]:
        with_ids = pointed(form, DRAFTS) != form
        owners = [DRAFTS, LIVE, *([ERASED, IDS[who]] if who in WITH_OWN else [])] if with_ids else [None]
        if rule(form) == "everybody" and not with_ids and who not in (Who.STRANGER, Who.RESIDENT):
            continue  # it is the same for all
        for owner in owners:
            data = form if owner is None else pointed(form, owner)
            await guard.tries(data, allowed=may(who, form, owner))
    for link, owner in product(LINKS, (DRAFTS, LIVE, ERASED)):
        await guard.tries(f"{link}{owner}", allowed=may(who, LINKS[link], owner))
    assert guard.faults == []
    assert {method for method, _ in guard.town.world.refused} <= {"getChat"}  # Of a group that there is not.
    guard.town.world.refused.clear()


@pytest.mark.parametrize("who", LOSERS)
async def test_open_questions(guard: Guard, who: Who) -> None:
    """The question was asked while they had the right. Words that answer nothing leave no line in the log."""
    question = context(guard.person)
    for state, owner in product(states(), (DRAFTS, LIVE, IDS[who])):
        if may(who, f"{state.state}", owner):
            continue
        for typed in TYPED:
            await question.set_state(state)
            await question.set_data(dict.fromkeys(ASKED, owner))
            await guard.tries(typed, allowed=False, state=f"{state.state}")
    assert guard.faults == []


@pytest.mark.parametrize("who", [Who.STRANGER])
async def test_somebody_whom_the_store_does_not_know_reads_no_names(guard: Guard) -> None:
    """The settings name her as an administrator, she has agreed to nothing: a look of hers could not be noted."""
    guard.town.settings.admin_ids |= {guard.person.id}
    guard.town.restart()
    pointing = [form for form in RELEASED if pointed(form, LIVE) != form and "agree" not in form]
    forms = [form for form in pointing if rule(form) not in ("everybody", "owner")]
    for form, owner in product(forms, (LIVE, IDS[Who.RESIDENT])):
        guard.spoken.clear()
        await guard.act(pointed(form, owner))
        names = {each for words in guard.spoken for each in marks(words) if each[1] in ("name", "companion", "walkin")}
        guard.faults += [f"{pointed(form, owner)} {names}"] if names else []
    assert guard.faults == []
    guard.town.world.refused.clear()


def test_the_table_has_no_line_of_something_that_is_gone() -> None:
    known = [*RELEASED, *(f"/{name}" for name in commands()), *(f"{each.state}" for each in states())]
    assert [line for line in RIGHTS if not any(f"{each}:".startswith(f"{line}:") for each in known)] == []
