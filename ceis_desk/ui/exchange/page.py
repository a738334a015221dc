"""« Échanges entre les postes »: the desks of the site, what waits for somebody, what came in today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.exchange.model import Arrival, ExchangeStatus, Progress
from ceis_desk.ui.exchange.arrival_rows import VIEWS, count_words, rows_of
from ceis_desk.ui.exchange.backup_slot import BackupLine, BackupSlot
from ceis_desk.ui.exchange.desk_list import DeskList
from ceis_desk.ui.exchange.refused_list import RefusedList
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.flow import Flow, OnLine
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.progress import ProgressLine
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Icon, IconTile, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.shell.exchange_words import (
    ALONE,
    head,
    kinds_to_check,
    linked,
    missing_folder,
    progress_words,
    to_check,
)
from ceis_desk.ui.shell.keyboard import Keyboard

NOTHING_YET = "Rien n’est arrivé aujourd’hui."
WORKING = "Échange en cours…"
LINKING = "Relier un poste\u00a0: administration"
_NARROW, _LIST_HEIGHT = 860, 260


class ExchangePage(QWidget):
    """Rows in by methods, intentions out by signals; `administers` opens what belongs to the administration."""

    exchange_asked = Signal()
    key_asked = Signal()
    stop_asked = Signal()
    check_asked = Signal()
    all_asked = Signal()
    sent_asked = Signal()
    invite_asked = Signal()
    accept_asked = Signal()
    folder_asked = Signal()
    arrival_opened = Signal(str)
    view_chosen = Signal(str)

    def __init__(
        self, theme: Theme, discreet: Discreet, keyboard: Keyboard, *, administers: bool, checks: bool
    ) -> None:
        super().__init__()
        self._theme, self._discreet = theme, discreet
        self._administers, self._checks = administers, checks
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said = Text("", "secondary", "ink2", wrap=True)
        self.key = Button(theme, "Vers une clé USB", icon="device-usb")
        self.now = Button(theme, "Échanger maintenant", kind="main", icon="refresh")
        keyboard.show_on(self.now, "exchange-now")
        keyboard.shortcut(self, "exchange-now", self.exchange_asked.emit)
        self.trouble = Notice(theme, "", tone="danger", icon="alert-triangle")
        self.work = Card(theme, kind="inset")
        self.work_words = Text("", "strong")
        self.bar = ProgressLine(theme, "Échange en cours")
        self.halt = Button(theme, "Arrêter", icon="x", key="Échap", compact=True)
        self.desks = DeskList(theme)
        self.alone = EmptyState(theme, ALONE, icon="device-desktop", action="Relier un poste" if administers else "")
        self.refused = RefusedList(theme, decides=administers)
        self.backup = BackupSlot(theme)
        self.check = Card(theme, kind="check")
        self.check_words = (Text("", "strong", wrap=True), Text("", "hint", "ink2", wrap=True))
        self.go_check = Button(theme, "Vérifier", icon="arrow-right")
        self.view = Segmented(theme, "Ce qui est arrivé", VIEWS)
        self.list = RowList(theme, "Ce qui est arrivé aujourd’hui")
        self.nothing = EmptyState(theme, NOTHING_YET, icon="arrow-down")
        self.counted = Text("", "hint", "ink2", wrap=True)
        self._build()
        self._connect()

    # -- building

    def _build(self) -> None:
        theme = self._theme
        titles = column(Text("Échanges entre les postes", "title", wrap=True), self.said, gap=2)
        buttons = QWidget()
        buttons.setLayout(Flow(self.key, self.now, gap=10))
        buttons.setMinimumWidth(self.now.sizeHint().width() + self.key.sizeHint().width() + 12)
        top = row(titles, buttons, gap=12)
        top.setStretch(0, 1)
        line = row(self.work_words, self.bar, self.halt, gap=12)
        line.setStretch(1, 1)
        self.work.add(line)
        self.work.hide()
        self.trouble.hide()
        left, right = self._build_desks(), QWidget()
        right.setLayout(column(self._build_check(), self._build_arrivals(), gap=12))
        right.layout().setStretch(1, 1)  # type: ignore[union-attr]  # set on the line above
        self._sides = SideBySide(theme, left, right, narrow=_NARROW, shares=(4, 5))
        parts = column(top, self.trouble, self.work, self._sides, gap=12, margins=(20, 14, 20, 14))
        parts.setStretch(3, 1)
        inside = QWidget()
        inside.setLayout(parts)
        self.setLayout(column(Scroll(inside)))

    def _build_desks(self) -> Card:
        theme = self._theme
        card = self.desks_card = Card(theme, "Les postes du site", "device-desktop")
        self._linked = Text("", "secondary", "ink2")
        card.right.addWidget(self._linked)
        self.sent = Button(theme, "Derniers envois", icon="history")
        self.invite = Button(theme, "Relier un poste", icon="link")
        self.accept = Button(theme, "Accepter une réponse", icon="check")
        self.folder = Button(theme, "Dossier d’échange", icon="folder-open")
        locked = OnLine(theme, Icon(theme, "lock", "ink2", 16), Text(LINKING, "secondary", "ink2"))
        self.linking = (self.invite, self.accept, self.folder)
        for other in (locked,) if self._administers else self.linking:
            other.hide()
        foot = QWidget()
        foot.setLayout(Flow(self.sent, *self.linking, locked, gap=10))
        for part in (self.desks, self.alone, self.refused, self.backup, None, foot):
            if part is None:
                card.body.addStretch(1)
            else:
                card.add(part)
        return card

    def _build_check(self) -> Card:
        words = column(*self.check_words, gap=2)
        line = row(IconTile(self._theme, "layout-columns", "warn"), words, self.go_check, gap=12)
        line.setStretch(1, 1)
        self.check.add(line)
        self.check.hide()
        return self.check

    def _build_arrivals(self) -> Card:
        theme = self._theme
        card = self.arrivals = Card(theme, "Ce qui est arrivé aujourd’hui", "arrow-down")
        card.right.addWidget(self.view)
        self.all = Button(theme, "Tout voir", kind="quiet", icon="list")
        foot = row(self.counted, self.all, gap=10)
        foot.setStretch(0, 1)
        self.list.setMinimumHeight(theme.px(_LIST_HEIGHT))
        card.add(self.list, 1)
        card.add(self.nothing, 1)
        card.add(foot)
        return card

    def _connect(self) -> None:
        for button, signal in (
            (self.now, self.exchange_asked),
            (self.key, self.key_asked),
            (self.halt, self.stop_asked),
            (self.go_check, self.check_asked),
            (self.all, self.all_asked),
            (self.sent, self.sent_asked),
            (self.invite, self.invite_asked),
            (self.accept, self.accept_asked),
            (self.folder, self.folder_asked),
        ):
            button.clicked.connect(signal)
        self.alone.acted.connect(self.invite_asked)
        self.list.opened.connect(self.arrival_opened)
        self.view.chosen.connect(self.view_chosen)
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.list.setMinimumHeight(self._theme.px(_LIST_HEIGHT))

    # -- what the pilot shows

    def show_status(self, status: ExchangeStatus, now: dt.datetime, trouble: str) -> None:
        """Where everybody stands; `trouble` is what the last exchange was refused for."""
        self.said.setText(head(status, now))
        self._linked.setText(linked(status))
        self.desks.show_desks(status.desks, now)
        self.alone.setVisible(status.alone)
        self.refused.show_files(status.refused)
        self.check_words[0].setText(to_check(status.to_check))
        self.check_words[1].setText(kinds_to_check(status))
        self.check.setVisible(self._checks and status.to_check > 0)
        self._say_trouble(trouble or missing_folder(status))

    def show_arrivals(self, arrivals: Sequence[Arrival], view: str) -> None:
        """What came in today, as the discreet screen allows."""
        self.list.show_rows(rows_of(arrivals, view, self._discreet.show))
        self.list.setVisible(bool(arrivals))
        self.nothing.setVisible(not arrivals)
        self.counted.setText(count_words(arrivals) if arrivals else "")

    def show_work(self, *, by_hand: bool, progress: Progress | None) -> None:
        """What is under way; an exchange that goes by itself shows once it has something to count."""
        running = by_hand or progress is not None
        if self.halt.hasFocus() and not running:
            self.now.setFocus(Qt.FocusReason.OtherFocusReason)
        self.work.setVisible(running)
        self.work_words.setText(progress_words(progress) if progress else WORKING)
        self.halt.setVisible(progress is not None)
        self.bar.show_share(progress.done if progress else 0, progress.total if progress else 0)

    def show_backup(self, line: BackupLine | None) -> None:
        """The last verified backup, or nothing while none is known."""
        self.backup.show_line(line)

    def start(self) -> None:
        """The cursor on « Échanger maintenant »."""
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits, in the order of reading."""
        cards = (self.key.parentWidget(), self.work, self.desks_card, self.check, self.arrivals)
        return tuple(card for card in cards if card is not None and card.isVisibleTo(self))

    def _say_trouble(self, sentence: str) -> None:
        fresh = sentence and sentence != self.trouble.words.text()
        self.trouble.words.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        if fresh:
            announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.halt.isVisibleTo(self):
            self.stop_asked.emit()
        else:
            super().keyPressEvent(event)
