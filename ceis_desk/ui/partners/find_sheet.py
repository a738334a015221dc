"""Choose the partner of a referral: one of the directory, or a name written freely."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.partners.model import PartnerLine
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.rows import partner_row
from ceis_desk.ui.people.keys import is_enter

FREE = "free"
_MOST = 7


class PartnerFindSheet(QWidget):
    """`searched` at each letter, `picked` with the line of a partner, `written` with a name that is not listed."""

    searched = Signal(str)
    picked = Signal(object)
    written = Signal(str)

    def __init__(self, theme: Theme, title: str, head: QWidget | None = None, *, free: bool = True) -> None:
        super().__init__()
        self._free = free
        self._lines: dict[str, PartnerLine] = {}
        self.search = SearchField(theme, placeholder="Nom, sigle, ancien nom, service", name="Chercher un partenaire")
        self.results = RowList(theme, "Partenaires trouvés")
        self.results.setMinimumHeight(theme.px(330))
        heads = (Text(title, "title", wrap=True), *((head,) if head is not None else ()))
        parts = (*heads, self.search, self.results, row(LeaveButton(theme), None))
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))
        self.search.textEdited.connect(self.searched)
        self.results.opened.connect(self._take)

    def show_lines(self, typed: str, lines: tuple[PartnerLine, ...]) -> None:
        """The answer for `typed`, unless other letters were typed since."""
        if typed != self.search.text():
            return
        self._lines = {str(line.id): line for line in lines[:_MOST]}
        rows = [(ident, partner_row(line, typed)) for ident, line in self._lines.items()]
        if self._free and typed.strip():
            look = RowLook(
                f"Écrire «\u00a0{typed.strip()}\u00a0»",
                subtitle="Hors de l’annuaire\u00a0: ce nom sera scellé pour les professionnels.",
                icon="pencil",
                icon_boxed=True,
            )
            rows.append((FREE, look))
        self.results.show_rows(rows)
        self.results.go_to(rows[0][0] if rows else "")

    def _take(self, ident: str) -> None:
        if ident == FREE:
            self.written.emit(self.search.text().strip())
        elif ident in self._lines:
            self.picked.emit(self._lines[ident])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_enter(event) and self.results.current():
            self._take(self.results.current())
        else:
            super().keyPressEvent(event)
