"""The sheets of « Ateliers »: a session made or changed, with the draft of what is typed; the figures of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.first_contact import ContactCounts, CountFirstContacts, NamedContact, NameFirstContacts
from ceis_desk.agenda.gestures import SetSession
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.agenda.week import CalendarWeek
from ceis_desk.agenda.workshops import SessionLine
from ceis_desk.core.clock import Clock
from ceis_desk.core.store import Change
from ceis_desk.statistics.collective import CollectiveLife, ReadCollectiveLife
from ceis_desk.statistics.rules import month_of
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.workshops.figures_sheet import FiguresSheet
from ceis_desk.ui.workshops.forms import WorkshopForm
from ceis_desk.ui.workshops.themes import session_themes

_WIDTH = 660


class WorkshopSheets(QObject):
    """`made` gives the session that was just made or changed, and its day."""

    made = Signal(object, object)

    def __init__(
        self, page: QWidget, theme: Theme, link: StoreLink, discreet: Discreet, clock: Clock, actor: Actor
    ) -> None:
        super().__init__(page)
        self._theme, self._link, self._discreet = theme, link, discreet
        self._clock, self._actor = clock, actor
        self._sheets = Sheets(page, theme)

    def new(self, monday: dt.date) -> None:
        """Ask for a session, or a series."""

        def show(week: CalendarWeek, settings: Mapping[str, str]) -> None:
            form = WorkshopForm(self._theme, self._clock, week.people, None, session_themes(settings))
            form.begin(self._actor.account_id)
            self._open(form, "new")

        self._with_choices(ReadWeek(monday, 5), show)

    def edit(self, session: SessionLine) -> None:
        """Change a session."""

        def show(week: CalendarWeek, settings: Mapping[str, str]) -> None:
            themes = session_themes(settings, session.theme)
            self._open(WorkshopForm(self._theme, self._clock, week.people, session, themes), str(session.id))

        self._with_choices(ReadWeek(session.starts_at.date(), 1), show)

    def _with_choices(self, question: ReadWeek, show: Callable[[CalendarWeek, Mapping[str, str]], None]) -> None:
        """Who may lead it, and the settings that themes are of."""

        def then(week: CalendarWeek) -> None:
            self._link.ask(Settings(), lambda settings: show(week, settings), key="workshops-settings")

        self._link.ask(question, then, key="workshops-people")

    def figures(self, month: dt.date) -> None:
        """Show the collective life of a month."""
        first, last = month.replace(day=1), month_of(month).last
        named = Role.DIGITAL in self._actor.roles
        sheet = FiguresSheet(self._theme, self._discreet, month, named=named)
        sheet.closed.connect(self._sheets.close)

        def count(life: CollectiveLife) -> None:
            self._link.ask(CountFirstContacts(first, last), lambda contacts: show(life, contacts), key="life-contacts")

        def show(life: CollectiveLife, contacts: ContactCounts) -> None:
            if isValid(sheet):
                sheet.show_figures(life, contacts)
                self._sheets.open(sheet, "Vie collective", sheet.leave, width=_WIDTH)
                if named:
                    self._link.ask(NameFirstContacts(first, last), name, key="life-names")

        def name(names: tuple[NamedContact, ...]) -> None:
            if isValid(sheet):
                sheet.show_names(names)
                self._sheets.refit()

        self._link.ask(ReadCollectiveLife(first, last), count, key="life")

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
