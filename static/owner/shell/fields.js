/** Fields: the label above, the fault beside, tied together for those who hear the page. */
import { html } from "htm/preact";

export function Field({ id, label, hint, fault, children, control, ...input }) {
  const about = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ") || undefined;
  const tied = { id, "aria-describedby": about, "aria-invalid": fault ? "true" : undefined };
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${control ? control(tied) : html`<input ...${tied} ...${input} />`}
      ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
      ${fault && html`<p class="fault" id=${`${id}-fault`} role="alert">△ ${fault}</p>`}
      ${children}
    </div>`;
}

export function Select({ options, value, onChange, ...field }) {
  return html`
    <${Field} ...${field} control=${(tied) => html`
      <select ...${tied} value=${value} onChange=${(event) => onChange(event.target.value)}>
        ${options.map(([key, text]) => html`<option value=${key} selected=${key === value}>${text}</option>`)}
      </select>`} />`;
}

/** A choice of few, each with what it means. `options`: [key, name, consequence]. */
export function Choices({ name, legend, options, value, onChange }) {
  return html`
    <fieldset class="choices">
      <legend>${legend}</legend>
      ${options.map(([key, text, consequence]) => html`
        <label class="choice" key=${key} data-chosen=${key === value}>
          <input type="radio" name=${name} value=${key} checked=${key === value} onChange=${() => onChange(key)} />
          <span><b>${text}</b>${consequence && html`<small>${consequence}</small>`}</span>
        </label>`)}
    </fieldset>`;
}

export function Switch({ label, hint, checked, onChange, disabled }) {
  return html`
    <label class="switch">
      <input type="checkbox" role="switch" checked=${checked} disabled=${disabled}
        onChange=${(event) => onChange(event.target.checked)} />
      <span><b>${label}</b>${hint && html`<small>${hint}</small>`}</span>
    </label>`;
}
