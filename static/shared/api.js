/** The only fetch. Problems come back as `Problem` with their stable code. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || "");
    this.status = status;
    this.code = body.code || "offline";
    this.body = body;
  }
}

export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

export function createApi({ token, csrf, lang }) {
  async function call(method, path, body, { key, type, quiet } = {}) {
    const headers = { Accept: "application/json", "Accept-Language": typeof lang === "function" ? lang() : lang || "zh" };
    const bearer = typeof token === "function" ? token() : token;
    const cross = typeof csrf === "function" ? csrf() : csrf;
    if (bearer) headers.Authorization = `Bearer ${bearer}`;
    if (cross) headers["X-CSRF-Token"] = cross;
    if (key) headers["Idempotency-Key"] = key;
    if (body !== undefined) headers["Content-Type"] = type || "application/json";
    let answer;
    try {
      answer = await fetch(path, { method, headers, body: body === undefined ? undefined : type ? body : JSON.stringify(body) });
    } catch (error) {
      throw new Problem(0, { code: "offline", detail: String(error), quiet });
    }
    const text = await answer.text();
    const data = text ? JSON.parse(text) : null;
    if (!answer.ok) throw new Problem(answer.status, data || {});
    return data;
  }
  return {
    get: (path) => call("GET", path),
    post: (path, body = {}, options) => call("POST", path, body, options),
    put: (path, body) => call("PUT", path, body),
    patch: (path, body) => call("PATCH", path, body),
    del: (path) => call("DELETE", path),
  };
}
