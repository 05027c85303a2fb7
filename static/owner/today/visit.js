/** One table: what was ordered, what is due, and everything that staff do with it. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { money } from "../../shared/money.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { ask, askReason } from "../shell/confirm.js";
import { day, readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { Bill } from "./bill.js";
import { Destinations } from "./moving.js";
import { StaffOrder } from "./ordering.js";
import { Pay } from "./pay.js";
import { Printing } from "./printing.js";
import { Rounds } from "./rounds.js";
import { v } from "./visit_words.js";

/** The id of the visit on screen. */
export const visitShown = signal(null);
const close = () => { visitShown.value = null; };

export function VisitSheet({ id }) {
  const [state, setState] = useState(null);
  const [{ items: payments, wallets }, setPayments] = useState({ items: [], wallets: [] });
  const [refunds, setRefunds] = useState({ items: [], lines: [] });
  const [requests, setRequests] = useState([]);
  const [doing, setDoing] = useState(null);
  const turns = useRef({ begun: 0, shown: 0 });
  const at = `${home.value}/visits/${id}`;

  /** Reads overtake each other on a busy line; what was asked for earlier never covers what was asked for later. */
  async function load() {
    const turn = ++turns.current.begun;
    const [visit, paid, back, asked] = await Promise.all([
      attempt(() => api.get(at), { quiet: true }),
      attempt(() => api.get(`${at}/payments`), { quiet: true }),
      attempt(() => api.get(`${at}/refunds`), { quiet: true }),
      attempt(() => api.get(`${home.value}/refund-requests`), { quiet: true }),
    ]);
    if (turn < turns.current.shown) return;
    turns.current.shown = turn;
    if (visit.answer) setState(visit.answer);
    if (paid.answer) setPayments(paid.answer);
    if (back.answer) setRefunds(back.answer);
    if (asked.answer) setRequests(asked.answer.items.filter((request) => request.visit_id === id));
  }

  useEffect(() => { load(); }, [id, day.value]);
  if (!state) return null;

  async function act(work) {
    const done = await attempt(work);
    await Promise.all([load(), readDay()]);
    return done;
  }

  const say = (minor) => money(minor, state.bill.currency);
  const table = state.table.label;
  const shared = { state, at, act, say, back: () => setDoing(null), close };
  if (doing === "order") return html`<${StaffOrder} ...${shared} />`;
  if (doing === "move" || doing === "merge") return html`<${Destinations} how=${doing} ...${shared} />`;
  if (doing?.round) return html`<${Destinations} how="separate" round=${doing.round} ...${shared} />`;
  const title = [table, state.visit.covers && v("covers", { n: state.visit.covers })].filter(Boolean).join(" · ");
  return html`
    <${Sheet} title=${title} close=${close} className="visit">
      <div class="stack">
        <${Pay} ...${shared} payments=${payments} wallets=${wallets.filter((name) => name !== "counter")}
          open=${doing === "pay"} begin=${() => setDoing("pay")} />
        ${doing === "print" && html`<${Printing} ...${shared} bill=${state.bill} />`}
        <${Actions} ...${shared} doing=${doing} start=${setDoing} />
        <${Rounds} ...${shared} separate=${(round) => setDoing({ round })} />
        <${Bill} ...${shared} payments=${payments} refunds=${refunds} requests=${requests} />
      </div>
    <//>`;
}

function Actions({ state, at, act, say, doing, start }) {
  const { bill } = state;
  const table = state.table.label;
  const button = (key, icon, press, more) => html`
    <button type="button" class="button" onClick=${press} ...${more}><${Icon} name=${icon} size="20" /> ${v(key)}</button>`;

  const unfolds = (key, icon) =>
    button(key, icon, () => start(doing === key ? null : key), { "aria-expanded": String(doing === key) });

  async function clear() {
    const about = { table, money: say(bill.due) };
    const body = bill.due ? await forced(about) : await agreed(about);
    if (!body) return;
    const { answer } = await act(() => api.post(`${at}/close`, body));
    if (answer) close();
  }

  async function forced(about) {
    const question = { title: v("close_title", about), text: v("close_unpaid", about), yes: v("force_yes") };
    const reason = await askReason(question);
    return reason && { how: "forced", reason };
  }

  async function agreed(about) {
    const text = state.orders.length ? v("close_text") : v("close_empty");
    const yes = await ask({ title: v("close_title", about), text, yes: v("close_yes"), harmless: true });
    return yes && { how: "settled" };
  }

  return html`
    <div class="visit-actions">
      ${button("order", "plus", () => start("order"))}
      ${bill.due > 0 && !bill.being_paid && unfolds("pay", "wallet")}
      ${button("move", "right", () => start("move"))}
      ${button("merge", "users", () => start("merge"))}
      ${state.orders.length > 0 && unfolds("print", "slip")}
      ${button("close", "check", clear)}
    </div>`;
}
