"""The present, and being told another one."""

from datetime import UTC, datetime, timedelta

import pytest

from core.clock import business_day, now, told


def test_told_time_holds_inside_only():
    noon = datetime(2026, 7, 14, 12, tzinfo=UTC)
    with told(noon):
        assert now() == noon
        with told(noon + timedelta(hours=1)):
            assert now().hour == 13
        assert now() == noon
    assert abs(datetime.now(UTC) - now()) < timedelta(seconds=5)


def test_told_time_ends_with_an_exception():
    with pytest.raises(ZeroDivisionError), told(datetime(2026, 7, 14, tzinfo=UTC)):
        _ = 1 / 0
    assert now().year == datetime.now(UTC).year


def test_before_four_it_is_still_yesterday():
    late = datetime(2026, 7, 14, 19, 59, tzinfo=UTC)  # 03:59 in Shanghai
    assert business_day(late, "Asia/Shanghai").day == 14
    assert business_day(late + timedelta(minutes=2), "Asia/Shanghai").day == 15
