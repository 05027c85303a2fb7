"""Shapes of links to one restaurant's to-dos."""

from marshmallow import validate

from core.web.schemas import Schema, fields
from rebates.portal.schemas import TITLE


class NewTodoShare(Schema):
    days = fields.Integer(load_default=14, validate=validate.Range(1, 90))


class TodoShareOut(Schema):
    id = fields.String()
    made_at = fields.String()
    ends_at = fields.String()
    withdrawn_at = fields.String(allow_none=True)


class ShareMadeOut(TodoShareOut):
    """`url` is told this once."""

    token = fields.String()
    url = fields.String()


class TodoSharesOut(Schema):
    items = fields.List(fields.Nested(TodoShareOut))
    next_cursor = fields.String(allow_none=True)


class SharedProgress(Schema):
    goal = fields.Integer()
    counted = fields.Integer()
    left = fields.Integer()
    days_left = fields.Integer()
    by = fields.String()
    reached = fields.String()


class SharedTodo(Schema):
    code = fields.String()
    text = fields.String()
    text_en = fields.String()
    who = fields.String()
    how = fields.String()
    how_en = fields.String()
    by = fields.String(allow_none=True)
    orders = fields.Integer()


class SharedProgramme(Schema):
    title = fields.Dict(**TITLE)
    state = fields.String()
    counted = fields.Integer()
    progress = fields.Nested(SharedProgress, allow_none=True)
    todos = fields.List(fields.Nested(SharedTodo))


class SharedOut(Schema):
    """No figure of money stands in it."""

    restaurant = fields.String()
    provider = fields.String()
    month = fields.String()
    as_of = fields.String()
    ends_at = fields.String()
    programmes = fields.List(fields.Nested(SharedProgramme))
