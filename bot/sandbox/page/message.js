/** One message as a bubble: whatever kind it is, with its quote, its media, its text, its time and its keyboard. */

import { fullName, icon, initials, make } from "./dom.js";
import { clockTime, formatted } from "./format.js";
import { keyboardOf } from "./keyboard.js";
import { fileAddress, picture } from "./net.js";

const QUOTE_LENGTH = 80;

/**
 * @param {object} message as in Bot API
 * @param {object} reader the persona who reads: `id words locale botName command presses jump`
 */
export function messageElement(message, reader) {
  const own = message.from?.id === reader.id;
  const bubble = make("div", { class: "bubble" },
    make("span", { class: "unseen", text: `${own ? reader.words.you : reader.words.bot}: ` }),
    origin(message, reader),
    quote(message, reader),
    media(message, reader),
    words(message, reader),
    stamp(message, reader));
  const element = make("article", { class: own ? "message own" : "message", data: { message: message.message_id } },
    bubble, keyboardOf(message, reader));
  element.classList.toggle("bare", Boolean(message.sticker ?? message.dice));
  return element;
}

function words(message, reader) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  return make("div", { class: "text" }, formatted(text, message.entities ?? message.caption_entities, reader));
}

function stamp(message, reader) {
  const time = make("time", { text: clockTime(message.date, reader.locale) });
  time.dateTime = new Date(message.date * 1000).toISOString();
  const edited = message.edit_date ? make("span", { text: reader.words.edited, data: { edited: "" } }) : null;
  return make("p", { class: "stamp" }, edited, time);
}

function origin(message, reader) {
  const from = message.forward_origin;
  if (!from) return null;
  const chat = from.chat ?? from.sender_chat;
  const name = from.sender_user ? fullName(from.sender_user) : (from.sender_user_name ?? chat?.title ?? "");
  return make("p", { class: "origin" }, icon("forward"), `${reader.words.forwardedFrom} ${name}`);
}

function quote(message, reader) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  const author = replied.from?.id === reader.id ? reader.words.you : reader.words.bot;
  const jump = () => reader.jump(replied.message_id);
  return make("button", { class: "quote", attributes: { type: "button" }, on: { click: jump } },
    make("b", { text: author }), make("span", { text: summary(replied, reader) }));
}

/** A message in one short line. */
export function summary(message, reader) {
  const text = message.text ?? message.caption;
  if (text) return text.length > QUOTE_LENGTH ? `${text.slice(0, QUOTE_LENGTH)}…` : text;
  const kind = Object.keys(MEDIA).find((name) => message[name]);
  return reader.words[kind] ?? reader.words.unknown;
}

const MEDIA = {
  photo: (sizes, reader) => photo(sizes.at(-1), reader),
  animation: fileCard,
  document: fileCard,
  video: fileCard,
  audio: fileCard,
  video_note: fileCard,
  voice: (voice, reader) => card("voice", reader.words.voice, `0:${String(voice.duration ?? 0).padStart(2, "0")}`),
  sticker: (sticker) => make("p", { class: "sticker", text: sticker.emoji ?? "🙂" }),
  dice: (dice) => make("p", { class: "sticker", text: `${dice.emoji} ${dice.value}` }),
  contact: contactCard,
  venue: (venue) => card("place", venue.title, venue.address),
  location: ({ latitude, longitude }, reader) => (
    card("place", reader.words.location, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)),
  poll: pollCard,
};

function media(message, reader) {
  const kind = Object.keys(MEDIA).find((name) => message[name]);
  if (kind) return MEDIA[kind](message[kind], reader);
  const told = message.text ?? message.caption;
  return told ? null : card("file", reader.words.unknown, "");
}

function card(drawing, title, hint) {
  return make("div", { class: "card" }, make("span", { class: "disc" }, icon(drawing)),
    make("span", { class: "card-words" }, make("b", { text: title }), make("span", { text: hint })));
}

function photo(size, reader) {
  const attributes = { alt: reader.words.photo, width: size.width, height: size.height };
  const image = make("img", { class: "photo", attributes });
  const frame = make("a", { class: "photo-frame", attributes: { href: fileAddress(size.file_id), download: "" } }, image);
  picture(size.file_id).then(
    (address) => (image.src = address),
    () => frame.replaceWith(card("file", reader.words.photo, "")));
  return frame;
}

function fileCard(file, reader) {
  const name = file.file_name ?? reader.words.document;
  const hint = [reader.words.download, sizeOf(file.file_size, reader.words)].filter(Boolean).join(" · ");
  const attributes = { href: fileAddress(file.file_id), download: name };
  return make("a", { class: "card file", attributes }, ...card("file", name, hint).childNodes);
}

function sizeOf(bytes, words) {
  if (!bytes) return "";
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.ceil(kilobytes)} ${words.kilobytes}` : `${(kilobytes / 1024).toFixed(1)} ${words.megabytes}`;
}

function contactCard(contact) {
  const body = card("person", fullName(contact), contact.phone_number);
  body.querySelector(".disc").replaceChildren(initials(contact));
  return body;
}

function pollCard(poll) {
  const options = poll.options.map((option) => make("li", { text: option.text }));
  return make("div", { class: "poll" }, make("b", { text: poll.question }), make("ul", {}, ...options));
}
