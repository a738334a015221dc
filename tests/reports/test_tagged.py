from __future__ import annotations

import datetime as dt
import io

import pytest
from pikepdf import Array, Pdf
from reportlab.platypus import Flowable

from ceis_desk.reports.blocks import Boxed, bullets, paragraph, section, title
from ceis_desk.reports.pages import Running
from ceis_desk.reports.pdf import render
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.canvas import TaggedCanvas
from ceis_desk.reports.tagged.finish import Attachment
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from tests.reports.gates import assert_gates, attachments, every_word, read_aloud

ABOUT = About("Essai, juin 2019", "CEIS d’essai & Cie", dt.datetime(2019, 7, 2, 9, 30))
RUNNING = Running("CEIS d’essai", "Essai", "Essai · pied de page")
LONG = "Les conseillères reçoivent les personnes une par une et prennent le temps qu’il faut. " * 30


def made(root: Node, story: list[Flowable]) -> bytes:
    return render(root, story, RUNNING, ABOUT, [Attachment("essai.csv", "Les chiffres", b"a;b\r\n")])


def long_story(root: Node) -> list[Flowable]:
    """Everything that can run over a page: paragraphs, a list, a table whose heads repeat."""
    columns = [Column("Motif", 200, weight=600), Column("passages", 90, right=True)]
    rows = [Row((f"Motif {rank}", str(rank * 7))) for rank in range(80)]
    head = title(root, "Titre", "H1", 24)
    box = Boxed([paragraph(root, "Dans une boîte.")])
    story = [
        head,
        box,
        *(paragraph(root, LONG, after=3) for _ in range(3)),
        *bullets(root, [("Gras :", LONG), ("", LONG)]),
    ]
    part = root.add("Sect")
    return [*story, section(part, "Table", level="H2"), ruled_table(part, columns, rows, row_height=7)]


@pytest.fixture(scope="module")
def long_pdf() -> bytes:
    root = document()
    return made(root, long_story(root))


def test_a_story_over_several_pages_passes_every_gate(long_pdf: bytes) -> None:
    assert_gates(long_pdf)
    with Pdf.open(io.BytesIO(long_pdf)) as pdf:
        assert len(pdf.pages) > 4


def test_a_paragraph_cut_by_a_page_is_one_element_read_whole(long_pdf: bytes) -> None:
    paragraphs = [read.words for read in read_aloud(long_pdf) if read.kind == "P" and read.words.startswith("Les cons")]
    assert paragraphs == [LONG.strip()] * 3


def test_an_item_cut_by_a_page_has_one_bullet(long_pdf: bytes) -> None:
    reads = read_aloud(long_pdf)
    assert sum(read.kind == "Lbl" for read in reads) == 2
    assert [read.words for read in reads if read.kind == "LBody"] == [f"Gras : {LONG.strip()}", LONG.strip()]


def test_heads_repeated_on_each_page_are_read_once(long_pdf: bytes) -> None:
    heads = [read.words for read in read_aloud(long_pdf) if read.kind == "TH" and not read.words.startswith("Motif ")]
    assert heads == ["Motif", "passages"]


def test_rows_over_two_pages_are_read_in_order(long_pdf: bytes) -> None:
    rows = [read.words for read in read_aloud(long_pdf) if read.words.startswith("Motif ")]
    assert rows == [f"Motif {rank}" for rank in range(80)]


def test_running_heads_feet_and_numbers_are_not_read_aloud(long_pdf: bytes) -> None:
    assert "pied de page" not in every_word(long_pdf)
    assert "sur" not in every_word(long_pdf).split()


def test_the_same_story_gives_the_same_bytes(long_pdf: bytes) -> None:
    root = document()
    assert made(root, long_story(root)) == long_pdf


def test_the_figures_travel_inside_the_file(long_pdf: bytes) -> None:
    assert attachments(long_pdf) == {"essai.csv": b"a;b\r\n"}


def test_a_name_with_an_ampersand_stays_whole_in_the_metadata(long_pdf: bytes) -> None:
    with Pdf.open(io.BytesIO(long_pdf)) as pdf:
        assert str(pdf.docinfo["/Author"]) == ABOUT.author
        assert b"CEIS d\xe2\x80\x99essai &amp; Cie" in pdf.Root.Metadata.read_bytes()


def test_marks_are_never_nested_nor_closed_twice() -> None:
    canvas = TaggedCanvas(io.BytesIO())
    canvas.tag(None)
    with pytest.raises(AssertionError, match="inside"):
        canvas.tag(Node("P"))
    canvas.end()
    with pytest.raises(AssertionError, match="before"):
        canvas.end()


def spoilt(content: bytes, fault: str) -> bytes:
    """The file with one fault that outside checkers do not see."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        rows = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        if fault == "way back to another element":
            rows[0], rows[1] = rows[1], rows[0]
        elif fault == "content owned twice":
            rows[1].K = Array([rows[0].K, rows[1].K])
        else:
            for page in pdf.pages:
                page.Contents.write(page.Contents.read_bytes().replace(b" ) Tj T*", b") Tj T*"))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("fault", ["way back to another element", "content owned twice"])
def test_the_gates_see_what_outside_checkers_do_not(long_pdf: bytes, fault: str) -> None:
    with pytest.raises(AssertionError):
        assert_gates(spoilt(long_pdf, fault))


def test_lines_without_their_last_space_would_be_read_glued(long_pdf: bytes) -> None:
    glued = every_word(spoilt(long_pdf, "lines glued"))
    assert glued != every_word(long_pdf)
    assert glued.replace(" ", "") == every_word(long_pdf).replace(" ", "")
