"""What every PDF of the program must pass: outside checkers, then the invariants that no checker looks at."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import page as page_validation
from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Object,
    Page,
    Pdf,
    StreamDecodeLevel,
    parse_content_stream,
)
from pypdfium2 import PdfDocument

_A_SPACE = 5.0
PROFILES = ("ua1", "3a")
Pages = dict[tuple[int, int], int]
OWNERS = {"Lbl", "LBody", "P", "H1", "H2", "H3", "TH", "TD", "Figure"}


@dataclass(frozen=True)
class Read:
    """One element of the structure as a screen reader meets it: its kind, its depth and its own words."""

    kind: str
    depth: int
    words: str


_UNKNOWN_GLYPH = re.compile(r"(?<![\u00a0 ])\?|\?(?![ »]|$)")
"""A question mark after a space and at the end of words asks; any other one stands for what has no glyph."""


def assert_gates(content: bytes, *, foreign: bool = False) -> None:
    """Everything that holds for any document; a `foreign` one holds letters that the faces have not."""
    for profile in PROFILES:
        report = page_validation.validate_pdf_bytes(_uncompressed(content), profile=profile)
        broken = [(failure.rule_id, failure.message) for failure in report.failures]
        assert broken == []
    with Pdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        _assert_described(pdf)
        _assert_fonts(pdf)
        _assert_ownership(pdf)
    for read in read_aloud(content):
        assert "\u202f" not in read.words
        assert foreign or not _UNKNOWN_GLYPH.search(read.words)


def _uncompressed(content: bytes) -> bytes:
    """The same file without compressed streams: `page` takes the last byte of some of them for an end of line."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=StreamDecodeLevel.generalized)
    return out.getvalue()


def _assert_described(pdf: Pdf) -> None:
    assert str(pdf.Root.Lang) == "fr-FR"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    title = str(pdf.docinfo["/Title"])
    assert title
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert f">{title}<" in packet
    assert set(pdf.docinfo.keys()) == {"/Title", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate"}


def _assert_fonts(pdf: Pdf) -> None:
    fonts = [found for found in pdf.objects if isinstance(found, Dictionary) and found.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        name = str(font.BaseFont)
        assert re.fullmatch(r"/[A-Z]{6}\+AtkinsonHyperlegibleNext.*", name), name
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font


def _assert_ownership(pdf: Pdf) -> None:
    """Each content number is owned once, by the element that the way back names; nothing is left without owner."""
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    owned: dict[tuple[int, int], Object] = {}
    for element in _elements(pdf.Root.StructTreeRoot.K):
        for number, mcid in _contents(element, pages):
            assert (number, mcid) not in owned
            owned[number, mcid] = element
        assert str(element.S)[1:] in OWNERS or not list(_contents(element, pages))
    drawn = {(number, mcid) for number, page in enumerate(pdf.pages) for mcid in words_by_content(page)}
    assert drawn == set(owned)
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for index, row in zip(numbers[::2], numbers[1::2], strict=True):
        for mcid, element in enumerate(row):
            assert owned[int(index), mcid].objgen == element.objgen


def _elements(node: Object) -> Iterator[Object]:
    yield node
    for kid in _kids(node):
        if isinstance(kid, Dictionary) and kid.get("/Type") == "/StructElem":
            assert kid.P.objgen == node.objgen
            yield from _elements(kid)


def _kids(node: Object) -> list[Object]:
    if "/K" not in node:
        return []
    return list(node.K) if isinstance(node.K, Array) else [node.K]


def _contents(element: Object, pages: Pages) -> Iterator[tuple[int, int]]:
    for kid in _kids(element):
        if isinstance(kid, Dictionary):
            if kid.get("/Type") == "/MCR":
                yield pages[kid.Pg.objgen], int(kid.MCID)
        else:
            yield pages[element.Pg.objgen], int(kid)


def read_aloud(content: bytes) -> list[Read]:
    """The elements with words of their own, in the order of the structure."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        words = [words_by_content(page) for page in pdf.pages]
        return list(_read(pdf.Root.StructTreeRoot.K, 0, pages, words))


def _read(
    element: Object, depth: int, pages: dict[tuple[int, int], int], words: list[dict[int, str]]
) -> Iterator[Read]:
    said = "".join(words[number][mcid] for number, mcid in _contents(element, pages))
    alt = str(element.get("/Alt", ""))
    if said or alt:
        yield Read(str(element.S)[1:], depth, alt or " ".join(said.split(" ")).strip())
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and kid.get("/Type") == "/StructElem":
            yield from _read(kid, depth + 1, pages, words)


def words_by_content(page: Page) -> dict[int, str]:
    """The characters of each content number of a page, as its fonts map them, and those of no number left out."""
    found: dict[int, str] = {}
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
    current: list[int | None] = []
    font: dict[int, str] = {}
    for instruction in parse_content_stream(page):
        assert isinstance(instruction, ContentStreamInstruction)
        name, operands = str(instruction.operator), instruction.operands
        if name in ("BDC", "BMC"):
            numbered = name == "BDC" and "/MCID" in operands[1]
            current.append(int(operands[1]["/MCID"]) if numbered else None)
            if current[-1] is not None:
                found[current[-1]] = ""
        elif name == "EMC":
            current.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name == "Tj" and current:
            mcid = current[-1]
            if mcid is not None:
                found[mcid] += "".join(font[code] for code in bytes(operands[0]))
        elif name == "Tj" and bytes(operands[0]):
            message = "text out of any marked content"
            raise AssertionError(message)
    assert current == []
    return found


def _characters(font: Object) -> dict[int, str]:
    pairs = re.findall(rb"^<([0-9A-F]{2})> <([0-9A-F]{4})>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(code, 16): chr(int(character, 16)) for code, character in pairs}


def sections(content: bytes) -> list[list[str]]:
    """The kinds of the children of each section, in reading order."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        return [
            [str(kid.S)[1:] for kid in _kids(element) if isinstance(kid, Dictionary) and "/S" in kid]
            for element in _elements(pdf.Root.StructTreeRoot.K)
            if element.S == "/Sect"
        ]


def assert_inside(content: bytes, margin: float) -> None:
    """No word is drawn outside the margins (points); the space that ends a line may be, and nothing of it is seen."""
    document = PdfDocument(content)
    try:
        for page in document:
            wide, tall = page.get_size()
            text = page.get_textpage()
            for rank in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(rank)
                assert left >= margin - _A_SPACE
                assert right <= wide - margin + _A_SPACE
                assert bottom >= _A_SPACE
                assert top <= tall
    finally:
        document.close()


def printed_pages(content: bytes) -> list[str]:
    """What the eye reads on each page, heads and feet included."""
    document = PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def printed(content: bytes) -> str:
    """The same, page after page."""
    return "\n".join(printed_pages(content))


def pages_of(content: bytes) -> int:
    """How many pages a document has."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def every_word(content: bytes) -> str:
    """All the words of the structure, one element a line."""
    return "\n".join(read.words for read in read_aloud(content))


def attachments(content: bytes) -> dict[str, bytes]:
    """The embedded files by name."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        return {name: bytes(pdf.attachments[name].get_file().read_bytes()) for name in pdf.attachments}
