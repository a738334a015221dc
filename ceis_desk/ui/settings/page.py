"""The page of the settings: the list of sections at the left, the section chosen at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Scroll, column, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.sections import Reach, Section, section_of

_LIST_WIDTH, _NARROW_LIST, _NARROW = 236, 198, 860


class SectionView(QWidget):
    """What one section shows; `main` is its strong action, at the head of the page."""

    main: Button | None = None

    def first(self) -> QWidget | None:
        """Where Entrée in the list of sections puts the cursor, None for the first part that takes it."""
        return None


class SettingsPage(QWidget):
    """Passive: `chosen` says which section the cursor is on; views are added as they are first shown."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._narrow = False
        self._reaches: dict[str, Reach] = {}
        self._views: dict[str, SectionView] = {}
        self._scrolls: dict[str, Scroll] = {}
        self.sections = RowList(theme, "Sections des réglages")
        self.sections.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.sentence = Text("", "body", "ink2", wrap=True)
        self.notice = Notice(theme, "", icon="lock")
        self.notice.hide()
        self.stack = QStackedWidget()
        self._actions = row(gap=8)
        self._compose()
        self.sections.moved.connect(self.chosen)
        self.sections.opened.connect(self._go_inside)
        theme.changed.connect(self._fit)

    def _compose(self) -> None:
        words = column(Text("Réglages", "title"), self.sentence, gap=2)
        head = row(gap=12)
        head.addLayout(words, 1)
        head.addLayout(self._actions)
        self._card = QFrame()
        self._card.setProperty("card", "plain")
        self._card.setLayout(column(self.sections, margins=(8, 8, 8, 8)))
        right = column(self.notice, self.stack, gap=10)
        right.setStretch(1, 1)
        body = row(self._card, gap=12)
        body.addLayout(right, 1)
        whole = column(head, gap=12, margins=(18, 16, 18, 12))
        whole.addLayout(body, 1)
        self.setLayout(whole)
        self._fit()

    def show_sections(self, reaches: dict[str, Reach]) -> None:
        """List the sections; a locked one bears a lock and stays in its place."""
        self._reaches = reaches
        self._list_sections()

    def _list_sections(self) -> None:
        rows = [(code, _look(section_of(code), reach, bare=self._narrow)) for code, reach in self._reaches.items()]
        self.sections.blockSignals(True)
        self.sections.show_rows(rows)
        self.sections.blockSignals(False)

    def has_view(self, code: str) -> bool:
        """Whether the section was shown before."""
        return code in self._views

    def add_view(self, code: str, view: SectionView) -> None:
        """Keep the view of a section."""
        self._views[code] = view
        self._scrolls[code] = Scroll(view)
        self.stack.addWidget(self._scrolls[code])
        if view.main is not None:
            self._actions.addWidget(view.main)
            # It stands in the head of the page: Tab comes there before the list, as one reads.
            before = self.sections.previousInFocusChain()
            if before is not None:
                QWidget.setTabOrder(before, view.main)

    def show_view(self, section: Section, notice: str) -> None:
        """Show a section, its sentence, its action and what the account may not do there."""
        self.sections.go_to(section.code)
        self.sentence.setText(section.sentence)
        self.show_notice(notice)
        for code, view in self._views.items():
            if view.main is not None:
                view.main.setVisible(code == section.code and not view.main.property("locked"))
        self.stack.setCurrentWidget(self._scrolls[section.code])

    def show_notice(self, words: str) -> None:
        """What the account may not do in the section shown, empty when it may do everything."""
        self.notice.words.setText(words)
        self.notice.setVisible(bool(words))

    def start(self) -> None:
        """The cursor in the list of sections."""
        self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_inside(self, code: str) -> None:
        view = self._views.get(code)
        if view is None:
            return
        target = view.first() or first_stop(view)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def open_sheet(self, content: QWidget, name: str, first: QWidget | None = None, width: int = 560) -> Sheet:
        """Cover the window with a sheet that goes away for good when it closes."""
        inside = SheetScroll(content)
        sheet = Sheet(self.theme, self.window(), inside, name, width=width)
        inside.reshaped.connect(sheet.refit)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open(first)
        return sheet

    def areas(self) -> Sequence[QWidget]:
        """Where F6 goes: the list, then the section."""
        shown = self.stack.currentWidget()
        inside = first_stop(shown) if shown is not None else None
        return [self.sections, *([inside] if inside is not None else [])]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self.theme.px(_NARROW)
        self._card.setFixedWidth(self.theme.px(_NARROW_LIST if narrow else _LIST_WIDTH))
        if narrow is not self._narrow:
            self._narrow = narrow
            self._list_sections()


def first_stop(view: QWidget) -> QWidget | None:
    """The first part of a view that Tab visits."""
    at = view.nextInFocusChain()
    while at is not None and at is not view:
        if (
            view.isAncestorOf(at)
            and at.isVisibleTo(view)
            and at.isEnabled()
            and at.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            return at.focusProxy() or at
        at = at.nextInFocusChain()
    return None


def _look(section: Section, reach: Reach, *, bare: bool) -> RowLook:
    """A line of the list; `bare` gives the words the room of the icon, a lock excepted."""
    locked = reach is Reach.LOCKED
    icon = "lock" if locked else "" if bare else section.icon
    return RowLook(section.words, icon=icon, compact=True, quiet=locked)
