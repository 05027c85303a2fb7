"""Pure: what is wrong, in sentences, given what callers were told and what the database holds. Nothing: []."""

from collections import defaultdict

from tests.acceptance.facts import Facts


def wrong(entries: list[dict], facts: Facts, routing: dict[str, set]) -> list[str]:
    """`routing`: item → the stations on which it must stand. (Promises 1, 2, 7, 8 and 13.)"""
    return [
        *_orders(entries, facts),
        *_bills(facts),
        *_tickets(facts, routing),
        *holes(facts),
        *_bumps(entries, facts),
    ]


def _orders(entries, facts):
    """acked ⊆ rows ⊆ attempted; one key, one order."""
    told = defaultdict(dict)
    for e in entries:
        if e["op"] == "order" and e["outcome"] == "ok":
            told[e["key"]][e["answer"]["id"]] = e["answer"]
        elif e["outcome"] == "fail":
            yield f"{e['client']}: {e['op']} was refused: {e.get('code')}"
    for key, answers in told.items():
        if len(answers) > 1:
            yield f"doubled: key {key} made {len(answers)} orders"
        for id, answer in answers.items():
            row = facts.orders.get(id)
            if row is None:
                yield f"lost: order {id}"
            elif [row[n] for n in ("visit_id", "total", "lines")] != [
                answer[n] for n in ("visit_id", "total", "lines")
            ]:
                yield f"changed: order {id}"
    attempted = {e["key"] for e in entries if e["op"] == "order"}
    if len(facts.orders) > len(attempted):
        yield f"doubled: {len(facts.orders)} orders of {len(attempted)} keys"
    rounds = defaultdict(list)
    for row in facts.orders.values():
        rounds[row["visit_id"]].append(row["round"])
    for visit, numbers in rounds.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"rounds of {visit}: {sorted(numbers)}"


def _bills(facts):
    sums = defaultdict(int)
    for row in facts.orders.values():
        sums[row["visit_id"]] += row["total"]
        if sum(total for _, _, total in row["lines"].values()) != row["total"]:
            yield f"total of {row['visit_id']} is not the sum of its lines"
    for visit in sums.keys() | facts.bills.keys():
        if sums[visit] != facts.bills.get(visit, 0):
            yield f"bill of {visit}: {facts.bills.get(visit, 0)}, its orders {sums[visit]}"


def _tickets(facts, routing):
    """Each line on each station that its dish names, once, with its quantity; nowhere else."""
    known = set()
    for order in facts.orders.values():
        for line, (item, quantity, _) in order["lines"].items():
            known.add(line)
            expected = {(station, quantity): 1 for station in routing[item]}
            found = facts.on.get(line, {})
            if dict(found) != expected:
                yield f"tickets: line {line} stands {dict(found)}, not {expected}"
    for line in facts.on.keys() - known:
        yield f"tickets: line {line} of no order"


def holes(facts: Facts):
    """Per stream 1, 2, 3 … and each ticket fired once on it. (Promise 8)"""
    for stream, (head, numbers) in facts.numbers.items():
        if sorted(numbers) != list(range(1, head + 1)):
            yield f"numbers: {stream} has {len(numbers)} frames up to {head}"
    for (stream, ticket), times in facts.fired.items():
        if times != 1:
            yield f"numbers: ticket {ticket} was fired {times} times on {stream}"
    heard = {ticket for _, ticket in facts.fired}
    for ticket in facts.statuses.keys() - heard:
        yield f"tickets: {ticket} was never told"


def _bumps(entries, facts):
    for e in entries:
        if e["op"] == "bump" and e["outcome"] == "ok" and facts.statuses.get(e["key"]) != "bumped":
            yield f"bump: ticket {e['key']} is {facts.statuses.get(e['key'])}"
