"""Gets what the tests need and a plain machine lacks: a browser. Says loudly what cannot be had."""

import os
import shutil
import subprocess
import sys


def main() -> None:
    if shutil.which("chromium") or shutil.which("google-chrome"):
        return
    print("Getting Chromium for the browser tests …", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"], check=False, stdout=subprocess.DEVNULL
        )
    if not shutil.which("chromium"):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not shutil.which("chromium"):
        print("!! No Chromium: the browser tests will be SKIPPED and counted so.", file=sys.stderr)


if __name__ == "__main__":
    main()
