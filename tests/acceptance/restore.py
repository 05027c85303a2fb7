"""An older backup is put back while screens are attached: none keeps a ticket that is no more, or lacks one that is."""

import shutil
import time

from tests.acceptance.kitchens import Kitchen
from tests.live.clients import clients, tickets_on
from tests.servers import serve

SCREENS, WITHIN, TENTH = 5, 10, {"drills": 1}


def drill(served, js, number: int, put_back, within: float = WITHIN) -> tuple[float, list[str]]:
    """(seconds from the restart to true boards, what was wrong). `put_back(served, file)` while the server is down."""
    kitchen, file = Kitchen(served, number), served.folder / f"backup-{number}.db"
    names = [f"{number}-{n}" for n in range(SCREENS)]
    for name in names:
        js.open(name, served.base_url, kitchen.token)
    for _ in range(4):
        kitchen.order()
    served.run("backup", str(file))
    for _ in range(4):
        kitchen.order()
    kitchen.bump()
    later = [ticket["id"] for ticket in kitchen.board()]
    assert all(js.arrive(dict.fromkeys(names, later), 20).values())
    served.kill()
    put_back(served, file)
    served.start()
    begun = time.time()
    true = [ticket["id"] for ticket in kitchen.board()]
    assert true != later
    at = js.arrive(dict.fromkeys(names, true), within)
    problems = [f"{name} shows what is no more" for name in names if at[name] is None]
    shown = tickets_on(js.look(names[0]))
    if not problems and shown != {ticket["id"]: ticket for ticket in kitchen.board()}:
        problems.append("a ticket is not as it is")
    for name in names:
        js.tell("close", id=name)
    return max((moment - begun for moment in at.values() if moment), default=0), problems


def restored(served, file) -> None:
    served.run("restore", str(file), "--yes")


def copied(served, file) -> None:
    """The twin: the file is put back by hand, and the streams go on under their old epoch."""
    for log in ("zhuoma.db-wal", "zhuoma.db-shm"):
        (served.folder / log).unlink(missing_ok=True)
    shutil.copy(file, served.folder / "zhuoma.db")


def run(report, drills: int = 5) -> None:
    """The section at full size."""
    took, problems = [], []
    with serve() as served, clients(poll=15000) as js:
        for number in range(drills):
            seconds, wrong = drill(served, js, number, restored)
            took.append(seconds)
            problems += wrong
            report.say("restore", f"drill {number + 1}: {seconds:.1f} s, {len(wrong)} problems")
    report.row(
        f"an older backup put back under {SCREENS} attached screens",
        f"{drills} drills, {len(problems)} phantoms; true boards {max(took):.1f} s after the restart (longest)",
        f"no phantom, within {WITHIN} s",
        problems,
    )
