"""Methods that send, copy and forward messages."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.sandbox.content import PIXEL, SAMPLES
from bot.sandbox.media import MOST_DOWNLOADED, MOST_UPLOADED, Upload
from bot.sandbox.world import World

Ask = Callable[..., Coroutine[Any, Any, Any]]

YES = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}


async def test_a_sent_message_stands_in_the_chat(world: World, ask: Ask) -> None:
    sent = await ask("sendMessage", chat_id=101, text="<b>Да</b>", parse_mode="HTML", reply_markup=YES)
    assert world.messages(101)[-1] == sent
    assert (sent["text"], sent["date"], sent["reply_markup"]) == ("Да", 1_800_000_000, YES)
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


async def test_text_is_measured_in_utf16_after_the_markup(ask: Ask) -> None:
    assert (await ask("sendMessage", chat_id=101, text="<b>" + "😀" * 2048 + "</b>", parse_mode="HTML"))["text"]
    assert await ask("sendMessage", chat_id=101, text="😀" * 2049) == "Bad Request: message is too long"
    assert await ask("sendMessage", chat_id=101, text=" \n ") == "Bad Request: message text is empty"


async def test_a_caption_of_more_than_1024_is_refused(ask: Ask) -> None:
    photo = {"photo": Upload("a.png", PIXEL)}
    assert (await ask("sendPhoto", photo, chat_id=101, caption="x" * 1024))["caption"]
    refusal = await ask("sendPhoto", photo, chat_id=101, caption="x" * 1025)
    assert refusal == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("chat_id", "why"),
    [
        (104, "Forbidden: bot can't initiate conversation with a user"),
        (999, "Bad Request: chat not found"),
        ("@nobody", "Bad Request: chat not found"),
    ],
)
async def test_the_bot_cannot_write_to_strangers(ask: Ask, chat_id: Any, why: str) -> None:
    assert await ask("sendMessage", chat_id=chat_id, text="x") == why


async def test_a_copy_carries_words_and_media_but_no_keyboard(world: World, ask: Ask) -> None:
    text = {"chat_id": 101, "text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": YES}
    source = await ask("sendMessage", **text)
    copied = {"chat_id": 101, "from_chat_id": 101, "message_id": source["message_id"]}
    await ask("copyMessage", **copied)
    assert world.messages(101)[-1]["entities"] == source["entities"]
    assert "reply_markup" not in world.messages(101)[-1]
    await ask("copyMessage", **copied, reply_markup=YES)
    assert world.messages(101)[-1]["reply_markup"] == YES
    missing = await ask("copyMessage", **copied | {"message_id": 99})
    assert missing == "Bad Request: message to copy not found"


async def test_a_copied_file_may_get_another_caption(world: World, ask: Ask) -> None:
    source = world.send(101, "document", caption="old")
    copied = {"chat_id": 101, "from_chat_id": 101, "message_id": source}
    await ask("copyMessage", **copied)
    kept = world.messages(101)[-1]["caption"]
    await ask("copyMessage", **copied, caption="new")
    assert (kept, world.messages(101)[-1]["caption"]) == ("old", "new")


async def test_several_messages_are_copied_in_their_order(world: World, ask: Ask) -> None:
    first, second = world.say(101, "one"), world.say(101, "two")
    where = {"chat_id": 101, "from_chat_id": 101}
    assert len(await ask("copyMessages", message_ids=[first, second], **where)) == 2
    assert [message["text"] for message in world.messages(101)][-2:] == ["one", "two"]
    wrong = await ask("copyMessages", message_ids=[second, first], **where)
    assert wrong == "Bad Request: message identifiers must be in a strictly increasing order"
    assert await ask("copyMessages", message_ids=[998], **where) == "Bad Request: there are no messages to copy"


async def test_a_forward_names_its_author(world: World, ask: Ask) -> None:
    source = world.say(101, "x")
    forwarded = await ask("forwardMessage", chat_id=101, from_chat_id=101, message_id=source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == 101


async def test_an_album_shares_one_id_and_does_not_mix_documents_with_photos(ask: Ask) -> None:
    files = {"d": Upload("a.txt", b"a"), "p": Upload("p.png", PIXEL)}
    document, photo = ({"type": kind, "media": f"attach://{kind[0]}"} for kind in ("document", "photo"))
    album = await ask("sendMediaGroup", files, chat_id=101, media=[document, document])
    assert len({message["media_group_id"] for message in album}) == 1
    mixed = await ask("sendMediaGroup", files, chat_id=101, media=[document, photo])
    assert mixed == "Bad Request: document can't be mixed with other media types"


async def test_an_album_is_sent_whole_or_not_at_all(world: World, ask: Ask) -> None:
    photo = {"type": "photo", "media": "attach://p"}
    files = {"p": Upload("p.png", PIXEL)}
    before = len(world.messages(101))
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    refused = [
        await ask("sendMediaGroup", files, chat_id=101, media=[photo] * 2, reply_markup=keyboard),
        await ask("sendMediaGroup", files, chat_id=101, media=[photo]),
        await ask("sendMediaGroup", files, chat_id=101, media=[photo] * 11),
        await ask("sendMediaGroup", files, chat_id=101, media=[photo, photo | {"caption": "й" * 1025}]),
        await ask("sendMediaGroup", files, chat_id=101, media=[photo, {"type": "photo", "media": "unknown"}]),
        await ask("sendMediaGroup", files, chat_id=101, media=[photo, photo | {"type": "voice"}]),
    ]
    assert all(isinstance(each, str) for each in refused), refused
    assert len(world.messages(101)) == before
    assert len(await ask("sendMediaGroup", files, chat_id=101, media=[photo] * 10)) == 10


async def test_a_persons_album_comes_as_messages_that_share_an_id(world: World) -> None:
    for kind in ("photo", "video"):
        world.send(101, kind, media_group_id="7", caption="x")
    updates = [update["message"] for update in world.take_updates()]
    assert [(each["media_group_id"], each["caption"]) for each in updates] == [("7", "x")] * 2


@pytest.mark.parametrize("kind", ["photo", "document", "video", "audio", "voice", "sticker"])
async def test_every_kind_of_file_is_sent_and_sent_again_by_its_id(ask: Ask, kind: str) -> None:
    method = f"send{kind.title()}"
    sent = await ask(method, {kind: Upload(*SAMPLES[kind])}, chat_id=101)
    file = sent[kind][0] if kind == "photo" else sent[kind]
    again = await ask(method, chat_id=101, **{kind: file["file_id"]})
    assert again[kind] == sent[kind]


async def test_files_are_held_to_telegrams_limits(ask: Ask) -> None:
    photo = await ask("sendPhoto", {"photo": Upload("p.png", PIXEL)}, chat_id=101)
    file_id = photo["photo"][0]["file_id"]
    refused = [
        await ask("sendDocument", {"document": Upload("a", b"")}, chat_id=101),
        await ask("sendDocument", {"document": Upload("a", bytes(MOST_UPLOADED + 1))}, chat_id=101),
        await ask("sendPhoto", {"photo": Upload("a.png", PIXEL + bytes(10 * 1024 * 1024))}, chat_id=101),
        await ask("sendPhoto", {"photo": Upload("a.png", b"text")}, chat_id=101),
        await ask("sendPhoto", {"photo": Upload("a.jpg", b"\xff\xd8")}, chat_id=101),
        await ask("sendDocument", chat_id=101, document=file_id),
        await ask("sendDocument", chat_id=101, document="unknown"),
        await ask("sendDocument", chat_id=101, document="https://example.com/a.txt"),
        await ask("getFile", file_id="unknown"),
    ]
    assert refused == [
        "Bad Request: file must be non-empty",
        "Request Entity Too Large",
        "Bad Request: too big for a photo; the maximum size is 10485760 bytes",
        "Bad Request: IMAGE_PROCESS_FAILED",
        "Bad Request: IMAGE_PROCESS_FAILED",
        "Bad Request: can't use file of type Photo as Document",
        "Bad Request: wrong file identifier/HTTP URL specified",
        "Bad Request: failed to get HTTP URL content",
        "Bad Request: invalid file_id",
    ]


async def test_big_files_can_be_sent_but_not_fetched(ask: Ask) -> None:
    sent = await ask("sendDocument", {"document": Upload("a", bytes(MOST_DOWNLOADED + 1))}, chat_id=101)
    assert await ask("getFile", file_id=sent["document"]["file_id"]) == "Bad Request: file is too big"


async def test_the_oldest_files_are_forgotten_when_there_are_too_many(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sandbox.media.MOST_KEPT", 5)
    ids = [(await ask("sendDocument", {"document": Upload("a", b"abc")}, chat_id=101))["document"]["file_id"]]
    ids += [(await ask("sendDocument", {"document": Upload("b", b"abc")}, chat_id=101))["document"]["file_id"]]
    assert await ask("getFile", file_id=ids[0]) == "Bad Request: invalid file_id"
    assert (await ask("getFile", file_id=ids[1]))["file_size"] == 3


@pytest.mark.parametrize(
    "image",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\0\0\0\x03\0\0\0\x02",
        b"GIF89a\x03\0\x02\0",
        b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x02\0\x03\x03",
    ],
)
async def test_a_photo_has_the_size_of_its_image(ask: Ask, image: bytes) -> None:
    sent = await ask("sendPhoto", {"photo": Upload("image", image)}, chat_id=101)
    assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (3, 2)


async def test_contacts_and_places_are_sent(ask: Ask) -> None:
    contact = await ask("sendContact", chat_id=101, phone_number="+7", first_name="Оля")
    place = await ask("sendLocation", chat_id=101, latitude=50.3, longitude=127)
    assert contact["contact"] == {"phone_number": "+7", "first_name": "Оля"}
    assert place["location"] == {"latitude": 50.3, "longitude": 127}
    school = await ask("sendVenue", chat_id=101, latitude=50.3, longitude=127, title="Школа", address="Лесная, 10")
    assert (school["venue"]["title"], school["location"]) == ("Школа", place["location"])
    assert "non-empty" in await ask("sendVenue", chat_id=101, latitude=50.3, longitude=127, title="Школа", address=" ")
    nowhere = await ask("sendLocation", chat_id=101, latitude=91, longitude=0)
    assert nowhere == "Bad Request: bad latitude or longitude"
