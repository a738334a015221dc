from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.dates import age_from_year, age_on
from ceis_desk.core.errors import Refusal
from ceis_desk.data.sheets import read_sheet
from ceis_desk.people.columns import Cell
from ceis_desk.people.model import Civility, District
from ceis_desk.people.sameness import MISSING_BIRTH, NEAR_BIRTH, near_pairs
from ceis_desk.reception.logbook import ImportedVisit, Logbook, is_logbook, read_logbook
from ceis_desk.reception.logbook_people import LogbookPerson, people_of
from ceis_desk.reception.visit_columns import VisitColumn
from tests.workbook_files import DAY, HOUR, row, xlsx

LOGBOOKS = Path(__file__).parents[2].parent / "shared" / "data" / "logbooks"
PLATFORMS = {
    "Rendez-vous budget": "budget",
    "Démarche en ligne": "digital",
    "Recherche d'emploi": "employment",
    "Santé, prévention": "health",
    "Atelier collectif": "reception",
    "Accès aux droits": "reception",
    "Logement": "reception",
    "Café, lien social": "reception",
    "Autre motif": "reception",
}
BANDS = {"0-11": 12, "12-17": 18, "18-24": 25, "25-39": 40, "40-59": 60, "60-69": 70, "70+": 200}
TODAY = dt.date(2026, 11, 23)


def expected_files() -> list[Path]:
    return sorted(LOGBOOKS.glob("*.expected.json"))


@pytest.mark.skipif(not expected_files(), reason="no ../shared/data/logbooks on this machine")
@pytest.mark.parametrize("path", expected_files(), ids=lambda path: path.name.partition(".")[0])
def test_a_logbook_gives_exactly_the_figures_that_it_must(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    sheet = read_sheet(path.with_name(path.name.replace(".expected.json", ".csv")), wanted=is_logbook)
    logbook = read_logbook(sheet.rows, PLATFORMS, TODAY)
    people = people_of(logbook.visits)
    assert not logbook.bad
    assert not logbook.remarks
    assert not logbook.unknown_motifs
    assert (len(logbook.visits), len(people)) == (expected["rows"], expected["people"])
    assert {month: figures(logbook, people, month) for month in expected["months"]} == expected["months"]


def figures(logbook: Logbook, people: tuple[LogbookPerson, ...], month: str) -> Mapping[str, Any]:
    """The definitions of the command line, written again as plainly as can be."""
    visits = [visit for visit in logbook.visits if f"{visit.day:%Y-%m}" == month]
    first_visits = [
        (person, next(visit for visit in person.visits if f"{visit.day:%Y-%m}" == month))
        for person in people
        if any(f"{visit.day:%Y-%m}" == month for visit in person.visits)
    ]
    bands = Counter(band(visit) for _, visit in first_visits)
    qpv = Counter(visit.qpv.value for _, visit in first_visits)
    by_platform = {
        platform: [visit for visit in visits if platform in {PLATFORMS[motif] for motif in visit.motifs}]
        for platform in ("reception", "employment", "digital", "budget", "health")
    }
    return {
        "visits": len(visits),
        "anonymous_visits": sum(visit.key is None for visit in visits),
        "participants": len(first_visits),
        "new_people": sum(person.visits[0] is visit for person, visit in first_visits),
        "by_motif": Counter(motif for visit in visits for motif in visit.motifs),
        "by_platform": {
            platform: {"visits": len(some), "participants": len({visit.key for visit in some} - {None})}
            for platform, some in by_platform.items()
        },
        "by_age_band": {name: bands[name] for name in (*BANDS, "unknown")},
        "by_qpv": {answer: qpv[answer] for answer in ("yes", "no", "unknown")},
    }


def band(visit: ImportedVisit) -> str:
    if visit.birth is None:
        return "unknown"
    age = age_from_year(visit.birth, visit.day) if isinstance(visit.birth, int) else age_on(visit.birth, visit.day)
    return next(name for name, limit in BANDS.items() if age < limit)


HEADER = ("Date", "Heure", "Nom", "Prénom", "Date de naissance", "Civilité", "Téléphone", "Quartier", "QPV", "Motifs")


def a_row(**cells: Cell) -> tuple[Cell, ...]:
    usual: dict[str, Cell] = {
        "date": "01/10/2018",
        "hour": "9h20",
        "family": "BENALI",
        "first": "Samira",
        "birth": "14/03/1984",
        "civility": "Mme",
        "phone": "06 39 98 12 34",
        "district": "Mosson",
        "qpv": "oui",
        "motifs": "Logement",
    }
    return tuple((usual | cells).values())


def read(*rows: Sequence[Cell], header: Sequence[Cell] = HEADER) -> Logbook:
    return read_logbook((header, *rows), PLATFORMS, TODAY)


def visit_of(**cells: Cell) -> ImportedVisit:
    (visit,) = read(a_row(**cells)).visits
    return visit


def reason_of(**cells: Cell) -> str:
    logbook = read(a_row(), a_row(**cells), a_row())
    assert [visit.line for visit in logbook.visits] == [2, 4]
    (bad,) = logbook.bad
    assert bad.line == 3
    return bad.reason


def test_a_row_becomes_a_visit_with_all_that_it_says() -> None:
    logbook = read((*a_row(), "reçu par Marc"), header=(*HEADER, "Commentaire"))
    visit = logbook.visits[0]
    assert (visit.line, visit.day, visit.time) == (2, dt.date(2018, 10, 1), dt.time(9, 20))
    assert (visit.family, visit.first, visit.birth) == ("BENALI", "Samira", dt.date(1984, 3, 14))
    assert (visit.civility, visit.phones) == (Civility.MME, ("+33639981234",))
    assert (visit.district, visit.qpv, visit.motifs) == ("Mosson", District.YES, ("Logement",))
    assert (visit.comment, visit.given_name, visit.extra) == ("reçu par Marc", "", {})


def test_columns_are_found_in_any_order_case_and_accent_under_title_rows() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("CCAS de Montpellier — cahier d’accueil",),
        (),
        ("Date d’édition", "02/01/2019"),
        ("  PRENOM ", "Vu par", "date (jj/mm/aaaa)", "N° de téléphone :", "NOM", "Né(e) le", "motif"),
        ("Samira", "hors sujet", "01/10/2018", "0639981234", "Benali", "14/03/1984", "Logement"),
    )
    logbook = read_logbook(rows, PLATFORMS, TODAY)
    assert logbook.columns.header_line == 4
    visit = logbook.visits[0]
    assert (visit.line, visit.family, visit.first, visit.motifs) == (5, "Benali", "Samira", ("Logement",))
    assert (visit.phones, visit.birth) == (("+33639981234",), dt.date(1984, 3, 14))


