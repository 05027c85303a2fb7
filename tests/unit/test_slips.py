"""What stands on a slip, how wide, and that nothing but our own commands ever reaches a printer."""

import random
import re

import orjson
import pytest

from kitchen.slips.commands import NotPrintable, bytes_of
from kitchen.slips.layout import steps_of
from kitchen.slips.lettering import printable, width_of, wrap
from kitchen.slips.picture import picture_of, preview
from kitchen.slips.steps import COLUMNS, Cut, Line, Run, as_text
from tests.paper import read_paper

LOOK = {"width": 58, "language": "zh", "cut": True, "beep": False, "copies": 1}


def dish(zh="宫保鸡丁", quantity=1, en="Kung Pao chicken", **more):
    names = {k: v for k, v in (("zh", zh), ("en", en)) if v}
    return {
        **{"names": names, "quantity": quantity, "modifiers": [], "note": "", "status": "queued", "reason": None},
        **more,
    }


def slip(**more):
    return {
        **{"kind": "fired", "table": "A12", "number": 47, "round": 1, "course": 0, "covers": 3, "at": "12:31"},
        **{"station": {"zh": "热菜档", "en": "Wok"}, "note": "", "allergy": "", "elsewhere": [], "again": None},
        **{"perhaps": False, "held": False, "moved_from": None, "lines": [dish()]},
        **more,
    }


def printed(look=LOOK, **more):
    return read_paper(bytes_of(steps_of(slip(**more), look), "gb18030"))


def test_the_slip_of_the_picture():
    choice = {"names": {"zh": "少辣"}, "quantity": 1}
    paper = printed(
        allergy="虾蟹",
        note="请一起上",
        lines=[dish(modifiers=[choice]), dish("麻婆豆腐", 2)],
        elsewhere=[({"zh": "蒸"}, 1), ({"zh": "主食"}, 3)],
    )
    assert paper.text.split("\n") == [
        "热菜档           #047 · 第 1 批",
        "A12          3 位 12:31",
        "-" * 32,
        " ▲过敏：虾蟹",
        "1× 宫保鸡丁",
        "        少辣",
        "2× 麻婆豆腐",
        "-" * 32,
        "备注：请一起上",
        "-" * 32,
        "共 3 份      另有 蒸 1 · 主食 3",
    ]
    sizes = {text.strip(): size for text, size, _ in paper.lines}
    assert (sizes["1× 宫保鸡丁"], sizes["少辣"], sizes["▲过敏：虾蟹"]) == (2, 1, 2)
    assert next(size for text, size, _ in paper.lines if text.startswith("A12")) == 4
    assert paper.inverted.split() == ["▲过敏：虾蟹"]
    assert (paper.cuts, paper.beeps, paper.stray) == (1, 0, [])


@pytest.mark.parametrize("width", [58, 80])
@pytest.mark.parametrize("language", ["zh", "en", "both"])
@pytest.mark.parametrize("kind", ["fired", "void", "moved", "hurry", "test"])
def test_no_line_is_wider_than_the_paper_and_nothing_is_left_out(width, language, kind):
    long = "超级无敌海景至尊豪华双人" * 8
    words = "no onions please and absolutely no peanuts because of a strong allergy " * 2
    choices = [{"names": {"zh": long, "en": words}, "quantity": 2}]
    line = dish(long, 99, words, modifiers=choices, note=long + words, reason=long)
    look = {**LOOK, "width": width, "language": language}
    whole = slip(
        kind=kind, table="包厢十二号大包间靠窗一号桌", lines=[line], note=long, allergy=long, moved_from="B03", round=3
    )
    steps = steps_of({**whole, "again": "12:50", "perhaps": True, "covers": 40}, look)
    assert {step.columns for step in steps if isinstance(step, Line)} <= set(range(COLUMNS[width] + 1))
    text = re.sub(r"\s", "", as_text(steps))
    name = words if language == "en" else long
    assert re.sub(r"\s", "", name) in text
    assert text.count(long) >= {"fired": 3, "test": 3, "void": 2}.get(kind, 0)  # note, allergy, reason, the line's note


def test_an_added_round_a_reprint_and_a_doubtful_one_say_so():
    assert "加菜 · 第 2 批" in printed(round=2).inverted
    assert "加菜" not in printed(round=1).text
    assert printed(again="12:50").inverted.strip() == "补打 12:50"
    assert "可能已打过" in printed(again="12:50", perhaps=True).inverted
    assert "补打" not in printed().text


def test_what_was_taken_off_never_passes_for_work_and_an_allergy_is_never_struck():
    paper = printed(allergy="花生", lines=[dish(status="voided", reason="走了", quantity=5), dish("米饭", 2)])
    assert "退 5× 宫保鸡丁" in paper.inverted
    assert "共 2 份" in paper.text
    assert "原因：走了" in paper.text
    assert next(size for text, size, _ in paper.lines if "花生" in text) == 2
    void = printed(kind="void", lines=[dish(reason="走了", quantity=5)])
    assert void.inverted.strip() == "退菜"
    assert "-5× 宫保鸡丁" in void.text


def test_moved_hurried_and_test_slips():
    assert "B03 → A12" in printed(kind="moved", moved_from="B03").text
    assert printed(kind="hurry").inverted.strip() == "催菜"
    assert "12345678901234567890123456789012" in printed(kind="test").text


