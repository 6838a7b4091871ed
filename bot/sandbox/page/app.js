/** The sandbox's page: the people with their phones, the world's clock, and the stream of what happens. */

import { Chat } from "./chat.js";
import { copyOf, fullName, initials, showUnread } from "./dom.js";
import { clockTime, moment } from "./format.js";
import { fetchState, listen, post } from "./net.js";

const MOSCOW = "Europe/Moscow";
const LOCALE = "ru-RU";
const TONES = 6;

const chats = new Map();
const tabs = new Map();
const part = (name) => document.querySelector(`[data-${name}]`);
let bot = { first_name: "", username: "" };

// --- people

function showPerson(person) {
  if (!chats.has(person.id)) addPerson(person);
  chats.get(person.id).show(person);
  const tab = tabs.get(person.id);
  tab.querySelector("[data-avatar]").textContent = initials(person);
  tab.querySelector("[data-name]").textContent = person.first_name.split(" ")[0];
  labelTab(person.id);
}

function labelTab(personId) {
  const { person, unread, words } = chats.get(personId);
  const count = unread ? `${unread} ${words.unread}` : "";
  tabs.get(personId).setAttribute("aria-label", [fullName(person), person.label, count].filter(Boolean).join(", "));
}

function addPerson(person) {
  const tab = copyOf("tab");
  const badge = tab.querySelector("[data-unread]");
  const unreadChanged = (count) => {
    showUnread(badge, count, chat.words);
    labelTab(person.id);
    showUnreadInTitle();
  };
  const chat = new Chat(person, { botName: bot.username, unreadChanged });
  tab.dataset.tab = person.id;
  tab.dataset.tone = chat.root.dataset.tone = chats.size % TONES;
  tab.addEventListener("click", () => open(person.id));
  part("tabs").append(tab);
  part("phones").append(chat.root);
  tabs.set(person.id, tab);
  chats.set(person.id, chat);
}

/** Which phone is in the hand, where only one fits; its number stays in the address. */
function open(personId) {
  history.replaceState(null, "", `#${personId}`);
  for (const [id, chat] of chats) {
    chat.root.classList.toggle("active", id === personId);
    tabs.get(id).setAttribute("aria-current", String(id === personId));
  }
  tabs.get(personId).scrollIntoView({ block: "nearest", inline: "nearest" });
  const chat = chats.get(personId);
  if (chat.atEnd) chat.toEnd();
}

function openSomebody() {
  const wanted = Number(location.hash.slice(1));
  const first = chats.keys().next().value;
  if (chats.size > 0) open(chats.has(wanted) ? wanted : first);
}

function showUnreadInTitle() {
  const total = [...chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  const name = bot.first_name || "Песочница бота";
  document.title = total > 0 ? `(${total}) ${name}` : name;
}

// --- the clock

let clock = { now: Date.now() / 1000, readAt: performance.now() };

function setClock(now) {
  clock = { now, readAt: performance.now() };
  showClock();
}

function showClock() {
  const now = clock.now + (performance.now() - clock.readAt) / 1000;
  const date = moment(now, LOCALE, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  write(part("now"), `${clockTime(now, LOCALE)}, ${date}`);
  write(part("moscow"), `Якутск, Благовещенск · в Москве ${clockTime(now, LOCALE, MOSCOW)}`);
}

/** Leaves an unchanged text alone: a selection in it would be lost each second. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

async function moveClock(button) {
  button.setAttribute("aria-busy", "true");
  try {
    setClock((await post("clock", { add: Number(button.dataset.clock) })).now);
  } catch (error) {
    part("connection").textContent = error.message;
  } finally {
    button.setAttribute("aria-busy", "false");
  }
}

// --- what happens

const HAPPENINGS = {
  message: (event) => chats.get(event.chat_id)?.receive(event.message),
  edited: (event) => chats.get(event.chat_id)?.receive(event.message),
  deleted: (event) => chats.get(event.chat_id)?.remove(event.message_id),
  answer: (event) => chats.get(event.user_id)?.answer(event),
  typing: (event) => chats.get(event.chat_id)?.typing(),
  clock: (event) => setClock(event.now),
  commands: loadCommands,
  person: (event) => showPerson(event.person),
};

function showCommands(commands) {
  for (const [id, chat] of chats) chat.composer.commands = commands[id] ?? [];
}

/** A failure here means a lost connection, and the whole state is loaded after it. */
function loadCommands() {
  fetchState().then((state) => showCommands(state.commands), () => {});
}

/** Shows the state as it is now; drafts, the open phone and the unread counts stay. */
async function load() {
  const state = await fetchState();
  bot = state.bot;
  setClock(state.now);
  write(part("bot-name"), bot.first_name);
  state.people.forEach(showPerson);
  for (const [id, chat] of chats) chat.load(state.chats[id] ?? []);
  showCommands(state.commands);
  openSomebody();
  showUnreadInTitle();
  part("connection").textContent = "";
}

function start() {
  setInterval(showClock, 1000);
  document.querySelectorAll("[data-clock]").forEach((button) => button.addEventListener("click", () => moveClock(button)));
  document.addEventListener("visibilitychange", () => chats.forEach((chat) => chat.noteRead()));
  listen({
    opened: load,
    lost: () => (part("connection").textContent = "соединение…"),
    event: (event) => HAPPENINGS[event.type]?.(event),
  });
}

start();
