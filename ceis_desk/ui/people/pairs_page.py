"""« À vérifier »: records that look alike, side by side, decided with one key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import initials
from ceis_desk.core.dates import write_day
from ceis_desk.people.model import DoubtfulPair, PersonRecord
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Icon, IconTile, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.compare import Comparison
from ceis_desk.ui.people.keys import choice_of, takes_key
from ceis_desk.ui.people.rows import masked, name_of, name_parts
from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE

_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
IN_ORDER = "Tout est en ordre."


class PairsPage(QWidget):
    """`united` (or proposed), `told_apart`, `put_off` bear on the pair shown; `moved` shows another one."""

    united = Signal()
    told_apart = Signal()
    put_off = Signal()
    moved = Signal(int)
    left = Signal()
    new_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, *, decides: bool) -> None:
        super().__init__()
        self._discreet, self._keyboard = discreet, keyboard
        self.said = Text("", "secondary", "ink2", wrap=True)
        self.back = Button(theme, "Revenir à la liste", icon="arrow-left", key="Échap")
        self.case = Card(theme, kind="chosen")
        self.why = Text("", "secondary", "ink2", wrap=True)
        self._probable = Chip(theme, "très probable", "primary", "user-check")
        self._rank = Text("", "secondary", "ink2")
        self.comparison = Comparison(theme, "user", "user")
        words = "Réunir les deux fiches" if decides else "Proposer de réunir"
        self.unite = Button(theme, words, kind="main", icon="arrows-join-2")
        self.apart = Button(theme, "Deux personnes différentes", icon="users")
        self.later = Button(theme, "Plus tard", kind="quiet", icon="clock")
        self.list = RowList(theme, "Autres cas", fit=True)
        self.empty = EmptyState(theme, IN_ORDER, icon="check", action="Revenir à la liste", key="Échap")
        self._build(theme)
        keyboard.follow(self, self._say_digits)
        for button, signal in ((self.unite, self.united), (self.apart, self.told_apart), (self.later, self.put_off)):
            button.clicked.connect(signal)
            button.installEventFilter(self)  # a button keeps ↑ ↓ for itself: here they go to another case
        self.back.clicked.connect(self.left)
        self.empty.acted.connect(self.left)
        self.list.opened.connect(lambda ident: self.moved.emit(int(ident)))

    def _build(self, theme: Theme) -> None:
        titles = column(Text("Est-ce la même personne\u00a0?", "card", wrap=True), self.why, gap=2)
        top = row(IconTile(theme, "users", "warn"), titles, self._probable, self._rank, gap=12)
        top.setStretch(1, 1)
        undone = row(Icon(theme, "arrow-back-up", "ink3", 16), Text("se défait à tout moment", "hint", "ink2"), gap=6)
        kept = QWidget()
        kept.setLayout(undone)
        answers = QWidget()
        answers.setLayout(Flow(self.unite, self.apart, self.later, kept, gap=10))
        for part in (top, self.comparison, answers):
            self.case.add(part)
        head = row(column(Text("À vérifier", "title"), self.said, gap=2), self.back, gap=10)
        head.setStretch(0, 1)
        inside = QWidget()
        self._others = Card(theme, "Autres cas", "layout-columns")
        self._others.add(self.list)
        parts = (head, self.case, self._others, self.empty, None)
        inside.setLayout(column(*parts, gap=14, margins=(20, 14, 20, 16)))
        self.setLayout(column(Scroll(inside)))

    def _say_digits(self) -> None:
        for digit, button in enumerate((self.unite, self.apart, self.later), start=1):
            button.set_key(digit_cap(digit, self._keyboard))

    def show_pairs(self, pairs: tuple[DoubtfulPair, ...], at: int) -> None:
        """All the pairs, the one at `at` being decided."""
        show, many = self._discreet.show, len(pairs)
        self.case.setVisible(bool(pairs))
        self.empty.setVisible(not pairs)
        words = "1 cas. Rien n’est réuni sans vous." if many == 1 else f"{many} cas. Rien n’est réuni sans vous."
        self.said.setText(words if pairs else "")
        others = [(number, pair.lookalike) for number, pair in enumerate(pairs) if number != at]
        rows = [
            (
                str(number),
                RowLook(
                    masked(one.name, show),
                    beside=show.phone(one.birth),
                    subtitle=", ".join(one.reasons),
                    initials=initials(*name_parts(one.name)),
                    person=str(one.id),
                    key="Entrée",
                ),
            )
            for number, one in others
        ]
        self.list.show_rows(rows)
        self._others.setVisible(bool(rows))
        if pairs:
            one = pairs[at].lookalike
            reasons = ", ".join(one.reasons)
            self.why.setText(f"{reasons[:1].upper()}{reasons[1:]}. Réunies, elles compteront pour une seule personne.")
            self._probable.setVisible(one.probable)
            self._rank.setText(f"{at + 1} sur {many}")

    def show_records(self, pair: DoubtfulPair, first: PersonRecord, second: PersonRecord) -> None:
        """Both sides of the pair shown."""
        show = self._discreet.show
        one, other = (_head(record, name_of(record.identity, show)) for record in (first, second))
        self.comparison.show_fields(one, other, pair.lookalike.fields, show)

    def start(self) -> None:
        """The cursor on the first answer: digits, arrows and Entrée act."""
        (self.unite if self.case.isVisibleTo(self) else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            self.keyPressEvent(event)
            return True
        return False

    def event(self, event: QEvent) -> bool:
        return takes_key(event, self._keyboard) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        if self._keyboard.asked(event, PEOPLE) == "new-person":
            self.new_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.case.isVisibleTo(self) and (digit := choice_of(event, self._keyboard)):
            (self.united, self.told_apart, self.put_off)[digit - 1].emit()
        elif step:
            self.moved.emit(self.at_step(step))
        else:
            super().keyPressEvent(event)

    def at_step(self, step: int) -> int:
        """The number of the next or previous case; the pilot keeps it within bounds."""
        return int(self._rank.text().split()[0]) - 1 + step if self._rank.text() else 0


def _head(record: PersonRecord, name: str) -> str:
    visits = f"{record.visits} passage{'s' if record.visits > 1 else ''}"
    return f"{name}\nconnue depuis le {write_day(record.known_since)}, {visits}"
