"""The benchmark works: one small section against real servers. Nothing here looks at how fast it was."""

from bench import recomputing
from bench.figures import Figure, show
from bench.hall import Hall
from bench.month import make_month
from bench.sections import cart


def test_a_section_measures_product_and_floor(monkeypatch):
    monkeypatch.setattr(cart, "ADDS", 8)
    monkeypatch.setattr("bench.seed.TABLES", 4)
    with Hall("sqlite") as hall:
        (figure,) = cart.run(hall, 1)
    assert figure.product[0] > 0
    assert figure.floor[0] > 0
    assert "one add to the live cart" in show([figure])


def test_ratios_are_of_neighbouring_slices():
    figure = Figure("x", "/s", [10.0, 100.0, 30.0], [20.0, 100.0, 30.0], promise=0.9)
    assert figure.ratio == 1.0
    assert figure.kept
    assert not Figure("x", "ms", [10.0], [5.0], promise=1.5).kept
    assert "NOT KEPT" in show([Figure("x", "MB", [130.0], limit=120)])


def test_a_recompute_finds_what_sql_by_hand_finds(tmp_path):
    make_month(tmp_path / "month.parquet", 30_000)
    (_, ours), (_, floor) = (
        recomputing.product(tmp_path / "month.parquet"),
        recomputing.least(tmp_path / "month.parquet"),
    )
    assert ours == floor
    assert ours[0] == 30_000 > ours[1] > 0 and ours[3] > 0
