"""What opens over the page: the whole day, the last exchanges, and one desk with its mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import write_long_day
from ceis_desk.exchange.model import Arrival, DeskLine, ExchangeStatus
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.exchange.arrival_rows import BY_PERSON, VIEWS, count_words, rows_of
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.exchange_keeper import Run
from ceis_desk.ui.shell.exchange_words import (
    at_moment,
    carried_words,
    desk_chip,
    imported_words,
    moment,
    received,
    sent,
)

_MARGINS = (20, 16, 20, 18)
_TALL = 420
_DAYS = {int(Qt.Key.Key_PageUp): -1, int(Qt.Key.Key_PageDown): 1}
COMPARE = (
    "Ces quatre mots sont la marque du poste. Lisez-les de vive voix à la personne qui y travaille\u00a0: "
    "s’ils diffèrent des siens, ce n’est pas le même poste."
)


class WholeDay(QWidget):
    """All that came in on a day; `day_asked` gives another one."""

    day_asked = Signal(object)
    opened = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, today: dt.date, view: str = BY_PERSON) -> None:
        super().__init__()
        self._discreet, self._today, self.day = discreet, today, today
        self._arrivals: Sequence[Arrival] = ()
        self.title = Text("", "card", wrap=True)
        self.before = IconButton(theme, "chevron-left", "Jour précédent", key="Page ↑")
        self.after = IconButton(theme, "chevron-right", "Jour suivant", key="Page ↓")
        self.view = Segmented(theme, "Ce qui est arrivé", VIEWS, at=view)
        self.list = RowList(theme, "Ce qui est arrivé ce jour-là")
        self.nothing = EmptyState(theme, "Rien n’est arrivé ce jour-là.", icon="arrow-down")
        self.counted = Text("", "hint", "ink2", wrap=True)
        close = Button(theme, "Fermer", key="Échap")
        top = row(self.before, self.title, self.after, self.view, gap=10)
        top.setStretch(1, 1)
        foot = row(self.counted, close, gap=10)
        foot.setStretch(0, 1)
        for part in (self.list, self.nothing):
            part.setMinimumHeight(theme.px(_TALL))
        self.setLayout(column(top, self.list, self.nothing, foot, gap=12, margins=_MARGINS))
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.view.chosen.connect(lambda _view: self._show())
        self.list.opened.connect(self.opened)
        self.list.installEventFilter(self)
        close.clicked.connect(self.closed)
        discreet.changed.connect(self._show)
        self.show_day(today, ())

    def show_day(self, day: dt.date, arrivals: Sequence[Arrival]) -> None:
        """One day and all its rows."""
        self.day, self._arrivals = day, arrivals
        words = write_long_day(day)
        self.title.setText("Ce qui est arrivé aujourd’hui" if day == self._today else f"{words[:1].upper()}{words[1:]}")
        self.after.setEnabled(day < self._today)
        self._show()

    def _show(self) -> None:
        self.list.show_rows(rows_of(self._arrivals, self.view.value(), self._discreet.show))
        self.list.setVisible(bool(self._arrivals))
        self.nothing.setVisible(not self._arrivals)
        self.counted.setText(count_words(self._arrivals) if self._arrivals else "")

    def _step(self, days: int) -> None:
        day = self.day + dt.timedelta(days=days)
        if day <= self._today:
            self.day_asked.emit(day)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The list would turn its own pages: here they are days.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _DAYS:
            self._step(_DAYS[event.key()])
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DAYS:
            self._step(_DAYS[event.key()])
        else:
            super().keyPressEvent(event)


class LastSent(QWidget):
    """What went and came, desk by desk, then the exchanges of this session and every file that was not read."""

    closed = Signal()

    def __init__(self, theme: Theme, status: ExchangeStatus, runs: Sequence[Run], now: dt.datetime) -> None:
        super().__init__()
        self.list = RowList(theme, "Derniers envois")
        self.list.show_rows(
            [
                ("heading:desks", RowLook("Poste par poste", heading=True)),
                *((f"desk:{desk.id}", _desk_row(desk, now)) for desk in status.desks),
                *_titled("Échanges depuis l’ouverture", [(f"run:{at}", _run(run, now)) for at, run in enumerate(runs)]),
                *_titled(
                    "Fichiers non lus", [(f"file:{one.name}", _file(one.name, one.sentence)) for one in status.refused]
                ),
            ]
        )
        self.list.setMinimumHeight(theme.px(_TALL))
        close = Button(theme, "Fermer", key="Échap")
        close.clicked.connect(self.closed)
        title = Text("Derniers envois", "title")
        self.setLayout(column(title, self.list, row(None, close), gap=12, margins=_MARGINS))


class OneDesk(QWidget):
    """A desk, its mark of four words for those who link desks, and for the administration the way to set it aside."""

    closed = Signal()
    revoke_asked = Signal()

    def __init__(self, theme: Theme, desk: DeskLine, now: dt.datetime, *, may_revoke: bool, sees_mark: bool) -> None:
        super().__init__()
        where = [desk_chip(desk).words, received(desk, now), sent(desk, now)]
        mark = Card(theme, kind="inset")
        self.mark = Text(desk.mark or "marque inconnue", "title", wrap=True)
        self.mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.mark.setAccessibleName(f"Marque\u00a0: {desk.mark}")
        mark.add(self.mark)
        said = Text(COMPARE, "body", "ink2", wrap=True)
        self.close_it = Button(theme, "Fermer", key="Échap")
        self.revoke = Button(theme, "Écarter ce poste", kind="danger", icon="user-off")
        if not may_revoke:
            self.revoke.hide()
        self.close_it.clicked.connect(self.closed)
        self.revoke.clicked.connect(self.revoke_asked)
        parts = [
            Text(f"{desk.name}, ce poste" if desk.own else desk.name, "title", wrap=True),
            Text(", ".join(part for part in (desk.agent, *where) if part), "secondary", "ink2", wrap=True),
        ]
        if desk.missing:
            parts.append(Text(desk.missing, "body", "warn", wrap=True))
        if not sees_mark:
            mark.hide()
            said.hide()
        answers = row(self.revoke, None, self.close_it, gap=10)
        self.setLayout(column(*parts, mark, said, answers, gap=12, margins=_MARGINS))


def _titled(title: str, rows: list[tuple[str, RowLook]]) -> list[tuple[str, RowLook]]:
    return [(f"heading:{title}", RowLook(title, heading=True)), *rows] if rows else []


def _desk_row(desk: DeskLine, now: dt.datetime) -> RowLook:
    left = f"il lui manque {plural(desk.to_send, 'changement', 'changements')}" if desk.to_send and not desk.own else ""
    words = ", ".join(part for part in (sent(desk, now), received(desk, now), left) if part)
    return RowLook(desk.name, words, icon="device-desktop", icon_boxed=True, chips=(desk_chip(desk),))


def _run(run: Run, now: dt.datetime) -> RowLook:
    if run.exported is not None:
        words = carried_words(run.imported, run.exported, run.place)
    else:
        words = imported_words(run.imported) if run.imported is not None else ""
    title = f"Clé ou dossier «\u00a0{run.place}\u00a0»" if run.place else f"Échange {at_moment(run.at, now)}"
    return RowLook(title, words, lead=moment(run.at, now) if run.place else "", icon="refresh", icon_boxed=True)


def _file(name: str, sentence: str) -> RowLook:
    return RowLook(name, sentence, icon="alert-triangle", icon_tone="warn", icon_boxed=True)
