"""A ticket becomes a slip: data in, steps out. Pure.

`slip`: `{kind, table, number, round, course, covers, at, station, lines, note, allergy, elsewhere, again, perhaps,
held, moved_from}` with `kind` fired, void, moved, hurry or test; `at` and `again` local times as "12:31", `again`
None the first time; `station` names or None; `elsewhere` `[(names, portions)]`; `lines` `[{names, quantity, done?,
modifiers, note, status, reason}]`. A receipt or pre_bill has `{kind, rows, again, perhaps}` instead, `rows`
`[{text, right, indent, big, bold, middle, rule}]` as the room of money words it. `look`: `{width, language, cut, beep,
copies}`.
"""

from kitchen.slips.lettering import printable, width_of, wrap
from kitchen.slips.states import BILLS
from kitchen.slips.steps import COLUMNS, Beep, Cut, Line, Run, Step
from kitchen.slips.words import names_in, say


def steps_of(slip: dict, look: dict) -> list[Step]:
    """Every copy, each cut off."""
    paper = _Paper(COLUMNS[look["width"]], look["language"])
    head = _again(paper, slip) if slip["kind"] in BILLS else _head(paper, slip)
    lines = [*head, *BODIES[slip["kind"]](paper, slip)]
    one = [*lines, Cut(look["cut"])]
    return [*([Beep()] if look["beep"] else ()), *one * look["copies"]]


