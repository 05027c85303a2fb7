"""Programmes of the tests' own beside the shipped ones."""

import pytest

from rebates.programmes.catalogue import PROGRAMMES
from tests.people import open_place
from tests.rebates.plans import PLANS, programme_of


@pytest.fixture
def plans(app, monkeypatch):
    """Known to the program; and there is a restaurant that others are copies of."""
    for code in PLANS:
        monkeypatch.setitem(PROGRAMMES, code, programme_of(code))
    open_place(app)
