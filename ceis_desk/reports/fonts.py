"""The faces of every print: Atkinson Hyperlegible Next and its tabular twins, embedded as subsets."""

from __future__ import annotations

import bisect
import functools
import unicodedata
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_FILES = {400: "400Regular", 600: "600SemiBold", 700: "700Bold"}
_SAME_LOOK = {"\u202f": "\u00a0", "\u2011": "-", "\u00ad": "", "\n": " ", "\r": "", "\t": " "}
_UNKNOWN = "?"
_UNSEEN = {"Cf", "Mn", "Me"}  # marks and signs that join, turn or dress the others


def face(weight: int = 400, *, tabular: bool = False) -> str:
    """The name, for ReportLab, of the face of a weight (400, 600 or 700), with digits of one width if `tabular`."""
    _register()
    return _name(weight, tabular)


def _name(weight: int, tabular: bool) -> str:
    return f"Desk-{'Tabular-' if tabular else ''}{weight}"


@functools.cache
def _register() -> dict[int, TTFont]:
    faces = {}
    for weight, code in _FILES.items():
        faces[weight] = TTFont(_name(weight, False), _FOLDER / f"AtkinsonHyperlegibleNext_{code}.ttf")
        pdfmetrics.registerFont(faces[weight])
        twin = TTFont(_name(weight, True), _FOLDER / f"AtkinsonHyperlegibleNext-Tabular_{code}.ttf")
        pdfmetrics.registerFont(twin)
    return faces


def width(text: str, weight: int, size: float, *, tabular: bool = False) -> float:
    """The width of a text, in points."""
    return float(pdfmetrics.stringWidth(text, face(weight, tabular=tabular), size))


def fitted(text: str, weight: int, size: float, room: float) -> str:
    """The text, cut with an ellipsis when it is wider than `room` points."""
    text = printable(text)
    if width(text, weight, size) <= room:
        return text
    kept = bisect.bisect_right(range(len(text)), room, lo=1, key=lambda end: width(f"{text[:end]}…", weight, size))
    return f"{text[: kept - 1].rstrip()}…"


def broken(text: str, weight: int, size: float, room: float, most: int) -> list[str]:
    """The text on `most` lines at most of `room` points, cut between words, the last one with an ellipsis."""
    words = printable(text).split(" ")
    lines: list[str] = []
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), weight, size) <= room:
            count += 1
        lines.append(fitted(" ".join(words[:count]), weight, size, room))
        words = words[count:]
    return [*lines, fitted(" ".join(words), weight, size, room)] if words else lines


def drawable(character: str) -> bool:
    """Whether the faces hold a glyph for it."""
    return ord(character) in _register()[400].face.charToGlyph


def printable(text: str) -> str:
    """The text with glyphs that the faces have: the narrow space becomes U+00A0, a letter loses an unknown accent.

    What only joins or turns letters goes. What cannot be drawn becomes « ? »: a missing glyph would print as a box and
    could not be read aloud.
    """
    return "".join(_printable(character) for character in unicodedata.normalize("NFC", text))


def _printable(character: str) -> str:
    character = _SAME_LOOK.get(character, character)
    if not character or drawable(character):
        return character
    if unicodedata.category(character) in _UNSEEN:
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    return plain if plain and all(drawable(part) for part in plain) else _UNKNOWN
