"""A programme as SQL over the columns of `trades` (rows.py): what closed_form.py says, for millions of rows at once.

`statements(programme, dialect)` are run in order; they leave `standing` (row by row), `totals`, `booked_totals` and
`milestones`. Reasons are bits of a number: bit k is the k-th of the version's `codes_of`, so the lowest is the one at
which a trade stands. Only words and numbers of a checked programme go into the text.
"""

from rebates.programmes.eligibility import codes_of, first_of
from rebates.programmes.language import SCOPE, WHOLE
from rebates.programmes.rewards import per_trade
from rebates.recompute.caps import cap_statements
from rebates.recompute.dialects import Dialect
from rebates.recompute.reached import milestone_statements


def statements(programme: dict, dialect: Dialect) -> list[str]:
    """CREATE statements, each of one relation."""
    return [
        f"{dialect.view} judged AS {_judged(programme, dialect)}",
        f"{dialect.table} holders AS {_HOLDERS}",
        f"{dialect.table} standing AS {_standing(programme)}",
        f"{dialect.table} totals AS {_TOTALS}",
        *cap_statements(programme, dialect),
        *milestone_statements(programme, dialect),
    ]


def decoded(programme: dict, version: int, bits: int) -> tuple[str, ...]:
    """The reasons behind a number of `standing`."""
    return tuple(code for k, code in enumerate(codes_of(programme["versions"][version])) if bits >> k & 1)


# A place's holder is the first that contends for it; whoever comes behind it repeats. Most places have one trade only:
# without them the join that follows has little to look up.
_HOLDERS = """
SELECT provider, place, payer, day, first_n FROM (
    SELECT provider, place, payer, day, count(*) AS trades, min(CASE WHEN contends THEN n END) AS first_n
    FROM judged WHERE payer IS NOT NULL GROUP BY provider, place, payer, day
) AS places WHERE trades > 1 AND first_n IS NOT NULL"""

_TOTALS = """
SELECT provider, place, store, month, v, reasons, count(*) AS orders, CAST(sum(earned) AS BIGINT) AS earned
FROM standing GROUP BY provider, place, store, month, v, reasons"""


def _judged(programme, dialect) -> str:
    """Each trade with its version, its own reasons, whether it contends for a place and what it would earn."""
    settings, versions = programme["settings"], programme["versions"]
    own = [_own(rules, settings, "refunded") for rules in versions]
    contends = [_contends(rules, settings) for rules in versions]
    place = "store" if settings["merchant"] == "store" else "merchant"
    return f"""
SELECT n, provider, {place} AS place, store, payer, CASE WHEN code_registered THEN code END AS registered, day, month,
    {_version(versions)} AS v,
    {by_version(own)} AS own,
    {by_version(contends)} AS contends,
    {by_version([_earned(rules, settings, dialect) for rules in versions])} AS worth
FROM trades"""


def _contends(rules, settings) -> str:
    """An order that is none by itself takes no place; with `nobody` one that was given back keeps it."""
    refunded = "0" if settings["freed_place"] == "nobody" else "refunded"
    return f"payer IS NOT NULL AND {_own(rules, settings, refunded)} = 0" if first_of(rules) else "FALSE"


def _standing(programme) -> str:
    repeats = [1 << codes_of(r).index(first_of(r)["code"]) if first_of(r) else 0 for r in programme["versions"]]
    reasons = f"own + CASE WHEN first_n < n THEN {by_version(map(str, repeats))} ELSE 0 END"
    return f"""
SELECT n, provider, place, store, payer, registered AS code, day, month, v, reasons,
    CASE WHEN reasons = 0 THEN worth ELSE 0 END AS earned
FROM (
    SELECT judged.*, {reasons} AS reasons FROM judged LEFT JOIN holders
    ON holders.provider = judged.provider AND holders.place = judged.place
        AND holders.payer = judged.payer AND holders.day = judged.day
) AS together"""


def by_version(expressions) -> str:
    """The one of the trade's version: a CASE only where they differ."""
    expressions = list(expressions)
    if len(set(expressions)) == 1:
        return expressions[0]
    cases = " ".join(f"WHEN {k} THEN {one}" for k, one in enumerate(expressions))
    return f"CASE {_V} {cases} END"


_V = "v"


def _version(versions) -> str:
    later = [f"WHEN day >= DATE '{rules['from']}' THEN {k}" for k, rules in enumerate(versions)][:0:-1]
    return f"CASE {' '.join(later)} ELSE 0 END" if later else "0"


def _own(rules, settings, refunded: str) -> str:
    """The sum of the bits of all own reasons, as `judge` gives them."""
    fails = {"date": f"day < DATE '{rules['from']}' OR day > DATE '{rules['until']}'"}
    for part, (fact, code) in SCOPE.items():
        if part in rules["scope"]:
            fails[code] = f"{fact} NOT IN ({_quoted(rules['scope'][part])})"
    for condition in rules["conditions"]:
        code = "user_unknown" if condition["is"] == "first" else condition["code"]
        fails[code] = _fails(condition, settings, refunded)
    codes = codes_of(rules)
    bits = [f"CASE WHEN {sql} THEN {1 << codes.index(code)} ELSE 0 END" for code, sql in fails.items() if sql]
    return f"({' + '.join(bits)})"


def _fails(condition, settings, refunded) -> str:
    fact, value = _fact(condition["fact"], settings, refunded), condition.get("value")
    match condition["is"]:
        case "at_least":
            return f"{fact} < {value}"
        case "at_most":
            return f"{fact} > {value}"
        case "true":
            return f"NOT ({fact})"
        case "false":
            return fact
        case "in":
            return f"{fact} NOT IN ({_quoted(value)})"
        case "not_in":
            return f"{fact} IN ({_quoted(value)})"
        case "known":
            return f"{fact} IS NULL"
        case "first":
            return f"{fact} IS NULL" if settings["unknown_user"] == "fails" else ""
    raise ValueError(condition["is"])


def _fact(fact, settings, refunded) -> str:
    base = "total" if settings["paid"] == "total" else "paid"
    if fact == "paid":
        return f"greatest(0, {base} - {refunded})" if settings["partial_refund"] == "net" else base
    return {"fully_refunded": f"{refunded} >= total", "refunded": refunded, "table_code": "code"}.get(fact, fact)


def _earned(rules, settings, dialect) -> str:
    reward = per_trade(rules)
    if reward is None:
        return "0"
    if reward["kind"] == "per_order":
        if "amounts" not in reward:
            return str(reward["amount"])
        cases = " ".join(f"WHEN '{channel}' THEN {amount}" for channel, amount in reward["amounts"].items())
        return f"CASE channel {cases} ELSE 0 END"
    kept = f"greatest(0, {'total' if settings['paid'] == 'total' else 'paid'} - refunded)"
    tiers = " ".join(f"WHEN {kept} >= {tier['from']} THEN {tier['rate']}" for tier in reversed(reward["tiers"]))
    half = WHOLE // 2 if settings["rounding"] == "half_up" else 0
    earned = dialect.divided(f"({kept} * CASE {tiers} ELSE 0 END + {half})", WHOLE)
    return f"least({earned}, {reward['most']})" if "most" in reward else earned


def _quoted(words) -> str:
    return ", ".join(f"'{word}'" for word in words)
