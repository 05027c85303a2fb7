"""Programmes are data; they are read and held to their shape when the program starts."""

import json
from datetime import date
from pathlib import Path

STATUSES = ("sourced", "secondary source", "assumed")
WHO = ("provider", "restaurant", "platform")
CHANNELS = ("h5", "mini_program", "counter")
WALLETS = ("alipay", "counter", "simulator")
FOLDER = Path(__file__).parent / "shipped"


class ProgrammeWrong(ValueError):
    """Names the file and the place of the mistake."""


def load(folder: Path = FOLDER) -> dict[str, dict]:
    """By code. ProgrammeWrong for an unknown condition, a contradiction or anything missing."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        programme = json.loads(path.read_text())
        check(programme, path.name)
        if programme["code"] in found:
            raise ProgrammeWrong(f"{path.name}: code: {programme['code']} is taken")
        found[programme["code"]] = programme
    return found


def check(programme: dict, name: str) -> None:
    _fields(programme, name, code=str, title=dict, status=str, source=dict, requirements=list, versions=list)
    _be(programme["status"] in STATUSES, f"{name}: status: one of {', '.join(STATUSES)}")
    _be(programme["versions"], f"{name}: versions: at least one")
    for n, requirement in enumerate(programme["requirements"]):
        place = f"{name}: requirements[{n}]"
        _fields(requirement, place, code=str, who=str, title=dict)
        _be(requirement["who"] in WHO, f"{place}.who: one of {', '.join(WHO)}")
    before = ""
    for n, version in enumerate(programme["versions"]):
        place = f"{name}: versions[{n}]"
        _version(version, place)
        _be(version["from"] > before, f"{place}.from: versions follow one another without overlap")
        before = version["until"]


def _version(version, place):
    kinds = {"from": str, "until": str, "channels": list, "wallets": list}
    _fields(version, place, **kinds, least_paid=int, per_order=int, goal=int)
    for name in ("from", "until"):
        try:
            date.fromisoformat(version[name])
        except ValueError as error:
            raise ProgrammeWrong(f"{place}.{name}: a day such as 2021-04-01") from error
    _be(version["from"] <= version["until"], f"{place}: it ends before it begins")
    for name, known in (("channels", CHANNELS), ("wallets", WALLETS)):
        _be(version[name], f"{place}.{name}: nothing could ever count")
        unknown = set(version[name]) - set(known)
        _be(not unknown, f"{place}.{name}: unknown: {', '.join(map(str, unknown))}")
    for name in ("least_paid", "per_order", "goal"):
        _be(version[name] >= 0, f"{place}.{name}: not below zero")


def _fields(of: dict, place: str, **kinds):
    for name, kind in kinds.items():
        _be(isinstance(of.get(name), kind) and not isinstance(of.get(name), bool), f"{place}.{name}: {kind.__name__}")
    unknown = sorted(set(of) - set(kinds))
    _be(not unknown, f"{place}: unknown: {', '.join(unknown)}")


def _be(right, problem: str):
    if not right:
        raise ProgrammeWrong(problem)


PROGRAMMES = load()


def rules_at(code: str, day: str) -> dict:
    """The version in force, else the last one."""
    versions = PROGRAMMES[code]["versions"]
    return next((v for v in versions if v["from"] <= day <= v["until"]), versions[-1])
