"""The first start: three questions at most, or the example data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayout, QLineEdit, QWidget

from ceis_desk.access.rules import new_login, normal_login
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import Part, Scroll, column, even, row
from ceis_desk.ui.kit.password import password_field
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.dark_side import DarkSide, fact_line, middle_of
from ceis_desk.ui.shell.figure import Figure
from ceis_desk.ui.shell.site_questions import Question, SiteQuestions
from ceis_desk.ui.shell.sketch import Sketch
from ceis_desk.ui.shell.strength import StrengthLine, is_strong, refused_beside

if TYPE_CHECKING:
    from ceis_desk.access.door import Founding
    from ceis_desk.exchange.exchanger import Joining

_WIDEST = 1000
_ROOM_FOR_TWO, _ROOM_FOR_INTRO = 560, 680  # pixels at 100 %: two fields, or a sentence and a button, on one line
_BIG = 130  # percent: over it the long words of the demonstration do not fit in the dark half
_DISCOVER, _DISCOVER_SHORT = "Découvrir avec des données d’exemple", "Découvrir les exemples"
_RIGHTS = "Vous aurez l’administration et la direction. Cela se change dans Réglages."
_DEMO_KEY = QKeySequence("Ctrl+D")
_ABOUT_LOGIN = "L’identifiant"
DIFFERENT = "Les deux mots de passe diffèrent."


class _Discover(Button):
    """The way to the example data, in fewer words where text is large."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _DISCOVER, kind="sun", icon="player-play")
        self._look = theme
        self.setProperty("on_nav", True)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        big = self._look.scale > _BIG
        self.setText(_DISCOVER_SHORT if big else _DISCOVER)
        self.set_key("" if big else "Ctrl D")
        self.setAccessibleDescription("Ctrl D")


