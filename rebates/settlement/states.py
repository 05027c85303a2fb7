"""How a dispute goes: open, answered by the platform, and in the end agreed or withdrawn. Pure."""

STATES = ("open", "answered", "agreed", "withdrawn")
STEPS = {
    "answer": (("open",), "answered"),
    "agree": (("open", "answered"), "agreed"),
    "withdraw": (("open", "answered"), "withdrawn"),
    "reopen": (("answered", "agreed", "withdrawn"), "open"),
}
STANDS = ("open", "answered")  # while it does, its difference counts as disputed


def after(state: str, step: str) -> str | None:
    """The state that follows, or None where the step may not be taken."""
    allowed, then = STEPS[step]
    return then if state in allowed else None
