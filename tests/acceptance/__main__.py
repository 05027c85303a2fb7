"""`python -m tests.acceptance [--tenth] [section …] [setting=number …]`: the promises at full size, with figures.

Sections and their settings are in docs/acceptance.md; what was measured is kept in var/acceptance/.
"""

import argparse
import importlib
import os
import sys

from tests.acceptance.report import Report, table

SECTIONS = (
    "kill",
    "faults",
    "storm",
    "redis",
    "fold",
    "restore",
    "blackhole",
    "steady",
    "notices",
    "forgeries",
    "restart",
    "spark",
    "rebates",
)


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m tests.acceptance", description=__doc__.splitlines()[0])
    words.add_argument("sections", nargs="*", metavar="section", help=", ".join(SECTIONS))
    words.add_argument("--tenth", action="store_true", help="a tenth of each: to see that it works, not to quote")
    asked = words.parse_args()
    settings = dict(word.split("=") for word in asked.sections if "=" in word)
    settings = {name: int(value) for name, value in settings.items()}
    wanted = [word for word in asked.sections if "=" not in word] or SECTIONS
    if unknown := set(wanted) - set(SECTIONS):
        words.error(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    rows = []
    for name in wanted:
        section, report = importlib.import_module(f"tests.acceptance.{name}"), Report(name)
        section.run(report, **((section.TENTH if asked.tenth else {}) | settings))
        report.keep()
        rows += report.rows
    print(table(rows))
    sys.exit(0 if all(row["kept"] for row in rows) else 1)


if __name__ == "__main__":
    main()
