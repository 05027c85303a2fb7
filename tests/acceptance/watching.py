"""Screens behind a bad network, looked at all the time, and what may never be seen on them. (Promises 9 and 11)"""

import time
from dataclasses import dataclass, field

SOON = 5  # seconds from the network's return to a true board
BANNER = 10 + 1.5  # seconds without a word, and what a busy machine takes to draw
DONE = "没有待做的单"
GAZE = """(done) => {
  const ids = [...document.querySelectorAll(".board .ticket:not(.continued)")].map((e) => e.dataset.ticket);
  const stale = document.querySelector(".stale");
  const text = document.querySelector(".empty")?.textContent || "";
  return { ids, stale: Boolean(stale), red: Boolean(stale?.matches(".red")), said: stale?.textContent || "",
    done: text.includes(done), ...window.flashes };
}"""
# What shows for a moment only is caught by the page itself.
FLASHES = """(() => {
  window.flashes = { twice: [], pretended: 0 };
  const look = () => {
    const ids = [...document.querySelectorAll(".board .ticket:not(.continued)")].map((e) => e.dataset.ticket);
    window.flashes.twice.push(...ids.filter((id, n) => ids.indexOf(id) !== n));
    const done = document.querySelector(".empty")?.textContent.includes("没有待做的单");
    if (done && document.querySelector(".stale")) window.flashes.pretended += 1;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
})()"""


@dataclass
class Watched:
    """A page and its proxy. Only the thread that has the browser calls `look`; `seen` may be read by all."""

    page: object
    proxy: object
    seen: list = field(default_factory=list)

    def look(self) -> None:
        heard = self.proxy.heard
        self.seen.append({"at": time.monotonic(), "heard": heard, **self.page.evaluate(GAZE, DONE)})

    def until(self, right, seconds: float) -> float | None:
        """After how many seconds a look was `right`; None where none was in time."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self.seen and self.seen[-1]["at"] > begun and right(self.seen[-1]):
                return self.seen[-1]["at"] - begun
            time.sleep(0.05)
        return None


def wrong_looks(seen: list[dict]) -> list[str]:
    """Pure: what no look may show."""
    problems = []
    for look in seen:
        quiet = look["at"] - look["heard"]
        if quiet > BANNER and not look["stale"]:
            problems.append(f"silent: {quiet:.1f} s without a byte and no banner")
        if look["stale"] and look["done"]:
            problems.append("pretended: “all done” under the banner")
        if len(set(look["ids"])) != len(look["ids"]):
            problems.append(f"twice: {look['ids']}")
    if seen and seen[-1]["pretended"] > seen[0]["pretended"]:
        problems.append("pretended: “all done” under the banner for a moment")
    if seen and len(seen[-1]["twice"]) > len(seen[0]["twice"]):
        problems.append(f"twice: {sorted(set(seen[-1]['twice']))}, for a moment")
    return problems
