"""Seeds are complete: every fact has a source and a date, and the rules can compute with each."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain import norms, quorum
from bot.domain.founding import Order
from bot.domain.grants import (
    Applicant,
    Certainty,
    Level,
    Precision,
    Programme,
    RoundStatus,
    Stage,
    StageKind,
    Theme,
    moment,
)
from bot.domain.ladder import reminders
from bot.domain.municipalities import Municipality, MunicipalityKind, fold
from bot.domain.norms import Confidence, Norm, Shape
from bot.domain.papers.questions import GrammaticalCase
from bot.domain.places.settlements import SettlementKind
from bot.files.declension import phrase

SEED = Path(__file__).parents[2] / "storage" / "seed"


def read(name: str) -> Any:
    return yaml.safe_load((SEED / f"{name}.yaml").read_text(encoding="utf-8"))


NORMS: list[dict[str, Any]] = read("norms")
MUNICIPALITIES: list[dict[str, Any]] = read("municipalities")["municipalities"]
PROGRAMMES: list[dict[str, Any]] = read("grants")
STAGES = [
    pytest.param(season, stage, id=f"{programme['slug']} {season['season']} {stage['kind']}")
    for programme in PROGRAMMES
    for season in programme["rounds"]
    for stage in season["stages"]
]


def by(key: str) -> Any:
    return lambda entry: entry[key] if isinstance(entry, dict) else None


def slots(record: Any) -> set[str]:
    return {field.name for field in fields(record)}


def texts(programme: dict[str, Any]) -> Iterator[dict[str, str]]:
    return (programme[field] for field in ("amount", "note") if programme[field])


@pytest.mark.parametrize("entry", NORMS, ids=by("key"))
def test_norm_has_a_value_a_source_and_dates(entry: dict[str, Any]) -> None:
    assert set(entry) == slots(Norm)
    norm = Norm(**entry | {"confidence": Confidence(entry["confidence"])})
    assert isinstance(norm.value, str)
    assert norm.value
    assert norm.source
    assert type(norm.as_of) is date
    assert norm.recheck_on is None or norm.recheck_on > norm.as_of
    assert norm.confidence is not Confidence.OWN or norm.recheck_on is None, "nothing confirms it: nothing to look up"


RELATIVE = re.compile(
    r"на днях|сейчас|сегодня|скоро|недавно|в этом году|на этой неделе|\b(now|soon|recently|this year|today)\b"
)


@pytest.mark.parametrize(
    "entry", [*NORMS, *MUNICIPALITIES, *PROGRAMMES], ids=lambda entry: str(entry.get("key") or entry["slug"])
)
def test_facts_have_no_words_that_go_stale(entry: dict[str, Any]) -> None:
    assert not RELATIVE.search(str(entry).lower())


def test_norms_are_named_once() -> None:
    assert len({entry["key"] for entry in NORMS}) == len(NORMS)


def test_quorum_is_computed_from_the_norms_as_seeded() -> None:
    known = {entry["key"]: Norm(**entry | {"confidence": Confidence(entry["confidence"])}) for entry in NORMS}
    rule = quorum.meeting_rule(known)
    assert rule.ages == (18, 16)
    assert quorum.votes_needed(240, rule.share) == 80
    assert quorum.votes_needed(30, quorum.conference_rule(known).delegates) == 20
    assert norms.day(known["transition.131fz_repeal"]) == date(2028, 1, 1)


@pytest.mark.parametrize(
    "key", ["charter.review_days", "meeting.notice_days", "group.minimum", "nko.state_fee", "nko.founders_minimum"]
)
def test_norms_counted_with_are_numbers(key: str) -> None:
    value = next(entry["value"] for entry in NORMS if entry["key"] == key)
    assert norms.shape(value) is Shape.NUMBER


@pytest.mark.parametrize("entry", MUNICIPALITIES, ids=by("slug"))
def test_municipality_has_a_name_a_kind_and_a_source(entry: dict[str, Any]) -> None:
    assert set(entry) <= slots(Municipality)
    assert re.fullmatch(r"[a-z]+", entry["slug"])
    assert entry["kind"] in list(MunicipalityKind)
    assert entry["confidence"] in list(Confidence)
    assert entry["order"] is None or entry["order"] in list(Order)
    assert entry["oktmo"] is None
    assert entry["aliases"]
    assert entry["source"]
    assert type(entry["as_of"]) is date


def test_there_are_twenty_nine_municipalities_each_once() -> None:
    assert len({entry["slug"] for entry in MUNICIPALITIES}) == len(MUNICIPALITIES) == 29
    kinds = [entry["kind"] for entry in MUNICIPALITIES]
    assert [kinds.count(kind) for kind in MunicipalityKind] == [9, 17, 3]


def test_no_name_means_two_municipalities() -> None:
    names = [name for entry in MUNICIPALITIES for name in {fold(n) for n in (entry["name"], *entry["aliases"])}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("entry", MUNICIPALITIES, ids=by("slug"))
def test_municipality_stands_in_every_grammatical_case(entry: dict[str, Any]) -> None:
    assert list(entry["forms"]) == ["genitive", "dative", "accusative", "instrumental", "prepositional"]
    assert entry["forms"]["genitive"] == phrase(entry["name"], GrammaticalCase.GENITIVE).guesses[0]
    assert all(form.split()[-1][:2] == entry["name"].split()[-1][:2] for form in entry["forms"].values())


def test_settlements_have_a_source_and_a_municipality() -> None:
    content = read("settlements")
    slugs = {entry["slug"] for entry in MUNICIPALITIES}
    own = {(entry["name"], entry["municipality"]) for entry in content["settlements"]}
    assert type(content["as_of"]) is date
    for entry in content["settlements"]:
        assert set(entry) <= {"name", "kind", "municipality", "source", "confidence", "official"}
        assert entry["kind"] in list(SettlementKind)
        assert entry["confidence"] in list(Confidence)
        assert entry["municipality"] in slugs
        assert set(entry["source"].split("+")) <= set(content["sources"])
        assert "official" not in entry or (entry["official"], entry["municipality"]) in own
        # What only memory or an unclear list says is never taken as sure.
        if set(entry["source"].split("+")) & {"OWN", "WIDE"}:
            assert entry["confidence"] == Confidence.C
    keys = [(fold(entry["name"]), entry["municipality"]) for entry in content["settlements"]]
    assert len(keys) == len(set(keys)) > 400


# What coordinators add in the bot, where somebody has read it.
AT_THE_DESK = {
    "themes",
    "amounts",
    "own_share",
    "min_age_months",
    "hand_in",
    "documents",
    "links",
    "contact",
    "archived_at",
    "merged_into",
}


@pytest.mark.parametrize("entry", PROGRAMMES, ids=by("slug"))
def test_programme_is_described_in_full(entry: dict[str, Any]) -> None:
    assert set(entry) <= slots(Programme)
    assert slots(Programme) - set(entry) <= {"id", "municipalities"} | AT_THE_DESK
    assert entry["url"] is None or entry["url"].startswith("https://")
    assert entry["level"] in list(Level)
    assert entry["confidence"] in list(Certainty)
    assert set(entry["applicants"]) <= set(Applicant)
    assert entry["applicants"]
    assert entry["source"]
    assert entry["seen_on"] if entry["as_of"] is None else re.fullmatch(r"\d{4}(-\d{2}){0,2}", entry["as_of"])
    assert entry["recheck_on"] > date(2026, 11, 29), "the day of this catalogue"
    assert set(entry.get("municipalities", [])) <= {one["slug"] for one in MUNICIPALITIES}
    assert set(entry.get("themes", [])) <= set(Theme)
    assert set(entry.get("amounts", {})) <= set(entry["applicants"])
    assert all(type(most) is int and most >= 1000 for most in entry.get("amounts", {}).values())
    assert not entry.get("amounts") or entry["amount"], "the year of a sum stands beside it"


@pytest.mark.parametrize("entry", PROGRAMMES, ids=by("slug"))
def test_programme_is_told_in_both_languages_and_briefly(entry: dict[str, Any]) -> None:
    for text in texts(entry):
        assert set(text) == {"ru", "en"}
        assert all(0 < len(words) <= 300 for words in text.values())
        assert not re.search("[а-яё]", text["en"], re.IGNORECASE)


def test_programmes_and_their_seasons_are_named_once() -> None:
    slugs = [entry["slug"] for entry in PROGRAMMES]
    assert len(set(slugs)) == len(slugs)
    for entry in PROGRAMMES:
        seasons = [season["season"] for season in entry["rounds"]]
        assert len(set(seasons)) == len(seasons)


@pytest.mark.parametrize(("season", "stage"), STAGES)
def test_stage_computes(season: dict[str, Any], stage: dict[str, Any]) -> None:
    record = Stage(id=1, **stage | {"kind": StageKind(stage["kind"]), "precision": Precision(stage["precision"])})
    assert isinstance(moment(record.local, record.zone, record.precision), datetime)
    assert bool(reminders(record, "Asia/Yakutsk")) is (record.precision is not Precision.MONTH)
    assert record.source


@pytest.mark.parametrize(("season", "stage"), STAGES)
def test_forecast_is_never_finer_than_a_month(season: dict[str, Any], stage: dict[str, Any]) -> None:
    assert season["status"] in list(RoundStatus)
    assert stage["forecast"] is (season["status"] == "forecast")
    assert not stage["forecast"] or stage["precision"] == "month"


def test_stages_of_a_season_follow_each_other_and_come_once() -> None:
    for entry in PROGRAMMES:
        for season in entry["rounds"]:
            stages = season["stages"]
            moments = [moment(one["local"], one["zone"], Precision(one["precision"])) for one in stages]
            assert moments == sorted(moments)
            assert len({one["kind"] for one in stages}) == len(stages)
