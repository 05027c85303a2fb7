"""What a line costs, and each refusal by name."""

import pytest

from ordering.menu.pricing import (
    ChoiceMissing,
    ChoiceUnknown,
    ItemSoldOut,
    TooManyChoices,
    group_faults,
    line_price,
    price_from,
)


def dish(**changes) -> dict:
    def choice(price, most=1, available=True):
        return {"names": {"zh": "选"}, "price": price, "max_quantity": most, "available": available}

    return {
        "id": "i",
        "names": {"zh": "面", "en": "Noodles"},
        "price": 1000,
        "available": True,
        "left": None,
        "groups": [
            {
                "id": "size",
                "names": {"zh": "规格"},
                "min": 1,
                "max": 1,
                "modifiers": {"s": choice(200), "l": choice(500)},
            },
            {
                "id": "more",
                "names": {"zh": "加料"},
                "min": 0,
                "max": 3,
                "modifiers": {"egg": choice(150, 2), "gone": choice(1, 1, False)},
            },
        ],
        **changes,
    }


def chosen(*ids):
    return [{"id": id, "quantity": 1} for id in ids]


def test_choices_add_up_and_are_kept_as_sold():
    price, sold = line_price(dish(), 2, [{"id": "l", "quantity": 1}, {"id": "egg", "quantity": 2}])
    assert price == 1000 + 500 + 300
    assert [(s["id"], s["price"], s["quantity"]) for s in sold] == [("l", 500, 1), ("egg", 150, 2)]


@pytest.mark.parametrize(
    ("ids", "problem"),
    [
        ((), ChoiceMissing),
        (("egg",), ChoiceMissing),
        (("s", "l"), TooManyChoices),
        (("s", "s"), TooManyChoices),
        (("s", "egg", "egg", "egg"), TooManyChoices),
        (("s", "nobody's"), ChoiceUnknown),
        (("s", "gone"), ItemSoldOut),
    ],
)
def test_refusals(ids, problem):
    with pytest.raises(problem):
        line_price(dish(), 1, chosen(*ids))


@pytest.mark.parametrize("changes", [{"available": False}, {"left": 1}, {"left": 0}])
def test_sold_out(changes):
    with pytest.raises(ItemSoldOut, match="Noodles"):
        line_price(dish(**changes), 2, chosen("s"))


def test_the_missing_group_is_named():
    with pytest.raises(ChoiceMissing) as refusal:
        line_price(dish(), 1, [])
    assert refusal.value.body()["group_id"] == "size"
    assert "规格" in refusal.value.detail


def test_price_from_is_the_cheapest_way_to_order():
    assert price_from(dish()) == 1200


@pytest.mark.parametrize(
    ("least", "most", "modifiers", "field"),
    [(1, 1, [], "modifiers"), (2, 1, [{"max_quantity": 2}], "max"), (0, 3, [{"max_quantity": 2}], "max")],
)
def test_groups_that_nobody_could_fill(least, most, modifiers, field):
    assert list(group_faults(least, most, modifiers)) == [field]
    assert group_faults(0, 2, [{"max_quantity": 2}]) == {}
