"""`python -m tests.alipay_simulator --port 8181`: runs until it is stopped; prints the settings that point to it."""

import argparse
import shlex
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_der_private_key

from tests.alipay_simulator.keys import b64decode, new_key, private_text
from tests.alipay_simulator.server import AlipaySimulator


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m tests.alipay_simulator", description=__doc__)
    words.add_argument("--port", type=int, default=8181)
    words.add_argument("--scale", type=float, default=1.0, help="of their times: 0.01 turns 4 minutes into 2.4 s")
    words.add_argument("--keys", default="var/alipay-simulator", help="where its keys are kept, so that they stay")
    words.add_argument("--provider", action="store_true", help="restaurants have to authorise first (code: demo)")
    asked = words.parse_args()
    folder = Path(asked.keys)
    simulator = AlipaySimulator(
        asked.port, asked.scale, asked.provider, _kept(folder / "app.key"), _kept(folder / "alipay.key")
    )
    print("# A simulator, not Alipay. In another shell, before `make run`:")
    for name, value in simulator.environment().items():
        print(f"export {name}={shlex.quote(value)}")
    print(f"# listening on {simulator.address}", flush=True)
    simulator.start()
    try:
        simulator.thread.join()
    except KeyboardInterrupt:
        simulator.stop()


def _kept(path: Path):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(private_text(new_key()))
    return load_der_private_key(b64decode(path.read_text()), None)


if __name__ == "__main__":
    main()
