"""Months as text, `2026-07`. Pure."""

import re


def is_month(text: str) -> bool:
    return re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text) is not None


def after(month: str) -> str:
    """The next one."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"
