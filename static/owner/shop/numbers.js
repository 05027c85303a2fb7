/** A table of figures: the first column names, the others count. */
import { html } from "htm/preact";

export function Numbers({ caption, heads, rows }) {
  return html`
    <table class="listed numbers">
      <caption>${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col" key=${head}>${head}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(([name, ...figures], n) => html`
          <tr key=${n}><th scope="row">${name}</th>${figures.map((figure, i) => html`<td key=${i}>${figure}</td>`)}</tr>`)}
      </tbody>
    </table>`;
}
