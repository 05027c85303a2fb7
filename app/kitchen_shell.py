"""What a kitchen screen keeps of itself, so that it starts without a network: its worker, its manifest, its icon.

The worker stands above `/kitchen`, which is the page itself, hence the header that widens its reach. It carries the
list of built files: another build is another worker, and screens fetch it by themselves.
"""

import hashlib
import json

from flask import Flask, Response, jsonify, render_template

from app.config import ROOT
from core.languages import language

STATIC = ROOT / "static"
DIST = STATIC / "dist"
PAGE = "/kitchen"
NAMES = {"zh": ("桌码厨显", "厨显"), "en": ("Zhuoma kitchen", "Kitchen")}


def register(app: Flask) -> None:
    @app.get("/kitchen/worker.js")
    def kitchen_worker():
        files = _files()
        page = render_template("kitchen/page.html", lang=language())
        version = hashlib.sha256("\n".join([*files, page]).encode()).hexdigest()[:12]
        shell = json.dumps({"version": version, "page": PAGE, "files": files})
        script = f"const SHELL = {shell};\n{(STATIC / 'kitchen' / 'worker.js').read_text(encoding='utf-8')}"
        headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": PAGE}
        return Response(script, mimetype="text/javascript", headers=headers)

    @app.get("/kitchen/manifest.webmanifest")
    def kitchen_manifest():
        name, short = NAMES[language()]
        answer = jsonify(
            name=name,
            short_name=short,
            id=PAGE,
            start_url=PAGE,
            scope=PAGE,
            display="fullscreen",
            orientation="any",
            background_color="#0F1513",
            theme_color="#0F1513",
            icons=[
                {"src": "/kitchen/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"},
                {"src": "/kitchen/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
            ],
        )
        answer.mimetype = "application/manifest+json"
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    @app.get("/kitchen/icon.svg")
    def kitchen_icon():
        drawing = (STATIC / "kitchen" / "icon.svg").read_text(encoding="utf-8")
        return Response(drawing, mimetype="image/svg+xml", headers={"Cache-Control": "max-age=86400"})

    @app.get("/kitchen/icon-<any('180', '512'):size>.png")
    def kitchen_icon_in_dots(size):
        """iPads take no drawing for the home screen."""
        picture = (STATIC / "kitchen" / f"icon-{size}.png").read_bytes()
        return Response(picture, mimetype="image/png", headers={"Cache-Control": "max-age=86400"})


def _files() -> list[str]:
    """Every built file that the kitchen's page may ask for, also those that it fetches later."""
    outputs = json.loads((DIST / "meta.json").read_text())["outputs"]
    entries = ("static/kitchen/main.js", "static/kitchen/style.css")
    left = [path for path, about in outputs.items() if about.get("entryPoint") in entries]
    found: set[str] = set()
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            left += [each["path"] for each in outputs[path]["imports"] if each["path"] in outputs]
    return sorted(f"/{path}" for path in found)
