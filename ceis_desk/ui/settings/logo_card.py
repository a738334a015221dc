"""The logo of the structure in the settings: a picture chosen on the disk, made small, shown as letters bear it."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from ceis_desk.access.site_settings import LOGO_BYTES
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.settings.flow_line import FlowLine

WHY = "En tête des courriers, à la place du nom et de la marque. PNG ou JPEG, sur fond blanc de préférence."
NONE = "Aucun logo\u00a0: les courriers portent le nom de la structure."
UNREADABLE = "Cette image n’a pas pu être lue. Le logo n’a pas changé\u00a0: choisissez un PNG ou un JPEG."
TOO_BIG = "Cette image est trop grande pour un logo. Il n’a pas changé\u00a0: enregistrez-la en plus petit."
KINDS = "Images (*.png *.jpg *.jpeg)"
_MOST_READ = 8 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_WIDEST, _TALLEST, _SMALLEST = 900, 260, 120
_SHOWN, _SHOWN_WIDE = 56, 260


class LogoCard(Card):
    """`given` is the picture in base 64, empty once it is taken away; `refused` says why one was not taken."""

    given = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__(theme, "Logo", "building-community")
        self._theme, self._answers = theme, Answers(self)
        self.picture, self.said = QLabel(), Text(NONE, "secondary", "ink2", wrap=True)
        self.choose = Button(theme, "Choisir une image", icon="plus", compact=True)
        self.drop = Button(theme, "Retirer le logo", icon="trash", compact=True)
        self.add(Text(WHY, "secondary", "ink2", wrap=True))
        self.add(self.picture)
        self.add(self.said)
        self.add(FlowLine(self.choose, self.drop))
        self._writable = writable
        self.choose.setVisible(writable)
        self.choose.clicked.connect(self._ask)
        self.drop.clicked.connect(lambda: self.given.emit(""))
        self.show_logo("", "")

    def show_logo(self, content: str, structure: str) -> None:
        """The logo that is kept, with the words of those who do not see it."""
        pixmap = QPixmap()
        found = bool(content) and pixmap.loadFromData(QByteArray(base64.b64decode(content)))
        if found:
            room = QSize(self._theme.px(_SHOWN_WIDE), self._theme.px(_SHOWN))
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(pixmap.scaled(room, kept, smooth))
        self.picture.setAccessibleName(f"Logo\u00a0: {structure}" if found else "")
        self.picture.setVisible(found)
        self.said.setVisible(not found)
        self.drop.setVisible(found and self._writable)

    def take(self, path: Path) -> None:
        """Read a picture beside the window, and give it once it is small enough."""
        self._answers.when(aside(lambda: logo_of(path)), self.given.emit, lambda no: self.refused.emit(no.sentence))

    def _ask(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, "Choisir le logo", "", KINDS)
        if path:
            self.take(Path(path))


def logo_of(path: Path) -> str:
    """The picture of a file as a small opaque PNG in base 64; raises Refusal."""
    try:
        if path.stat().st_size > _MOST_READ:
            raise Refusal(TOO_BIG)
        content = path.read_bytes()
    except OSError as failure:
        raise Refusal(UNREADABLE) from failure
    image = _read(content)
    while True:
        packed = _packed(image)
        if len(packed) <= LOGO_BYTES:
            return base64.b64encode(packed).decode()
        if image.width() <= _SMALLEST:
            raise Refusal(TOO_BIG)
        image = image.scaledToWidth(image.width() * 3 // 4, Qt.TransformationMode.SmoothTransformation)


def _read(content: bytes) -> QImage:
    """The picture on white, as large as a letter needs it; nothing of the file but its pixels stays."""
    held = QBuffer()
    held.setData(QByteArray(content))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(held)
    size = reader.size()
    if bytes(reader.format().data()) not in (b"png", b"jpeg", b"jpg") or not size.isValid():
        raise Refusal(UNREADABLE)
    if size.width() * size.height() > _MOST_PIXELS:
        raise Refusal(TOO_BIG)
    reader.setAutoTransform(True)
    most = QSize(_WIDEST, _TALLEST)
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise Refusal(UNREADABLE)
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor("white"))
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat


def _packed(image: QImage) -> bytes:
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]  # PySide6 types the format as bytes, and takes text
    return bytes(out.data().data())