class _Paper:
    """How wide the paper is and which language it speaks."""

    def __init__(self, columns: int, language: str):
        self.columns, self.language = columns, language

    def say(self, key, **values) -> str:
        return say(key, self.language, **values)

    def text(self, text, size=(1, 1), indent=0, **look) -> list[Line]:
        """Wrapped; `indent` in columns of size 1 before every line."""
        wide, high = size
        room = max(2, (self.columns - indent) // wide)
        lead = (Run(" " * indent),) if indent else ()
        return [Line((*lead, Run(part, wide, high, **look))) for part in wrap(printable(text), room)]

    def item(self, count, name, size, **look) -> tuple[list[Line], int]:
        """ "2× name", later lines under the name; and how far the name stands in."""
        count = printable(count)
        indent = min(width_of(count) * size, self.columns // 2)
        first, *more = wrap(printable(name), max(2, (self.columns - indent) // size))
        lines = [Line((Run(f"{count}{first}", size, size, size > 1, **look),))]
        return [*lines, *(Line((Run(" " * indent), Run(part, size, size, size > 1))) for part in more)], indent

    def title(self, text) -> list[Line]:
        """A bar, smaller where it would not fit in one line."""
        return self.bar(text, (2, 2) if width_of(printable(text)) + 2 <= self.columns // 2 else (1, 2))

    def bar(self, text, size=(2, 2)) -> list[Line]:
        """White on black across the paper, however long."""
        wide, high = size
        room = self.columns // wide
        parts = wrap(printable(text), room - 2)
        return [
            Line((Run(f" {part}{' ' * (room - 1 - width_of(part))}", wide, high, True, inverted=True),))
            for part in parts
        ]

    def pair(self, left, right, **look) -> list[Line]:
        """One line with both ends, or two where they do not fit."""
        left, right = printable(left), printable(right)
        gap = self.columns - width_of(left) - width_of(right)
        if left and right and gap >= 1:
            return [Line((Run(f"{left}{' ' * gap}{right}", **look),))]
        return [line for text in (left, right) if text for line in self.text(text, **look)]

    def priced(self, text, right, indent=0, **look) -> list[Line]:
        """The amount stands at the end of the first line; a long text goes on below its beginning."""
        right = printable(right)
        first, *more = wrap(printable(text), max(2, self.columns - indent - width_of(right) - 1))
        gap = " " * max(1, self.columns - indent - width_of(first) - width_of(right))
        texts = [f"{first}{gap}{right}", *more]
        return [Line((Run(" " * indent + each, **look),)) for each in texts]

    def middle(self, text, **look) -> list[Line]:
        parts = wrap(printable(text), self.columns)
        return [Line((Run(" " * ((self.columns - width_of(part)) // 2) + part, **look),)) for part in parts]

    def rule(self) -> list[Line]:
        return [Line((Run("-" * self.columns),))]


def _head(paper, slip) -> list[Line]:
    """What is special first; the table as large as the paper allows."""
    lines = _again(paper, slip)
    title = paper.say("added", n=slip["round"]) if slip["kind"] == "fired" and slip["round"] > 1 else ""
    if slip["kind"] != "fired":
        title = paper.say(slip["kind"])
    if slip["held"]:
        title = paper.say("held")
    if title:
        lines += paper.title(title)
    station = names_in(slip["station"], paper.language)[0] if slip["station"] else paper.say("nowhere")
    course = f" · {paper.say('course', n=slip['course'])}" if slip["course"] else ""
    lines += paper.pair(station, f"#{slip['number']:03d} · {paper.say('round', n=slip['round'])}{course}")
    covers = paper.say("covers", n=slip["covers"]) if slip["covers"] else ""
    return [*lines, *_table(paper, slip["table"], f"{covers} {slip['at']}".strip()), *paper.rule()]


def _again(paper, slip) -> list[Line]:
    if not slip["again"]:
        return []
    again = paper.say("again", time=slip["again"])
    return paper.bar(f"{again} {paper.say('perhaps')}" if slip["perhaps"] else again, (1, 2))


def _table(paper, label, beside) -> list[Line]:
    label, beside = printable(label), printable(beside)
    size = next((size for size in (4, 3) if width_of(label) * size <= paper.columns), 2)
    gap = paper.columns - width_of(label) * size - width_of(beside)
    if gap >= 1:
        return [Line((Run(label, size, size, True), Run(f"{' ' * gap}{beside}", bold=True)))]
    return [*paper.text(label, (size, size), bold=True), *paper.pair("", beside, bold=True)]


def _fired(paper, slip) -> list[Line]:
    lines = paper.bar(f"{paper.say('allergy')}{slip['allergy']}") if slip["allergy"] else []
    for line in slip["lines"]:
        lines += _dish(paper, line)
    if slip["note"]:
        lines += [*paper.rule(), *paper.text(f"{paper.say('note')}{slip['note']}", (1, 2), bold=True)]
    portions = sum(line["quantity"] for line in slip["lines"] if line["status"] != "voided")
    others = " · ".join(f"{names_in(names, paper.language)[0]} {n}" for names, n in slip["elsewhere"])
    also = f"{paper.say('elsewhere')} {others}" if others else ""
    return [*lines, *paper.rule(), *paper.pair(paper.say("total", n=portions), also)]


def _dish(paper, line) -> list[Line]:
    """What was taken off is named so and never passes for work; what is done already is small."""
    sign = {"voided": f"{paper.say('voided')} ", "ready": f"{paper.say('done')} "}.get(line["status"], "")
    small = line["status"] in ("voided", "ready")
    name, second = names_in(line["names"], paper.language)
    count, size = f"{sign}{line['quantity']}× ", 1 if small else 2
    found, indent = paper.item(count, name, size, inverted=line["status"] == "voided")
    if second:
        found += paper.text(second, indent=indent)
    for text in (*_choices(line, paper.language), line["note"]):
        if text:
            found += paper.text(text, (1, 1 if small else 2), indent)
    if 0 < line.get("done", 0) < line["quantity"]:
        found += paper.text(f"{paper.say('done')} {line['done']}/{line['quantity']}", indent=indent)
    if line["status"] == "voided" and line["reason"]:
        found += paper.text(f"{paper.say('reason')}{line['reason']}", indent=indent)
    return found


def _choices(line, language) -> list[str]:
    many = [(names_in(m["names"], language), m.get("quantity", 1)) for m in line["modifiers"]]
    return [f"{' '.join(filter(None, names))}{f' ×{n}' if n > 1 else ''}" for names, n in many]


def _void(paper, slip) -> list[Line]:
    lines = []
    for line in slip["lines"]:
        name, second = names_in(line["names"], paper.language)
        dish, indent = paper.item(f"-{line['quantity']}× ", name, 2)
        lines += dish
        for text in (second, *_choices(line, paper.language), line["note"]):
            lines += paper.text(text, indent=indent) if text else []
        if line["reason"]:
            lines += paper.text(f"{paper.say('reason')}{line['reason']}", (1, 2), indent)
    return lines


def _moved(paper, slip) -> list[Line]:
    arrow = f"{slip['moved_from']} → {slip['table']}"
    return [*paper.text(arrow, (2, 2), bold=True), *paper.rule(), *_in_short(paper, slip)]


def _in_short(paper, slip) -> list[Line]:
    named = ((line["quantity"], names_in(line["names"], paper.language)[0]) for line in slip["lines"])
    return [line for quantity, name in named for line in paper.text(f"{quantity}× {name}", (1, 2))]


def _test(paper, slip) -> list[Line]:
    ruler = "".join(str(n % 10) for n in range(1, paper.columns + 1))
    return [*paper.text(ruler), *paper.text(paper.say("test_says"), (1, 2)), *_fired(paper, slip)]


def _bill(paper, slip) -> list[Line]:
    lines = []
    for row in slip["rows"]:
        look = {"bold": row["bold"], "height": 2 if row["big"] else 1}
        if row["rule"]:
            lines += paper.rule()
        elif row["middle"]:
            lines += paper.middle(row["text"], **look)
        else:
            lines += paper.priced(row["text"], row["right"], row["indent"], **look)
    return lines


BODIES = {
    "fired": _fired,
    "void": _void,
    "moved": _moved,
    "hurry": _in_short,
    "test": _test,
    **dict.fromkeys(BILLS, _bill),
}
