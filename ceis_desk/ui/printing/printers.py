"""Paper: which printers there are, and a PDF sent to one of them, page by page, as images."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ceis_desk.core.errors import Refusal
from ceis_desk.ui.printing.pdf_pages import page_image, read_pdf

NOT_SENT = "L’impression n’est pas partie. Le PDF est gardé."
_FINEST = 600  # dots an inch: an A4 page takes 100 MB then, and no one sees more on paper
_PAPERS = {"a4": QPageSize.PageSizeId.A4, "a5": QPageSize.PageSizeId.A5}
_STATES = {
    QPrinter.PrinterState.Idle: "prête",
    QPrinter.PrinterState.Active: "occupée",
    QPrinter.PrinterState.Aborted: "arrêtée",
    QPrinter.PrinterState.Error: "en panne",
}


@dataclass(frozen=True)
class Printer:
    """A printer as the system names it, the words for people, its state, and whether it is the usual one."""

    name: str
    label: str
    state: str
    usual: bool


@dataclass(frozen=True)
class PrintWish:
    """How to print: pages counted from 0, `paper` is « a4 » or « a5 »; `into` prints into a PDF file instead."""

    printer: str
    pages: tuple[int, ...]
    copies: int = 1
    paper: str = "a4"
    both_sides: bool = False
    into: Path | None = None


def find_printers() -> tuple[Printer, ...]:
    """The printers of this PC, the usual one first; slow where the system asks the network."""
    found = [
        Printer(info.printerName(), info.description() or info.printerName(), _STATES[info.state()], info.isDefault())
        for info in QPrinterInfo.availablePrinters()
    ]
    return tuple(sorted(found, key=lambda printer: not printer.usual))


def print_pdf(path: Path, wish: PrintWish) -> None:
    """Send pages of a PDF to the printer; raises Refusal when it does not take them."""
    sizes = read_pdf(path).sizes
    printer = _prepared(wish, wide=sizes[wish.pages[0]][0] > sizes[wish.pages[0]][1])
    passes = 1 if printer.supportsMultipleCopies() else wish.copies
    if passes == 1:
        printer.setCopyCount(wish.copies)
    painter = QPainter()
    if not painter.begin(printer):
        raise Refusal(NOT_SENT)
    try:
        for rank, page in enumerate(wish.pages * passes):
            if rank and not printer.newPage():
                raise Refusal(NOT_SENT)
            _paint(painter, printer, path, page)
    finally:
        sent = painter.end()
    if not sent or printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error):
        raise Refusal(NOT_SENT)


def _prepared(wish: PrintWish, *, wide: bool) -> QPrinter:
    if wish.into is not None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(wish.into))
    else:
        printer = QPrinter(QPrinterInfo.printerInfo(wish.printer), QPrinter.PrinterMode.HighResolution)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(_PAPERS[wish.paper]), turned, QMarginsF()))
    printer.setFullPage(True)
    printer.setCollateCopies(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexAuto if wish.both_sides else QPrinter.DuplexMode.DuplexNone)
    return printer


def _paint(painter: QPainter, printer: QPrinter, path: Path, page: int) -> None:
    """The whole page on the whole sheet; our own margins are wider than those of any printer."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    image = page_image(path, page, min(printer.resolution(), _FINEST))
    fitted = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (sheet.width() - fitted.width()) // 2, (sheet.height() - fitted.height()) // 2
    painter.drawImage(QRect(left, top, fitted.width(), fitted.height()), image)
