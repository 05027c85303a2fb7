"""A kitchen whose orders and bumps go on while somebody's network does not."""

import random
import time

from tests.people import open_place_at

MOST = 6  # open tickets: with the gaps of those just bumped they stay on one page of a board


class Kitchen:
    """One restaurant on `served`; its guest and `cook` reach the server directly. `token` is the watched screen's."""

    def __init__(self, served, seed: int = 0):
        self.chance, self.served = random.Random(seed), served
        self.place = open_place_at(served)
        self.token = self.place.screen().token
        self.cook, self.guest = self.place.screen(), self.place.sit()

    def board(self) -> list[dict]:
        """The true board, oldest first."""
        return self.cook.get("/api/v1/kitchen/board")[1]["tickets"]

    def order(self) -> None:
        dish = self.chance.choice(("米饭", "宫保鸡丁"))
        status, answer = self.place.send(self.guest, self.place.add(self.guest, dish, self.chance.randint(1, 3)))
        assert status == 201, answer

    def bump(self) -> None:
        ticket = self.chance.choice(self.board())
        assert self.cook.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")[0] == 200

    def act(self) -> None:
        """One thing that happens in an evening."""
        open_now = len(self.board())
        if open_now >= MOST or (open_now and self.chance.random() < 0.3):
            self.bump()
        else:
            self.order()

    def go_on(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            time.sleep(min(left, self.chance.uniform(0.2, 1.5)))
            if time.monotonic() < ends:
                self.act()

    def settle(self) -> None:
        """A party leaves, so that no table grows without end."""
        visit = self.guest.get("/api/v1/visit")[1]["visit"]["id"]
        self.place.owner.post(f"{self.place.home}/visits/{visit}/close", {"how": "forced", "reason": "换桌"})
        self.guest = self.place.sit()

    def live_through(self, schedule, proxy) -> None:
        """Its troubles one after another, while orders and bumps go on."""
        for kind, seconds, clear in schedule.steps:
            proxy.trouble(kind)
            self.go_on(seconds)
            proxy.clear(schedule.forgotten)
            self.go_on(clear)
