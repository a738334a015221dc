"""The platform of a motif on the day of each visit, and the persons that each platform saw."""

from __future__ import annotations

from functools import cache

from sqlalchemy import CTE, ColumnElement, Connection, FromClause, Select, and_, func, select, union_all

from ceis_desk.data.figures.facts import FIRST, LAST, days_of, facts_of, within
from ceis_desk.data.schema import agenda, reception
from ceis_desk.platforms import PLATFORMS, RECEPTION
from ceis_desk.statistics.indicators import Fact
from ceis_desk.statistics.model import Period

_NEVER = "9999-12-31"


def links() -> CTE:
    """The platform of each motif from a day, included, until that of its next link, excluded."""
    own = reception.motif_platform.c
    until = func.lead(own.from_day, 1, _NEVER).over(partition_by=own.motif_id, order_by=(own.from_day, own.id))
    return select(own.motif_id, own.platform, own.from_day, until.label("until")).cte("link")


def motif_of_visit() -> ColumnElement[bool]:
    """What ties a visit to the motifs that it still bears."""
    own = reception.visit_motif.c
    return and_(own.visit_id == reception.visit.c.id, own.active)


def link_of_visit(link: CTE) -> ColumnElement[bool]:
    """What ties a motif of a visit to its platform of that day."""
    day = reception.visit.c.day
    return and_(link.c.motif_id == reception.visit_motif.c.motif_id, link.c.from_day <= day, day < link.c.until)


def with_platforms(visits: FromClause, link: CTE) -> FromClause:
    """The visits, once for each of their motifs and once when they have none."""
    return visits.outerjoin(reception.visit_motif, motif_of_visit()).outerjoin(link, link_of_visit(link))


def platform_of(link: CTE) -> ColumnElement[str]:
    """The platform of a motif; reception before its first link, as everywhere in the program."""
    return func.coalesce(link.c.platform, RECEPTION.code)


def read_platform_participants(connection: Connection, period: Period) -> dict[str, int]:
    """Distinct persons with a visit, an honoured appointment or an attendance of each platform, every platform."""
    counts = {platform.code: 0 for platform in PLATFORMS}
    found = connection.execute(_participants(), days_of(period))
    return counts | {platform: count for platform, count in found if platform in counts}


@cache
def _participants() -> Select[str, int]:
    link = links()
    visits = (
        facts_of(Fact.VISIT, platform_of(link).label("platform"))
        .join(reception.visit_motif, motif_of_visit())
        .outerjoin(link, link_of_visit(link))
    )
    appointments = facts_of(Fact.APPOINTMENT, agenda.appointment.c.platform.label("platform"))
    attendances = facts_of(Fact.ATTENDANCE, agenda.session.c.platform.label("platform"))
    facts = {Fact.VISIT: visits, Fact.APPOINTMENT: appointments, Fact.ATTENDANCE: attendances}
    seen = union_all(*(chosen.where(within(fact, FIRST, LAST)) for fact, chosen in facts.items())).subquery("seen")
    return select(seen.c.platform, func.count(seen.c.person.distinct())).group_by(seen.c.platform)
