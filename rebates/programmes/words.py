"""Words, codes and lists of words in a programme."""

import re
from difflib import get_close_matches

from rebates.programmes.refusing import be, refuse

CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


def known(word, allowed, place: str) -> None:
    """`word` is one of those; the nearest is proposed."""
    if not isinstance(word, str) or word not in allowed:
        near = get_close_matches(str(word), [w for w in allowed if w], 1)
        guess = f"did you mean {near[0]}? " if near else ""
        refuse(place, f"unknown: {word!r}; {guess}it can be {', '.join(w or 'empty' for w in allowed)}")


def words(value, allowed, place: str) -> None:
    """A list of known words, each once, not empty."""
    be(isinstance(value, list), place, f"a list of {', '.join(allowed)}")
    be(value, place, "empty, so that nothing could ever count; name what counts, or leave the line out")
    for word in value:
        known(word, allowed, place)
    be(len(set(value)) == len(value), place, "each word once")


def code(value, place: str, taken: set) -> None:
    """A code of the programme's own: small letters, digits and _, once."""
    be(isinstance(value, str) and CODE.fullmatch(value), place, "2 to 40 of a–z, 0–9 and _, beginning with a letter")
    be(value not in taken, place, f"{value} stands above already; each code once")
    taken.add(value)
