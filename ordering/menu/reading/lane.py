"""A fast lane for the one read that every phone repeats: a menu that is kept and still holds is answered before Flask.

Everything else (the first read, a menu that moved on, an odd request) goes the ordinary way; that way also says once
which language a query and an Accept-Language mean, so that there is one place that knows.
"""

import psycopg
import pysqlite3
from sqlalchemy.exc import SQLAlchemyError

from ordering.menu.reading.published import kept_menu

START, END = "/api/v1/restaurants/", "/menu"
MOST_WAYS = 2000
_languages: dict[tuple[str, str], str] = {}


class MenuLane:
    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] == "GET" and path.endswith(END) and path.startswith(START):
            lang = _languages.get(_way(environ))
            menu = self._kept(path[len(START) : -len(END)], lang) if lang else None
            if menu:
                known, takes = environ.get("HTTP_IF_NONE_MATCH", ""), environ.get("HTTP_ACCEPT_ENCODING", "")
                status, headers, body = menu.answer(known, takes)
                start_response(status, headers)
                return [body]
        return self.wsgi_app(environ, start_response)

    def _kept(self, restaurant_id, lang):
        try:
            return kept_menu(restaurant_id, lang)
        except (SQLAlchemyError, psycopg.Error, pysqlite3.Error):
            return None  # the ordinary way meets the same database and says so properly


def remember(environ, lang: str) -> None:
    """What this query and Accept-Language turned out to mean."""
    if len(_languages) >= MOST_WAYS:
        _languages.clear()
    _languages[_way(environ)] = lang


def _way(environ) -> tuple[str, str]:
    return environ.get("QUERY_STRING", ""), environ.get("HTTP_ACCEPT_LANGUAGE", "")
