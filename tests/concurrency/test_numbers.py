"""Per stream, numbers are 1, 2, 3 … without holes, in the order of commits (promise 8)."""

import itertools
import random
import threading
import time

from core import pushes
from core.transactions import reading, transaction
from tests.concurrency.together import at_once

WRITERS, EACH, SEED = 6, 12, 8


class Rolled(Exception):
    pass


def wrong_while_pushing(place) -> list[str]:
    """What a reader by number missed while six writers pushed to one stream, some of them in vain."""
    stream, over, read = f"restaurant:{place.id}/numbers", threading.Event(), []

    def write(n):
        chance = random.Random(SEED + n)
        for turn in range(EACH):
            try:
                with transaction() as session:
                    pushes.push(session, place.id, stream, "menu.changed", {"by": [n, turn]})
                    if chance.random() < 0.3:
                        pushes.number(session)
                        raise Rolled
            except Rolled:
                continue

    def follow():
        while not over.is_set() or _fresh(place, stream, read):
            read.extend(_fresh(place, stream, read))
            time.sleep(0.002)

    follower = threading.Thread(target=follow)
    follower.start()
    try:
        at_once(*(lambda n=n: write(n) for n in range(WRITERS)))
    finally:
        over.set()
        follower.join(20)
    with reading() as session:
        kept = _rows(session, place.id, stream)
    problems = []
    if [seq for seq, _ in kept] != list(range(1, len(kept) + 1)):
        problems.append("holes")
    if [body for _, body in read] != [body for _, body in kept]:
        problems.append(f"a reader by number saw {len(read)} of {len(kept)}")
    by_writer = [[turn for n, turn in (body["by"] for _, body in kept) if n == writer] for writer in range(WRITERS)]
    if any(turns != sorted(turns) for turns in by_writer):
        problems.append("not in the order of commits")
    return problems


def _fresh(place, stream, read) -> list:
    with reading() as session:
        return _rows(session, place.id, stream, read[-1][0] if read else 0)


def _rows(session, restaurant_id, stream, after=0) -> list:
    frame = pushes.Frame
    query = pushes.select(frame.seq, frame.body).where(
        frame.restaurant_id == restaurant_id, frame.stream == stream, frame.seq > after
    )
    return [tuple(row) for row in session.execute(query.order_by(frame.seq))]


def test_numbers_have_no_holes_and_follow_the_commits(place):
    assert wrong_while_pushing(place) == []


def test_twin_numbers_of_a_sequence_have_holes(place, monkeypatch):
    """What `bigserial` does: the number is given outside of the transaction, so what is rolled back leaves a hole."""
    numbers = itertools.count(1)

    def sequence(session, counts):
        given = {key: (7, next(numbers)) for key, _ in counts}
        time.sleep(random.uniform(0, 0.01))
        return given

    monkeypatch.setattr(pushes, "_advance", sequence)
    assert "holes" in wrong_while_pushing(place)


def test_orders_of_six_tables_number_their_station_without_holes(place):
    screen = place.screen()
    phones = [place.sit(n) for n in range(6)]
    at_once(*(lambda p=p: [place.send(p, place.add(p)) for _ in range(4)] for p in phones))
    board = screen.get("/api/v1/kitchen/board")[1]
    with reading() as session:
        numbers = [seq for seq, _ in _rows(session, place.id, board["stream"])]
    assert numbers == list(range(1, board["seq"] + 1))
    assert len(board["tickets"]) == 24
    assert board["all_day"][0]["quantity"] == 24
