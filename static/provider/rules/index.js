/** The programmes as data: what counts, since when, and where each is known from. Here restaurants are invited too. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { api } from "../shared/sign_in.js";
import { Fault, Skeleton, Who, yuan } from "./parts.js";
import { fault, load as loadOverview, title } from "./state.js";
import { t } from "./words.js";

const STATUS = { sourced: "sourced", "secondary source": "secondary", assumed: "assumed" };
const programmes = signal(null);
const said = signal({});

export function Rules() {
  async function load() {
    try {
      programmes.value = (await api.get("/api/v1/provider/programmes")).items;
    } catch (problem) {
      fault.value = problem.message;
    }
  }
  useEffect(() => { load(); }, []);
  return html`
    <header class="title"><h1>${t("rules")}</h1></header>
    ${fault.value && html`<${Fault} again=${() => { fault.value = ""; load(); }} />`}
    ${programmes.value ? programmes.value.map((p) => html`<${Programme} key=${p.code} programme=${p} />`)
    : !fault.value && html`<${Skeleton} />`}`;
}

function Programme({ programme }) {
  return html`
    <section class="card rules">
      <h2>${title(programme.title)} <small>${programme.code}</small>
        <span class=${`tag ${programme.status === "sourced" ? "" : "doubt"}`}>${programme.status === "sourced" ? "" : "△ "}${t(STATUS[programme.status])}</span></h2>
      <p class="aside">${title(programme.source)}</p>
      ${programme.versions.map((version) => html`<${Version} key=${version.from} version=${version} />`)}
      <h3>${t("papers")}</h3>
      <ul class="papers">${programme.requirements.map((r) => html`
        <li key=${r.code}>${title(r.title)} <${Who} who=${r.who} /></li>`)}</ul>
      <${Invite} code=${programme.code} />
    </section>`;
}

function Version({ version }) {
  const list = (names) => names.map((name) => t(name)).join("、");
  return html`
    <dl>
      <div><dt>${t("from")} – ${t("until")}</dt><dd>${version.from} – ${version.until}</dd></div>
      <div><dt>${t("channels")}</dt><dd>${list(version.scope.channels ?? [])}</dd></div>
      <div><dt>${t("wallets")}</dt><dd>${list(version.scope.wallets ?? [])}</dd></div>
      ${version.conditions.filter((c) => c.is === "at_least").map((c) => html`
        <div key=${c.code}><dt>${t("least")}</dt><dd>${yuan(c.value)}</dd></div>`)}
      ${version.rewards.map((reward) => html`
        <div key=${reward.code}><dt>${reward.title ? title(reward.title) : t("perOrder")}</dt><dd>${worth(reward)}</dd></div>`)}
    </dl>`;
}

/** What a reward brings, and what for: an amount by itself, by entry, or as a share with its tiers. */
function worth(reward) {
  const goal = reward.orders ? ` · ${t("orders", { n: reward.orders })}` : "";
  if (reward.amounts) {
    return Object.entries(reward.amounts).map(([channel, amount]) => `${t(channel)} ${yuan(amount)}`).join("、");
  }
  if (reward.tiers) return reward.tiers.map((tier) => `≥ ${yuan(tier.from)} ${tier.rate / 100} %`).join("、");
  return `${yuan(reward.amount)}${goal}`;
}

function Invite({ code }) {
  async function send(event) {
    event.preventDefault();
    const form = event.target;
    try {
      await api.post(`/api/v1/provider/programmes/${code}/enrolments`, { restaurant_id: form.elements.id.value.trim() });
      said.value = { [code]: { good: true, text: t("invited") } };
      form.reset();
      loadOverview();
    } catch (problem) {
      said.value = { [code]: { good: false, text: problem.message } };
    }
  }
  const answer = said.value[code];
  return html`
    <form class="invite" onSubmit=${send}>
      <div class="field"><label for=${`id-${code}`}>${t("invite")} · ${t("inviteId")}</label>
        <input id=${`id-${code}`} name="id" required maxlength="36" autocomplete="off" spellcheck="false" /></div>
      <button class="button">${t("inviteGo")}</button>
    </form>
    ${answer && html`<p class=${`notice ${answer.good ? "good" : "bad"}`} role="status">${answer.text}</p>`}`;
}
