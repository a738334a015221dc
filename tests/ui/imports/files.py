"""Prepared files for tests: what reading a spreadsheet would give, without a spreadsheet."""

from __future__ import annotations

import dataclasses
import datetime as dt

from ceis_desk.people.columns import BadRow, Remark
from ceis_desk.people.model import Civility, District
from ceis_desk.reception.importing import HeaderCell, Kind, Prepared
from ceis_desk.reception.logbook import ImportedVisit
from ceis_desk.reception.visit_columns import VisitColumn

CHOICES = tuple((column.value, column.label) for column in VisitColumn)
HEADER = (
    HeaderCell(0, "Date", ("01/10/2018", "02/10/2018"), "date"),
    HeaderCell(1, "Nom", ("BENALI", "PUJOL"), "family"),
    HeaderCell(2, "Remarque de l’agent", ("revient lundi",), ""),
    HeaderCell(3, "Commentaire", ("divorce en cours",), "comment"),
)


def visit(rank: int) -> ImportedVisit:
    return ImportedVisit(
        line=rank + 2, day=dt.date(2018, 10, 1), time=None, family="", first="", birth=None, given_name="",
        civility=Civility.NONE, phones=(), district="", qpv=District.UNKNOWN, motifs=(), comment="", extra={},
        digest=f"{rank:064d}",
    )  # fmt: skip


def prepared(visits: int = 600, *, already: int = 0, bad: int = 1) -> Prepared:
    return Prepared(
        kind=Kind.VISITS,
        sheet="Cahier",
        notes=("Encodage cp1252, séparateur point-virgule.",),
        header=HEADER,
        choices=CHOICES,
        rows=visits + bad,
        visits=tuple(map(visit, range(visits))),
        people=(),
        already=already,
        person_ids={},
        new_people=frozenset(),
        newcomers={},
        anonymous=visits - already,
        new_motifs={"Prêt de livres": 3},
        near=(),
        bad=tuple(BadRow(rank + 700, "La date manque.") for rank in range(bad)),
        remarks=(Remark(12, "Colonne inconnue gardée : Remarque de l’agent."),),
    )


def without_header() -> Prepared:
    header = tuple(dataclasses.replace(cell, header=f"c{cell.index}", field="") for cell in HEADER)
    return dataclasses.replace(prepared(0, bad=4), header=header)
