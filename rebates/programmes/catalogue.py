"""The programmes that are shipped: data, read and held to the language when the program starts."""

import json
from pathlib import Path

from rebates.programmes.checking import check
from rebates.programmes.language import DEFAULTS
from rebates.programmes.refusing import refuse
from rebates.programmes.versions import version_at

FOLDER = Path(__file__).parent / "shipped"


def load(folder: Path = FOLDER) -> dict[str, dict]:
    """By code, each with all its settings. ProgrammeWrong names file, place and fix."""
    found: dict = {}
    for path in sorted(folder.glob("*.json")):
        programme = read(path)
        if programme["code"] in found:
            refuse(f"{path.name}: code", f"{programme['code']} is another file's; give this one its own")
        found[programme["code"]] = programme
    return found


def read(path: Path) -> dict:
    """One file's programme, checked, its silent settings filled in."""
    try:
        programme = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=lambda p: _once(p, path.name))
    except json.JSONDecodeError as error:
        refuse(f"{path.name}: line {error.lineno} column {error.colno}", f"no JSON: {error.msg}")
    except UnicodeDecodeError:
        refuse(path.name, "no UTF-8; save it as UTF-8")
    check(programme, path.name)
    return {**programme, "settings": DEFAULTS | programme.get("settings", {})}


def _once(pairs, name) -> dict:
    """json keeps the last of two values of one name and says nothing."""
    named = [key for key, _ in pairs]
    if twice := sorted({key for key in named if named.count(key) > 1}):
        refuse(name, f"{', '.join(twice)} stands twice in one object; keep one")
    return dict(pairs)


PROGRAMMES = load()


def rules_at(code: str, day: str) -> dict:
    """A shipped programme's version for a day (versions.version_at)."""
    return version_at(PROGRAMMES[code], day)
