"""The rules of applications: sums as people type them, checks of a budget, the days on which somebody hears."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.applications.applications import (
    Access,
    Application,
    ApplicationStatus,
    Applying,
    ChecklistItem,
    ItemKind,
    heir,
    is_after_deadline,
)
from bot.domain.applications.budget import (
    KOPECKS,
    PRICE_MAX,
    BudgetCheck,
    BudgetFault,
    BudgetLine,
    Payer,
    check,
    share_of,
    totals,
)
from bot.domain.applications.calendar import TopicOfDay, days, entries, plans
from bot.domain.applications.rounds import RoundNews, round_news
from bot.domain.applications.sums import SumWords, read_lines, read_quantity, read_roubles
from bot.domain.grants import (
    Applicant,
    Certainty,
    Level,
    Precision,
    Programme,
    Round,
    RoundStatus,
    Stage,
    StageKind,
)
from tests.clock import START, ZONE

RU = SumWords(frozenset(["₽", "р", "руб", "рублей"]), {"тыс": 1000, "тысяч": 1000, "млн": 1000000})


@pytest.mark.parametrize(
    ("typed", "roubles"),
    [
        ("12 500", 12_500),
        ("12500", 12_500),
        ("12\u00a0500 ₽", 12_500),
        ("12,5 тыс", 12_500),
        ("12,5 тыс. руб.", 12_500),
        ("1.2 млн", 1_200_000),
        ("0,5 млн рублей", 500_000),
        ("350 тысяч", 350_000),
        ("99,90 руб", 99.9),
        ("10 000 000 000", 10**10),
    ],
)
def test_a_sum_is_read_as_it_is_written(typed: str, roubles: float) -> None:
    assert read_roubles(typed, RU) == round(roubles * KOPECKS)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "много",
        "-500",
        "0",
        "1000000000000000",
        "12.500",
        "12,500",
        "1,234",
        "5 000 попугаев",
        "12 50",
        "1 2 3",
        "=5",
        "1e9",
        "500-700",
        "12,345 руб",
        "тыс",
        "10 тыс тыс",
        "\u0661\u0662\u0663\u0664",
    ],
)
def test_a_sum_that_is_none_or_in_doubt_is_not_guessed(typed: str) -> None:
    assert read_roubles(typed, RU) is None


@given(st.integers(1, PRICE_MAX // KOPECKS))
def test_every_sum_of_whole_roubles_is_read_with_and_without_spaces(roubles: int) -> None:
    assert read_roubles(f"{roubles:,}".replace(",", " "), RU) == roubles * KOPECKS == read_roubles(f"{roubles}", RU)


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(typed: str) -> None:
    found = read_roubles(typed, RU)
    assert found is None or 0 < found <= PRICE_MAX
    read_quantity(typed)
    read_lines(typed, RU)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4", (4000, "")),
        ("4 шт.", (4000, "шт.")),
        ("2,5 м³", (2500, "м³")),
        ("12 м2", (12000, "м2")),
        ("0", None),
        ("-1", None),
        ("4 5", None),
        ("два", None),
        ("1000001", None),
        ("3 " + "я" * 21, None),
    ],
)
def test_a_quantity_has_a_number_and_perhaps_a_unit(typed: str, found: tuple[int, str] | None) -> None:
    assert read_quantity(typed) == found


def programme(*stages: Stage, status: RoundStatus = RoundStatus.ANNOUNCED, **more: Any) -> Programme:
    facts: dict[str, Any] = {"amounts": {Applicant.NKO: 500_000, Applicant.TOS: 100_000}, "own_share": 10} | more
    return Programme(
        id=7,
        slug="p",
        title="P",
        short_title="P",
        organiser="Fund",
        level=Level.REGION,
        url=None,
        applicants=frozenset({Applicant.NKO}),
        amount=None,
        note=None,
        source="s",
        as_of="2026",
        confidence=Certainty.HIGH,
        rounds=(Round(1, "2027", status, stages),),
        **facts,
    )


def stage(kind: StageKind, local: str, *, forecast: bool = False) -> Stage:
    precision = {7: Precision.MONTH, 10: Precision.DAY}.get(len(local), Precision.MINUTE)
    return Stage(1, kind, local, "Europe/Moscow", precision, forecast, "s")


def application(
    of: Programme, *items: ChecklistItem, status: ApplicationStatus = ApplicationStatus.PREPARING
) -> Application:
    nothing = (None,) * 9
    return Application(1, of, "2027", status, *nothing, START, START, items=items)


def line(price: int, payer: Payer = Payer.GRANT, quantity: int = 1000) -> BudgetLine:
    return BudgetLine(1, "x", quantity, "", price * KOPECKS, payer)


@pytest.mark.parametrize(
    ("lines", "kind", "faults"),
    [
        ((), Applicant.NKO, [BudgetCheck(BudgetFault.EMPTY)]),
        ((line(450_000), line(50_000, Payer.OWN)), Applicant.NKO, []),
        (
            (line(450_000), line(49_999, Payer.OWN)),
            Applicant.NKO,
            [BudgetCheck(BudgetFault.LITTLE_OWN, 4_999_990, 90)],
        ),
        (
            (line(150_000), line(20_000, Payer.PARTNER)),
            Applicant.TOS,
            [BudgetCheck(BudgetFault.OVER, 10_000_000, 5_000_000)],
        ),
        ((line(600_000), line(100_000, Payer.OWN)), None, []),  # whose limit counts is not known
        ((line(10, Payer.OWN),), Applicant.NKO, [BudgetCheck(BudgetFault.NO_GRANT)]),
    ],
)
def test_a_budget_is_checked_against_its_round(
    lines: tuple[BudgetLine, ...], kind: Applicant | None, faults: list[BudgetCheck]
) -> None:
    assert check(lines, programme(), kind) == faults


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**9)), min_size=1, max_size=20))
def test_sums_are_exact_and_shares_never_say_too_much(rows: list[tuple[int, int]]) -> None:
    lines = [BudgetLine(1, "x", quantity, "", price, Payer.GRANT) for quantity, price in rows]
    whole = totals(lines).all
    assert abs(1000 * whole - sum(quantity * price for quantity, price in rows)) <= 500 * len(rows)
    assert share_of(whole, whole) == 100 if whole else share_of(0, 0) == 0


DEADLINE = stage(StageKind.DEADLINE, "2027-03-15T23:30")


def test_what_is_done_or_closed_is_not_told() -> None:
    item = ChecklistItem(1, ItemKind.TASK, "x", date(2027, 2, 1))
    assert date(2027, 1, 25) in days(application(programme(DEADLINE), item), ZONE)
    done = ChecklistItem(1, ItemKind.TASK, "x", date(2027, 2, 1), START)
    assert date(2027, 1, 25) not in days(application(programme(DEADLINE), done), ZONE)
    dropped = application(programme(DEADLINE), item, status=ApplicationStatus.DROPPED)
    assert days(dropped, ZONE) == set()
    cancelled = application(programme(DEADLINE, status=RoundStatus.CANCELLED))
    assert days(cancelled, ZONE) == set()


def test_a_report_is_told_a_month_before_and_a_deadline_by_the_readers_last_whole_day() -> None:
    report = ChecklistItem(1, ItemKind.FINAL, "", date(2027, 12, 1))
    won = application(programme(DEADLINE), report, status=ApplicationStatus.WON)
    assert date(2027, 11, 1) in days(won, ZONE)
    assert date(2027, 3, 15) not in days(won, ZONE)
    open_one = application(programme(DEADLINE))
    (last,) = entries(open_one, date(2027, 3, 15), ZONE)
    assert (last.topic, last.days) == (TopicOfDay.DEADLINE, 0)
    (asked,) = entries(open_one, date(2027, 3, 17), ZONE)
    assert asked.topic is TopicOfDay.HANDED_IN


def test_a_forecast_asks_nothing_and_results_are_asked_for_once_they_are_due() -> None:
    assert days(application(programme(stage(StageKind.DEADLINE, "2027-03-15", forecast=True))), ZONE) == set()
    known = programme(DEADLINE, stage(StageKind.RESULTS, "2027-06-15"))
    handed_in = application(known, status=ApplicationStatus.HANDED_IN)
    assert min(days(handed_in, ZONE)) == date(2027, 6, 16)
    unknown = application(programme(DEADLINE), status=ApplicationStatus.HANDED_IN)
    assert min(days(unknown, ZONE)) == date(2027, 3, 15) + timedelta(days=61)


@given(st.dates(date(2026, 11, 20), date(2028, 1, 1)), st.sampled_from(["Asia/Yakutsk", "Europe/Moscow", "UTC"]))
def test_a_day_is_told_at_ten_of_the_readers_clock_once_and_never_late(on: date, zone: str) -> None:
    items = [ChecklistItem(at, ItemKind.TASK, f"{at}", on) for at in range(3)]
    found = plans(5, [application(programme(DEADLINE), *items), application(programme(DEADLINE), *items)], zone, START)
    assert len({plan.occasion for plan in found}) == len(found)
    for plan in found:
        assert plan.due_at > START
        assert plan.expires_at is not None
        assert plan.expires_at - plan.due_at == timedelta(hours=14)


def test_a_day_after_the_deadline_is_known_by_the_readers_clock() -> None:
    open_one = application(programme(DEADLINE))
    assert not is_after_deadline(open_one, date(2027, 3, 15), ZONE)
    assert is_after_deadline(open_one, date(2027, 3, 16), ZONE)


def test_the_helper_of_longest_standing_is_the_heir() -> None:
    def who(number: int, access: Access, day: int) -> Applying:
        return Applying(number, "x", access, datetime(2026, 11, day, tzinfo=UTC))

    found = heir([who(1, Access.VIEWER, 1), who(2, Access.HELPER, 3), who(3, Access.HELPER, 2)])
    assert found is not None
    assert (found.person_id, found.access) == (3, Access.OWNER)
    assert heir([]) is None


MOVED = stage(StageKind.DEADLINE, "2027-03-20T23:30")


@pytest.mark.parametrize(
    ("before", "after", "news"),
    [
        (programme(DEADLINE), programme(DEADLINE), None),
        (programme(DEADLINE), programme(MOVED), RoundNews.MOVED),
        (programme(), programme(DEADLINE), RoundNews.SET),
        (programme(DEADLINE), programme(DEADLINE, status=RoundStatus.CANCELLED), RoundNews.CANCELLED),
        (programme(DEADLINE), programme(DEADLINE, status=RoundStatus.CLOSED), RoundNews.CLOSED),
        (programme(DEADLINE), programme(DEADLINE, archived_at=START), RoundNews.ARCHIVED),
        (programme(DEADLINE, status=RoundStatus.CANCELLED), programme(DEADLINE), RoundNews.REOPENED),
        (programme(DEADLINE), programme(stage(StageKind.DEADLINE, "2027-04", forecast=True)), None),
    ],
)
def test_a_change_of_the_round_is_news_for_whoever_prepares(
    before: Programme, after: Programme, news: RoundNews | None
) -> None:
    assert round_news(application(after), before, START) is news
    handed_in = application(after, status=ApplicationStatus.HANDED_IN)
    assert round_news(handed_in, before, START) is (news if news is RoundNews.CANCELLED else None)
