"""A backup holds whatever was acknowledged before it began, and a restore begins every stream anew."""

import os
import subprocess
import sys
import threading

import click
import pysqlite3
import pytest

from app.cli.backups import be_whole, copy_whole
from core.pushes import begin_epochs, head_of, push
from core.transactions import reading, transaction
from tests.conftest import ROOT

CYCLE = """
import sys, json
from wsgi import app
runner = app.test_cli_runner()
def run(*args):
    result = runner.invoke(args=args)
    assert result.exit_code == 0, (args, result.output)
run("db", "upgrade")
run("owner", "add", "before@test.example")
run("backup", sys.argv[1])
run("owner", "add", "after@test.example")
run("restore", sys.argv[1], "--yes")
from core.transactions import reading
from sqlalchemy import text
with reading() as session:
    print(json.dumps([row[0] for row in session.execute(text("SELECT email FROM accounts"))]))
refused = runner.invoke(args=["restore", "wsgi.py", "--yes"])
assert refused.exit_code == 1 and "no backup" in refused.output, refused.output
unknown = runner.invoke(args=["codes", "sheet", "--restaurant", "nobody"])
assert unknown.exit_code == 1 and "no such restaurant" in unknown.output, unknown.output
"""


def test_a_restore_puts_back_what_was_and_keeps_what_is(tmp_path):
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env |= {"ZHUOMA_VAR": str(tmp_path), "ZHUOMA_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", CYCLE, str(tmp_path / "b.db")], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith('["before@test.example"]')
    assert len(list(tmp_path.glob("before-restore-*.db"))) == 1


def test_a_copy_under_load_holds_what_was_acknowledged(tmp_path):
    source = tmp_path / "live.db"
    connection = pysqlite3.connect(source, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("CREATE TABLE acked (n INTEGER PRIMARY KEY, filler BLOB)")
    acked, stop = [], threading.Event()

    def write():
        while not stop.is_set():
            connection.execute("INSERT INTO acked VALUES (?, randomblob(2000))", (len(acked),))
            acked.append(len(acked))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(3):
            while len(acked) < 200 * (n + 1):
                pass
            before = len(acked)
            copy_whole(source, tmp_path / "copy.db")
            copied = pysqlite3.connect(tmp_path / "copy.db").execute("SELECT count(*), max(n) FROM acked").fetchone()
            assert copied[0] >= before
            assert copied[1] == copied[0] - 1  # one moment's state, without a hole
    finally:
        stop.set()
        writer.join()
        connection.close()
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.db"]


def test_a_damaged_backup_is_refused(tmp_path):
    source = tmp_path / "live.db"
    connection = pysqlite3.connect(source)
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("CREATE TABLE t (x)")
    connection.executemany("INSERT INTO t VALUES (hex(randomblob(500)))", [()] * 500)
    connection.commit()
    connection.close()
    be_whole(source)
    with open(source, "r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 9000)
    with pytest.raises(click.ClickException):
        be_whole(source)


def test_a_new_epoch_makes_old_numbers_worthless(app, place):
    with transaction() as session:
        push(session, place.id, "restaurant:x", "restaurant.changed", {})
    with reading() as session:
        before = head_of(session, place.id, "restaurant:x")
    with transaction() as session:
        assert begin_epochs(session) >= 1
    with reading() as session:
        after = head_of(session, place.id, "restaurant:x")
    assert (after["seq"], after["epoch"] != before["epoch"]) == (before["seq"], True)
