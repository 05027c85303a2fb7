/** The month day by day: all orders, those that count, and how many came without contact (a report, no condition). */
import { html } from "htm/preact";
import { t } from "../words.js";

export function Days({ days: known, month }) {
  const days = whole(known, month);
  const most = Math.max(...days.map((day) => day.orders), 0);
  if (!most) return null;
  const all = days.reduce((sum, day) => sum + day.orders, 0);
  const without = days.reduce((sum, day) => sum + day.contactless, 0);
  const size = (name, value) => (bar) => bar?.style.setProperty(name, value / most);
  return html`
    <section class="card days">
      <h2>${t("daysTitle")} <small>${t("contactless", { n: without, m: all, share: Math.round((100 * without) / all) })}</small></h2>
      <ol class="curve" aria-hidden="true">
        ${days.map((day) => html`
          <li key=${day.day} title=${`${day.day} · ${day.counted} / ${day.orders}`}>
            <i ref=${size("--all", day.orders)}><b ref=${size("--counted", day.counted)}></b></i>
            <span>${Number(day.day.slice(8)) % 5 === 1 ? Number(day.day.slice(8)) : ""}</span>
          </li>`)}
      </ol>
      <details><summary>${t("asTable")}</summary>
        <table>
          <thead><tr><th scope="col">${t("day")}</th><th scope="col" class="number">${t("allOrders")}</th>
            <th scope="col" class="number">${t("counts")}</th><th scope="col" class="number">${t("without")}</th></tr></thead>
          <tbody>${known.map((day) => html`
            <tr key=${day.day}><th scope="row">${day.day.slice(5)}</th><td class="number">${day.orders}</td>
              <td class="number">${day.counted}</td><td class="number">${day.contactless}</td></tr>`)}</tbody>
        </table>
      </details>
    </section>`;
}

/** Every day of the month, those without an order too. */
function whole(known, month) {
  const [year, number] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const by = new Map(known.map((day) => [day.day, day]));
  return Array.from({ length: last }, (_, n) => {
    const day = `${month}-${String(n + 1).padStart(2, "0")}`;
    return by.get(day) || { day, orders: 0, counted: 0, contactless: 0 };
  });
}
