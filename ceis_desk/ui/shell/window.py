"""The one window: a first screen painted before anything heavy is imported, ribbons, and the screen of the moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolTip, QWidget

from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.ribbon import Ribbon
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.cursor import CursorKeeper
from ceis_desk.ui.shell.dark_side import DarkSide

TITLE = "CEIS Desk"
_WIDE, _HIGH = 1366, 740
_LEAST = (760, 520)


class FirstPaint(QObject):
    """Says `seen` once, when a widget has been painted and its picture sent to the screen."""

    seen = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # A timer of no delay would fire before the picture is sent: this one is set while painting.
            QTimer.singleShot(0, self, self.seen.emit)
        return False


class OpeningPage(QWidget):
    """What is seen while the rest is imported."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = Text("Ouverture du poste…", "body", "ink2")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        halves = row(DarkSide(theme, "L’accueil du tiers-lieu social", 476, 42), words, gap=0)
        halves.setStretch(1, 1)
        self.setLayout(halves)


class Window(QMainWindow):
    """Holds screens and ribbons; its title never bears a name. `may_close`, when set, may make it wait."""

    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cursor = CursorKeeper(self)
        self.may_close: Callable[[], bool] | None = None
        self.demo = Ribbon(
            theme, "demo", "Données d’exemple\u00a0: personnes et chiffres inventés.", action="Tout enlever"
        )
        self.key = Ribbon(theme, "key", "", action="Essayer la clé")
        self.demo.hide()
        self.key.hide()
        # Nothing can be taken away before somebody comes in: the band is low from its first picture.
        self.demo.button.hide()  # type: ignore[union-attr]  # made with an action
        self._screens = QStackedWidget()
        # The first screen is shown as soon as it is held: this one, so that no other is before it is asked for.
        self._screens.addWidget(QWidget())
        self.ground = QWidget()
        parts = column(self.demo, self.key, self._screens, gap=0)
        parts.setStretch(2, 1)
        self.ground.setLayout(parts)
        self.setCentralWidget(self.ground)
        self.setMinimumSize(*_LEAST)
        self.resize(_WIDE, _HIGH)
        self.setWindowTitle(TITLE)

    @cached_property
    def opening(self) -> OpeningPage:
        """The first screen of a folder that must be looked at."""
        return OpeningPage(self._theme)

    def hold(self, screen: QWidget) -> None:
        """Keep a screen ready to be shown."""
        if self._screens.indexOf(screen) < 0:
            self._screens.addWidget(screen)

    def show_screen(self, screen: QWidget, title: str = "") -> None:
        """Show a screen in place of the one before."""
        self.hold(screen)
        self._screens.setCurrentWidget(screen)
        self.name_screen(title)

    def drop_screen(self, screen: QWidget) -> None:
        """Forget a screen and all that it holds."""
        self._screens.removeWidget(screen)
        screen.deleteLater()

    def screen_shown(self) -> QWidget | None:
        """The screen of the moment."""
        return self._screens.currentWidget()

    def name_screen(self, title: str) -> None:
        """« CEIS Desk — Accueil »."""
        self.setWindowTitle(f"{TITLE} — {title}" if title else TITLE)

    def open_sheet(self, content: QWidget, name: str, *, width: int = 660, first: QWidget | None = None) -> Sheet:
        """Open a sheet over everything; it is forgotten when it closes."""
        sheet = Sheet(self._theme, self.ground, content, name, width=width)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open(first)
        return sheet

    def sheets(self) -> list[Sheet]:
        """The sheets now open, of the frame and of the pages."""
        return [sheet for sheet in self.findChildren(Sheet) if sheet.isVisible()]

    def cover(self) -> list[Sheet]:
        """Close what floats over the window before a lock, and give the sheets of the pages, to be hidden."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for other in QApplication.topLevelWidgets():
            if other is not self and other.isVisible() and other.parentWidget() is not None:
                other.close()
        sheets = self.sheets()
        for sheet in sheets:
            if sheet.parentWidget() is self.ground:
                sheet.close_sheet()
        return [sheet for sheet in sheets if sheet.parentWidget() is not self.ground]

    def come_forward(self) -> None:
        """Show the window above the others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def place(self) -> str:
        """Where the window is and how large, in letters."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def take_place(self, place: str) -> None:
        """Go back where `place` says, or take the whole screen when that is not known; before it is shown."""
        if not place or not self.restoreGeometry(QByteArray.fromBase64(place.encode("ascii", "ignore"))):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Asked by Tab, and by whatever hides or turns grey with the cursor in it.
        return self._cursor.hand_over() or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
