"""snapshot(k) + frames(k+1 … n) = snapshot(n), for every k and n of any evening and every kind of push (promise 10)."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.streams import allowed_streams, catch_up_of
from core import pushes
from core.transactions import reading
from tests.live.acts import ACTS, Evening
from tests.live.fold import RESTAURANT, STATION, VISIT, comparable, fold
from tests.people import open_place

CONTRACT = (
    "ticket.fired ticket.changed ticket.voided all_day.changed cart.changed order.changed bill.changed call.made"
    " call.answered menu.changed restaurant.changed screen.changed kitchen.alarm"
).split()
# One evening in which every kind is pushed. An act's number follows from its place: add or take away three at a time.
WHOLE = (
    "add join covers add send look join look hear start bump_line touch recall rush call answer sold_out reprice"
    " add change send void clear pay confirm give_back add send cancel pause rename another_screen"
    " rename_screen turn_off serve pay arrange add change add send hear portions undo portions void fire"
    " move add send merge start touch undo close"
).split()


def everything(evening) -> dict[str, dict]:
    """stream → `{epoch, seq, snapshot}`, of every stream that somebody here hears, at one moment."""
    found = {}
    with reading() as session:
        for who in evening.callers():
            for stream in allowed_streams(session, who):
                found[stream] = catch_up_of(session, who, stream, -1, 0)
    return found


def frames_of(evening, stream) -> list[dict]:
    with reading() as session:
        head = pushes.head_of(session, evening.place.id, stream)
        return pushes.frames_after(session, head, evening.place.id, 0, 0)


def differences(evening, history, leave_out="") -> set[tuple]:
    """(stream, number) at which a client that looked at some earlier moment shows something else than a fresh one."""
    wrong = set()
    menu = f"restaurant:{evening.place.id}/menu"
    for stream in history[-1]:
        frames = frames_of(evening, stream)
        for k, then in enumerate(history):
            at = then[stream]
            assert at["epoch"] in (0, history[-1][stream]["epoch"])
            state, seq = at["snapshot"], at["seq"]
            for now in history[k + 1 :]:
                state = fold(stream, state, frames[seq : now[stream]["seq"]], leave_out)
                seq = now[stream]["seq"]
                if stream.startswith("visit:"):
                    _follow_menu(state, now[stream]["snapshot"], then[menu], now[menu])
                if comparable(state) != comparable(now[stream]["snapshot"]):
                    wrong.add((stream, seq))
    return wrong


def _follow_menu(folded, fresh, then, now):
    """A phone hears the menu's stream too: after menu.changed it reads its cart again, after a pause its restaurant."""
    if then["snapshot"]["menu"] != now["snapshot"]["menu"]:
        folded["cart"] = fresh["cart"]
    folded["restaurant"] = {k: now["snapshot"]["restaurant"][k] for k in folded["restaurant"]}


def begun(app) -> Evening:
    return Evening(app, open_place(app, fees=[{"kind": "per_head", "name": "茶位", "amount": 300}]))


def lived(evening, acts) -> list[dict]:
    """What every stream looked like before the first act and after each."""
    history = [everything(evening)]
    for name, n in acts:
        evening.do(name, n)
        history.append(everything(evening))
    return history


pytestmark = pytest.mark.xdist_group("fold")  # one worker builds what they share


@pytest.fixture(scope="module")
def whole(app):
    evening = begun(app)
    return evening, lived(evening, [(name, 0 if name == "pause" else n % 3) for n, name in enumerate(WHOLE)])


def test_every_kind_is_pushed_and_folds(whole):
    evening, history = whole
    kinds = {frame["kind"] for stream in history[-1] for frame in frames_of(evening, stream)}
    assert set(CONTRACT) <= kinds <= {*VISIT, *STATION, *RESTAURANT}
    boards = [at["snapshot"] for then in history for stream, at in then.items() if stream.startswith("station:")]
    lines = [line for board in boards for ticket in board["tickets"] for line in ticket["lines"]]
    assert any(board["held"] for board in boards)
    assert any(0 < line["done"] < line["quantity"] for line in lines)
    assert any(ticket["moved_from"] for board in boards for ticket in board["tickets"])
    assert differences(evening, history) == set()


@pytest.mark.parametrize("kind", CONTRACT)
def test_twin_a_client_that_does_not_know_one_kind_is_found_out(whole, kind):
    assert differences(*whole, leave_out=kind), f"nothing depends on {kind}: the test above does not exercise it"


@pytest.mark.parametrize("kind", CONTRACT)
def test_twin_a_server_that_forgets_one_kind_is_found_out(app, monkeypatch, kind):
    if app.extensions["engine"].dialect.name != "sqlite":
        pytest.skip("forgetting happens before the database: the same on either")
    whole_push, evening = pushes.push, begun(app)

    def forgetful(session, restaurant_id, stream, its_kind, body):
        if its_kind != kind:
            whole_push(session, restaurant_id, stream, its_kind, body)

    for room in [m for m in list(sys.modules.values()) if getattr(m, "push", None) is whole_push]:
        monkeypatch.setattr(room, "push", forgetful)
    acts = "add send look call answer reprice rename rename_screen start cancel add send"
    assert differences(evening, lived(evening, [(name, 2) for name in acts.split()]))


@pytest.mark.parametrize("act", ["void", "separate", "cancel"])
def test_what_a_cart_would_add_follows_what_counts_as_sent(app, act):
    """The cover charge comes back to the cart when the only round is taken off, or goes to another table."""
    evening = begun(app)
    history = lived(evening, [(name, 0) for name in ("add", "send", "add", act)])
    (visit,) = [stream for stream in history[-1] if stream.startswith("visit:")]
    assert [len(then[visit]["snapshot"]["cart"]["fees"]) for then in history[-2:]] == [0, 1]
    assert differences(evening, history) == set()


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(acts=some.lists(some.tuples(some.sampled_from(ACTS), some.integers(0, 3)), min_size=15, max_size=25))
def test_any_evening_folds(app, acts):
    evening = begun(app)
    assert differences(evening, lived(evening, [("add", 0), ("send", 0), *acts])) == set(), acts
