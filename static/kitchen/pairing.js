/** Not paired: the code, its QR, three drawn steps, nothing else. A new code comes when this one is over. */
import { effect, signal } from "@preact/signals";
import { html } from "htm/preact";
import { createApi } from "../shared/api.js";
import { serverNow, hearClock } from "../shared/time.js";
import { lang } from "../shared/words.js";
import { begin, isPaired, useToken, wasLost } from "./link.js";
import { sheet } from "./panels.js";
import { prefs } from "./prefs.js";
import { second } from "./store.js";
import { t } from "./words.js";

const POLL = 2000;
const RETRY = 4000;
const waiting = signal(null); // {code, qr, ends}
const offline = signal(false);
let round = 0;

/** A fresh code, then a question every two seconds until somebody has typed it. */
async function ask(mine) {
  const open = createApi({ lang: () => lang.value });
  let poll;
  try {
    const answer = await open.post("/api/v1/screens", { name: "" });
    poll = createApi({ token: answer.poll_token, lang: () => lang.value });
    show(answer);
    offline.value = false;
  } catch (problem) {
    offline.value = true;
    setTimeout(() => { if (mine === round) ask(mine); }, RETRY);
    return;
  }
  await listen(poll, mine);
}

async function listen(poll, mine) {
  while (mine === round) {
    await new Promise((done) => { setTimeout(done, POLL); });
    try {
      const answer = await poll.get("/api/v1/screens/pairing", { patience: 5000 });
      hearClock(answer.server_time);
      offline.value = false;
      if (answer.screen_token) {
        round += 1;
        waiting.value = null;
        useToken(answer.screen_token);
        begin();
        if (!prefs.value.distance) sheet.value = { kind: "fit" };
        return;
      }
    } catch (problem) {
      offline.value = !problem.status;
      if (problem.status && problem.status < 500) {
        ask(mine);
        return;
      }
    }
  }
}

function show({ pairing_code: code, qr, expires_at: ends }) {
  if (waiting.value) URL.revokeObjectURL(waiting.value.picture);
  const picture = URL.createObjectURL(new Blob([qr], { type: "image/svg+xml" }));
  waiting.value = { code, picture, ends: Date.parse(ends) };
}

effect(() => {
  if (isPaired.value) return;
  round += 1;
  ask(round);
});

const STEPS = [
  html`<svg viewBox="0 0 72 72"><rect x="20" y="6" width="32" height="60" rx="6" /><path d="M32 12h8M28 24h16M28 32h16M28 40h10" /><circle cx="36" cy="58" r="2" /></svg>`,
  html`<svg viewBox="0 0 72 72"><rect x="6" y="12" width="60" height="40" rx="5" /><path d="M26 62h20M36 52v10M36 24v16M28 32h16" /></svg>`,
  html`<svg viewBox="0 0 72 72"><path d="M8 24V8h16M48 8h16v16M64 48v16H48M24 64H8V48" /><path d="M22 22h10v10H22zM40 22h10v10H40zM22 40h10v10H22zM40 40h4v4h-4zM48 48h2v2h-2z" /></svg>`,
];

export function Pairing() {
  const now = waiting.value;
  const left = now ? Math.max(0, Math.floor((now.ends - serverNow()) / 1000)) : 0;
  const ticking = second.value; // counts down
  return html`
    <main class="pairing" data-at=${ticking}>
      ${wasLost.value && html`<p class="lost" role="alert">${t("pair_lost")}</p>`}
      <h1>${t("pair_title")}</h1>
      ${now && html`
        <div class="code">
          <img src=${now.picture} alt="" />
          <p class="letters" aria-label=${now.code}><b>${now.code.slice(0, 4)}</b><b>${now.code.slice(4)}</b></p>
        </div>`}
      <ol>
        ${STEPS.map((drawing, n) => html`<li>${drawing}<span><b>${n + 1}</b> ${t(`pair_${n + 1}`)}</span></li>`)}
      </ol>
      <p class="valid">${offline.value ? t("pair_offline")
    : now && t("pair_valid", { n: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` })}</p>
    </main>`;
}
