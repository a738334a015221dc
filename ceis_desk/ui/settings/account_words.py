"""How accounts and roles look in the settings, and what must still happen before a team's key is shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ceis_desk.access.masking import initials
from ceis_desk.access.model import Account, Role
from ceis_desk.access.rights import groups_of
from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook

_OTHERS = {
    Role.SOCIAL: ("users", "neutral"),
    Role.DIRECTOR: ("building-community", "neutral"),
    Role.ADMIN: ("settings", "warn"),
}


def role_look(role: Role) -> ChipLook:
    """A role as a chip: platforms keep their icon and colour, the others are outlined."""
    for platform in PLATFORMS:
        if platform.code == role.value:
            return ChipLook(role.label, platform.colour, platform.icon)
    icon, tone = _OTHERS[role]
    return ChipLook(role.label, tone, icon, outlined=tone == "neutral")


def account_row(account: Account, own: Id) -> RowLook:
    """One account of the list: initials, name, login, roles, and what sets it apart."""
    names = account.name.split() or [account.login]
    apart = "vous" if account.id == own else ""
    if account.closed_on is not None:
        apart = f"fermé le {write_day(account.closed_on)}"
    return RowLook(
        account.name,
        beside=account.login,
        initials=initials(names[0], names[-1] if len(names) > 1 else ""),
        person=str(account.id),
        chips=() if account.closed_on else tuple(role_look(role) for role in Role if role in account.roles),
        right=apart,
        compact=True,
        quiet=account.closed_on is not None,
    )


def counted(accounts: Sequence[Account]) -> str:
    """« 9 comptes, 1 fermé »."""
    closed = sum(account.closed_on is not None for account in accounts)
    total = f"{len(accounts)} compte{'s' if len(accounts) > 1 else ''}"
    return f"{total}, {closed} fermé{'s' if closed > 1 else ''}" if closed else total


def keys_to_come(account: Account, accounts: Iterable[Account], actor_roles: Iterable[Role]) -> tuple[str, ...]:
    """For each team key that this account waits for: who must sign in once, or that only the recovery key helps."""
    others = [one for one in accounts if one.id != account.id and one.closed_on is None]
    shared = groups_of(actor_roles)
    sentences = []
    for group in sorted(groups_of(account.roles) - shared):
        holders = [one.name for one in others if group in groups_of(one.roles)]
        label = f"{group.label[0].upper()}{group.label[1:]}"
        if holders:
            who = " ou ".join(holders)
            sentences.append(f"{label}\u00a0: {who} doit ouvrir une fois sa session pour partager la clé.")
        else:
            sentences.append(
                f"{label}\u00a0: personne d’autre n’a la clé. Ce qui est plus ancien attend la clé de secours."
            )
    return tuple(sentences)
