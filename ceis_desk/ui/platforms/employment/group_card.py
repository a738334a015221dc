"""Unis’Vers on the page of the board: who was there session after session, what comes, and the way to the group."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import write_day, write_hour
from ceis_desk.drawing.attendance import Attendees, attendance
from ceis_desk.platforms.employment.questions import GroupView, Meeting
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.charts import ChartView
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.side_by_side import SideBySide

NO_GROUP = "Aucun groupe. Ouvrez Unis’Vers pour en commencer un."
NO_MEETING = "Aucune séance. Ouvrez le groupe pour créer la première."


class GroupCard(Card):
    """`opened` leads to the group."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Unis’Vers", "users-group")
        self.about = Text("", "secondary", "ink2")
        self.head.insertWidget(2, self.about)
        self.chart = ChartView(theme, "Présents par séance", self.right, height=96)
        self.empty = Text(NO_GROUP, "secondary", "ink2", wrap=True)
        self.facts = Facts(name="Le groupe en bref")
        self.open = Button(theme, "Ouvrir le groupe", kind="tinted", icon="arrow-right")
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.empty, self.chart, gap=4))
        right.setLayout(column(self.facts, row(self.open, None), None, gap=8))
        self.add(SideBySide(theme, left, right, narrow=720, shares=(7, 3)), 1)
        self.open.clicked.connect(self.opened)

    def show_group(self, view: GroupView | None, today: dt.date) -> None:
        """The group of the day, None when there is none."""
        meetings = view.meetings if view is not None else ()
        self.chart.setVisible(bool(meetings))
        self.chart.switch.setVisible(bool(meetings))
        self.empty.setVisible(not meetings)
        self.facts.setVisible(view is not None)
        self.empty.setText(NO_GROUP if view is None else NO_MEETING)
        self.title.setText("Unis’Vers" if view is None else f"Unis’Vers, {view.cohort.name}")
        if view is None:
            self.about.setText("")
            return
        most = max((one.expected for one in meetings), default=len(view.members))
        self.about.setText(f"présents par séance, sur {most}" if meetings else "")
        self.chart.show_draw(partial(attendance, attendees(meetings, today)))
        self.facts.show_facts(brief(view, today))


def attendees(meetings: tuple[Meeting, ...], today: dt.date) -> tuple[Attendees, ...]:
    """The sessions as the chart draws them."""
    return tuple(
        Attendees(
            str(one.number),
            write_day(one.starts_at),
            one.present if one.done else None,
            one.expected,
            today=one.starts_at.date() == today,
        )
        for one in meetings
    )


def brief(view: GroupView, today: dt.date) -> list[tuple[str, str]]:
    """The next session, the project, the freins lifted, the former members."""
    coming = next((one for one in view.meetings if not one.done), None)
    said = [(f"Séance {coming.number}", _when(coming.starts_at, today))] if coming else [("Prochaine séance", "aucune")]
    return [
        *said,
        ("Projet du groupe", ", ".join(one.label for one in view.projects) or "aucun"),
        ("Freins levés", f"{view.freins_lifted} sur {view.freins}"),
        ("Anciens du groupe", f"{view.in_touch_count} en contact"),
    ]


def _when(at: dt.datetime, today: dt.date) -> str:
    day = "aujourd’hui" if at.date() == today else write_day(at)
    return f"{day}, {write_hour(at.time())}"
