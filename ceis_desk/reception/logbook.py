"""A reception logbook kept in a spreadsheet: each row becomes a visit, or is reported with its reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ceis_desk.core.errors import Refusal
from ceis_desk.people.cells import (
    birth_of,
    civility_of,
    hour_of,
    is_nothing,
    moment_of,
    name_of,
    one_way,
    phones_of,
    qpv_of,
    reading,
    remarks_on,
    said,
    softly,
    text_of,
)
from ceis_desk.people.columns import (
    BadRow,
    Columns,
    Line,
    Ranks,
    Remark,
    Rows,
    check_row,
    find_header,
    plain,
    read_lines,
    remark_unknown,
)
from ceis_desk.people.model import Civility, District
from ceis_desk.people.sameness import Birth, PersonKey, person_key
from ceis_desk.reception.motif_words import label_keys, split_motifs
from ceis_desk.reception.visit_columns import NEEDED, VISIT_WORDS, VisitColumn

_Line = Line[VisitColumn]


@dataclass(frozen=True)
class ImportedVisit:
    """One row of a logbook; without a `key` it is an anonymous visit, on which a name given alone stays written.

    `digest` is the row's identity: the same row of the same file gives it again. `extra` holds, by header, the text of
    the columns that no rule knows and of the cells that were not understood.
    """

    line: int
    day: dt.date
    time: dt.time | None
    family: str
    first: str
    birth: Birth
    given_name: str
    civility: Civility
    phones: tuple[str, ...]
    district: str
    qpv: District
    motifs: tuple[str, ...]
    comment: str
    extra: Mapping[str, str]
    digest: str

    @cached_property
    def key(self) -> PersonKey | None:
        """The person of the row, None when it is anonymous."""
        return person_key(self.family, self.first, self.birth)


@dataclass(frozen=True)
class Logbook:
    """All that a file says: visits in its order, rows left out, remarks, and unknown motifs with their visits."""

    columns: Columns[VisitColumn]
    visits: tuple[ImportedVisit, ...]
    bad: tuple[BadRow, ...]
    remarks: tuple[Remark, ...]
    unknown_motifs: Mapping[str, int]


def is_logbook(rows: Rows) -> bool:
    """Whether a sheet has the header of a logbook."""
    return find_header(rows, VISIT_WORDS, NEEDED) is not None


def read_logbook(
    rows: Rows,
    labels: Iterable[str],
    today: dt.date,
    chosen: Mapping[int, VisitColumn | None] | None = None,
    former: Mapping[str, str] | None = None,
) -> Logbook:
    """Every row under the header as a visit, a bad row or both a visit and a remark.

    `labels` are the motifs that are known, and `former` other names of some with their label; `chosen` the columns set
    by hand. Raises Refusal when no header is found.
    """
    columns = find_header(rows, VISIT_WORDS, NEEDED, chosen)
    if columns is None:
        raise Refusal(
            "Aucun en-tête de cahier d’accueil n’est reconnu dans ce fichier\u00a0: rien n’a été importé, il faut au "
            "moins une colonne « Date » et une autre (Heure, Nom, Prénom, Motifs…)."
        )
    known = label_keys(labels, former or {})
    in_use = frozenset(known.values())
    ranks = Ranks(one_way)
    visits: list[ImportedVisit] = []
    bad: list[BadRow] = []
    remarks = [*remark_unknown(columns), *_remark_no_names(columns)]
    for line in read_lines(rows, columns):
        try:
            visit, texts = _read_visit(line, known, today, ranks)
        except Refusal as refusal:
            bad.append(BadRow(line.number, refusal.sentence))
        else:
            visits.append(visit)
            remarks.extend(Remark(line.number, text) for text in texts)
    unknown = Counter(label for visit in visits for label in visit.motifs if label not in in_use)
    return Logbook(columns, tuple(visits), tuple(bad), tuple(remarks), unknown)


def _remark_no_names(columns: Columns[VisitColumn]) -> tuple[Remark, ...]:
    if {VisitColumn.FAMILY, VisitColumn.FIRST} <= set(columns.named.values()):
        return ()
    text = "Sans les deux colonnes « Nom » et « Prénom », tous les passages sont anonymes."
    return (Remark(columns.header_line, text),)


def _read_visit(
    line: _Line, known: dict[str, str], today: dt.date, ranks: Ranks
) -> tuple[ImportedVisit, tuple[str, ...]]:
    """The visit of a row and the remarks on it; raises Refusal with the reason for the report."""
    check_row(line)
    day, time = _moment(line, today)
    birth = _birth(line, day, today)
    unread: dict[str, str] = {}
    family, first = name_of(line.cells.get(VisitColumn.FAMILY)), name_of(line.cells.get(VisitColumn.FIRST))
    visit = ImportedVisit(
        line=line.number,
        day=day,
        time=time,
        family=family,
        first=first,
        birth=birth,
        given_name="" if person_key(family, first, birth) else _given_name(line),
        civility=softly(line, VisitColumn.CIVILITY, civility_of, Civility.NONE, unread),
        phones=softly(line, VisitColumn.PHONE, phones_of, (), unread),
        district=said(line.text(VisitColumn.DISTRICT)),
        qpv=softly(line, VisitColumn.QPV, qpv_of, District.UNKNOWN, unread),
        motifs=split_motifs(text_of(line.cells.get(VisitColumn.MOTIFS)), known),
        comment=text_of(line.cells.get(VisitColumn.COMMENT)),
        extra=dict(line.extra) | unread,
        digest=ranks.digest(line),
    )
    return visit, _remarks(line, unread)


def _moment(line: _Line, today: dt.date) -> tuple[dt.date, dt.time | None]:
    """The hour of its own column first, else the one written with the date."""
    date = line.cells.get(VisitColumn.DATE)
    if is_nothing(line.text(VisitColumn.DATE)):
        raise Refusal("La date manque.")
    day, with_day = reading(VisitColumn.DATE.label, date, lambda cell: moment_of(cell, today))
    time = reading(VisitColumn.TIME.label, line.cells.get(VisitColumn.TIME), hour_of)
    return day, with_day if time is None else time


def _birth(line: _Line, day: dt.date, today: dt.date) -> Birth:
    cell = line.cells.get(VisitColumn.BIRTH)
    birth = reading(VisitColumn.BIRTH.label, cell, lambda cell: birth_of(cell, today))
    if birth is not None and (birth > day.year if isinstance(birth, int) else birth > day):
        raise Refusal(f"{VisitColumn.BIRTH.label} « {plain(cell)} »\u00a0: elle vient après le passage.")
    return birth


def _given_name(line: _Line) -> str:
    return " ".join(text for column in (VisitColumn.FIRST, VisitColumn.FAMILY) if (text := said(line.text(column))))


def _remarks(line: _Line, unread: Mapping[str, str]) -> tuple[str, ...]:
    if all(column is VisitColumn.DATE for column, _ in line.texts):
        return ("La ligne n’a qu’une date\u00a0: elle compte comme un passage anonyme.",)
    return remarks_on(unread)
