/** What else can be done with a card or one of its dishes: answer a table that hurries, send a dish back, rush. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { api, at } from "../link.js";
import { sheet } from "../panels.js";
import { put } from "../store.js";
import { dishName, orderNumber } from "../names.js";
import { say } from "../toast.js";
import { t as board } from "../words.js";
import { bumpLine, fireCourse, recallLine, rushCard, serveAll, tapLine } from "./acts.js";
import { cards } from "./state.js";
import { t } from "./words.js";

const REPLIES = [0, 5, 10];
const close = () => { sheet.value = null; };

export function openCard(card, line) {
  sheet.value = { kind: "card", orderId: card.id, lineId: line?.id };
}

async function reply(card, minutes) {
  close();
  try {
    for (const ticket of new Set(card.calls.map((call) => call.ticket.id))) {
      put([await api.post(`/api/v1/kitchen/tickets/${ticket}/answer`, { minutes })]);
    }
    say(board("answered", { table: card.table }));
  } catch (problem) {
    say(problem.status ? board("refused", { why: problem.message }) : board("needs_line"));
  }
}

function Act({ icon, word, go }) {
  return html`
    <button type="button" class="act" onClick=${() => { close(); go(); }}><${Icon} name=${icon} />${word}</button>`;
}

/** What a dish can become from where it is. */
function LineActs({ line }) {
  const acts = {
    queued: [["check", "bump_line", bumpLine]],
    preparing: [["check", "bump_line", bumpLine]],
    ready: [["check", "serve_line", tapLine], ["undo", "recall_line", recallLine]],
    served: [["undo", "take_back", tapLine], ["undo", "recall_line", recallLine]],
  }[line.status] || [];
  return html`
    <h3>${line.quantity}× ${dishName(line)} · ${t(`state_${line.status}`)}</h3>
    <div class="acts">
      ${acts.map(([icon, word, go]) => html`<${Act} key=${word} icon=${icon} word=${t(word)} go=${() => go(line)} />`)}
    </div>`;
}

export function CardMenu() {
  const card = cards.value.find((each) => each.id === sheet.value.orderId);
  if (!card) return null;
  const line = card.lines.find((each) => each.id === sheet.value.lineId);
  const toRush = card.unfinished.some((ticket) => !ticket.rushed);
  return html`
    <${Sheet} title=${`${card.table} ${orderNumber(card)}`} close=${close}
      closeLabel=${board("close")} className="dark">
      ${line && html`<${LineActs} line=${line} />`}
      ${card.calls.length > 0 && html`
        <h3>${board("answer")}</h3>
        <div class="acts">
          ${REPLIES.map((n) => html`
            <button type="button" class="act" key=${n} onClick=${() => reply(card, n)}>
              ${n ? board("more_minutes", { n }) : board("soon")}
            </button>`)}
        </div>`}
      <h3>${board("details")}</h3>
      <p>${board("round", { n: card.round })} · ${board("placed")} ${at(card.placed_at, { seconds: true })}
        ${card.covers ? ` · ${board("covers", { n: card.covers })}` : ""}</p>
      <div class="acts">
        ${card.ready.length > 0 && html`<${Act} icon="check" word=${t("serve_all")} go=${() => serveAll(card)} />`}
        ${toRush && html`<${Act} icon="rush" word=${t("rush")} go=${() => rushCard(card)} />`}
        ${card.held.map((course) => html`
          <${Act} key=${course.course} icon="play" word=${t("fire", { n: course.course })}
            go=${() => fireCourse(course)} />`)}
      </div>
    <//>`;
}
