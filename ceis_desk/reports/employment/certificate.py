"""The certificate of attendance: days and hours of a group or of a series of workshops, never what was done there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.dates import write_day, write_long_day
from ceis_desk.platforms.employment.papers import CertificatePaper
from ceis_desk.reports.blocks import letterhead, paragraph, section
from ceis_desk.reports.budget.parts import dated, heading, signatures
from ceis_desk.reports.pages import Running
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB, full_name
from ceis_desk.statistics.sentences import plural

_ROW = 7.2
_THERE = {"Mme": "présente", "M.": "présent"}
_NOTHING_ELSE = (
    "Cette attestation dit des jours et des durées. Elle ne dit rien de ce qui s’est fait ou dit pendant les séances."
)


def write_certificate(paper: CertificatePaper, path: Path) -> Path:
    """Write the certificate at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, certificate_pdf(paper), private=True)


def certificate_pdf(paper: CertificatePaper) -> bytes:
    """The bytes of the certificate."""
    root = document()
    name = "Attestation de présence"
    issuer = paper.issuer
    story: list[Flowable] = [
        letterhead(root, issuer.structure, issuer.place, paper.service, write_day(paper.made_on)),
        heading(root, name),
        paragraph(root, f"{issuer.structure} atteste que", 12, after=1.2),
        paragraph(root, full_name(paper.person), 14, weight=700, after=1.2),
        paragraph(root, _says(paper), 12, after=2),
        *_table(root, paper),
    ]
    part = root.add("Sect")
    closing = [paragraph(part, _NOTHING_ELSE, 11, before=4), dated(part, issuer)]
    story.append(KeepTogether([*closing, *signatures(part, [paper.signer], "signature et cachet")]))
    running = Running(issuer.structure, name, f"{name} du {write_day(paper.made_on)}", paper.demo)
    return render(root, story, running, About(name, issuer.structure, dt.datetime.combine(paper.made_on, dt.time())))


def _says(paper: CertificatePaper) -> str:
    sessions = paper.sessions
    whole = f"{plural(len(sessions), 'séance', 'séances')}, {_hours(sum(one.minutes for one in sessions))} en tout"
    if not sessions:
        return f"Aucune présence n’est notée à «{NB}{paper.title}{NB}»."
    first, last = write_long_day(sessions[0].day), write_long_day(sessions[-1].day)
    when = f"le {first}" if first == last else f"du {first} au {last}"
    there = _THERE.get(paper.person.civility, "présente ou présent")
    return f"a été {there} à «{NB}{paper.title}{NB}», {when}{NB}: {whole}."


def _table(root: Node, paper: CertificatePaper) -> list[Flowable]:
    if not paper.sessions:
        return []
    part = root.add("Sect")
    columns = [Column("Jour", TEXT_WIDTH - 40 * MM, weight=600), Column("Durée", 40 * MM, right=True)]
    rows = [Row((write_long_day(one.day), _hours(one.minutes))) for one in paper.sessions]
    rows.append(Row(("Total", _hours(sum(one.minutes for one in paper.sessions))), total=True))
    opening = section(part, "Les séances", level="H2")
    return [opening, ruled_table(part, columns, rows, row_height=_ROW, size=11)]


def _hours(minutes: int) -> str:
    """« 1 h 30 », « 19 h », « 45 min »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NB}min"
    return f"{hours}{NB}h{NB}{rest:02d}" if rest else f"{hours}{NB}h"
