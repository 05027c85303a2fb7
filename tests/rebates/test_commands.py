"""`flask rebates judge`, `recompute --check`, `export` and `sql`, over payments made through the API."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from core.clock import now
from core.ids import new_id
from core.transactions import transaction
from payments.payments.models import Payment
from rebates.members.enrolling import enrol
from rebates.programmes.days import day_of
from tests.http.test_payments import at_simulator, seated, started
from tests.people import new_key

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def paid(place):
    """Nobody took part when the money came: one that counts, one at the counter, one given back; enrolled behind."""
    for wallet, back in (("simulator", 0), ("counter", 0), ("simulator", 1000)):
        guest, _ = seated(place)
        payment, client = started(guest, wallet)
        home = f"{place.home}/payments/{payment['id']}"
        if wallet == "simulator":
            at_simulator(place, client)
        else:
            place.owner.post(f"{home}/confirm", {"method": "cash"})
        if back:
            place.owner.post(f"{home}/refunds", {"amount": back, "reason": "x"}, new_key())
    provider = new_id()
    with transaction() as session:
        enrol(session, place.id, provider, "DEMO", LONG_AGO)
    month = day_of({"day": "business_day"}, now(), "Asia/Shanghai", "04:00")[:7]

    def run(*args):
        done = place.app.test_cli_runner().invoke(args=["rebates", *args, "--provider", provider])
        return done.exit_code, done.output.strip().splitlines()

    run.month = month
    return run


def test_a_month_is_judged_behind_then_checked_then_mended(place, paid):
    assert paid("recompute", "--check")[1][-1] == "3 differences"
    assert paid("judge", "--month", paid.month) == (0, ["3 judged, 0 judged again"])
    assert paid("recompute", "--check") == (0, ["0 differences"])
    assert paid("judge", "--month", paid.month) == (0, ["0 judged, 0 judged again"])
    with transaction() as session:  # a refund that nobody was told of
        here = Payment.restaurant_id == place.id, Payment.wallet == "simulator", Payment.refunded_total == 0
        session.execute(update(Payment).where(*here).values(refunded_total=Payment.amount))
    exit_code, said = paid("recompute", "--check", "--month", paid.month)
    found = {json.loads(line)["subject"].split(":")[0]: json.loads(line) for line in said[:-1]}
    assert (exit_code, said[-1]) == (1, "2 differences")
    assert (found["payment"]["found"], found["payment"]["expected"]) == (50, 0)
    assert (found["verdict"]["found"], found["verdict"]["expected"]) == ("", "refunded")
    assert paid("judge", "--month", paid.month) == (0, ["0 judged, 1 judged again"])
    assert paid("recompute", "--check") == (0, ["0 differences"])


def test_the_export_and_the_rule_itself(place, paid, tmp_path):
    paid("judge", "--month", paid.month)
    path = tmp_path / "month.parquet"
    exit_code, (said,) = paid("export", "--month", paid.month, "--programme", "DEMO", str(path))
    assert (exit_code, path.read_bytes()[:4]) == (0, b"PAR1") and "3 trades of DEMO" in said
    assert paid("export", "--month", "July", "--programme", "DEMO", str(path))[0] == 2
    for dialect, kept in (("duckdb", "CREATE OR REPLACE TABLE"), ("spark", "CACHE TABLE")):
        done = place.app.test_cli_runner().invoke(
            args=["rebates", "sql", "--programme", "RB-SMDC2021", "--dialect", dialect]
        )
        assert done.exit_code == 0 and f"{kept} milestones" in done.output