class FirstStartPage(QWidget):
    """Starts in « Nom »; Entrée goes to the next empty field, then begins."""

    begin_asked = Signal(object)
    join_asked = Signal(object)
    demo_asked = Signal()
    backup_asked = Signal()
    other_folder_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._login_typed = False
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.site = SiteQuestions(theme)
        self.structure, self.join = self.site.structure, self.site.join
        self.name, self.login = TextField(theme), TextField(theme)
        self.password_field, self.password = password_field(theme, "Mot de passe")
        self.again_field, self.again = password_field(theme, "Encore une fois")
        self.again.eye.hide()
        self.login_field = Field(theme, "Identifiant", self.login)
        self.strength = StrengthLine(theme)
        self.begin = Button(theme, "Commencer", kind="main", icon="arrow-right", key="Entrée")
        self.demo = _Discover(theme)
        self.backup = Button(theme, "Reprendre une sauvegarde", kind="quiet", icon="history", compact=True)
        self.trouble = Notice(theme, "", tone="danger", icon="alert-circle")
        self.other = Button(theme, "Choisir un autre dossier", icon="folder-open", compact=True)
        self._build()
        self._connect()

    # -- what the pilot calls

    def enter(self) -> None:
        """Put the cursor in the first empty field."""
        (self._first_empty() or self.begin).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, words: str) -> None:
        """Say what is being made, or nothing again; nothing can be asked twice meanwhile."""
        self.begin.setEnabled(not words)
        self.demo.setEnabled(not words)
        self.backup.setEnabled(not words)
        self._then.setText(words or self.site.words()[0])

    def refuse(self, refusal: Refusal) -> None:
        """Say what the door refused; everything typed stays."""
        self.set_busy("")
        self.trouble.words.setText(refusal.sentence)
        self._trouble_line.show()

    def refuse_join(self, sentence: str) -> None:
        """Say what the site refused, beside the login when it is about it; everything typed stays."""
        if sentence.startswith(_ABOUT_LOGIN):
            self.login_field.set_error(sentence)
            self.login.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.join.refuse(sentence)

    def forget(self) -> None:
        """Drop the passwords once the desk is open."""
        self.password.clear()
        self.again.clear()
        self.join.forget()

    # -- building

    def _build(self) -> None:
        theme = self._theme
        self._intro = row(Text("Deux minutes. Tout pourra être changé plus tard.", "body", "ink2"), None, self.backup)
        ask = column(
            Figure(theme, "Trois questions pour commencer", 28, 700, "ink"),
            self._intro,
            self._build_questions(),
            None,
            gap=10,
            margins=(46, 30, 46, 10),
        )
        # What begins stays in sight, however much is asked above it.
        below = QWidget()
        self._trouble_line = _line_of(self.trouble, self.other, gap=10, wide=0)
        self._trouble_line.hide()
        self._then = Text(self.site.words()[0], "strong", wrap=True)
        self._why = Text(self.site.words()[1], "hint", "ink2", wrap=True)
        words = column(self._then, self._why, gap=2)
        foot = _line_of(Icon(theme, "key", "warn", 20), words, self.begin, gap=12, wide=1)
        below.setLayout(column(self._trouble_line, foot, gap=10, margins=(46, 10, 46, 14)))
        right = column(Scroll(middle_of(_held(ask), _WIDEST)), middle_of(below, _WIDEST), gap=0)
        right.setStretch(0, 1)
        self._side = _side(theme, self.demo)
        halves = row(self._side, right, gap=0)
        halves.setStretch(1, 1)
        self.setLayout(halves)

    def _build_questions(self) -> QWidget:
        theme = self._theme
        three = Question(theme, 3, "Vous", "premier compte")
        self._pairs = (
            *self.site.pairs,
            even(Field(theme, "Prénom et nom", self.name), self.login_field),
            even(self.password_field, self.again_field),
        )
        for line in self._pairs[-2:]:
            three.parts.addLayout(line)
        three.parts.addWidget(self.strength)
        rights = Text(_RIGHTS, "hint", "ink2", wrap=True)
        line = row(Icon(theme, "info-circle", "ink2", 16), rights, gap=8)
        line.setStretch(1, 1)
        three.parts.addLayout(line)
        self.questions = (*self.site.questions, three)
        return _held(column(self.site, three, gap=10))

    def _connect(self) -> None:
        for field in (*self.site.all_fields(), *self._who()):
            field.textEdited.connect(self._check)
            field.installEventFilter(self)
        self.site.turned.connect(self._turn)
        self.join.edited.connect(self._check)
        self.name.textEdited.connect(self._suggest_login)
        self.login.textEdited.connect(self._note_login)
        self.login.editingFinished.connect(self._judge_login)
        self.password.textChanged.connect(self.strength.judge)
        self.password.textEdited.connect(lambda _words: self.password_field.clear_message())
        self.password.editingFinished.connect(self._judge_password)
        self.again.editingFinished.connect(self._judge_again)
        self.begin.clicked.connect(self._begin)
        self.demo.clicked.connect(self.demo_asked)
        self.backup.clicked.connect(self.backup_asked)
        self.other.clicked.connect(self.other_folder_asked)
        shortcut = QShortcut(_DEMO_KEY, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.demo.click)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._mark_question)
        self._theme.changed.connect(self._fit)
        self._fit()
        self._check()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._side.sizeHint().width()
        across = _across(self._pairs, room > self._theme.px(_ROOM_FOR_TWO))
        _across((self._intro,), room > self._theme.px(_ROOM_FOR_INTRO))
        # What is typed comes before what is said of the next page.
        self._why.setVisible(across)

    # -- answering

    def _turn(self) -> None:
        self._then.setText(self.site.words()[0])
        self._why.setText(self.site.words()[1])
        self._check()

    def _who(self) -> tuple[QLineEdit, ...]:
        return self.name, self.login, self.password, self.again

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (*self.site.fields(), *self._who())

    def _first_empty(self) -> QLineEdit | None:
        return next((field for field in self._fields() if not field.text().strip()), None)

    def _complete(self) -> tuple[bool, bool, bool]:
        filled = all(field.text().strip() for field in self._who())
        same = self.password.text() == self.again.text()
        return (*self.site.complete(), filled and same and is_strong(self.password.text()))

    def _check(self) -> None:
        for question, done in zip(self.questions, self._complete(), strict=True):
            question.mark.set_done(done)
        self._trouble_line.hide()
        again = self.again.text()
        if not self.password.text().startswith(again):
            self.again_field.set_error(DIFFERENT)
        elif self.again_field.message() == DIFFERENT:
            self.again_field.clear_message()

    def _judge_password(self) -> None:
        if self.password.text():
            refused_beside(self.password_field, self.password.text())

    def _judge_again(self) -> None:
        if self.again.text() and self.again.text() != self.password.text():
            self.again_field.set_error(DIFFERENT)

    def _suggest_login(self) -> None:
        if not self._login_typed:
            self.login.setText(normal_login((self.name.text().split() or [""])[0]))
            self._check()

    def _note_login(self, text: str) -> None:
        self._login_typed = bool(text)
        self.login_field.clear_message()

    def _judge_login(self) -> bool:
        if not self.login.text().strip():
            return False
        try:
            new_login(self.login.text())
        except Refusal as refusal:
            self.login_field.set_error(refusal.sentence)
            return False
        return True

    def _mark_question(self, _old: QWidget | None, now: QWidget | None) -> None:
        for question in self.questions:
            question.set_kind("chosen" if question.holds(now) else "plain")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # On Linux a field takes Ctrl D for « delete »: stopped here, the shortcut answers.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return QKeySequence(event.keyCombination()) == _DEMO_KEY
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next()
        else:
            super().keyPressEvent(event)

    def _next(self) -> None:
        empty = self._first_empty()
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._begin()

    def _begin(self) -> None:
        empty = self._first_empty()
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        elif refused_beside(self.password_field, self.password.text()):
            self.password.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.password.text() != self.again.text():
            self.again_field.set_error(DIFFERENT)
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self._judge_login():
            self.login.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.site.joins() and not self.join.judge():
            return
        elif self.begin.isEnabled():
            (self.join_asked if self.site.joins() else self.begin_asked).emit(self._answers())

    def _answers(self) -> Founding | Joining:
        return self.site.answers(self.login.text().strip(), self.name.text().strip(), self.password.text())


def _across(lines: Iterable[QBoxLayout], wide: bool) -> bool:
    """Lay lines from left to right where there is room for it, else from top to bottom."""
    for line in lines:
        line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
    return wide


def _line_of(*parts: Part, gap: int, wide: int) -> QWidget:
    """Parts on one line, the one of rank `wide` taking the room left."""
    line = row(*parts, gap=gap)
    line.setStretch(wide, 1)
    return _held(line)


def _held(layout: QLayout) -> QWidget:
    held = QWidget()
    held.setLayout(layout)
    return held


def _side(theme: Theme, demo: Button) -> DarkSide:
    side = DarkSide(theme, "L’accueil du tiers-lieu social", 476, 42)
    why = "Une journée complète avec des personnes inventées. Un bouton les enlève toutes."
    parts = (
        None,
        Sketch(theme),
        8,
        Figure(theme, "Envie de voir d’abord\u00a0?", 22, 700, "nav_ink"),
        Text(why, "body", "nav_ink2", wrap=True),
        demo,
        None,
        fact_line(theme, "wifi-off", "Fonctionne sans Internet")[0],
        fact_line(theme, "lock", "Tout est chiffré sur ce poste")[0],
        fact_line(theme, "device-usb", "Les postes échangent par fichier")[0],
    )
    side.body.addLayout(column(*parts, gap=10), 1)
    return side
