/** API tokens of the person who is signed in: made, shown once, revoked. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { createWords, lang } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { ask } from "../shell/confirm.js";
import { Field } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { Once } from "./once.js";

const t = createWords({
  about: ["令牌能做你能做的事。给一个程序一个，不用了就作废。说明在", "A token may do what you may. One for each program; revoke it when it is done. See"],
  docs: ["接口文档", "the API docs"],
  none: ["还没有令牌", "No token yet"],
  name: ["给谁用，如 收银机", "What for, such as the till"],
  name_fault: ["1 到 60 个字", "1 to 60 characters"],
  make: ["做一个令牌", "Make a token"],
  once: ["新令牌，只显示这一次", "The new token, shown this once"],
  made: ["{date} 做的", "made {date}"],
  revoke: ["作废", "Revoke"],
  revoke_title: ["作废「{name}」？", "Revoke {name}?"],
  revoke_text: ["用它的程序马上连不上。", "The program that uses it is cut off at once."],
});

export function Tokens() {
  const [tokens, setTokens] = useState([]);
  const [shown, setShown] = useState(null);
  const [fault, setFault] = useState("");

  async function load() {
    const { answer } = await attempt(() => api.get("/api/v1/tokens"));
    if (answer) setTokens(answer.items);
  }
  useEffect(() => { load(); }, []);

  async function make(event) {
    event.preventDefault();
    const form = event.target;
    const name = new FormData(form).get("name").trim();
    setFault(name ? "" : t("name_fault"));
    if (!name) return;
    const { answer } = await attempt(() => api.post("/api/v1/tokens", { name }));
    if (!answer) return;
    form.reset();
    setShown(answer.token);
    load();
  }

  async function revoke(token) {
    if (!await ask({ title: t("revoke_title", token), text: t("revoke_text"), yes: t("revoke") })) return;
    await attempt(() => api.del(`/api/v1/tokens/${token.id}`));
    load();
  }

  const date = (at) => new Date(at).toLocaleDateString(lang.value === "zh" ? "zh-CN" : "en-GB");
  return html`
    <div class="card stack">
      <p class="quiet">${t("about")} <a href="/api/docs" target="_blank" rel="noreferrer">${t("docs")}</a></p>
      ${shown && html`<${Once} label=${t("once")} text=${shown} close=${() => setShown(null)} />`}
      ${tokens.length === 0 && html`<p>${t("none")}</p>`}
      <ul class="rows">
        ${tokens.map((token) => html`
          <li key=${token.id} class="row">
            <span class="grow"><b>${token.name}</b> <small>${t("made", { date: date(token.made_at) })}</small></span>
            <button type="button" class="button small danger" onClick=${() => revoke(token)}>${t("revoke")}</button>
          </li>`)}
      </ul>
      <form class="adding" onSubmit=${make} novalidate>
        <${Field} id="token-name" name="name" label=${t("name")} maxlength="60" autocomplete="off" fault=${fault} />
        <button class="button">${t("make")}</button>
      </form>
    </div>`;
}
