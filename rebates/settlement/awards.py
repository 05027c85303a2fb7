"""Answers of alipay.commerce.operation.promo.award.query, as they were given. Pure.

The answer names neither its merchant nor its month, so it comes with the query that it answers:
`{"query": {subject_type, subject_id, start_time, end_time, …}, "answer": {award_amount, trade_count,
trade_award_details?, page_num?, total_page?}}`, one or a list. Amounts are whole fen, in details as text.
"""

from collections import defaultdict

import orjson

from rebates.settlement.lines import Line, Unreadable, problem

METHOD = "alipay_commerce_operation_promo_award_query_response"


def read_awards(data: bytes) -> tuple[list[Line], list[dict]]:
    """(lines, problems); a line's number is the place in the list. Unreadable.

    With details, one line a trade; without, one for the merchant's month, which replaces what it said before.
    """
    try:
        pairs = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"This is no JSON: {error}") from error
    pairs = pairs if isinstance(pairs, list) else [pairs]
    if not pairs or not all(isinstance(p, dict) and {"query", "answer"} <= set(p) for p in pairs):
        raise Unreadable('Each answer needs the query that it answers: {"query": {…}, "answer": {…}}.')
    good, wrong, pages = [], [], defaultdict(list)
    for number, pair in enumerate(pairs, 1):
        query, answer = pair["query"], _inner(pair["answer"])
        try:
            subject, month = _subject(query), _month_of(query)
            whole = _fen(answer.get("award_amount"))
            details = list(_lines(number, _details(answer), subject, month))
        except _Wrong as error:
            wrong.append(problem(number, error.code))
            continue
        if details:
            pages[subject, month, whole].append((number, details))  # each page repeats the whole
        else:
            good.append(Line(number, month, "rebate", whole, merchant=subject, snapshot=True))
    for (_, _, whole), parts in pages.items():
        lines = [line for _, details in parts for line in details]
        if sum(line.amount for line in lines) != whole:
            wrong += [problem(number, "pages") for number, _ in parts]
        else:
            good += lines
    return good, wrong


class _Wrong(Exception):
    def __init__(self, code):
        self.code = code


def _inner(answer) -> dict:
    inner = answer.get(METHOD, answer) if isinstance(answer, dict) else {}
    return inner if isinstance(inner, dict) else {}


def _subject(query) -> str:
    subject = query.get("subject_id") if isinstance(query, dict) else None
    if not isinstance(subject, str) or not subject.strip():
        raise _Wrong("merchant_unknown")
    return subject.strip()[:64]


def _month_of(query) -> str:
    """Both ends in one month; an end at midnight is the end of the day before."""
    start, end = str(query.get("start_time", "")), str(query.get("end_time", ""))
    if len(start) < 10 or len(end) < 10 or start[4] != "-" or not start[:4].isdigit():
        raise _Wrong("month")
    follows = end[8:] in ("01", "01 00:00:00") and end[:7] == _next(start[:7])
    if start[:7] != end[:7] and not follows:
        raise _Wrong("span")
    return start[:7]


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12}-{number % 12 + 1:02}"


def _details(answer) -> list:
    found = answer.get("trade_award_details") or []
    found = found.get("trade_award_detail", []) if isinstance(found, dict) else found
    return found if isinstance(found, list) else []


def _lines(number, details, subject, month):
    for n, detail in enumerate(details):
        # A detail's number is its answer's, then its place there: 3 → 3000001, 3000002, …
        yield Line(
            number * 1_000_000 + n + 1,
            month,
            "rebate",
            _fen(detail.get("award_amount")),
            merchant=subject,
            trade_no=str(detail.get("trade_no", ""))[:64],
        )


def _fen(value) -> int:
    if isinstance(value, bool) or not str(value).lstrip("-").isdigit():
        raise _Wrong("refused")
    return int(value)
