"""The case of a household: its head, then one part at a time, the one of every day first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.platforms.budget.case.crossed_card import CrossedCard
from ceis_desk.ui.platforms.budget.case.follow_part import FollowPart
from ceis_desk.ui.platforms.budget.case.head import CaseHead
from ceis_desk.ui.platforms.budget.case.other_parts import HouseholdPart, LettersPart, RightsPart, WorkPart
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import BUDGET

FOLLOW, WORK, RIGHTS, LETTERS, HOUSEHOLD = "follow", "work", "rights", "letters", "household"
PARTS = (
    (FOLLOW, "Suivi"),
    (WORK, "Démarches"),
    (RIGHTS, "Droits"),
    (LETTERS, "Courriers"),
    (HOUSEHOLD, "Foyer"),
)
CLOSED_WORDS = (
    "Ce dossier est clos\u00a0: il se lit et s’imprime, une note s’y complète. Pour y écrire autre chose, rouvrez-le."
)
_NARROW = 960


class CasePage(QWidget):
    """Rows in, intentions out, the keys of the page bound here; `barred` when a key would write in a closed case."""

    left = Signal()
    record_asked = Signal()
    before_asked = Signal()
    part_shown = Signal(str)
    barred = Signal()
    slot_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, me: Id) -> None:
        super().__init__()
        self._theme, self._discreet, self._keyboard, self._writable = theme, discreet, keyboard, True
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = CaseHead(theme, discreet, keyboard)
        self.back = Button(theme, "Dossiers", kind="quiet", icon="arrow-left", key="Échap", compact=True)
        self.parts = Segmented(theme, "Parties du dossier", PARTS)
        self.record = Button(theme, "Fiche de la personne", kind="quiet", icon="user", compact=True)
        self.before = Button(theme, "Dossier commun", kind="quiet", icon="arrows-split", compact=True)
        self.steps = Button(theme, "Étapes", kind="quiet", icon="route", compact=True)
        keyboard.show_on(self.steps, "steps")
        self.frozen = Text("", "strong", "warn", wrap=True)
        self.crossed = CrossedCard(theme, self.steps)
        self.follow = FollowPart(theme, discreet, keyboard, me)
        self.work = WorkPart(theme, discreet)
        self.rights = RightsPart(theme, discreet)
        self.letters = LettersPart(theme, discreet)
        self.household = HouseholdPart(theme, discreet)
        self._panels: dict[str, FollowPart | WorkPart | RightsPart | LettersPart | HouseholdPart] = {
            FOLLOW: self.follow,
            WORK: self.work,
            RIGHTS: self.rights,
            LETTERS: self.letters,
            HOUSEHOLD: self.household,
        }
        self._build()
        self._bind()
        self.show_part(FOLLOW)

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        left.setLayout(row(self.back, self.parts, None, gap=8))
        right.setLayout(row(None, self.before, self.record, self.steps, gap=8))
        bar = SideBySide(self._theme, left, right, narrow=_NARROW, shares=(1, 0))
        inside = QWidget()
        parts = column(
            self.head, bar, self.frozen, self.crossed, *self._panels.values(), None, gap=8, margins=(16, 10, 12, 12)
        )
        inside.setLayout(parts)
        self.setLayout(column(FollowScroll(inside), gap=0))
        self.frozen.hide()
        self.before.hide()
        self.back.clicked.connect(self.left)
        self.record.clicked.connect(self.record_asked)
        self.before.clicked.connect(self.before_asked)
        self.parts.chosen.connect(self.show_part)
        self.steps.clicked.connect(self.head.steps_asked)
        for card in self.findChildren(ListCard):
            card.barred.connect(self.barred)
        for field in (*self.findChildren(QPlainTextEdit), *self.findChildren(QLineEdit)):
            field.installEventFilter(self)

    def _bind(self) -> None:
        bind = self._keyboard.shortcut
        bind(self, "note", self._write_note)
        bind(self, "sign", lambda: self._on_follow(self._sign))
        bind(self, "template", lambda: self._on_follow(self.follow.notes.templates_asked.emit))
        bind(self, "find", lambda: self._on_follow(self.follow.notes.start_search))
        bind(self, "finish", self.head.end_asked.emit)
        bind(self, "steps", self.head.steps_asked.emit)
        bind(self, "budget-sheet", self.head.sheet_asked.emit)
        bind(self, "add-here", self._add_line)
        bind(self, "find-slot", self.slot_asked.emit)
        bind(self, "next-part", lambda: self._turn(1))
        bind(self, "previous-part", lambda: self._turn(-1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key of the page is the page's, even where a field has a use of its own for it."""
        return (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and bool(self._keyboard.asked(event, BUDGET))
        )

    def show_case(self, view: CaseView, today: dt.date) -> None:
        """Every part of the case, as the discreet screen allows."""
        self._writable = view.is_open
        self.head.show_case(view, today)
        self.before.setVisible(view.case.before_id is not None)
        self.frozen.setText(frozen_words(view))
        self.frozen.setVisible(bool(self.frozen.text()))
        self.crossed.show_crossed(view.crossed, self._discreet.show)
        for panel in self._panels.values():
            panel.show_case(view, today)
        for card in self.findChildren(ListCard):
            card.set_writable(view.is_open)
        self.follow.procedure.set_writable(view.is_open)
        acts = len(view.interventions) + len(view.microcredits)
        counts = {WORK: acts, RIGHTS: len(view.rights), LETTERS: len(view.letters)}
        for code, words in PARTS:
            self.parts.set_words(code, f"{words} {counts[code]}" if counts.get(code) else words)

    def show_part(self, code: str) -> None:
        """Show one part."""
        self.parts.set_value(code)
        for part, panel in self._panels.items():
            panel.setVisible(part == code)
        self.part_shown.emit(code)

    def part(self) -> str:
        """The code of the part that shows."""
        return self.parts.value()

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits: the head, then the cards of the part that shows."""
        return (self.head, self.parts, self.crossed, *self._panels[self.part()].cards())

    def start(self) -> None:
        """The cursor in the draft note, or on the parts where nothing may be written."""
        draft = self.follow.notes.draft
        if self.part() == FOLLOW and draft.isVisibleTo(self):
            draft.start()
        else:
            self.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_follow(self, act: object) -> None:
        if self.part() != FOLLOW:
            self.show_part(FOLLOW)
        if callable(act):
            act()

    def _write_note(self) -> None:
        self._on_follow(self.follow.notes.end_search)
        self._in_draft(self.follow.notes.draft.start)

    def _sign(self) -> None:
        self._in_draft(self.follow.notes.draft.ask_sign)

    def _in_draft(self, act: Callable[[], None]) -> None:
        """What is done in the draft, where there is one: an addendum is written in a closed case too."""
        if self.follow.notes.draft.isVisibleTo(self):
            act()
        else:
            self.barred.emit()

    def _turn(self, by: int) -> None:
        codes = [code for code, _words in PARTS]
        self.show_part(codes[(codes.index(self.part()) + by) % len(codes)])
        self.parts.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_line(self) -> None:
        """A new line in the card that has the cursor, else in the first one of the part."""
        cards = [card for card in self._panels[self.part()].cards() if isinstance(card, ListCard)]
        here = QApplication.focusWidget()
        card = next((card for card in cards if here is not None and card.isAncestorOf(here)), cards[0])
        (card.added if self._writable else self.barred).emit()


def frozen_words(view: CaseView) -> str:
    """Why nothing may be written here, empty when it may."""
    if view.is_open:
        return ""
    if view.writable:
        return CLOSED_WORDS
    words = "Ce dossier commun s’arrête à la séparation\u00a0: il se lit, il ne se modifie plus."
    if view.kept_back:
        notes = f"{view.kept_back} écrit{'s' if view.kept_back > 1 else ''}"
        words += f" {notes} depuis par une collègue n’est pas montré ici."
    return words