def test_languages_and_copies():
    assert "Kung Pao" in printed({**LOOK, "language": "en"}).text
    both = printed({**LOOK, "language": "both"}).text
    assert "宫保鸡丁" in both and "Kung Pao chicken" in both
    assert "宫保鸡丁" in printed({**LOOK, "language": "en"}, lines=[dish(en="")]).text  # no name in that language
    paper = printed({**LOOK, "copies": 3, "beep": True})
    assert (paper.text.count("A12"), paper.cuts, paper.beeps) == (3, 3, 1)
    assert printed({**LOOK, "cut": False}).cuts == 0


def test_a_ticket_without_a_station():
    assert "未分档" in printed(station=None).text


def test_a_course_and_portions_that_are_done():
    paper = printed(course=2, lines=[dish(quantity=3, done=1)])
    assert "第 2 道" in paper.text
    assert "√ 1/3" in paper.text
    assert "先别做" in printed(course=2, held=True).inverted


HOSTILE = (
    "\x1b@",
    "\x1d\x56\x00",
    "\x1bp\x00\x19\xfa",
    "\x10\x14\x01\x00\x05",
    "\x1c.",
    "\x00\x07\x0c\x18",
    "\x9b31m",
    "a\u200bb",
    "\u202eabc",
    "🍜👨‍👩‍👧",
    "𠮷",
    "\ufeff",
    "\ud800",
    "é ñ ß Å",
    "¥12 €3 £4",
    "ต้มยำ",
    "\ue000",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_our_own_commands_reaches_the_printer(text):
    plain = printed()
    paper = printed(table=text, note=text, allergy=text, lines=[dish(text, note=text, en=None)], station={"zh": text})
    assert paper.stray == []
    assert (paper.cuts, paper.beeps) == (plain.cuts, plain.beeps)


def test_what_cannot_be_printed_is_seen_to_be_missing():
    assert printable("a\x1b@b") == "a□@b"
    assert printable("a\u200bb") == "a□b"
    assert printable("面🍜🔥好") == "面□好"
    assert printable("𠮷野家") == "□野家"
    assert printable("ñÅ¥€") == "nA￥EUR"
    assert printable("第一行\n第二行") == "第一行 第二行"


def test_the_last_guard_holds_without_the_first():
    """Twin: without `printable` a run cannot even be made, and bytes that slipped through are refused."""
    with pytest.raises(ValueError, match="not printable"):
        Run("\x1bp\x00")
    forged = Run("x")
    object.__setattr__(forged, "text", "\x1bp\x00\x19\xfa")
    with pytest.raises((NotPrintable, UnicodeEncodeError)):
        bytes_of([Line((forged,)), Cut()], "gb18030")


def test_thirty_thousand_texts_and_not_one_byte_that_is_not_ours():
    rng = random.Random(20)
    planes = (
        (0, 0x20),
        (0x20, 0x7F),
        (0x7F, 0x250),
        (0x2000, 0x2100),
        (0x4E00, 0xA000),
        (0xD800, 0x10000),
        (0x1F300, 0x1FB00),
        (0x20000, 0x20100),
    )
    for _ in range(30):
        texts = [
            "".join(chr(rng.randrange(*rng.choice(planes))) for _ in range(rng.randrange(1, 12))) for _ in range(1000)
        ]
        runs = [printable(text) for text in texts]
        assert [run for run in runs if printable(run) != run] == []
        paper = read_paper(bytes_of([Line((Run(run),)) for run in runs], "gb18030"))
        assert paper.stray == []
        assert [text for text, *_ in paper.lines] == runs


def test_wrapping_loses_nothing_but_blanks():
    rng = random.Random(21)
    for _ in range(2000):
        text = "".join(rng.choice("宫保鸡丁，。ab c d1") for _ in range(rng.randrange(0, 60)))
        columns = rng.randrange(2, 40)
        lines = wrap(text, columns)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert max(map(width_of, lines)) <= columns
    assert wrap("不要辣，谢谢", 6) == ["不要", "辣，谢", "谢"]


def test_a_printer_without_chinese_gets_a_picture():
    steps = steps_of(slip(allergy="虾蟹"), LOOK)
    paper = read_paper(bytes_of(steps, "raster"))
    assert paper.pictures >= 1
    assert (paper.stray, paper.text, paper.cuts) == ([], "", 1)
    drawn = picture_of([step for step in steps if isinstance(step, Line)])
    assert drawn.width == 32 * 12
    black = drawn.histogram()[0]
    assert black > 5000
    assert preview(steps, 384).size[0] > 384


def test_real_menus_lose_no_chinese_character(data):
    names = set()
    for path in sorted((data / "menus").glob("*.json")):
        collect(orjson.loads(path.read_bytes()), names)
    assert len(names) > 1000
    han = re.compile(r"[\u4e00-\u9fff]")
    assert [name for name in names if han.findall(name) != han.findall(printable(name))] == []
    chinese = [dish(name, en=None) for name in sorted(names) if han.search(name)]
    for look in (LOOK, {**LOOK, "width": 80}):
        paper = printed(look, lines=chinese)
        assert paper.stray == []
        assert sorted(han.findall(paper.text)) == sorted(han.findall(as_text(steps_of(slip(lines=chinese), look))))


def collect(value, names):
    """Every `name` in a file."""
    if isinstance(value, dict):
        if isinstance(value.get("name"), str):
            names.add(value["name"])
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            collect(inner, names)
