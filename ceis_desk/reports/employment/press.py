"""How each document of the employment platform is named and made; ReportLab is imported with the first one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ceis_desk.core.paths import document_name
from ceis_desk.core.press import Paper
from ceis_desk.platforms.employment.papers import CertificatePaper, OccupationPaper
from ceis_desk.reports.budget.press import Maker


def _occupation(paper: OccupationPaper, path: Path) -> Path:
    from ceis_desk.reports.employment.occupation import write_occupation

    return write_occupation(paper, path)


def _certificate(paper: CertificatePaper, path: Path) -> Path:
    from ceis_desk.reports.employment.certificate import write_certificate

    return write_certificate(paper, path)


EMPLOYMENT_MAKERS: Mapping[type[Paper], Maker] = {
    OccupationPaper: (lambda paper: document_name("occupation", paper.board.day), _occupation),
    CertificatePaper: (lambda paper: document_name("attestation", paper.made_on, paper.mark or None), _certificate),
}
