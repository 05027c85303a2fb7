"""What the guest's first view is drawn with. static/guest says the same in JavaScript; tests/browser compares them."""

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from app.config import ROOT
from core.clock import now
from core.money import to_text

SIGNS = {"CNY": "¥", "JPY": "JP¥", "THB": "฿", "GBP": "£", "USD": "$", "EUR": "€", "INR": "₹", "HKD": "HK$", "KRW": "₩"}
HOT, NOT_HOT = re.compile(r"辣|hot|mild|spicy", re.I), re.compile(r"不辣|not hot", re.I)
ENGLISH_FEES = {
    "茶位": "Tea",
    "茶位费": "Tea",
    "餐位费": "Cover",
    "餐具": "Tableware",
    "服务费": "Service",
    "打包费": "Packing",
    "开瓶费": "Corkage",
}


@cache
def icon_path(name: str) -> str:
    """From the one set of drawings, static/shared/icons.js."""
    found = re.search(rf'^  {name}: "([^"]+)"', (ROOT / "static/shared/icons.js").read_text(), re.M)
    if found is None:
        raise KeyError(name)
    return found[1]


def sign(currency: str) -> str:
    return SIGNS.get(currency, f"{currency} ")


def amount(minor: int, currency: str) -> str:
    """3800 → "38", 3850 → "38.50", 1234500 → "12,345"."""
    whole, _, part = to_text(minor, currency).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part.strip("0") else "")


def is_hot(tag: str) -> bool:
    return bool(HOT.search(tag)) and not NOT_HOT.search(tag)


def needs_choice(item: dict) -> bool:
    return any(group["min"] > 0 for group in item["modifier_groups"])


def is_from(item: dict) -> bool:
    """Whether a required choice can make it dearer."""
    required = [g["modifiers"] for g in item["modifier_groups"] if g["min"] > 0]
    return any(len({m["price"] for m in modifiers}) > 1 for modifiers in required)


def fee_rule(fee: dict, currency: str, lang: str) -> str:
    """ "茶位 ¥4/位": told before the first dish."""
    name = fee["name"] if isinstance(fee["name"], str) else fee["name"].get(lang) or next(iter(fee["name"].values()))
    name = ENGLISH_FEES.get(name, name) if lang == "en" else name
    if "rate" in fee:
        return f"{name} {float(fee['rate']) * 100:.2f}".rstrip("0").rstrip(".") + "%"
    price = sign(currency) + amount(fee["amount"], currency)
    if fee["kind"] == "per_head":
        return f"{name} {price}/位" if lang == "zh" else f"{name} {price} a person"
    return f"{name} 每批 {price}" if lang == "zh" else f"{name} {price} a round"


def shut_because(restaurant: dict, lang: str) -> str:
    """Why nothing can be ordered at this moment, or nothing."""
    zh = lang == "zh"
    if restaurant["paused_until"] and datetime.fromisoformat(restaurant["paused_until"]) > now():
        time = _clock(restaurant["paused_until"], restaurant["time_zone"])
        return f"厨房忙，约 {time} 恢复接单" if zh else f"The kitchen is busy; orders again at about {time}"
    if restaurant["open"]:
        return ""
    if not restaurant["opens_at"]:
        return "现在不接单" if zh else "No orders now"
    time = _clock(restaurant["opens_at"], restaurant["time_zone"])
    return f"还没开门，{time} 开始接单" if zh else f"Closed now; orders from {time}"


def _clock(at: str, time_zone: str) -> str:
    return datetime.fromisoformat(at).astimezone(ZoneInfo(time_zone)).strftime("%H:%M")


def small_image(url: str) -> str:
    """The 176-px copy of an uploaded photo; a drawing has one size."""
    return re.sub(r"(/images/[^/]+)\.webp$", r"\1-176.webp", url)


DRAWING = {
    "small_image": small_image,
    "icon_path": icon_path,
    "sign": sign,
    "amount": amount,
    "is_hot": is_hot,
    "is_from": is_from,
    "needs_choice": needs_choice,
}
