"""Tags and allergens in the guest's language: known words are translated, everything else stays as it was typed."""

import re

ALLERGENS = {
    "gluten": ("麸质", "gluten"),
    "crustacean": ("甲壳类", "crustaceans"),
    "mollusc": ("贝类", "molluscs"),
    "fish": ("鱼", "fish"),
    "egg": ("蛋", "egg"),
    "milk": ("奶", "milk"),
    "peanut": ("花生", "peanuts"),
    "nut": ("坚果", "nuts"),
    "soy": ("大豆", "soy"),
    "sesame": ("芝麻", "sesame"),
    "celery": ("芹菜", "celery"),
    "mustard": ("芥末", "mustard"),
    "lupin": ("羽扇豆", "lupin"),
    "sulphites": ("亚硫酸盐", "sulphites"),
    "beef": ("牛肉", "beef"),
    "pork": ("猪肉", "pork"),
    "alcohol": ("酒精", "alcohol"),
}
TAGS = {
    "招牌": "Signature",
    "新菜": "New",
    "限量": "Few a day",
    "不辣": "Not hot",
    "微辣": "Mild",
    "中辣": "Medium hot",
    "重辣": "Very hot",
    "辣": "Hot",
    "甜口": "Sweet",
    "素": "Vegetarian",
    "纯素": "Vegan",
    "清真": "Halal",
    "下饭": "Good with rice",
    "下酒": "Good with beer",
    "解腻": "Refreshing",
    "孩子爱吃": "Children like it",
    "热": "Served hot",
    "含酒精": "Contains alcohol",
}
_BY_WORD = {word: key for key, words in ALLERGENS.items() for word in (key, *words)}
_TAG_BY_EN = {en.lower(): zh for zh, en in TAGS.items()}
_SERVES = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?\s*人")
_GRAMS = re.compile(r"约\s*(\d+)\s*克")


def say_allergen(text: str, lang: str) -> str:
    """`peanut`, `花生` and `Peanuts` are one allergen."""
    key = _BY_WORD.get(text.strip().lower())
    return text if key is None else ALLERGENS[key][0 if lang == "zh" else 1]


def say_tag(text: str, lang: str) -> str:
    """A known tag, or a portion such as `2–3 人` and `约 500 克`."""
    if lang == "zh":
        return _TAG_BY_EN.get(text.lower(), text)
    if text in TAGS:
        return TAGS[text]
    if serves := _SERVES.fullmatch(text):
        return "Serves " + "–".join(n for n in serves.groups() if n)
    if grams := _GRAMS.fullmatch(text):
        return f"About {grams[1]} g"
    return text
