"""Turns: the order of those who wait, and who gives up or fails holds nobody up."""

import asyncio

import pytest

from bot.turns import Turns


async def test_of_those_who_wait_the_lower_rank_goes_first_then_who_came_first() -> None:
    turns, done = Turns(1), []

    async def work(rank: int, name: str) -> None:
        async with turns.turn(rank):
            done.append(name)
            await asyncio.sleep(0)

    wishes = [(5, "a"), (5, "b"), (1, "c"), (3, "d"), (1, "e")]
    await asyncio.gather(*(work(*wish) for wish in wishes))
    assert done == ["a", "c", "e", "d", "b"]


async def test_no_more_than_so_many_at_once() -> None:
    turns, inside, most = Turns(3), 0, 0

    async def work() -> None:
        nonlocal inside, most
        async with turns.turn(0):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(work() for _ in range(20)))
    assert most == 3


async def test_nobody_takes_a_second_turn_before_those_who_wait() -> None:
    turns, done = Turns(1), []

    async def work(name: str, times: int) -> None:
        for _ in range(times):
            async with turns.turn(0):
                done.append(name)
                await asyncio.sleep(0)

    await asyncio.gather(work("a", 3), work("b", 1))
    assert done == ["a", "b", "a", "a"]


@pytest.mark.parametrize("when", ["before", "with the turn"])
async def test_who_gives_up_waiting_holds_nobody_up(when: str) -> None:
    turns = Turns(1)

    async def wait(rank: int) -> bool:
        async with turns.turn(rank):
            return True

    async with asyncio.timeout(10):
        async with turns.turn(0):
            first, second = asyncio.ensure_future(wait(0)), asyncio.ensure_future(wait(1))
            await asyncio.sleep(0.01)
            if when == "before":
                first.cancel()
        first.cancel()
        assert await second


async def test_a_job_that_fails_ends_its_turn() -> None:
    turns = Turns(1)
    with pytest.raises(LookupError):
        async with turns.turn(0):
            raise LookupError
    async with asyncio.timeout(10), turns.turn(0):
        pass


async def test_a_turn_that_ran_out_is_handed_on_once() -> None:
    turns, inside, most = Turns(2), 0, 0

    async def work(seconds: float) -> None:
        nonlocal inside, most
        async with turns.turn(0):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(seconds)
            inside -= 1

    async with turns.turn(0, 0.001):
        await asyncio.sleep(0.02)
    async with turns.turn(0, 10):
        pass
    await asyncio.gather(*(work(0.001) for _ in range(6)))
    assert most == 2
