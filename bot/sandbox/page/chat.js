/** One persona's phone: the head, the log of messages, what waits unread, and the composer below. */

import { Composer } from "./composer.js";
import { copyOf, fullName, initials, label, make, showUnread } from "./dom.js";
import { dayOf } from "./format.js";
import { Presses, showWaiting } from "./keyboard.js";
import { openMenu } from "./menu.js";
import { messageElement, summary } from "./message.js";
import { post } from "./net.js";
import { Notices } from "./notice.js";
import { localeFor, wordsFor } from "./words.js";

const TYPING_MS = 5000;
const NEAR_END_PX = 60;

export class Chat {
  /**
   * @param {object} person as in `GET /api/state`
   * @param {{botName: string, unreadChanged: (count: number) => void}} page
   */
  constructor(person, page) {
    this.words = wordsFor(person.language_code);
    this.root = copyOf("persona", this.words);
    this.root.dataset.person = person.id;
    this.root.lang = localeFor(person.language_code).slice(0, 2);
    const part = (name) => this.root.querySelector(`[data-${name}]`);
    Object.assign(this, { page, part, log: part("log"), scroll: part("scroll") });
    Object.assign(this, { messages: new Map(), unread: 0, atEnd: true, top: 0 });
    this.notices = new Notices(this.root);
    this.presses = new Presses(person.id, {
      failed: (error) => this.failed(error),
      changed: () => showWaiting(this.log, this.presses),
    });
    this.composer = new Composer(this.root, person, this.words, this.composerListener());
    this.reader = this.readerOf(person);
    this.listen();
    this.show(person);
  }

  readerOf(person) {
    return {
      id: person.id, words: this.words, locale: localeFor(person.language_code),
      botName: this.page.botName, presses: this.presses,
      command: (text) => this.composer.say(text),
      failed: (error) => this.failed(error),
      copied: () => this.notices.toast(this.words.copied),
      jump: (messageId) => this.jump(messageId),
    };
  }

  composerListener() {
    return {
      failed: (error) => this.failed(error),
      said: () => this.toEnd(),
      last: () => [...this.messages.values()].filter((message) => message.text && this.isOwn(message)).at(-1),
    };
  }

