"""Type of a JSON object, as the Bot API and the page exchange them."""

from typing import Any, TypeAlias

# An object of the Bot API. `api.json` documents its fields, and `schema` checks them.
Json: TypeAlias = dict[str, Any]
