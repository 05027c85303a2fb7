"""What was measured, said while it happens and once more in a table at the end; kept in var/acceptance/."""

import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import orjson

from tests import servers
from tests.conftest import ROOT, fresh_postgres

FOLDER = ROOT / "var" / "acceptance"


class Report:
    """Rows `{what, result, promise, kept}`. A row with problems is not kept, and its first ones are shown."""

    def __init__(self, section: str):
        self.section, self.rows, self._begun = section, [], time.monotonic()
        FOLDER.mkdir(parents=True, exist_ok=True)

    def say(self, what: str, text: str) -> None:
        print(f"  [{time.monotonic() - self._begun:6.0f} s] {self.section} · {what}: {text}", flush=True)

    def row(self, what: str, result: str, promise: str, problems: list[str]) -> None:
        self.rows.append({"what": what, "result": result, "promise": promise, "kept": not problems})
        self.say(what, result + ("" if not problems else f" — NOT KEPT: {len(problems)} problems"))
        for problem in problems[:8]:
            print(f"      {problem}", flush=True)

    def file(self, name: str) -> Path:
        return FOLDER / name

    def keep(self) -> None:
        content = {"section": self.section, "at": datetime.now(UTC).isoformat(timespec="seconds"), "rows": self.rows}
        self.file(f"{self.section}.json").write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2))


def table(rows: list[dict]) -> str:
    """Markdown, as docs/acceptance.md has it."""
    lines = ["| what | promised | measured | |", "|---|---|---|---|"]
    lines += [f"| {r['what']} | {r['promise']} | {r['result']} | {'kept' if r['kept'] else 'NOT KEPT'} |" for r in rows]
    return "\n".join(lines)


@contextmanager
def database(kind: str):
    """The URL of an empty database; "" is a SQLite file in the server's own folder."""
    if kind == "sqlite":
        yield ""
    else:
        with servers.postgres() as server:
            yield fresh_postgres(server)
