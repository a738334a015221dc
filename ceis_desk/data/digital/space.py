"""The free access as it stands, read in a constant number of statements."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, select

from ceis_desk.data.digital.rows import USE, use_of, uses
from ceis_desk.data.house import read_settings
from ceis_desk.data.read import Reader
from ceis_desk.platforms.digital.model import Space, UseKind
from ceis_desk.platforms.digital.posts import MINUTES_SETTING, SETTING, lines_of, minutes_of, posts_of
from ceis_desk.platforms.digital.questions import ReadSpace


def read_space(reader: Reader, _: ReadSpace) -> Space:
    """Posts in their order, and who waits, longest first."""
    settings = read_settings(reader.connection, None)
    rows = reader.connection.execute(
        uses().where(USE.c.ended_at.is_(None), ~USE.c.withdrawn).order_by(USE.c.started_at, USE.c.id)
    ).mappings()
    found = tuple(map(use_of, rows))
    freed = _freed(reader.connection, reader.now)
    return Space(
        posts=lines_of(
            posts_of(settings.get(SETTING)), (one for one in found if one.kind is not UseKind.WAIT), freed.get
        ),
        waiting=tuple(one for one in found if one.kind is UseKind.WAIT),
        minutes=minutes_of(settings.get(MINUTES_SETTING)),
    )


def _freed(connection: Connection, now: dt.datetime) -> dict[str, dt.datetime]:
    """When each post was last left today."""
    morning = dt.datetime.combine(now.date(), dt.time())
    rows = connection.execute(
        select(USE.c.post, func.max(USE.c.ended_at).label("at"))
        .where(USE.c.ended_at >= morning, USE.c.ended_at <= now, ~USE.c.withdrawn, USE.c.kind != UseKind.WAIT.value)
        .group_by(USE.c.post)
    )
    return {row.post: row.at for row in rows}
