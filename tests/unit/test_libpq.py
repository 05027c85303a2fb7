"""Values as PostgreSQL reads them in text."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest
from psycopg.errors import DataError

from core.libpq import texts


class Course(IntEnum):
    FIRST = 1


class Kind(StrEnum):
    EXPO = "expo"


class Name(str):
    def encode(self, *_):
        return b"not what it holds"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        ("菜", "菜".encode()),
        (True, b"t"),
        (7, b"7"),
        (Course.FIRST, b"1"),
        (Kind.EXPO, b"expo"),
        (Name("wok"), b"wok"),
        (datetime(2026, 11, 25, 12, tzinfo=UTC), b"2026-11-25T12:00:00+00:00"),
        (date(2026, 11, 25), b"2026-11-25"),
        (['a"b', "c\\d"], b'{"a\\"b","c\\\\d"}'),
    ],
)
def test_a_value_is_written_as_what_it_is_one_of(value, written):
    assert texts([value, value]) == [written, written]


@pytest.mark.parametrize("value", [Decimal("1.5"), object(), "a\0b"])
def test_what_cannot_be_written_says_so(value):
    with pytest.raises(DataError):
        texts([value])
