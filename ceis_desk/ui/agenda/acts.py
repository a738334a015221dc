"""What is done to the chosen box, turned into gestures or into a sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ceis_desk.agenda.gestures import SetBusyTime, SetOutcome
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import Entry, EntryKind, Slot
from ceis_desk.core.clock import Clock
from ceis_desk.reception.gestures import EndReceived, StampVisit
from ceis_desk.reception.model import DeskDay, VisitState
from ceis_desk.reception.questions import ReadDay
from ceis_desk.ui.agenda import details
from ceis_desk.ui.agenda.bookings import Bookings
from ceis_desk.ui.agenda.boxes import Item
from ceis_desk.ui.agenda.spoken import long_head, who_of
from ceis_desk.ui.agenda.words import when_words
from ceis_desk.ui.forms.choice_sheet import ChoiceSheet
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.shell.keyboard import Keyboard

NO_VISIT = "Son passage n’est plus dans la file. Rien n’a changé\u00a0: enregistrez son arrivée à l’accueil."
_OUTCOMES = {
    details.ABSENT: Outcome.NO_SHOW,
    details.HONOUR: Outcome.HONOURED,
    details.REOPEN: Outcome.OPEN,
    Outcome.EXCUSED.value: Outcome.EXCUSED,
    Outcome.REVOKED.value: Outcome.REVOKED,
}
_CANCELS = (
    (Outcome.EXCUSED.value, "Annulé par la personne", "Elle a prévenu qu’elle ne viendrait pas.", "user"),
    (Outcome.REVOKED.value, "Annulé par le service", "Absence, fermeture, empêchement de notre part.",
     "building-community"),
)  # fmt: skip


class Acts(QObject):
    """`go` asks the window for another page; `roll_asked` and `edit_asked` for the sheet of a session, of a meeting."""

    go = Signal(str, object)
    roll_asked = Signal(object)
    edit_asked = Signal(object)

    def __init__(
        self, bookings: Bookings, sheets: Sheets, theme: Theme, link: StoreLink, discreet: Discreet,
        keyboard: Keyboard, clock: Clock,
    ) -> None:  # fmt: skip
        super().__init__(bookings)
        self._bookings, self._sheets, self._theme, self._link = bookings, sheets, theme, link
        self._discreet, self._keyboard, self._clock = discreet, keyboard, clock

    def do(self, code: str, item: Item) -> None:
        """Do what the panel or a key asks of a box."""
        if isinstance(item, Slot):
            self._bookings.book(slot=item)
            return
        named: dict[str, Callable[[Entry], None]] = {
            details.START: lambda one: self._stamp(one, VisitState.BUSY),
            details.END: lambda one: self._stamp(one, VisitState.GONE),
            details.CASE: lambda one: self.go.emit("budget", one.person_id),
            details.ARRIVE: lambda one: self.go.emit("reception", one.person_id),
            details.RECORD: lambda one: self.go.emit("people", one.person_id),
            details.POSTPONE: self._bookings.move,
            details.CANCEL: self.cancel,
            details.ROLL: self.roll_asked.emit,
            details.EDIT: self.edit_asked.emit,
            details.KEEP_BOTH: lambda _one: self.go.emit("check", "slots"),
        }
        if code in named:
            named[code](item)
        else:
            self._link.do(SetOutcome(item.id, _OUTCOMES[code], item.clock))

    def cancel(self, entry: Entry) -> None:
        """Ask who cancels, by a digit; a meeting is taken away at once, and comes back with Ctrl Z."""
        if entry.kind is EntryKind.BUSY:
            self._link.do(
                SetBusyTime(
                    entry.starts_at,
                    entry.ends_at,
                    entry.title,
                    entry.with_id,
                    id=entry.id,
                    clock=entry.clock,
                    withdrawn=True,
                )
            )
        elif entry.kind is EntryKind.APPOINTMENT:
            sheet = ChoiceSheet(self._theme, self._keyboard, "Annuler le rendez-vous", _CANCELS)
            when = f"{long_head(entry.starts_at.date())}, {when_words(entry.starts_at, entry.minutes)}"
            sheet.tell(self._discreet, lambda: f"{who_of(entry, self._discreet.show)}, {when}")

            def picked(code: str) -> None:
                self._sheets.close()
                self.do(code, entry)

            sheet.chosen.connect(picked)
            self._sheets.open(sheet, "Annuler le rendez-vous", sheet.choices, width=520)

    def _stamp(self, entry: Entry, state: VisitState) -> None:
        """Receive, or end: the visit of the counter is stamped, the agenda follows it."""

        def found(day: DeskDay) -> None:
            visits = [one for one in day.visits if one.id == entry.visit_id]
            if visits:
                self._link.do(_stamped(entry, StampVisit(visits[0].id, state, visits[0].clock)))
            else:
                self._link.refused.emit(NO_VISIT)

        self._link.ask(ReadDay(self._clock().date()), found, key="agenda-visit")


def _stamped(entry: Entry, stamp: StampVisit) -> StampVisit | EndReceived:
    """Whoever was received and goes has honoured the appointment, unless the case has said so already."""
    if stamp.state is VisitState.GONE and entry.outcome is Outcome.OPEN:
        return EndReceived(stamp, SetOutcome(entry.id, Outcome.HONOURED, entry.clock))
    return stamp
