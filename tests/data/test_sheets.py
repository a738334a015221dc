from __future__ import annotations

import datetime as dt
import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.data import sheets
from ceis_desk.data.sheet_extent import widest_extent
from ceis_desk.data.sheet_text import NotTextError, decode, read_table
from ceis_desk.data.sheets import Sheet, read_sheet
from ceis_desk.people.columns import Cell, plain
from tests.workbook_files import DAY, HOUR, LENGTH, ods, ods_text, row, xlsx, zipped

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
OFFICE = SHARED / "office-files"
needs_office_files = pytest.mark.skipif(not OFFICE.is_dir(), reason="no ../shared/data/office-files on this machine")

LOGBOOK = 'Date;Nom;Motifs\r\n01/10/2018;Évrard;"Café, lien social"\r\n02/10/2018;Œuvrard;L’accès\r\n'
ROWS = (
    ("Date", "Nom", "Motifs"),
    ("01/10/2018", "Évrard", "Café, lien social"),
    ("02/10/2018", "Œuvrard", "L’accès"),
)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read_sheet(path)
    return caught.value.sentence


def texts(sheet: Sheet) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in sheet.rows]


ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "mac-roman")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_csv_is_read_alike_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_sheet(written(tmp_path, "cahier.csv", LOGBOOK.encode(encoding))).rows == ROWS


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "iso8859-15"])
def test_older_encodings_keep_their_accents(tmp_path: Path, encoding: str) -> None:
    text = "Nom;Prénom\nBénâtre;Françoise\nLefèvre;Gaëlle\n"
    assert read_sheet(written(tmp_path, "liste.csv", text.encode(encoding))).rows[1:] == (
        ("Bénâtre", "Françoise"),
        ("Lefèvre", "Gaëlle"),
    )


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850"])
@pytest.mark.parametrize(
    "text",
    [
        "Date;Nom;Prénom;Motifs\n01/06/2019;Lefèvre;Zoé;Logement\n",
        "Date;Nom;Motifs\n01/06/2019;Petit;Accès aux droits, à refaire\n",
        "NOM;PRÉNOM\nRENÉ;ANDRÉ\n",
        "Nom;École\nÉmile;Été\n",
        "Nom;Téléphone\nMÜLLER;\n",
    ],
)
def test_a_few_accents_are_enough_to_know_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_csv_is_read_alike_with_every_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = "\n".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row)
        for row in (("Cahier d’accueil",), *ROWS, ("03/10/2018", "Paul", "Logement | Autre motif ; Santé, prévention"))
    )
    rows = read_sheet(written(tmp_path, "cahier.csv", text.encode())).rows
    assert rows[1:4] == ROWS
    assert rows[4] == ("03/10/2018", "Paul", "Logement | Autre motif ; Santé, prévention")


def test_a_line_has_the_number_that_the_user_sees(tmp_path: Path) -> None:
    text = 'Cahier\n\nDate;Nom;Note\n01/10/2018;A;"sur\ndeux lignes"\n02/10/2018;B;\n\n\n'
    rows = read_sheet(written(tmp_path, "cahier.csv", text.encode())).rows
    assert rows[2] == ("Date", "Nom", "Note")
    assert rows[4] == ("02/10/2018", "B", None)
    assert len(rows) == 5


def test_a_formula_in_a_csv_is_a_text_like_another(tmp_path: Path) -> None:
    rows = read_sheet(written(tmp_path, "cahier.csv", b"Date;Commentaire\n01/10/2018;=SOMME(A1:A9)\n")).rows
    assert rows[1][1] == "=SOMME(A1:A9)"


def test_a_quote_left_open_never_swallows_the_rows_after_it(tmp_path: Path) -> None:
    text = 'Date;Nom;Prénom;Note\n1/10/2018;A;B;"ouvert\n2/10/2018;C;D;x\n3/10/2018;E;F;"dit "oui""\n4/10/2018;G;H;\n'
    sheet = read_sheet(written(tmp_path, "cahier.csv", text.encode()))
    assert [row[1] for row in sheet.rows] == ["Nom", "A", "C", "E", "G"]
    assert "guillemets" in sheet.notes[-1]


