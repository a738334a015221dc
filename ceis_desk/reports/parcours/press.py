"""How each document of a parcours is named and made; ReportLab is imported with the first one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ceis_desk.core.paths import document_name
from ceis_desk.core.press import Paper
from ceis_desk.parcours.papers import PartnerSummaryPaper, PlainWayPaper
from ceis_desk.reports.budget.press import Maker


def _plain_way(paper: PlainWayPaper, path: Path) -> Path:
    from ceis_desk.reports.parcours.plain_way import write_plain_way

    return write_plain_way(paper, path)


def _partner_summary(paper: PartnerSummaryPaper, path: Path) -> Path:
    from ceis_desk.reports.parcours.partner_summary import write_partner_summary

    return write_partner_summary(paper, path)


PARCOURS_MAKERS: Mapping[type[Paper], Maker] = {
    PlainWayPaper: (lambda paper: document_name("parcours", paper.made_on, paper.mark or None), _plain_way),
    PartnerSummaryPaper: (
        lambda paper: document_name("partage", paper.share.at.date(), paper.mark or None),
        _partner_summary,
    ),
}
