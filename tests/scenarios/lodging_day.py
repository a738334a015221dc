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
from ceis_desk.agenda.gestures import BookAppointment, Enrol, SetSession
from ceis_desk.agenda.questions import DayAppointments, ReadWeek
from ceis_desk.core.ids import Id
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms import PLATFORMS
from ceis_desk.reception.gestures import RecordVisit, SetMotif
from ceis_desk.reception.model import Motif, MotifChoice
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.reports.monthly import monthly_pdf
from ceis_desk.statistics.export import to_json
from ceis_desk.statistics.model import MonthReport
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
MAY, JUNE, JULY = (dt.datetime(2019, 5, 14, 9), dt.datetime(2019, 6, 18, 9), dt.datetime(2019, 7, 2, 9))


def main() -> None:
    """Live in May with the motif at the reception, in June at the new platform, in July at the reception again."""
    assert Path(ceis_desk.__file__).is_relative_to(COPY), ceis_desk.__file__
    app = QApplication([])
    clock = [MAY]
    with new_desk(COPY / "registre", lambda: clock[0], fresh=True) as desk:
        motif = _motif(desk)
        person = desk.enter("sofiane").store.do(CreatePerson(Identity(used_name="Dupuy"))).result().made[0]
        _visit(desk, motif, person)
        clock[0] = JUNE
        _link(desk, motif, CODE)
        _visit(desk, motif, person)
        agent = desk.enter("sofiane")
        session = SetSession("Lire son bail", CODE, None, JUNE.replace(hour=14), 90, 12)
        agent.store.do(Enrol(agent.store.do(session).result().made[0], person)).result()
        at = JULY.replace(hour=10)
        agent.store.do(BookAppointment(person, agent.actor.account_id, CODE, at, 45, anyway=True)).result()
        told = {**_windows(desk, agent), **_way(desk, person), **_figures(desk)}
        clock[0] = JULY
        _link(desk, motif, "reception")
        _visit(desk, motif, person)
        told |= {f"{name} in July": figure for name, figure in _figures(desk).items()}
        told["july"] = _counts(desk, JULY)
    app.quit()
    sys.stdout.write(json.dumps(told))


def _motif(desk: Desk) -> Motif:
    director = desk.enter("helene").store
    director.do(SetMotif(MOTIF, "reception", 9, "home")).result()
    return next(one for one in director.ask(AllMotifs()).result() if one.label == MOTIF)


def _link(desk: Desk, motif: Motif, platform: str) -> None:
    link = SetMotif(MOTIF, platform, motif.position, motif.icon, motif.precisions, motif.code)
    desk.enter("helene").store.do(link).result()


def _visit(desk: Desk, motif: Motif, person: Id) -> None:
    """Six people without a name, and one who is known."""
    store = desk.enter("sofiane").store
    store.do(RecordVisit(anonymous=6, motifs=(MotifChoice(motif.id),))).result()
    store.do(RecordVisit(persons=(person,), motifs=(MotifChoice(motif.id),))).result()


def _windows(desk: Desk, agent: Opened) -> dict[str, Any]:
    """What the check-in, the settings, the agenda and « Plateformes » say."""
    theme = Theme(COPY / "resources")
    motifs = agent.store.ask(AllMotifs()).result()
    ours = next(one for one in motifs if one.label == MOTIF)
    form, session = MotifForm(theme, ours, 0), SessionForm(theme, lambda: JUNE, (), None)
    week = agent.store.ask(ReadWeek(JUNE.date(), 1)).result()
    scope = Scope(people=(), sessions=True, kinds={}, show=Discretion(on=False), now=JUNE)
    (box,) = (block for block in lay_out(week, scope).sheet.blocks if "Lire son bail" in block.titles[0])
    day = agent.store.ask(DayAppointments(JUNE.date())).result()
    way = next(one for one in ways_of(PLATFORMS, PAGES, agent.actor, JUNE.date()) if one.code == CODE)
    return {
        "tile": _tile(theme, motifs, ours.id, neutral=False),
        "discreet tile": _tile(theme, motifs, ours.id, neutral=True),
        "look": [platform_icon(CODE), platform_tone(CODE)],
        "icon": theme.pixmap(platform_icon(CODE), "ink", 24).isNull(),
        "motif form": [form.platform.value(), form.platform.currentText()],
        "session form": [session.platform.itemText(at) for at in range(session.platform.count())],
        "way": [way.label, way.page, way.argument, way.locked],
        "agenda": [box.hue[0].value, box.hue[1].value],
        "today": list(today_of(CODE, day, JUNE).lines),
    }


def _tile(theme: Theme, motifs: tuple[Motif, ...], motif_id: Id, *, neutral: bool) -> list[str]:
    grid = MotifGrid(theme, Keyboard())
    grid.show_motifs(motifs, neutral=neutral)
    tile = grid._tiles[motif_id]
    tile.setChecked(True)
    grid.resize(600, 400)
    grid.grab()
    return [tile.text(), tile._tone]


def _way(desk: Desk, person: Id) -> dict[str, Any]:
    """The lanes of somebody who came for that motif, and on which one each coming stands."""
    way = desk.enter("claire").store.ask(ReadWay(person)).result()
    laid = laid_out(way, JUNE.date(), Discretion(on=False))
    lane = laid.lanes[-1]
    return {
        "lane": [lane.label, lane.hue[0].value, lane.hue[1].value, *laid.icons[-1]],
        "stops": [[laid.lanes[stop.lane].label, stop.first.isoformat(), stop.words] for stop in laid.stops],
    }


def _figures(desk: Desk) -> dict[str, Any]:
    """What is counted in each month, shown on the screen and printed of it, written in a file."""
    store = desk.enter("helene").store
    june, may = (store.ask(ReadMonth(day.date())).result() for day in (JUNE, MAY))
    both = store.ask(PeriodFigures(MAY.date(), JUNE.date())).result()
    lines = {line.name: line.cells[1] for line in platform_lines(june, true_count)}
    return {
        "june": _counts(desk, JUNE),
        "may": _counts(desk, MAY),
        "both": {code: count.visits for code, count in both.by_platform.items()},
        "screen": lines,
        "file": to_json(june.figures)["by_platform"],
        "printed": _printed(june),
        "printed of May": _printed(may),
    }


def _counts(desk: Desk, day: dt.datetime) -> dict[str, int]:
    """The visits of each platform on a day."""
    figures = desk.enter("helene").store.ask(PeriodFigures(day.date(), day.date())).result()
    return {code: count.visits for code, count in figures.by_platform.items()}


def _printed(month: MonthReport) -> list[str]:
    """The lines of the monthly report that begin with the name of one of the two platforms."""
    with pypdfium2.PdfDocument(monthly_pdf(month)) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return [line.strip() for line in text.splitlines() if line.startswith((f"{LABEL} ", "Accueil "))]


main()
