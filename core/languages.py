"""Names are kept per language and chosen for each reader."""

from flask import has_request_context, request

KNOWN = ("zh", "en")


def language() -> str:
    """The reader's language: `?lang=`, else Accept-Language, else Chinese."""
    if not has_request_context():
        return "zh"
    asked = request.args.get("lang", "")[:2].lower()
    return asked if asked in KNOWN else request.accept_languages.best_match(KNOWN) or "zh"


def said(names: dict[str, str] | None, lang: str) -> str:
    """The name in `lang`, else in any language that has one, else nothing."""
    names = names or {}
    return names.get(lang) or names.get("zh") or names.get("en") or next(iter(names.values()), "")
