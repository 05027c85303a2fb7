"""Kitchen times for a spreadsheet: times in seconds and as minutes, shares as numbers."""

import csv
import io

COLUMNS = (
    ("name", "名称 name"),
    ("count", "出餐 ready"),
    ("median_seconds", "中位秒 median_seconds"),
    ("p90_seconds", "九成秒 p90_seconds"),
    ("late", "超时 late"),
    ("late_share", "超时率 late_share"),
    ("recalls", "召回 recalls"),
    ("voided", "退菜 voided"),
    ("unfinished", "未出 unfinished"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: list[dict]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([title for _, title in COLUMNS])
    writer.writerows([[_safe(row[name]) for name, _ in COLUMNS] for row in rows])
    return ("\ufeff" + text.getvalue()).encode()


def _safe(value):
    """A dish named like a formula stays a name: the apostrophe is what a spreadsheet takes for "this is text"."""
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(FORMULA) else value
