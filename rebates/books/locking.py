"""The one lock of the books: whoever writes a verdict, a ledger row or a month of a provider's programme holds it."""

from core.clock import now
from core.statements import run, statement
from rebates.books.models import ProviderBooks


def _touch(dialect):
    """Makes the row or waits for it: either way it is this transaction's until its end."""
    row = dialect.insert(ProviderBooks)
    moved = {"changes": ProviderBooks.changes + 1, "changed_at": row.excluded.changed_at}
    return row.on_conflict_do_update(index_elements=["provider_id", "programme"], set_=moved)


TOUCH = statement(_touch)


def lock_books(session, pairs, *asked) -> list:
    """Takes the books of these `(provider, programme)` in order, so that two transactions never wait for each other.

    What is `asked` travels along and sees what those before us have done; its answers.
    """
    at, pairs = now(), sorted(set(pairs))
    touches = [TOUCH(provider_id=p, programme=programme, changes=1, changed_at=at) for p, programme in pairs]
    return run(session, *touches, *asked)[len(touches) :]
