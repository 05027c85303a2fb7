"""An older backup under attached screens: no phantom (15), and the twin that keeps the old epoch has them."""

import pytest

from tests.acceptance.restore import copied, drill, restored
from tests.live.clients import clients
from tests.servers import serve

pytestmark = pytest.mark.xdist_group("restore")


@pytest.fixture(scope="module")
def attached():
    with serve() as served, clients() as js:
        yield served, js


def test_a_restored_backup_leaves_no_phantom(attached):
    assert drill(*attached, 1, restored)[1] == []


def test_twin_a_backup_under_its_old_epoch_leaves_phantoms(attached):
    assert "shows what is no more" in drill(*attached, 2, copied, within=3)[1][0]
