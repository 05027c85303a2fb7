/** A dish's picture: chosen, fitted to a square by dragging and zooming, made small here, then sent. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../shell/api.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { readMenu } from "./store.js";
import { t } from "./words.js";

const SIDE = 960;
const SHOWN = 280;

export function Picture({ dish }) {
  const [picked, setPicked] = useState(null);
  const [bad, setBad] = useState(false);
  const at = `${home.value}/menu-items/${dish?.id}/image`;
  if (!dish) return html`<p class="hint">${t("image_later")}</p>`;

  async function pick(event) {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    try {
      setPicked(await createImageBitmap(file));
      setBad(false);
    } catch (error) {
      setBad(true);
    }
  }

  async function use(blob) {
    const { problem } = await attempt(() => api.post(at, blob, { type: "image/jpeg" }));
    if (!problem) setPicked(null);
    readMenu();
  }

  async function remove() {
    await attempt(() => api.del(at));
    readMenu();
  }

  return html`
    <fieldset class="choices picture">
      <legend>${t("image")}</legend>
      ${picked
        ? html`<${Crop} bitmap=${picked} use=${use} />`
        : html`
          <div class="line">
            ${dish.image_url && html`<img src=${dish.image_url} alt="" width="88" height="88" />`}
            <label class="button">
              ${t(dish.image_url ? "image_change" : "image_choose")}
              <input class="unseen" type="file" accept="image/*" onChange=${pick} />
            </label>
            ${dish.image_url && html`<button type="button" class="link" onClick=${remove}>${t("image_remove")}</button>`}
          </div>`}
      ${bad && html`<p class="fault" role="alert">△ ${t("image_bad")}</p>`}
    </fieldset>`;
}

function Crop({ bitmap, use }) {
  const canvas = useRef(null);
  const [zoom, setZoom] = useState(1);
  const [centre, setCentre] = useState({ x: bitmap.width / 2, y: bitmap.height / 2 });
  const held = useRef(null);
  const side = Math.min(bitmap.width, bitmap.height) / zoom;
  const clamp = (value, whole) => Math.max(side / 2, Math.min(whole - side / 2, value));
  const at = { x: clamp(centre.x, bitmap.width), y: clamp(centre.y, bitmap.height) };

  function draw(target, size) {
    const pen = target.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, size, size);
    pen.drawImage(bitmap, at.x - side / 2, at.y - side / 2, side, side, 0, 0, size, size);
  }

  useEffect(() => { draw(canvas.current, SHOWN * 2); }, [zoom, at.x, at.y]);

  function drag(event) {
    if (!held.current) return;
    const scale = side / SHOWN;
    setCentre({ x: at.x - (event.clientX - held.current.x) * scale, y: at.y - (event.clientY - held.current.y) * scale });
    held.current = { x: event.clientX, y: event.clientY };
  }

  function hold(event) {
    held.current = { x: event.clientX, y: event.clientY };
    event.target.setPointerCapture(event.pointerId);
  }

  /** The arrow keys move it too. */
  function press(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    setCentre({ x: at.x + (step[0] * side) / 20, y: at.y + (step[1] * side) / 20 });
  }

  function finish() {
    const size = Math.min(SIDE, Math.round(side));
    const target = Object.assign(document.createElement("canvas"), { width: size, height: size });
    draw(target, size);
    target.toBlob(use, "image/jpeg", 0.88);
  }

  return html`
    <div class="crop">
      <canvas ref=${canvas} width=${SHOWN * 2} height=${SHOWN * 2} tabindex="0" role="img" aria-label=${t("image_crop")}
        onPointerDown=${hold} onPointerMove=${drag} onPointerUp=${() => { held.current = null; }} onKeyDown=${press}></canvas>
      <p class="hint">${t("image_crop")}</p>
      <label class="line">${t("image_zoom")}
        <input class="grow" type="range" min="1" max="4" step="0.05" value=${zoom}
          onInput=${(event) => setZoom(Number(event.target.value))} />
      </label>
      <button type="button" class="button primary" onClick=${finish}>${t("image_use")}</button>
    </div>`;
}
