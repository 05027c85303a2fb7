"""Every refusal has one code for ever, and docs/problems.md says what each means."""

import re
from collections import defaultdict

import app.factory  # noqa: F401  (loads every room, and with it every refusal)
from core.errors import Problem
from core.web.api import CODES
from tests.conftest import ROOT

ROW = re.compile(r"^\| `(\w+)` \| (\d{3}) \| (.+) \|$", re.M)


def refusals(kind=Problem) -> set[type[Problem]]:
    """All of them, those without a code of their own left out."""
    found = set()
    for each in kind.__subclasses__():
        found |= refusals(each) | ({each} if "code" in vars(each) else set())
    return {each for each in found if not each.__module__.startswith("tests")}


def documented() -> dict[str, tuple[int, str]]:
    text = (ROOT / "docs" / "problems.md").read_text()
    return {code: (int(status), meaning) for code, status, meaning in ROW.findall(text)}


def test_a_code_means_one_thing():
    by_code = defaultdict(set)
    for each in refusals():
        by_code[each.code].add(each.status)
    assert {code: statuses for code, statuses in by_code.items() if len(statuses) > 1} == {}


def test_codes_are_snake_case():
    assert [each.code for each in refusals() if not re.fullmatch(r"[a-z]+(_[a-z]+)*", each.code)] == []


def test_every_code_is_in_the_docs_with_its_status():
    known = {each.code: each.status for each in refusals()} | {code: status for status, code in CODES.items()}
    told = {code: status for code, (status, _) in documented().items()}
    missing = [f"| `{code}` | {known[code]} | … |" for code in sorted(set(known) - set(told))]
    assert missing == [], "add to docs/problems.md"
    assert {code: told[code] for code in set(told) - set(known)} == {"internal": 500}, "no longer given"
    assert {code for code in known if told[code] != known[code]} == set()
