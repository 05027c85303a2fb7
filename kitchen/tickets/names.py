"""What a kitchen calls a dish: names are kept in every language, each station reads its own. Pure."""

from core.languages import said

BOTH = "both"


def lines_of(names: dict[str, str] | None, language: str) -> tuple[str, ...]:
    """One line, or two different ones where the station reads "both": Chinese above English."""
    if language != BOTH:
        return (said(names, language),)
    return tuple(dict.fromkeys(said(names, each) for each in ("zh", "en")))


def in_language(names: dict[str, str] | None, language: str) -> str:
    """The same in one line."""
    return said(names, language) if language != BOTH else " ".join(lines_of(names, language))
