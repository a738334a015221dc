"""Accounts of one login made at two desks: the later one takes another, the same whichever desk sees it first."""

from __future__ import annotations

from sqlalchemy import select

from ceis_desk.data.keys.endorsement import Bearer
from ceis_desk.data.schema import house
from ceis_desk.data.trust import trust_of
from ceis_desk.data.write import Tx


def tell_logins_apart(tx: Tx) -> None:
    """Give every open account a login of its own; the account made first keeps its own, endorsed ones before others."""
    table, trust = house.account, trust_of(tx)
    rows = tx.connection.execute(
        select(table.c.id, table.c.login).where(table.c.closed_on.is_(None)).order_by(table.c.id)
    ).all()
    # Whoever writes a row of the same login, older than all, would take a colleague's.
    rows = sorted(rows, key=lambda row: trust.of(Bearer.ACCOUNT, row.id) is None)
    taken: set[str] = set()
    for row in rows:
        login, rank = row.login, 1
        while login in taken:
            rank += 1
            login = f"{row.login}{rank}"
        taken.add(login)
        if login != row.login:
            tx.change(table, row.id, login=login)
