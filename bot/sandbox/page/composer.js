/** Where a person writes: text, commands with suggestions, files, and the rare kinds of messages. */

import { make } from "./dom.js";
import { openMenu } from "./menu.js";
import { post, upload } from "./net.js";

const BLAGOVESHCHENSK = { latitude: 50.2907, longitude: 127.5272 };

export class Composer {
  /**
   * @param {HTMLElement} root a persona's section
   * @param {{id: number, first_name: string}} person
   * @param {object} words
   * @param {{failed: (error: Error) => void, said: () => void, last: () => object|undefined}} listener
   *   `last` is the person's newest text message, for ArrowUp
   */
  constructor(root, person, words, listener) {
    Object.assign(this, { root, person, words, listener, commands: [], files: [], edited: null, replied: null, chosen: -1 });
    const part = (name) => root.querySelector(`[data-${name}]`);
    this.form = part("composer");
    this.input = part("input");
    this.list = part("suggestions");
    this.picker = part("file");
    this.attached = part("attached");
    this.list.id = `suggestions-${person.id}`;
    this.input.setAttribute("aria-controls", this.list.id);
    this.listenToForm(part);
    this.input.value = sessionStorage.getItem(this.draftKey) ?? "";
    this.grow();
  }

  get draftKey() {
    return `draft-${this.person.id}`;
  }

  listenToForm(part) {
    const more = part("more");
    const commands = part("commands");
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.hideSuggestions());
    this.picker.addEventListener("change", () => this.picked());
    part("drop").addEventListener("click", () => this.reset());
    more.addEventListener("click", () => openMenu(more, this.words.more, this.rareThings()));
    commands.addEventListener("click", () => openMenu(commands, this.words.commands, this.commandItems()));
    part("unblock").addEventListener("click", () => this.do(() => post("block", { user_id: this.person.id, blocked: false })));
  }

  // --- what is sent

  submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    const { files, edited, replied } = this;
    if (!text && !files.length) return;
    this.reset();
    this.write("");
    if (files.length) this.do(() => upload(this.person.id, files, text));
    else if (edited) this.do(() => post("edit", { user_id: this.person.id, message_id: edited.message_id, text }));
    else this.say(text, replied);
  }

  say(text, replied = null) {
    this.do(() => post("say", { user_id: this.person.id, text, ...(replied && { reply_to: replied.message_id }) }));
  }

  send(kind, details = {}) {
    this.do(() => post("send", { user_id: this.person.id, kind, ...details }));
  }

  async do(deed) {
    this.listener.said();
    try {
      await deed();
    } catch (error) {
      this.listener.failed(error);
    }
  }

  rareThings() {
    const { words, person } = this;
    const own = { phone_number: `+7000000${person.id}`, first_name: person.first_name };
    const other = { phone_number: words.neighbourPhone, first_name: words.neighbour, contact_id: null };
    const forward = { text: words.neighbourText, sender_name: words.neighbour };
    return [
      { title: words.file, icon: "file", run: () => this.picker.click() },
      { title: words.voice, icon: "voice", run: () => this.send("voice") },
      { title: words.sticker, icon: "smile", run: () => this.send("sticker") },
      { title: words.contact, icon: "person", run: () => this.send("contact", own) },
      { title: words.stranger, icon: "people", run: () => this.send("contact", other) },
      { title: words.forward, icon: "forward", run: () => this.send("forward", forward) },
      { title: words.location, icon: "place", run: () => this.send("location", BLAGOVESHCHENSK) },
    ];
  }

  // --- in hand: files, an edited message or one that is replied to

  /** The picker is emptied at once, so that the same file can be chosen again. */
  picked() {
    const files = [...this.picker.files];
    this.picker.value = "";
    if (!files.length) return;
    this.reset();
    this.files = files;
    this.inHand(files.map(({ name }) => name).join(", "));
  }

  /** @param {string} line the message in one short line */
  reply(message, line) {
    this.reset();
    this.replied = message;
    this.inHand(`${this.words.reply}: ${line}`);
  }

  edit(message) {
    this.reset();
    this.edited = message;
    this.write(message.text);
    this.inHand(this.words.editing);
  }

  inHand(text) {
    this.attached.hidden = false;
    this.attached.querySelector("[data-attached-text]").textContent = text;
    this.input.focus();
  }

  reset() {
    if (this.edited) this.write("");
    Object.assign(this, { files: [], edited: null, replied: null });
    this.attached.hidden = true;
  }

  // --- typing

  write(text) {
    this.input.value = text;
    this.changed();
  }

  changed() {
    sessionStorage.setItem(this.draftKey, this.input.value);
    this.grow();
    this.suggest();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
  }

  key(event) {
    const act = this.list.hidden ? null : this.suggestionKeys()[event.key];
    const lastOwn = event.key === "ArrowUp" && !this.input.value && this.listener.last();
    const enter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!act && !lastOwn && !enter) return;
    event.preventDefault();
    if (act) act();
    else if (lastOwn) this.edit(lastOwn);
    else this.form.requestSubmit();
  }

  suggestionKeys() {
    const chosen = this.list.children[this.chosen];
    return {
      ArrowDown: () => this.choose(this.chosen + 1),
      ArrowUp: () => this.choose(this.chosen - 1),
      Escape: () => this.hideSuggestions(),
      ...(chosen && { Enter: () => this.take(chosen), Tab: () => this.take(chosen) }),
    };
  }

  // --- commands

  commandItems() {
    if (this.commands.length === 0) return [{ title: this.words.noCommands, run: () => {} }];
    return this.commands.map(({ command, description }) => (
      { title: `/${command}`, hint: description, run: () => this.say(`/${command}`) }));
  }

  suggest() {
    const typed = /^\/(\w*)$/.exec(this.input.value)?.[1];
    const fitting = typed === undefined ? [] : this.commands.filter(({ command }) => command.startsWith(typed));
    this.list.replaceChildren(...fitting.map((entry, index) => this.suggestion(entry, index)));
    this.list.hidden = fitting.length === 0;
    this.choose(-1);
  }

  suggestion({ command, description }, index) {
    const attributes = { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" };
    const option = make("li", { data: { command }, attributes },
      make("b", { text: `/${command}` }), make("span", { text: description }));
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.take(option));
    return option;
  }

  choose(index) {
    const options = [...this.list.children];
    this.chosen = options.length ? Math.max(-1, Math.min(index, options.length - 1)) : -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.chosen)));
    const chosen = options[this.chosen];
    this.input.setAttribute("aria-activedescendant", chosen?.id ?? "");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  take(option) {
    this.write("");
    this.say(`/${option.dataset.command}`);
  }

  hideSuggestions() {
    this.list.hidden = true;
    this.choose(-1);
  }
}
