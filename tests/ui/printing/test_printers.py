from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ceis_desk.core.errors import Refusal
from ceis_desk.ui.printing import printers
from ceis_desk.ui.printing.pdf_pages import page_image, read_pdf
from ceis_desk.ui.printing.printers import NOT_SENT, PrintWish, find_printers, print_pdf
from tests.ui.printing.papers import write_pages


@pytest.fixture(autouse=True)
def _coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fineness costs seconds and changes nothing of what is proved here."""
    monkeypatch.setattr(printers, "_FINEST", 72)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "source.pdf", ("un", "deux", "trois"))


def test_every_page_goes_to_the_printer_at_its_place(qapp: QApplication, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    print_pdf(source, PrintWish("", (0, 1, 2), into=out))
    assert len(read_pdf(out).sizes) == 3
    image = page_image(out, 1, 72)
    assert image.pixelColor(100, 842 - 100).lightness() < 40
    assert image.pixelColor(400, 842 - 100).lightness() > 220


def test_only_the_chosen_page_goes_to_the_printer(qapp: QApplication, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    print_pdf(source, PrintWish("", (2,), into=out))
    assert len(read_pdf(out).sizes) == 1


def test_a_wide_page_turns_the_paper(qapp: QApplication, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    print_pdf(write_pages(tmp_path / "wide.pdf", ("un",), (842, 595)), PrintWish("", (0,), into=out))
    assert [round(side) for side in read_pdf(out).sizes[0]] == [842, 595]


def test_a5_paper_receives_the_whole_page_made_smaller(qapp: QApplication, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    print_pdf(source, PrintWish("", (0,), paper="a5", into=out))
    wide, high = read_pdf(out).sizes[0]
    assert (round(wide), round(high)) == (420, 595)
    assert page_image(out, 0, 72).pixelColor(70, 595 - 70).lightness() < 40


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_and_the_pdf_is_kept(
    qapp: QApplication, source: Path, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=NOT_SENT):
        print_pdf(source, PrintWish("", (0,), into=tmp_path / "no such folder" / "out.pdf"))
    assert source.exists()


def test_a_desk_without_printer_finds_none(qapp: QApplication) -> None:
    assert all(printer.label for printer in find_printers())
