"""Who is calling. Rooms register how their tokens are read; views say who may come in."""

from dataclasses import dataclass, field, replace
from functools import wraps

from flask import g, request

from core.errors import Forbidden, NotFound, NotSignedIn
from core.web.describing import note

COOKIE = "zhuoma_session"
READS = ("GET", "HEAD")


class RestaurantUnknown(NotFound):
    code, title = "restaurant_unknown", "There is no such restaurant"


@dataclass(frozen=True)
class Caller:
    """`kind` is guest, screen or account; what does not apply is empty. `principal` names the caller for ever.

    A screen's `station_kind` says what it is for: cooking, expo or floor. `station_ids` are the cooking stations whose
    tickets it sees: its own, all of them for an expo screen, none for the floor.
    """

    kind: str
    principal: str
    restaurant_id: str = ""
    guest_id: str = ""
    visit_id: str = ""
    screen_id: str = ""
    station_ids: tuple[str, ...] = ()
    station_kind: str = "cooking"
    account_id: str = ""
    provider_id: str = ""
    roles: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    details: dict = field(default_factory=dict)


_resolvers: dict[str, object] = {}
_roles_in = None


def register_resolver(prefix: str, resolve) -> None:
    """`resolve(parts) -> Caller | None`; parts are the token split at dots, or `[cookie]` for prefix "cookie"."""
    _resolvers[prefix] = resolve


def register_roles(roles_in) -> None:
    """`roles_in(account_id, restaurant_id) -> tuple of role names`."""
    global _roles_in
    _roles_in = roles_in


def caller_of(token: str) -> Caller | None:
    """The caller behind a bearer token, for HTTP and for sockets."""
    prefix, *rest = token.split(".")
    resolve = _resolvers.get(prefix)
    if resolve is None or prefix == "cookie" or len(token) >= 400 or not (token.isascii() and token.isprintable()):
        return None
    return resolve([prefix, *rest])


def caller_of_cookie() -> Caller | None:
    """The caller behind the request's session cookie; where the request changes something, its CSRF token counts."""
    cookie = request.cookies.get(COOKIE)
    return _resolvers["cookie"]([cookie]) if cookie and "cookie" in _resolvers else None


def caller() -> Caller:
    """Who sent this request. NotSignedIn where nobody is known."""
    if "caller" not in g:
        g.caller = _find()
    if g.caller is None:
        raise NotSignedIn("The token or session is missing, wrong or over.", headers={"WWW-Authenticate": "Bearer"})
    return g.caller


def _find() -> Caller | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return caller_of(token.strip())
    return caller_of_cookie()


def guest_only(view):
    """Only a guest at a table."""
    return _only(view, "guest")


def screen_only(view):
    """Only a paired screen."""
    return _only(view, "screen")


def signed_in(view):
    """Only a person with an account. What changes the account itself is nothing for a token of a lesser scope."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if caller().kind != "account":
            raise Forbidden("Only an account may do this.")
        be_in_scope(caller(), *(() if request.method in READS else ("owner", "provider")))
        return view(*args, **kwargs)

    return note(guarded, who=("account",))


def be_in_scope(who: Caller, *parts: str) -> None:
    """An api token with scopes does no more than they name: act as one of `parts`; with `read`, only look.

    Parts are role names and `provider`; a route without parts is open to every scope. Forbidden.
    """
    named = set(who.scopes) - {"read"}
    if "read" in who.scopes and request.method not in READS:
        raise Forbidden("This token may only read.")
    if named and parts and not named & set(parts):
        raise Forbidden(f"This token may only act as: {', '.join(sorted(named))}.")


def provider_only(view):
    """Only a service provider's account; a provider sees its own restaurants and nothing else."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if not caller().provider_id:
            raise Forbidden("Only a service provider may see this.")
        be_in_scope(caller(), "provider")
        return view(*args, **kwargs)

    return note(guarded, who=("account",))


def staff_only(*roles: str):
    """Only staff of *this* restaurant. A stranger gets the same 404 as for a restaurant that does not exist."""

    def decorate(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            be_staff(kwargs.get("restaurant_id", ""), *roles)
            return view(*args, **kwargs)

        guarded.staff_roles = roles
        return note(guarded, who=("account",), roles=roles)

    return decorate


def be_staff(restaurant_id: str, *roles: str) -> Caller:
    """Raises unless the caller holds one of `roles` in the restaurant; else the caller with its roles."""
    who = caller()
    if who.kind != "account":
        raise Forbidden("Only staff may do this.")
    held = tuple(_roles_in(who.account_id, restaurant_id))
    if not held:
        raise RestaurantUnknown()
    if not set(held) & set(roles):
        raise Forbidden(f"This needs one of: {', '.join(roles)}.")
    be_in_scope(who, *roles)
    acting = tuple(sorted((set(who.scopes) - {"read"}) & set(roles))) or held
    g.caller = replace(who, roles=acting, restaurant_id=restaurant_id)
    return g.caller


def screen_or_staff(*roles: str, kinds: tuple[str, ...] = ("cooking", "expo")):
    """A paired screen of these kinds of station, or staff that name their restaurant with `?restaurant_id=`."""

    def decorate(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            if caller().kind != "screen":
                be_staff(request.args.get("restaurant_id", ""), *roles)
            elif caller().station_kind not in kinds:
                raise Forbidden(f"Only a screen of these stations may do this: {', '.join(kinds)}.")
            return view(*args, **kwargs)

        return note(guarded, who=("screen", "account"), roles=roles)

    return decorate


def _only(view, kind):
    @wraps(view)
    def guarded(*args, **kwargs):
        if caller().kind != kind:
            raise Forbidden(f"Only a {kind} may do this.")
        return view(*args, **kwargs)

    return note(guarded, who=(kind,))
