/**
 * The kitchen screen's own copy of itself: a screen that starts without a network shows its last board under the banner
 * instead of the browser's error page. `SHELL`, `{version, page, files}`, is written above by the server.
 */
const NAME = `kitchen-${SHELL.version}`;
const PATIENCE = 3000; // ms that a server may take before the kept page stands in for it

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate" && pathname === SHELL.page) event.respondWith(freshPage());
  else if (SHELL.files.includes(pathname)) event.respondWith(keptFile(event.request));
});

async function install() {
  const cache = await caches.open(NAME);
  await cache.addAll([SHELL.page, ...SHELL.files]);
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("kitchen-") && name !== NAME).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The server's page where it answers in time; the kept one where it does not, or is only half alive. */
async function freshPage() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(SHELL.page, { signal: stop.signal, cache: "no-store" });
    return answer.status < 500 ? answer : await keptPage(answer);
  } catch (error) {
    return await keptPage(Response.error());
  } finally {
    clearTimeout(timer);
  }
}

async function keptPage(otherwise) {
  return (await caches.match(SHELL.page)) || otherwise;
}

/** Hashed names never change, so the kept file is the file. */
async function keptFile(request) {
  return (await caches.match(request)) || fetch(request);
}
