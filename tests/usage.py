"""The uses of texts in the code, read from its syntax: keys, places and values."""

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.config import ROOT

SOURCES = sorted(path for house in ("bot", "handlers", "storage") for path in (ROOT / house).rglob("*.py"))
LABELS = {"button", "link", "InlineKeyboardButton"}


@dataclass(frozen=True, slots=True)
class Use:
    """One `tr(…)` or `tr.plain(…)`.

    `keys` are the texts it may say, none when the key comes from elsewhere; `values` the names it gives, None when
    they cannot be told (`**values`); `lands` is label, alert, caption or empty: a message, or a part of another text.
    """

    where: str
    keys: frozenset[str]
    plain: bool
    values: frozenset[str] | None
    lands: str


class Module:
    """A file of code; `known` are the keys that there are, for those that an f-string makes."""

    def __init__(self, path: Path, known: Collection[str]) -> None:
        self._name, self._known = path.relative_to(ROOT).as_posix(), known
        self._nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]

    def uses(self) -> Iterator[Use]:
        for node in self._nodes:
            if isinstance(node, ast.Call) and node.args and (said := _says(node)):
                names = [keyword.arg for keyword in node.keywords]
                yield Use(
                    where=f"{self._name}:{node.lineno}",
                    keys=frozenset(self._keys(node.args[0])),
                    plain=said == "plain",
                    values=None if None in names else frozenset(filter(None, names)),
                    lands=self._lands(node),
                )

    def words(self) -> set[str]:
        """Every string of the file."""
        return {node.value for node in self._nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    def keys_of_dicts(self) -> set[str]:
        """The strings by which dicts of the file are looked up."""
        keys = (key for node in self._nodes if isinstance(node, ast.Dict) for key in node.keys)
        return {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}

    def made(self) -> set[str]:
        """The keys that f-strings of texts make."""
        said = (node.args[0] for node in self._nodes if isinstance(node, ast.Call) and node.args and _says(node))
        return {key for each in said if isinstance(each, ast.JoinedStr) for key in self._keys(each)}

    def _keys(self, said: ast.expr) -> set[str]:
        """The keys an expression may be: a literal, a choice, a dict's value, an f-string, a name for any of them."""
        match said:
            case ast.Constant(value=str(key)):
                return {key}
            case ast.JoinedStr(values=parts):
                return self._made(parts)
            case ast.Subscript(value=table) | ast.Call(func=ast.Attribute(value=table, attr="get")):
                return {key for each in self._dicts(table) for value in each.values for key in self._keys(value)}
        return {key for each in self._meant(said) for key in self._keys(each)}

    def _dicts(self, table: ast.expr) -> list[ast.Dict]:
        if isinstance(table, ast.Dict):
            return [table]
        if isinstance(table, ast.BinOp):
            return self._dicts(table.left) + self._dicts(table.right)
        return [found for each in self._meant(table) for found in self._dicts(each)]

    def _meant(self, said: ast.expr) -> list[ast.expr]:
        """The branches of a choice and the values of a name, in its function or else in the file."""
        match said:
            case ast.IfExp(body=one, orelse=other):
                return [one, other]
            case ast.Name(id=name):
                here = self._assigned.get((self._function(said), name), [])
                return here or self._assigned.get((None, name), [])
        return []

    def _made(self, parts: list[ast.expr]) -> set[str]:
        pattern = "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts)
        return {key for key in self._known if re.fullmatch(pattern, key)} or {pattern}

    def _function(self, node: ast.AST | None) -> ast.AST | None:
        while node is not None and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node = self._around.get(node)
        return node

    @cached_property
    def _assigned(self) -> dict[tuple[ast.AST | None, str], list[ast.expr]]:
        """The values that each name is ever set to, by function."""
        found: dict[tuple[ast.AST | None, str], list[ast.expr]] = defaultdict(list)
        for node in self._nodes:
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=name)], value=value)
                    | ast.NamedExpr(target=ast.Name(id=name), value=value)
                    | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                ):
                    found[self._function(node), name].append(value)
        return found

    @cached_property
    def _around(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in self._nodes for child in ast.iter_child_nodes(node)}

    def _lands(self, said: ast.Call) -> str:
        """The use that the nearest call around a text makes of it."""
        node = self._around.get(said)
        while node is not None and not isinstance(node, ast.stmt):
            if isinstance(node, ast.keyword) and node.arg == "caption":
                return "caption"
            if isinstance(node, ast.Call):
                return "label" if _name(node) in LABELS else "alert" if _name(node) == "answer" else ""
            node = self._around.get(node)
        return ""


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _says(call: ast.Call) -> str:
    """ "plain", "html" or nothing: whether a call says a text."""
    match call.func:
        case ast.Attribute(attr="plain"):
            return "plain"
        case ast.Name(id="tr"):
            return "html"
    return ""
