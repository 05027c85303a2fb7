"""Bytes → text or JSON, whatever wrote them: BOMs, UTF-16, GB18030, code pages, JavaScript around the JSON."""

import codecs
import json
import re

import orjson

from ordering.menu.importing.plan import Unreadable

CODE_PAGES = {"ja": "cp932", "ko": "cp949", "th": "cp874", "ru": "cp1251"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SCRIPT = re.compile(r"^\s*(?:export\s+default|module\.exports\s*=|(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*=)\s*")


def decode(data: bytes, language: str | None = None) -> str:
    """Unreadable where no encoding fits. `language` tells code pages apart that bytes alone do not."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _be_text(_try(data, encoding))
    sides = data[:4000:2].count(0), data[1:4000:2].count(0)
    if max(sides) > 1 and min(sides) == 0:  # UTF-16 without a mark: only its ASCII has zeros, all on one side
        text = _try(data, "utf-16-be" if sides[0] else "utf-16-le")
        if text is not None:
            return text
    for encoding in ("utf-8", CODE_PAGES.get(language or "")):
        text = _try(data, encoding) if encoding else None
        if text is not None:
            return text
    chinese = _try(data, "gb18030")
    if chinese is not None and _reads_as_chinese(data):
        return chinese
    western = _try(data, "cp1252")
    return _be_text(chinese if western is None else western)


def parse_json(data: bytes):
    """Any JSON value. Unreadable says where it breaks."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        text = _SCRIPT.sub("", decode(data)).rstrip().rstrip(";")
    try:
        return json.loads(text)
    except ValueError as error:
        raise Unreadable(f"Not JSON: {error}") from error
    except RecursionError as error:
        raise Unreadable("The JSON is nested too deeply.") from error


def _try(data, encoding) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_as_chinese(data) -> bool:
    """Common hanzi and punctuation lead with A1–A9 and B0–D7; Latin text read as GB18030 scatters over rare ones."""
    pairs, common, at = 0, 0, 0
    while at < min(len(data), 20_000):
        if data[at] < 0x81:
            at += 1
            continue
        pairs += 1
        common += at + 1 < len(data) and data[at + 1] >= 0xA1 and (0xA1 <= data[at] <= 0xA9 or 0xB0 <= data[at] <= 0xD7)
        at += 2
    return common * 10 >= pairs * 6


def _be_text(text) -> str:
    if text is None:
        raise Unreadable("The text is in none of the encodings UTF-8, UTF-16, GB18030, Windows-1252.")
    return text
