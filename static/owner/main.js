/** The owner's settings: who is signed in decides what is drawn. */
import { render } from "preact";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { remember, session } from "../shared/sign_in.js";
import { Entrance } from "./shell/entrance.js";
import { Found } from "./shell/found.js";
import { Frame } from "./shell/frame.js";
import { founding, loadShops, shops } from "./shell/shops.js";

function App() {
  useEffect(() => { remember(); }, []);
  useEffect(() => { if (session.value) loadShops(); }, [session.value?.account.id]);
  if (session.value === undefined) return null;
  if (session.value === null) return html`<${Entrance} />`;
  if (shops.value === undefined) return html`<p class="loading">…</p>`;
  if (!shops.value.length || founding.value) return html`<${Found} />`;
  return html`<${Frame} />`;
}

const root = document.getElementById("app");
root.replaceChildren();
render(html`<${App} />`, root);
