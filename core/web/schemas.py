"""Shapes of the API: the base schema and the fields that bad input is caught by."""

import base64
import unicodedata

from marshmallow import INCLUDE, RAISE, ValidationError, fields, validate
from marshmallow import Schema as Plain
from sqlalchemy.orm import Session

from core.languages import KNOWN

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT = {"\n", "\t", "\u200d"}  # the joiner holds some emoji together


class Schema(Plain):
    """Unknown fields are refused by name."""

    class Meta:
        unknown = RAISE


class Shown(Plain):
    """The documented shape of an answer that leaves as it is: a frame and the REST read must be the same bytes,
    and a board of sixty tickets is not worth copying field by field."""

    def dump(self, obj, *, many=None):
        return obj


class WholeNumber(fields.Integer):
    """JSON Schema's integer: 80 and 80.0 pass; 80.5, "80" and true do not."""

    def _validated(self, value):
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or value != value
            or value in (float("inf"), float("-inf"))
            or value != int(value)
            or abs(value) > 2**53
        ):
            raise self.make_error("invalid", input=value)
        return int(value)


class MoneyField(WholeNumber):
    """An amount in the currency's minor unit."""

    def __init__(self, **kwargs):
        kwargs.setdefault("validate", validate.Range(0, 10**12))
        super().__init__(**kwargs)


class Text(fields.String):
    """NFC, without control and direction characters, trimmed; `max` counts characters."""

    def __init__(self, max: int = 140, min: int = 0, metadata=None, **kwargs):
        self.longest, self.shortest = max, min
        super().__init__(metadata={"maxLength": max, "minLength": min, **(metadata or {})}, **kwargs)

    def _deserialize(self, value, attr, data, **kwargs):
        text = clean(super()._deserialize(value, attr, data, **kwargs))
        if len(text) > self.longest:
            raise ValidationError(f"Longer than {self.longest} characters.")
        if len(text) < self.shortest:
            raise ValidationError("Must not be empty." if self.shortest == 1 else f"Shorter than {self.shortest}.")
        return text


def clean(text: str) -> str:
    """What may be stored and shown: no control, format, surrogate or private characters."""
    if text.isascii() and text.isprintable():
        return text.strip()  # every id, and nothing to look for in it
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _UNSEEN).strip()


class Names(fields.Dict):
    """`{"zh": …, "en": …}`: at least one of them."""

    def __init__(self, max: int = 120, **kwargs):
        languages = fields.String(validate=validate.Regexp(r"^[a-z]{2}$", error="A language such as zh or en."))
        super().__init__(keys=languages, values=Text(max=max), **kwargs)

    def _deserialize(self, value, attr, data, **kwargs):
        names = {k: v for k, v in super()._deserialize(value, attr, data, **kwargs).items() if v}
        if not names:
            raise ValidationError(f"Needs a name in one of: {', '.join(KNOWN)}.")
        return names


FILE = {"type": "string", "format": "binary"}  # how an answer that is no JSON is described


class Whole(fields.Raw):
    """Handed on as it is, and described as `shape`: a schema, or the name of one in another room.

    For what is read deep and often: nothing is walked through a second time.
    """

    def __init__(self, shape, *, many: bool = False, **kwargs):
        self.shape, self.many = shape, many
        super().__init__(**kwargs)


def listed(schema: type[Plain]) -> type[Plain]:
    """The shape of a list of these: `{items, next_cursor}`."""
    name = schema.__name__.removesuffix("Out") + "ListOut"
    return type(name, (Schema,), {"items": fields.List(fields.Nested(schema)), "next_cursor": NextCursor()})


class NextCursor(fields.String):
    """Where the next page begins; null on the last."""

    def __init__(self):
        super().__init__(allow_none=True, metadata={"description": "Send it back as `?cursor=`; null: the last page."})


def page(session: Session, query, key, cursor: str | None, limit: int = 50, *, descending: bool = False) -> dict:
    """`{items, next_cursor}` over `query` in the order of `key`, a unique text column (ids are in order of time)."""
    limit = max(1, min(limit, 200))
    query = query.order_by(key.desc() if descending else key)
    if cursor:
        query = query.where(key < _read(cursor) if descending else key > _read(cursor))
    rows = session.execute(query.limit(limit + 1)).mappings().all()
    more = len(rows) > limit
    return {
        "items": rows[:limit],
        "next_cursor": base64.urlsafe_b64encode(rows[limit - 1][key.key].encode()).decode() if more else None,
    }


def offset_cursor(offset: int) -> str:
    """A cursor for lists that are sorted by what is computed: the next page begins at this place."""
    return base64.urlsafe_b64encode(f"at:{offset}".encode()).decode()


def offset_of(cursor: str | None) -> int:
    """The inverse of offset_cursor; Invalid for anything else."""
    if not cursor:
        return 0
    place = _read(cursor).removeprefix("at:")
    if not place.isascii() or not place.isdigit() or len(place) > 9:
        from core.errors import Invalid

        raise Invalid("Use next_cursor as it was given.", errors={"cursor": ["Not a cursor."]})
    return int(place)


def _read(cursor: str) -> str:
    from core.errors import Invalid

    try:
        return base64.urlsafe_b64decode(cursor.encode()).decode()
    except ValueError as error:
        raise Invalid("Use next_cursor as it was given.", errors={"cursor": ["Not a cursor."]}) from error


class ProblemSchema(Plain):
    """RFC 9457 problem details with a stable code; some carry more, such as the new `cart`."""

    class Meta:
        unknown = INCLUDE

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    code = fields.String(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.Raw())
