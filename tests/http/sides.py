"""Two whole restaurants with people of every role, and words in one that the other's people may never read."""

import re
import uuid

import sqlalchemy as sa

from core.clock import now
from core.db import metadata
from core.errands import Errand
from core.ids import new_id
from core.transactions import transaction
from payments.payments.events import MoneyUnmatched
from payments.reconciling.service import note_unmatched
from rebates.members.enrolling import ask_to_enrol, enrol
from rebates.members.models import Provider
from restaurants.accounts.service import account_by_email, make_account
from restaurants.accounts.sessions import make_token
from tests.people import Person, new_key, open_place


class Side:
    """`people`: role → Person · `ids`: the names in routes → ids of this restaurant · `canary`: in what is private."""

    def __init__(self, app, canary: str):
        self.app, self.canary = app, canary
        self.place = place = open_place(app)
        self.people = {"owner": place.owner}
        self._hire()
        self._settle_in()
        self._serve()
        self._provide()

    def own(self, method, path, body=None, key=None):
        status, answer = self.place.owner.call(method, f"{self.place.home}{path}", body, key)
        assert status < 300, (path, answer)
        return answer

    def _hire(self):
        people = {role: f"{role}-{uuid.uuid4().hex}@{self.canary}.example" for role in ("manager", "waiter", "cook")}
        for role, email in people.items():
            self.own("POST", "/staff", {"email": email, "role": role, "name": self.canary})
        spare = self.own("POST", "/staff", {"email": f"x{uuid.uuid4().hex}@x.example", "role": "cook"})
        provider_id = new_id()
        with transaction() as session:
            session.execute(sa.insert(Provider), {"id": provider_id, "name": self.canary})
            for programme in ("DEMO", "RB-SMDC2021"):  # where one ends, it goes on seeing the restaurant by the other
                enrol(session, self.place.id, provider_id, programme)
            asked = ask_to_enrol(session, new_id(), "RB-SMDC2021", self.place.id)
            people["provider"] = f"{uuid.uuid4().hex}@{self.canary}.example"
            make_account(session, people["provider"], "-", self.canary, provider_id)
            for role, email in people.items():
                token = make_token(session, account_by_email(session, email).id, self.canary, [], None)
                self.people[role] = Person(self.app.test_client(), token)
        self.ids = {"restaurant_id": self.place.id, "staff_id": spare["id"], "enrolment_id": asked["id"]}

    def _settle_in(self):
        """Rooms, a screen in use and a spare one of everything that its owner can take away."""
        area = self.own("POST", "/areas", {"names": {"zh": self.canary[:20]}})
        station = self.own("POST", "/stations", {"names": {"zh": self.canary[:20]}})
        table = self.own("POST", "/tables", {"labels": self.canary[:18], "area_id": area["id"]})["items"][0]
        category = self.own("POST", "/categories", {"names": {"zh": "凉菜"}, "station_id": station["id"]})
        self.people["screen"] = self.place.screen()
        for kind in ("expo", "floor"):
            view = self.own("POST", "/stations", {"names": {"zh": self.canary[:20]}, "kind": kind})
            self.people[kind] = self.place.screen([view["id"]])
            self.people[kind].get("/api/v1/kitchen/board")  # it has been heard once, as the cooks' has
        self.place.screen()
        connection = {"kind": "network", "host": "127.0.0.1", "port": 9100}
        new = {"name": self.canary, "station_ids": [station["id"]], "connection": connection, "policy": "off"}
        printer = self.own("POST", "/printers", new)
        self.own("POST", f"/printers/{printer['id']}/test")
        slip = self.own("GET", "/slips")["items"][0]
        screens = self.own("GET", "/screens")["items"]
        self.own("PATCH", f"/screens/{screens[0]['id']}", {"name": self.canary})
        item = self.place.dishes["宫保鸡丁"]
        self.ids |= {
            **{"area_id": area["id"], "station_id": station["id"], "table_id": table["id"]},
            **{"category_id": category["id"], "screen_id": screens[-1]["id"], "item_id": item["id"]},
            **{"group_id": item["modifier_groups"][0]["id"], "code": table["code"]},
            **{"printer_id": printer["id"], "slip_id": slip["id"]},
            "modifier_id": item["modifier_groups"][0]["modifiers"][0]["id"],
        }

    def _serve(self):
        """A table that ate, paid and got something back; one that left; one that is eating."""
        place, words = self.place, self.canary
        gone = place.sit(1)
        place.send(gone, place.add(gone))
        visit = gone.get("/api/v1/visit")[1]["visit"]["id"]
        self.own("POST", f"/visits/{visit}/close", {"how": "forced", "reason": words})
        guest = place.sit()
        place.send(guest, place.add(guest, quantity=9), note=words, allergy_note=words)
        guest.post("/api/v1/visit/calls", {"kind": "water"})
        payment = guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())[1]["payment"]
        self.own("POST", f"/payments/{payment['id']}/confirm", {"method": "cash"})
        self.own("POST", f"/payments/{payment['id']}/refunds", {"amount": 100, "reason": words}, new_key())
        asked = self.own(
            "POST", f"/payments/{payment['id']}/refund-requests", {"amount": 1, "reason": words}, new_key()
        )
        with transaction() as session:
            note_unmatched(session, MoneyUnmatched(place.id, "alipay", new_key(), 1000, now(), words))
        difference = self.own("GET", "/reconciliation")["differences"][0]
        self.own("POST", f"/differences/{difference['id']}/explain", {"note": words})
        errand_id = new_id()
        stuck = {"kind": "test.stuck", "subject": {}, "runs": 12, "failures": 12, "last_error": words}
        times = dict.fromkeys(("made_at", "due_at", "given_up_at"), now())
        with transaction() as session:
            row = {"restaurant_id": place.id, "id": errand_id, **stuck, **times}
            session.execute(sa.insert(Errand), row)
        fapiao = {"title": words, "email": f"{words}@x.example"}
        guest.call("PUT", f"/api/v1/visit/payments/{payment['id']}/fapiao", fapiao)
        place.send(guest, place.add(guest))
        cart = place.add(guest)
        state = guest.get("/api/v1/visit")[1]
        board = self.people["screen"].get("/api/v1/kitchen/board")[1]
        ticket = next(t for t in board["tickets"] if t["visit_id"] == state["visit"]["id"])
        self.people |= {"guest": guest, "gone": gone, "neighbour": place.sit(2)}
        self.ids |= {
            "difference_id": difference["id"],
            "request_id": asked["id"],
            **{"visit_id": state["visit"]["id"], "call_id": state["calls"][0]["id"], "payment_id": payment["id"]},
            **{"order_id": ticket["order_id"], "ticket_id": ticket["id"], "cart_line": cart["lines"][0]["id"]},
            "errand_id": errand_id,
            "fapiao_id": self.own("GET", "/fapiao")["items"][0]["id"],
            **{"ticket_line": ticket["lines"][0]["id"], "order_line": ticket["lines"][0]["order_line_id"]},
        }

    def _provide(self):
        """A merchant, a code that waits for the platform, a figure of the platform's and a dispute about it."""
        provider, home = self.people["provider"], f"/api/v1/provider/restaurants/{self.place.id}"
        new = {"kind": "indirect", "platform_id": self.canary[:32], "name": self.canary}
        merchant = self.asked(provider.post("/api/v1/provider/merchants", new))
        self.asked(provider.call("PUT", f"{home}/merchant", {"merchant_id": merchant["id"]}))
        self.asked(provider.post(f"{home}/codes", {"table_ids": [self.ids["table_id"]]}))
        head = "month,merchant,trade_no,amount_fen"
        file = f"{head}\n2026-11,{self.canary[:32]},{self.canary},77\n".encode()
        path = f"/api/v1/provider/imports?column=confirmed&programme=DEMO&name={self.canary}"
        assert self.asked(provider.send(path, file))["kept"] == 1
        found = self.asked(provider.get("/api/v1/provider/differences?month=2026-11"))["items"]
        about = {"month": "2026-11", "key": next(d["key"] for d in found if d["theirs"] == 77), "text": self.canary}
        dispute = self.asked(provider.post("/api/v1/provider/disputes", about))
        share = self.asked(provider.post(f"{home}/shares"))
        self.ids |= {"merchant_id": merchant["id"], "dispute_id": dispute["id"], "share_id": share["id"]}
        self.ids |= {"share_token": share["token"]}

    @staticmethod
    def asked(answered):
        status, answer = answered
        assert status < 300, answer
        return answer

    def rows(self) -> dict[str, list]:
        """Every row of this restaurant, to be compared and searched; frames apart, which only repeat them."""
        found = {}
        with self.app.extensions["engine"].connect().execution_options(writes=False) as connection:
            for table in metadata.sorted_tables:
                own = "id" if table.name == "restaurants" else "restaurant_id"
                if own in table.c and table.name != "frames":
                    query = sa.select(table).where(table.c[own] == self.place.id).order_by(table.c.id)
                    found[table.name] = [tuple(map(str, row)) for row in connection.execute(query)]
        return found


