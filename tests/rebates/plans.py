"""Programmes for the machine: small amounts, so that caps bite and milestones are reached within a few orders."""

from datetime import date, timedelta

from rebates.programmes.checking import check
from rebates.programmes.language import DEFAULTS
from tests.rebates.plain_rule import Plan

# (plan in plain words, the settings that say the same): every one clips, frees places and reaches milestones.
CHANGING = {"2026-01-01": (50, 120, 290), "2026-03-10": (70, 160, 290)}
STEADY = {"2026-01-01": (50, 120, 290), "2026-04-01": (70, 120, 200)}
PLANS = {
    "T-NEXT": (Plan(STEADY), {}),
    "T-NOBODY": (Plan(STEADY, freed=False, by_store=True), {"freed_place": "nobody", "merchant": "store"}),
    "T-NET": (
        Plan(CHANGING, net=True, unknown_counts=True, needs_return=False),
        {"partial_refund": "net", "unknown_user": "counts"},
    ),
}


def programme_of(code: str) -> dict:
    """In the rule language, checked as the shipped ones are."""
    plan, settings = PLANS[code]
    conditions = [
        {"code": "enrolled", "is": "true", "fact": "enrolled"},
        {"code": "amount", "is": "at_least", "fact": "paid", "value": plan.least},
        {"code": "refunded", "is": "false", "fact": "fully_refunded"},
        *([{"code": "returned", "is": "true", "fact": "returned"}] if plan.needs_return else []),
        {"code": "risk", "is": "false", "fact": "risk"},
        {"code": "repeat", "is": "first", "fact": "payer", "value": ["day", "merchant"]},
    ]
    amount, orders, months = plan.store
    code_amount, further, payers, days = plan.code
    milestones = [
        {"code": "new_store", "kind": "new_store", "amount": amount, "orders": orders, "months": months},
        {"code": "code", "kind": "table_code"}
        | {"amount": code_amount, "orders": further, "payers": payers, "days": days},
    ]
    begins = sorted(plan.steps)
    ends = [_eve(day) for day in begins[1:]] + ["2026-12-31"]
    versions = [
        {
            "from": day,
            "until": end,
            "scope": {"channels": ["mini_program"]},
            "conditions": conditions,
            "rewards": [_per_order(*plan.steps[day]), *milestones],
        }
        for day, end in zip(begins, ends, strict=True)
    ]
    words = {"zh": "试", "en": "Trial"}
    paper = {"code": "fresh", "who": "provider", "title": words, "needed_by": ["new_store"]}
    programme = {"code": code, "title": words, "status": "assumed", "source": words, "requirements": [paper]}
    programme |= {"settings": settings, "versions": versions}
    check(programme, code)
    return {**programme, "settings": DEFAULTS | settings}


def _per_order(amount, merchant, provider) -> dict:
    caps = [{"per": "merchant", "amount": merchant}, {"per": "provider", "amount": provider}]
    return {"code": "order", "kind": "per_order", "amount": amount, "caps": caps}


def _eve(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
