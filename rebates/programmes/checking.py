"""Holds a programme to the rule language. Every refusal names the file, the place and what to write instead."""

from datetime import date
from zoneinfo import available_timezones

from rebates.programmes import language
from rebates.programmes.checking_conditions import check_conditions
from rebates.programmes.checking_rewards import check_rewards
from rebates.programmes.refusing import be, fields, refuse, text
from rebates.programmes.words import code, known, words


def check(programme: dict, name: str) -> None:
    """ProgrammeWrong for anything that the language does not know, or that contradicts itself."""
    fields(
        programme,
        name,
        {"code": str, "title": dict, "status": str, "source": dict, "requirements": list, "versions": list},
        {"settings": dict},
    )
    be(programme["code"].strip(), f"{name}: code", "a short name, such as RB-SMDC2021")
    known(programme["status"], language.STATUSES, f"{name}: status")
    text(programme["title"], f"{name}: title")
    text(programme["source"], f"{name}: source")
    _settings(programme.get("settings", {}), f"{name}: settings")
    be(programme["versions"], f"{name}: versions", "at least one, with the day from which it holds")
    rewards = set()
    for n, version in enumerate(programme["versions"]):
        place = f"{name}: versions[{n}]"
        _version(version, place)
        rewards |= {reward["code"] for reward in version["rewards"]}
        if n and version["from"] <= programme["versions"][n - 1]["until"]:
            before = programme["versions"][n - 1]["until"]
            refuse(f"{place}.from", f"versions[{n - 1}] holds until {before}; begin on a later day, or end it earlier")
    seen = set()
    for n, requirement in enumerate(programme["requirements"]):
        _requirement(requirement, f"{name}: requirements[{n}]", rewards, seen)


def _settings(settings, place):
    for name, value in settings.items():
        known(name, tuple(language.SETTINGS), place)
        if name == "day" and isinstance(value, str) and value in available_timezones():
            continue
        known(value, language.SETTINGS[name][0], f"{place}.{name}")


def _version(version, place):
    fields(version, place, {"from": str, "until": str, "scope": dict, "conditions": list, "rewards": list})
    for name in ("from", "until"):
        be(_day(version[name]), f"{place}.{name}", "a day such as 2021-04-01")
    be(version["from"] <= version["until"], f"{place}.until", f"it ends before it begins ({version['from']})")
    for part, value in version["scope"].items():
        known(part, tuple(language.SCOPE), f"{place}.scope")
        words(value, language.WORDS[language.SCOPE[part][0]], f"{place}.scope.{part}")
    check_conditions(version, place)
    check_rewards(version, place)


def _requirement(requirement, place, rewards, taken):
    fields(requirement, place, {"code": str, "who": str, "title": dict}, {"how": dict, "needed_by": list})
    code(requirement["code"], f"{place}.code", taken)
    known(requirement["who"], language.WHO, f"{place}.who")
    text(requirement["title"], f"{place}.title")
    if "how" in requirement:
        text(requirement["how"], f"{place}.how")
    for reward in requirement.get("needed_by", ()):
        be(reward in rewards, f"{place}.needed_by", f"no version has a reward {reward!r}; name one, or leave it out")


def _day(value) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