def test_an_unknown_column_is_reported_and_its_text_kept() -> None:
    logbook = read((*a_row(), "Marc", None), (*a_row(), None, "à rappeler"), header=(*HEADER, "Reçu par", None))
    assert [visit.extra for visit in logbook.visits] == [{"Reçu par": "Marc"}, {"colonne L": "à rappeler"}]
    (remark,) = logbook.remarks
    assert "« Reçu par », « colonne L »" in remark.text
    assert remark.line == 1


def test_a_column_may_be_named_by_hand() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("Quand", "Qui", "Quoi"), ("01/10/2018", "Samira", "Logement"))
    with pytest.raises(Refusal, match="Aucun en-tête de cahier d’accueil"):
        read_logbook(rows, PLATFORMS, TODAY)
    logbook = read_logbook(rows, PLATFORMS, TODAY, {0: VisitColumn.DATE, 2: VisitColumn.MOTIFS})
    assert logbook.visits[0].motifs == ("Logement",)
    assert logbook.visits[0].extra == {"Qui": "Samira"}


def test_a_column_named_by_hand_comes_before_the_words_of_the_header() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("Date", "Motif", "Objet"), ("01/10/2018", "x42", "Logement"))
    chosen = {1: None, 2: VisitColumn.MOTIFS}
    assert read_logbook(rows, PLATFORMS, TODAY, chosen).visits[0].motifs == ("Logement",)


def test_a_header_repeated_on_every_page_is_no_visit() -> None:
    logbook = read(a_row(), HEADER, (), a_row())
    assert [visit.line for visit in logbook.visits] == [2, 5]
    assert not logbook.bad


