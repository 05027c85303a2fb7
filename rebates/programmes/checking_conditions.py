"""Conditions of one version: known, asked what their fact can answer, and such that an order can meet them all."""

from rebates.programmes import language
from rebates.programmes.language import HIGHEST
from rebates.programmes.reasons import ALWAYS, REASONS
from rebates.programmes.refusing import be, fields, refuse, text
from rebates.programmes.words import code, known, words


def check_conditions(version: dict, place: str) -> None:
    """Each condition is known and asks what its fact can answer; together they can be met."""
    taken: set = set()
    for n, condition in enumerate(version["conditions"]):
        _condition(condition, f"{place}.conditions[{n}]", taken)
    least, most, truths, allowed = {}, {}, {}, _scope_words(version)
    for n, condition in enumerate(version["conditions"]):
        here, fact, value = f"{place}.conditions[{n}]", condition["fact"], condition.get("value")
        match condition["is"]:
            case "at_least":
                least[fact] = max(value, least.get(fact, 0))
            case "at_most":
                most[fact] = min(value, most.get(fact, HIGHEST))
            case "true" | "false" as truth:
                be(truths.setdefault(fact, truth) == truth, here, f"{fact} cannot be both true and false; take one out")
            case "in":
                allowed[fact] = allowed.get(fact, set(language.WORDS[fact])) & set(value)
            case "not_in":
                allowed[fact] = allowed.get(fact, set(language.WORDS[fact])) - set(value)
        if least.get(fact, 0) > most.get(fact, HIGHEST):
            refuse(here, f"{fact} cannot be at least {least[fact]} and at most {most[fact]}; no order meets both")
        if not allowed.get(fact, True):
            refuse(here, f"no {fact} is left that scope and conditions allow; widen one of them")
    be(
        sum(condition["is"] == "first" for condition in version["conditions"]) <= 1,
        f"{place}.conditions",
        "only one can be `first`; an order has one place",
    )


def _condition(condition, place, taken):
    more = {"value": object, "text": dict, "how": dict, "who": str}
    fields(condition, place, {"code": str, "is": str, "fact": str}, more)
    code(condition["code"], f"{place}.code", taken)
    asked, fact, value = condition["is"], condition["fact"], condition.get("value")
    known(asked, tuple(language.IS), f"{place}.is")
    every = dict.fromkeys(fact for facts in language.IS.values() for fact in facts)
    known(fact, tuple(every), f"{place}.fact")
    if fact not in language.IS[asked]:
        can = ", ".join(kind for kind, facts in language.IS.items() if fact in facts)
        refuse(f"{place}.is", f"{fact} cannot be asked for {asked}; it can be asked for {can}")
    if asked in ("at_least", "at_most"):
        right = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST
        be(right, f"{place}.value", f"an amount in the minor unit, such as 500 for ¥5, not {value!r}")
    elif asked in ("in", "not_in"):
        words(value, language.WORDS[fact], f"{place}.value")
    elif asked == "first":
        be(value == language.FIRST_OF, f"{place}.value", f"{language.FIRST_OF}: first of the day at the merchant")
    else:
        be("value" not in condition, f"{place}.value", f"`{asked}` asks by itself; leave the value out")
    _own_words(condition, place)


def _own_words(condition, place):
    """A reason of ours, or one of the programme's own with its words."""
    own = condition["code"]
    free = own not in ALWAYS or (condition["is"] == "first" and own == "repeat")
    be(free, f"{place}.code", f"{own} is said elsewhere; another name")
    be(own in REASONS or "text" in condition, f"{place}.text", f"{own} is a new reason; say in zh and en what it means")
    if "text" in condition:
        text(condition["text"], f"{place}.text")
    if "how" in condition:
        text(condition["how"], f"{place}.how")
    if "who" in condition:
        known(condition["who"], ("", *language.WHO), f"{place}.who")


def _scope_words(version) -> dict:
    return {language.SCOPE[part][0]: set(value) for part, value in version["scope"].items() if part in language.SCOPE}
