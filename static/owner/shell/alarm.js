/** Wherever the person is: an alarm that nobody has taken note of is heard, seen above the page, and leads to the day's. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { createWords } from "../../shared/words.js";
import { ring, soundWaits, wakeSound } from "./ringing.js";
import { unknown } from "./standing.js";

const AGAIN = 30000;
const t = createWords({
  alarm: ["厨房没有确认新单", "The kitchen has not confirmed an order"],
  look: ["去看看", "Look"],
  sound_on: ["打开提示音", "Sound on"],
});

export function Alarm({ here }) {
  const fresh = unknown.value.map((alarm) => alarm.id).join();
  useEffect(() => {
    if (!fresh) return undefined;
    ring();
    const timer = setInterval(ring, AGAIN);
    return () => clearInterval(timer);
  }, [fresh]);
  if (!fresh || here === "today") return null;
  return html`
    <p class="notice bad line alarm-bar" role="alert">
      <${Icon} name="alert" size="20" /><b class="grow">${t("alarm")}</b>
      <${SoundOn} />
      <a class="button small strong" href="#today">${t("look")}</a>
    </p>`;
}

/** A browser wants one tap before it lets anything be heard. */
export const SoundOn = () => soundWaits.value && html`
  <button type="button" class="button small" onClick=${wakeSound}><${Icon} name="sound" size="20" /> ${t("sound_on")}</button>`;