def filled(rule: str, ids: dict) -> str:
    """The path of `rule` with `ids`; `line_id` is a line of whatever stands before it."""
    line = "order_line" if "/orders/" in rule else "ticket_line" if "/tickets/" in rule else "cart_line"
    values = {"line_id": ids[line], "name": "x", "key": "x", "mark": "x", "token": "x" * 22, **ids}
    values |= {"programme": "DEMO", "requirement": "category", "month": "2026-11"}
    path = re.sub(r"<any\(([^)]*)\):\w+>", lambda found: _harmless(found[1].split(",")), rule.replace("<path:", "<"))
    for name, value in values.items():
        path = path.replace(f"<{name}>", value)
    if path.startswith("/api/v1/kitchen/"):
        path += f"?restaurant_id={ids['restaurant_id']}"
    if path == "/api/v1/live":
        path += f"?stream=restaurant:{ids['restaurant_id']}"
    return path


def _harmless(choices: list[str]) -> str:
    """Of the words that the rule may have here, one that takes nothing away."""
    return next(word for word in ("decline", "paid", "rush", "bump", "unserve", "answer") if word in choices)


def strangers_ids(side: Side) -> dict:
    """Ids of the same shape that belong to nobody."""
    return {name: new_id() if len(value) == 36 else value[::-1] for name, value in side.ids.items()}
