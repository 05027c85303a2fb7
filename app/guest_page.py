"""`/t/{code}`: the guest's first view, drawn here, so that names and prices are read before any script has come."""

import json

from flask import Flask, Response, render_template, request
from markupsafe import Markup

from app.guest_drawing import DRAWING, fee_rule, shut_because
from core.clock import now
from core.errors import Problem
from core.languages import KNOWN, language
from core.limits import allow
from core.transactions import again_on_conflict, reading, transaction
from ordering.calls.service import make_call
from ordering.menu.reading.guest_menu import menu_for
from ordering.visits.service import join_table
from payments.paying import wallets_for
from qr.service import resolve_code
from restaurants.profile.queries import is_open, restaurant_of
from restaurants.tables.queries import table_of


def register(app: Flask) -> None:
    app.jinja_env.globals.update(DRAWING)

    @app.get("/t/<code>")
    def guest(code):
        """What a camera opens. Nothing is created by looking."""
        lang = _language()
        try:
            with reading() as session:
                ref = resolve_code(session, code)
                table = table_of(session, ref.restaurant_id, ref.table_id)
                menu = menu_for(session, ref.restaurant_id, lang)
                wallets = wallets_for(session, ref.restaurant_id, menu["currency"])
        except Problem as problem:
            return _kind(problem, lang)
        html = render_template("guest/page.html", **_first_view(menu, table.label, code, lang, wallets))
        return Response(html, headers={"Cache-Control": "no-store"})

    @app.post("/t/<code>/call")
    def call_without_script(code):
        """The one form of the page, for phones on which no script runs: somebody comes to the table."""
        lang = _language()
        try:
            allow(f"plain-call:{code[:64]}", 3, 60)
            again_on_conflict(lambda: _call(code))
        except Problem as problem:
            if problem.status != 429:  # who calls twice in a minute is told that it worked
                return _kind(problem, lang)
        return _page(200, "called", lang, again=f"/t/{code}")


def _call(code: str) -> None:
    with transaction() as session:
        ref = resolve_code(session, code)
        restaurant = restaurant_of(session, ref.restaurant_id)
        table = table_of(session, ref.restaurant_id, ref.table_id)
        visit, guest, _ = join_table(session, restaurant, table, is_open=is_open(restaurant, now()))
        make_call(session, ref.restaurant_id, visit.id, guest["id"], "staff")


def _language() -> str:
    """`?lang=`, else what this phone chose before, else what it speaks."""
    chosen = request.cookies.get("zhuoma_lang", "")
    return chosen if chosen in KNOWN and not request.args.get("lang") else language()


def _first_view(menu: dict, table: str, code: str, lang: str, wallets: list[str]) -> dict:
    large = request.cookies.get("zhuoma_large") == "1"
    first = {"menu": menu, "code": code, "table": table, "lang": lang, "wallets": wallets}
    return {
        "menu": menu,
        "categories": [c for c in menu["categories"] if c["items"]],
        "fees": [fee_rule(fee, menu["currency"], lang) for fee in menu["fees"]],
        "shut": shut_because(menu["restaurant"], lang),
        "search_words": "搜菜名或首字母，如 gbjd" if lang == "zh" else "Search dishes",
        "first": Markup(json.dumps(first, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")),
        "table": table,
        "code": code,
        "lang": lang,
        "large": large,
        "preview": request.args.get("preview") == "1",  # the owner looks: no script runs, nobody sits down
    }


def _kind(problem: Problem, lang: str) -> Response:
    known = ("code_unknown", "code_withdrawn")
    return _page(problem.status, problem.code if problem.code in known else "other", lang)


def _page(status: int, which: str, lang: str, again: str = "") -> Response:
    html = render_template("guest/unknown.html", which=which, lang=lang, again=again)
    return Response(html, status, headers={"Cache-Control": "no-store"})
