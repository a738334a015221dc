"""An invented board and attendance, from which every test of employment documents starts."""

from __future__ import annotations

import dataclasses
import datetime as dt

from ceis_desk.core.ids import code_id
from ceis_desk.platforms.employment.model import Contract, ContractKind
from ceis_desk.platforms.employment.papers import CertificatePaper, OccupationPaper
from ceis_desk.platforms.employment.places import FIRST_PLACES
from ceis_desk.platforms.employment.questions import Attended, Board
from ceis_desk.platforms.employment.rules import counts, ending_soon, occupation, troubles
from tests.reports.agenda_samples import ISSUER, SAMIRA

DAY = dt.date(2019, 6, 18)


def _contract(rank: int, place: str, position: int, last: dt.date | None) -> Contract:
    where = next(one for one in FIRST_PLACES if one.name == place)
    person = code_id("person", str(rank))
    first = dt.date(2018, 11, 5)
    return Contract(code_id("contract", str(rank)), where.id, where.kind, place, position, "CDDI", first, last,
                    person_id=person, civility="Mme", used_name="Koffi", first_name="Awa")  # fmt: skip


def board(*, named: bool = True, crowded: bool = False) -> Board:
    """Some seats held, one ending, and one contract too many when `crowded`."""
    held = [
        _contract(0, "Aide à domicile", 0, None),
        _contract(1, "Aide à domicile", 1, dt.date(2019, 6, 30)),
        _contract(2, "Les Tamaris", 0, dt.date(2020, 3, 31)),
        _contract(3, "Les Tamaris", 1, dt.date(2020, 3, 31)),
    ]
    if crowded:
        held.append(_contract(4, "Les Tamaris", 1, None))
    if not named:
        held = [dataclasses.replace(one, person_id=None, civility="", used_name="", first_name="") for one in held]
    rows = occupation(FIRST_PLACES, held, DAY)
    by_kind = {kind: counts(rows, kind) for kind in ContractKind}
    return Board(DAY, rows, by_kind, ending_soon(rows), 4, troubles(rows, DAY), None, None)


def occupation_paper(**changed: object) -> OccupationPaper:
    """The occupation of the sample board."""
    paper = OccupationPaper(ISSUER, board(), dt.datetime(2019, 6, 18, 10, 42))
    return dataclasses.replace(paper, **changed)  # type: ignore[arg-type]  # fields of the paper


def certificate_paper(count: int = 12) -> CertificatePaper:
    """So many sessions of an hour and a half, one a week."""
    sessions = tuple(Attended(dt.date(2019, 3, 5) + dt.timedelta(weeks=at), 90) for at in range(count))
    person = code_id("person", "benali")
    return CertificatePaper(ISSUER, SAMIRA, "Unis’Vers, groupe de juin", sessions, "Marc Vidal", DAY, person, "k7m2qd")
