/** Our own drawings: a 24 grid, 1.75 stroke, round ends. `<${Icon} name="bell" />`; status signs are on a 16 grid. */
import { html } from "htm/preact";

const PATHS = {
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4M12 5V3.2",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3 20 20",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  check: "M5 12.5 10 17.5 19.5 7",
  x: "M6 6l12 12M18 6 6 18",
  left: "M14.5 5.5 8 12l6.5 6.5",
  right: "M9.5 5.5 16 12l-6.5 6.5",
  up: "M5.5 14.5 12 8l6.5 6.5",
  down: "M5.5 9.5 12 16l6.5-6.5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2",
  rush: "M13 3 6 13.5h5L10.5 21 18 10h-5.2z",
  alert: "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1",
  slip: "M6 3.5h12V20l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5L6 20zM9.5 8.5h5M9.5 12h5",
  lock: "M6.5 11h11v9h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
  water: "M12 3.5c3.5 4.2 5.5 7 5.5 10a5.5 5.5 0 0 1-11 0c0-3 2-5.8 5.5-10zM9.3 14a2.8 2.8 0 0 0 2.2 2.7",
  edit: "M4 20l.8-4L16 4.8l3.2 3.2L8 19.2zM13.8 7l3.2 3.2",
  chili: "M17 5.5c.3-1.2 1.2-2 2.5-2M15.3 7.2c1-1.5 3.2-1.3 3.7.3C19.8 11 15 19 5 20.5c4-2.5 7-7.5 10.3-13.3z",
  users: "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-3.7 3-5.5 6.5-5.5s6.1 1.8 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.8c2.3.6 3.7 2.3 4 5.2",
  printer: "M7 8.5V3.5h10v5M7 17H4v-8.5h16V17h-3M7 14h10v6.5H7z",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v3M14 20h3M18.5 18.5h1.5V20",
  offline: "M3 3l18 18M5 12.5a10 10 0 0 1 4.5-2.6M19 12.5a10 10 0 0 0-5.5-2.8M2 9a14.5 14.5 0 0 1 5-3M22 9a14.5 14.5 0 0 0-11-3.8M8.5 16a5 5 0 0 1 7 0M12 19.5v.1",
  sound: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  mute: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  undo: "M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3",
  pause: "M8.5 5v14M15.5 5v14",
  play: "M7.5 4.5 19 12 7.5 19.5z",
  screen: "M3 4.5h18v12H3zM9 20.5h6M12 16.5v4",
  store: "M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM9.5 20v-5h5v5",
  menu: "M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5zM12 6.5V20",
  table: "M3 8.5h18M5 8.5l-1.5 11M19 8.5l1.5 11M12 8.5v11M8.5 19.5h7",
  today: "M4 5.5h16v14.5H4zM4 10h16M8.5 3v4M15.5 3v4M9 15l2 2 4-4",
  cook: "M7.5 14A4.5 4.5 0 1 1 8 5.3a4.5 4.5 0 0 1 8 0A4.5 4.5 0 1 1 16.5 14v6h-9zM7.5 17h9",
  drag: "M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1",
  image: "M3.5 5h17v14h-17zM3.5 16l5-5 4 4 3-3 5 4.5M15.5 9.5v.1",
  paste: "M8 5H5v15.5h14V5h-3M8.5 3.5h7v3h-7zM8.5 11.5h7M8.5 15.5h5",
  download: "M12 4v11M7 10.5 12 15.5l5-5M4.5 20h15",
  upload: "M12 15.5V4.5M7 9.5 12 4.5l5 5M4.5 20h15",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
  trash: "M4 6.5h16M9 6.5v-3h6v3M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6",
  more: "M5.5 12v.1M12 12v.1M18.5 12v.1",
  out: "M10 4H5v16h5M14.5 8l4 4-4 4M18.5 12H10",
  fullscreen: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  text: "M3 19 8.5 5 14 19M5 14.5h7M14.5 19l3.2-8 3.3 8M15.7 16h4",
  wallet: "M3.5 7h15a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2zM3.5 7l12-3.5V7M16.5 13.5v.1",
  calculator: "M5.5 3.5h13v17h-13zM8.5 7h7v3h-7zM9 14v.1M12 14v.1M15 14v.1M9 17v.1M12 17v.1M15 17v.1",

  /* who is who at the table */
  cup: "M5 8h11v6a5.5 5.5 0 0 1-11 0zM16 9.5h1.5a2.5 2.5 0 0 1 0 5H16M4.5 21h12M9 3.5c-.8.8.8 1.6 0 2.5M12.5 3.5c-.8.8.8 1.6 0 2.5",
  lotus: "M12 5c2.5 3 3.5 6 3.5 8.5A5 5 0 0 1 12 18a5 5 0 0 1-3.5-4.5C8.5 11 9.5 8 12 5zM8.7 12C6 11 4 11 2.8 11.5c1 4.5 4.5 7 9.2 6.5M15.3 12c2.7-1 4.7-1 5.9-.5-1 4.5-4.5 7-9.2 6.5",
  sticks: "M5 20.5 17.5 3.5M10.5 20.5 20.5 5",
  spoon: "M14.5 10.5c2.5.8 5-.5 6-3s.2-4-1.5-4.3c-2.5-.4-5.3 1.5-6 4-.3 1.3.2 2.7 1.5 3.3zM13.5 10.5 4 20.5",
  pot: "M5 10h12v5a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM17 12.5l4-3.5M4.5 10a6.5 3.5 0 0 1 13 0M11 6.5V5M5 16a3.5 3.5 0 0 1 0-5",
  bowl: "M3 10.5h18a9 9 0 0 1-6 8.5v1.5H9V19a9 9 0 0 1-6-8.5zM8 7c-.8-1 .8-1.8 0-3M12 7c-.8-1 .8-1.8 0-3M16 7c-.8-1 .8-1.8 0-3",
  ginger: "M6 12a3 3 0 0 1 2-5c0-2.5 3.5-3.5 5-1.5 2.5-1 4.5 1.5 3.5 3.5 3 .5 3.5 4 1 5.5.5 3-3 4.5-5 2.5-1.5 2.5-5.5 2-5.5-1-2 0-2.5-2.5-1-4zM10 10.5l4 3M9.5 14l2.5 2"
    + "",
  bean: "M5 18.5C3.5 14 6 8 11 5.5c4-2 8-1.5 8.5 0 .6 2-2 4-3.5 6.5-2 3.5-3 7-6 8-2.5.8-4.5 0-5-1.5zM9 15.5v.1M12 11.5v.1M15.5 8v.1",
  leaf: "M4.5 19.5C3.5 10 9 4.5 20 4.5 20.5 15 15 20.5 7 17.5M4.5 19.5C7.5 14 11 11 15 9",
  rice: "M8 4c2.5 1.5 3 5 1 7.5C6.5 10 6 6.5 8 4zM16.5 8.5c1.5 2.5.5 6-2.5 7.5-1.5-2.7-.5-6 2.5-7.5zM5.5 14c3 .3 5 3 4.5 6-3-.2-5-3-4.5-6z",
  star: "M12 3v18M3 12h18M5.6 5.6l12.8 12.8M18.4 5.6 5.6 18.4M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  staff: "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20.5c.4-4 3-6 7-6s6.6 2 7 6zM9.5 15l2.5 2.5L14.5 15",
};

export function Icon({ name, size = 24, label }) {
  return html`
    <svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" role=${label ? "img" : undefined}
      aria-label=${label} aria-hidden=${label ? undefined : "true"}>
      <path d=${PATHS[name]} />
    </svg>`;
}

/** tick · half disc · triangle · hourglass · cross: five states, told apart without colour. */
const SIGNS = {
  met: html`<path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" stroke-width="2" />`,
  in_progress: html`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" /><path d="M8 2a6 6 0 0 1 0 12z" />`,
  missing: html`<path d="M8 2 14.5 13.5h-13z" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" />`,
  in_review: html`<path d="M4 2h8M4 14h8M5 2c0 3 6 5 6 6s-6 3-6 6M11 2c0 3-6 5-6 6s6 3 6 6" fill="none" stroke="currentColor" stroke-width="1.5" />`,
  not_eligible: html`<path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" stroke-width="2" />`,
};

export function Sign({ state, size = 16 }) {
  return html`<svg class="sign" width=${size} height=${size} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
    ${SIGNS[state]}</svg>`;
}
