"""Calendar files as four programs read them that did not write them: the same moments, later files replace earlier."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil import parser
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, EventStatus
from bot.files import ics

# Every zone of Russia, among them those that changed their offset in the last years.
ZONES = [
    *("Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Europe/Saratov", "Europe/Volgograd"),
    *("Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Chita"),
    *("Asia/Yakutsk", "Asia/Khandyga", "Asia/Vladivostok", "Asia/Magadan", "Asia/Sakhalin", "Asia/Kamchatka"),
]
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NOTE = "Сколько это продлится, не сказано."
READER = """
const ICAL = require("ical.js").default ?? require("ical.js");
const files = JSON.parse(require("fs").readFileSync(0, "utf-8"));
console.log(JSON.stringify(files.map((file) => {
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent("vevent"));
  return [event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString(), event.uid, event.sequence];
})));
"""

Read = tuple[datetime, datetime, str, int]
"""Start, end, UID and SEQUENCE of the only entry of a file."""


def an_event(zone: str = "Asia/Yakutsk", **changes: Any) -> Event:
    local = datetime(2026, 12, 5, 18)  # noqa: DTZ001  a wall clock
    starts_at = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    known: dict[str, Any] = {
        "title": "Чай; пироги, и «ёлка»",
        "place": "Клуб\nул. Зейская, 1",
        "starts_at": starts_at,
        "minutes": 90,
    }
    return Event(**known | {"id": 7, "status": EventStatus.PUBLISHED, "zone": zone, "starts_local": local} | changes)


def by_icalendar(file: bytes) -> Read:
    entry = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
    return entry.decoded("dtstart"), entry.decoded("dtend"), str(entry["uid"]), entry.decoded("sequence")


def by_vobject(file: bytes) -> Read:
    entry = vobject.readOne(file.decode()).vevent
    return entry.dtstart.value, entry.dtend.value, entry.uid.value, int(entry.sequence.value)


def by_dateutil(file: bytes) -> Read:
    """Read line by line, as small programs do: dateutil parses the moments."""
    lines = dict(line.split(":", 1) for line in file.decode().replace("\r\n ", "").splitlines())
    return parser.parse(lines["DTSTART"]), parser.parse(lines["DTEND"]), lines["UID"], int(lines["SEQUENCE"])


READERS: dict[str, Callable[[bytes], Read]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "dateutil": by_dateutil,
}


@pytest.fixture(scope="session")
def ical_js(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[bytes]], list[Read]]:
    """The parser of Thunderbird, run by node."""
    folder = tmp_path_factory.mktemp("ical")
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "ical.js@2.2.1"]
    if subprocess.run(install, cwd=folder, capture_output=True).returncode:
        pytest.skip("npm has no ical.js for us")
    (folder / "read.cjs").write_text(READER)

    def read(files: list[bytes]) -> list[Read]:
        given = json.dumps([file.decode() for file in files])
        done = subprocess.run(["node", "read.cjs"], cwd=folder, input=given, capture_output=True, text=True, check=True)
        return [
            (parser.parse(start), parser.parse(end), uid, number) for start, end, uid, number in json.loads(done.stdout)
        ]

    return read


def expected(event: Event) -> Read:
    assert event.starts_at
    return event.starts_at, event.starts_at + timedelta(minutes=90), "event-7@tos-bot", 0


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("reader", READERS)
def test_an_event_is_at_the_same_moment_in_every_program(reader: str, zone: str) -> None:
    event = an_event(zone)
    assert READERS[reader](ics.event(event, NOTE, NOW)) == expected(event)


async def test_an_event_is_at_the_same_moment_in_thunderbird(ical_js: Callable[[list[bytes]], list[Read]]) -> None:
    events = [an_event(zone) for zone in ZONES]
    read = await asyncio.to_thread(ical_js, [ics.event(event, NOTE, NOW) for event in events])
    assert read == [expected(event) for event in events]


def test_a_later_file_replaces_the_earlier_one_and_a_cancelled_event_cancels_it() -> None:
    moved = an_event(changed_at=NOW)
    cancelled = an_event(changed_at=NOW + timedelta(seconds=1), status=EventStatus.CANCELLED)
    files = [ics.event(each, NOTE, NOW) for each in (an_event(), moved, cancelled)]
    read = [by_icalendar(file) for file in files]
    assert len({uid for *_, uid, _ in read}) == 1
    assert read[0][3] < read[1][3] < read[2][3]
    calendars = [icalendar.Calendar.from_ical(file) for file in files]
    assert [str(each["method"]) for each in calendars] == ["PUBLISH", "PUBLISH", "CANCEL"]
    entries = [each.walk("VEVENT")[0] for each in calendars]
    assert [str(each["status"]) for each in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [len(each.walk("VALARM")) for each in entries] == [1, 1, 0]


def test_a_length_that_nobody_named_is_said_to_be_a_guess() -> None:
    file = ics.event(an_event(minutes=None, description="Приходите"), NOTE, NOW)
    start, end, *_ = by_icalendar(file)
    assert end - start == ics.USUAL_LENGTH
    entry = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
    assert str(entry["description"]) == f"Приходите\n\n{NOTE}"


def test_a_day_of_a_plan_is_that_whole_day() -> None:
    day = ics.Entry("case-1-notice", date(2026, 12, 9), "Объявить о собрании")
    file = ics.plan([day], ics.Edition(NOW, NOW))
    for reader in (by_icalendar, by_vobject):
        assert reader(file)[:2] == (date(2026, 12, 9), date(2026, 12, 10))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200), st.sampled_from(ZONES))
def test_any_words_survive_every_program(words: str, zone: str) -> None:
    file = ics.event(an_event(zone, title=words, description=words), NOTE, NOW)
    assert str(icalendar.Calendar.from_ical(file).walk("VEVENT")[0]["summary"]) == words
    assert vobject.readOne(file.decode()).vevent.summary.value == words
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
