"""Text lengths in UTF-16 code units, as Telegram counts them; Python counts code points."""


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units: an emoji outside the basic plane counts twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def index_at(text: str, offset: int) -> int:
    """The index in `text` of the character at `offset` UTF-16 units; the length of `text` for a place past its end."""
    return len(text.encode("utf-16-le", "surrogatepass")[: offset * 2].decode("utf-16-le", "ignore"))