def test_without_both_names_the_visit_is_anonymous_and_keeps_the_name_given() -> None:
    alone = visit_of(family=" ", birth=None)
    assert (alone.key, alone.given_name) == (None, "Samira")
    assert visit_of(first=None).given_name == "BENALI"
    assert visit_of(family="?", first="-").given_name == ""
    assert visit_of(family=None, first=None).key is None


def test_without_columns_for_names_the_report_says_that_all_are_anonymous() -> None:
    logbook = read(("01/10/2018", "Logement"), header=("Date", "Motifs"))
    assert "tous les passages sont anonymes" in logbook.remarks[0].text
    assert logbook.visits[0].key is None


def test_one_person_is_known_whatever_case_accents_spaces_and_hyphens() -> None:
    rows = [
        a_row(family="Lefèvre-Noël", first="Anne Lise"),
        a_row(family="LEFEVRE NOEL", first="anne-lise"),
        a_row(family="  Lefevre‐noel ", first="ANNE  LISE"),
    ]
    (person,) = people_of(read(*rows).visits)
    assert person.identity.used_name == "Lefèvre-Noël"
    assert [visit.line for visit in person.visits] == [2, 3, 4]


def test_a_missing_birth_date_never_joins_a_dated_person() -> None:
    people = people_of(read(a_row(), a_row(birth=None), a_row(birth="?"), a_row(birth="15/03/1984")).visits)
    assert [len(person.visits) for person in people] == [1, 2, 1]
    reasons = [pair.reason for pair in near_pairs(person.key for person in people)]
    assert reasons == [MISSING_BIRTH, NEAR_BIRTH, MISSING_BIRTH]


def test_a_person_keeps_what_was_said_last_and_all_her_telephones() -> None:
    rows = [
        a_row(date="03/10/2018", district=None, qpv=None, phone="04 99 16 00 01"),
        a_row(date="02/10/2018", district="Cévennes", qpv="non", civility=None),
        a_row(date="01/10/2018"),
    ]
    (person,) = people_of(read(*rows).visits)
    assert [visit.day.day for visit in person.visits] == [1, 2, 3]
    identity = person.identity
    assert (identity.district, identity.qpv, identity.civility) == ("Cévennes", District.NO, Civility.MME)
    assert identity.phones == ("+33499160001", "+33639981234")


@pytest.mark.parametrize(
    ("text", "motifs"),
    [
        ("Café, lien social", ("Café, lien social",)),
        ("cafe, LIEN social | sante prevention", ("Café, lien social", "Santé, prévention")),
        ("Logement, Santé, prévention, Autre motif", ("Logement", "Santé, prévention", "Autre motif")),
        ("Logement/Recherche d’emploi ; Logement", ("Logement", "Recherche d'emploi")),
        ("Santé / prévention\nRendez vous budget", ("Santé, prévention", "Rendez-vous budget")),
        ("Logement,, ;", ("Logement",)),
        ("Domiciliation, Logement", ("Domiciliation", "Logement")),
        (" - ", ()),
        (None, ()),
    ],
)
def test_labels_are_matched_before_the_cell_is_split(text: str | None, motifs: tuple[str, ...]) -> None:
    assert visit_of(motifs=text).motifs == motifs


@given(st.lists(st.sampled_from(sorted(PLATFORMS)), unique=True), st.sampled_from([" | ", "/", ";", ", ", "\n"]))
def test_any_motifs_joined_by_any_separator_are_read_back(motifs: list[str], separator: str) -> None:
    assert visit_of(motifs=separator.join(motifs)).motifs == tuple(motifs)


def test_an_unknown_motif_is_kept_once_under_its_first_spelling_and_counted() -> None:
    logbook = read(a_row(motifs="Domiciliation"), a_row(motifs="DOMICILIATION | Logement"), a_row(motifs="Logement"))
    assert [visit.motifs for visit in logbook.visits] == [
        ("Domiciliation",),
        ("Domiciliation", "Logement"),
        ("Logement",),
    ]
    assert logbook.unknown_motifs == {"Domiciliation": 2}


