"""Who may see and do what: the table of domain/rights.md, row by row, and the only functions that read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ceis_desk.access.model import Group, Level, Role, Thing
from ceis_desk.core.store import Needs

_N, _O, _R, _W, _P = Level.NONE, Level.OWN, Level.READ, Level.WRITE, Level.PROPOSE
_G, _D, _M, _DEP = Level.GROUP, Level.DOMAIN, Level.MOTIFS, Level.DEPOSIT
_DEC, _CAR = Level.DECIDE, Level.CARRY_OUT

# Columns in the order of Role: reception, budget, social, employment, digital, health, director, admin.
_ROWS: Mapping[Thing, tuple[Level, ...]] = {
    Thing.IDENTITY: (_W, _W, _W, _W, _W, _W, _N, _N),
    Thing.SITUATION: (_N, _R, _W, _W, _R, _R, _N, _N),
    Thing.VISITS: (_W, _W, _W, _W, _W, _W, _N, _N),
    Thing.PRECISION: (_W, _R, _R, _R, _R, _R, _N, _N),
    Thing.IMPORTED_COMMENT: (_N, _R, _R, _R, _R, _R, _N, _N),
    Thing.APPOINTMENTS: (_W, _W, _W, _W, _W, _W, _R, _N),
    Thing.APPOINTMENT_SUBJECT: (_N, _W, _O, _O, _O, _O, _N, _N),
    Thing.SESSIONS: (_W, _W, _W, _W, _W, _W, _R, _N),
    Thing.PARCOURS: (_N, _R, _W, _W, _R, _R, _N, _N),
    Thing.RESTRICTED_FREINS: (_N, _O, _O, _O, _N, _O, _N, _N),
    Thing.GROUP_NOTES: (_N, _G, _G, _G, _N, _G, _N, _N),
    Thing.PRIVATE_NOTES: (_N, _O, _O, _O, _O, _O, _N, _N),
    Thing.BUDGET_CASES: (_N, _W, _N, _N, _N, _N, _N, _N),
    Thing.HEALTH_FACTS: (_N, _N, _N, _N, _N, _W, _N, _N),
    Thing.DOCUMENTS: (_DEP, _G, _G, _G, _O, _G, _N, _N),
    Thing.CONTRACTS: (_N, _N, _R, _W, _N, _N, _R, _N),
    Thing.PARTNERS: (_R, _R, _W, _W, _W, _R, _W, _N),
    Thing.FIGURES: (_R, _R, _R, _R, _R, _R, _R, _N),
    Thing.SEALED_FIGURES: (_N, _D, _R, _R, _N, _D, _R, _N),
    Thing.LISTS: (_M, _D, _D, _D, _D, _D, _N, _N),
    Thing.MERGE: (_P, _W, _W, _W, _P, _P, _N, _N),
    Thing.CLOSE_MONTH: (_N, _N, _N, _N, _N, _N, _W, _N),
    Thing.ERASE: (_P, _P, _P, _P, _P, _P, _DEC, _CAR),
    Thing.EXPORT_PERSON: (_N, _P, _P, _P, _N, _P, _DEC, _CAR),
    Thing.EXPORT_LISTS: (_N, _D, _D, _D, _N, _N, _N, _N),
    Thing.IMPORT: (_P, _N, _N, _N, _N, _N, _W, _W),
    Thing.ACCOUNTS: (_N, _N, _N, _N, _N, _N, _R, _W),
    Thing.JOURNAL: (_O, _O, _O, _O, _O, _O, _R, _R),
}

RIGHTS: Mapping[Thing, Mapping[Role, Level]] = {
    thing: dict(zip(Role, row, strict=True)) for thing, row in _ROWS.items()
}

# A scoped cell (own, group, domain, motifs) never grants READ or WRITE: whoever asks must name the scope and apply it.
_GRANTS: Mapping[Level, frozenset[Level]] = {
    Level.WRITE: frozenset({Level.WRITE, Level.READ, Level.PROPOSE, Level.OWN}),
    Level.READ: frozenset({Level.READ, Level.DOMAIN}),
    Level.GROUP: frozenset({Level.GROUP, Level.DEPOSIT}),
}

_MEMBERS: Mapping[Group, frozenset[Role]] = {
    Group.BUDGET: frozenset({Role.BUDGET}),
    Group.SOCIAL: frozenset({Role.SOCIAL, Role.EMPLOYMENT}),
    Group.HEALTH: frozenset({Role.HEALTH}),
    Group.FIGURES: frozenset(
        {Role.BUDGET, Role.SOCIAL, Role.EMPLOYMENT, Role.HEALTH, Role.DIRECTOR},
    ),
    Group.PROFESSIONALS: frozenset({Role.BUDGET, Role.SOCIAL, Role.EMPLOYMENT, Role.DIGITAL, Role.HEALTH}),
}


def levels(roles: Iterable[Role], thing: Thing) -> frozenset[Level]:
    """Every cell of the row that these roles hold, NONE left out."""
    return frozenset(RIGHTS[thing][role] for role in roles) - {Level.NONE}


def level(roles: Iterable[Role], thing: Thing) -> Level:
    """The widest cell of the row that these roles hold, for display; a decision goes through `may`."""
    order = list(Level)
    return max(levels(roles, thing), key=order.index, default=Level.NONE)


def may(roles: Iterable[Role], thing: Thing, wanted: Level) -> bool:
    """Whether a role grants this level: writing covers reading, proposing, one's own; reading covers one's domain."""
    return any(wanted in _GRANTS.get(held, {held}) for held in levels(roles, thing))


def permits(roles: Iterable[Role], needs: Needs) -> bool:
    """Whether one of the pairs (thing, level) is held, or nothing is needed; raises ValueError on an unknown code."""
    held = tuple(roles)
    return not needs or any(may(held, Thing(thing), Level(wanted)) for thing, wanted in needs)


def groups_of(roles: Iterable[Role]) -> frozenset[Group]:
    """The groups whose key these roles are given (domain/rights.md, « Behind the table stand keys »)."""
    held = set(roles)
    return frozenset(group for group, members in _MEMBERS.items() if members & held)
