"""Pages of a PDF as images and as text; PDFium takes one caller at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from ceis_desk.core.errors import Refusal

POINTS_AN_INCH = 72
_SCREEN_DOTS = 96
_PDF = b"%PDF-"
UNREADABLE = "Le document n’a pas pu être relu. Rien n’est perdu\u00a0: fermez l’aperçu et rouvrez-le."
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class PdfPages:
    """A PDF that was read: sizes of its pages in points, width first, and their texts.

    `content` is there for a document that has no file in clear: its `path` then says nothing.
    """

    path: Path
    sizes: tuple[tuple[float, float], ...]
    texts: tuple[str, ...]
    content: bytes = b""

    @property
    def source(self) -> Path | bytes:
        """Where its pages are drawn from."""
        return self.content or self.path


@contextmanager
def _opened(path: Path | bytes) -> Iterator[Any]:
    """The document, whole in memory so that its file may be replaced; raises Refusal when it cannot be read."""
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(path if isinstance(path, bytes) else path.read_bytes())
        except (OSError, pypdfium2.PdfiumError) as error:
            raise Refusal(UNREADABLE) from error
        with closing(document):
            yield document


def read_pdf(path: Path | bytes) -> PdfPages:
    """Sizes and texts of every page; raises Refusal."""
    sizes, texts = [], []
    with _opened(path) as document:
        for number in range(len(document)):
            with closing(document[number]) as page:
                sizes.append(page.get_size())
                with closing(page.get_textpage()) as text:
                    texts.append(text.get_text_range().replace("\r\n", "\n"))
    file, content = (Path(), path) if isinstance(path, bytes) else (path, b"")
    return PdfPages(file, tuple(sizes), tuple(texts), content)


def page_image(path: Path | bytes, number: int, dots_an_inch: float) -> QImage:
    """One page, counted from 0, on white; raises Refusal."""
    if isinstance(path, bytes) and not path.startswith(_PDF):
        return _image(path)
    with (
        _opened(path) as document,
        closing(document[number]) as page,
        closing(page.render(scale=dots_an_inch / POINTS_AN_INCH)) as bitmap,
    ):
        kept = bytes(bitmap.buffer)
        return QImage(kept, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888).copy()


def image_pages(content: bytes) -> PdfPages:
    """An image as a document of one page, as large as its dots at the resolution of a screen; raises Refusal."""
    size = _image(content).size()
    points = POINTS_AN_INCH / _SCREEN_DOTS
    return PdfPages(Path(), ((size.width() * points, size.height() * points),), ("Image, sans texte.",), content)


def _image(content: bytes) -> QImage:
    image = QImage.fromData(content)
    if image.isNull():
        raise Refusal(UNREADABLE)
    return image
