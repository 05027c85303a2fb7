"""What a socket may say: each value read with care, for no schema stands before it."""

from core.errors import Invalid

LARGEST = 2**53


def text(message, name) -> str:
    value = message.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 64 or not (value.isascii() and value.isprintable()):
        raise Invalid(errors={name: ["At most 64 plain characters."]})
    return value


def whole(message, name, least=0) -> int:
    value = message.get(name, least)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LARGEST:
        raise Invalid(errors={name: [f"A whole number from {least}."]})
    return value


def position(known) -> tuple[int, int]:
    """(epoch, after); whoever says nothing that can be read begins with a snapshot."""
    try:
        return whole(known, "epoch", -1), whole(known, "seq")
    except (AttributeError, Invalid):
        return -1, 0
