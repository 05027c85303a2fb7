"""The menu of 100 dishes: whole, and not changed (304), against the same bytes from memory."""

import gzip

from bench.figures import Figure
from bench.wire import ask_once, request

CONNECTIONS, SECONDS = 32, 1.5
DATABASES = ("sqlite", "postgresql")


def run(hall, slices: int) -> list[Figure]:
    status, body = ask_once(hall.product, request("GET", hall.menu_path))
    etag = _etag(hall)

    def ask(port, content):
        return lambda: hall.drive("closed", port, requests=[content], connections=CONNECTIONS, seconds=SECONDS)

    floor = ask(hall.floor, request("GET", "/menu"))
    whole, floor_1 = hall.in_turns(slices, ask(hall.product, request("GET", hall.menu_path)), floor)
    same, floor_2 = hall.in_turns(slices, ask(hall.product, request("GET", hall.menu_path, If_None_Match=etag)), floor)
    return [
        Figure(
            f"menu of 100 dishes, {len(body) / 1000:.0f} KB, {hall.name}",
            "/s",
            [t.rate(status) for t in whole],
            [t.rate(200) for t in floor_1],
            promise=0.9,
        ),
        Figure(
            f"the same, not changed (304), {hall.name}",
            "/s",
            [t.rate(304) for t in same],
            [t.rate(200) for t in floor_2],
            promise=1.0,
        ),
        Figure(f"menu of 100 dishes, gzip, {hall.name}", "KB", [len(gzip.compress(body)) / 1000], limit=15),
    ]


def _etag(hall) -> str:
    import urllib.request

    with urllib.request.urlopen(f"http://127.0.0.1:{hall.product}{hall.menu_path}") as answer:
        return answer.headers["ETag"]
