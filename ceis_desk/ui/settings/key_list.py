"""Keys: each command and its key; Entrée on one waits for the new key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.choices import CheckBox
from ceis_desk.ui.kit.french import french_keys
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.key_catcher import KeyCatcher
from ceis_desk.ui.settings.key_rules import refused_key
from ceis_desk.ui.settings.page import SectionView, SettingsPage
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import COMMANDS, PLACES, Command, command_of, in_place


class KeysView(SectionView):
    """The list of commands, the switch of single keys, and the way back to the first keys."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.single = CheckBox(
            theme, "Commandes d’une seule touche (chiffres des motifs, lettres qui cherchent)", strong=True
        )
        self.list = RowList(theme, "Touches", fit=True)
        self.reset = Button(theme, "Remettre les touches d’origine", icon="arrow-back-up", compact=True)
        switch = Card(theme, "Une seule touche", "keyboard")
        switch.add(self.single)
        why = (
            "À désactiver avec une dictée vocale ou des touches qui partent seules. Ctrl, Alt et F1 à F12 "
            "restent\u00a0: un motif se choisit alors par Alt et son chiffre, ou par Tab puis Espace."
        )
        switch.add(Text(why, "hint", "ink2", wrap=True))
        keys = Card(theme, "Touches du programme", "keyboard")
        keys.right.addWidget(self.reset)
        keys.add(Text("Entrée ou un clic sur une ligne change sa touche.", "secondary", "ink2", wrap=True))
        keys.add(self.list)
        self.setLayout(column(switch, keys, None, gap=12))
        self.list.opened.connect(self.opened)

    def show_keys(self, keys: Mapping[str, str], *, single: bool) -> None:
        """The key of each command, those that the desk chose marked."""
        self.single.setChecked(single)
        rows: list[tuple[str, RowLook]] = []
        for place, title in {"": "Partout", **PLACES}.items():
            # A command of two pages stands under the first one alone.
            own = [one for one in in_place(place) if one.places[:1] == ((place,) if place else ())]
            rows.append((f"place-{place}", RowLook(title, heading=True)))
            rows += [(one.code, key_row(one, keys[one.code])) for one in own]
        self.list.show_rows(rows)
        self.reset.setVisible(any(keys[command.code] != command.default for command in COMMANDS))


def key_row(command: Command, sequence: str) -> RowLook:
    """A command and its key."""
    words = f"{command.words[0].upper()}{command.words[1:]}"
    changed = (ChipLook("changée", "primary", "pencil"),) if sequence != command.default else ()
    also = ", ".join(PLACES[place] for place in command.places[1:])
    beside = f"aussi dans {also}" if also else ""
    return RowLook(words, beside=beside, chips=changed, key=french_keys(sequence), key_always=True, compact=True)


class NewKeyForm(QWidget):
    """`given` is the key accepted; a key that cannot be had is said, and another is awaited."""

    given = Signal(str)

    def __init__(self, theme: Theme, command: Command, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._command, self._keys = command, keys
        self._caught = ""
        self.catcher = KeyCatcher(theme)
        self.trouble = Notice(theme, "", tone="danger", icon="alert-circle")
        self.trouble.hide()
        self.save = Button(theme, "Prendre cette touche", kind="main", icon="check")
        self.save.setEnabled(False)
        self.first_key = Button(theme, f"Remettre {french_keys(command.default)}", icon="arrow-back-up")
        self.first_key.setVisible(keys[command.code] != command.default)
        title = Text(f"{command.words[0].upper()}{command.words[1:]}", "card", wrap=True)
        now = Text(f"Touche actuelle\u00a0: {french_keys(keys[command.code])}", "secondary", "ink2")
        foot = row(self.save, LeaveButton(theme), None, self.first_key, gap=10)
        self.setLayout(column(title, now, self.catcher, self.trouble, foot, gap=12, margins=(20, 16, 20, 16)))
        self.catcher.caught.connect(self._judge)
        self.save.clicked.connect(lambda: self.given.emit(self._caught))
        self.first_key.clicked.connect(lambda: self.given.emit(command.default))

    def _judge(self, sequence: str) -> None:
        why = refused_key(sequence, self._command.code, self._keys)
        self._caught = "" if why else sequence
        self.catcher.show_words(french_keys(sequence))
        self.trouble.words.setText(why)
        self.trouble.setVisible(bool(why))
        self.save.setEnabled(not why)
        if not why:
            self.save.setFocus(Qt.FocusReason.TabFocusReason)


class KeysPart(QObject):
    """The section at work, on the choices of the desk."""

    def __init__(self, page: SettingsPage, choices: DeskChoices, keyboard: Keyboard) -> None:
        super().__init__(page)
        self._page, self._choices, self._keyboard = page, choices, keyboard
        self.view = KeysView(page.theme)
        self.view.opened.connect(self._open)
        self.view.single.clicked.connect(lambda on: choices.change(single_keys=on))
        self.view.reset.clicked.connect(lambda: choices.change(keys={}))
        keyboard.follow(self, self.show_keys)

    def show_keys(self) -> None:
        """The keys in force, whoever chose them."""
        self.view.show_keys(self._keyboard.keys(), single=self._keyboard.single)

    def _open(self, code: str) -> None:
        command = command_of(code)
        form = NewKeyForm(self._page.theme, command, self._keyboard.keys())
        sheet = self._page.open_sheet(form, f"Touche\u00a0: {command.words}", form.catcher, width=460)

        def take(sequence: str) -> None:
            sheet.close_sheet()
            kept = {one: key for one, key in self._choices.now.keys.items() if one != code}
            self._choices.change(keys=kept | ({code: sequence} if sequence != command.default else {}))

        form.given.connect(take)
