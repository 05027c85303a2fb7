"""The receipt on paper: a PDF of 80 mm, as long as it has to be, for phones; and the same rows for a slip printer."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.languages import said
from core.money import to_text
from qr.typeface import GREY, Pen, have_face, width_of

WIDE, EDGE, STEP = 80, 5, 4.6  # mm
INNER = WIDE - 2 * EDGE
SIZE = 9  # points
WORDS = {
    "receipt": ("小票", "Receipt"),
    "pre_bill": ("预结单", "Pre-bill"),
    "table": ("桌号 {table}", "Table {table}"),
    "covers": ("{n} 位", "{n} covers"),
    "round": ("第 {n} 批", "Round {n}"),
    "subtotal": ("菜品", "Dishes"),
    "discount": ("优惠", "Discount"),
    "comp": ("赠送", "On the house"),
    "rounding": ("抹零", "Rounded down"),
    "total": ("合计", "Total"),
    "within": ("其中 {text}", "{text} included"),
    "paid": ("已付", "Paid"),
    "due": ("还要付", "Still due"),
    "tips": ("小费", "Tips"),
    "back_done": ("已退款", "Refunded"),
    "back_pending": ("退款中", "Refund under way"),
    "cash": ("现金", "Cash"),
    "card": ("刷卡", "Card"),
    "wechat_code": ("微信收款码", "WeChat code"),
    "alipay_code": ("支付宝收款码", "Alipay code"),
    "other": ("其他", "Other"),
    "alipay": ("支付宝", "Alipay"),
    "simulator": ("模拟钱包（不是真钱）", "Simulator (not money)"),
    "counter": ("柜台", "Counter"),
    "change": ("找零", "Change"),
    "foot": ("本小票不是发票", "This receipt is not a tax invoice"),
}


def as_pdf(receipt: dict, lang: str = "zh") -> bytes:
    """`receipt` as receipt_of gives it. Slow: call it through offload()."""
    have_face()
    rows = [part for row in _rows(receipt, lang) for part in _wrapped(**row)]
    high = 2 * EDGE + sum(STEP * row.get("high", 1) for row in rows)
    out = io.BytesIO()
    page = Canvas(out, pagesize=(WIDE * mm, high * mm), pageCompression=1)
    page.setTitle(f"{_word(receipt['kind'], lang)} {receipt['restaurant']} {receipt['number']}".strip())
    pen, y = Pen(page, 0, high), EDGE
    for row in rows:
        y += STEP * row.get("high", 1)
        _draw(pen, y - 1.2, **row)
    page.showPage()
    page.save()
    return out.getvalue()


def slip_rows(receipt: dict, lang: str = "zh") -> list[dict]:
    """`[{text, right, indent, big, bold, middle, rule}]`, the receipt as a printer that knows letters only sets
    it. `indent` in columns."""
    return [_plain(**row) for row in _rows(receipt, lang)]


def _plain(text="", right="", *, size=SIZE, bold=False, align="left", rule=False, **_) -> dict:
    return {
        "text": text.strip(),
        "right": right,
        "indent": len(text) - len(text.lstrip()),
        "big": size > SIZE + 1,
        "bold": bold,
        "middle": align == "middle",
        "rule": rule,
    }


def _wrapped(text="", right="", *, size=SIZE, **row):
    """A name that is longer than its line goes on in the next one; the amount stands beside its beginning."""
    room = INNER - (width_of(right, size) + 2 if right else 0)
    while width_of(text, size) > room:
        cut = next(n for n in range(len(text) - 1, 0, -1) if width_of(text[:n], size) <= room)
        yield {"text": text[:cut], "right": right, "size": size, **row}
        text, right, room = text[cut:], "", INNER
    yield {"text": text, "right": right, "size": size, **row}


def _draw(pen, y, text="", right="", *, size=SIZE, bold=False, align="left", grey=False, high=1, rule=False):
    if rule:
        pen.rule(EDGE, y - 1, INNER)
        return
    colour = {"colour": GREY} if grey else {}
    pen.write(text, WIDE / 2 if align == "middle" else EDGE, y, size, bold=bold, align=align, **colour)
    pen.write(right, WIDE - EDGE, y, size, bold=bold, align="right", **colour)


def _rows(receipt, lang):
    """What stands on it, from the top."""
    bill, zone = receipt["bill"], ZoneInfo(receipt["time_zone"])
    money = lambda minor: to_text(minor, bill["currency"])  # noqa: E731
    yield {"text": receipt["restaurant"], "size": 13, "bold": True, "align": "middle", "high": 1.5}
    for line in filter(None, (receipt["address"], receipt["phone"])):
        yield {"text": line, "size": 8, "align": "middle", "grey": True}
    if receipt["kind"] == "pre_bill":
        yield {"text": _word("pre_bill", lang), "size": 11, "bold": True, "align": "middle", "high": 1.3}
    where = [_word("table", lang, table=receipt["table"])]
    where += [_word("covers", lang, n=receipt["covers"])] if receipt["covers"] else []
    yield {"text": " · ".join([*where, receipt["number"]]), "right": _time(receipt["opened_at"], zone)}
    for order in receipt["orders"]:
        yield {"rule": True}
        yield {"text": _word("round", lang, n=order["round"]), "right": order["label"], "size": 8, "grey": True}
        for line in order["lines"]:
            yield {"text": f"{line['quantity']}× {said(line['names'], lang)}", "right": money(line["line_total"])}
            about = [said(each["names"], lang) for each in line["modifiers"]] + [line["note"]]
            if any(about):
                yield {"text": "    " + " · ".join(filter(None, about)), "size": 7.5, "grey": True}
    yield {"rule": True}
    for text, amount in _sums(bill, lang):
        yield {"text": text, "right": money(amount)}
    total = f"{bill['currency']} {money(bill['total'])}"
    yield {"text": _word("total", lang), "right": total, "size": 12, "bold": True, "high": 1.4}
    if bill["tax"]:
        within = _word("within", lang, text=bill["tax"]["text"])
        yield {"text": within, "right": money(bill["tax"]["amount"]), "size": 8, "grey": True}
    yield {"rule": True}
    for payment in receipt["payments"]:
        yield from _paid(payment, lang, zone, money)
    if bill["due"]:
        yield {"text": _word("due", lang), "right": money(bill["due"]), "bold": True}
    yield {"text": _word("foot", lang), "size": 7.5, "align": "middle", "grey": True, "high": 1.6}


def _sums(bill, lang):
    """Between the dishes and the total, as the bill counts them."""
    yield _word("subtotal", lang), bill["subtotal"]
    for each in bill["discounts"]:
        yield f"{_word(each['kind'], lang)} · {each['reason']}", -each["amount"]
    for fee in bill["fees"]:
        yield fee["text"], fee["amount"]
    if bill["rounding"]:
        yield _word("rounding", lang), -bill["rounding"]


def _paid(payment, lang, zone, money):
    how = _word(payment["method"] or payment["wallet"], lang)
    what = f"{_word('paid', lang)} · {how} · {_time(payment['settled_at'], zone)}"
    yield {"text": what, "right": money(payment["amount"])}
    if payment["tip"]:
        yield {"text": f"    {_word('tips', lang)}", "right": money(payment["tip"]), "size": 8, "grey": True}
    if payment["change"]:
        yield {"text": f"    {_word('change', lang)}", "right": money(payment["change"]), "size": 8, "grey": True}
    for back in payment["refunds"]:
        what = f"{_word('back_' + back['status'], lang)} · {_time(back['at'], zone)}"
        yield {"text": what, "right": f"-{money(back['amount'])}"}
        for line in back["lines"]:
            text = f"    {line['quantity']}× {said(line['names'], lang)}"
            yield {"text": text, "right": money(line["amount"]), "size": 7.5, "grey": True}


def _word(name, lang, **values) -> str:
    zh, en = WORDS.get(name, (name, name))
    return (en if lang == "en" else zh).format(**values)


def _time(text, zone) -> str:
    return f"{datetime.fromisoformat(text).astimezone(zone):%m-%d %H:%M}"
