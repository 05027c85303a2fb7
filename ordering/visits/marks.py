"""Who is who at the table without any account: an object of the table for each phone."""

MARKS = {
    "cup": "茶杯",
    "lotus": "莲子",
    "sticks": "筷子",
    "spoon": "瓷勺",
    "pot": "茶壶",
    "bowl": "青花碗",
    "ginger": "姜丝",
    "chili": "小米椒",
    "bean": "毛豆",
    "leaf": "荷叶",
    "rice": "米粒",
    "star": "八角",
}


def next_mark(taken: list[str]) -> tuple[str, str]:
    """(mark, nickname) that nobody at the table has yet; after twelve phones they repeat with a number."""
    names = list(MARKS.items())
    mark, name = names[len(taken) % len(names)]
    for candidate, its_name in names:
        if candidate not in taken:
            return candidate, its_name
    return mark, f"{name}{len(taken) // len(names) + 1}"
