/** A field that saves itself when it is left; text that could not be saved is kept on this device. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { createWords } from "../../shared/words.js";
import { Field } from "./fields.js";
import { attempt } from "./saying.js";
import { faultOf, inWords } from "./faults.js";

const t = createWords({
  saving: ["正在保存…", "Saving…"],
  unsaved: ["未保存", "Not saved"],
  retry: ["重试", "Try again"],
  kept: ["上次没保存上，内容还在", "Kept from last time, not saved yet"],
});
const drafts = {
  key: (name) => `zhuoma:draft:${name}`,
  read: (name) => localStorage.getItem(drafts.key(name)),
  keep: (name, text) => localStorage.setItem(drafts.key(name), text),
  drop: (name) => localStorage.removeItem(drafts.key(name)),
};

/**
 * `value`: the saved text. `check(text)` → a fault in the owner's words, or nothing. `save(text)` → a promise.
 * `draft`: the name under which unsaved text is kept. `field`: the server's name for it.
 */
export function SavedField({ value, check, save, draft, field, wrong, rows, ...rest }) {
  const [text, setText] = useState(() => drafts.read(draft) ?? value);
  const [state, setState] = useState(() => (drafts.read(draft) === null ? "idle" : "kept"));
  const [fault, setFault] = useState("");
  const typing = useRef(false);

  useEffect(() => { if (!typing.current && drafts.read(draft) === null) setText(value); }, [value]);

  function type(event) {
    typing.current = true;
    setText(event.target.value);
    drafts.keep(draft, event.target.value);
  }

  async function leave() {
    typing.current = false;
    if (text === value) return settle("idle", "");
    const found = check?.(text);
    if (found) return settle("unsaved", found);
    setState("saving");
    const { problem } = await attempt(() => save(text), { quiet: true });
    if (!problem) return settle("idle", "");
    setState("unsaved");
    setFault((faultOf(problem, field) && wrong) || inWords(problem));
    return undefined;
  }

  function settle(next, found) {
    setState(next);
    setFault(found);
    if (next === "idle") drafts.drop(draft);
  }

  const own = { value: text, onInput: type, onChange: leave };
  return html`
    <${Field} ...${rest} ...${own} fault=${fault}
      control=${rows && ((tied) => html`<textarea rows=${rows} ...${tied} ...${own}></textarea>`)}>
      ${state === "saving" && html`<p class="hint" role="status">${t("saving")}</p>`}
      ${(state === "unsaved" || state === "kept") && html`
        <p class="hint unsaved">
          ${t(state === "kept" ? "kept" : "unsaved")} ·
          <button type="button" class="link" onClick=${leave}>${t("retry")}</button>
        </p>`}
    <//>`;
}
