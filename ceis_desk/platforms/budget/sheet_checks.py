"""What deserves to be checked with the household: a reason read in its own sheet, never an amount promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ceis_desk.core.amounts import half_up, write_amount
from ceis_desk.platforms.budget.ratios import balance, reste_a_vivre
from ceis_desk.platforms.budget.scales import RsaScale
from ceis_desk.platforms.budget.seizure import rsa_amount
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet, SheetLine
from ceis_desk.platforms.budget.sheet_rules import a_month, sheet_totals, totals_of

_ALLOWANCE_FROM = 2
"""Family allowances begin with the second child (code de la sécurité sociale, art. L.521-1)."""


@dataclass(frozen=True)
class Hint:
    """One thing to check; `urgent` when the figures cannot be believed or held as they are."""

    code: str
    text: str
    urgent: bool = False


def hints_of(sheet: Sheet, rsa: RsaScale | None) -> tuple[Hint, ...]:
    """What to check in this sheet, what spoils its figures first."""
    found = [hint for check in _CHECKS if (hint := check(sheet)) is not None]
    if rsa is not None and (under := _under_rsa(sheet, rsa)) is not None:
        found.append(under)
    return tuple(sorted(found, key=lambda hint: not hint.urgent))


def _not_understood(sheet: Sheet) -> Hint | None:
    wrong = [line.label for line in sheet.lines if line.typed]
    if not wrong:
        return None
    if len(wrong) == 1:
        return Hint("typed", f"Le montant de «\u00a0{wrong[0]}\u00a0» n’est pas compris\u00a0: il ne compte pas.", True)
    return Hint("typed", f"{len(wrong)} montants ne sont pas compris\u00a0: ils ne comptent pas.", True)


def _nothing_left(sheet: Sheet) -> Hint | None:
    totals = sheet_totals(sheet)
    left, missing = reste_a_vivre(totals), balance(totals)
    if totals.resources > 0 and left < 0:
        text = "Les charges fixes et les dettes dépassent les ressources\u00a0: il ne reste rien pour vivre."
        return Hint("nothing_left", text, True)
    if totals.resources > 0 and missing < 0:
        lacking = write_amount(half_up(-missing))
        return Hint("deficit", f"Il manque {lacking} chaque mois une fois tout payé.", True)
    return None


def _no_alimony(sheet: Sheet) -> Hint | None:
    if _has(sheet, "asf") and not _has(sheet, "alimony_received"):
        text = "Aucune pension alimentaire saisie. L’ASF versée laisse penser qu’elle n’est pas payée."
        return Hint("alimony", text)
    return None


def _no_family_allowance(sheet: Sheet) -> Hint | None:
    children = sheet.household.home.children
    if children >= _ALLOWANCE_FROM and _has_resources(sheet) and not _has(sheet, "af"):
        text = f"Aucune allocation familiale saisie pour {children} enfants. Ses droits à la CAF sont à vérifier."
        return Hint("family_allowance", text)
    return None


def _no_housing_aid(sheet: Sheet) -> Hint | None:
    if _has(sheet, "rent") and _has_resources(sheet) and not _has(sheet, "housing_aid"):
        return Hint("housing_aid", "Un loyer sans aide au logement saisie. Ses droits à l’APL sont à vérifier.")
    return None


def _paid_to_landlord(sheet: Sheet) -> Hint | None:
    if any(line.to_landlord and line.cents for line in sheet.lines):
        text = "L’aide au logement est versée au bailleur. Le loyer saisi doit être celui d’avant cette aide."
        return Hint("to_landlord", text)
    return None


def _no_health_insurance(sheet: Sheet) -> Hint | None:
    if _has_resources(sheet) and not _has(sheet, "health_insurance"):
        text = "Aucune mutuelle saisie. Le droit à la complémentaire santé solidaire est à vérifier."
        return Hint("health_insurance", text)
    return None


def _debts_without_plan(sheet: Sheet) -> Hint | None:
    waiting = [line.label for line in sheet.of(LineGroup.PLAN) if line.owed and not line.cents]
    if not waiting:
        return None
    more = f" et {len(waiting) - 1} autre{'s' if len(waiting) > 2 else ''}" if len(waiting) > 1 else ""  # noqa: PLR2004 French plural
    return Hint("no_plan", f"Aucun paiement prévu pour «\u00a0{waiting[0]}\u00a0»{more}. Un plan peut être demandé.")


def _under_rsa(sheet: Sheet, rsa: RsaScale) -> Hint | None:
    resources = totals_of(sheet.lines).resources
    if resources <= 0 or _has(sheet, "rsa") or resources >= rsa_amount(sheet.household.rsa, rsa):
        return None
    return Hint("rsa", "Les ressources sont sous le RSA de ce foyer. Le droit au RSA est à vérifier.")


def _has(sheet: Sheet, code: str) -> bool:
    return any(line.code == code and _counts(line) for line in sheet.lines)


def _has_resources(sheet: Sheet) -> bool:
    return totals_of(sheet.lines).resources > 0


def _counts(line: SheetLine) -> bool:
    return a_month(line) > Fraction(0)


_CHECKS: tuple[Callable[[Sheet], Hint | None], ...] = (
    _not_understood,
    _nothing_left,
    _no_alimony,
    _no_family_allowance,
    _no_housing_aid,
    _paid_to_landlord,
    _no_health_insurance,
    _debts_without_plan,
)