  listen() {
    this.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.log);
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.scroll);
    this.part("to-end").addEventListener("click", () => this.toEnd());
    this.part("block").addEventListener("click", () => this.block(!this.person.blocked));
    this.log.addEventListener("contextmenu", (event) => this.offerActions(event));
  }

  // --- the person

  show(person) {
    this.person = person;
    this.root.setAttribute("aria-label", [fullName(person), person.label].filter(Boolean).join(", "));
    this.root.classList.toggle("blocked", person.blocked);
    this.part("avatar").textContent = initials(person);
    this.part("name").textContent = fullName(person);
    this.part("role").textContent = person.blocked ? this.words.blocked : (person.label ?? "");
    this.part("unblock").hidden = !person.blocked;
    this.part("block").setAttribute("aria-pressed", String(person.blocked));
    label(this.part("block"), person.blocked ? this.words.unblock : this.words.block);
  }

  async block(blocked) {
    try {
      await post("block", { user_id: this.person.id, blocked });
    } catch (error) {
      this.failed(error);
    }
  }

  failed(error) {
    this.notices.toast(`${this.words.failed}: ${error.message}`);
  }

  // --- messages

  /** Everything anew, as after a reconnect. */
  load(messages) {
    const place = this.scroll.scrollTop;
    this.log.setAttribute("aria-busy", "true");
    this.log.replaceChildren();
    this.messages.clear();
    messages.forEach((message) => this.put(message));
    for (const element of this.log.children) element.classList.add("still");
    this.log.setAttribute("aria-busy", "false");
    this.quiet();
    if (this.atEnd) this.toEnd();
    else this.scroll.scrollTop = place;
  }

  receive(message) {
    const known = this.messages.has(message.message_id);
    this.put(message);
    this.quiet();
    if (this.isOwn(message)) return;
    this.stopTyping();
    if (known) return;
    if (!this.isRead()) this.countUnread(this.unread + 1);
  }

  /** Adds a message or shows its newest version in the old place. */
  put(message) {
    const element = messageElement(message, this.reader);
    const old = this.element(message.message_id);
    this.messages.set(message.message_id, message);
    if (old) this.exchange(old, element);
    else this.append(element, dayOf(message.date, this.reader.locale));
    showWaiting(element, this.presses);
  }

  append(element, day) {
    if (this.log.lastElementChild?.dataset.day !== day) this.log.append(make("p", { class: "day", text: day }));
    element.dataset.day = day;
    this.log.append(element);
  }

  /** Keeps the keyboard's user in place: the focus goes to the same button, else to the first one, of the new version. */
  exchange(old, element) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    element.dataset.day = old.dataset.day;
    element.classList.add("still");
    old.replaceWith(element);
    if (!focused) return;
    const keys = [...element.querySelectorAll(".key")];
    const same = keys.find((key) => key.dataset.button === focused.dataset.button);
    (same ?? keys[0] ?? this.scroll).focus({ preventScroll: true });
  }

  remove(messageId) {
    const element = this.element(messageId);
    const before = element?.previousElementSibling;
    const after = element?.nextElementSibling;
    this.messages.delete(messageId);
    element?.remove();
    if (before?.matches(".day") && (!after || after.matches(".day"))) before.remove();
    this.quiet();
  }

  element(messageId) {
    return this.log.querySelector(`[data-message="${messageId}"]`);
  }

  isOwn(message) {
    return message.from?.id === this.person.id;
  }

  /** An empty chat offers to begin, as Telegram does. */
  quiet() {
    const empty = this.part("empty");
    empty.hidden = this.messages.size > 0;
    if (empty.hidden || empty.childElementCount > 0) return;
    const begin = make("button", { text: this.words.begin, attributes: { type: "button" }, data: { begin: "" } });
    begin.addEventListener("click", () => this.composer.say("/start"));
    empty.append(make("span", { text: this.words.empty }), begin);
  }

  /** Right click or long press on a bubble; links keep the browser's own menu. */
  offerActions(event) {
    const bubble = event.target.closest(".bubble");
    const message = bubble && this.messages.get(Number(bubble.parentElement.dataset.message));
    if (!message || event.target.closest("a")) return;
    event.preventDefault();
    const reply = { title: this.words.reply, run: () => this.composer.reply(message, summary(message, this.reader)) };
    const edit = { title: this.words.edit, run: () => this.composer.edit(message) };
    openMenu(bubble, this.words.actions, message.text && this.isOwn(message) ? [reply, edit] : [reply]);
  }

  jump(messageId) {
    const element = this.element(messageId);
    element?.scrollIntoView({ block: "center" });
    element?.classList.remove("found");
    requestAnimationFrame(() => element?.classList.add("found"));
  }

  // --- what the bot shows besides messages

  answer({ text, show_alert: isAlert }) {
    this.presses.answered();
    if (!text) return;
    if (isAlert) this.notices.alert(text);
    else this.notices.toast(text);
  }

  typing() {
    clearTimeout(this.typingTimer);
    this.part("typing").hidden = false;
    this.typingTimer = setTimeout(() => this.stopTyping(), TYPING_MS);
    if (this.atEnd) this.toEnd();
  }

  stopTyping() {
    this.part("typing").hidden = true;
  }

  // --- reading

  isRead() {
    return this.atEnd && document.visibilityState === "visible" && this.root.checkVisibility();
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    if (clientHeight === 0) return;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    this.atEnd = isNear || (this.atEnd && scrollTop >= this.top);
    this.top = scrollTop;
    this.part("to-end").hidden = this.atEnd;
    this.noteRead();
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.atEnd = true;
    this.part("to-end").hidden = true;
    this.noteRead();
  }

  noteRead() {
    if (this.isRead()) this.countUnread(0);
  }

  countUnread(count) {
    this.unread = count;
    this.root.querySelectorAll("[data-unread]").forEach((badge) => showUnread(badge, count, this.words));
    this.page.unreadChanged(count);
  }
}
