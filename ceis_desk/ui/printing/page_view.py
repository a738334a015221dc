"""One page of a document on the table: zoom, turning, and the image that follows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.painting import rounded, smooth_painter
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.kit.tokens import LIGHT
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.pdf_pages import POINTS_AN_INCH, PdfPages, page_image

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_SCREEN_DOTS = 96  # dots an inch when a page is shown at 100 %
_FINER = 2  # pixels drawn for one shown: small letters keep their spacing
_AROUND = 14  # pixels of table left around a whole page


class PaperSheet(QLabel):
    """The page itself: its image for the eyes, its text for screen readers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_image(self, image: QImage) -> None:
        """Paint this image over the whole sheet."""
        self._image = image
        self.update()

    def is_painted(self) -> bool:
        """Whether the page has come."""
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            # Paper is white in every theme: this is what comes out of the printer.
            rounded(painter, self.rect(), 0, fill=QColor(LIGHT.surface), edge=self._theme.color("strong"))
            if not self._image.isNull():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._image)


class PageView(QScrollArea):
    """Shows one page of a PDF, whole or at a zoom; `turned` and `zoomed` say where one is."""

    turned = Signal(int, int)
    zoomed = Signal(str)
    failed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._answers = theme, Answers(self)
        self._pages: PdfPages | None = None
        self._at, self._zoom = 0, 0
        self._busy, self._stale = False, False
        self.sheet = PaperSheet(theme)
        self.setWidget(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Page")
        self.sheet.hide()

    @property
    def page(self) -> int:
        """The page shown, counted from 0."""
        return self._at

    def show_pages(self, pages: PdfPages) -> None:
        """Show a document, at the same page as before when it is the same one made again."""
        self._pages = pages
        self._at = min(self._at, len(pages.sizes) - 1)
        self._settle()

    def forget(self) -> None:
        """Show nothing: the document that was here is somebody else's by now."""
        self._pages, self._at = None, 0
        self.sheet.show_image(QImage())
        self.sheet.setText("")
        self.sheet.hide()

    def go_to(self, page: int) -> None:
        """Show a page, counted from 0; the nearest one when there is none of that number."""
        if self._pages is not None:
            self._at = max(0, min(page, len(self._pages.sizes) - 1))
            self.verticalScrollBar().setValue(0)
            self._settle()

    def set_zoom(self, percent: int) -> None:
        """Show at `percent` of the real size; 0 shows the whole page."""
        self._zoom = percent
        self._settle()

    def zoom_in(self) -> None:
        """The next larger size."""
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self._percent()), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next smaller size."""
        self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._percent()), ZOOMS[0]))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(420))

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), self._theme.color("track"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pages is not None and self._zoom == 0:
            self._settle()

    def _percent(self) -> int:
        """The zoom in force, computed when the whole page is asked for."""
        if self._zoom or self._pages is None:
            return self._zoom or 100
        wide, high = self._pages.sizes[self._at]
        room = self.maximumViewportSize()
        share = min((room.width() - 2 * _AROUND) / wide, (room.height() - 2 * _AROUND) / high)
        return max(10, int(share * POINTS_AN_INCH / _SCREEN_DOTS * 100))

    def _settle(self) -> None:
        if self._pages is None:
            return
        percent = self._percent()
        wide, high = self._pages.sizes[self._at]
        scale = percent / 100 * _SCREEN_DOTS / POINTS_AN_INCH
        self.sheet.resize(round(wide * scale), round(high * scale))
        self.sheet.show()
        self.sheet.setText(self._pages.texts[self._at])
        self.sheet.setAccessibleName(f"Page {self._at + 1} sur {len(self._pages.sizes)}")
        self.turned.emit(self._at, len(self._pages.sizes))
        self.zoomed.emit(f"{'Page entière, ' if not self._zoom else ''}{percent}\u00a0%")
        self._render()

    def _render(self) -> None:
        """Ask for the image; while one is on its way only the last wish is kept."""
        self._stale = self._busy
        pages = self._pages
        if self._busy or pages is None:
            return
        self._busy = True
        source, page = pages.source, self._at
        dots = self._percent() / 100 * _SCREEN_DOTS * self.devicePixelRatioF() * _FINER
        self._answers.when(
            aside(lambda: page_image(source, page, dots)),
            lambda image: self._painted(pages, image),
            lambda refusal: self._refused(pages, refusal),
        )

    def _painted(self, pages: PdfPages, image: QImage) -> None:
        self._busy = False
        if self._stale or pages is not self._pages:
            self._render()
        else:
            self.sheet.show_image(image)

    def _refused(self, pages: PdfPages, refusal: Refusal) -> None:
        self._busy = False
        if pages is self._pages:
            self.failed.emit(refusal.sentence)
        else:
            self._render()
