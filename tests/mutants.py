"""Change one operator or number of the code at a time and see whether a test fails: `make mutants COUNT=20 SEED=1`.

A mutant is tested in a copy of the project, on SQLite, by the tests that are named after its module and then by all of
domain, storage and handlers. One that survives is either a missing test or a change that means nothing: a person has
to look at it.
"""

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot/domain", "bot/outbox", "storage")
LEFT_OUT = {"migrations", "seed", "core"}
PATIENCE = 600.0
LEFT_BEHIND = shutil.ignore_patterns(".venv", ".git", ".*_cache", "__pycache__", ".hypothesis", "data")
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@dataclass(frozen=True)
class Mutant:
    """The node `place` (its number in `ast.walk`) of a file, changed."""

    path: Path
    place: int

    def text(self) -> tuple[str, str, str]:
        """The changed file; the line as it is and as it becomes."""
        tree = ast.parse((ROOT / self.path).read_text("utf-8"))
        node = [*ast.walk(tree)][self.place]
        before = ast.unparse(node)
        _change(node)
        line = getattr(node, "lineno", 0)
        return ast.unparse(tree), f"{self.path}:{line}  {before}", ast.unparse(node)


def mutants() -> Iterator[Mutant]:
    """Every change that could be made."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not LEFT_OUT & {*path.relative_to(ROOT).parts}:
                tree = ast.parse(path.read_text("utf-8"))
                guards = _guards(tree)
                yield from (
                    Mutant(path.relative_to(ROOT), place)
                    for place, node in enumerate(ast.walk(tree))
                    if _can_change(node) and node not in guards
                )


def _guards(tree: ast.AST) -> set[ast.AST]:
    """The options of decorators: `frozen=True, slots=True` forbid, but no right program behaves differently."""
    decorators = [each for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for each in node.decorator_list]
    return {node for each in decorators for node in ast.walk(each)}


def _can_change(node: ast.AST) -> bool:
    match node:
        case ast.Compare(ops=[op]) | ast.BoolOp(op=op) | ast.BinOp(op=op):
            return type(op) in SWAPS
        case ast.Constant(value=value):
            return type(value) is int or type(value) is bool
        case _:
            return False


def _change(node: ast.AST) -> None:
    match node:
        case ast.Compare(ops=[op]):
            node.ops = [SWAPS[type(op)]()]  # type: ignore[list-item]
        case ast.BoolOp(op=op) | ast.BinOp(op=op):
            node.op = SWAPS[type(op)]()  # type: ignore[assignment]
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() as value):
            node.value = value + 1


def tests_of(path: Path) -> list[str]:
    """The test files named after the module or its package: `storage/events/…` is tested by `test_events*.py`."""
    words = [each for each in (*path.parts[1:-1], path.stem) if each not in ("domain", "__init__")]
    places = [*(ROOT / "tests").rglob("test_*.py")]
    found = [each for each in places if any(each.stem.startswith(f"test_{word}") for word in words)]
    inside = [each for each in found if "e2e" not in each.parts and "sandbox" not in each.parts]
    return sorted(str(each.relative_to(ROOT)) for each in inside) or ["tests/domain", "tests/storage"]


def killer(copy: Path, mutant: Mutant, text: str) -> str:
    """The test that fails on the changed copy, "" when none does: first the nearest tests are asked, then all."""
    target = copy / mutant.path
    original = target.read_text("utf-8")
    target.write_text(text, "utf-8")
    try:
        return _failing(copy, tests_of(mutant.path)) or _failing(
            copy, ["tests/domain", "tests/storage", "tests/handlers"]
        )
    finally:
        target.write_text(original, "utf-8")


def _failing(copy: Path, tests: list[str]) -> str:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "2", "-r", "fE", "-p", "no:cacheprovider", *tests]
    own = {name: value for name, value in os.environ.items() if name not in ("CI", "TEST_POSTGRES_URL")}
    try:
        done = subprocess.run(command, cwd=copy, env=own, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return "no end"
    if done.returncode == 0:
        return ""
    told = [line.split()[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return told[0] if told else "pytest itself"


def main(count: int, seed: int) -> None:
    """Print each mutant's fate, then the share of the killed."""
    chosen = random.Random(seed).sample([*mutants()], count)
    killed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=LEFT_BEHIND)
        for mutant in chosen:
            text, before, after = mutant.text()
            test = killer(copy, mutant, text)
            killed += bool(test)
            print("killed  " if test else "SURVIVED", before, "->", after, test and f"  by {test}", flush=True)
    print(f"{killed} of {count} killed, seed {seed}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
