"""The check-in card: one person, why, for whom; digits choose, Entrée records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.people.model import PersonRecord, SafeContact
from ceis_desk.reception.model import Colleague, Motif, Visit
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest, Welcome, first_motif
from ceis_desk.ui.reception.details import Details
from ceis_desk.ui.reception.for_whom import ForWhom
from ceis_desk.ui.reception.guest_line import GuestLine
from ceis_desk.ui.reception.keys import digit_cap, digit_of, is_enter, sign_of
from ceis_desk.ui.reception.motif_grid import MotifGrid, digits_hint
from ceis_desk.ui.reception.precisions import Precisions
from ceis_desk.ui.reception.tab_order import follow
from ceis_desk.ui.reception.unsent import Begun, Seldom, Unsent, UnsentArrivals, draft_of
from ceis_desk.ui.shell.keyboard import Keyboard

FOUND_AGAIN = "saisie retrouvée"


class CheckIn(Card):
    """Opens for a guest, gives a draft; it holds the cursor itself so that digits are motifs.

    `unsent_changed` says that `begun` gives something else.
    """

    recorded = Signal(object)
    dossier_asked = Signal()
    motifs_asked = Signal()
    typed = Signal(str)
    unsent_changed = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, clock: Clock) -> None:
        super().__init__(theme, kind="inset")
        self._theme, self._discreet, self._keyboard, self._clock = theme, discreet, keyboard, clock
        self._welcome = Welcome(Guest())
        self._motifs: tuple[Motif, ...] = ()
        self._record: PersonRecord | None = None
        self._left = UnsentArrivals()
        self._fresh: Unsent | None = None
        self._found: frozenset[Id] = frozenset()
        self.found_again = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", False)  # its own edge doubles instead
        self.layout().setContentsMargins(14, 10, 14, 12)  # type: ignore[union-attr]  # a card has one
        self._build()
        self.motifs.changed.connect(self._chosen_changed)
        for part in (self.motifs.changed, self.precisions.typed, self.for_whom.changed, self.details.changed):
            part.connect(self._say_unsent)
        self.details.typed.connect(self.typed)
        self.more.clicked.connect(lambda: self.show_more(not self.details.isVisibleTo(self)))
        self.whole_list.clicked.connect(self.motifs_asked)
        self.dossier.clicked.connect(self.dossier_asked)
        self.record.clicked.connect(self.submit)
        keyboard.show_on(self.dossier, "dossier")
        keyboard.follow(self, self._say_signs)
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        self.who = GuestLine(theme)
        self.dossier = Button(theme, "Dossier", kind="quiet", compact=True)
        self._question, self._hint = Text("", "strong"), Text("", "hint", "ink3")
        self.whole_list = Button(theme, "Tous", kind="quiet", compact=True)
        self.whole_list.setAccessibleName("Tous les motifs")
        self.more = Button(theme, "Plus", kind="quiet", icon="chevron-down", compact=True)
        self.notice = Notice(theme, "")
        self.notice.setContentsMargins(0, -4, 0, -4)
        self.motifs, self.precisions = MotifGrid(theme, self._keyboard), Precisions(theme, self._discreet)
        self.details = Details(theme, self._discreet, self._clock)
        self.details.hide()
        self.for_whom = ForWhom(theme)
        self.record = Button(theme, "Enregistrer", kind="main", icon="check", key="Entrée")
        asked = row(self._question, self._hint, None, self.whole_list, self.more, gap=8)
        head = row(self.who, self.dossier, gap=8)
        head.setStretch(0, 1)
        self.add(head)
        self.add(self.notice)
        self.add(asked)
        self.add(self.motifs)
        self.add(self.precisions)
        foot = row(self.for_whom, self.record, gap=6)
        foot.setStretch(0, 1)
        foot.setAlignment(self.record, Qt.AlignmentFlag.AlignBottom)
        self.add(foot)
        # Below what records: unfolding it moves nothing that the hand has already found.
        self.add(self.details)

    def _say_signs(self) -> None:
        self.whole_list.set_key(digit_cap(0, self._keyboard))
        self.more.set_key(digit_cap("+", self._keyboard))
        self._hint.setText(FOUND_AGAIN if self.found_again else digits_hint(self._motifs, self._keyboard))

    def open(self, welcome: Welcome, motifs: Sequence[Motif], colleagues: Sequence[Colleague]) -> None:
        """Start an arrival, its appointment giving motif and counsellor beforehand, or go on with the one left."""
        self.put_away()
        self._welcome, self._record = welcome, None
        self._motifs = tuple(motifs)
        self.details.start(anonymous=welcome.guest.id is None)
        self.show_more(False)
        self.precisions.start(())
        self.motifs.show_motifs(self._motifs, neutral=self._discreet.on)
        motif = first_motif(self._motifs, welcome.appointment)
        self.motifs.choose([motif.id] if motif else [])
        self.for_whom.show_choices(
            colleagues, welcome.appointment, welcome.appointment.with_id if welcome.appointment else None
        )
        self._chosen_changed()
        self._fresh = self.unsent()
        self._find_again()
        self.write()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        again = f" {FOUND_AGAIN.capitalize()}." if self.found_again else ""
        announce(self, f"Arrivée de {self.who.name.text()}. {self.who.said()}{again}")

    def unsent(self) -> Unsent:
        """All that the card holds."""
        return Unsent(self.precisions.choices(), self.for_whom.value(), self.details.seldom())

    def put_away(self) -> None:
        """Close the card; what was chosen and written is found again with the same person."""
        self._leave_open()
        self.hide()

    def begun(self) -> Begun:
        """All that was begun today and not recorded, on the card or left."""
        self._leave_open()
        return self._left.begun(self._clock().date())

    def take_back(self, begun: Begun) -> None:
        """Find again what was begun before the program stopped; a card already written on keeps its own."""
        self._left.take_back(begun, self._clock().date())
        if not self.isHidden() and self.unsent() == self._fresh:
            self._find_again()
            self.write()

    def _leave_open(self) -> None:
        if not self.isHidden() and self._fresh is not None:
            self._left.keep(self.guest(), self.unsent(), self._fresh, self._clock().date())

    def _say_unsent(self) -> None:
        # While it opens, the card says nothing: nothing is begun yet.
        if not self.isHidden():
            self.unsent_changed.emit()

    def send_off(self) -> Unsent:
        """Close the card of an arrival being recorded; gives what it held, in case it is refused."""
        unsent = self.unsent()
        self._left.forget(self.guest())
        self.hide()
        return unsent

    def keep(self, guest: Guest, unsent: Unsent) -> None:
        """Keep a refused arrival for when its person is opened again."""
        self._left.keep(guest, unsent, Unsent((), None, Seldom()), self._clock().date())
        self.unsent_changed.emit()

    def come_back(self) -> None:
        """Show a refused arrival again, as it was sent off."""
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.unsent_changed.emit()

    def _find_again(self) -> None:
        left = self._left.of(self.guest(), self._clock().date())
        self._found, self.found_again = frozenset(), False
        if left is None:
            return
        self.precisions.start(left.motifs)
        self.motifs.choose([choice.motif_id for choice in left.motifs])
        self.for_whom.set_value(left.for_id)
        self.details.put(left.seldom)
        self.show_more(left.seldom != self._fresh.seldom if self._fresh else False)
        # A motif closed meanwhile is not found, and nothing is said of it.
        self.found_again = self.unsent() != self._fresh
        self._found = frozenset(motif.id for motif in self.motifs.chosen()) if self.found_again else frozenset()

    def write(self) -> None:
        """Write names again, hidden or not."""
        guest, show = self._welcome.guest, self._discreet.show
        self.who.show_welcome(self._welcome, show, self._clock())
        self.setAccessibleName(f"Arrivée\u00a0: {self.who.name.text()}")
        self.dossier.setVisible(guest.id is not None)
        she = {"Mme": "vient-elle", "M.": "vient-il"}.get(guest.civility if not show.on else "", "")
        self._question.setText(f"Pourquoi {she} aujourd’hui\u00a0?" if she else "Motif de la visite")
        self._say_signs()
        self.motifs.show_motifs(self._motifs, neutral=self._discreet.on)
        self.details.write()
        self._show_notice()

    def show_here(self, here: Mapping[Id, Visit]) -> None:
        """The visits of the day have changed: perhaps hers, recorded at another desk meanwhile."""
        guest = self.guest()
        self._welcome = replace(self._welcome, here=here.get(guest.id) if guest.id is not None else None)
        self.who.show_welcome(self._welcome, self._discreet.show, self._clock())

    def show_record(self, record: PersonRecord, members: Sequence[Guest]) -> None:
        """What the record says at the counter, when it is still the same person."""
        if record.id != self._welcome.guest.id and self._welcome.guest.id not in record.merged:
            return
        self._record = record
        self.details.show_household(members)
        self._show_notice()
        self.resized.emit()

    def guest(self) -> Guest:
        """Who is being welcomed."""
        return self._welcome.guest

    def show_more(self, more: bool) -> None:
        """Show or hide what is seldom said."""
        self.details.setVisible(more)
        self.more.setText("Moins" if more else "Plus")
        self.more.set_icon("chevron-up" if more else "chevron-down")
        self._chosen_changed()

    def submit(self) -> None:
        """Give the draft, unless the moment is not understood: its field then has the cursor."""
        understood, at = self.details.moment.value()
        if not understood:
            self.show_more(True)
            self.details.moment.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.recorded.emit(draft_of(self._welcome, self.unsent(), at))

    def toggle(self, motif_id: Id) -> None:
        """Choose a motif of the whole list, or no longer."""
        self.motifs.toggle(motif_id)

    def _chosen_changed(self) -> None:
        self.precisions.show_for(self.motifs.chosen(), every=self.details.isVisibleTo(self))
        above = [*self.motifs.tiles(), *self.precisions.fields(), *self.for_whom.buttons()]
        follow(self.more, [*above, self.for_whom.more, self.record])
        self.resized.emit()

    def _show_notice(self) -> None:
        words = self._discreet.show.detail(_counter_words(self._record, self._welcome))
        self.notice.words.setText(words)
        self.notice.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event, self._keyboard)
        if is_enter(event):
            self.submit()
        elif digit == 0:
            self.motifs_asked.emit()
        elif digit is not None:
            self._strike(digit)
        elif sign_of(event, self._keyboard) == "+":
            self.show_more(not self.details.isVisibleTo(self))
        else:
            event.ignore()

    def _strike(self, digit: int) -> None:
        """A digit struck out of habit for a motif that was found again keeps it; struck once more it takes it away."""
        motif = next((one for one in self.motifs.chosen() if one.position == digit), None)
        if motif is not None and motif.id in self._found:
            self._found -= {motif.id}
        else:
            self.motifs.toggle_digit(digit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_kind("chosen")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_kind("inset")


def _counter_words(record: PersonRecord | None, welcome: Welcome) -> str:
    """What the record says at the counter; until it is read, what the appointment says."""
    if record is None:
        return welcome.appointment.at_desk.strip() if welcome.appointment else ""
    parts = (record.identity.at_desk.strip(), safe_words(record.identity.safe_contact))
    return " ".join(part for part in parts if part)


def safe_words(safe: SafeContact) -> str:
    """« Ne pas appeler, ne pas écrire. », empty when nothing is refused."""
    asked = ((safe.no_call, "ne pas appeler"), (safe.no_message, "pas de message"), (safe.no_letter, "pas de courrier"))
    words = ", ".join(said for refused, said in asked if refused)
    return f"Contact\u00a0: {words}." if words else ""


def holds(card: QWidget, widget: QWidget | None) -> bool:
    """Whether the cursor is in this card or one of its fields."""
    return widget is card or (widget is not None and card.isAncestorOf(widget))
