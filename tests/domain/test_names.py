"""One word, one meaning."""

import ast
from collections import Counter
from pathlib import Path


def test_no_two_classes_of_the_rules_have_one_name() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in Path("bot/domain").rglob("*.py")]
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert names.total() > 50
    assert not [name for name, times in names.items() if times > 1]
