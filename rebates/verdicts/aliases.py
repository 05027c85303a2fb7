"""Two keys of one diner: the first stands for the second from now on."""

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from rebates.members.models import PayerAlias


def alias(session, key: str, same_as: str) -> str:
    """The key whose trades have to be judged again under the other one. Chains are kept short: each names the last."""
    ends = dict(
        session.execute(select(PayerAlias.id, PayerAlias.same_as).where(PayerAlias.id.in_([key, same_as]))).all()
    )
    old, new = ends.get(key, key), ends.get(same_as, same_as)
    if old == new:
        return key
    session.execute(update(PayerAlias).where(PayerAlias.same_as == old).values(same_as=new))
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(PayerAlias)
    session.execute(
        row.on_conflict_do_update(index_elements=["id"], set_={"same_as": row.excluded.same_as}),
        {"id": old, "same_as": new, "at": now()},
    )
    return old
