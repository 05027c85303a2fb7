"""A restaurant with a slip printer, as tests use it."""

from datetime import timedelta

from core.clock import now, told
from core.transactions import reading
from kitchen.slips.falling_back import fall_back
from kitchen.slips.queries import printers_to_run
from kitchen.slips.working import print_out


class Paper:
    """A restaurant with one printer for all its stations."""

    def __init__(self, place, connection, **settings):
        self.place, self.home = place, place.home
        self.stations = [s["id"] for s in place.owner.get(f"{self.home}/stations")[1]["items"]]
        body = {
            "name": "热菜打印机",
            "station_ids": self.stations,
            "connection": connection,
            "policy": "always",
            **settings,
        }
        status, self.made = place.owner.post(f"{self.home}/printers", body)
        assert status == 201, self.made
        self.id = self.made["id"]

    def order(self, table=0, dish="米饭", **more):
        guest = self.place.sit(table)
        status, sent = self.place.send(guest, self.place.add(guest, dish, 2), **more)
        assert status == 201, sent
        self.guest = guest
        return sent["order"]

    def run(self, seconds=0):
        """Prints what is due, as the program does every second; `seconds` from now."""
        with told(now() + timedelta(seconds=seconds)) as at:
            with reading() as session:
                due = [pair for pair in printers_to_run(session, at) if pair[0] == self.place.id]
            return sum(print_out(*pair) for pair in due)

    def fall_back(self, seconds=0):
        with told(now() + timedelta(seconds=seconds)) as at:
            fall_back(at)

    def slips(self):
        status, found = self.place.owner.get(f"{self.home}/slips")
        assert status == 200, found
        return found["items"][::-1]

    def states(self):
        return [slip["state"] for slip in self.slips()]

    def printer(self):
        return self.place.owner.get(f"{self.home}/printers")[1]["items"][0]

    def change(self, **body):
        status, changed = self.place.owner.call("PATCH", f"{self.home}/printers/{self.id}", body)
        assert status == 200, changed
        return changed

    def own(self, path, body):
        status, answer = self.place.owner.post(f"{self.home}{path}", body)
        assert status in (200, 202), answer
        return answer


def count(paper, text):
    return paper.text.count(text)
