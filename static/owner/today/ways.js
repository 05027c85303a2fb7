/** How a bill is taken apart at the counter. What a share costs is the server's word; until it comes nothing can be taken. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { parseMoney } from "../../shared/money.js";
import { named } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { Field } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { shop } from "../shell/shops.js";
import { v } from "./visit_words.js";

const WAYS = ["whole", "even", "guest", "items", "amount"];

/** `{wish, change, told, amount}`: `told` is the last SplitOut, `amount` what the wish costs, null while that is asked. */
export function useShare(at, due, covers) {
  const [wish, setWish] = useState({ way: "whole", parts: Math.max(2, covers || 2), guests: [], lines: [], text: "" });
  const [heard, setHeard] = useState({ query: "", told: null });
  const last = useRef("");
  const query = queryOf(wish);
  useEffect(() => {
    last.current = query;
    attempt(() => api.get(`${at}/split?${query}`)).then(({ answer }) => {
      if (answer && last.current === query) setHeard({ query, told: answer });
    });
  }, [at, query]);
  const { told } = heard;
  const lock = told?.locked;
  const fits = heard.query === query && told.mode === wish.way;
  return {
    wish: lock?.mode === "even" ? { ...wish, parts: lock.parts } : wish,
    change: (next) => setWish({ ...wish, ...next }),
    told,
    amount: wish.way === "whole" ? due : fits ? (hasChosen(wish) ? told.chosen : 0) : null,
  };
}

function queryOf({ way, parts, guests, lines, text }) {
  const query = new URLSearchParams({ mode: way === "whole" ? "even" : way, parts });
  if (way === "guest" && guests.length) query.set("guest_ids", guests.join(","));
  if (way === "items" && lines.length) query.set("line_ids", lines.join(","));
  if (way === "amount") query.set("amount", parseMoney(text, shop.value.currency) || 0);
  return query.toString();
}

const hasChosen = ({ way, guests, lines }) => (way === "guest" ? guests : way === "items" ? lines : [way]).length > 0;

/** What goes along with the payment. */
export function splitOf({ wish, amount }, due) {
  const { way, parts, guests, lines } = wish;
  if (way === "whole") return { amount: due };
  const more = { even: { parts }, guest: { guest_ids: guests }, items: { line_ids: lines }, amount: {} }[way];
  return { split: { mode: way, shown: amount, ...more }, ...(way === "amount" && { amount }) };
}

export function Ways({ share, say }) {
  const { wish, change, told } = share;
  const lock = told?.locked;
  const Panel = PANELS[wish.way];
  return html`
    <div class="chips" role="group" aria-label=${v("pay_parts")}>
      ${WAYS.map((way) => html`
        <button type="button" class="chip" key=${way} aria-pressed=${way === wish.way}
          disabled=${Boolean(lock) && way !== "whole" && way !== lock.mode} onClick=${() => change({ way })}>
          ${way === wish.way && html`<${Icon} name="check" size="16" />`} ${v(`way_${way}`)}</button>`)}
    </div>
    ${lock && html`<p class="hint">${v("way_locked", { way: v(`way_${lock.mode}`) })}</p>`}
    ${Panel && html`<${Panel} wish=${wish} change=${change} told=${told} say=${say} />`}`;
}

function Evenly({ wish, change, told }) {
  const fixed = Boolean(told?.locked);
  const set = (parts) => change({ parts: Math.min(50, Math.max(2, parts)) });
  return html`
    <p class="line share-parts">
      <span class="grow">${v("parts", { n: wish.parts })}</span>
      <button type="button" class="round-button" aria-label=${v("fewer_parts")} disabled=${fixed || wish.parts <= 2}
        onClick=${() => set(wish.parts - 1)}><${Icon} name="minus" size="20" /></button>
      <b aria-live="polite">${wish.parts}</b>
      <button type="button" class="round-button" aria-label=${v("more_parts")} disabled=${fixed}
        onClick=${() => set(wish.parts + 1)}><${Icon} name="plus" size="20" /></button>
    </p>`;
}

const flip = (list, one) => (list.includes(one) ? list.filter((each) => each !== one) : [...list, one]);

function Guests({ wish, change, told, say }) {
  const open = (told?.mode === "guest" ? told.shares : []).filter((share) => share.state === "open");
  return html`
    <ul class="rows picks">
      ${open.map((share) => html`
        <li key=${share.guest_id}><label class="check wide">
          <input type="checkbox" checked=${wish.guests.includes(share.guest_id)}
            onChange=${() => change({ guests: flip(wish.guests, share.guest_id) })} />
          <span class="grow">${share.name || v("nobody")}</span><span class="sum">${say(share.amount)}</span></label></li>`)}
    </ul>`;
}

function Dishes({ wish, change, told, say }) {
  return html`
    <ul class="rows picks">
      ${(told?.lines || []).map((line) => html`
        <li key=${line.id}><label class="check wide">
          <input type="checkbox" checked=${wish.lines.includes(line.id)} disabled=${line.paid}
            onChange=${() => change({ lines: flip(wish.lines, line.id) })} />
          <span class="grow">${line.quantity}× ${named(line)} <small>${line.guest}</small></span>
          <span class="sum">${line.paid ? `✓ ${v("paid")}` : say(line.share)}</span></label></li>`)}
    </ul>
    <p class="hint">${v("with_fees")}</p>`;
}

const Amount = ({ wish, change }) => html`
  <${Field} id="part-amount" label=${v("part_amount")} inputmode="decimal" autocomplete="off" value=${wish.text}
    onInput=${(event) => change({ text: event.target.value })} />`;

const PANELS = { even: Evenly, guest: Guests, items: Dishes, amount: Amount };
