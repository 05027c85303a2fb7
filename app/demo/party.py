"""One party at one table, through the same use cases that the screens call."""

from dataclasses import dataclass, field
from random import Random

from app.demo.founding import NAMES
from app.demo.menu import DISHES
from app.streams import note_ack
from core.identity import Caller
from core.pushes import head_of
from core.transactions import reading, transaction
from kitchen.tickets.queries import open_tickets
from kitchen.tickets.service import act
from ordering.calls.service import make_call
from ordering.carts.service import add_line
from ordering.menu.reading.guest_menu import menu_for
from ordering.orders.place import place_order
from ordering.orders.queries import order_of
from ordering.orders.service import serve_line, void_line
from ordering.visits.service import close_visit, join_table
from payments.paying import send_refund
from payments.payments.asking import ask_payment
from payments.payments.refunds import finish_refund, reserve_refund
from payments.payments.service import confirm_counter, start_payment
from payments.wallets import WALLETS
from payments.wallets.simulator.wallet import decide
from restaurants.accounts.queries import names_by_principal
from restaurants.profile.queries import restaurant_of
from restaurants.tables.queries import table_of


class House:
    """The restaurant as its parties know it."""

    def __init__(self, found: dict):
        self.id = found["restaurant_id"]
        self.tables = {t["label"]: t["id"] for t in found["tables"]}
        self.stations = found["screens"][0]["station_ids"]
        self.screens = [
            Caller(
                "screen",
                f"screen:{s['id']}",
                restaurant_id=self.id,
                screen_id=s["id"],
                station_ids=tuple(s["station_ids"]),
            )
            for s in found["screens"]
            if set(s["station_ids"]) <= set(self.stations)  # expo and floor cook nothing
        ]
        self.drawn: dict[str, int] = {}
        self.chance = Random("青瓷小馆")
        with reading() as session:
            self.restaurant = restaurant_of(session, self.id)
            called = {name: who for who, name in names_by_principal(session, self.id).items()}
            by_name = {i["names"]["zh"]: i for c in menu_for(session, self.id, "zh")["categories"] for i in c["items"]}
        self.waiter, self.manager = called[NAMES["waiter"]], called[NAMES["manager"]]
        self.dishes = {key: by_name[dish.zh] for key, dish in DISHES.items()}

    def choose(self, key: str) -> list[dict]:
        """Choices as a guest makes them: what is required, now and then something more."""
        chosen = []
        for group in self.dishes[key]["modifier_groups"]:
            free = [m for m in group["modifiers"] if m["available"]]
            wanted = group["min"] or (self.chance.random() < 0.25)
            chosen += [{"id": m["id"], "quantity": 1} for m in self.chance.sample(free, int(wanted))]
        return chosen


@dataclass
class Party:
    house: House
    table: str
    covers: int
    visit_id: str = ""
    guests: list[dict] = field(default_factory=list)
    orders: list[dict] = field(default_factory=list)
    payments: list[dict] = field(default_factory=list)

    def sit(self) -> None:
        house = self.house
        for _ in range(min(self.covers, 3)):
            with transaction() as session:
                table = table_of(session, house.id, house.tables[self.table])
                visit, guest, _ = join_table(session, house.restaurant, table, covers=self.covers)
            self.visit_id = visit.id
            self.guests.append(guest)

    def add(self, dishes: list[tuple[str, int]]) -> dict:
        """Into the shared cart; whoever's turn it is."""
        house = self.house
        with transaction() as session:
            for n, (key, quantity) in enumerate(dishes):
                guest = self.guests[n % len(self.guests)]
                cart = add_line(
                    session,
                    house.id,
                    self.visit_id,
                    guest["id"],
                    item_id=house.dishes[key]["id"],
                    quantity=quantity,
                    modifiers=house.choose(key),
                )
        return cart

    def send(self, dishes: list[tuple[str, int]], **notes) -> None:
        cart = self.add(dishes)
        with transaction() as session:
            order = place_order(
                session,
                self.house.restaurant,
                self.visit_id,
                self.guests[0]["id"],
                cart_version=cart["version"],
                shown_total=cart["total"],
                **notes,
            )
        self.orders.append(order)

    def heard(self) -> None:
        """Every screen has drawn what it was sent."""
        house = self.house
        with reading() as session:
            heads = [head_of(session, house.id, f"station:{station_id}") for station_id in house.stations]
        for screen, head in zip(house.screens[1:], heads, strict=True):
            if head["seq"] > house.drawn.get(head["stream"], 0):
                house.drawn[head["stream"]] = head["seq"]
                note_ack(screen, head["stream"], head["seq"])

    def cook(self, do: str, stations: tuple[int, ...], order: int) -> None:
        """These stations start or bump their tickets of one order."""
        house, order_id = self.house, self.orders[order]["id"]
        cooks = {house.stations[n]: house.screens[1 + n] for n in stations}
        with transaction() as session:
            for ticket in open_tickets(session, house.id, list(cooks))[0]:
                if ticket["order_id"] == order_id:
                    act(session, cooks[ticket["station_id"]], do, ticket["id"])

    def serve(self, order: int) -> None:
        """Whatever of this order stands ready goes to the table."""
        rid, order_id = self.house.id, self.orders[order]["id"]
        with transaction() as session:
            for line in order_of(session, rid, order_id)["lines"]:
                if line["status"] == "ready":
                    serve_line(session, rid, order_id, line["id"])

    def call(self, kind: str) -> None:
        with transaction() as session:
            make_call(session, self.house.id, self.visit_id, self.guests[0]["id"], kind)

    def void(self, order: int, reason: str) -> None:
        """The last dish of an order after all not."""
        sent = self.orders[order]
        with transaction() as session:
            void_line(session, self.house.id, sent["id"], sent["lines"][-1]["id"], reason)

    def ask_to_pay(self, wallet: str) -> None:
        guest = self.guests[-1]
        with transaction() as session:
            payment, trade = start_payment(
                session, self.house.id, self.visit_id, f"guest:{guest['id']}", guest["nickname"], wallet
            )
        WALLETS[wallet].open(trade)
        self.payments.append(payment)

    def settle(self) -> None:
        """The wallet says paid, or staff take the money."""
        payment = self.payments[-1]
        if payment["wallet"] == "counter":
            tendered = -(-payment["amount"] // 5000) * 5000
            with transaction() as session:
                confirm_counter(session, self.house.id, payment["id"], "cash", tendered, self.house.waiter)
        else:
            decide(self.house.id, payment["id"], "paid")
            ask_payment(self.house.id, payment["id"])

    def give_back(self, reason: str) -> None:
        """The price of one dish."""
        amount = self.orders[0]["lines"][0]["line_total"]
        rid = self.house.id
        with transaction() as session:
            refund_id = reserve_refund(session, rid, self.payments[-1]["id"], amount, reason, self.house.manager)
        refusal = send_refund(rid, refund_id)
        with transaction() as session:
            finish_refund(session, rid, refund_id, refusal)

    def leave(self) -> None:
        with transaction() as session:
            close_visit(session, self.house.id, self.visit_id, "settled")