@pytest.mark.parametrize(
    "cell", ["01/10/2018", "2018-10-01", "1/10/2018", 43374, "43374", dt.date(2018, 10, 1), "lundi 1er octobre 2018"]
)
def test_a_day_is_read_in_every_form(cell: Cell) -> None:
    assert visit_of(date=cell).day == dt.date(2018, 10, 1)


@pytest.mark.parametrize(
    "cell", ["9:20", "9h20", "09:20:00", "9 h 20", 0.388888888888889, "0,388888889", dt.time(9, 20)]
)
def test_an_hour_is_read_in_every_form(cell: Cell) -> None:
    assert visit_of(hour=cell).time == dt.time(9, 20)


@pytest.mark.parametrize(
    "cell", [dt.datetime(2018, 10, 1, 9, 20), "01/10/2018 09:20", "2018-10-01T09:20:00", 43374.388888889]
)
def test_an_hour_may_stand_with_the_date(cell: Cell) -> None:
    visit = visit_of(date=cell, hour=None)
    assert (visit.day, visit.time) == (dt.date(2018, 10, 1), dt.time(9, 20))
    assert visit_of(date=cell, hour="14h").time == dt.time(14)


def test_an_hour_may_be_missing() -> None:
    assert visit_of(hour=None).time is None


@pytest.mark.parametrize(("cell", "birth"), [("1984", 1984), (1984, 1984), (30755, dt.date(1984, 3, 14)), ("NC", None)])
def test_a_birth_may_be_a_year_a_serial_or_unknown(cell: Cell, birth: dt.date | int | None) -> None:
    assert visit_of(birth=cell).birth == birth


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"date": None}, "La date manque."),
        ({"date": "Total", "hour": None}, "Date « Total » : l’année n’est pas écrite avec quatre chiffres"),
        ({"date": "01/10/18"}, "Date « 01/10/18 » : l’année n’est pas écrite avec quatre chiffres"),
        ({"date": "011018"}, "Date « 011018 » : l’année n’est pas écrite avec quatre chiffres"),
        ({"date": "31/02/2018"}, "Date « 31/02/2018 » : le 31/02 n’existe pas."),
        ({"date": "01/10/2108"}, "Date « 01/10/2108 » : cette date est à venir."),
        ({"hour": "25h10"}, "Heure « 25h10 » : cette heure n’existe pas."),
        ({"hour": "matin"}, "Heure « matin » : cette heure n’est pas comprise."),
        ({"hour": 9}, "Heure « 9 » : cette heure n’est pas comprise."),
        ({"hour": "9.30"}, "Heure « 9.30 » : cette heure n’est pas comprise."),
        ({"birth": "14/03/84"}, "Date de naissance « 14/03/84 » : l’année de naissance n’a que deux chiffres"),
        ({"birth": "31/04/1984"}, "Date de naissance « 31/04/1984 » : le 31/04 n’existe pas."),
        ({"birth": "14/03/2019"}, "Date de naissance « 14/03/2019 » : elle vient après le passage."),
        ({"birth": "14/03/1819"}, "Date de naissance « 14/03/1819 » : l’année 1819 n’est pas possible"),
        ({"motifs": "2 84 03 34 172 123 24"}, "La case « Motifs » ressemble à un numéro de sécurité sociale"),
    ],
)
def test_a_row_that_cannot_be_read_is_reported_and_the_others_go_on(cells: dict[str, Cell], reason: str) -> None:
    assert reason_of(**cells).replace("\u00a0", " ").startswith(reason)


def test_a_row_with_more_cells_than_the_header_is_reported() -> None:
    (bad,) = read((*a_row(), "et la suite")).bad
    assert "plus de cases que l’en-tête" in bad.reason


def test_what_is_not_understood_beside_the_visit_is_kept_and_said() -> None:
    logbook = read(a_row(phone="chez sa sœur", qpv="peut-être", civility="Dr"))
    assert logbook.visits[0].extra == {"Téléphone": "chez sa sœur", "Civilité": "Dr", "QPV": "peut-être"}
    assert [remark.line for remark in logbook.remarks] == [2, 2, 2]


