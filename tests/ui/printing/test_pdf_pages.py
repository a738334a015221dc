from __future__ import annotations

from pathlib import Path

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.ui.printing.pdf_pages import page_image, read_pdf
from tests.ui.printing.papers import write_pages


def test_the_text_and_the_size_of_each_page_are_read(tmp_path: Path) -> None:
    pages = read_pdf(write_pages(tmp_path / "a.pdf", ("première", "seconde"), (420, 595)))
    assert [tuple(map(round, size)) for size in pages.sizes] == [(420, 595), (420, 595)]
    assert ["première" in text for text in pages.texts] == [True, False]


def test_a_page_is_drawn_at_the_asked_fineness(tmp_path: Path) -> None:
    image = page_image(write_pages(tmp_path / "a.pdf", ("un",)), 0, 144)
    assert (image.width(), image.height()) == (595 * 2, 842 * 2)
    assert image.pixelColor(5, 5).name() == "#ffffff"
    assert image.pixelColor(2 * 100, 2 * (842 - 100)).name() == "#000000"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nonsense"])
def test_a_file_that_is_not_a_pdf_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(Refusal, match="n’a pas pu être relu"):
        read_pdf(path)


def test_a_file_that_is_gone_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Rien n’est perdu"):
        read_pdf(tmp_path / "gone.pdf")
