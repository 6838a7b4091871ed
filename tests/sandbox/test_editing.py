"""Methods that edit and delete messages."""

from collections.abc import Callable, Coroutine
from typing import Any

from bot.sandbox.kinds import PIXEL
from bot.sandbox.media import Upload
from bot.sandbox.world import World

Ask = Callable[..., Coroutine[Any, Any, Any]]

YES = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def test_an_edit_without_a_keyboard_removes_it(world: World, ask: Ask) -> None:
    sent = await ask("sendMessage", chat_id=101, text="x", reply_markup=YES)
    edited = await ask("editMessageText", chat_id=101, message_id=sent["message_id"], text="y")
    assert edited["text"] == "y"
    assert "reply_markup" not in edited
    assert world.messages(101)[-1] == edited


async def test_an_edit_that_changes_nothing_is_refused(ask: Ask) -> None:
    sent = await ask("sendMessage", chat_id=101, text="x", reply_markup=YES)
    where = {"chat_id": 101, "message_id": sent["message_id"]}
    assert await ask("editMessageText", text="x", reply_markup=YES, **where) == NOT_MODIFIED
    assert await ask("editMessageReplyMarkup", reply_markup=YES, **where) == NOT_MODIFIED
    await ask("editMessageText", text="y", reply_markup=YES, **where)
    assert await ask("editMessageText", text="y", reply_markup=YES, **where) == NOT_MODIFIED


async def test_only_own_messages_that_exist_can_be_edited(world: World, ask: Ask) -> None:
    theirs = world.say(101, "x")
    edit = {"chat_id": 101, "text": "y"}
    assert await ask("editMessageText", message_id=theirs, **edit) == "Bad Request: message can't be edited"
    assert await ask("editMessageText", message_id=99, **edit) == "Bad Request: message to edit not found"
    assert await ask("editMessageText", **edit) == "Bad Request: message identifier is not specified"


async def test_text_and_captions_are_edited_by_their_own_methods(ask: Ask) -> None:
    text = await ask("sendMessage", chat_id=101, text="x")
    file = await ask("sendDocument", {"document": Upload("a.txt", b"a")}, chat_id=101, caption="x")
    wrong = [
        await ask("editMessageCaption", chat_id=101, message_id=text["message_id"], caption="y"),
        await ask("editMessageText", chat_id=101, message_id=file["message_id"], text="y"),
    ]
    right = await ask("editMessageCaption", chat_id=101, message_id=file["message_id"], caption="y")
    assert wrong == [
        "Bad Request: there is no caption in the message to edit",
        "Bad Request: there is no text in the message to edit",
    ]
    assert right["caption"] == "y"


async def test_a_caption_is_written_changed_and_taken_away_and_the_file_stays(world: World, ask: Ask) -> None:
    file = await ask("sendPhoto", {"photo": Upload("p.png", PIXEL)}, chat_id=101, reply_markup=YES)
    where = {"chat_id": 101, "message_id": file["message_id"]}
    first = await ask("editMessageCaption", caption="<b>x</b>", parse_mode="HTML", reply_markup=YES, **where)
    assert (first["caption"], first["caption_entities"][0]["type"]) == ("x", "bold")
    assert first["photo"] == file["photo"]
    assert first["reply_markup"] == file["reply_markup"]
    again = {"caption": "<b>x</b>", "parse_mode": "HTML", "reply_markup": YES}
    assert str(await ask("editMessageCaption", **again, **where)).startswith("Bad Request: message is not modified")
    assert await ask("editMessageCaption", caption="x" * 1025, **where) == "Bad Request: message caption is too long"
    bare = await ask("editMessageCaption", **where)
    assert not {"caption", "caption_entities", "reply_markup"} & bare.keys()
    assert world.messages(101)[-1]["photo"] == file["photo"]


async def test_a_sticker_has_no_caption(ask: Ask) -> None:
    sent = await ask("sendSticker", {"sticker": Upload("s.webp", b"RIFF\0\0\0\0WEBP")}, chat_id=101)
    edited = await ask("editMessageCaption", chat_id=101, message_id=sent["message_id"], caption="y")
    assert edited == "Bad Request: there is no caption in the message to edit"


