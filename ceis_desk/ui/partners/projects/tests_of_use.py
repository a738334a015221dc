"""A test of use written with the session in which it was held, chosen among those near its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.agenda.workshop_requests import ReadSessions
from ceis_desk.agenda.workshops import SessionLine
from ceis_desk.core.dates import parse_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.partners.projects import Part, PartKind, PartSession
from ceis_desk.ui.forms.asks import Choices
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.partners.projects.forms import part_form, part_in, shown_part
from ceis_desk.ui.partners.projects.rows import session_words

NO_SESSION = (
    "Aucune séance d’Ateliers à ouvrir\u00a0: mettez le curseur sur une séance de test qui en a une, "
    "ou choisissez-en une dans sa saisie."
)
_NONE = ("", "aucune")
_AROUND = dt.timedelta(days=14)


class TestsOfUse(QObject):
    """`opened` gives the session that somebody wants to see."""

    opened = Signal(object)

    def __init__(self, over: FormsOver) -> None:
        super().__init__(over.sheets)
        self._over = over

    def write(self, project_id: Id, part: Part | None) -> None:
        """Open the form once the sessions near its day are read."""
        day = (part.day if part else None) or self._over.today
        self._near(day, lambda sessions: self._fill(project_id, part, sessions))

    def open_session(self, session: PartSession) -> None:
        """Leave for the session."""
        self.opened.emit(session)

    def _near(self, day: dt.date, then: Callable[[tuple[SessionLine, ...]], None]) -> None:
        first = day - _AROUND if day - dt.date.min > _AROUND else day
        self._over.link.ask(ReadSessions(first, 2 * _AROUND.days + 1), then, key="project-sessions")

    def _fill(self, project_id: Id, part: Part | None, sessions: tuple[SessionLine, ...]) -> None:
        kind, held = PartKind.TEST, part.session if part else None
        sheet = self._over.fill_in(
            part_form(kind, _choices(sessions, held)),
            kind.label,
            f"part:{part.id if part else f'{project_id}:{kind.value}'}",
            lambda values: part_in(values, project_id, kind, part),
            shown_part(part) if part else None,
            aside=("Ouvrir la séance", "arrow-right") if held else ("", ""),
        )
        day = sheet.controls["day"]
        if isinstance(day, TextField):
            day.editingFinished.connect(lambda: self._follow(sheet, day.text(), held))
        if held is not None:
            sheet.aside_asked.connect(lambda: self._leave(held))

    def _follow(self, sheet: FormSheet, typed: str, held: PartSession | None) -> None:
        """The sessions near the day that was typed; a day that is not understood is said by its field."""
        try:
            day = parse_day(typed, self._over.today) if typed.strip() else self._over.today
        except Refusal:
            return

        def offer(sessions: tuple[SessionLine, ...]) -> None:
            control = sheet.controls["session"] if isValid(sheet) else None
            if isinstance(control, ComboBox):
                chosen = (control.value(), control.currentText())
                control.offer(_choices(sessions, held, chosen))

        self._near(day, offer)

    def _leave(self, session: PartSession) -> None:
        self._over.sheets.close()
        self.open_session(session)


def _choices(sessions: Iterable[SessionLine], held: PartSession | None, chosen: tuple[str, str] = _NONE) -> Choices:
    """None first, then those of these days; what is kept or chosen stays in the list, be it far from them."""
    offered = dict([_NONE, *((str(one.id), session_words(one.starts_at, one.title)) for one in sessions)])
    if held is not None:
        offered.setdefault(str(held.id), session_words(held.starts_at, held.title))
    if chosen[0]:
        offered.setdefault(*chosen)
    return tuple(offered.items())
