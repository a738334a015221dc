"""The sheets of « Ateliers »: a session made or changed, with the draft of what is typed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor
from ceis_desk.agenda.gestures import SetSession
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.agenda.week import CalendarWeek
from ceis_desk.agenda.workshops import SessionLine
from ceis_desk.core.clock import Clock
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.workshops.forms import WorkshopForm

_WIDTH = 660


class WorkshopSheets(QObject):
    """`made` gives the session that was just made or changed, and its day."""

    made = Signal(object, object)

    def __init__(self, page: QWidget, theme: Theme, link: StoreLink, clock: Clock, actor: Actor) -> None:
        super().__init__(page)
        self._theme, self._link, self._clock, self._actor = theme, link, clock, actor
        self._sheets = Sheets(page, theme)

    def new(self, monday: dt.date) -> None:
        """Ask for a session, or a series."""

        def show(week: CalendarWeek) -> None:
            form = WorkshopForm(self._theme, self._clock, week.people, None)
            form.begin(self._actor.account_id)
            self._open(form, "new")

        self._link.ask(ReadWeek(monday, 5), show, key="workshops-people")

    def edit(self, session: SessionLine) -> None:
        """Change a session."""

        def show(week: CalendarWeek) -> None:
            self._open(WorkshopForm(self._theme, self._clock, week.people, session), str(session.id))

        self._link.ask(ReadWeek(session.starts_at.date(), 1), show, key="workshops-people")

    def _open(self, form: WorkshopForm, kind: str) -> None:
        draft = FormDraft(self._link, f"workshop-{kind}", form)

        def give(gesture: SetSession) -> None:
            self._link.do(gesture, lambda change: done(gesture, change))

        def done(gesture: SetSession, change: Change) -> None:
            draft.forget()
            if self._sheets.content() is form:
                self._sheets.close()
            first = change.made[0] if change.made else gesture.id
            self.made.emit(first, gesture.starts_at.date())

        form.given.connect(give)
        self._sheets.open(form, form.save.text(), form.focusProxy(), width=_WIDTH)
