"""Programmes are data; they are read and held to their shape when the program starts."""

import json
from pathlib import Path

NEEDED = {"from": str, "until": str, "channels": list, "wallets": list, "least_paid": int, "per_order": int}


def load() -> dict[str, dict]:
    """By code. ValueError names the file and the place of a mistake."""
    found = {}
    for path in sorted((Path(__file__).parent / "programmes").glob("*.json")):
        programme = json.loads(path.read_text())
        if programme.get("status") not in ("sourced", "secondary source", "assumed"):
            raise ValueError(f"{path.name}: status is unknown")
        for n, version in enumerate(programme["versions"]):
            for name, kind in NEEDED.items():
                if not isinstance(version.get(name), kind):
                    raise ValueError(f"{path.name}: versions[{n}].{name} must be {kind.__name__}")
            if set(version) - set(NEEDED):
                raise ValueError(
                    f"{path.name}: versions[{n}] has unknown conditions {sorted(set(version) - set(NEEDED))}"
                )
        found[programme["code"]] = programme
    return found


PROGRAMMES = load()


def rules_at(code: str, day: str) -> dict:
    """The version in force, else the last one."""
    versions = PROGRAMMES[code]["versions"]
    return next((v for v in versions if v["from"] <= day <= v["until"]), versions[-1])
