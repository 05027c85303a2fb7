"""Everything a page says and hears is swallowed: it says so after 10 s with the time of the last word, turns red after
60 s, never pretends to be done, and is true again within five seconds of the network's return."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.acceptance.chromium import browser
from tests.acceptance.faults import network, shown
from tests.acceptance.kitchens import Kitchen
from tests.acceptance.proxy import Proxy
from tests.acceptance.watching import SOON, wrong_looks
from tests.servers import serve

LENGTHS, RED, SHANGHAI = (12, 20, 35, 65, 75), 60, ZoneInfo("Asia/Shanghai")
TENTH = {"longest": 12}


def said_rightly(look: dict, heard_at: datetime) -> bool:
    """Whether the banner names the moment of the last word, two seconds more or less."""
    moments = (heard_at + timedelta(seconds=n) for n in range(-2, 3))
    return any(moment.astimezone(SHANGHAI).strftime("%H:%M:%S") in look["said"] for moment in moments)


def one(browser, served, number: int, seconds: float) -> tuple[float, float | None, list[str]]:
    """(seconds of silence at which the banner came, seconds from the return to a true board, what was wrong)."""
    kitchen, problems = Kitchen(served, number), []
    for _ in range(number % 3):  # every third begins with nothing to cook
        kitchen.order()
    with network() as net:
        watched = shown(browser, kitchen, Proxy(net, served.port, number))
        watched.proxy.trouble("black_hole")
        ends, came = time.monotonic() + seconds, None
        while time.monotonic() < ends:
            watched.look()
            look = watched.seen[-1]
            quiet = look["at"] - look["heard"]
            if look["stale"] and came is None:
                came = quiet
                heard_at = datetime.now(UTC) - timedelta(seconds=quiet)
                if not said_rightly(look, heard_at):
                    problems.append(
                        f"the banner says {look['said'][:40]}, the last word was at {heard_at:%H:%M:%S} UTC"
                    )
            if quiet > RED + 1.5 and not look["red"]:
                problems.append(f"not red after {quiet:.0f} s")
            time.sleep(0.1)
        kitchen.order()
        true = [ticket["id"] for ticket in kitchen.board()]
        watched.proxy.clear(forgotten=number % 2 == 0)
        begun, back = time.monotonic(), None
        while back is None and time.monotonic() - begun < SOON:
            watched.look()
            if watched.seen[-1]["ids"] == true and not watched.seen[-1]["stale"]:
                back = time.monotonic() - begun
            time.sleep(0.1)
        watched.page.context.close()
    problems += wrong_looks(watched.seen)
    if came is None:
        problems.append("no banner")
    if back is None:
        problems.append(f"not true within {SOON} s of the return")
    return came or 0, back, problems


def run(report, longest: int = 75) -> None:
    """The section at full size."""
    came, back, problems = [], [], []
    with serve() as served, browser() as chromium:
        for number, seconds in enumerate(s for s in LENGTHS if s <= longest):
            first, after, wrong = one(chromium, served, number, seconds)
            came.append(first)
            back += [] if after is None else [after]
            problems += wrong
            report.say(
                "black hole", f"{seconds} s: banner after {first:.1f} s, true {after or 0:.1f} s after the return"
            )
    report.row(
        "black hole before the page in Chromium",
        f"{len(came)} runs up to {longest} s: banner {min(came):.1f}–{max(came):.1f} s after the last byte, true "
        f"{max(back, default=0):.1f} s after the return (longest)",
        f"banner after 10 s with the time of the last word, red at {RED} s, never “all done”, true ≤ {SOON} s",
        problems,
    )