async def test_media_can_be_replaced(ask: Ask) -> None:
    sent = await ask("sendDocument", {"document": Upload("a.txt", b"a")}, chat_id=101, caption="x")
    media = {"type": "photo", "media": "attach://p"}
    edited = await ask(
        "editMessageMedia", {"p": Upload("p.png", PIXEL)}, chat_id=101, message_id=sent["message_id"], media=media
    )
    assert edited["photo"][0]["width"] == 1
    assert not {"document", "caption"} & edited.keys()


async def test_messages_older_than_48_hours_cannot_be_deleted(world: World, ask: Ask) -> None:
    old, older = world.say(101, "x"), world.say(101, "y")
    world.clock = lambda: 1_800_000_000 + 48 * 3600
    assert await ask("deleteMessage", chat_id=101, message_id=old) is True
    world.clock = lambda: 1_800_000_001 + 48 * 3600
    late = await ask("deleteMessage", chat_id=101, message_id=older)
    assert late == "Bad Request: message can't be deleted for everyone"
    gone = await ask("deleteMessage", chat_id=101, message_id=old)
    assert gone == "Bad Request: message to delete not found"


async def test_the_bots_own_messages_are_edited_at_any_age_but_not_deleted(world: World, ask: Ask) -> None:
    text = await ask("sendMessage", chat_id=101, text="x")
    file = await ask("sendDocument", {"document": Upload("a.txt", b"a")}, chat_id=101, caption="x")
    world.clock = lambda: 1_800_000_001 + 48 * 3600
    assert (await ask("editMessageText", chat_id=101, message_id=text["message_id"], text="y"))["text"] == "y"
    edited = await ask("editMessageCaption", chat_id=101, message_id=file["message_id"], caption="y")
    assert edited["caption"] == "y"
    for message in (text, file):
        refused = await ask("deleteMessage", chat_id=101, message_id=message["message_id"])
        assert refused == "Bad Request: message can't be deleted for everyone"


async def test_nothing_is_changed_in_the_chat_of_who_blocked_the_bot(world: World, ask: Ask) -> None:
    sent = await ask("sendMessage", chat_id=101, text="x")
    world.block(101)
    where = {"chat_id": 101, "message_id": sent["message_id"]}
    for method, more in (("editMessageText", {"text": "y"}), ("deleteMessage", {})):
        assert await ask(method, **where, **more) == "Forbidden: bot was blocked by the user"
    assert world.messages(101)[-1]["text"] == "x"


async def test_in_a_group_only_own_messages_can_be_deleted(world: World, ask: Ask) -> None:
    world.join_group(-1001, "Двор", [101])
    theirs = world.say(101, "x", chat_id=-1001)
    own = (await ask("sendMessage", chat_id=-1001, text="y"))["message_id"]
    refused = await ask("deleteMessage", chat_id=-1001, message_id=theirs)
    assert refused == "Bad Request: message can't be deleted"
    assert await ask("deleteMessage", chat_id=-1001, message_id=own) is True
    pinned = await ask("pinChatMessage", chat_id=-1001, message_id=theirs)
    assert pinned == "Bad Request: not enough rights to manage pinned messages in the chat"


async def test_many_messages_are_deleted_at_once_and_missing_ones_skipped(world: World, ask: Ask) -> None:
    ids = [world.say(101, "x"), 999, world.say(101, "y")]
    assert await ask("deleteMessages", chat_id=101, message_ids=ids) is True
    assert [message["text"] for message in world.messages(101)] == ["/start"]


async def test_a_faded_message_has_date_0_and_cannot_be_edited(world: World, ask: Ask) -> None:
    sent = await ask("sendMessage", chat_id=101, text="x", reply_markup=YES)
    world.press(101, sent["message_id"], "yes", rare="inaccessible")
    seen = world.take_updates()[0]["callback_query"]["message"]
    edited = await ask("editMessageText", chat_id=101, message_id=sent["message_id"], text="y")
    assert (seen["message_id"], seen["date"]) == (sent["message_id"], 0)
    assert edited == "Bad Request: message can't be edited"
