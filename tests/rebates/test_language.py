"""The rule language: what it knows, and how it refuses the rest: by file, place and fix."""

import copy
import json
from pathlib import Path

import pytest

from rebates.programmes import catalogue, language
from rebates.programmes.catalogue import PROGRAMMES, read, rules_at
from rebates.programmes.checking import check
from rebates.programmes.refusing import ProgrammeWrong
from rebates.programmes.versions import barred_rewards, version_at

TIERS = Path(__file__).parent / "programmes" / "tiers.json"
RAW = json.loads((catalogue.FOLDER / "rb_smdc2021.json").read_text())


def v(p):
    return p["versions"][0]


def c(p, n):
    return v(p)["conditions"][n]


def r(p, n):
    return v(p)["rewards"][n]


MISTAKES = [
    # what is written, where it is refused, words of the fix
    (lambda p: p.update(status="rumour"), "rb.json: status", "it can be sourced, secondary source, assumed"),
    (lambda p: p.update(extra=1), "rb.json", "unknown: extra"),
    (lambda p: p.pop("source"), "rb.json.source", "missing"),
    (lambda p: p["title"].pop("en"), "rb.json: title.en", "missing"),
    (lambda p: p["title"].update(zh=" "), "rb.json: title.zh", "empty"),
    (lambda p: p.update(versions=[]), "rb.json: versions", "at least one"),
    (lambda p: p["settings"].update(roundings="down"), "rb.json: settings", "did you mean rounding?"),
    (lambda p: p["settings"].update(rounding="up"), "settings.rounding", "half_up, down"),
    (lambda p: p["settings"].update(day="Mars/Olympus"), "settings.day", "Asia/Shanghai"),
    (lambda p: p["requirements"][0].update(who="moon"), "requirements[0].who", "provider, restaurant, platform"),
    (lambda p: p["requirements"][1].update(code="authorised"), "requirements[1].code", "each code once"),
    (lambda p: p["requirements"][3].update(needed_by=["newstore"]), "requirements[3].needed_by", "'newstore'"),
    (lambda p: v(p).update({"from": "1 July"}), "versions[0].from", "a day such as 2021-04-01"),
    (lambda p: v(p).update(until="2021-02-30"), "versions[0].until", "a day such as"),
    (lambda p: v(p).update(until="2020-01-01"), "versions[0].until", "ends before it begins"),
    (lambda p: v(p).update(moon="full"), "versions[0]", "unknown: moon"),
    (lambda p: p["versions"].append(copy.deepcopy(v(p))), "versions[1].from", "versions[0] holds until 2022-03-31"),
    (lambda p: v(p)["scope"].update(channels=["telepathy"]), "scope.channels", "mini_program, h5, counter"),
    (lambda p: v(p)["scope"].update(channels=[]), "scope.channels", "nothing could ever count"),
    (lambda p: v(p)["scope"].update(channels=["h5", "h5"]), "scope.channels", "each word once"),
    (lambda p: v(p)["scope"].update(planets=["h5"]), "scope", "unknown: 'planets'"),
    (lambda p: c(p, 0).update(fact="enroled"), "conditions[0].fact", "did you mean enrolled?"),
    (lambda p: c(p, 0).update({"is": "atleast"}), "conditions[0].is", "did you mean at_least?"),
    (lambda p: c(p, 0).update({"is": "at_least"}), "conditions[0].is", "it can be asked for true, false"),
    (lambda p: c(p, 1).update(value="500"), "conditions[1].value", "such as 500 for ¥5"),
    (lambda p: c(p, 1).update(value=True), "conditions[1].value", "an amount"),
    (lambda p: c(p, 1).update(value=-1), "conditions[1].value", "an amount"),
    (lambda p: c(p, 1).pop("value"), "conditions[1].value", "an amount"),
    (lambda p: c(p, 2).update(value=True), "conditions[2].value", "leave the value out"),
    (lambda p: c(p, 2).update(code="amount"), "conditions[2].code", "each code once"),
    (lambda p: c(p, 2).update(code="channel"), "conditions[2].code", "said elsewhere"),
    (lambda p: c(p, 2).update(code="Refunded!"), "conditions[2].code", "a–z, 0–9"),
    (lambda p: c(p, 2).update(code="eaten"), "conditions[2].text", "a new reason"),
    (lambda p: c(p, 5).update(value=["week"]), "conditions[5].value", "first of the day"),
    (
        lambda p: v(p)["conditions"].append({**c(p, 5), "code": "second", "text": {"zh": "二", "en": "2"}}),
        "conditions",
        "one",
    ),
    # contradictions
    (
        lambda p: v(p)["conditions"].append({"code": "amount_most", "is": "at_most", "fact": "paid", "value": 499}),
        "conditions[6]",
        "at least 500 and at most 499; no order meets both",
    ),
    (
        lambda p: v(p)["conditions"].append(
            {"code": "risky", "is": "true", "fact": "risk", "text": {"zh": "险", "en": "r"}}
        ),
        "conditions[6]",
        "risk cannot be both true and false",
    ),
    (
        lambda p: v(p)["conditions"].append(
            {"code": "web", "is": "in", "fact": "channel", "value": ["h5"], "text": {"zh": "网", "en": "w"}}
        ),
        "conditions[6]",
        "no channel is left that scope and conditions allow",
    ),
    (
        lambda p: v(p)["conditions"].append(
            {"code": "web", "is": "not_in", "fact": "wallet", "value": ["alipay"], "text": {"zh": "网", "en": "w"}}
        ),
        "conditions[6]",
        "no wallet is left",
    ),
    (lambda p: v(p).update(rewards=[]), "rewards", "pays nothing"),
    (lambda p: r(p, 0).update(kind="gift"), "rewards[0].kind", "per_order, percentage"),
    (lambda p: r(p, 0).update(amount=0), "rewards[0].amount", "can never come"),
    (lambda p: r(p, 0).update(amount=0.5), "rewards[0].amount", "a whole number"),
    (lambda p: r(p, 0).update(amounts={"mini_program": 1}), "rewards[0]", "either amount, or amounts"),
    (lambda p: r(p, 0)["caps"][0].update(amount=49), "caps[0].amount", "49 is below one reward (50)"),
    (lambda p: r(p, 0)["caps"][0].update(per="table"), "caps[0].per", "merchant, provider"),
    (lambda p: r(p, 0)["caps"][1].update(per="merchant"), "caps[1].per", "has a cap already"),
    (lambda p: r(p, 0)["caps"][0].update(amount=700000000), "caps", "never bites"),
    (lambda p: r(p, 1).update(orders=0), "rewards[1].orders", "can never come"),
    (lambda p: r(p, 2).update(payers=5), "rewards[2].payers", "raise orders to 5"),
    (lambda p: r(p, 2).update(code="order"), "rewards[2].code", "each code once"),
    (lambda p: v(p)["rewards"].append({**r(p, 1), "code": "again"}), "rewards", "new_store twice"),
    (lambda p: v(p)["rewards"].append({**r(p, 0), "code": "again"}), "rewards", "per_order and per_order"),
    (
        lambda p: v(p)["conditions"].append(
            {"code": "old", "is": "false", "fact": "code_registered", "text": {"zh": "旧", "en": "o"}}
        ),
        "rewards[2]",
        "can never come: old only counts codes that are not registered",
    ),
    (
        lambda p: v(p)["rewards"].__setitem__(
            0, {"code": "share", "kind": "percentage", "tiers": [{"from": 0, "rate": 0}]}
        ),
        "rewards[0].tiers",
        "every rate is 0",
    ),
    (
        lambda p: v(p)["rewards"].__setitem__(
            0, {"code": "share", "kind": "percentage", "tiers": [{"from": 9, "rate": 1}, {"from": 9, "rate": 2}]}
        ),
        "tiers[1].from",
        "tiers rise",
    ),
    (
        lambda p: (
            v(p)["conditions"].append({"code": "amount_most", "is": "at_most", "fact": "paid", "value": 900}),
            v(p)["rewards"].__setitem__(0, {"code": "s", "kind": "percentage", "tiers": [{"from": 901, "rate": 1}]}),
        ),
        "rewards[0].tiers",
        "no order reaches 901",
    ),
]


