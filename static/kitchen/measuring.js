/** How tall each piece of a card is: drawn once out of sight, read, remembered. For any card whose blocks say so. */
import { html } from "htm/preact";
import { render } from "preact";

const MOST = 2000;

/**
 * `Thing`: the component, drawn with `{thing, width}`; its direct children with `data-block` are its head, the blocks
 * of `blocksOf(thing)` in order, and a foot if it has one, which stays with the last block. `signature(thing, width)`: everything
 * that a height hangs on. → `measure(things, width)` gives `[{thing, head, frame, blocks: [{height, line}]}]`.
 */
export function createMeasure({ Thing, blocksOf, signature }) {
  let known = new Map();
  let stage = null;
  const keyOf = (thing, width) => JSON.stringify(signature(thing, width));

  function measure(things, width) {
    const keys = things.map((thing) => keyOf(thing, width));
    const missing = things.filter((thing, n) => !known.has(keys[n]));
    if (missing.length) read(missing, width);
    return things.map((thing, n) => ({ thing, ...known.get(keys[n]) }));
  }

  function read(things, width) {
    if (!stage) {
      stage = document.createElement("div");
      stage.className = "measure";
      stage.setAttribute("aria-hidden", "true");
      stage.inert = true;
      document.body.append(stage);
    }
    if (known.size > MOST) known = new Map();
    stage.style.width = `${width}px`;
    render(things.map((thing) => html`<${Thing} key=${thing.id} thing=${thing} width=${width} />`), stage);
    const drawn = [...stage.children];
    things.forEach((thing, n) => known.set(keyOf(thing, width), heights(thing, drawn[n])));
    render(null, stage);
  }

  function heights(thing, element) {
    const tall = (node) => node.getBoundingClientRect().height;
    const [head, ...rest] = [...element.querySelectorAll(":scope > [data-block]")].map(tall);
    const own = blocksOf(thing);
    const foot = rest[own.length] || 0;
    const blocks = own.map((block, n) => (
      { height: rest[n] + (n === own.length - 1 ? foot : 0), line: block.line?.id }));
    return { head, frame: tall(element) - head - rest.reduce((total, height) => total + height, 0), blocks };
  }

  /** Another font has come, or the zoom has changed: everything is measured again. */
  const forgetHeights = () => { known = new Map(); };
  return { measure, forgetHeights };
}
