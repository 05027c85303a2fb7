/** Who works here: taken on with a role, given another, given a new password, let go. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { session } from "../../shared/sign_in.js";
import { createWords } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { ask } from "../shell/confirm.js";
import { inWords } from "../shell/faults.js";
import { Field, Select } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, role, shop } from "../shell/shops.js";
import { Once } from "./once.js";

const t = createWords({
  add: ["加店员", "Take somebody on"],
  email: ["邮箱", "E-mail"],
  email_fault: ["请写完整的邮箱，如 chen@example.cn", "The whole address, such as chen@example.cn"],
  name: ["称呼（可不填）", "Name (optional)"],
  role: ["岗位", "Role"],
  owner: ["老板", "Owner"],
  manager: ["经理", "Manager"],
  waiter: ["服务员", "Waiter"],
  cook: ["厨师", "Cook"],
  owner_may: ["全部，包括店员和记录", "everything, staff and record included"],
  manager_may: ["菜单、桌台、厨房、费用、退款", "menu, tables, kitchen, fees, refunds"],
  waiter_may: ["今日：接单、收款、点菜、售罄", "the day: accept, take money, order, sold out"],
  cook_may: ["看厨房和档口", "see kitchen and stations"],
  hire: ["加进来", "Take on"],
  password: ["{email} 的密码，只显示这一次", "Password of {email}, shown this once"],
  password_how: ["请当面给本人，登录后可以自己改。", "Give it in person; it can be changed after signing in."],
  joined: ["{email} 已有账号，用自己的密码就能进来。", "{email} has an account and signs in with their own password."],
  new_password: ["给新密码", "New password"],
  new_title: ["给 {name} 新密码？", "A new password for {name}?"],
  new_text: ["旧密码马上不能用，已登录的设备都退出。", "The old one stops working; every device is signed out."],
  dismiss: ["移除", "Let go"],
  dismiss_title: ["移除 {name}？", "Let {name} go?"],
  dismiss_text: ["马上进不来这家店。做过的事仍留在记录里。", "Access ends at once. What they did stays on record."],
  you: ["你", "you"],
  role_of: ["{name} 的岗位", "Role of {name}"],
});
const ROLES = ["owner", "manager", "waiter", "cook"];

export function Staff() {
  const [people, setPeople] = useState([]);
  const [shown, setShown] = useState(null);
  const mayChange = role.value === "owner";

  async function load() {
    const { answer } = await attempt(() => api.get(`${home.value}/staff`));
    if (answer) setPeople(answer.items);
  }
  useEffect(() => { load(); }, [shop.value.id]);

  return html`
    <div class="card">
      ${shown && html`<${Once} ...${shown} close=${() => setShown(null)} />`}
      <ul class="rows">
        ${people.map((person) => html`
          <${Person} key=${person.id} person=${person} mayChange=${mayChange} load=${load} show=${setShown} />`)}
      </ul>
      ${mayChange && html`<${Hire} load=${load} show=${setShown} />`}
    </div>`;
}

function Person({ person, mayChange, load, show }) {
  const at = `${home.value}/staff/${person.id}`;
  const name = person.name || person.email;
  const me = person.email === session.value.account.email;

  async function act(work) {
    const done = await attempt(work);
    load();
    return done;
  }

  async function password() {
    if (!await ask({ title: t("new_title", { name }), text: t("new_text"), yes: t("new_password") })) return;
    const { answer } = await act(() => api.post(`${at}/password`));
    if (answer) show({ label: t("password", answer), text: answer.password, about: t("password_how") });
  }

  async function dismiss() {
    if (!await ask({ title: t("dismiss_title", { name }), text: t("dismiss_text"), yes: t("dismiss") })) return;
    act(() => api.del(at));
  }

  return html`
    <li class="person">
      <p><b>${name}</b>${me && html` <span class="tag">${t("you")}</span>`}<small>${person.email}</small></p>
      ${mayChange && !me
        ? html`
          <${Select} id=${`role-${person.id}`} label=${t("role_of", { name })} value=${person.role}
            options=${ROLES.map((key) => [key, t(key)])} onChange=${(next) => act(() => api.patch(at, { role: next }))} />
          <p class="line">
            <button type="button" class="link" onClick=${password}>${t("new_password")}</button>
            <button type="button" class="link seal-text" onClick=${dismiss}>${t("dismiss")}</button>
          </p>`
        : html`<p>${t(person.role)}</p>`}
    </li>`;
}

function Hire({ load, show }) {
  const [chosen, setChosen] = useState("waiter");
  const [fault, setFault] = useState("");

  async function hire(event) {
    event.preventDefault();
    const form = event.target;
    const given = new FormData(form);
    const body = { email: given.get("email").trim(), name: given.get("name").trim(), role: chosen };
    const { answer, problem } = await attempt(() => api.post(`${home.value}/staff`, body), { quiet: true });
    setFault(problem ? (problem.code === "invalid" ? t("email_fault") : inWords(problem)) : "");
    if (problem) return;
    form.reset();
    load();
    show(answer.password
      ? { label: t("password", answer), text: answer.password, about: t("password_how") }
      : { label: t("joined", answer) });
  }

  return html`
    <form class="stack hiring" onSubmit=${hire} novalidate>
      <h3>${t("add")}</h3>
      <div class="two">
        <${Field} id="hire-email" name="email" type="email" label=${t("email")} autocomplete="off" fault=${fault} />
        <${Field} id="hire-name" name="name" label=${t("name")} maxlength="60" autocomplete="off" />
      </div>
      <${Select} id="hire-role" label=${t("role")} value=${chosen} onChange=${setChosen} hint=${t(`${chosen}_may`)}
        options=${ROLES.map((key) => [key, t(key)])} />
      <button class="button"><${Icon} name="plus" size="20" /> ${t("hire")}</button>
    </form>`;
}