def test_a_row_with_nothing_but_its_date_is_an_anonymous_visit_and_said() -> None:
    logbook = read(("01/10/2018",))
    assert logbook.visits[0].key is None
    assert "qu’une date" in logbook.remarks[0].text


def test_equal_rows_are_distinct_visits_with_lasting_identities() -> None:
    rows = (a_row(), a_row(), a_row(motifs="Autre motif"))
    first, again = ([visit.digest for visit in read(*rows).visits] for _ in range(2))
    assert first == again
    assert len(set(first)) == 3
    longer = [visit.digest for visit in read(a_row(date="30/09/2018"), *rows, a_row()).visits]
    assert longer[1:4] == first
    assert longer[4] not in first


def test_a_file_saved_again_by_a_spreadsheet_keeps_the_identity_of_its_rows(tmp_path: Path) -> None:
    text = "Date;Heure;Nom;Date de naissance;Téléphone;QPV\n2018-10-01;9h20;Évrard;14/03/1984;06 39 98 12 34;oui\n"
    (tmp_path / "cahier.csv").write_bytes(text.encode("cp1252"))
    header = row(3, "Date", "Heure", "Nom", "Date de naissance", "Téléphone", "QPV")
    cells = row(4, (43374, DAY), (0.388888888888889, HOUR), "Évrard", (30755, DAY), (639981234, 0), "oui")
    (tmp_path / "cahier.xlsx").write_bytes(xlsx({"Notes": row(1, "vide"), "Cahier": header + cells}))
    (one,), (other,) = (
        read_logbook(read_sheet(tmp_path / name, wanted=is_logbook).rows, PLATFORMS, TODAY).visits
        for name in ("cahier.csv", "cahier.xlsx")
    )
    assert (one.line, other.line) == (2, 4)
    assert dataclasses.replace(other, line=2) == one


NATURES: tuple[Cell, ...] = ("06 39 98 00 09", "9h05", "1/7/2019", 43374, "34080", "Marc", dt.time(14), True)


@pytest.mark.parametrize("field", [VisitColumn.PHONE, VisitColumn.DISTRICT, VisitColumn.COMMENT, None])
def test_a_row_keeps_its_identity_whatever_its_columns_are_taken_for(field: VisitColumn | None) -> None:
    rows = (("Date", "Nom", "Repère"), *(("01/10/2018", "BENALI", nature) for nature in NATURES))
    first = read_logbook(rows, PLATFORMS, TODAY)
    again = read_logbook(rows, PLATFORMS, TODAY, {2: field})
    assert [visit.digest for visit in again.visits] == [visit.digest for visit in first.visits]
    assert len(first.visits) == len(NATURES)


def test_a_row_keeps_its_identity_from_one_day_to_the_next() -> None:
    rows = (("Date", "Nom", "Repère"), ("01/10/2018", "BENALI", "+2018"))
    one, other = (read_logbook(rows, PLATFORMS, day).visits[0] for day in (TODAY, TODAY + dt.timedelta(days=1)))
    assert one.digest == other.digest


def test_a_motif_is_known_by_the_name_that_it_had() -> None:
    rows = (("Date", "Motifs"), ("01/10/2018", "Café, LIEN social | Logement"))
    former = {"cafe,liensocial": "Bar à chats", "logement": "Toit"}
    logbook = read_logbook(rows, ["Bar à chats", "Toit", "Logement"], TODAY, former=former)
    assert logbook.visits[0].motifs == ("Bar à chats", "Logement")
    assert logbook.unknown_motifs == {}


def test_a_name_of_more_than_a_hundred_letters_is_reported() -> None:
    assert reason_of(first="e" * 40_000).startswith("La case « Prénom » a plus de 100 lettres")


def test_real_files_that_are_no_logbook_are_refused() -> None:
    office = LOGBOOKS.parent / "office-files"
    if not office.is_dir():
        pytest.skip("no ../shared/data/office-files on this machine")
    for path in office.rglob("*"):
        if path.suffix in {".csv", ".xls", ".xlsx", ".ods"}:
            with pytest.raises(Refusal, match="Aucun en-tête de cahier d’accueil"):
                read_logbook(read_sheet(path, wanted=is_logbook).rows, PLATFORMS, TODAY)
