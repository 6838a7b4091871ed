/** Building the page without markup in strings: data reaches it as text only. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * A new element.
 * @param {string} tag
 * @param {{class?: string, text?: string, data?: object, on?: object, attributes?: object}} options
 *   Attributes that are null or undefined are left out.
 * @param {...(Node|string|null)} children null is skipped
 */
export function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  if (options.class) element.className = options.class;
  if (options.text !== undefined) element.textContent = options.text;
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const [event, listener] of Object.entries(options.on ?? {})) element.addEventListener(event, listener);
  Object.assign(element.dataset, options.data ?? {});
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** One of the drawings kept in index.html, hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** A copy of a template of index.html, its `data-text` and `data-label` filled with words. */
export function copyOf(templateId, words = {}) {
  const root = document.getElementById(templateId).content.firstElementChild.cloneNode(true);
  for (const element of root.querySelectorAll("[data-text]")) element.textContent = words[element.dataset.text];
  for (const element of root.querySelectorAll("[data-label]")) label(element, words[element.dataset.label]);
  return root;
}

/** Names a control for screen readers, for the mouse and, where it is a field, inside it. */
export function label(element, text) {
  element.setAttribute("aria-label", text);
  if (element.matches("button")) element.title = text;
  if (element.matches("textarea")) element.placeholder = text;
}

/** Shows a count of unread messages, or hides the badge when there is none. */
export function showUnread(badge, count, words) {
  badge.hidden = count === 0;
  badge.textContent = count > 99 ? "99+" : String(count);
  badge.setAttribute("aria-label", `${count} ${words.unread}`);
}

/** Up to two letters for an avatar. */
export function initials(person) {
  const names = `${person.first_name} ${person.last_name ?? ""}`.split(" ").filter(Boolean);
  return names.slice(0, 2).map((name) => [...name][0].toUpperCase()).join("");
}

/** First and last name as one line. */
export function fullName(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ");
}
