"""`flask menu import FILE`: a report, or one line that says what is wrong."""

import json
import os

import pytest

from tests.people import MENU


@pytest.fixture
def run(app, tmp_path):
    runner = app.test_cli_runner()

    def run(name, content, *more):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return runner.invoke(args=["menu", "import", str(path), *more])

    return run


def test_a_file_comes_in_by_its_name(place, run):
    done = run("menu.csv", "菜名,价格\n新菜,12\n坏菜,时价\n", "--restaurant", place.id)
    assert done.exit_code == 0, done.output
    report = json.loads(done.output)
    assert (report["created"], [r["where"] for r in report["refused"]]) == (1, ["line 3"])
    again = json.loads(run("menu.csv", "菜名,价格\n新菜,12\n", "--restaurant", place.id).output)
    assert (again["created"], again["unchanged"]) == (0, 1)


def test_a_dry_run_writes_nothing(place, run):
    before = place.owner.get(f"{place.home}/menu")[1]
    done = run(
        "menu.json",
        json.dumps({"categories": [{"name": "x", "items": [{"name": "y", "price": "1"}]}]}),
        "--dry-run",
        "--restaurant",
        place.id,
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["created"] == 1
    assert place.owner.get(f"{place.home}/menu")[1] == before


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("menu.json", "{", "Not JSON"),
        ("menu.json", "[1]", "none of the known shapes"),
        ("menu.xlsx", "x", "not an XLSX workbook"),
        ("menu.csv", os.urandom(200), "menu.csv"),
        ("menu.csv", "a,b\n1,2\n", "price"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(place, run, name, content, word):
    done = run(name, content, "--restaurant", place.id)
    assert done.exit_code == 1
    assert word in done.output and "Traceback" not in done.output
    assert done.output.count("\n") <= 2


def test_an_unknown_restaurant_is_said(place, run):
    done = run("menu.json", json.dumps(MENU), "--restaurant", "nobody")
    assert (done.exit_code, "There is no such restaurant" in done.output) == (1, True)
