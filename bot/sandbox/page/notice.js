/** What Telegram shows over a chat: a toast that goes by itself, and an alert that waits for a tap. One pair a persona. */

const TOAST_MS = 5000;

export class Notices {
  /** @param {HTMLElement} root a persona's section */
  constructor(root) {
    const part = (name) => root.querySelector(`[data-${name}]`);
    this.body = part("body");
    this.status = part("toast");
    this.veil = part("veil");
    this.dialog = part("alert");
    this.text = part("alert-text");
    this.closer = part("alert-close");
    this.root = root;
    this.queue = [];
    this.text.id = `alert-${root.dataset.person}`;
    this.dialog.setAttribute("aria-labelledby", this.text.id);
    this.closer.addEventListener("click", () => this.dismiss());
    this.dialog.addEventListener("keydown", (event) => this.keepFocus(event));
  }

  toast(text) {
    clearTimeout(this.timer);
    this.status.textContent = text;
    this.status.classList.add("shown");
    this.timer = setTimeout(() => this.status.classList.remove("shown"), TOAST_MS);
  }

  /** Alerts wait for each other: none is lost. */
  alert(text) {
    this.queue.push(text);
    if (this.queue.length === 1) this.open();
  }

  /** Takes the focus only from this persona's own chat: somebody may be typing in another one. */
  open() {
    const focused = document.activeElement;
    const ours = focused === document.body || this.root.contains(focused);
    if (!this.body.inert) this.before = ours ? focused : null;
    this.text.textContent = this.queue[0];
    this.veil.hidden = false;
    this.body.inert = true;
    if (ours) this.closer.focus();
  }

  dismiss() {
    this.queue.shift();
    if (this.queue.length > 0) return this.open();
    this.veil.hidden = true;
    this.body.inert = false;
    if (this.before?.isConnected) this.before.focus();
  }

  keepFocus(event) {
    if (event.key === "Escape") this.dismiss();
    if (event.key === "Tab" || event.key === "Escape") event.preventDefault();
  }
}