def test_quotes_that_pair_across_rows_do_not_hide_them(tmp_path: Path) -> None:
    text = 'Date;Nom;Prénom;Note\n1/10/2018;A;B;"un\n2/10/2018;C;D;deux"\n3/10/2018;E;F;\n'
    assert [row[1] for row in read_sheet(written(tmp_path, "cahier.csv", text.encode())).rows] == ["Nom", "A", "C", "E"]


def test_bytes_of_nonsense_are_refused(tmp_path: Path) -> None:
    noise = random.Random(7).randbytes(5000)
    assert "n’est pas un texte de tableur" in refused(written(tmp_path, "cahier.csv", noise))
    assert "n’est pas un texte de tableur" in refused(written(tmp_path, "photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))
    assert "n’est pas un texte de tableur" in refused(written(tmp_path, "long.csv", b"A" * 1_200_000))


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        table = read_table(content, 1000)
    except NotTextError:
        return
    assert "\0" not in "".join(cell for record in table.records for cell in record)


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=60))
def test_what_is_written_in_unicode_is_read_back(text: str) -> None:
    assert decode(text.encode("utf-8"))[0] == text.removeprefix("\ufeff")


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "est vide" in refused(written(tmp_path, "cahier.csv", content))


def test_a_missing_file_is_refused_by_its_name_alone(tmp_path: Path) -> None:
    sentence = refused(tmp_path / "absent.csv")
    assert "« absent.csv » ne peut pas être ouvert" in sentence
    assert str(tmp_path) not in sentence


def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    (tmp_path / "dossier.csv").mkdir()
    assert "« dossier.csv » n’est pas un fichier" in refused(tmp_path / "dossier.csv")
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes on this machine")
    os.mkfifo(tmp_path / "tuyau.csv")
    assert "« tuyau.csv » n’est pas un fichier" in refused(tmp_path / "tuyau.csv")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    assert "n’est pas un fichier de tableur connu" in refused(written(tmp_path, "lettre.pdf", b"%PDF-1.7"))


@pytest.mark.parametrize("name", ["cahier.xlsx", "cahier.ods", "cahier.xls"])
def test_a_workbook_that_is_not_one_is_refused(tmp_path: Path, name: str) -> None:
    assert "n’est pas un vrai classeur" in refused(written(tmp_path, name, b"Date;Nom\n01/10/2018;A\n"))
    assert "n’est pas un classeur lisible" in refused(written(tmp_path, name, zipped({"lettre.txt": "bonjour"})))
    assert "n’est pas un classeur lisible" in refused(written(tmp_path, name, b"PK\x03\x04" + b"\0" * 60))
    assert "n’est pas un classeur lisible" in refused(written(tmp_path, name, b"\xd0\xcf\x11\xe0" + b"\0" * 600))


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    whole = xlsx({"Feuille 1": row(1, "Date")})
    for length in range(4, len(whole), 97):
        assert "n’est pas un classeur lisible" in refused(written(tmp_path, "coupe.xlsx", whole[:length]))


def test_a_workbook_behind_a_password_is_refused_with_the_way_out(tmp_path: Path) -> None:
    sealed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    assert "mot de passe" in refused(written(tmp_path, "cahier.xlsx", sealed))


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "cahier.csv", b"Date;Nom\n" + b"01/10/2018;A\n" * 20)
    monkeypatch.setattr(sheets, "MAX_BYTES", 100)
    assert "est trop grand" in refused(path)
    monkeypatch.setattr(sheets, "MAX_BYTES", 10_000)
    monkeypatch.setattr(sheets, "MAX_ROWS", 20)
    assert "est trop grand" in refused(path)


