"""Everything that a restaurant's people do, as calls of the real API, to be drawn in any order."""

from datetime import timedelta

from core.clock import now, told
from core.identity import caller_of
from core.transactions import transaction
from kitchen.alarms.service import settle_alarms
from tests.people import Person, Place, new_key


class Evening:
    """One place with a guest, a screen of every station and its owner; `do(name, n)` does one thing."""

    def __init__(self, app, place: Place):
        self.app, self.place, self.owner = app, place, place.owner
        home = place.home
        self.owner.post(f"{home}/stations", {"names": {"zh": "凉菜"}})
        stations = self.owner.get(f"{home}/stations")[1]["items"]
        self.stations = [s["id"] for s in stations]
        rice = {"station_ids": self.stations[::-1], "stations_finish": "together", "course": 1}
        for dish, made in (("米饭", rice), ("宫保鸡丁", {"course": 2})):
            self.owner.call("PATCH", f"{home}/menu-items/{self.dish(dish)}", made)
        self.touched = []  # (ticket id, request id) of what can be taken back
        self.screen, self.guest = place.screen(), place.sit()
        self.visit = self.guest.get("/api/v1/visit")[1]["visit"]["id"]

    def do(self, name: str, n: int = 0):
        """The answer, or None where there is nothing to do it with. No act may ever break the server."""
        answer = getattr(self, name)(n)
        assert not answer or answer[0] < 500, (name, answer)
        return answer

    def callers(self):
        with self.app.app_context():
            return [caller_of(person.token) for person in (self.guest, self.screen, self.owner)]

    def dish(self, name):
        return self.place.dishes[name]["id"]

    def state(self):
        return self.guest.get("/api/v1/visit")[1]

    # guests
    def add(self, n):
        return self._add(self.guest, n)

    def _add(self, guest, n):
        item = self.place.dishes[("米饭", "宫保鸡丁")[n % 2]]
        chosen = [{"id": group["modifiers"][-1]["id"], "quantity": 1} for group in item["modifier_groups"]]
        line = {"item_id": item["id"], "quantity": 1 + n % 3, "modifiers": chosen}
        return guest.post("/api/v1/visit/cart/lines", line)

    def change(self, n):
        lines = self.state()["cart"]["lines"]
        return lines and self.guest.call("PUT", f"/api/v1/visit/cart/lines/{lines[0]['id']}", {"quantity": n % 3})

    def send(self, n):
        return self.place.send(self.guest, self.state()["cart"], note="少辣" if n else "")

    def covers(self, n):
        return self.guest.call("PUT", "/api/v1/visit/covers", {"covers": 1 + n})

    def join(self, n):
        return Person(self.app.test_client()).post("/api/v1/visits", {"code": self.place.tables[0]["code"]})

    def call_me(self, n):
        return self.guest.call("PUT", "/api/v1/visit/nickname", {"nickname": ("老周", "阿明", "Ann", "小七")[n % 4]})

    def call(self, n):
        return self.guest.post("/api/v1/visit/calls", {"kind": ("water", "rush", "bill", "staff")[n % 4]})

    def pay(self, n):
        wallet = ("counter", "simulator")[n % 2]
        return self.guest.post("/api/v1/visit/payments", {"wallet": wallet}, new_key())

    # kitchen
    def touch(self, n, do="bump", among="tickets"):
        tickets = self.screen.get("/api/v1/kitchen/board")[1][among]
        if not tickets:
            return None
        ticket = tickets[n % len(tickets)]["id"]
        self.touched.append((ticket, new_key()))
        return self.screen.post(f"/api/v1/kitchen/tickets/{ticket}/{do}", {"request_id": self.touched[-1][1]})

    def start(self, n):
        return self.touch(n, "start")

    def rush(self, n):
        return self.touch(n, "rush")

    def clear(self, n):
        return self.touch(n, "clear")

    def fire(self, n):
        return self.touch(n, "fire", "held")

    def undo(self, n):
        if not self.touched:
            return None
        ticket, undoes = self.touched[-1 - n % len(self.touched)]
        return self.screen.post(f"/api/v1/kitchen/tickets/{ticket}/undo", {"undoes": undoes})

    def portions(self, n):
        path = f"/api/v1/kitchen/menu-items/{self.dish(('米饭', '宫保鸡丁')[n % 2])}/portions"
        status, body = self.screen.post(path, {"quantity": 1 + n, "request_id": (key := new_key())})
        self.touched += [(ticket["id"], key) for ticket in body["tickets"]]
        return status, body

    def bump_line(self, n):
        tickets = self.screen.get("/api/v1/kitchen/board")[1]["tickets"]
        if not tickets:
            return None
        ticket = tickets[n % len(tickets)]
        return self.screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/lines/{ticket['lines'][0]['id']}/bump")

    def recall(self, n):
        done = self.screen.get("/api/v1/kitchen/recent")[1]["items"]
        return done and self.screen.post(f"/api/v1/kitchen/tickets/{done[n % len(done)]['id']}/recall")

    def hear(self, n):
        from app.streams import note_ack

        board = self.screen.get("/api/v1/kitchen/board")[1]
        for stream, at in board["streams"].items():
            note_ack(self.callers()[1], stream, at["seq"])

    def look(self, n):
        """The kitchen's silence is looked after, half a minute later than anything was sent."""
        with told(now() + timedelta(seconds=30)):
            with transaction() as session:
                settle_alarms(session, self.place.id)

    def sold_out(self, n):
        path = f"/api/v1/kitchen/menu-items/{self.dish('米饭')}/availability"
        return self.screen.post(path, {"available": bool(n % 2)})

    # staff and owner
    def own(self, method, path, body=None, key=None):
        return self.owner.call(method, f"{self.place.home}{path}", body, key)

    def approve(self, n):
        orders = self.state()["orders"]
        return orders and self.own("POST", f"/orders/{orders[n % len(orders)]['id']}/accept", {})

    def cancel(self, n):
        orders = self.state()["orders"]
        return orders and self.own("POST", f"/orders/{orders[n % len(orders)]['id']}/cancel", {"reason": "错了"})

    def void(self, n, do="void"):
        orders = self.state()["orders"]
        if not orders:
            return None
        order = orders[n % len(orders)]
        return self.own("POST", f"/orders/{order['id']}/lines/{order['lines'][-1]['id']}/{do}", {"reason": "没货"})

    def serve(self, n):
        orders = self.state()["orders"]
        if not orders:
            return None
        order = orders[n % len(orders)]
        return self.own("POST", f"/orders/{order['id']}/lines/{order['lines'][0]['id']}/serve")

    def confirm(self, n):
        being_paid = self.state()["bill"]["being_paid"]
        return being_paid and self.own(
            "POST", f"/payments/{being_paid['payment_id']}/confirm", {"method": "cash", "tendered": None}
        )

    def give_back(self, n):
        ids = self.state()["bill"]["payment_ids"]
        body = {"amount": 100 + n, "reason": "慢"}
        return ids and self.own("POST", f"/payments/{ids[n % len(ids)]}/refunds", body, new_key())

    def answer(self, n):
        calls = self.own("GET", "/calls")[1]["items"]
        return calls and self.own("POST", f"/calls/{calls[0]['id']}/answer", {})

    def arrange(self, n):
        version = self.own("GET", "")[1]["version"]
        return self.own("PATCH", "", {"version": version, "courses": ("by_hand", "when_ready", "off")[n % 3]})

    def move(self, n):
        return self.own("POST", f"/visits/{self.visit}/move", {"table_id": self.place.tables[1 + n]["id"]})

    def merge(self, n):
        """Others who ordered at the last table join this one."""
        others = self.place.sit(5)
        status, cart = self._add(others, n)
        if status == 201:
            self.place.send(others, cart)
        theirs = others.get("/api/v1/visit")[1]["visit"]["id"]
        return self.own("POST", f"/visits/{theirs}/merge", {"into_visit_id": self.visit})

    def separate(self, n):
        """The last round goes to another table."""
        orders = [o["id"] for o in self.state()["orders"] if o["status"] != "cancelled"]
        body = {"table_id": self.place.tables[4]["id"], "order_ids": orders[-1:]}
        return orders and self.own("POST", f"/visits/{self.visit}/separate", body)

    def pause(self, n):
        return self.own("POST", "/pause", {"minutes": n % 2})

    def rename(self, n):
        version = self.own("GET", "")[1]["version"]
        return self.own("PATCH", "", {"version": version, "name": f"试走馆 {n}"})

    def reprice(self, n):
        return self.own("PATCH", f"/menu-items/{self.dish('米饭')}", {"price": 200 + 10 * n})

    def another_screen(self, n):
        return 201, self.place.screen()

    def rename_screen(self, n):
        screens = self.own("GET", "/screens")[1]["items"]
        return self.own("PATCH", f"/screens/{screens[0]['id']}", {"name": f"屏 {n}"})

    def turn_off(self, n):
        screens = [s for s in self.own("GET", "/screens")[1]["items"] if not s["revoked"]]
        return screens[1:] and self.own("DELETE", f"/screens/{screens[-1]['id']}")

    def close(self, n):
        return self.own("POST", f"/visits/{self.visit}/close", {"how": "forced", "reason": "走了"})


ACTS = [name for name in vars(Evening) if not name.startswith("_")]
ACTS = [a for a in ACTS if a not in ("do", "callers", "dish", "state", "own", "close")]
