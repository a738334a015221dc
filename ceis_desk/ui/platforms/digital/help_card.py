"""The card at the right: whom the help is for, its sheet, the draft that is kept, the button that records."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.access.masking import initials
from ceis_desk.core.dates import write_hour
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.avatar import Avatar
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.digital.help_form import For, HelpForm
from ceis_desk.ui.reception.tab_order import follow_with_all

_WIDTH = 352
_NOBODY = "Choisissez un poste occupé, ou quelqu’un d’autre, pour noter une aide."


class HelpCard(Card):
    """`recorded` when the sheet is to be recorded, `other_asked` when it is for somebody else."""

    recorded = Signal()
    other_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, *, reserved: bool) -> None:
        super().__init__(theme)
        self._theme, self._discreet, self._reserved = theme, discreet, reserved
        self.form: HelpForm | None = None
        self._below = ""
        self.avatar = Avatar(theme, side=40)
        self.title = Text("", "card", wrap=True)
        self.below = Text("", "secondary", "ink2", wrap=True)
        self.other = Button(theme, "Quelqu’un d’autre", kind="quiet", compact=True)
        self.hidden = HiddenNote(discreet)
        self.body_of = QWidget()
        self._inside = column(gap=0)
        self.body_of.setLayout(self._inside)
        self.scroller = FollowScroll(self.body_of)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing_shown = QWidget()
        self.wrong = Text("", "strong", "danger", wrap=True)
        self.wrong_line = QWidget()
        self.wrong_line.setLayout(row(Icon(theme, "alert-circle", "danger", 18), self.wrong, gap=6))
        self.kept = Text("", "hint", "success")
        self.kept_line = QWidget()
        self.kept_line.setLayout(row(Icon(theme, "check", "success", 16), self.kept, None, gap=6))
        self.save = Button(theme, "Enregistrer l’aide", kind="tinted", icon="check")
        self.empty = EmptyState(theme, _NOBODY, icon="edit", action="" if reserved else "Noter une aide")
        self.whole = QWidget()
        head = row(self.avatar, column(self.title, self.below, gap=0), gap=10)
        head.setStretch(1, 1)
        shown = (self.hidden, self.scroller, self.nothing_shown, self.wrong_line, self.kept_line, self.save)
        inside = column(head, row(self.other, None), *shown, gap=6)
        for part in (self.scroller, self.nothing_shown):
            inside.setStretch(inside.indexOf(part), 1)
        self.whole.setLayout(inside)
        self.add(self.whole, 1)
        self.add(self.empty, 1)
        self._connect()
        self.show_nobody()

    def _connect(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.save.clicked.connect(self.recorded)
        self.other.clicked.connect(self.other_asked)
        if not self._reserved:
            self.empty.acted.connect(self.other_asked)
        self._discreet.changed.connect(self._name)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), super().sizeHint().height())

    def show_nobody(self) -> None:
        """No help is being noted."""
        self._take_away()
        self.whole.hide()
        self.empty.show()

    def show_reserved(self, words: str) -> None:
        """Say whom to ask, to those who may not note a help."""
        self.empty.sentence.setText(words)

    def show_form(self, form: HelpForm, below: str) -> None:
        """The sheet of a help; `below` says at which post, since when."""
        self._take_away()
        self.form, self._below = form, below
        self._inside.addWidget(form)
        follow_with_all(self.other, form)
        self.wrong_line.hide()
        self.kept_line.hide()
        self.empty.hide()
        self.whole.show()
        self._name()

    def say_below(self, words: str) -> None:
        """At which post, since when."""
        self._below = words
        self._name()

    def tell_kept(self, at: dt.datetime, *, kept: bool) -> None:
        """Say when the draft was kept."""
        self.kept.setText(f"Brouillon gardé à {write_hour(at.time())}")
        self.kept_line.setVisible(kept)

    def refuse(self, words: str) -> None:
        """Say why nothing was recorded; empty takes it away."""
        self.wrong.setText(words)
        self.wrong_line.setVisible(bool(words))
        announce(self, words)

    def start(self) -> None:
        """The cursor on the first theme."""
        if self.form is not None:
            next(iter(self.form.themes.buttons.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_away(self) -> None:
        if self.form is not None:
            former, self.form = self.form, None
            self._inside.removeWidget(former)
            former.hide()
            former.deleteLater()

    def _name(self) -> None:
        show = self._discreet.show
        # All of it, or a bar would scroll over nothing.
        self.scroller.setVisible(not show.on)
        self.nothing_shown.setVisible(show.on)
        if self.form is None:
            return
        whom: For = self.form.whom
        self.avatar.show_person(initials(whom.family, whom.first), str(whom.person_id or ""))
        named = show.name(whom.civility, whom.family, "" if not show.on else whom.first)
        who = named if whom.person_id is not None else "une personne sans nom"
        self.title.setText(f"Aide pour {who}")
        self.below.setText(self._below)
        self.below.setVisible(bool(self._below))
