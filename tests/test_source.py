"""Rules for every file of the project: words, SQL and settings in their places, public names in tests."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from bot.config import ROOT, Settings
from tests.conftest import absent

HOUSES = ("bot", "handlers", "storage")
GLOSSARY = ROOT / "bot/domain/__init__.py"
SPEAKS_TO_A_TERMINAL = {"bot/__main__.py", "bot/check.py", "bot/demo.py"}
CODE = sorted(path for house in HOUSES for path in (ROOT / house).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MOST_LINES = 300
# What may be as long as its subject: a schema is read in one go.
LONG = {ROOT / "storage/core/tables.py"}
# What is true on one machine only, and whose shop the dependencies come from: that is for the installer to choose.
FOREIGN = re.compile(
    r"(?<![\w.])/(?:work|root|Users)/|/home/\w|(?<!handlers/)\bshared/"
    r"|\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:com|org)|crates\.io|proxy\.golang\.org)"
)

QUESTION = re.compile(r"(?:Who|What|When|How|Whether|Where|Whoever|Whose|Whom|Why)\b")
LOCAL_TIME = {"localtime", "mktime", "ctime", "tzset"}
OWN, PATCHES = {"self", "cls"}, {"setattr", "delattr"}
# Libraries have no public names for these: aiogram's root filters and TLS, SQLAlchemy's rows, the XML of python-docx.
OF_LIBRARIES = {"_handler", "_connector_init", "_mapping", "_element", "_tbl", "_tr"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's syntax, in no particular order."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def tracked() -> list[Path]:
    """Every file of the project, also one that is not committed yet."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        found = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        absent("git, in a checkout")
    paths = (ROOT / each for each in found.stdout.split("\0") if each)
    return [path for path in paths if path.is_file()]


def imports(path: Path) -> set[str]:
    """The top-level packages that a file imports, wherever in it."""
    plain = {alias.name for node in nodes(path) if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in nodes(path) if isinstance(node, ast.ImportFrom) and not node.level}
    return {each.split(".")[0] for each in plain | named}


def imported(path: Path) -> set[str]:
    """The modules that a file imports, and the names it takes from them, all dotted and wherever in it."""
    plain = {alias.name for node in nodes(path) if isinstance(node, ast.Import) for alias in node.names}
    named = [node for node in nodes(path) if isinstance(node, ast.ImportFrom)]
    return plain | {f"{node.module}.{alias.name}" for node in named for alias in node.names}


def is_private(word: str) -> bool:
    return word.startswith("_") and not word.endswith("__")


def private_names(path: Path) -> set[str]:
    """The private names that a test reads, imports or patches, other than its own."""
    found = {each.rsplit(".", 1)[-1] for each in imported(path)}
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id in OWN):
            found.add(node.attr)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in PATCHES:
            words = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
            found |= {part for word in words if isinstance(word, str) for part in word.split(".")}
    return {each for each in found if is_private(each)} - OF_LIBRARIES


def local_times(path: Path) -> list[int]:
    """The lines that ask for the machine's zone: `astimezone()` without a zone, and functions of `time`."""
    calls = [node for node in nodes(path) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [
        call.lineno
        for call in calls
        if (word := ast.unparse(call.func).rsplit(".", 1)[-1]) in LOCAL_TIME
        or (word == "astimezone" and not call.args and not call.keywords)
    ]


def calls_print(path: Path) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for node in nodes(path)
    )


def test_russian_words_stand_in_the_texts_and_in_the_glossary_only() -> None:
    speaking = {name(path) for path in CODE if re.search("[а-яё]", path.read_text("utf-8"), re.IGNORECASE)}
    assert speaking - {name(GLOSSARY)} == set()


def test_only_storage_speaks_sql() -> None:
    """Tests may look into the store directly."""
    allowed = set((ROOT / "storage").rglob("*.py"))
    assert [name(path) for path in CODE if path not in allowed and "sqlalchemy" in imports(path)] == []


def test_only_the_command_line_prints() -> None:
    assert {name(path) for path in CODE if calls_print(path)} <= SPEAKS_TO_A_TERMINAL


def test_files_are_short_enough_to_be_read() -> None:
    lengths = {
        name(path): len(path.read_text("utf-8").splitlines())
        for path in CODE
        if path not in LONG and "migrations" not in path.parts
    }
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_nothing_leads_to_somebodys_own_machine() -> None:
    found = {
        name(path): match[0]
        for path in tracked()
        if (match := FOREIGN.search(path.read_bytes().decode("utf-8", errors="ignore")))
    }
    assert found == {}


def test_tests_import_no_test_modules() -> None:
    """Shared steps stand in modules of their own, so that a test module can be renamed, split or run alone."""
    found = {
        name(path): [each for each in imported(path) if each.startswith("tests.") and ".test_" in each]
        for path in TESTS
    }
    assert {path: modules for path, modules in found.items() if modules} == {}


def test_tests_know_no_private_names() -> None:
    """Tests use and patch public names only: a private name may change without notice."""
    found = {name(path): private_names(path) for path in TESTS}
    assert {path: names for path, names in found.items() if names} == {}


def test_nothing_asks_for_the_zone_of_the_machine() -> None:
    """ruff finds the rest: `datetime.now()`, `fromtimestamp()` and others without a zone (DTZ)."""
    found = {name(path): local_times(path) for path in CODE + TESTS}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_class_names_are_unique_across_the_rules() -> None:
    """One class name has one meaning in `bot.domain`."""
    homes: dict[str, list[str]] = {}
    for path in sorted((ROOT / "bot/domain").rglob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(name(path))
    assert {word: paths for word, paths in homes.items() if len(paths) > 1} == {}


def docstrings(path: Path) -> list[str]:
    """The docstrings of a file, of its classes and of its functions."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [found for node in nodes(path) if isinstance(node, documented) and (found := ast.get_docstring(node))]


def test_docstrings_begin_with_a_verb_or_a_noun() -> None:
    """A docstring is an imperative or a noun phrase (PEP 257), not an indirect question."""
    found = {name(path): [each for each in docstrings(path) if QUESTION.match(each)] for path in CODE + TESTS}
    assert {path: lines for path, lines in found.items() if lines} == {}


def explained() -> dict[str, str]:
    """The settings of `.env.example` with their values, as they stand there."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_setting_stands_in_the_example_and_no_other() -> None:
    assert [*explained()] == [field.upper() for field in Settings.model_fields]


def test_the_example_says_every_default_that_is_the_same_everywhere() -> None:
    kept = Settings.model_fields.items()
    said = {field.upper() for field, facts in kept if facts.default not in (None, (), frozenset())}
    assert {setting for setting, value in explained().items() if value} == said - {"DATABASE_URL"}


def test_a_copy_of_the_example_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)
