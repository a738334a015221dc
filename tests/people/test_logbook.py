from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.data.sheets import read_sheet
from ceis_desk.people.columns import Cell
from ceis_desk.people.logbook import ImportedPerson, PeopleList, is_people_list, read_people
from ceis_desk.people.model import Civility, District, Family, Sex, Work
from ceis_desk.people.person_columns import PersonColumn

OFFICE = Path(__file__).parents[2].parent / "shared" / "data" / "office-files"
TODAY = dt.date(2026, 11, 23)


def read(header: Sequence[Cell], *rows: Sequence[Cell]) -> PeopleList:
    return read_people((header, *rows), TODAY)


def person_of(**cells: Cell) -> ImportedPerson:
    usual: dict[str, Cell] = {"Nom": "BENALI", "Prénom": "Samira"}
    found = read(tuple(usual | cells), tuple((usual | cells).values()))
    assert not found.bad
    return found.people[0]


def test_a_row_becomes_a_record_with_all_that_it_says() -> None:
    header = (
        *(
            "Civilité",
            "NOM D’USAGE",
            "Prenom",
            "Nom de naissance",
            "Date de naissance",
            "Sexe",
            "Téléphone",
            "Tél. fixe",
        ),
        *("Courriel", "Adresse", "CP", "Ville", "Quartier", "QPV", "Langues parlées", "Situation familiale"),
        *("Situation professionnelle", "Observations"),
    )
    row: tuple[Cell, ...] = (
        *("Mme", "Benali", "Samira", "Haddad", dt.date(1984, 3, 14), "F", 639981234, "04 99 16 00 01"),
        *("s.benali@exemple.fr", "4 rue des Lilas", 34080, "Montpellier", "Mosson", "oui", "arabe, français"),
        *("Divorcé·e", "En emploi", "préfère le matin"),
    )
    found = read(header, row)
    assert not found.remarks
    person = found.people[0]
    identity = person.identity
    assert (identity.civility, identity.used_name, identity.first_name) == (Civility.MME, "Benali", "Samira")
    assert (identity.birth_name, identity.birth_date, identity.sex) == ("Haddad", dt.date(1984, 3, 14), Sex.FEMALE)
    assert identity.phones == ("+33639981234", "+33499160001")
    assert (identity.email, identity.address) == ("s.benali@exemple.fr", "4 rue des Lilas")
    assert (identity.postcode, identity.commune, identity.district) == ("34080", "Montpellier", "Mosson")
    assert (identity.qpv, identity.languages) == (District.YES, "arabe, français")
    assert (identity.family, person.work, person.comment) == (Family.SEPARATED, Work.EMPLOYED, "préfère le matin")


def test_a_year_of_birth_is_kept_as_a_year() -> None:
    identity = person_of(**{"Année de naissance": 1970.0}).identity
    assert (identity.birth_date, identity.birth_year) == (None, 1970)


def test_several_numbers_in_one_cell_are_several_telephones() -> None:
    cell = "06 39 98 12 34 / 04 99 16 00 01 ou 0639981234"
    assert person_of(Téléphone=cell).identity.phones == ("+33639981234", "+33499160001")


@pytest.mark.parametrize(("cell", "postcode"), [(1000, "01000"), ("01000", "01000"), (0, ""), ("34 080", "34080")])
def test_a_postcode_gets_back_the_zero_that_a_spreadsheet_dropped(cell: Cell, postcode: str) -> None:
    assert person_of(CP=cell).identity.postcode == postcode


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("E-mail", "pas d’adresse"),
        ("Code postal", "340800"),
        ("Sexe", "X"),
        ("Situation familiale", "Marié·e"),
        ("Situation professionnelle", "Sans emploi"),
        ("Téléphone", "06 39"),
    ],
)
def test_what_is_not_understood_is_kept_apart_and_said(header: str, text: str) -> None:
    found = read(("Nom", "Prénom", header), ("BENALI", "Samira", text))
    assert found.people[0].extra == {header: text}
    assert f"« {text} » n’est pas compris" in found.remarks[0].text


