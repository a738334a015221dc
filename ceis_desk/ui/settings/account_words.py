"""How accounts and roles look in the settings, and what must still happen before a team's key is shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ceis_desk.access.masking import initials
from ceis_desk.access.model import Account, Group, Role
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


def account_row(account: Account, own: Id, *, narrow: bool = False) -> RowLook:
    """One account of the list: initials, name, login, roles, and what sets it apart.

    Where it is `narrow`, roles are words under the name, which chips would hide.
    """
    names = account.name.split() or [account.login]
    apart = "vous" if account.id == own else ""
    if account.to_check:
        apart = "à vérifier"
    if account.closed_on is not None:
        apart = f"fermé le {write_day(account.closed_on)}"
    roles = () if account.closed_on else tuple(role for role in Role if role in account.roles)
    return RowLook(
        account.name,
        subtitle=", ".join(role.label for role in roles) if narrow else "",
        beside="" if narrow else account.login,
        initials=initials(names[0], names[-1] if len(names) > 1 else ""),
        person=str(account.id),
        chips=() if narrow else tuple(role_look(role) for role in roles),
        right=apart,
        compact=True,
        quiet=account.closed_on is not None,
    )


def counted(accounts: Sequence[Account]) -> str:
    """« 9 comptes, 1 fermé »."""
    closed = sum(account.closed_on is not None for account in accounts)
    total = f"{len(accounts)} compte{'s' if len(accounts) > 1 else ''}"
    return f"{total}, {closed} fermé{'s' if closed > 1 else ''}" if closed else total


def keys_to_come(
    gained: Iterable[Group], own: Id | None, accounts: Iterable[Account], sharing: Iterable[Role]
) -> tuple[str, ...]:
    """Who must sign in once before the account `own` (None: to come) has the team keys that it gains.

    Whoever administers shares at once the keys that these `sharing` roles hold; a team without another member waits
    for the recovery key.
    """
    others = [one for one in accounts if one.id != own and one.closed_on is None]
    teams: dict[tuple[str, ...], list[str]] = {}
    for group in sorted(set(gained) - groups_of(sharing)):
        holders = tuple(one.name for one in others if group in groups_of(one.roles))
        teams.setdefault(holders, []).append(group.label)
    return tuple(_to_come(holders, labels) for holders, labels in teams.items())


def _to_come(holders: tuple[str, ...], labels: list[str]) -> str:
    several = len(labels) > 1
    keys = f"{'les clés' if several else 'la clé'} ({', '.join(labels)})"
    if not holders:
        return f"Personne d’autre n’a {keys}\u00a0: ce qui est plus ancien attend la clé de secours."
    who = holders[0] if len(holders) == 1 else f"{holders[0]}, ou une autre personne de l’équipe,"
    return f"{who} doit ouvrir une fois sa session pour partager {keys}."
