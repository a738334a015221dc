"""The logo of a structure, made safe for paper: one opaque RGB picture, or nothing when it cannot be read."""

from __future__ import annotations

import io
import warnings

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from ceis_desk.reports.paper import MM
from ceis_desk.reports.tagged.tree import Node

_TALL, _WIDEST = 13 * MM, 60 * MM
_PIXELS = (1400, 700)


class Logo(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A picture 9 to 13 mm high, with its words for those who do not see it."""

    def __init__(self, picture: ImageReader, node: Node) -> None:
        super().__init__()
        wide, tall = picture.getSize()
        scale = min(_TALL / tall, _WIDEST / wide)
        self.picture, self.node = picture, node
        self.width, self.height = wide * scale, tall * scale

    def draw(self) -> None:
        """Draw it as the content of its figure."""
        canvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        canvas.boxes[self.node] = (left, bottom, left + self.width, bottom + self.height)
        canvas.tag(self.node)
        canvas.drawImage(self.picture, 0, 0, self.width, self.height)
        canvas.end()


def read_logo(content: bytes | None) -> ImageReader | None:
    """The picture on white and in RGB, as the colours of the file want it; None when it is not a usable picture."""
    if content is None:
        return None
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a picture far too large is one that nobody meant
            with Image.open(io.BytesIO(content)) as found:
                found.thumbnail(_PIXELS)
                layer = found.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning, UnidentifiedImageError):
        return None
    flat = Image.new("RGB", layer.size, "white")
    flat.paste(layer, mask=layer.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "PNG")
    out.seek(0)
    return ImageReader(out)
