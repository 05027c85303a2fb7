"""Which streams a caller may hear, and what a stream looks like from the beginning."""

from core.errors import Forbidden, NotFound
from core.identity import Caller
from core.pushes import frames_after, head_of
from core.transactions import again_on_conflict, transaction
from kitchen.boards.queries import snapshot_of as board_snapshot
from kitchen.tickets.service import acknowledge, act
from ordering.table.queries import state_of
from restaurants.profile.queries import restaurant_of


class StreamUnknown(NotFound):
    code, title = "stream_unknown", "There is no such stream"


def allowed_streams(who: Caller) -> list[str]:
    """A client never names a room: its token does."""
    if who.kind == "guest":
        return [f"visit:{who.visit_id}", f"restaurant:{who.restaurant_id}/menu"]
    if who.kind == "screen":
        return [f"station:{s}" for s in who.station_ids]
    return [f"restaurant:{who.restaurant_id}"] if who.restaurant_id else []


def catch_up_of(session, who: Caller, stream: str, epoch: int, after: int) -> dict:
    """`{epoch, seq, frames}`, or `{epoch, seq, snapshot}` where the numbers do not join."""
    if stream not in allowed_streams(who):
        raise StreamUnknown()
    frames = frames_after(session, who.restaurant_id, stream, epoch, after) if epoch >= 0 else None
    head = head_of(session, who.restaurant_id, stream)
    head = {"epoch": head["epoch"], "seq": head["seq"]}
    if frames is not None and epoch == head["epoch"]:
        return {**head, "frames": frames}
    return {**head, "snapshot": _snapshot(session, who, stream)}


def note_ack(who: Caller, stream: str, seq: int) -> None:
    """Only screens acknowledge, and only their own stations."""
    if who.kind != "screen":
        return  # phones say what they have drawn too; only the kitchen's word makes an order accepted
    if stream not in allowed_streams(who):
        raise Forbidden("Only a screen acknowledges its own stations.")

    def work():
        with transaction() as session:
            acknowledge(session, who.restaurant_id, who.screen_id, stream, seq)

    again_on_conflict(work)


def perform(who: Caller, message: dict) -> dict:
    """One touch of a cook."""
    if who.kind != "screen":
        raise Forbidden("Only a screen may do this.")
    with transaction() as session:
        return act(
            session,
            who,
            str(message["do"]),
            str(message["ticket_id"]),
            message.get("line_id"),
            str(message["request_id"]),
        )


def _snapshot(session, who, stream):
    kind = stream.partition(":")[0]
    if kind == "visit":
        return state_of(session, who.restaurant_id, who.visit_id, who.guest_id)
    if kind == "station":
        return board_snapshot(session, who.restaurant_id, stream)
    restaurant = restaurant_of(session, who.restaurant_id)
    return {"restaurant": {k: restaurant[k] for k in ("id", "name", "version")}}