def test_a_cell_in_the_last_corner_is_refused_before_it_takes_all_memory(tmp_path: Path) -> None:
    far = row(1, "Date") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "est trop grand" in refused(written(tmp_path, "cahier.xlsx", xlsx({"Feuille 1": far})))
    blank_rows = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    blank_cells = '<table:table-cell table:number-columns-repeated="16383"/>'
    far = f"{blank_rows}<table:table-row>{blank_cells}{ods_text('loin')}</table:table-row>"
    assert "est trop grand" in refused(written(tmp_path, "cahier.ods", ods(far)))


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize("place", ["feuilles/s.xml", "worksheets/sheet1.XML", "worksheets/feuille.dat"])
def test_a_sheet_is_measured_wherever_the_workbook_keeps_it(tmp_path: Path, place: str) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx({"Feuille 1": row(1, "Date") + FAR}))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts[f"xl/{place}"] = parts.pop("xl/worksheets/sheet1.xml")
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace("worksheets/sheet1.xml", place)
    assert "est trop grand" in refused(written(tmp_path, "cahier.xlsx", zipped(parts)))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c t="n" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
        '<row r="1048576"><c a=">" r="XFD1048576"><v>1</v></c></row>',
        f'<row r="1048576">{"<c><v>1</v></c>" * 20}</row>',
    ],
)
def test_a_cell_is_measured_however_it_says_its_place(cells: str) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx({"F": row(1, "Date") + cells}))) as archive:
        assert widest_extent(archive) >= 1048576 * 20


def test_blank_cells_that_only_have_a_format_do_not_count(tmp_path: Path) -> None:
    formatted = row(1, "Date", "Nom") + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    path = written(tmp_path, "cahier.xlsx", xlsx({"Feuille 1": formatted}))
    assert read_sheet(path).rows == (("Date", "Nom"),)


def test_the_extent_is_the_same_however_the_stream_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    content = xlsx({"F": "".join(row(number, *["x"] * 7) for number in range(1, 60))})
    for chunk in (11, 64, 1 << 20):
        monkeypatch.setattr("ceis_desk.data.sheet_extent._CHUNK", chunk)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert widest_extent(archive) == 59 * 7


def test_dates_and_hours_of_a_workbook_keep_their_nature(tmp_path: Path) -> None:
    cells = row(3, (43374, DAY), (0.388888888888889, HOUR), (34080, 0), (0.388888888888889, LENGTH), (1.5, LENGTH))
    odd = '<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#N/A</v></c></row>'
    path = written(tmp_path, "cahier.xlsx", xlsx({"Feuille 1": cells + odd}))
    blank: tuple[Cell, ...] = (None,) * 5
    assert read_sheet(path).rows == (
        blank,
        blank,
        (dt.date(2018, 10, 1), dt.time(9, 20), 34080, dt.time(9, 20), "1 day, 12:00:00"),
        (True, None, None, None, None),
    )


def test_an_ods_is_read_like_the_others(tmp_path: Path) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2018-10-01"/>'
    rows = f"<table:table-row>{ods_text('Date')}{ods_text('Nom')}</table:table-row>"
    rows += f"<table:table-row>{day}{ods_text('Évrard')}</table:table-row>"
    sheet = read_sheet(written(tmp_path, "cahier.ods", ods(rows)))
    assert sheet.rows == (("Date", "Nom"), (dt.date(2018, 10, 1), "Évrard"))


def test_a_workbook_named_csv_is_read_for_what_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, "cahier.csv", xlsx({"Feuille 1": row(1, "Date")}))
    assert read_sheet(path).rows == (("Date",),)