@pytest.mark.parametrize(
    ("family", "first", "birth", "reason"),
    [
        ("BENALI", None, None, "Il manque le prénom."),
        (None, "Samira", None, "Il manque le nom."),
        ("?", None, "1984", "Il manque le nom et le prénom."),
        ("BENALI", "Samira", "nuage", "Date de naissance « nuage »\u00a0: cette date n’est pas comprise."),
        ("BENALI", "Samira", "84", "Date de naissance « 84 »\u00a0: l’année de naissance n’a que deux chiffres, elle "),
    ],
)
def test_a_row_that_cannot_be_read_is_reported_and_the_others_go_on(
    family: Cell, first: Cell, birth: Cell, reason: str
) -> None:
    usual = ("ROUX", "Marc", None)
    found = read(("Nom", "Prénom", "Date de naissance"), usual, (family, first, birth), usual)
    assert [person.line for person in found.people] == [2, 4]
    assert [bad.line for bad in found.bad] == [3]
    assert found.bad[0].reason.startswith(reason)


def test_a_social_security_number_is_never_imported() -> None:
    found = read(("Nom", "Prénom", "Divers"), ("BENALI", "Samira", "2 84 03 34 172 123 24"))
    assert not found.people
    assert "numéro de sécurité sociale" in found.bad[0].reason


def test_the_record_has_one_identity_however_often_it_is_read() -> None:
    first, again = (person_of(Téléphone=cell) for cell in ("06 39 98 12 34", 639981234))
    assert first.digest == again.digest
    assert person_of(Téléphone="06 39 98 12 35").digest != first.digest


def test_the_record_has_one_identity_whatever_its_columns_are_taken_for() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("Nom", "Prénom", "Contact"), ("BENALI", "Samira", "06 39 98 12 34"))
    first = read_people(rows, TODAY)
    again = read_people(rows, TODAY, {2: PersonColumn.PHONE})
    assert again.people[0].identity.phones == ("+33639981234",)
    assert again.people[0].digest == first.people[0].digest


def test_columns_of_appointment_software_are_recognised() -> None:
    header = ("Nom", "Prénom", "Nom de naissance", "Date naissance", "Email", "Numéro de téléphone", "Créé par")
    found = read(header, ("BENALI", "Samira", "Haddad", "14/03/1984", "s@exemple.fr", "0639981234", "agent"))
    assert found.people[0].extra == {"Créé par": "agent"}
    assert found.people[0].identity.birth_date == dt.date(1984, 3, 14)


def test_columns_may_be_named_by_hand() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("Famille", "Petit nom"), ("BENALI", "Samira"))
    with pytest.raises(Refusal, match="Aucun en-tête de liste de personnes"):
        read_people(rows, TODAY)
    found = read_people(rows, TODAY, {0: PersonColumn.FAMILY, 1: PersonColumn.FIRST})
    assert found.people[0].identity.first_name == "Samira"


@pytest.mark.skipif(not OFFICE.is_dir(), reason="no ../shared/data/office-files on this machine")
def test_the_template_of_la_coop_is_read_and_its_wrong_rows_listed() -> None:
    sheet = read_sheet(OFFICE / "la-coop" / "import-beneficiaire_errors.xlsx", wanted=is_people_list)
    found = read_people(sheet.rows, TODAY)
    assert (found.columns.header_line, found.columns.first_line) == (2, 4)
    assert PersonColumn.POSTCODE in found.columns.named.values()
    assert not found.people
    assert [(bad.line, bad.reason.partition("\u00a0")[0]) for bad in found.bad] == [
        (4, "C’est la ligne d’exemple du modèle."),
        (5, "Il manque le prénom."),
        (6, "Date de naissance « nuage »"),
    ]


@pytest.mark.skipif(not OFFICE.is_dir(), reason="no ../shared/data/office-files on this machine")
def test_real_files_that_are_no_list_of_people_are_refused() -> None:
    for path in OFFICE.rglob("*"):
        if path.suffix in {".csv", ".xls", ".ods"}:
            with pytest.raises(Refusal, match="Aucun en-tête de liste de personnes"):
                read_people(read_sheet(path, wanted=is_people_list).rows, TODAY)
