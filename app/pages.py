"""The four screens' pages and the offline API docs."""

import json
from pathlib import Path

import flask_swagger_ui
from flask import Flask, Response, abort, g, render_template, render_template_string, request, send_from_directory

from app.config import ROOT
from app.demo.art import art_url, dish_svg
from core.errors import Problem
from core.languages import language
from core.transactions import reading
from ordering.menu.guest_menu import menu_for
from qr.service import resolve_code
from restaurants.tables.queries import table_of

DIST = ROOT / "static" / "dist"
SWAGGER = Path(flask_swagger_ui.__file__).parent / "dist"
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
        return send_from_directory(DIST, name, max_age=31536000)

    @app.get("/t/<code>")
    def guest(code):
        """What a camera opens. Nothing is created by looking."""
        lang = language()
        try:
            with reading() as session:
                ref = resolve_code(session, code)
                table = table_of(session, ref.restaurant_id, ref.table_id)
                menu = menu_for(session, ref.restaurant_id, lang)
        except Problem as problem:
            return Response(render_template("guest/unknown.html", problem=problem, lang=lang), problem.status)
        return _fresh(render_template("guest/page.html", menu=menu, table=table, code=code, lang=lang))

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


def _fresh(html: str) -> Response:
    return Response(html, headers={"Cache-Control": "no-store"})
