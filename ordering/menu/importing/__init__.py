"""A file of any known kind → an ImportPlan. Nothing here touches the database."""

import orjson

from ordering.menu.importing.neutral import read_neutral
from ordering.menu.importing.plan import ImportPlan, Unreadable
from ordering.menu.importing.raw import to_neutral
from ordering.menu.importing.sheets import read_csv, read_pasted, read_xlsx

__all__ = ["ImportPlan", "Unreadable", "read_menu"]


def read_menu(data: bytes, kind: str, currency: str, language: str) -> ImportPlan:
    """`kind` is a media type or a file name. Unreadable says what is wrong with the file as a whole."""
    kind, refused = kind.lower(), []
    if "csv" in kind:
        menu, refused = read_csv(data)
    elif "sheet" in kind or kind.endswith("xlsx"):
        menu, refused = read_xlsx(data)
    elif "plain" in kind or kind.endswith("txt"):
        menu, refused = read_pasted(data)
    else:
        try:
            menu = to_neutral(orjson.loads(data))
        except orjson.JSONDecodeError as error:
            raise Unreadable(f"Not JSON: {error}") from error
    try:
        plan = read_neutral(menu, currency, language)
    except (AttributeError, TypeError, RecursionError) as error:
        raise Unreadable("The JSON has none of the known shapes.") from error
    plan.refused.extend(refused)
    return plan
