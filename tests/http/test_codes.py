"""A table's code over HTTP: drawn, printed, typed, rotated, withdrawn."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from app import typed_codes
from core.pushes import Frame
from core.transactions import again_on_conflict, reading, transaction
from qr import print_routes, service
from tests.people import Person


def fetch(place, path):
    headers = {"Authorization": f"Bearer {place.owner.token}"}
    return place.app.test_client().get(f"{place.home}{path}", headers=headers)


def test_the_address_is_short_enough(place):
    status, plan = place.owner.get(f"{place.home}/codes")
    assert status == 200
    assert (plan["codes"], plan["too_long"]) == (6, False)
    assert plan["url_length"] == len("http://zm.example/t/") + 22
    assert {x["name"]: x["pages"] for x in plan["layouts"]} == {"sticker_9": 1, "sticker_6": 1, "card": 1, "tent": 3}
    assert all(x["module_mm"] >= 0.8 for x in plan["layouts"])


def test_png_and_svg_hold_the_tables_own_address(place):
    table = place.tables[0]
    png = fetch(place, f"/tables/{table['id']}/code.png?size_mm=40")
    assert [c.text for c in zxingcpp.read_barcodes(Image.open(io.BytesIO(png.data)))] == [table["url"]]
    svg = fetch(place, f"/tables/{table['id']}/code.svg?size_mm=60&level=H")
    assert svg.mimetype == "image/svg+xml"
    assert b'width="60mm"' in svg.data


@pytest.mark.parametrize("query", ["size_mm=10", "level=Z", "size_mm=abc"])
def test_bad_drawings_are_refused_by_name(place, query):
    status, problem = place.owner.get(f"{place.home}/tables/{place.tables[0]['id']}/code.png?{query}")
    assert status == 422
    assert query.partition("=")[0] in problem["errors"]


@pytest.mark.parametrize("layout", ["sticker_9", "tent"])
def test_sheets_are_handed_out_read(place, layout):
    answer = fetch(place, f"/codes.pdf?layout={layout}&labels=H01-H02")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
    tables = {t["label"]: t["printed_label"] for t in place.owner.get(f"{place.home}/tables")[1]["items"]}
    assert (tables["H01"], tables["H03"]) == ("H01", None)


def test_an_area_without_tables_prints_nothing(place):
    area = place.owner.post(f"{place.home}/areas", {"names": {"zh": "露台"}})[1]["id"]
    status, problem = place.owner.get(f"{place.home}/codes.pdf?area={area}")
    assert (status, list(problem["errors"])) == (422, ["area"])


def test_the_print_shop_gets_every_code(place):
    bundle = zipfile.ZipFile(io.BytesIO(fetch(place, "/codes.zip?format=svg").data))
    assert len(bundle.namelist()) == 7
    assert "001-H01.svg" in bundle.namelist()


def test_eight_typed_characters_open_the_menu_and_nothing_else(place):
    table, phone = place.tables[1], place.app.test_client()
    human = table["human_code"]
    for typed in (human, human.lower(), f"{human[:4]}-{human[4:]}"):
        page = phone.get(f"/t/{typed}?lang=zh")
        assert page.status_code == 200
        text = page.get_data(as_text=True)
        assert "H02" in text and "宫保鸡丁" in text
        assert table["code"] not in text
    assert Person(phone).post("/api/v1/visits", {"code": human})[1]["code"] == "code_unknown"


def test_the_form_leads_there(place):
    phone = place.app.test_client()
    assert "7K3M-9Q2F" in phone.get("/t/").get_data(as_text=True)
    led = phone.get(
        "/t/", query_string={"code": f" {place.tables[0]['human_code'][:4]} - {place.tables[0]['human_code'][4:]}"}
    )
    assert led.headers["Location"] == f"/t/{place.tables[0]['human_code']}"


def test_guessing_ends_soon(place, monkeypatch):
    monkeypatch.setattr(typed_codes, "TRIES", 3)
    phone = place.app.test_client()
    seen = [phone.get("/t/AAAA-AAAA").status_code for _ in range(4)]
    assert seen == [404, 404, 404, 429]
    assert phone.get(f"/t/{place.tables[0]['human_code']}").status_code == 429


def test_rotating_gives_another_and_the_old_one_is_gone(place):
    old, phone = place.tables[2], place.app.test_client()
    status, new = place.owner.post(f"{place.home}/tables/{old['id']}/code/rotate")
    assert status == 200
    assert (new["version"], new["code"] != old["code"], new["human_code"] != old["human_code"]) == (2, True, True)
    assert phone.get(f"/t/{old['code']}").status_code == 410
    assert phone.get(f"/t/{old['human_code']}").status_code == 410
    assert Person(phone).post("/api/v1/visits", {"code": old["code"]})[1]["code"] == "code_withdrawn"
    assert phone.get(f"/t/{new['code']}").status_code == 200


def test_withdrawing_leaves_none_until_the_next(place):
    table = place.tables[3]
    for _ in range(2):
        assert place.owner.call("DELETE", f"{place.home}/tables/{table['id']}/code")[0] == 204
    assert place.app.test_client().get(f"/t/{table['code']}").status_code == 410
    assert place.owner.get(f"{place.home}/tables/{table['id']}/code.png")[1]["code"] == "code_unknown"
    assert place.owner.post(f"{place.home}/tables/{table['id']}/code/rotate")[1]["version"] == 2


def test_a_long_sheet_says_how_far_it_is(place, monkeypatch):
    monkeypatch.setattr(print_routes, "OFTEN", 0)
    assert fetch(place, "/codes.pdf?layout=tent&sheet_id=mine").status_code == 200
    with reading() as session:
        rows = session.execute(
            select(Frame.body)
            .where(Frame.restaurant_id == place.id, Frame.kind == "sheet.progress")
            .order_by(Frame.seq)
        ).scalars()
        told = [(row["id"], row["done"], row["total"]) for row in rows]
    assert told == sorted(told)
    assert told[-1] == ("mine", 6, 6)


def test_two_rotations_at_once_leave_one_code(place):
    table = place.tables[4]["id"]

    def rotate(_):
        def work():
            with transaction() as session:
                return service.rotate_code(session, place.id, table)

        return again_on_conflict(work)

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(rotate, range(4)))
    phone = place.app.test_client()
    assert sorted(phone.get(f"/t/{code}").status_code for code in made) == [200, 410, 410, 410]


def test_several_owners_print_at_once(place):
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda n: fetch(place, f"/codes.pdf?layout={('card', 'tent')[n % 2]}"), range(6)))
    assert [answer.status_code for answer in answers] == [200] * 6
