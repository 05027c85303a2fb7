"""Every refusal of the program: five families, one stable code each, rendered in one place (core.web.api).

class CartChanged(Conflict):
    code = "cart_changed"
    title = "The cart has changed"

raise CartChanged("Look at the new cart and send again.", cart=cart)
"""


class Problem(Exception):
    """`extra` become members of the problem+json body; `errors` names each field that has to be mended."""

    status = 500
    code = "problem"
    title = "Something is wrong"

    def __init__(self, detail: str = "", *, errors: dict[str, list[str]] | None = None, headers=None, **extra):
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = errors
        self.headers = headers or {}
        self.extra = extra

    def body(self) -> dict:
        """RFC 9457, with `code` and, for field errors, `errors`."""
        body = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.errors:
            body["errors"] = self.errors
        return body | self.extra


class Invalid(Problem):
    status, code, title = 422, "invalid", "Some fields need mending"


class BadRequest(Invalid):
    status, code, title = 400, "bad_request", "The request cannot be read"


class NotFound(Problem):
    status, code, title = 404, "not_found", "There is no such thing here"


class Gone(NotFound):
    status, code, title = 410, "gone", "This is no longer in use"


class NotSignedIn(Problem):
    status, code, title = 401, "not_signed_in", "Sign in first"


class Forbidden(Problem):
    status, code, title = 403, "not_allowed", "You may not do this"


class Conflict(Problem):
    status, code, title = 409, "conflict", "This does not fit the present state"


class Unavailable(Problem):
    status, code, title = 503, "unavailable", "Try again in a moment"


class TooMany(Unavailable):
    status, code, title = 429, "too_many", "Too many requests"
