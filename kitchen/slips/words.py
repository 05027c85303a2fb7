"""The slip's own words; a printer's language is zh, en or both."""

WORDS = {
    "round": ("第 {n} 批", "Round {n}"),
    "course": ("第 {n} 道", "Course {n}"),
    "covers": ("{n} 位", "{n} guests"),
    "added": ("加菜 · 第 {n} 批", "ADDED · round {n}"),
    "allergy": ("▲过敏：", "▲ALLERGY: ", "▲过敏 ALLERGY："),
    "note": ("备注：", "Note: "),
    "void": ("退菜", "VOID"),
    "voided": ("退", "VOID"),
    "reason": ("原因：", "Why: "),
    "moved": ("改桌", "TABLE MOVED"),
    "held": ("先别做 · 等叫起", "HOLD"),
    "hurry": ("催菜", "HURRY"),
    "again": ("补打 {time}", "REPRINT {time}"),
    "perhaps": ("可能已打过", "may be printed already"),
    "total": ("共 {n} 份", "{n} portions"),
    "elsewhere": ("另有", "Also"),
    "nowhere": ("未分档", "No station"),
    "done": ("√", "√"),
    "test": ("测试单", "TEST"),
    "test_says": ("这张单看得清、切得齐，就可以用了。", "If this reads well and is cut clean, it works."),
    "test_table": ("测试", "TEST"),
}


ONCE = (
    "round",
    "course",
    "covers",
    "added",
    "perhaps",
    "total",
    "elsewhere",
    "voided",
    "reason",
    "note",
)  # twice would only take room


def say(key: str, language: str, **values) -> str:
    zh, en, *both = (text.format(**values) for text in WORDS[key])
    if language == "both" and key not in ONCE:
        return both[0] if both else f"{zh} {en}" if zh != en else zh
    return en if language == "en" else zh


def names_in(names: dict, language: str) -> tuple[str, str]:
    """(the name, the second one under it or nothing)."""
    first = "en" if language == "en" else "zh"
    other = names.get("en", "") if language == "both" else ""
    name = names.get(first) or names.get("zh") or names.get("en") or next(iter(names.values()), "")
    return name, "" if other == name else other
