"""The catalogue as a YAML file: written with a legend, read as plain data alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.files.workbooks import UnreadableSheetError

BYTES_MOST = 2_000_000


def write(rows: Sequence[Mapping[str, Any]], legend: str) -> bytes:
    """The rows as YAML below a comment. It takes time: run it in a thread."""
    import yaml

    comment = "".join(f"# {line}\n" for line in legend.splitlines())
    body = yaml.dump(list(map(dict, rows)), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)
    return (comment + body).encode()


def read(content: bytes) -> list[Any]:
    """The rows of a file. It takes time: run it in a thread.

    A file with anchors is refused: a few lines of them could stand for a billion rows.
    """
    import yaml

    if len(content) > BYTES_MOST:
        raise UnreadableSheetError("big")
    try:
        tokens = yaml.scan(content, Loader=yaml.CSafeLoader)
        if any(isinstance(token, yaml.AnchorToken | yaml.AliasToken) for token in tokens):
            raise UnreadableSheetError("alias")
        rows = yaml.load(content, yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError):
        raise UnreadableSheetError("text") from None
    if not isinstance(rows, list) or not rows:
        raise UnreadableSheetError("rows")
    return rows
