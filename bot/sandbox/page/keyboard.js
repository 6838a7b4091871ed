/** Inline keyboards: ordinary presses with a spinner until the answer, and the rare ones a bot must survive. */

import { icon, make } from "./dom.js";
import { startPayload } from "./format.js";
import { openMenu } from "./menu.js";
import { post } from "./net.js";

const LONG_PRESS_MS = 600;
const ANSWER_WAIT_MS = 15_000;

/** The presses of one persona that the bot has not answered yet. */
export class Presses {
  /**
   * @param {number} userId
   * @param {{failed: (error: Error) => void, changed: () => void}} listener
   */
  constructor(userId, listener) {
    this.userId = userId;
    this.listener = listener;
    this.waiting = [];
  }

  has(messageId, data) {
    return this.waiting.some((press) => press.messageId === messageId && press.data === data);
  }

  /** Presses a button; `rare` as in `POST /api/press`. */
  async press(messageId, data, rare = "") {
    const press = { messageId, data };
    if (rare !== "expired") this.wait(press);
    try {
      await post("press", { user_id: this.userId, message_id: messageId, data, ...(rare && { rare }) });
    } catch (error) {
      this.forget(press);
      this.listener.failed(error);
    }
  }

  /** An expired press is not waited for: no answer to it can come. */
  wait(press) {
    this.waiting.push(press);
    this.listener.changed();
    setTimeout(() => this.forget(press), ANSWER_WAIT_MS);
  }

  /** An answer names the person, not the button; the bot handles a person's updates in order. */
  answered() {
    this.forget(this.waiting[0]);
  }

  forget(press) {
    this.waiting = this.waiting.filter((other) => other !== press);
    this.listener.changed();
  }
}

/**
 * The keyboard under a message, or null.
 * @param {object} message
 * @param {object} reader the persona's `words botName command presses copied failed`
 */
export function keyboardOf(message, reader) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const buttons = (row) => row.map((button) => buttonOf(button, message, reader));
  return make("div", { class: "keyboard" }, ...rows.map((row) => make("div", { class: "row" }, ...buttons(row))));
}

function buttonOf(button, message, reader) {
  if (button.callback_data !== undefined) return callbackButton(button, message, reader);
  if (button.url) return linkButton(button, reader);
  if (button.copy_text) return plainButton(button, () => copy(button.copy_text.text, reader));
  return plainButton(button, null);
}

function callbackButton(button, message, reader) {
  const data = button.callback_data;
  const element = plainButton(button, () => {});
  let heldSince = 0;
  const rare = (event) => {
    event.preventDefault();
    openMenu(element, reader.words.press, rarePresses(message.message_id, data, reader));
  };
  element.dataset.button = data;
  element.append(make("span", { class: "spinner" }));
  element.addEventListener("contextmenu", rare);
  element.addEventListener("pointerdown", (event) => (heldSince = event.timeStamp));
  element.addEventListener("click", (event) => {
    const held = event.detail > 0 && event.timeStamp - heldSince > LONG_PRESS_MS;
    if (held) rare(event);
    else if (!reader.presses.has(message.message_id, data)) reader.presses.press(message.message_id, data);
  });
  return element;
}

function rarePresses(messageId, data, reader) {
  const { presses, words } = reader;
  const press = (rare) => () => presses.press(messageId, data, rare);
  const twice = () => [1, 2].forEach(press(""));
  return [
    { title: words.twice, run: twice },
    { title: words.expired, run: press("expired") },
    { title: words.inaccessible, run: press("inaccessible") },
    { title: words.foreign, run: press("foreign") },
  ];
}

/** `run` null: a kind of button that this page does not know, shown but not pressable. */
function plainButton(button, run) {
  const data = { button: "", ...(button.style && { style: button.style }) };
  const element = make("button", { class: "key", data, attributes: { type: "button" } }, make("span", { text: button.text }));
  element.disabled = run === null;
  if (run) element.addEventListener("click", run);
  return element;
}

function linkButton(button, reader) {
  const payload = startPayload(button.url, reader.botName);
  if (payload !== null) return plainButton(button, () => reader.command(`/start ${payload}`.trim()));
  const attributes = { href: button.url, target: "_blank", rel: "noopener noreferrer", title: reader.words.newTab };
  const data = { button: "", ...(button.style && { style: button.style }) };
  return make("a", { class: "key", data, attributes }, make("span", { text: button.text }), icon("open"));
}

function copy(text, reader) {
  navigator.clipboard.writeText(text).then(reader.copied, reader.failed);
}

/** Puts spinners on the buttons of a log whose answer is awaited, and takes them off the others. */
export function showWaiting(log, presses) {
  for (const key of log.querySelectorAll("button.key[data-button]")) {
    const messageId = Number(key.closest("[data-message]").dataset.message);
    const waiting = presses.has(messageId, key.dataset.button);
    key.setAttribute("aria-busy", String(waiting));
    key.setAttribute("aria-disabled", String(waiting));
  }
}
