"""From a commit to the painted frame of a real board in Chromium, alone and among 9, 99 and 499 other screens, against
a page that does nothing but toggle a class when a bare emit arrives."""

import shutil
import time

from playwright.sync_api import sync_playwright

from bench.figures import Figure, percentile
from bench.sections.push import SIZES, touches_of

DATABASES = ("sqlite",)
PUSHES, PAUSE = 40, 0.1  # two touches within one painted frame would be seen as none
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# A moment for each change of a line's class, taken after the frame that shows it was painted.
WATCH = """() => {
  window.painted = [];
  const done = () => document.querySelectorAll("[data-line].ready").length;
  let known = done();
  new MutationObserver(() => {
    if (done() === known) return;
    known = done();
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => window.painted.push(performance.timeOrigin + performance.now());
      after.port2.postMessage(0);
    });
  }).observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ["class"]});
}"""


def run(hall, slices: int) -> list[Figure]:
    if CHROMIUM is None:
        print("  drawn: no Chromium on this machine, nothing measured")
        return []
    touches, emit = touches_of(hall)
    token, figures = hall.place.screens[1], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        board = _opened(browser, f"http://127.0.0.1:{hall.product}/kitchen#token={token}", ".board:not(.kept) .ticket")
        bare = _opened(browser, f"http://127.0.0.1:{hall.floor}/screen", "body.live")
        for screens in SIZES:

            def product(others=screens - 1):
                tokens, requests = [token] * others, touches * (PUSHES // 2)
                return _slice(hall, board, hall.product, requests=requests, tokens=tokens, kind="ticket.changed")

            def floor(others=screens - 1):
                return _slice(hall, bare, hall.floor, requests=[emit] * PUSHES, tokens=[""] * others)

            ours, floors = hall.in_turns(slices, product, floor)
            for share in (0.5, 0.99):
                figures.append(
                    Figure(
                        f"commit → painted on a board, 1 of {screens} screens, p{share * 100:.0f}",
                        "ms",
                        [percentile(times, share) for times in ours],
                        [percentile(times, share) for times in floors],
                    )
                )
        browser.close()
    return figures


def _opened(browser, url, shown):
    """A page of its own window: a page in the background paints nothing."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    page.goto(url)
    page.wait_for_selector(shown)
    page.wait_for_timeout(3000)  # nothing new pulses any more
    page.evaluate(WATCH)
    return page


def _slice(hall, page, port, **push) -> list[float]:
    """Milliseconds from each commit to its painted frame. RuntimeError where one was not seen."""
    page.evaluate("() => { window.painted = [] }")
    page.bring_to_front()
    taken = hall.drive("pushed", port, pause=PAUSE, **push)
    taken.rate(200)
    painted = page.evaluate("() => window.painted")
    if len(painted) != len(taken.sent):
        raise RuntimeError(f"{len(taken.sent)} touches, {len(painted)} seen on the page")
    ahead = time.time() - time.monotonic()
    return [at - (sent + ahead) * 1000 for at, sent in zip(painted, taken.sent, strict=True)]
