"""How a programme is refused: by its file, the place and the fix."""


class ProgrammeWrong(ValueError):
    """`file.json: versions[0].rewards[1].amount: what to write instead`"""


def refuse(place: str, fix: str):
    raise ProgrammeWrong(f"{place}: {fix}")


def be(right, place: str, fix: str) -> None:
    if not right:
        refuse(place, fix)


def fields(of, place: str, needed: dict, more: dict | None = None) -> None:
    """All of `needed`, perhaps some of `more`, each of its kind, and nothing else."""
    be(isinstance(of, dict), place, "an object with names and values")
    kinds = needed | (more or {})
    for name in of:
        be(name in kinds, place, f"unknown: {name}; there are {', '.join(kinds)}")
    for name in needed:
        be(name in of, f"{place}.{name}", "missing")
    for name, value in of.items():
        kind = kinds[name]
        right = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        be(right, f"{place}.{name}", f"{_NAMES[kind]}, not {value!r}")


def text(value, place: str) -> None:
    """Words for people, in both languages."""
    fields(value, place, {"zh": str, "en": str})
    for language, said in value.items():
        be(said.strip(), f"{place}.{language}", "empty; say it")


_NAMES = {str: "text", int: "a whole number", dict: "an object", list: "a list", object: "a value"}
