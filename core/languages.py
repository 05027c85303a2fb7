"""Names are kept per language and chosen for each reader."""

from functools import lru_cache

from flask import has_request_context, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

KNOWN = ("zh", "en")


def language() -> str:
    """The reader's language: `?lang=`, else Accept-Language, else Chinese."""
    if not has_request_context():
        return "zh"
    asked = request.args.get("lang", "")[:2].lower() if request.query_string else ""
    return asked if asked in KNOWN else _liked_best(request.headers.get("Accept-Language", ""))


@lru_cache(500)
def _liked_best(header: str) -> str:
    return parse_accept_header(header, LanguageAccept).best_match(KNOWN) or "zh"


def said(names: dict[str, str] | None, lang: str) -> str:
    """The name in `lang`, else in any language that has one, else nothing."""
    names = names or {}
    return names.get(lang) or names.get("zh") or names.get("en") or next(iter(names.values()), "")
