"""The right side of the preview: printer, copies, pages, names, and the three ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox, ComboBox, NumberField
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.progress import ProgressLine
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Icon, Rule, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.printing.printers import Printer, PrintWish

PRINT, SAVE, RETRY = "Imprimer", "Enregistrer le PDF", "Réessayer"
NO_PRINTER = "Aucune imprimante sur ce poste. Le PDF peut être enregistré, puis imprimé ailleurs."
INITIALS = "sinon initiales seules"


class PrintOptions(QWidget):
    """Choices of the user and what the document is doing; every button says its key."""

    print_asked = Signal()
    save_asked = Signal()
    folder_asked = Signal()
    close_asked = Signal()
    names_chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._printers: tuple[Printer, ...] | None = None
        self.setProperty("area", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Options d’impression")
        self._make_choices(theme)
        self._make_buttons(theme)
        self._make_state(theme)
        self._lay()

    def _make_choices(self, theme: Theme) -> None:
        self.printer = ComboBox(theme)
        self._printer = Field(theme, "Imprimante", self.printer, hint="Recherche des imprimantes…")
        self.copies = NumberField(theme, "Copies", lowest=1)
        self._copies = Field(theme, "Copies", self.copies)
        self.pages = ComboBox(theme, (("all", "toutes"), ("shown", "page affichée")))
        self._pages = Field(theme, "Pages", self.pages)
        self.paper = Segmented(theme, "Papier", (("a4", "A4"), ("a5", "A5")))
        self.sides = Segmented(theme, "Faces", (("one", "Recto"), ("both", "Recto verso")))
        self._paper_label = Text("Papier", "label", "ink2")
        self._papers = QWidget()
        self._papers.setLayout(Flow(self.paper, self.sides, gap=12))
        self.names = CheckBox(theme, "Noms entiers", strong=True)
        self.names.setAccessibleDescription(INITIALS)
        self._names_line = QWidget()
        self._names_line.setLayout(row(self.names, None, Text(INITIALS, "secondary", "ink2")))
        self.notice = Notice(theme, "", icon="shield-lock")
        self.printer.currentIndexChanged.connect(self._say_state_of_printer)
        self.names.clicked.connect(self.names_chosen)

    def _make_buttons(self, theme: Theme) -> None:
        self.print = Button(theme, PRINT, kind="main", icon="printer", key="Entrée")
        self.save = Button(theme, SAVE, icon="file-download", key="Ctrl S")
        self.folder = Button(theme, "Ouvrir le dossier", icon="folder-open", key="Ctrl O")
        self.close_button = Button(theme, "Fermer", kind="quiet", key="Échap")
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self.save_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.close_button.clicked.connect(self.close_asked)

    def _make_state(self, theme: Theme) -> None:
        self._state_icon = Icon(theme, "check", "success", 20)
        self.state = Text("", "strong", wrap=True)
        self.after = Text("", "secondary", "ink2", wrap=True)
        self.progress = ProgressLine(theme, "Préparation du document")
        self.progress.show_share(0, 0)

    def _lay(self) -> None:
        state = row(gap=10)
        state.addWidget(self._state_icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addLayout(column(self.state, self.after, self.progress, gap=4), 1)
        close = row(None, self.close_button)
        choices = (self._printer, even(self._copies, self._pages), self._paper_label, self._papers, self._names_line)
        buttons = (self.print, self.save, self.folder)
        parts = (Text("Imprimer", "title"), *choices, self.notice, 2, *buttons, None, Rule(), state, close)
        self.setLayout(column(*parts, gap=10, margins=(24, 20, 24, 14)))

    def show_printers(self, printers: Sequence[Printer]) -> None:
        """Offer these printers; without any, saving the PDF becomes the main action."""
        self._printers = tuple(printers)
        self.printer.clear()
        for printer in printers:
            self.printer.addItem(printer.label, printer.name)
        there = bool(printers)
        self.printer.setEnabled(there)
        self.printer.setPlaceholderText("" if there else "aucune imprimante")
        for part in (self._copies, self._pages, self._paper_label, self._papers, self.print):
            part.setVisible(there)
        self.save.set_kind("plain" if there else "main")
        self.save.set_key("Ctrl S" if there else "Entrée")
        self._say_state_of_printer()

    def has_printer(self) -> bool:
        """Whether paper is possible, as far as is known yet."""
        return self._printers is None or bool(self._printers)

    def main_button(self) -> Button:
        """The button that Entrée presses."""
        return self.print if self.has_printer() else self.save

    def show_names(self, *, whole: bool | None, warning: str) -> None:
        """Show the box of whole names (None for a document that bears none) and what to know of this page."""
        self._names_line.setVisible(whole is not None)
        self.names.setChecked(bool(whole))
        self.notice.words.setText(warning)
        self.notice.setVisible(bool(warning))

    def say_working(self, words: str) -> None:
        """Something is under way."""
        self._say(words, "", "clock", "ink3")
        self.progress.show()

    def say_ready(self, words: str, after: str = "") -> None:
        """Something went well."""
        self._say(words, after, "check", "success")
        self.print.setText(PRINT)

    def say_failed(self, words: str, *, retry: bool = False) -> None:
        """Something went wrong; with `retry`, the main button does it again."""
        self._say(words, "", "alert-triangle", "danger")
        if retry:
            self.print.setText(RETRY)

    def wish(self, shown: int, count: int) -> PrintWish:
        """What the user chose; `shown` is the page on screen, counted from 0, among `count`."""
        pages = (shown,) if self.pages.value() == "shown" else tuple(range(count))
        copies, paper = self.copies.value(), self.paper.value()
        return PrintWish(self.printer.value(), pages, copies, paper, self.sides.value() == "both")

    def _say(self, words: str, after: str, icon: str, tone: str) -> None:
        self.progress.hide()
        self._state_icon.set_icon(icon, tone)
        self.state.setText(words)
        self.after.setText(after)
        self.after.setVisible(bool(after))
        announce(self, words)

    def _say_state_of_printer(self) -> None:
        if self._printers is not None:
            state = next((one.state for one in self._printers if one.name == self.printer.value()), NO_PRINTER)
            self._printer.set_hint(state)