def test_the_first_sheet_that_is_wanted_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    content = xlsx({"Vide": "", "Notice": row(1, "Lisez-moi"), "Cahier": row(2, "Date")})
    path = written(tmp_path, "cahier.xlsx", content)
    found = read_sheet(path, wanted=lambda rows: any("Date" in row for row in rows))
    assert found.name == "Cahier"
    assert found.rows == ((None,), ("Date",))
    assert "Vide, Notice" in found.notes[-1]
    assert read_sheet(path, wanted=lambda rows: False).name == "Notice"
    assert read_sheet(path, "Notice").rows == (("Lisez-moi",),)
    with pytest.raises(Refusal, match="n’a pas de feuille « Absente »"):
        read_sheet(path, "Absente")


REAL_TEXTS = {
    "montpellier-opendata/VilleMTP_MTP_AccERP_2014.csv": ("cp1252", ";", 17),
    "montpellier-opendata/VilleMTP_MTP_BudgetPri_2014.csv": ("cp1252", ";", 7),
    "montpellier-opendata/VilleMTP_MTP_EtatCivil.csv": ("cp1252", ",", 14),
    "montpellier-opendata/VilleMTP_MTP_FilaireVoies.csv": ("cp1252", ";", 18),
    "montpellier-opendata/VilleMTP_MTP_Prenoms.csv": ("cp1252", ",", 6),
    "montpellier-opendata/VilleMTP_MTP_Quartiers.csv": ("utf-8", ";", 14),
    "montpellier-opendata/VilleMTP_MTP_SousQuartiers.csv": ("cp1252", ";", 9),
    "rdv/zones_example.csv": ("utf-8", ",", 5),
}


@needs_office_files
@pytest.mark.parametrize("name", REAL_TEXTS)
def test_a_real_csv_has_its_encoding_delimiter_and_columns_found(name: str) -> None:
    table = read_table((OFFICE / name).read_bytes(), 200_000)
    assert (table.encoding, table.delimiter, len(table.records[0])) == REAL_TEXTS[name]
    assert not table.loose


@needs_office_files
def test_real_accents_come_out_right() -> None:
    folder = OFFICE / "montpellier-opendata"
    assert texts(read_sheet(folder / "VilleMTP_MTP_EtatCivil.csv"))[0][2] == "FÉVRIER"
    assert texts(read_sheet(folder / "VilleMTP_MTP_Prenoms.csv"))[0][0] == "Prénom 2000-2013"
    assert (
        texts(read_sheet(folder / "VilleMTP_MTP_Prenoms.xls"))[:3]
        == texts(read_sheet(folder / "VilleMTP_MTP_Prenoms.csv"))[:3]
    )


@needs_office_files
def test_a_real_workbook_gives_the_same_rows_as_its_csv() -> None:
    assert texts(read_sheet(OFFICE / "rdv/zones_example.xls")) == texts(read_sheet(OFFICE / "rdv/zones_example.csv"))


@needs_office_files
def test_real_workbooks_give_the_sheet_asked_for() -> None:
    districts = OFFICE / "montpellier-opendata"
    ods_rows = texts(read_sheet(districts / "VilleMTP_MTP_CorrespoCodeQuartier.ods", "QUARTIER"))
    assert ods_rows == texts(read_sheet(districts / "VilleMTP_MTP_CorrespoCodeQuartier.xls", "QUARTIER"))
    assert ods_rows[1] == ["172", "1", "HO", "HOPITAUX-FACULTES"]
    budget = read_sheet(districts / "VilleMTP_MTP_BudgetPri_2014.ods", "OpenDataBP")
    assert len(budget.rows) == 1449
    template = read_sheet(OFFICE / "la-coop/coop-numerique_import-beneficiaires.xlsx")
    assert template.name == "Bénéficiaires"
    assert template.rows[1][:3] == ("Nom", "Prénom", "Année de naissance")


@needs_office_files
def test_every_real_office_file_is_read_or_refused() -> None:
    files = [path for path in OFFICE.rglob("*") if path.is_file()]
    refusals = []
    for path in files:
        try:
            assert read_sheet(path).rows
        except Refusal:
            refusals.append(path.suffix)
    assert len(files) == 17
    assert refusals == [".geojson"]
