"""Small numbers identify nobody: neither as they are seen, nor worked out from the total and the others."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.applications.figures import FEWEST, Applied, is_small, published, year_figures

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), max_size=8)


@given(COUNTS)
@example({"a": 3, "b": 20})
@example({"a": 1, "b": 1})
@example({"a": 4, "b": 0, "c": 0})
def test_no_small_number_is_seen_or_can_be_worked_out(counts: dict[str, int]) -> None:
    found = published(counts)
    assert not any(is_small(count) for count in found.rows.values() if count is not None)
    assert found.total is None or not is_small(found.total)
    hidden = [counts[key] for key, count in found.rows.items() if count is None]
    if found.total is not None and hidden:
        assert len(hidden) >= 2
        assert found.total - sum(count or 0 for count in found.rows.values()) >= FEWEST


@given(COUNTS)
def test_without_small_numbers_everything_is_seen(counts: dict[str, int]) -> None:
    large = {key: count + FEWEST for key, count in counts.items()}
    assert published(large).rows == large
    assert published(large).total == sum(large.values())


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_a_sum_is_seen_only_with_its_count_and_losses_are_no_small_number(rows: list[tuple[int, int, int]]) -> None:
    found = [
        Applied(f"{at}", subscribed, applied, min(won, applied), applied * 100, min(won, applied) * 50)
        for at, (subscribed, applied, won) in enumerate(rows)
    ]
    seen = year_figures(found)
    for each in (*seen.rows, seen.whole):
        assert each.asked_sum is None or (each.applied or 0) >= FEWEST
        assert each.won_sum is None or (each.won or 0) >= FEWEST
        if each.applied is not None and each.won is not None:
            assert not is_small(each.applied - each.won)
    for name in ("applied", "won", "subscribed"):
        hidden = [each for each in seen.rows if getattr(each, name) is None]
        assert getattr(seen.whole, name) is None or len(hidden) != 1


def test_an_example_as_a_coordinator_sees_it() -> None:
    found = published({"blagoveshchensk": 21, "belogorsk": 8, "zeya": 2})
    assert found.rows == {"blagoveshchensk": 21, "belogorsk": None, "zeya": None}
    assert found.total == 31
