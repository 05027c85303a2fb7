/** A ticket as a row of a list (recall, held, left over): table and number, dishes, a time, and what can be done. */
import { html } from "htm/preact";
import { dishName, orderNumber } from "./names.js";

export function Listed({ ticket, time, since, children }) {
  const dishes = ticket.lines.filter((line) => line.status !== "voided")
    .map((line) => `${line.quantity}× ${dishName(line, ticket)}`);
  return html`
    <li data-listed=${ticket.id}>
      <h3><span>${ticket.table} <small>${orderNumber(ticket)}</small></span><small>${time}</small></h3>
      <p>${dishes.join("，")}</p>
      <div class="together"><span>${since}</span>${children}</div>
    </li>`;
}
