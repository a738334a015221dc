"""Opens the sheets of what is no appointment: sessions and their roll, hours, closings, absences, the waiting list."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.agenda.gestures import Enrol, MarkAttendance, SetAvailability, SetBusyTime
from ceis_desk.agenda.questions import Availabilities, ReadRoll, ReadWeek
from ceis_desk.agenda.week import (
    Attendance,
    Availability,
    BusyTime,
    CalendarWeek,
    Entry,
    EntryKind,
    Professional,
    RollLine,
    SessionRoll,
)
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.model import Colleague
from ceis_desk.ui.agenda.bookings import WIDTH, Bookings
from ceis_desk.ui.agenda.forms import AvailabilityForm, BusyForm, SessionForm, WaitingForm
from ceis_desk.ui.agenda.hours_sheet import HoursSheet
from ceis_desk.ui.agenda.roll_sheet import RollSheet
from ceis_desk.ui.forms.choice_sheet import Choice, ChoiceSheet
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.board_forms import AbsenceForm, BoardForm
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.shell.keyboard import Keyboard

_FOUND = 4
APPOINTMENT, SESSION, WAITING, CLOSING, AWAY, RECEPTION_HOURS = (
    "appointment", "session", "waiting", "closing", "absence", "hours"
)  # fmt: skip
TAKE_FILE, GIVE_FILE = "take-file", "give-file"
_CHOICES: tuple[Choice, ...] = (
    (APPOINTMENT, "Rendez-vous", "Avec une personne, à un créneau libre ou à un autre moment.", "calendar-event"),
    (SESSION, "Séance collective", "Un atelier, avec ses places, ses inscrits et son émargement.", "users-group"),
    (WAITING, "Liste d’attente", "Une personne attend un rendez-vous.", "bell"),
    (CLOSING, "Réunion ou fermeture", "Personne n’est reçu pendant ce temps.", "lock"),
    (AWAY, "Absence", "Une personne de l’équipe n’est pas là.", "user-off"),
    (RECEPTION_HOURS, "Disponibilités", "Quand chaque personne de l’équipe reçoit.", "clock"),
    (
        TAKE_FILE,
        "Reprendre un agenda (.ics)",
        "Un fichier d’un autre programme ferme ses créneaux dans le vôtre.",
        "upload",
    ),
    (GIVE_FILE, "Exporter mon agenda (.ics)", "Heures et lieux seulement, sans nom ni objet.", "file-download"),
)


class Making(QObject):
    """One sheet at a time, over the window of the page; `file_asked` and `place_asked` for a calendar in or out."""

    file_asked = Signal()
    place_asked = Signal()

    def __init__(
        self, bookings: Bookings, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, clock: Clock,
        *, enrols: bool, me: Id,
    ) -> None:  # fmt: skip
        super().__init__(bookings)
        self._me = me
        self._bookings, self._sheets, self._enrols = bookings, bookings.sheets, enrols
        self._theme, self._link, self._discreet = theme, link, discreet
        self._keyboard, self._clock = keyboard, clock
        self._roll: RollSheet | None = None
        self._session: Entry | None = None
        link.changed.connect(self._changed)

    def ask_new(self, week: CalendarWeek | None) -> None:
        """Ask what to make, by a digit."""
        choices = tuple(choice for choice in _CHOICES if self._enrols or choice[0] != SESSION)
        sheet = ChoiceSheet(self._theme, self._keyboard, "Nouveau", choices)
        people = week.people if week is not None else ()

        def picked(code: str) -> None:
            self._sheets.close()
            self.make(code, people)

        sheet.chosen.connect(picked)
        self._sheets.open(sheet, "Nouveau", sheet.choices, width=560)

    def make(self, code: str, people: tuple[Professional, ...]) -> None:
        """Open the sheet of a new thing."""
        if code == APPOINTMENT:
            self._bookings.book()
        elif code == RECEPTION_HOURS:
            self.open_hours(people)
        elif code in (TAKE_FILE, GIVE_FILE):
            (self.file_asked if code == TAKE_FILE else self.place_asked).emit()
        else:
            theme, clock = self._theme, self._clock
            form: BoardForm
            if code == SESSION:
                form = SessionForm(theme, clock, people, None)
                form.begin(self._me)
            elif code == WAITING:
                form = waiting = WaitingForm(theme, self._discreet, people)
                form.typed.connect(lambda typed: self._find(typed, waiting.picker))
            elif code == CLOSING:
                form = BusyForm(theme, clock, people, None)
            else:
                form = AbsenceForm(theme, clock, [Colleague(one.id, one.name, ()) for one in people])
            self._open_form(form, code)

    def edit(self, entry: Entry, week: CalendarWeek | None) -> None:
        """Change a session or a meeting."""
        people = week.people if week is not None else ()
        if entry.kind is EntryKind.SESSION:
            self._open_form(SessionForm(self._theme, self._clock, people, entry), f"{SESSION}:{entry.id}")
        else:
            self._open_form(BusyForm(self._theme, self._clock, people, entry), f"{CLOSING}:{entry.id}")

    def _open_form(self, form: BoardForm, kind: str) -> None:
        draft = FormDraft(self._link, f"agenda-{kind}", form)

        def done(_change: Change) -> None:
            draft.forget()
            if self._sheets.content() is form:
                self._sheets.close()

        form.given.connect(lambda gesture: self._link.do(gesture, done))
        form.closed.connect(self._sheets.close)
        self._sheets.open(form, form.save.text(), form.focusProxy(), width=WIDTH)

    def _find(self, typed: str, picker: PersonPicker) -> None:
        if not typed.strip():
            return

        def show(hits: tuple[PersonHit, ...]) -> None:
            if isValid(picker):
                picker.show_hits(typed, hits, self._clock().date())
                self._sheets.refit()

        self._link.ask(FindPeople(typed, limit=_FOUND), show, key="agenda-person")

    # -- sessions

    def open_roll(self, session: Entry) -> None:
        """Show who is enrolled in a session, the cursor on the first of them."""
        sheet = RollSheet(self._theme, self._discreet, self._keyboard)
        self._roll, self._session = sheet, session
        sheet.typed.connect(lambda typed: self._find(typed, sheet.picker))
        sheet.marked.connect(self._mark)
        sheet.enrolled.connect(self._enrol)
        sheet.edited.connect(self._edit_session)
        sheet.closed.connect(self._sheets.close)
        self._link.ask(ReadRoll(session.id), self._show_first, key="agenda-roll")

    def _show_first(self, roll: SessionRoll) -> None:
        sheet = self._roll
        if sheet is not None and isValid(sheet):
            self._show_roll(roll)
            first = sheet.people if roll.lines else sheet.picker.field
            self._sheets.open(sheet, roll.session.title, first, width=WIDTH)

    def _show_roll(self, roll: SessionRoll) -> None:
        if self._roll is not None and isValid(self._roll):
            self._session = roll.session
            self._roll.show_roll(roll)

    def _edit_session(self) -> None:
        if self._session is not None:
            session = self._session
            read = ReadWeek(session.starts_at.date(), 1)
            self._sheets.close()
            self._link.ask(read, lambda week: self.edit(session, week), key="agenda-edit")

    def _mark(self, line: RollLine, state: Attendance) -> None:
        if self._session is not None and line.state is not state:
            self._do(MarkAttendance(self._session.id, line.person_id, state, line.clock))

    def _enrol(self, guest: Guest) -> None:
        if self._session is not None and guest.id is not None:
            self._do(Enrol(self._session.id, guest.id))
            self._sheets.refit()

    def _do(self, gesture: Gesture) -> None:
        def refused(refusal: Refusal) -> None:
            if self._roll is not None and isValid(self._roll):
                self._roll.refuse(refusal.sentence)

        self._link.do(gesture, refused=refused)

    def _changed(self, change: Change) -> None:
        roll_shown = self._roll is not None and isValid(self._roll) and self._sheets.content() is self._roll
        if roll_shown and self._session is not None and change.touches("session", "attendance", "visit", "person"):
            self._link.ask(ReadRoll(self._session.id), self._show_roll, key="agenda-roll")

    # -- hours

    def open_hours(self, people: tuple[Professional, ...]) -> None:
        """Show when everybody receives and what closes."""
        sheet = HoursSheet(self._theme)
        names = {one.id: one.name for one in people}
        lines: dict[str, Availability | BusyTime] = {}

        def show(found: tuple[tuple[Availability, ...], tuple[BusyTime, ...]]) -> None:
            if isValid(sheet):
                lines.update({str(line.id): line for part in found for line in part})
                sheet.show_lines(*found, names)

        def read(_change: Change | None = None) -> None:
            self._link.ask(Availabilities(self._clock().date()), show, key="agenda-hours")

        def withdraw(row_id: str) -> None:
            self._link.do(_without(lines[row_id]), read)

        sheet.withdrawn.connect(withdraw)
        sheet.closed.connect(self._sheets.close)
        sheet.added.connect(lambda: self._add_hours(people))
        self._sheets.open(sheet, "Disponibilités et fermetures", sheet.rows, width=WIDTH)
        read()

    def _add_hours(self, people: tuple[Professional, ...]) -> None:
        self._sheets.close()
        self._open_form(AvailabilityForm(self._theme, self._clock, people), RECEPTION_HOURS)


def _without(line: Availability | BusyTime) -> SetAvailability | SetBusyTime:
    """The gesture that takes a line away."""
    if isinstance(line, Availability):
        same = {one.name: getattr(line, one.name) for one in fields(line)}
        return SetAvailability(**same, withdrawn=True)
    return SetBusyTime(
        line.span.start, line.span.end, line.title, line.account_id, line.every, line.until, line.id, line.clock,
        withdrawn=True,
    )  # fmt: skip
