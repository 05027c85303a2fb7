"""From a commit to the last of 1, 10 and 100 screens, against a bare Flask-SocketIO emit of the same body."""

from bench.figures import Figure, percentile
from bench.wire import request

PUSHES = 100
DATABASES = ("sqlite",)


def run(hall, slices: int) -> list[Figure]:
    ticket_id, ticket = hall.ticket(hall.tables(1))
    token = hall.place.screens[0]
    touches = [request("POST", f"/api/v1/kitchen/tickets/{ticket_id}/{do}", {}, token) for do in ("bump", "recall")]
    emit = request("POST", "/emit", ticket)
    figures = []
    for screens in (1, 10, 100):
        ours, floors = hall.in_turns(
            slices,
            lambda n=screens: hall.drive(
                "pushed", hall.product, requests=touches * (PUSHES // 2), tokens=[token] * n, commits="/bench/commits"
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
    return figures
