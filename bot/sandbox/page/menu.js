/** A menu that opens at a control: arrows walk, Enter chooses, Escape or a tap elsewhere closes. */

import { icon, make } from "./dom.js";

const GAP = 6;

/**
 * Opens a menu beside `anchor`.
 * @param {HTMLElement} anchor gets the focus back
 * @param {string} name what the menu is, for screen readers
 * @param {Array<{title: string, hint?: string, icon?: string, run: () => void}>} items
 */
export function openMenu(anchor, name, items) {
  const menu = make("div", { class: "menu", attributes: { role: "menu", "aria-label": name, popover: "auto" } });
  const close = () => menu.hidePopover();
  menu.append(...items.map((item) => entry(item, close)));
  menu.addEventListener("keydown", (event) => walk(event, menu, close));
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  anchor.closest(".persona").append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  menu.firstElementChild?.focus();
  menu.dataset.open = "";
  returnFocus(menu, anchor);
}

function entry(item, close) {
  const run = () => {
    close();
    item.run();
  };
  const words = make("span", {}, make("b", { text: item.title }), item.hint ? make("small", { text: item.hint }) : null);
  const attributes = { type: "button", role: "menuitem", tabindex: "-1" };
  return make("button", { attributes, on: { click: run } }, item.icon ? icon(item.icon) : null, words);
}

/** Above the anchor when there is more room, else below; never over the window's edge. */
function place(menu, anchor) {
  const above = anchor.top > window.innerHeight - anchor.bottom;
  const room = (above ? anchor.top : window.innerHeight - anchor.bottom) - 2 * GAP;
  menu.style.maxHeight = `${room}px`;
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(anchor.left, window.innerWidth - width - GAP);
  menu.style.left = `${Math.max(GAP, left)}px`;
  menu.style.top = `${above ? anchor.top - height - GAP : anchor.bottom + GAP}px`;
}

function walk(event, menu, close) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") close();
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length).focus();
}

/** Only when the focus is still in the menu: a tap on another control keeps it there. */
function returnFocus(menu, anchor) {
  menu.addEventListener("beforetoggle", (event) => {
    if (event.newState === "closed" && menu.contains(document.activeElement)) anchor.focus();
  });
}
