"""Real names and bodies with their right forms in a case."""

import re
from pathlib import Path

from bot.domain.papers.questions import GrammaticalCase

CASE = re.compile(r"(.*) \[(\w+)\]\t(.*)")


def cases(name: str) -> list[tuple[str, GrammaticalCase, str]]:
    """Names, cases and the right forms of a file in `tests/cases`."""
    lines = (Path(__file__).parents[1] / "cases" / f"{name}.tsv").read_text("utf-8").splitlines()
    found = [found.groups() for line in lines if (found := CASE.fullmatch(line))]
    assert len(found) == len(lines) > 20
    return [(name, GrammaticalCase(case), right) for name, case, right in found]
