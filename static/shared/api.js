/** The only fetch. Failures come back as `Problem` with their stable code; no answer at all has status 0. */
const PATIENCE = 20000;

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || "");
    this.status = status;
    this.code = body.code || "offline";
    this.errors = body.errors || {};
    this.body = body;
  }
}

/** A fresh Idempotency-Key: 128 random bits in hex. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `token`, `csrf`, `lang`: values or functions, asked at each call. */
export function createApi({ token, csrf, lang }) {
  const now = (thing) => (typeof thing === "function" ? thing() : thing);

  function asked(accept) {
    const headers = { Accept: accept, "Accept-Language": now(lang) || "zh" };
    if (now(token)) headers.Authorization = `Bearer ${now(token)}`;
    return headers;
  }

  async function call(method, path, body, { key, type, patience } = {}) {
    const headers = asked("application/json");
    if (now(csrf)) headers["X-CSRF-Token"] = now(csrf);
    if (key) headers["Idempotency-Key"] = key;
    if (body !== undefined) headers["Content-Type"] = type || "application/json";
    const content = body === undefined || type ? body : JSON.stringify(body);
    return read(await send(path, { method, headers, body: content }, patience));
  }

  /** A file, as a Blob. */
  async function file(path) {
    const { answer, content } = await send(path, { headers: asked("*/*") }, PATIENCE, "blob");
    if (!answer.ok) throw new Problem(answer.status, {});
    return content;
  }

  return {
    file,
    get: (path, options) => call("GET", path, undefined, options),
    post: (path, body = {}, options) => call("POST", path, body, options),
    put: (path, body) => call("PUT", path, body),
    patch: (path, body) => call("PATCH", path, body),
    del: (path) => call("DELETE", path),
  };
}

/** The whole answer within `patience`: a body that stops half-way is no answer either. */
async function send(path, options, patience = PATIENCE, as = "text") {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(path, { ...options, signal: stop.signal });
    return { answer, content: await answer[as]() };
  } catch (error) {
    throw new Problem(0, { code: "offline", detail: String(error) });
  } finally {
    clearTimeout(timer);
  }
}

function read({ answer, content: text }) {
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch (error) {
    throw new Problem(answer.status, { code: "unreadable", detail: `${answer.status} ${answer.statusText}` });
  }
  if (!answer.ok) throw new Problem(answer.status, data || {});
  return data;
}
