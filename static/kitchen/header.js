/** The head of the screen: whose it is, what there is, whether it hears, wakes and lives, and the server's time. */
import { computed } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { serverNow } from "../shared/time.js";
import { named } from "../shared/words.js";
import { portionsToDo } from "./all_day.js";
import { isAwake, startShift } from "./awake.js";
import { soldOut } from "./dishes.js";
import { at, clockIsOff, isPaired, isStale, silence } from "./link.js";
import { panel, sheet, showBoard, togglePanel } from "./panels.js";
import { isNarrow } from "./size.js";
import { mutedUntil, soundState, started, toggleMuted, wakeSound } from "./sound.js";
import { keepsNothing } from "./prefs.js";
import { filter, held, isHere, leftOver, open, screen, second, stations } from "./store.js";
import { say } from "./toast.js";
import { t } from "./words.js";

const uneasy = computed(() => (silence.value >= 6 ? silence.value : 0)); // a heartbeat comes every 4 to 5 s
const clock = computed(() => second.value && at(serverNow()));
const muted = computed(() => Math.ceil((mutedUntil.value - second.value * 1000) / 60000));

function Tab({ name, count, pressed, go, className = "" }) {
  return html`
    <button type="button" class=${`tab ${className}`} aria-pressed=${String(pressed)} onClick=${go} data-tab=${name}>
      ${t(name)}${count === undefined ? null : html`<b>${count}</b>`}
    </button>`;
}

function Tabs() {
  const onBoard = isNarrow.value ? panel.value === "" : ["", "all_day"].includes(panel.value);
  const out = soldOut.value.length;
  const rare = [["held", held.value.filter(isHere).length], ["left_over", leftOver.value.filter(isHere).length]];
  return html`
    <nav class="tabs" aria-label=${t("views")}>
      <${Tab} name="orders" count=${open.value.length} pressed=${onBoard} go=${showBoard} />
      <${Tab} name="all_day" count=${portionsToDo.value} pressed=${isNarrow.value && panel.value === "all_day"}
        go=${() => togglePanel("all_day")} />
      ${rare.filter(([name, count]) => count > 0 || panel.value === name).map(([name, count]) => html`
        <${Tab} key=${name} name=${name} count=${count} className=${name} pressed=${panel.value === name}
          go=${() => togglePanel(name)} />`)}
      <${Tab} name="recall" pressed=${panel.value === "recall"} go=${() => togglePanel("recall")} />
      <${Tab} name="out" count=${out || undefined} pressed=${panel.value === "out"} go=${() => togglePanel("out")} />
    </nav>`;
}

/** With several stations: all of them, or any choice of them; each says how much waits there, seen or not. */
function Stations() {
  const chosen = filter.value.filter((id) => stations.value.some((station) => station.id === id));
  const count = (id) => open.value.filter((ticket) => ticket.station_id === id).length;
  const homeless = count(null); // they show whatever is chosen
  const toggle = (id) => { filter.value = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]; };
  return html`
    <div class="stations" role="group">
      <button type="button" aria-pressed=${String(!chosen.length)} onClick=${() => { filter.value = []; }}>
        ${t("all_stations")} <b>${open.value.length}</b>
      </button>
      ${stations.value.map((station) => html`
        <button type="button" key=${station.id} aria-pressed=${String(chosen.includes(station.id))}
          onClick=${() => toggle(station.id)}>${named(station)} <b>${count(station.id)}</b></button>`)}
      ${homeless > 0 && html`<span class="homeless">${t("no_station")} <b>${homeless}</b></span>`}
    </div>`;
}

function Sound() {
  const minutes = muted.value;
  if (soundState.value === "blocked") {
    return html`
      <button type="button" class="chip bad" onClick=${wakeSound}><${Icon} name="mute" size="1.2em" />${t("sound_blocked")}</button>`;
  }
  if (soundState.value === "waiting") return null;
  const off = soundState.value === "off" || minutes > 0;
  return html`
    <button type="button" class="chip" onClick=${toggleMuted}>
      <${Icon} name=${off ? "mute" : "sound"} size="1.2em" />
      <span>${minutes > 0 ? t("muted_for", { n: minutes }) : t(off ? "sound_off" : "sound_on")}</span>
    </button>`;
}

/** Kept awake, or how to make sure that it is. */
function Awake() {
  if (!started.value) return null;
  const word = html`<${Icon} name="sun" size="1.2em" /><span>${t(isAwake.value ? "awake" : "sleeps")}</span>`;
  if (isAwake.value) return html`<span class="chip">${word}</span>`;
  return html`<button type="button" class="chip quiet" onClick=${() => { sheet.value = { kind: "awake" }; }}>${word}</button>`;
}

/** What nobody would notice otherwise: this tablet's clock is wrong, or it can keep nothing. */
function Troubles() {
  const off = clockIsOff.value >= 2;
  return html`
    ${off && html`
      <button type="button" class="chip clock" onClick=${() => say(t("clock_off_why", { n: clockIsOff.value }))}>
        <${Icon} name="clock" size="1.2em" /><span>${t("clock_off", { n: clockIsOff.value })}</span>
      </button>`}
    ${keepsNothing.value && html`
      <span class="chip bad" role="alert"><${Icon} name="alert" size="1.2em" /><span>${t("full_store")}</span></span>`}`;
}

function Contact() {
  if (isStale.value) {
    return html`<span class="chip cut"><${Icon} name="offline" size="1.2em" /><b>${t("cut_off")}</b></span>`;
  }
  if (uneasy.value) {
    return html`<span class="chip"><span class="dot grey"></span>${t("reconnecting", { n: uneasy.value })}</span>`;
  }
  return html`<span class="chip"><span class="dot"></span>${t("online")}</span>`;
}

export function title() {
  const names = stations.value.map(named);
  return names.length > 2 ? t("more_stations", { name: names[0], n: names.length }) : names.join(" · ");
}

/** Whose screen it is; behind it stand its settings. */
export function Whose({ name }) {
  return html`
    <button type="button" class="whose" onClick=${() => { sheet.value = { kind: "settings" }; }}>
      <h1>${name}</h1>
      ${screen.value?.name && screen.value.name !== name && html`<small>${screen.value.name}</small>`}
    </button>`;
}

/** Whether the screen sounds, wakes and hears, and the server's time: the same on every kind of screen. */
export function State() {
  return html`
    <div class="state">
      ${isPaired.value && !started.value && html`
        <button type="button" class="begin" onClick=${startShift}><${Icon} name="bell" size="1.2em" />${t("begin")}</button>`}
      <${Sound} />
      <${Awake} />
      <${Troubles} />
      <${Contact} />
      <time>${clock.value}</time>
    </div>`;
}

export function Header() {
  return html`
    <header class="top">
      <${Whose} name=${title()} />
      <${Tabs} />
      ${stations.value.length > 1 && html`<${Stations} />`}
      <${State} />
    </header>`;
}
