"""Names and descriptions of a file, tidied. Pure."""

import hashlib
import re
import unicodedata

LONGEST_NAME = 120
LONGEST_TEXT = 1000
_BLANK = re.compile(r"\s+")
_LANGUAGE = re.compile(r"^([A-Za-z]{2})(?:[-_][A-Za-z0-9-_]{1,12})?$")


def clean(text: str) -> str:
    """NFC; no zero-width, control or direction characters; single blanks; emoji stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    kept = "".join(
        " " if c in "\r\n\t" else c
        for c in unicodedata.normalize("NFC", text)
        if c in "\r\n\t\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return _BLANK.sub(" ", kept).strip(" \u200d")


def clean_lines(text: str) -> str:
    """Line by line; the line breaks stay."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


def as_text(value) -> str:
    """Text and numbers; everything else says nothing."""
    if isinstance(value, str):
        return value
    return "" if isinstance(value, bool) or not isinstance(value, (int, float)) else str(value)


def language_code(value) -> str | None:
    """`"zh-Hans"` → `"zh"`; None for what names no language."""
    found = _LANGUAGE.match(value) if isinstance(value, str) else None
    return found[1].lower() if found else None


def by_language(raw: dict, field: str, language: str) -> dict[str, str]:
    """`names: {zh, en}`, `name: {zh, en}`, `name_zh` and plain `name`, the most explicit first; untidied."""
    found = {}
    for key, value in raw.items():
        if isinstance(key, str) and key.startswith(f"{field}_") and (code := language_code(key[len(field) + 1 :])):
            found[code] = as_text(value)
    plain = raw.get(field)
    for given in (plain, raw.get(f"{field}s")):
        if isinstance(given, dict):
            found |= {code: as_text(v) for k, v in given.items() if (code := language_code(k))}
    found = {code: text for code, text in found.items() if text.strip()}
    if as_text(plain).strip() and not isinstance(raw.get(f"{field}s"), dict):
        found = {language: as_text(plain)} | found
    return found or ({language: as_text(plain)} if as_text(plain).strip() else {})


def short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def names_key(names: dict) -> str:
    return short(repr(sorted(names.items())))


def say(names: dict) -> str:
    return next(iter(names.values()), "")
