"""What a full board costs its tablet: 60 tickets of 1 to 12 lines in Chromium, left alone while its timers turn."""

import shutil
import uuid

import orjson
from playwright.sync_api import sync_playwright

from bench import seed
from bench.figures import Figure
from bench.wire import ask_once, request

DATABASES = ("sqlite",)
TICKETS = 60
SECONDS = 5
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def run(hall, slices: int) -> list[Figure]:
    if CHROMIUM is None:
        print("  board: no Chromium on this machine, nothing measured")
        return []
    place = seed.found_place(hall.engine)
    for n, table in enumerate(seed.fresh_tables(hall.engine, place, TICKETS, cart=0)):
        _order(hall.product, place, table["token"], 1 + n * 7 % 12)
    script, drawn = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"http://127.0.0.1:{hall.product}/kitchen#token={place.screens[0]}")
        page.wait_for_selector(".board:not(.kept) .ticket")
        page.wait_for_timeout(5000)  # the worker has kept its files, nothing new pulses any more
        metrics = page.context.new_cdp_session(page)
        metrics.send("Performance.enable")
        for _ in range(slices):
            before = _taken(metrics)
            page.wait_for_timeout(SECONDS * 1000)
            after = _taken(metrics)
            passed = after["Timestamp"] - before["Timestamp"]
            spent = {name: (after[name] - before[name]) * 1000 / passed for name in after}
            script.append(spent["ScriptDuration"])
            drawn.append(sum(spent[name] for name in ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")))
        browser.close()
    return [
        Figure(f"board of {TICKETS} tickets left alone, script", "ms a second", script, limit=4),
        Figure("the same with styles and layout", "ms a second", drawn),
    ]


def _order(port, place, token, lines):
    """One order of so many dishes, by the calls that a phone makes."""
    for n in range(lines):
        line = {**place.dishes[(lines * 5 + n) % len(place.dishes)], "note": "少辣" if n % 5 == 0 else ""}
        _, cart = ask_once(port, request("POST", "/api/v1/visit/cart/lines", line, token))
    cart = orjson.loads(cart)
    body = {"cart_version": cart["version"], "shown_total": cart["total"]}
    status, answer = ask_once(
        port, request("POST", "/api/v1/visit/orders", body, token, Idempotency_Key=uuid.uuid4().hex)
    )
    if status != 201:
        raise RuntimeError(f"the board's order was refused: {status} {answer[:200]!r}")


def _taken(metrics) -> dict[str, float]:
    """Seconds that Chromium has spent since the page began."""
    wanted = ("Timestamp", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
    found = {each["name"]: each["value"] for each in metrics.send("Performance.getMetrics")["metrics"]}
    return {name: found[name] for name in wanted}
