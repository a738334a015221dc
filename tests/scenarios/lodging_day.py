"""A day with a platform that the program did not have: run in a copy of the program that a test made; prints JSON.

The words that it prints are what the screens and the report say of « Logement », with nothing else told of it than its
folder, its line and its icon.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtWidgets import QApplication

import ceis_desk
from ceis_desk.access.door import Opened
from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.gestures import SetSession
from ceis_desk.agenda.questions import DayAppointments, ReadWeek
from ceis_desk.core.ids import new_id
from ceis_desk.parcours.model import WayOfPerson
from ceis_desk.platforms import PLATFORMS
from ceis_desk.reception.gestures import RecordVisit, SetMotif
from ceis_desk.reception.model import Motif, MotifChoice
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.reports.monthly import monthly_pdf
from ceis_desk.statistics.questions import PeriodFigures, ReadMonth
from ceis_desk.ui.agenda.boxes import Scope, lay_out
from ceis_desk.ui.agenda.forms import SessionForm
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.lane_rows import laid_out
from ceis_desk.ui.platforms.home.today import today_of
from ceis_desk.ui.platforms.home.ways import ways_of
from ceis_desk.ui.reception.motif_grid import MotifGrid
from ceis_desk.ui.reception.rows import platform_icon, platform_tone
from ceis_desk.ui.settings.motif_form import MotifForm
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.pages import PAGES
from ceis_desk.ui.statistics.rows import platform_lines
from ceis_desk.ui.statistics.said import true_count
from tests.scenarios.desks import Desk, new_desk

COPY = Path(sys.argv[1])
CODE, LABEL, MOTIF = "lodging", "Logement", "Aide au logement"
MAY, JUNE = dt.datetime(2019, 5, 14, 9), dt.datetime(2019, 6, 18, 9)


def main() -> None:
    """Live in May with the motif at the reception, link it to the new platform in June, tell what is then said."""
    assert Path(ceis_desk.__file__).is_relative_to(COPY), ceis_desk.__file__
    app = QApplication([])
    clock = [MAY]
    with new_desk(COPY / "registre", lambda: clock[0], fresh=True) as desk:
        motif = _motif(desk)
        _visit(desk, motif)
        clock[0] = JUNE
        director = desk.enter("helene").store
        director.do(SetMotif(MOTIF, CODE, motif.position, motif.icon, motif.precisions, motif.code)).result()
        _visit(desk, motif)
        agent = desk.enter("sofiane")
        agent.store.do(SetSession("Lire son bail", CODE, None, JUNE.replace(hour=14), 90, 12)).result()
        told = {**_windows(desk, agent), **_figures(desk)}
    app.quit()
    sys.stdout.write(json.dumps(told))


def _motif(desk: Desk) -> Motif:
    director = desk.enter("helene").store
    director.do(SetMotif(MOTIF, "reception", 9, "home")).result()
    return next(one for one in director.ask(AllMotifs()).result() if one.label == MOTIF)


def _visit(desk: Desk, motif: Motif) -> None:
    desk.enter("sofiane").store.do(RecordVisit(anonymous=6, motifs=(MotifChoice(motif.id),))).result()


def _windows(desk: Desk, agent: Opened) -> dict[str, Any]:
    """What the check-in, the settings, the agenda and « Plateformes » say."""
    theme = Theme(COPY / "resources")
    motifs = agent.store.ask(AllMotifs()).result()
    grid = MotifGrid(theme, Keyboard())
    grid.show_motifs(motifs, neutral=False)
    ours = next(one for one in motifs if one.label == MOTIF)
    tile = grid._tiles[ours.id]
    tile.setChecked(True)
    grid.resize(600, 400)
    grid.grab()
    form, session = MotifForm(theme, ours, 0), SessionForm(theme, lambda: JUNE, (), None)
    week = agent.store.ask(ReadWeek(JUNE.date(), 1)).result()
    scope = Scope(people=(), sessions=True, kinds={}, show=Discretion(on=False), now=JUNE)
    (box,) = (block for block in lay_out(week, scope).sheet.blocks if "Lire son bail" in block.titles[0])
    lane = laid_out(WayOfPerson(new_id(), None, (), ()), JUNE.date(), Discretion(on=False)).lanes[-1]
    day = agent.store.ask(DayAppointments(JUNE.date())).result()
    way = next(one for one in ways_of(PLATFORMS, PAGES, agent.actor, JUNE.date()) if one.code == CODE)
    return {
        "tile": [tile.text(), tile._tone, platform_icon(CODE), platform_tone(CODE)],
        "icon": theme.pixmap(platform_icon(CODE), "ink", 24).isNull(),
        "motif form": [form.platform.value(), form.platform.currentText()],
        "session form": [session.platform.itemText(at) for at in range(session.platform.count())],
        "way": [way.label, way.page, way.argument, way.locked],
        "agenda": [box.hue[0].value, box.hue[1].value],
        "lane": [lane.label, lane.hue[0].value, lane.hue[1].value],
        "today": list(today_of(CODE, day, JUNE).lines),
    }


def _figures(desk: Desk) -> dict[str, Any]:
    """What is counted in each month, and printed of June."""
    store = desk.enter("helene").store
    june = store.ask(ReadMonth(JUNE.date())).result()
    may = store.ask(PeriodFigures(MAY.date(), MAY.date())).result()
    lines = platform_lines(june, true_count)
    with pypdfium2.PdfDocument(monthly_pdf(june)) as document:
        printed = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return {
        "june": june.figures.by_platform[CODE].visits,
        "may": [may.by_platform[CODE].visits, may.by_platform["reception"].visits],
        "screen": [line.name for line in lines],
        "printed": [line for line in printed.splitlines() if LABEL in line],
    }


main()
