"""From a commit to the last of 1, 10, 100 and 500 screens, against a bare Flask-SocketIO emit of the same body; and
what a screen that only listens costs the server."""

from bench.figures import Figure, percentile
from bench.wire import request

PUSHES = 100
SIZES = (1, 10, 100, 500)
DATABASES = ("sqlite",)


def run(hall, slices: int) -> list[Figure]:
    token = hall.place.screens[0]
    weights = [
        hall.drive("weighed", hall.product, tokens=[token] * SIZES[-1], pid=hall.product_worker)
        for _ in range(min(slices, 2))  # the second time much of it is there already
    ]
    touches, emit = touches_of(hall)
    figures = []
    for screens in SIZES:
        ours, floors = hall.in_turns(
            slices,
            lambda n=screens: hall.drive(
                "pushed", hall.product, requests=touches * (PUSHES // 2), tokens=[token] * n, kind="ticket.changed"
            ),
            lambda n=screens: hall.drive("pushed", hall.floor, requests=[emit] * PUSHES, tokens=[""] * n),
        )
        for taken in (*ours, *floors):
            taken.rate(200)  # a refused touch pushes nothing
        lost = sum(t.lost for t in ours)
        for share, promise in ((0.5, 1.3), (0.99, 1.5)):
            figures.append(
                Figure(
                    f"commit → last of {screens} screens, p{share * 100:.0f}",
                    "ms",
                    [percentile(t.heard, share) for t in ours],
                    [percentile(t.heard, share) for t in floors],
                    promise=promise,
                    note=f"{lost} lost" if lost else "none lost",
                )
            )
    return [*figures, Figure(f"memory of the server for each of {SIZES[-1]} screens", "KB", weights[:1], limit=220)]


def touches_of(hall) -> tuple[list[bytes], bytes]:
    """(a line of a ticket done and undone again, the floor's push of the same ticket)"""
    ticket_id, ticket = hall.ticket(hall.tables(1))
    path = f"/api/v1/kitchen/tickets/{ticket_id}/lines/{ticket['lines'][0]['id']}"
    touches = [request("POST", f"{path}/{do}", {}, hall.place.screens[0]) for do in ("bump", "recall")]
    return touches, request("POST", "/emit", ticket)
