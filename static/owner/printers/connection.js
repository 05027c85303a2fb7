/** How a printer is reached: the fields of each kind, and what is wrong with them. */
import { html } from "htm/preact";
import { Field, Select } from "../shell/fields.js";
import { t } from "./words.js";

const HEX = /^(0x)?[0-9a-f]{4}$/i;
const asHex = (number) => (number ? number.toString(16).padStart(4, "0") : "");
const KINDS = ["network", "usb", "file"];

/** What the form says, as the server wants it. */
export function connectionOf(kind, form) {
  const text = (name) => (form.get(name) || "").trim();
  if (kind === "network") return { kind, host: text("host"), port: Number(text("port")) };
  if (kind === "usb") return { kind, vendor: parseInt(text("vendor"), 16), product: parseInt(text("product"), 16) };
  return { kind, path: text("path") };
}

export function faultsOf(kind, form) {
  const text = (name) => (form.get(name) || "").trim();
  const found = {};
  if (kind === "network" && !text("host")) found.host = t("host_fault");
  if (kind === "network" && !/^\d{1,5}$/.test(text("port"))) found.port = t("port_fault");
  if (kind === "usb" && !HEX.test(text("vendor"))) found.vendor = t("usb_fault");
  if (kind === "usb" && !HEX.test(text("product"))) found.product = t("usb_fault");
  if (kind === "file" && !text("path")) found.path = t("path_fault");
  return found;
}

export function ConnectionFields({ kind, setKind, connection, faults }) {
  const own = connection.kind === kind ? connection : {};
  return html`
    <${Select} id="printer-kind" label=${t("connection")} value=${kind} onChange=${setKind} fault=${faults.kind}
      options=${KINDS.map((key) => [key, t(key)])} />
    ${kind === "network" && html`
      <div class="reach-fields">
        <${Field} id="printer-host" name="host" label=${t("host")} hint=${t("host_hint")} fault=${faults.host}
          defaultValue=${own.host || ""} maxlength="253" autocomplete="off" autocapitalize="none" spellcheck="false" />
        <${Field} id="printer-port" name="port" label=${t("port")} fault=${faults.port} defaultValue=${String(own.port || 9100)}
          inputmode="numeric" maxlength="5" autocomplete="off" />
      </div>`}
    ${kind === "usb" && html`
      <div class="reach-fields halves">
        ${["vendor", "product"].map((name) => html`
          <${Field} key=${name} id=${`printer-${name}`} name=${name} label=${t(name)} fault=${faults[name]}
            defaultValue=${asHex(own[name])} maxlength="6" autocomplete="off" autocapitalize="none" spellcheck="false" />`)}
      </div>`}
    ${kind === "file" && html`
      <${Field} id="printer-path" name="path" label=${t("path")} fault=${faults.path} defaultValue=${own.path || ""}
        maxlength="60" autocomplete="off" autocapitalize="none" spellcheck="false" />`}`;
}
