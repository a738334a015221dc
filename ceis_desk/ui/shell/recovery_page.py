"""The recovery key, once: printed, written to a file, or copied by hand; never skipped in silence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.dark_side import DarkSide, fact_line, middle_of
from ceis_desk.ui.shell.figure import Figure

_A_LINE, _WIDEST = 5, 1000


def key_lines(text: str) -> str:
    """The key on lines of five groups, as it is read aloud."""
    groups = text.split("-")
    return "\n".join("-".join(groups[at : at + _A_LINE]) for at in range(0, len(groups), _A_LINE))


_FIRST = ("Votre clé de secours", "Le site est créé", "Tout est chiffré sur ce poste", "La clé de secours est prête")
_AGAIN = (
    "Votre nouvelle clé de secours",
    "L’ancienne feuille n’ouvre plus rien ici",
    "Les autres postes suivent à leur prochain échange",
    "Ensuite seulement, détruisez l’ancienne feuille",
)


class RecoveryPage(QWidget):
    """« Continuer » waits until the key is on paper, in a file or copied."""

    print_asked = Signal()
    save_asked = Signal()
    go_on_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._kept = "", False
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.print = Button(theme, "Imprimer la clé", kind="main", icon="printer", key="Ctrl P")
        self.save = Button(theme, "Enregistrer dans un fichier", icon="file-download", key="Ctrl S")
        self.show_key = Button(theme, "Montrer pour recopier", icon="eye")
        self.copied = CheckBox(theme, "La clé est imprimée, ou je l’ai recopiée")
        self.go_on = Button(theme, "Continuer", icon="arrow-right", key="Entrée")
        self.key = Text("", "card")
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said = Notice(theme, "", tone="success", icon="check")
        self._build()
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self.save_asked)
        self.show_key.clicked.connect(self._show)
        self.copied.toggled.connect(lambda on: self.go_on.setEnabled(on or self._kept))
        self.go_on.clicked.connect(self.go_on_asked)

    def show_key_text(self, text: str, *, again: bool = False) -> None:
        """Offer a new key; it is hidden until it is asked for, since the counter is public.

        One that comes `again` took the place of another.
        """
        self._text, self._kept = text, False
        for told, words in zip((self._title, *self._facts), _AGAIN if again else _FIRST, strict=True):
            told.setText(words)
        self.key.setText("")
        self._shown.hide()
        self.said.hide()
        self.copied.setChecked(False)
        self.go_on.setEnabled(False)

    def ask_kept(self) -> None:
        """The key was shown for printing: whoever holds the paper says so."""
        self._shown.show()
        self._inset.setVisible(bool(self.key.text()))
        self.copied.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_kept(self, words: str) -> None:
        """The key is on paper or in a file: one may go on."""
        self._kept = True
        self.go_on.setEnabled(True)
        self.said.words.setText(words)
        self.said.show()
        announce(self, words)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say what did not work."""
        self.said.words.setText(sentence)
        self.said.show()
        announce(self, sentence)

    def forget(self) -> None:
        """Drop the key from the screen and from memory."""
        self.show_key_text("")

    def enter(self) -> None:
        """Put the cursor on printing."""
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        theme = self._theme
        why = (
            "Elle seule rouvre les données si tous les mots de passe sont perdus. Elle ne sera plus jamais affichée.",
            "Gardez-la sous enveloppe, hors de ce poste\u00a0: coffre, direction.",
        )
        card = Card(theme, "Comment voulez-vous la garder\u00a0?", "key")
        for button in (self.print, self.save, self.show_key):
            card.add(row(button, None))
        self._shown = QWidget()
        self._inset = Card(theme, kind="inset")
        self._inset.add(self.key)
        self._shown.setLayout(column(self._inset, self.copied, gap=10))
        card.add(self._shown)
        card.add(self.said)
        foot = row(
            Icon(theme, "info-circle", "ink2", 16),
            Text("Ensuite, un bandeau reste affiché jusqu’à ce que la clé ait été essayée une fois.", "hint", "ink2",
                 wrap=True),
            self.go_on,
            gap=10,
        )  # fmt: skip
        foot.setStretch(1, 1)
        self._title = Figure(theme, _FIRST[0], 28, 700, "ink")
        words = [Text(sentence, "body", "ink2", wrap=True) for sentence in why]
        inside = QWidget()
        inside.setLayout(column(None, self._title, *words, card, foot, None, gap=14, margins=(46, 40, 46, 24)))
        side = DarkSide(theme, "L’accueil du tiers-lieu social", 476, 42)
        facts = [
            fact_line(theme, icon, words) for icon, words in zip(("check", "lock", "key"), _FIRST[1:], strict=True)
        ]
        self._facts = tuple(said for _, said in facts)
        side.body.addLayout(column(None, *(line for line, _ in facts), None, gap=10), 1)
        halves = row(side, Scroll(middle_of(inside, _WIDEST)), gap=0)
        halves.setStretch(1, 1)
        self.setLayout(halves)

    def _show(self) -> None:
        self.key.setText(key_lines(self._text))
        self._inset.show()
        self._shown.show()
        self.copied.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go_on.isEnabled():
            self.go_on_asked.emit()
        elif control and event.key() == Qt.Key.Key_S:
            self.save_asked.emit()
        else:
            super().keyPressEvent(event)
