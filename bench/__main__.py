"""`python -m bench [--quick] [--slices N] [section …]`: prints each figure beside its floor; keeps var/bench.json."""

import argparse
import importlib
import os

from app.config import VAR
from bench.figures import keep, show
from bench.hall import Hall

SECTIONS = (
    "place",
    "arrivals",
    "cart",
    "table",
    "menu",
    "push",
    "drawn",
    "board",
    "sheet",
    "start",
    "settle",
    "close",
    "recompute",
)


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("sections", nargs="*", metavar="section", help=", ".join(SECTIONS))
    words.add_argument("--quick", action="store_true", help="one slice of each: to see that it works, not to quote")
    words.add_argument("--slices", type=int, default=5, help="slices of each, in turns (5)")
    words.add_argument("--database", choices=("sqlite", "postgresql"), help="only this kind")
    asked = words.parse_args()
    wanted = asked.sections or SECTIONS
    if unknown := set(wanted) - set(SECTIONS):
        words.error(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    slices = 1 if asked.quick else asked.slices
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {slices} slices of each, product and floor in turns")
    sections = {name: importlib.import_module(f"bench.sections.{name}") for name in wanted}
    figures = []
    for name, section in sections.items():
        if not section.DATABASES:
            figures += _said(section.run(None, slices), name)
    for kind in ("sqlite", "postgresql"):
        here = {n: s for n, s in sections.items() if kind in s.DATABASES and asked.database in (None, kind)}
        if not here:
            continue
        with Hall(kind) as hall:
            for name, section in here.items():
                figures += _said(section.run(hall, slices), name)
    print(show(figures))
    keep(figures, VAR / "bench.json")


def _said(figures, name):
    print(f"  measured: {name}", flush=True)
    return figures


if __name__ == "__main__":
    main()
