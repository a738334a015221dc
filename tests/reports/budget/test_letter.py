from __future__ import annotations

import dataclasses
import io
import re

import pytest
from pikepdf import Pdf
from PIL import Image
from pypdfium2 import PdfDocument

from ceis_desk.platforms.budget.papers import LetterPaper
from ceis_desk.reports.budget.letter import letter_pdf
from ceis_desk.reports.logo import read_logo
from ceis_desk.reports.paper import MM, PORTRAIT
from tests.reports.budget.samples import LETTER, letter_paper
from tests.reports.gates import assert_gates, every_word, pages_of, printed, read_aloud

PAPER = letter_paper()


def said(paper: LetterPaper) -> str:
    return every_word(letter_pdf(paper)).replace("\u00a0", " ")


def place_of(content: bytes, words: str) -> tuple[float, float, float]:
    """Left, top and bottom of words on the first page, in millimetres from its upper left corner."""
    document = PdfDocument(content)
    try:
        text = document[0].get_textpage()
        found = text.search(words).get_next()
        assert found is not None
        boxes = [text.get_charbox(rank, loose=True) for rank in range(found[0], found[0] + found[1])]
    finally:
        document.close()
    left, top = min(box[0] for box in boxes), max(box[3] for box in boxes)
    bottom = min(box[1] for box in boxes)
    return left / MM, (PORTRAIT.height - top) / MM, (PORTRAIT.height - bottom) / MM


def with_logo(content: bytes) -> LetterPaper:
    return dataclasses.replace(PAPER, issuer=dataclasses.replace(PAPER.issuer, logo=content))


def picture_of(mode: str, size: tuple[int, int], kind: str = "PNG", colour: tuple[int, ...] | int = 0) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()


def test_a_letter_is_read_from_sender_to_enclosures() -> None:
    reads = said(PAPER).split("\n")
    assert reads[:6] == [
        "CEIS de Montpellier",
        "Centre communal d’action sociale, Point conseil budget",
        "24 rue de la Source 34080 Montpellier 04 65 71 00 10 budget@ceis.exemple",
        "Lumélia Énergie Service clients, pôle solidarité TSA 00000 99999 Ville Cedex",
        "Montpellier, le 18 juin 2019",
        "Objet : demande de paiement en plusieurs fois",
    ]
    assert reads[-3:] == [
        "Claire Fabre",
        "conseillère budget, CEIS de Montpellier",
        "Pièces jointes : accord signé de Madame Benali, échéancier, copie de la facture.",
    ]


def test_the_object_is_the_title_of_the_letter() -> None:
    heads = [read.words for read in read_aloud(letter_pdf(PAPER)) if read.kind == "H1"]
    assert len(heads) == 1
    assert heads[0].endswith("demande de paiement en plusieurs fois")


@pytest.mark.parametrize("count", [1, 4, 6, 9])
def test_the_address_stays_in_the_window_and_keeps_its_town(count: int) -> None:
    lines = (*(f"Ligne {rank}" for rank in range(1, count)), "99999 Ville Cedex")
    content = letter_pdf(dataclasses.replace(PAPER, addressee=lines))
    assert_gates(content)
    first = place_of(content, lines[0])
    last = place_of(content, "99999 Ville Cedex")
    assert first[0] == pytest.approx(110, abs=0.6)
    assert first[1] >= 46
    assert last[2] <= 70


def test_a_signature_written_in_the_text_is_not_printed_twice() -> None:
    assert LETTER.endswith("Claire Fabre\nCEIS de Montpellier")
    assert said(PAPER).count("Claire Fabre") == 2  # the reference and the signature
    unsigned = dataclasses.replace(PAPER, body="Madame, Monsieur,\n\nUne demande.")
    assert said(unsigned).count("\nClaire Fabre\n") == 1


def test_lines_of_a_paragraph_stay_lines() -> None:
    letter = dataclasses.replace(PAPER, body="Première ligne.\nSeconde ligne.\n\n\n\nAutre paragraphe.")
    assert "Première ligne. Seconde ligne.\nAutre paragraphe." in said(letter)


def test_a_letter_without_text_nor_references_is_made_all_the_same() -> None:
    bare = dataclasses.replace(PAPER, body="", references=(), enclosures=(), addressee=(), purpose="")
    assert_gates(letter_pdf(bare))


def test_a_long_letter_goes_on_and_its_signature_is_not_alone() -> None:
    content = letter_pdf(dataclasses.replace(PAPER, body="\n\n".join([LETTER.rsplit("\n\n", 1)[0]] * 3)))
    assert_gates(content)
    assert pages_of(content) == 2
    last_page = printed(content).split("page 1 sur 2")[1]
    assert "salutations distinguées" in last_page
    assert "Claire Fabre" in last_page


def test_a_logo_takes_the_place_of_the_mark_and_says_whose_it_is() -> None:
    content = letter_pdf(with_logo(picture_of("RGBA", (900, 200), colour=(20, 60, 120, 128))))
    assert_gates(content)
    figures = [read.words.replace("\u00a0", " ") for read in read_aloud(content) if read.kind == "Figure"]
    assert figures == ["Logo : CEIS de Montpellier"]


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "1", "LA", "I;16"])
def test_a_logo_of_any_colours_becomes_opaque_rgb(mode: str) -> None:
    content = picture_of(mode, (40, 30), "TIFF")
    picture = read_logo(content)
    assert picture is not None
    assert picture.getSize() == (40, 30)
    assert_gates(letter_pdf(with_logo(content)))


def test_what_is_no_picture_leaves_the_mark() -> None:
    assert letter_pdf(with_logo(b"\x89PNG\r\n\x1a\n, but nothing of one")) == letter_pdf(PAPER)
    assert letter_pdf(with_logo(b"")) == letter_pdf(PAPER)


def test_an_enormous_picture_leaves_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    content = picture_of("L", (60, 60))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    assert read_logo(content) is None


def test_folds_are_marked_on_the_first_page_alone() -> None:
    content = letter_pdf(dataclasses.replace(PAPER, body=LETTER * 4))
    left = re.compile(rb"\n(?:n )?5\.669\d* (\d+\.\d+) m 17\.00\d* ")
    with Pdf.open(io.BytesIO(content)) as pdf:
        marks = [left.findall(page.Contents.read_bytes()) for page in pdf.pages]
    from_top = [(PORTRAIT.height - float(mark)) / MM for mark in marks[0]]
    assert from_top == pytest.approx([99, 198], abs=0.01)
    assert [mark for page in marks[1:] for mark in page] == []