@pytest.mark.parametrize(("mistake", "place", "fix"), MISTAKES, ids=[f"{p} {f}"[:70] for _, p, f in MISTAKES])
def test_mistakes_are_refused_with_file_place_and_fix(mistake, place, fix):
    programme = copy.deepcopy(RAW)
    check(programme, "rb.json")
    mistake(programme)
    with pytest.raises(ProgrammeWrong) as wrong:
        check(programme, "rb.json")
    assert str(wrong.value).startswith("rb.json")
    assert place in str(wrong.value) and fix in str(wrong.value), wrong.value


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"code": "A", "code": "B"}', "p.json: code stands twice"),
        (b'{"code": ', "p.json: line 1 column 10: no JSON"),
        (b"\xff", "p.json: no UTF-8"),
        (b"[]", "p.json: an object"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, content, said):
    (tmp_path / "p.json").write_bytes(content)
    with pytest.raises(ProgrammeWrong, match=said.replace("[", r"\[")):
        read(tmp_path / "p.json")


def test_two_files_with_one_code(tmp_path):
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(RAW))
    with pytest.raises(ProgrammeWrong, match="b.json: code: RB-SMDC2021"):
        catalogue.load(tmp_path)


def test_what_is_shipped_has_its_source_and_every_setting():
    assert set(PROGRAMMES) == {"DEMO", "RB-SMDC2021", "REVIVAL-2020"}
    for programme in [*PROGRAMMES.values(), read(TIERS)]:
        assert set(programme["settings"]) == set(language.SETTINGS)
        assert programme["status"] in language.STATUSES and all(programme["source"].values())
    assert PROGRAMMES["RB-SMDC2021"]["status"] == "secondary source"
    assert PROGRAMMES["REVIVAL-2020"]["status"] == "assumed"


