"""`/todo/{token}`: one restaurant's to-dos, drawn here for a phone without scripts, sign-in or a figure of money."""

from flask import Flask, Response, render_template

from core.errors import Problem
from core.languages import language
from core.transactions import reading
from rebates.portal.sharing import shared_todos

STATES = {
    "met": ("✓", "已达标", "Met"),
    "in_progress": ("◐", "进行中", "In progress"),
    "missing": ("△", "缺资料", "Missing items"),
    "in_review": ("⧗", "审核中", "In review"),
    "not_eligible": ("✕", "不符合", "Not eligible"),
}
WHO = {"provider": ("服务商", "Provider"), "restaurant": ("您", "You"), "platform": ("平台", "Platform")}


def register(app: Flask) -> None:
    @app.get("/todo/<share_token>")
    def todo(share_token):
        """What a provider sends to its restaurant. Nobody is asked who they are."""
        try:
            with reading() as session:
                shared = shared_todos(session, share_token)
        except Problem as problem:
            return _page(problem.status, shared=None, over=problem.status == 410)
        return _page(200, shared=shared, over=False)


def _page(status, **values) -> Response:
    html = render_template("provider/todo.html", lang=language(), states=STATES, whose=WHO, **values)
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return Response(html, status, headers=headers)
