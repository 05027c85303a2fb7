"""The four screens' pages and the offline API docs."""

import json
from pathlib import Path

import flask_swagger_ui
from flask import Flask, Response, abort, g, render_template, render_template_string, request, send_from_directory

from app import guest_page, kitchen_shell
from app.config import ROOT
from app.demo.art import art_url, dish_svg
from core.languages import language

DIST = ROOT / "static" / "dist"
SWAGGER = Path(flask_swagger_ui.__file__).parent / "dist"
SMALLER = {"br": "br", "gzip": "gz"}
DOCS = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zhuoma API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
<div id="ui"></div>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script nonce="{{ g.nonce }}">
  SwaggerUIBundle({
    url: "/api/openapi.json",
    dom_id: "#ui",
    deepLinking: true,
    filter: true,
    defaultModelsExpandDepth: 0,
    tryItOutEnabled: false,
  });
</script>
</html>"""


def asset(name: str) -> str:
    """`guest.js` → its built file with the hash in its name."""
    manifest = DIST / "manifest.json"
    return "/static/dist/" + json.loads(manifest.read_text())[name] if manifest.exists() else f"/static/dist/{name}"


def register(app: Flask) -> None:
    app.jinja_env.globals["asset"] = asset

    @app.get("/static/dist/<path:name>")
    def built(name):
        return _built(name)

    guest_page.register(app)
    kitchen_shell.register(app)
    for path in ("kitchen", "settings", "provider"):
        _screen(app, path, {"settings": "owner"}.get(path, path))

    @app.get("/api/docs/assets/<path:name>")
    def swagger(name):
        return send_from_directory(SWAGGER, name, max_age=86400)

    @app.get("/api/docs")
    def docs():
        return render_template_string(DOCS, g=g)

    @app.get("/art/<key>.<mark>.svg")
    def art(key, mark):
        """The demo's dishes. An address of an older drawing gives today's, kept for a minute only."""
        svg = dish_svg(key)
        if svg is None:
            abort(404)
        kept = "max-age=31536000, immutable" if request.path == art_url(key) else "max-age=60"
        return Response(svg, mimetype="image/svg+xml", headers={"Cache-Control": f"public, {kept}"})

    @app.get("/favicon.ico")
    def favicon():
        abort(404)


def _screen(app, path, folder):
    app.add_url_rule(f"/{path}", path, lambda: _fresh(render_template(f"{folder}/page.html", lang=language())))


def _built(name: str) -> Response:
    """Hashed names never change; the smaller copies that were made beside it go to whoever takes them."""
    taken = request.headers.get("Accept-Encoding", "")
    coding = next((c for c in SMALLER if c in taken and (DIST / f"{name}.{SMALLER[c]}").exists()), None)
    kind = "text/javascript" if name.endswith(".js") else "text/css" if name.endswith(".css") else None
    file = f"{name}.{SMALLER[coding]}" if coding else name
    response = send_from_directory(DIST, file, mimetype=kind, max_age=31536000)
    response.cache_control.immutable = True
    response.vary.add("Accept-Encoding")
    for needless in ("Content-Disposition", "Expires", "Last-Modified"):
        response.headers.pop(needless, None)
    if coding:
        response.headers["Content-Encoding"] = coding
    return response


def _fresh(html: str) -> Response:
    return Response(html, headers={"Cache-Control": "no-store"})
