/** Profile, mode, gate, fees with the guest's sentence. */
import { html } from "htm/preact";
import { api } from "../shared/sign_in.js";
import { act } from "./main.js";

const GATES = { open: "扫码就能点(照片外流也能点,请留意)", staff_opens: "店员开台后才能点", first_order_waits: "第一单等店员确认", pin: "要桌号密码" };

export function Shop({ shop, home, reload }) {
  const save = async (change) => { await act(() => api.patch(home, { version: shop.version, ...change })); reload(); };
  const fee = shop.fees.find((f) => f.kind === "per_head");
  const setFee = (yuan) => save({ fees: [...shop.fees.filter((f) => f.kind !== "per_head"), ...(yuan > 0 ? [{ kind: "per_head", name: fee?.name || "茶位", amount: Math.round(yuan * 100) }] : [])] });
  return html`<section class="card"><h2>门店</h2><label for="shop">店名</label><input id="shop" value=${shop.name} maxlength="60" onChange=${(e) => save({ name: e.target.value })} />
      <label for="day">营业日从几点算起</label><input id="day" type="time" value=${shop.day_starts_at} onChange=${(e) => save({ day_starts_at: e.target.value })} /></section>
    <section class="card"><h2>怎么点</h2><label for="mode">付款</label><select id="mode" value=${shop.service_mode} onChange=${(e) => save({ service_mode: e.target.value })}><option value="pay_after">先吃后付</option><option value="pay_first">先付后吃</option></select>
      <label for="gate">谁能点</label><select id="gate" value=${shop.gate} onChange=${(e) => save({ gate: e.target.value })}>${Object.entries(GATES).map(([key, text]) => html`<option value=${key}>${text}</option>`)}</select></section>
    <section class="card"><h2>费用</h2><label for="fee">茶位(元 / 位)</label><input id="fee" class="price" inputmode="decimal" value=${fee ? fee.amount / 100 : ""} onChange=${(e) => setFee(Number(e.target.value))} />
      <p class="good">客人会看到:${fee ? `合计含${fee.name} ¥${fee.amount / 100} × 3` : "没有额外费用"}</p></section>`;
}
