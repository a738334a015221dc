"""What the law expects in a contract, as reminders to verify: never a certainty, the paper received decides.

Source: domain notes of the profession, part C (code du travail L.5134-19-1 to -30, R.5134-37 and -38, L.5132-15-1).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ceis_desk.core.dates import add_months, write_day
from ceis_desk.platforms.employment.model import Contract, ContractKind, Fact, FactKind, FactState
from ceis_desk.platforms.employment.rules import months_between

_PEC_FIRST, _PEC_NEXT, _PEC_MOST = (9, 12), (6, 12), 24
_CDDI, _CDDI_MOST = (4, 24), 24
_CDDI_MINUTES = 20 * 60
MOST_TUTORED = 3
_EXIT_MONTHS = (3, 1)


@dataclass(frozen=True)
class Reminder:
    """A sentence « à vérifier », from the day `due` when there is one, with its source."""

    words: str
    source: str
    due: dt.date | None = None


def reminders(
    contract: Contract, facts: Sequence[Fact], before: Sequence[Contract], tutored: int, day: dt.date
) -> tuple[Reminder, ...]:
    """What is to verify of a contract on a day; `before` are those that it renews, `tutored` whom its tutor follows."""
    chain = [*before, contract]
    of_kind = _pec(contract, facts, chain) if contract.kind is ContractKind.PEC else _chantier(contract, chain)
    found = [*of_kind, *_tutor(contract, tutored)]
    over = contract.end is not None and contract.end < day
    if not over and any(since <= day and until is None for since, until in contract.suspensions):
        found.insert(0, Reminder("Le contrat est suspendu sans jour de reprise.", "Avenant ou accord écrit"))
    if over and not contract.ending:
        found.insert(0, Reminder("Le contrat est terminé, la sortie n’est pas dite.", "Bilan annuel, R.5132-29"))
    return tuple(found)


def _has(facts: Sequence[Fact], kind: FactKind) -> bool:
    return any(one.kind is kind and one.state is not FactState.MISSED for one in facts)


def _pec(contract: Contract, facts: Sequence[Fact], chain: Sequence[Contract]) -> list[Reminder]:
    found = []
    if not _has(facts, FactKind.TRIPARTITE):
        words = "Aucun entretien tripartite noté\u00a0: il a lieu à la signature."
        found.append(Reminder(words, "Circulaire PEC", contract.first))
    if contract.last is not None:
        least, most = _PEC_NEXT if len(chain) > 1 else _PEC_FIRST
        found += _length(contract, contract.last, least, most, "Pratique des PEC")
        if not _has(facts, FactKind.EXIT_INTERVIEW):
            early, late = (add_months(contract.end or contract.last, -months) for months in _EXIT_MONTHS)
            words = f"Entretien de sortie entre le {write_day(early)} et le {write_day(late)}."
            found.append(Reminder(words, "Circulaire PEC", early))
        found += _whole(chain, contract.last, _PEC_MOST, "5 ans à partir de 50 ans ou avec RQTH", "L.5134-19-1 à -30")
    if not (contract.prescriber and contract.referent):
        words = "Le prescripteur ou son référent n’est pas noté\u00a0: un PEC a les deux."
        found.append(Reminder(words, "L.5134-19-1, R.5134-37"))
    if not contract.commitments:
        found.append(Reminder("Aucun engagement noté\u00a0: l’entretien tripartite les dit.", "Circulaire PEC"))
    if not _has(facts, FactKind.TRAINING):
        found.append(Reminder("Aucune formation notée\u00a0: le contrat en demande.", "L.5134-22"))
    return found


def _chantier(contract: Contract, chain: Sequence[Contract]) -> list[Reminder]:
    found = []
    if contract.weekly_minutes and contract.weekly_minutes < _CDDI_MINUTES:
        words = "Moins de 20 h par semaine\u00a0: une exception doit le permettre."
        found.append(Reminder(words, "L.5132-15-1"))
    if contract.last is not None:
        least, most = (1, _CDDI[1]) if len(chain) > 1 else _CDDI
        found += _length(contract, contract.last, least, most, "L.5132-15-1")
        found += _whole(chain, contract.last, _CDDI_MOST, "60 mois par décisions d’un an", "L.5132-15-1")
    return found


def _length(contract: Contract, last: dt.date, least: int, most: int, source: str) -> list[Reminder]:
    months = months_between(contract.first, last)
    if least <= months <= most:
        return []
    return [Reminder(f"Durée de {months} mois\u00a0: d’habitude de {least} à {most} mois.", source)]


def _whole(chain: Sequence[Contract], last: dt.date, most: int, but: str, source: str) -> list[Reminder]:
    months = months_between(min(one.first for one in chain), last)
    if months <= most:
        return []
    return [Reminder(f"{months} mois avec les renouvellements\u00a0: au plus {most} mois, sauf {but}.", source)]


def _tutor(contract: Contract, tutored: int) -> list[Reminder]:
    if not contract.tutor:
        return [Reminder("Aucun tuteur noté.", "R.5134-38")]
    if contract.kind is ContractKind.PEC and tutored > MOST_TUTORED:
        words = f"{contract.tutor} suit {tutored} salariés\u00a0: au plus {MOST_TUTORED}."
        return [Reminder(words, "R.5134-38")]
    return []
