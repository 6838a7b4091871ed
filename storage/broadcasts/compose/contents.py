"""The content of a draft: the files of its album and the links under it, changed under its row lock."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Content, PlaceForms
from storage.broadcasts.compose.drafts import get, lock_draft, put
from storage.law import municipalities

Link = tuple[str, str]
File = tuple[str, str, str]


def add_file(tx: Connection, broadcast_id: int, author_id: int, message_id: int, file: File) -> BroadcastOutcome:
    """Add a file to an album, in the order of the messages; a message that was added before changes nothing.

    A single file is copied like any message; the second one makes it an album. FULL and MIXED change nothing.
    """
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    content = held.content or Content()
    if message_id in content.places:
        return BroadcastOutcome.DONE
    if len(content.files) >= wording.ALBUM_MOST:
        return BroadcastOutcome.FULL
    if not wording.fits([kind for kind, _, _ in content.files], file[0]):
        return BroadcastOutcome.MIXED
    placed = sorted([*zip(content.places, content.files, strict=True), (message_id, file)])
    content = replace(content, places=tuple(at for at, _ in placed), files=tuple(each for _, each in placed))
    put(tx, broadcast_id, form=Form.ALBUM, message_id=content.places[0], content=content.as_data())
    return BroadcastOutcome.DONE


def add_link(tx: Connection, broadcast_id: int, author_id: int, link: Link) -> BroadcastOutcome:
    """Add a button with a link under a draft; FULL when there are LINKS_MOST."""

    def added(links: tuple[Link, ...]) -> tuple[Link, ...] | BroadcastOutcome:
        if link in links:
            return links
        return (*links, link) if len(links) < wording.LINKS_MOST else BroadcastOutcome.FULL

    return _change_links(tx, broadcast_id, author_id, added)


def name_link(tx: Connection, broadcast_id: int, author_id: int, mark: str, label: str) -> BroadcastOutcome:
    """Set the label of a link's button; GONE when the link was removed."""

    def named(links: tuple[Link, ...]) -> tuple[Link, ...] | BroadcastOutcome:
        changed = tuple((label, url) if wording.mark((old, url)) == mark else (old, url) for old, url in links)
        return changed if mark in map(wording.mark, links) else BroadcastOutcome.GONE

    return _change_links(tx, broadcast_id, author_id, named)


def drop_link(tx: Connection, broadcast_id: int, author_id: int, mark: str) -> BroadcastOutcome:
    return _change_links(
        tx, broadcast_id, author_id, lambda links: tuple(link for link in links if wording.mark(link) != mark)
    )


def _change_links(
    tx: Connection,
    broadcast_id: int,
    author_id: int,
    change: Callable[[tuple[Link, ...]], tuple[Link, ...] | BroadcastOutcome],
) -> BroadcastOutcome:
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    changed = change(held.links)
    if isinstance(changed, BroadcastOutcome):
        return changed
    put(tx, broadcast_id, content=replace(held.content or Content(), links=changed).as_data())
    return BroadcastOutcome.DONE


def with_place_names(tx: Connection, broadcast_id: int) -> tuple[Broadcast, dict[str, PlaceForms]] | None:
    """A broadcast and, if its text needs them, the forms of municipalities' names by slug; None when it is gone."""
    found = get(tx, broadcast_id)
    return (found, names(tx, found)) if found else None


def names(tx: Connection, broadcast: Broadcast) -> dict[str, PlaceForms]:
    text = broadcast.content.text if broadcast.content else ""
    if not any(wording.uses(text, each) for each in wording.PLACES):
        return {}
    return {each.slug: wording.place_forms(each) for each in municipalities.all_municipalities(tx)}
