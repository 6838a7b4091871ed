/** Talking to the sandbox: requests, files, and the stream of events. */

const RETRY_MS = 1500;

/** The whole world as it is now (`GET /api/state`). */
export async function fetchState() {
  return read(await fetch("/api/state", { cache: "no-store" }));
}

/** Sends one deed of a person; resolves to the answer, rejects with what the server said. */
export async function post(deed, body) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(`/api/${deed}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Sends files with an optional caption under the first; several are an album. */
export async function upload(userId, files, caption) {
  const album = files.length > 1 ? String(Date.now()) : "";
  for (const [number, file] of files.entries()) await uploadOne(userId, file, number ? "" : caption, album);
}

async function uploadOne(userId, file, caption, album) {
  const form = new FormData();
  form.append("user_id", String(userId));
  if (caption) form.append("caption", caption);
  if (album) form.append("media_group_id", album);
  form.append("file", file, file.name);
  return read(await fetch("/api/upload", { method: "POST", body: form }));
}

async function read(response) {
  const text = await response.text();
  if (!response.ok) throw new Error(explanation(text) || `${response.status}`);
  return text ? JSON.parse(text) : {};
}

function explanation(text) {
  try {
    const body = JSON.parse(text);
    return body.description ?? body.error ?? text;
  } catch {
    return text.trim();
  }
}

export function fileAddress(fileId) {
  return `/api/file/${encodeURIComponent(fileId)}`;
}

const pictures = new Map();

/** An address that <img> may show. A picture is fetched once; the server itself hands files out only as attachments. */
export function picture(fileId) {
  if (!pictures.has(fileId)) pictures.set(fileId, fetchPicture(fileId));
  return pictures.get(fileId);
}

async function fetchPicture(fileId) {
  const response = await fetch(fileAddress(fileId));
  if (!response.ok) throw new Error(`${response.status}`);
  return URL.createObjectURL(await response.blob());
}

/**
 * Listens until the page is closed and comes back by itself after a break.
 *
 * Events that arrive while `opened` loads the state wait for it, so that nothing is lost between the two.
 * @param {{opened: () => Promise<void>, lost: () => void, event: (event: object) => void}} listener
 */
export function listen(listener) {
  let waiting = null;
  let over = false;
  const source = new EventSource("/api/events");
  const deliver = (event) => (waiting ? waiting.push(event) : listener.event(event));
  const again = () => {
    if (over) return;
    over = true;
    source.close();
    listener.lost();
    setTimeout(() => listen(listener), RETRY_MS);
  };
  source.onmessage = (message) => deliver(JSON.parse(message.data));
  source.onopen = async () => {
    waiting = [];
    try {
      await listener.opened();
    } catch {
      again();
    }
    if (over) return;
    const missed = waiting;
    waiting = null;
    missed.forEach(listener.event);
  };
  source.onerror = again;
}
