/** Telegram's text as DOM: `entities` with UTF-16 offsets (JavaScript counts alike), and moments as people read them. */

import { make } from "./dom.js";

const ZONE = "Asia/Yakutsk";
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

/**
 * Text with its formatting.
 * @param {string} text
 * @param {Array<object>} entities as in Bot API; nested or side by side
 * @param {{words: object, botName: string, command: (text: string) => void}} reader who reads, and what a tap on a command does
 */
export function formatted(text, entities, reader) {
  const fragment = document.createDocumentFragment();
  const outerFirst = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(fragment, text, { from: 0, to: text.length }, outerFirst, reader);
  return fragment;
}

function fill(parent, text, span, entities, reader) {
  let at = span.from;
  for (let rest = entities; rest.length > 0;) {
    const [outer, ...others] = rest;
    const from = Math.max(outer.offset, at);
    const to = Math.min(outer.offset + outer.length, span.to);
    rest = others;
    if (from >= to) continue;
    const node = wrap(outer, text.slice(from, to), reader);
    fill(node, text, { from, to }, others.filter((entity) => entity.offset < to), reader);
    parent.append(text.slice(at, from), finished(outer, node, reader));
    at = afterBlock(outer, text, to);
    rest = others.filter((entity) => entity.offset + entity.length > to);
  }
  parent.append(text.slice(at, span.to));
}

/** A block ends its line itself: the newline behind it would become an empty line. */
function afterBlock(entity, text, at) {
  return BLOCKS.has(entity.type) && text[at] === "\n" ? at + 1 : at;
}

const PLAIN = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

const LIVE = {
  text_link: (entity, _text, reader) => link(entity.url, reader),
  url: (_entity, text, reader) => link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, reader),
  email: (_entity, text, reader) => link(`mailto:${text}`, reader),
  phone_number: (_entity, text, reader) => link(`tel:${text.replace(/[^+\d]/g, "")}`, reader),
  bot_command: (_entity, text, reader) => tap("#", () => reader.command(text)),
  spoiler: (_entity, _text, reader) => spoiler(reader.words),
  mention: () => make("span", { class: "mention" }),
  text_mention: () => make("span", { class: "mention" }),
  hashtag: () => make("span", { class: "mention" }),
};

function wrap(entity, text, reader) {
  if (LIVE[entity.type]) return LIVE[entity.type](entity, text, reader);
  return make(PLAIN[entity.type] ?? "span");
}

function finished(entity, node, reader) {
  if (entity.type !== "expandable_blockquote") return node;
  return expandable(node, reader.words);
}

/** A link that does something here instead of going anywhere: a real button could not break over two lines. */
function tap(href, run) {
  const act = (event) => {
    event.preventDefault();
    run();
  };
  return make("a", { class: "command", attributes: { href }, on: { click: act } });
}

/** A link in a new tab; one to this bot's `?start=` sends the start command, anything unsafe stays text. */
function link(url, reader) {
  const payload = startPayload(url, reader.botName);
  if (payload !== null) return tap(url, () => reader.command(`/start ${payload}`.trim()));
  if (!SAFE_LINK.test(url)) return make("span", { class: "mention" });
  return make("a", { attributes: { href: url, target: "_blank", rel: "noopener noreferrer" } });
}

/** What follows `?start=` in a link to the bot ("" when nothing does), or null for any other address. */
export function startPayload(url, botName) {
  const match = /^(?:https?:\/\/)?t\.me\/(\w+)\/?(?:\?start=([\w-]*))?$/i.exec(url ?? "");
  return match && match[1].toLowerCase() === botName.toLowerCase() ? (match[2] ?? "") : null;
}

function spoiler(words) {
  const hidden = make("span", { class: "spoiler", attributes: { role: "button", tabindex: "0", "aria-label": words.spoiler } });
  const reveal = (event) => {
    if (hidden.classList.contains("open")) return;
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    hidden.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", reveal);
  hidden.addEventListener("keydown", reveal);
  return hidden;
}

function expandable(quote, words) {
  const attributes = { type: "button", "aria-expanded": "false" };
  const toggle = make("button", { class: "expand", text: words.showAll, attributes });
  quote.classList.add("clamped");
  toggle.addEventListener("click", () => {
    const open = !quote.classList.toggle("clamped");
    toggle.textContent = open ? words.showLess : words.showAll;
    toggle.setAttribute("aria-expanded", String(open));
  });
  return make("div", { class: "expandable" }, quote, toggle);
}

const formats = new Map();

/** A moment (Unix seconds) written with `Intl` options in the zone, Yakutsk unless told otherwise. */
export function moment(seconds, locale, options, timeZone = ZONE) {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { ...options, timeZone }));
  return formats.get(key).format(seconds * 1000);
}

export function clockTime(seconds, locale, timeZone = ZONE) {
  return moment(seconds, locale, { hour: "2-digit", minute: "2-digit" }, timeZone);
}

export function dayOf(seconds, locale) {
  return moment(seconds, locale, { day: "numeric", month: "long", weekday: "short" });
}
