/** The guest's page. The server has drawn the first view already; this takes it over as it stands and makes it live. */
import { html } from "htm/preact";
import { hydrate } from "preact";
import { begin } from "./begin.js";
import { Bill } from "./bill.js";
import { Bar } from "./bar.js";
import { Confirm } from "./confirm.js";
import { Header } from "./header.js";
import { Menu } from "./menu.js";
import { first } from "./phone.js";
import { Receipt } from "./receipt.js";
import { Announcer } from "./say.js";
import { Sheets } from "./sheets.js";
import { StaffSlip } from "./staff_slip.js";
import { Status } from "./status.js";
import { speak } from "./table.js";
import { view } from "./views.js";
import { lang } from "./words.js";

const PAGES = { confirm: Confirm, status: Status, bill: Bill, receipt: Receipt };

function App() {
  const Page = PAGES[view.value];
  return html`
    <${Header} />
    <${Menu} hidden=${Boolean(Page)} />
    ${Page && html`<${Page} />`}
    <${Bar} />
    <${Sheets} />
    <${StaffSlip} />
    <${Announcer} />`;
}

const wanted = lang.value;
lang.value = first.lang; // what the server drew; another wish follows once it is taken over
hydrate(html`<${App} />`, document.getElementById("app"));
document.documentElement.classList.add("live");
if (wanted !== first.lang) speak(wanted).catch(() => { lang.value = first.lang; });
begin();
