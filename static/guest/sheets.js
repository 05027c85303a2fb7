/** The one sheet that is open, if any. */
import { html } from "htm/preact";
import { Calls } from "./calls.js";
import { CartSheet } from "./cart_panel.js";
import { Covers } from "./covers.js";
import { Options } from "./options.js";
import { People } from "./people.js";
import { sheet } from "./views.js";
import { WalletSheet } from "./wallet_sheet.js";

const SHEETS = { options: Options, cart: CartSheet, call: Calls, covers: Covers, people: People, wallet: WalletSheet };

export function Sheets() {
  const open = sheet.value;
  if (!open) return null;
  const Body = SHEETS[open.kind];
  return html`<${Body} key=${open.kind} ...${open} />`;
}
