"""What is offered on top of a payment, and what is taken."""

import pytest

from payments.bills.tips import choices_of, is_welcome

TIPS = {"rates": ["0.05", "0.15"], "amounts": [200, 900], "custom": False}


def test_parts_and_amounts_of_a_share_and_of_the_whole():
    assert choices_of(TIPS, 1050, 3000) == [
        {"rate": "0.05", "amount": 53, "of_all": 150},
        {"rate": "0.15", "amount": 158, "of_all": 450},
        {"rate": None, "amount": 200, "of_all": 200},
        {"rate": None, "amount": 900, "of_all": 900},
    ]


def test_what_is_nothing_or_more_than_what_it_tops_is_not_offered():
    assert choices_of(TIPS, 9, 600) == [
        {"rate": "0.05", "amount": 0, "of_all": 30},
        {"rate": "0.15", "amount": 1, "of_all": 90},
        {"rate": None, "amount": 0, "of_all": 200},
    ]
    assert choices_of(TIPS, 0, 0) == []


@pytest.mark.parametrize(
    ("tips", "tip", "by_staff", "taken"),
    [
        (None, 0, False, True),
        (None, 1, False, False),
        (None, 1, True, False),
        (TIPS, 200, False, True),
        (TIPS, 50, False, True),  # 5 %
        (TIPS, 51, False, False),
        (TIPS, 51, True, True),
        (TIPS, 1001, True, False),
        ({**TIPS, "custom": True}, 51, False, True),
        ({**TIPS, "custom": True}, 1001, False, False),
    ],
)
def test_who_may_add_what(tips, tip, by_staff, taken):
    assert is_welcome(tips, tip, 1000, by_staff=by_staff) is taken
