"""A story becomes a tagged PDF on disk: whole or not at all, and the same bytes for the same story."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import ORDINARY, PRIVATE, write_whole
from ceis_desk.reports.pages import Running, draw_number, template
from ceis_desk.reports.tagged.canvas import TaggedCanvas
from ceis_desk.reports.tagged.finish import Attachment, finish
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node

_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone tells text from binary


def render(
    root: Node, flowables: Sequence[Flowable], running: Running, about: About, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The bytes of the PDF; flowables are drawn once, so they serve one render."""
    raw = io.BytesIO()
    canvases: list[TaggedCanvas] = []

    def make_canvas(*args: object, **options: object) -> TaggedCanvas:
        canvas = TaggedCanvas(*args, **options)
        canvas.draw_number = draw_number
        canvases.append(canvas)
        return canvas

    template(raw, running).build(list(flowables), canvasmaker=make_canvas)
    return finish(raw.getvalue(), canvases[-1], root, about, attachments)


def write(path: Path, content: bytes, *, private: bool = False) -> Path:
    """Write beside the target then take its name, so that a power cut leaves the old file or the new one.

    A `private` file (names, keys) can be read by nobody else on a shared PC. Raises Refusal when the folder or the file
    cannot be written.
    """
    try:
        write_whole(path, content, PRIVATE if private else ORDINARY)
    except OSError as error:
        raise Refusal(_why_not(path)) from error
    return path


def _why_not(path: Path) -> str:
    if path.is_dir():
        return f"Le PDF n’a pas été écrit\u00a0: «\u00a0{path}\u00a0» est un dossier. Donnez un nom de fichier."
    if not path.parent.is_dir():
        return (
            f"Le PDF n’a pas été écrit\u00a0: le dossier «\u00a0{path.parent}\u00a0» n’existe pas. "
            "Rien n’est perdu, choisissez un autre dossier."
        )
    return (
        f"Le PDF n’a pas pu être écrit dans «\u00a0{path.parent}\u00a0». Rien n’est perdu\u00a0: "
        "fermez le fichier s’il est ouvert ailleurs, ou choisissez un dossier où vous pouvez écrire."
    )
