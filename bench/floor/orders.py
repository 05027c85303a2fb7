"""The floor of a place: a bare Flask route that prices three dishes, writes seven rows and commits."""

import time
import uuid
from datetime import UTC, datetime

import orjson
from flask import Flask, Response, request

from bench.floor.database import begin, connection, sql

LOOK = sql("SELECT body FROM keys WHERE key = ?")
PRICE = sql("SELECT name, price FROM dishes WHERE id = ?")
ORDER = sql("INSERT INTO orders VALUES (?, ?, ?, ?, ?)")
LINE = sql("INSERT INTO order_lines VALUES (?, ?, ?, ?, ?, ?)")
TICKET = sql("INSERT INTO tickets VALUES (?, ?, ?, ?)")
OUT = sql("INSERT INTO outbox VALUES (?, ?, ?, ?)")
KEY = sql("INSERT INTO keys VALUES (?, ?, ?)")
BUMP = sql("INSERT INTO carts VALUES (?, 1) ON CONFLICT (table_id) DO UPDATE SET version = carts.version + 1")
ADD = sql("INSERT INTO cart_lines VALUES (?, ?, ?, ?)")
CART = sql(
    "SELECT l.id, l.quantity, d.name, d.price FROM cart_lines l JOIN dishes d ON d.id = l.dish_id WHERE l.table_id = ?"
)


def register(app: Flask, tell=None) -> None:
    """`tell(body)` is called after the commit where screens listen."""

    @app.post("/orders")
    def place():
        key, body = request.headers["Idempotency-Key"], orjson.loads(request.data)
        db = connection()
        begin(db)
        known = db.execute(LOOK, (key,)).fetchone()
        if known:
            db.rollback()
            return Response(known[0], 201, mimetype="application/json")
        order_id, at = str(uuid.uuid4()), datetime.now(UTC).isoformat()
        lines = []
        for line in body["lines"]:
            name, price = db.execute(PRICE, (line["dish"],)).fetchone()
            lines.append((str(uuid.uuid4()), order_id, line["dish"], name, line["quantity"], price))
        total = sum(line[4] * line[5] for line in lines)
        db.execute(ORDER, (order_id, body["table"], "placed", total, at))
        for line in lines:
            db.execute(LINE, line)
        db.execute(TICKET, (str(uuid.uuid4()), order_id, "wok", "open"))
        answer = {"order": {"id": order_id, "total": total, "lines": [{"id": i[0], "name": i[3]} for i in lines]}}
        text = orjson.dumps(answer).decode()
        db.execute(OUT, (str(uuid.uuid4()), "station:wok", text, at))
        db.execute(KEY, (key, 201, text))
        db.commit()
        if tell:
            tell({"order_id": order_id, "committed": time.monotonic(), **answer})
        return Response(text, 201, mimetype="application/json")

    @app.post("/cart")
    def add():
        body = orjson.loads(request.data)
        db = connection()
        begin(db)
        db.execute(BUMP, (body["table"],))
        db.execute(PRICE, (body["dish"],)).fetchone()
        db.execute(ADD, (str(uuid.uuid4()), body["table"], body["dish"], body["quantity"]))
        rows = db.execute(CART, (body["table"],)).fetchall()
        db.commit()
        lines = [{"id": r[0], "quantity": r[1], "name": r[2], "price": r[3]} for r in rows]
        answer = {"lines": lines, "total": sum(r[1] * r[3] for r in rows)}
        return Response(orjson.dumps(answer), 201, mimetype="application/json")
