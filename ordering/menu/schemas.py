"""Shapes of the owner's menu. Texts are tidied as an import tidies them, so that an export comes in again unchanged."""

from marshmallow import validate

from core.web.schemas import MoneyField, Names, Schema, Text, WholeNumber, fields
from ordering.menu.importing.texts import clean


class Line(Text):
    """One line, single blanks."""

    def _deserialize(self, value, attr, data, **kwargs):
        return clean(super()._deserialize(value, attr, data, **kwargs))


class Said(Names):
    """Names of one line each."""

    def _deserialize(self, value, attr, data, **kwargs):
        return {k: clean(v) for k, v in super()._deserialize(value, attr, data, **kwargs).items()}


class Texts(fields.Dict):
    """Descriptions by language; empty ones are dropped."""

    def __init__(self, **kwargs):
        super().__init__(keys=fields.String(validate=validate.Length(2, 8)), values=Text(max=1000), **kwargs)

    def _deserialize(self, value, attr, data, **kwargs):
        given = super()._deserialize(value, attr, data, **kwargs)
        return {k: t for k, v in given.items() if (t := "\n".join(clean(line) for line in v.splitlines()).strip())}


def ids(least: int, most: int, **kwargs):
    return fields.List(Text(max=36, min=1), validate=validate.Length(least, most), **kwargs)


class CategoryChange(Schema):
    names = Said()
    station_id = Text(max=36, allow_none=True)
    position = WholeNumber(validate=validate.Range(0, 9999))


class NewCategory(CategoryChange):
    names = Said(required=True)


class Order(Schema):
    ids = ids(1, 500, required=True)


class ItemChange(Schema):
    """`station_ids`: every station that makes a part of it, the first its `station_id`; `station_id` alone is that one
    alone. `course` 0 goes with the first."""

    names = Said()
    descriptions = Texts()
    price = MoneyField()
    tags = fields.List(Line(max=20, min=1), validate=validate.Length(max=12))
    allergens = fields.List(Line(max=30, min=1), validate=validate.Length(max=20))
    station_id = Text(max=36, allow_none=True)
    station_ids = ids(0, 6)
    stations_finish = fields.String(validate=validate.OneOf(("each", "together")))
    course = WholeNumber(validate=validate.Range(0, 9))
    available = fields.Boolean()
    left_count = WholeNumber(validate=validate.Range(0, 9999), allow_none=True)
    category_ids = ids(1, 10)
    group_ids = ids(0, 12)
    position = WholeNumber(validate=validate.Range(0, 9999))


class NewItem(ItemChange):
    names = Said(required=True)
    price = MoneyField(required=True)
    category_ids = ids(1, 10, required=True)


class GroupChoice(Schema):
    id = Text(max=36, min=1)
    names = Said(required=True)
    price = MoneyField(load_default=0)
    max_quantity = WholeNumber(load_default=1, validate=validate.Range(1, 99))
    available = fields.Boolean(load_default=True)


class GroupChange(Schema):
    names = Said()
    min = WholeNumber(validate=validate.Range(0, 99))
    max = WholeNumber(validate=validate.Range(1, 99))
    modifiers = fields.List(fields.Nested(GroupChoice), validate=validate.Length(1, 100))


class NewGroup(GroupChange):
    names = Said(required=True)
    min = WholeNumber(required=True, validate=validate.Range(0, 99))
    max = WholeNumber(required=True, validate=validate.Range(1, 99))
    modifiers = fields.List(fields.Nested(GroupChoice), required=True, validate=validate.Length(1, 100))


class DishAvailability(Schema):
    available = fields.Boolean(required=True)
    until = fields.AwareDateTime(format="iso", load_default=None, allow_none=True)
    left = WholeNumber(load_default=None, allow_none=True, validate=validate.Range(0, 9999))


class Listing(Schema):
    cursor = fields.String(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class CategoryOut(Schema):
    id = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    position = fields.Integer(required=True)
    station_id = fields.String(required=True, allow_none=True)


class CategoriesOut(Schema):
    items = fields.List(fields.Nested(CategoryOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class GroupChoiceOut(Schema):
    id = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    price = MoneyField(required=True)
    max_quantity = fields.Integer(required=True)
    available = fields.Boolean(required=True)


class GroupOut(Schema):
    id = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    min = fields.Integer(required=True)
    max = fields.Integer(required=True)
    modifiers = fields.List(fields.Nested(GroupChoiceOut), required=True)


class GroupsOut(Schema):
    items = fields.List(fields.Nested(GroupOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class ItemOut(Schema):
    id = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    descriptions = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    price = MoneyField(required=True)
    tags = fields.List(fields.String(), required=True)
    allergens = fields.List(fields.String(), required=True)
    image_url = fields.String(required=True, allow_none=True)
    station_id = fields.String(required=True, allow_none=True)
    station_ids = fields.List(fields.String(), required=True)
    stations_finish = fields.String(required=True)
    course = fields.Integer(required=True)
    position = fields.Integer(required=True)
    available = fields.Boolean(required=True)
    left_count = fields.Integer(required=True, allow_none=True)
    sold_out_until = fields.String(required=True, allow_none=True)
    category_ids = fields.List(fields.String(), required=True)
    group_ids = fields.List(fields.String(), required=True)


class ItemsOut(Schema):
    items = fields.List(fields.Nested(ItemOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class Told(Schema):
    where = fields.String(required=True)
    rule = fields.String(required=True)
    text = fields.String(required=True)


class ImportOut(Schema):
    """in_file + split == created + updated + unchanged + merged + refused: no dish gets lost."""

    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    in_file = fields.Integer(required=True)
    merged = fields.Integer(required=True)
    split = fields.Integer(required=True)
    mended = fields.List(fields.Nested(Told), required=True)
    refused = fields.List(fields.Nested(Told), required=True)
    dry_run = fields.Boolean()


class MenuChoiceOut(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    price = MoneyField(required=True)
    available = fields.Boolean(required=True)
    max_quantity = fields.Integer(required=True)


class MenuGroupOut(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    min = fields.Integer(required=True)
    max = fields.Integer(required=True)
    modifiers = fields.List(fields.Nested(MenuChoiceOut), required=True)


class MenuItemOut(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    description = fields.String(required=True)
    price = MoneyField(required=True)
    price_from = MoneyField(required=True)
    image_url = fields.String(required=True, allow_none=True)
    available = fields.Boolean(required=True)
    left = fields.Integer(required=True, allow_none=True)
    sold_out_until = fields.String(required=True, allow_none=True)
    tags = fields.List(fields.String(), required=True)
    allergens = fields.List(fields.String(), required=True)
    initials = fields.String(required=True)
    modifier_groups = fields.List(fields.Nested(MenuGroupOut), required=True)


class MenuCategoryOut(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    items = fields.List(fields.Nested(MenuItemOut), required=True)


class MenuOut(Schema):
    restaurant = fields.Dict(required=True)
    currency = fields.String(required=True)
    lang = fields.String(required=True)
    categories = fields.List(fields.Nested(MenuCategoryOut), required=True)
    fees = fields.List(fields.Dict(), required=True)


class ImportQuery(Schema):
    dry_run = fields.Boolean(load_default=False)
    language = fields.String(load_default=None, validate=validate.Regexp(r"^[a-z]{2}\Z", error="Two letters: th."))


class ExportQuery(Schema):
    format = fields.String(load_default="json", validate=validate.OneOf(["json", "csv", "xlsx"]))
