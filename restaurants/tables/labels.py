"""`A01-A20, B1, 包厢1-包厢3` → the labels, in order."""

import re

MOST = 300
_SPAN = re.compile(r"^(.*?)(\d+)\s*[-–~—至到]\s*(.*?)(\d+)$")


def spread(text: str) -> list[str]:
    """ValueError that names the part which cannot be read."""
    labels: list[str] = []
    for part in (p.strip() for p in re.split(r"[,，、;；\n]", text)):
        if not part:
            continue
        if len(part) > 60:  # also keeps the pattern's backtracking short
            raise ValueError(f"“{part[:20]}…” is too long; a label holds at most 20 characters")
        span = _SPAN.match(part)
        if not span:
            labels.append(part)
            continue
        head, first, tail, last = span.groups()
        if tail not in ("", head) or int(last) < int(first) or int(last) - int(first) >= MOST:
            raise ValueError(f"“{part}” is not a span such as A01-A20 of at most {MOST} tables")
        labels += [f"{head}{number:0{len(first)}d}" for number in range(int(first), int(last) + 1)]
    if not labels or len(labels) > MOST:
        raise ValueError(f"name 1 to {MOST} tables, such as A01-A20")
    if any(len(label) > 20 for label in labels):
        raise ValueError("a label holds at most 20 characters")
    return list(dict.fromkeys(labels))
