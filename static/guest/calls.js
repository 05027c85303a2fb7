/** Calling staff: one tap each, told truthfully whether somebody has taken it, with a pause before the same again. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { Sheet } from "../shared/sheet.js";
import { serverNow } from "../shared/time.js";
import { api, gate } from "./phone.js";
import { at } from "./progress.js";
import { show } from "./say.js";
import { calls, visit } from "./table.js";
import { close } from "./views.js";
import { t } from "./words.js";

const KINDS = [["water", "water"], ["tableware", "sticks"], ["napkins", "slip"], ["clear", "table"], ["bill", "wallet"], ["staff", "staff"]];
const PAUSE = 60;

/** kind → "busy" while the call is on its way. */
export const callState = signal({});
const second = signal(0);

export async function callStaff(kind, orderId) {
  callState.value = { ...callState.value, [kind]: "busy" };
  try {
    const call = await api.post("/api/v1/visit/calls", { kind, ...(orderId ? { order_id: orderId } : {}) });
    calls.value = [...calls.value.filter((each) => each.id !== call.id), call];
    show(`${wordOf(kind)} · ${t("told")}`);
  } catch (problem) {
    if (problem.status === 429) show(t("told"));
    else show(problem.status ? problem.message : t("cannotCall"), { error: true });
  } finally {
    callState.value = { ...callState.value, [kind]: "" };
  }
}

export const wordOf = (kind) => (kind === "rush" ? t("callRush") : t(kind));

const lastOf = (kind) => calls.value.filter((call) => call.kind === kind).sort((a, b) => (a.made_at < b.made_at ? 1 : -1))[0];

function left(call) {
  second.value;
  return call ? Math.ceil(PAUSE - (serverNow() - Date.parse(call.made_at)) / 1000) : 0;
}

export function Calls() {
  useEffect(() => {
    const timer = setInterval(() => { second.value += 1; }, 1000);
    return () => clearInterval(timer);
  }, []);
  const there = Boolean(visit.value) && visit.value.status === "open" && !gate.value;
  return html`
    <${Sheet} title=${t("callTitle")} close=${close} closeLabel=${t("close")} className="call-sheet">
      <p class="hint">${there ? t("callHint") : t("cannotCall")}</p>
      ${there && html`<div class="call-kinds">${KINDS.map(([kind, icon]) => html`<${Kind} key=${kind} kind=${kind} icon=${icon} />`)}</div>`}
      <p class="hint">${t("paperMenu")}</p>
    </${Sheet}>`;
}

function Kind({ kind, icon }) {
  const last = lastOf(kind);
  const wait = left(last);
  return html`
    <button type="button" class="button call-kind" disabled=${wait > 0 || callState.value[kind] === "busy"} onClick=${() => callStaff(kind)}>
      <${Icon} name=${icon} size="26" /><b>${t(kind)}</b>
      <small>${last ? stateOf(last) : ""}${wait > 0 ? ` · ${t("againIn", { n: wait })}` : ""}</small>
    </button>`;
}

function stateOf(call) {
  return call.answered_at ? t("onTheWay", { who: call.answered_by || t("aWaiter") }) : t("toldAt", { time: at(call.made_at) });
}

/** On the status page: the latest call of each kind. */
export function CallsMade() {
  const made = KINDS.map(([kind]) => lastOf(kind)).filter(Boolean);
  if (!made.length) return null;
  return html`
    <ul class="calls-made">
      ${made.map((call) => html`
        <li key=${call.id}><${Icon} name=${call.answered_at ? "check" : "bell"} size="18" />
          <span>${wordOf(call.kind)} · <b>${stateOf(call)}</b></span></li>`)}
    </ul>`;
}
