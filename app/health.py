"""Is the process alive, may it get work, and what does it count."""

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core.errors import Unavailable
from core.transactions import reading


class NotReady(Unavailable):
    code, title = "not_ready", "The database does not answer"


def register(app: Flask) -> None:
    @app.get("/healthz")
    def healthz():
        """The process answers."""
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz():
        """The database answers."""
        try:
            with reading() as session:
                session.execute(text("SELECT version_num FROM alembic_version"))
        except SQLAlchemyError as error:
            raise NotReady("Run `flask db upgrade`, or look at DATABASE_URL.") from error
        return {"status": "ready"}

    @app.get("/metrics")
    def metrics():
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
