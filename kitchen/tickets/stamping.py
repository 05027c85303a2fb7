"""When a line was begun and first ready: what the touch of a cook writes beside the status.

The first ready counts and stays; a recall is counted apart and moves nothing. An undo takes back what its touch wrote,
for it never was. A line that was bumped without a start has no start: nothing is guessed.
"""

from datetime import datetime

from sqlalchemy import case, func, literal, null

from kitchen.tickets.models import TicketLine


def stamps(do: str, undone: str | None, at: datetime) -> dict:
    """Values for the lines that `do` moves; `undone` is the touch that an undo takes back."""
    at = literal(at, TicketLine.ready_at.type)  # else a time of another zone is stored as it reads
    if do == "start":
        return {"started_at": func.coalesce(TicketLine.started_at, at)}
    if do == "bump":
        return {"ready_at": func.coalesce(TicketLine.ready_at, at)}
    if do == "recall":
        return {"recalls": TicketLine.recalls + 1}
    if undone == "start":
        return {"started_at": None}
    if undone == "bump":
        return {"ready_at": case((TicketLine.recalls == 0, null()), else_=TicketLine.ready_at)}
    if undone == "recall":
        return {"recalls": TicketLine.recalls - 1}
    return {}
