"""Calendars of other programs over the page: a file told before it is taken in, and one's own agenda as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.model import Actor
from ceis_desk.agenda.calendar_files import CalendarFile, CalendarOf, ReadCalendarFile, TakeCalendar, file_lines
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import ORDINARY, write_whole
from ceis_desk.core.store import Change
from ceis_desk.ui.agenda.making import Making
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.places import ask_where_to_save, ask_which_file, cannot_write

ICS_FILES = "Calendriers (*.ics)"
TAKE, GIVE = "Reprendre un agenda", "Exporter mon agenda"
PROMISE = "Ces créneaux seront fermés dans votre agenda. Rien d’autre n’est repris, et Ctrl Z rend tout."


class ToldFile(QWidget):
    """What a calendar file holds, one fact a line; `taken` takes it in."""

    taken = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, found: CalendarFile) -> None:
        super().__init__()
        something = bool(found.events)
        self.take = Button(theme, "Fermer ces créneaux", kind="main", icon="check", key="Entrée")
        self.back = Button(theme, "Annuler" if something else "Fermer", key="Échap")
        lines = [Text(line, "body", wrap=True) for line in file_lines(found)]
        promise = Text(PROMISE, "secondary", "ink2", wrap=True)
        buttons = row(self.take, self.back, None, gap=10)
        self.setLayout(column(Text(TAKE, "title"), *lines, promise, buttons, gap=10, margins=(20, 16, 20, 18)))
        for part in (self.take, promise):
            part.setVisible(something)
        self.take.clicked.connect(self.taken)
        self.back.clicked.connect(self.closed)

    def first(self) -> QWidget:
        """Where the cursor goes."""
        return self.take if self.take.isVisibleTo(self) else self.back


class CalendarFiles(QObject):
    """Both ways, for the agenda of the account alone."""

    def __init__(
        self, page: QWidget, making: Making, sheets: Sheets, theme: Theme, link: StoreLink, actor: Actor, clock: Clock
    ) -> None:
        super().__init__(page)
        making.file_asked.connect(self.ask_file)
        making.place_asked.connect(self.ask_place)
        self._page, self._sheets, self._theme, self._link = page, sheets, theme, link
        self._actor, self._clock = actor, clock
        self._answers = Answers(self)

    def ask_file(self) -> None:
        """Ask for a file, then say what it holds."""
        ask_which_file(self._page, TAKE, ICS_FILES, self.read)

    def read(self, path: Path) -> None:
        """Say what a file holds before anything of it is kept."""
        self._link.ask(ReadCalendarFile(path), self._tell, key="agenda-file")

    def _tell(self, found: CalendarFile) -> None:
        told = ToldFile(self._theme, found)
        told.taken.connect(lambda: self._take(found))
        told.closed.connect(self._sheets.close)
        self._sheets.open(told, TAKE, told.first(), width=560)

    def _take(self, found: CalendarFile) -> None:
        self._sheets.close()
        self._link.do(TakeCalendar(found))

    def ask_place(self) -> None:
        """Ask where to write one's own agenda; the file names nobody."""
        name = f"agenda-{self._clock():%Y-%m-%d}.ics"
        ask_where_to_save(self._page, GIVE, name, ICS_FILES, self.write)

    def write(self, place: Path) -> None:
        """Write one's own agenda there, and note in the journal that it left."""

        def give(content: bytes) -> None:
            written = aside(lambda: _write(place, content))
            self._answers.when(written, lambda _: self._written(place), self._refused)

        self._link.ask(CalendarOf(self._actor.account_id), give, key="agenda-export")

    def _written(self, place: Path) -> None:
        self._link.do(NoteAccess(NotedAct.EXPORT))
        self._link.done.emit(Change(said=f"Agenda écrit\u00a0: {place.name}"))

    def _refused(self, refusal: Refusal) -> None:
        self._link.refused.emit(refusal.sentence)


def _write(place: Path, content: bytes) -> None:
    try:
        write_whole(place, content, ORDINARY)
    except OSError as error:
        raise cannot_write(place) from error
