"""For whoever cannot scan: the eight characters beside the code, typed. They open the menu to look at, no more."""

from flask import Flask, Response, redirect, render_template, request
from werkzeug.routing import BaseConverter

from core.errors import Problem, TooMany
from core.languages import language
from core.limits import allow
from core.money import to_text
from core.transactions import reading
from ordering.menu.reading.guest_menu import menu_for
from qr.service import resolve_human_code
from restaurants.profile.fees import UNITS
from restaurants.tables.queries import table_of

TRIES, WITHIN = 30, 600  # for one address: a dining room is one, a guesser needs 10^10 times as many


class HumanCode(BaseConverter):
    """`7K3M-9Q2F`, in either case, with or without the dash; a code that cameras read is 22 characters long."""

    regex = "[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}"
    weight = 50  # before the converter that takes anything


def register(app: Flask) -> None:
    app.url_map.converters["human"] = HumanCode
    app.jinja_env.filters["price"] = price

    @app.get("/t/")
    def type_a_code():
        """The form. What was typed leads to its own address."""
        typed = request.args.get("code", "").strip()
        if typed:
            return redirect(f"/t/{''.join(c for c in typed if c.isascii() and c.isalnum())[:30] or '-'}")
        return _page("typed/page.html", problem=None)

    @app.get("/t/<human:typed>")
    def look(typed):
        """The menu without a place at the table."""
        lang = language()
        try:
            allow(f"typed-from:{request.remote_addr}", TRIES, WITHIN)
            with reading() as session:
                ref = resolve_human_code(session, typed)
                table = table_of(session, ref.restaurant_id, ref.table_id)
                menu = menu_for(session, ref.restaurant_id, lang)
        except Problem as problem:
            return _page("typed/page.html", problem.status, problem=problem, too_many=isinstance(problem, TooMany))
        return _page("typed/look.html", menu=menu, table=table)


def price(minor: int, currency: str) -> str:
    """`¥38`, `¥38.50`."""
    return UNITS.get(currency, f"{currency} ") + to_text(minor, currency).removesuffix(".00")


def _page(template, status=200, **values) -> Response:
    html = render_template(template, lang=language(), **values)
    return Response(html, status, headers={"Cache-Control": "no-store"})
