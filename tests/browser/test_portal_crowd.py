"""The portal with 500 restaurants: how long its first view and its filters take. Written down; asserted loosely."""

import uuid

import pytest
from playwright.sync_api import expect
from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.clock import now
from core.db import make_engine
from core.ids import new_id
from rebates.books.models import MonthCount, MonthSum
from rebates.members.models import Enrolment, Provider
from rebates.portal.overview import this_month
from restaurants.accounts.passwords import hash_password
from restaurants.accounts.service import make_account
from restaurants.profile.service import found_restaurant
from tests.conftest import ROOT

MANY, PASSWORD = 500, "correct horse battery"
LARGEST = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().pop().startTime))
    .observe({ type: 'largest-contentful-paint', buffered: true });
})"""
PAPERS = {"category": {"state": "done"}, "codes_laid": {"state": "done"}}


@pytest.fixture(scope="module")
def crowd(served):
    """(address, e-mail) of a provider with 500 restaurants, each somewhere on its way."""
    engine, email, provider_id = make_engine(served.database_url), f"{uuid.uuid4().hex}@test.example", new_id()
    with Session(engine) as session, session.begin():
        owner = make_account(session, f"o{email}", "-", "东家")
        session.execute(insert(Provider), {"id": provider_id, "name": "五百家"})
        make_account(session, email, hash_password(PASSWORD), "五百家", provider_id)
        profile = {"currency": "CNY", "time_zone": "Asia/Shanghai", "languages": ["zh"]}
        names = [f"第 {n:03} 家小馆" for n in range(MANY)]
        ids = [found_restaurant(session, owner, {"name": name, **profile})["id"] for name in names]
        at, month, pair = now(), this_month(), {"provider_id": provider_id, "programme": "DEMO"}
        common = {**pair, "month": month}
        session.execute(
            insert(Enrolment),
            [
                {
                    **{"restaurant_id": rid, "id": new_id(), **pair, "active_programme": "DEMO", "state": "active"},
                    **{"evidence": PAPERS if n % 5 else {}, "asked_at": at, "since": at},
                }
                for n, rid in enumerate(ids)
            ],
        )
        counts = [
            {"restaurant_id": rid, "id": new_id(), **common, "reason": reason, "orders": orders}
            for n, rid in enumerate(ids)
            for reason, orders in (("", n % 14), ("channel", n % 3), ("amount", n % 4))
        ]
        session.execute(insert(MonthCount), counts)
        sums = [{"restaurant_id": r, "id": new_id(), **common, "kind": "accrual", "amount": 50} for r in ids]
        session.execute(insert(MonthSum), sums)
    engine.dispose()
    return served.base_url, email


def test_500_restaurants_are_filtered_and_paged_at_once(crowd, opened, picture):
    base, email = crowd
    page = opened(f"{base}/provider", 1280, 800, forgive=("401",))
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("button.primary").click()
    rows = page.locator(".restaurants tbody tr")
    expect(rows).to_have_count(50)
    page.reload()
    expect(rows).to_have_count(50)
    paint = page.evaluate(LARGEST)
    expect(page.locator(".foot")).to_contain_text("第 1–50 家 · 共 500 家")
    page.get_by_role("button", name="下一页").click()
    expect(page.locator(".foot")).to_contain_text("第 51–100 家")
    times = {}
    for state, name in (("missing", "缺资料"), ("met", "已达标"), ("in_progress", "进行中")):
        with page.expect_response(lambda answer, state=state: f"state={state}" in answer.url) as answered:
            page.get_by_role("button", name=name).click()
        answered.value.finished()
        times[state] = answered.value.request.timing["responseEnd"]
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="全部").click()
    page.get_by_role("searchbox").fill("第 123 家")
    expect(rows).to_have_count(1)
    picture(page, "provider-500")
    lines = [f"largest paint with 50 of 500 rows: {paint:.0f} ms", *(f"{s}: {t:.0f} ms" for s, t in times.items())]
    (ROOT / "var" / "portal-500.txt").write_text("\n".join(lines) + "\n")
    assert paint < 15_000 and max(times.values()) < 5_000, lines  # promised: 2,500 and 200 on a machine that is free
