"""The opening and lock screen: who are you, your password; outside, only the clock and a number of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ceis_desk.core.dates import write_hour, write_long_day
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Scroll, column, row
from ceis_desk.ui.kit.password import password_field
from ceis_desk.ui.kit.strokes import Stroke, strike, stroke_of
from ceis_desk.ui.kit.text import Icon, KeyCap, Rule, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.agents import Agent, AgentGrid
from ceis_desk.ui.shell.dark_side import DarkSide, fact_line, middle_of
from ceis_desk.ui.shell.figure import Figure

_WIDEST = 980
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -2, Qt.Key.Key_Down: 2}


class LockPage(QWidget):
    """Starts in the password of whoever locked; the arrows change agent without leaving it."""

    open_asked = Signal(str, str)
    forgotten = Signal(str)
    help_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._early: list[Stroke] = []
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.agents = AgentGrid(theme)
        self.field, self.password = password_field(theme, "Mot de passe", icon="key", tall=True)
        self.password.installEventFilter(self)
        self.open = Button(theme, "Ouvrir", kind="main", icon="lock-open", key="Entrée")
        self.lost = Button(theme, "Mot de passe oublié\u00a0?", kind="quiet", compact=True)
        self.help = Button(theme, "Aide et touches du clavier", kind="quiet", icon="keyboard", compact=True)
        self.clock = Figure(theme, "", 96, 700, "nav_ink")
        self.day = Figure(theme, "", 22, 400, "nav_ink2")
        self.waits = Text("", "hint", "ink2", wrap=True)
        self.accounts = Text("", "hint", "ink2", wrap=True)
        self._build()
        self.agents.chosen.connect(self._show_chosen)
        self.agents.search.returnPressed.connect(self.password.setFocus)
        self.open.clicked.connect(self._ask)
        self.lost.clicked.connect(lambda: self.forgotten.emit(self.agents.login))
        self.help.clicked.connect(self.help_asked)

    # -- what the pilot calls

    def show_site(self, structure: str, desk: str) -> None:
        """Say where this is."""
        self._side.under.setText(structure)
        self.where.setText(desk)
        self._where_line.setVisible(bool(desk))

    def show_agents(self, agents: Sequence[Agent], login: str) -> None:
        """Offer the accounts, the cursor on one of them."""
        self.agents.show_agents(agents, login)
        count = len(agents)
        self.accounts.setText(f"{count} compte{'s' if count > 1 else ''} sur ce site")
        self._name_password()

    def show_lock(self, who: str, moment: dt.datetime | None, *, draft: bool) -> None:
        """Say who locked and when, and whether something typed waits; no `moment` at a fresh start."""
        self._locked_line.setVisible(moment is not None)
        self._draft_line.setVisible(draft)
        if moment is not None:
            self.locked.setText(f"Verrouillé par {who} à {write_hour(moment.time())}")
        first = who.partition(" ")[0]
        self.waits.setText(
            f"Un collègue peut prendre la place\u00a0: la saisie de {first} l’attendra." if draft else ""
        )
        self._waits_line.setVisible(draft)

    def show_moment(self, now: dt.datetime) -> None:
        """Turn the clock."""
        self.clock.say(write_hour(now.time()))
        self.day.say(write_long_day(now.date()))

    def show_waiting(self, count: int) -> None:
        """How many people wait: a number and nothing else."""
        self.waiting.setText("1 personne attend" if count == 1 else f"{count} personnes attendent")
        self._waiting_line.setVisible(count > 0)

    def set_busy(self, busy: bool) -> None:
        """The password is being tried: nothing can be asked twice."""
        self.open.setEnabled(not busy)
        self.password.setReadOnly(busy)
        self.open.setText("Ouverture…" if busy else "Ouvrir")
        self.open.updateGeometry()

    def refuse(self, sentence: str) -> None:
        """Say why it did not open, and take the next try."""
        self.set_busy(False)
        self.password.clear()
        self.enter()
        strike(self.take_early())
        self.field.set_error(sentence)

    def take_early(self) -> list[Stroke]:
        """The keys struck since the password was given: they are for what it opens, or for the next try."""
        early, self._early = self._early, []
        return early

    def enter(self) -> None:
        """Put the cursor in the password."""
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self.password, 0, 40)

    def forget(self) -> None:
        """Drop what was typed and said."""
        self.set_busy(False)
        self._early.clear()
        self.password.clear()
        self.password.hide_words()
        self.field.clear_message()
        self.agents.release()

    # -- building

    def _build(self) -> None:
        self._side = self._build_side()
        inside = QWidget()
        inside.setLayout(column(None, self._build_ask(), None, self._build_foot(), gap=12, margins=(66, 40, 66, 30)))
        self._scroll = Scroll(middle_of(inside, _WIDEST))
        halves = row(self._side, self._scroll, gap=0)
        halves.setStretch(1, 1)
        self.setLayout(halves)

    def _build_side(self) -> DarkSide:
        theme = self._theme
        side = DarkSide(theme, "", 560, 56)
        self._locked_line, self.locked = fact_line(theme, "lock")
        self._waiting_line, self.waiting = fact_line(theme, "armchair")
        self._draft_line, kept = fact_line(theme, "check")
        kept.setText("La saisie en cours est gardée")
        self._where_line, self.where = fact_line(theme, "map-pin", tone="nav_ink2")
        for line in (self._locked_line, self._waiting_line, self._draft_line, self._where_line):
            line.hide()
        facts = column(self._locked_line, self._waiting_line, self._draft_line, gap=10)
        side.body.addLayout(column(None, self.clock, self.day, 20, facts, None, self._where_line, gap=8), 1)
        return side

    def _build_ask(self) -> QWidget:
        theme = self._theme
        self._waits_line = QWidget()
        says = row(Icon(theme, "info-circle", "ink2", 16), self.waits, gap=8)
        says.setStretch(1, 1)
        self._waits_line.setLayout(column(Rule(), says, gap=10))
        self._waits_line.hide()
        self.field.label.setWordWrap(True)
        how = Figure(theme, "Tapez votre mot de passe. Pour changer d’agent", 15, 400, "ink2")
        hint = row(how, KeyCap(theme, "Flèches"), None, gap=8)
        entry = QGridLayout()
        entry.setHorizontalSpacing(10)
        entry.setVerticalSpacing(0)
        entry.addWidget(self.field.label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        entry.addWidget(self.lost, 0, 1, Qt.AlignmentFlag.AlignRight)
        entry.addWidget(self.field, 1, 0)
        beside = column(8, self.open, None, gap=0)
        entry.addLayout(beside, 1, 1)
        entry.setColumnStretch(0, 1)
        ask = QWidget()
        title = Figure(theme, "Qui êtes-vous\u00a0?", 28, 700, "ink")
        ask.setLayout(column(title, hint, 4, self.agents, 4, entry, self._waits_line, gap=8))
        return ask

    def _build_foot(self) -> QHBoxLayout:
        self.accounts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot = row(self.help, self.accounts, gap=12)
        foot.setStretch(1, 1)
        return foot

    # -- choosing

    def _show_chosen(self, _login: str) -> None:
        self.forget()
        self._name_password()
        if not self.agents.search.hasFocus():
            self.enter()

    def _name_password(self) -> None:
        agent = self.agents.agent()
        words = f"Mot de passe de {agent.name}" if agent else "Mot de passe"
        self.field.label.setText(words)
        self.password.setAccessibleName(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self.password.isReadOnly() and not event.isAutoRepeat():
                self._early.append(stroke_of(event))
                return True
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.agents.step(step)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if self.open.isEnabled() and self.agents.login and self.password.text():
            self.open_asked.emit(self.agents.login, self.password.text())
        else:
            self.enter()