def test_the_numbers_of_the_2021_policy():
    rules = rules_at("RB-SMDC2021", "2021-06-01")
    order, store, code = rules["rewards"]
    assert (rules["from"], rules["until"]) == ("2021-04-01", "2022-03-31")
    assert rules["scope"] == {"channels": ["mini_program"], "wallets": ["alipay"]}
    assert (order["amount"], [cap["amount"] for cap in order["caps"]]) == (50, [20_000_00, 6_000_000_00])
    assert (store["amount"], store["orders"], store["months"]) == (200_00, 20, 2)
    assert (code["amount"], code["orders"], code["payers"], code["days"]) == (5_00, 4, 4, 30)


@pytest.mark.parametrize(
    ("day", "version"),
    [("2026-06-30", 0), ("2026-07-01", 0), ("2026-07-14", 0), ("2026-07-15", 1), ("2026-08-31", 1), ("2027-01-01", 1)],
)
def test_the_version_of_a_day(day, version):
    tiers = read(TIERS)
    assert version_at(tiers, day) is tiers["versions"][version]


@pytest.mark.parametrize(
    ("unproven", "state", "barred"),
    [
        ("counts", "done", set()),
        ("counts", "in_review", set()),
        ("counts", "", set()),
        ("counts", "refused", {"opening", "code"}),
        ("waits", "done", set()),
        ("waits", "in_review", {"opening", "code"}),
        ("waits", "", {"opening", "code"}),
    ],
)
def test_papers_keep_rewards_back(unproven, state, barred):
    tiers = read(TIERS)
    tiers["settings"]["unproven"] = unproven
    assert barred_rewards(tiers, {"photos": {"state": state}, "authorised": {"state": "refused"}}) == barred
