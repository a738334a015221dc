"""Files of structures in the directory: previewed, never twice, taken back in one step."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.partners.gestures import SetPartner
from ceis_desk.partners.importing import ImportPartners, PreparedPartners, PreparePartners
from ceis_desk.partners.model import PartnerCard, PartnerKind
from ceis_desk.partners.questions import FindPartners, ReadPartner
from ceis_desk.partners.structures import LONGEST, LONGEST_ABOUT, MOST_LISTED, ListOfPeople
from tests.data.agenda.office import Office
from tests.scenarios.desks import SHARED

LOGBOOK = SHARED / "logbooks" / "cahier_accueil_2018-2019.csv"
FRANCE_SERVICES = SHARED / "geo" / "france_services_2021.geojson"
HEADER = "id;source;nom;siret;adresse;code_postal;commune;telephone;courriel;site_web;presentation_resume;thematiques"
ROWS = (
    (
        "11;dora;Mission locale;12345678901234;1 rue Haute;34000;Montpellier;499001234;a@exemple.fr;;Jeunes;"
        '"[""trouver-un-emploi"", ""mobilite--preparer-un-permis""]"'
    ),
    "12;dora;CSAPA Arc-en-ciel;;2 rue Basse;34000;Montpellier;04 99 00 12 35;;;;{sante--addictions}",
    "13;dora;Régie de quartier;;;34080;Montpellier;12;;;Ménage;inconnue",
    "14;dora;;;;;;;;;;",
)


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "structures.csv"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return path


def prepared(office: Office, path: Path, chosen: Mapping[int, str | None] | None = None) -> PreparedPartners:
    return office.ask(PreparePartners(path, chosen or {}), "lea")


def names(office: Office) -> list[str]:
    return [line.name for line in office.ask(FindPartners(), "lea")]


def test_the_columns_of_data_inclusion_are_known_and_nothing_is_written_by_looking(
    office: Office, tmp_path: Path
) -> None:
    found = prepared(office, written(tmp_path, *ROWS))
    assert [cell.field for cell in found.header if not cell.field] == []
    assert (found.rows, [one.card.name for one in found.partners]) == (
        4,
        ["Mission locale", "CSAPA Arc-en-ciel", "Régie de quartier"],
    )
    assert [(row.line, row.reason) for row in found.bad] == [(5, "Le nom de la structure manque.")]
    assert names(office) == []


def test_a_row_becomes_a_card_with_national_themes_and_a_sensitive_network_is_known(
    office: Office, tmp_path: Path
) -> None:
    made = office.do(ImportPartners(prepared(office, written(tmp_path, *ROWS))), "lea").made
    first, second, _third = (office.ask(ReadPartner(one), "lea").partner.card for one in made)
    assert first == PartnerCard(
        "Mission locale",
        siret="12345678901234",
        phone="+33499001234",
        email="a@exemple.fr",
        address="1 rue Haute",
        postcode="34000",
        commune="Montpellier",
        about="Jeunes",
        themes=("trouver-un-emploi", "mobilite--preparer-un-permis"),
        external="dora:11",
    )
    assert (second.kind, second.sensitive) == (PartnerKind.ADDICTION, True)


def test_what_could_not_be_kept_is_said(office: Office, tmp_path: Path) -> None:
    remarks = [one.text for one in prepared(office, written(tmp_path, ROWS[2])).remarks]
    assert remarks == [
        "Thématiques inconnues, non reprises\u00a0: «\u00a0inconnue\u00a0».",
        "Téléphone non compris, non repris.",
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("11;dora;Autre nom;;;34090;Montpellier;;;;;", "même identifiant"),
        ("99;dora;Autre nom;12345678901234;;34090;Montpellier;;;;;", "même siret"),
        ("99;dora;MISSION-LOCALE;;;34000;Montpellier;;;;;", "même nom et même code postal"),
    ],
)
def test_a_structure_already_there_is_told_and_left_out(office: Office, tmp_path: Path, row: str, reason: str) -> None:
    office.do(ImportPartners(prepared(office, written(tmp_path, ROWS[0]))), "lea")
    found = prepared(office, written(tmp_path, row))
    assert (found.partners, [(twin.known_as, twin.reason) for twin in found.twins]) == (
        (),
        [("Mission locale", reason)],
    )


def test_two_rows_of_one_file_may_be_one_structure(office: Office, tmp_path: Path) -> None:
    twice = ROWS[0].replace("11;dora", "77;soliguide")
    found = prepared(office, written(tmp_path, ROWS[0], twice))
    assert (len(found.partners), found.twins[0].line) == (1, 3)


def test_a_file_brought_twice_writes_nothing_more_even_once_renamed(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path, "id;nom", "5;Le Relais", header="")
    first = prepared(office, path)
    made = office.do(ImportPartners(first), "lea").made[0]
    view = office.ask(ReadPartner(made), "lea")
    office.do(SetPartner(PartnerCard("Le Relais solidaire"), made, view.partner.clock), "lea")
    assert prepared(office, path).partners == ()
    again = office.do(ImportPartners(first), "lea")
    assert again.said == "Ces structures sont déjà dans l’annuaire. Rien n’a changé."
    assert names(office) == ["Le Relais solidaire"]


def test_an_import_is_taken_back_in_one_step_and_may_come_again(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path, *ROWS)
    change = office.do(ImportPartners(prepared(office, path)), "lea")
    assert change.said == "3 partenaires ajoutés à l’annuaire."
    office.do(change.undo, "lea")
    assert names(office) == []
    office.do(ImportPartners(prepared(office, path)), "lea")
    assert names(office) == ["CSAPA Arc-en-ciel", "Mission locale", "Régie de quartier"]


def test_columns_without_a_known_header_are_said_by_hand(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path, "Le Merlan;34", "La Treille;30", header="Qui;Où")
    with pytest.raises(Refusal, match="dites laquelle"):
        prepared(office, path)
    found = prepared(office, path, {0: "name", 1: "postcode"})
    assert [one.card.name for one in found.partners] == ["Le Merlan", "La Treille"]


def test_only_those_who_write_the_directory_bring_a_file_in(office: Office, tmp_path: Path) -> None:
    for login in ("sofiane", "claire"):
        with pytest.raises(Denied):
            office.ask(PreparePartners(written(tmp_path, *ROWS)), login)


@pytest.mark.skipif(not FRANCE_SERVICES.exists(), reason="the published file is not in this copy")
def test_the_national_list_of_france_services_comes_in_at_once(office: Office, tmp_path: Path) -> None:
    places = [one["properties"] for one in json.loads(FRANCE_SERVICES.read_text(encoding="utf-8"))["features"]]
    path = tmp_path / "france_services.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, list(places[0]))
        rows.writeheader()
        rows.writerows(places)
    header = list(places[0])
    chosen = {
        header.index("lib_france_services"): "name",
        header.index("MATRICULE"): "external",
        header.index("lib_com"): "commune",
    }
    found = prepared(office, path, {at: chosen.get(at) for at in range(len(header))} | _known(header))
    assert found.rows == len(places)
    assert len(found.partners) + len(found.twins) + len(found.bad) == len(places)
    change = office.do(ImportPartners(found), "lea")
    assert len(names(office)) == len(change.made) == len(found.partners)
    assert prepared(office, path, {at: chosen.get(at) for at in range(len(header))} | _known(header)).partners == ()
    office.do(change.undo, "lea")
    assert names(office) == []


def _known(header: list[str]) -> dict[int, str | None]:
    """The columns that bear a usual header in that file."""
    fields = {"ADRESSE": "address", "code_postal": "postcode", "CONTACT.MAIL": "email", "TELEPHONE": "phone"}
    return {header.index(name): field for name, field in fields.items()}


def test_a_cell_longer_than_a_card_keeps_is_cut_and_said(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path, f"Géant;{'mot ' * 2000}", header="Nom;Présentation")
    found = prepared(office, path)
    assert len(found.partners[0].card.about) == LONGEST_ABOUT
    assert [(one.line, one.text) for one in found.remarks] == [
        (2, "«\u00a0Présentation\u00a0» a plus de 4000 signes\u00a0: la suite est laissée.")
    ]


@pytest.mark.parametrize("between", [";", "\n"])
def test_a_cell_of_twenty_thousand_services_is_bounded_and_said(office: Office, tmp_path: Path, between: str) -> None:
    cell = between.join(f"service {number}" for number in range(20_000))
    path = written(tmp_path, f'Géant;"{cell}"', header="Nom;Services")
    found = prepared(office, path)
    assert found.partners[0].card.services == tuple(f"service {number}" for number in range(MOST_LISTED))
    assert [one.text for one in found.remarks] == [
        "«\u00a0Services\u00a0» donne 20\u00a0000 mots\u00a0: les 100 premiers sont repris."
    ]
    office.do(ImportPartners(found), "lea")
    assert names(office) == ["Géant"]


def test_a_long_list_in_one_cell_is_no_separator_of_a_short_file(office: Office, tmp_path: Path) -> None:
    many = ", ".join(f"service {number}" for number in range(40))
    path = written(tmp_path, f"1;Régie;34000;{many}", "2;Relais;34080;accueil", header="id;nom;code_postal;services")
    found = prepared(office, path)
    assert [len(one.card.services) for one in found.partners] == [40, 1]


def test_a_word_of_a_list_longer_than_a_card_keeps_is_cut_and_said(office: Office, tmp_path: Path) -> None:
    found = prepared(office, written(tmp_path, f"Géant;{'mot ' * 200}", header="Nom;Services"))
    assert len(found.partners[0].card.services[0]) == LONGEST
    assert [one.text for one in found.remarks] == [
        "«\u00a0Services\u00a0» a un mot de plus de 300 signes\u00a0: la suite est laissée."
    ]


def test_a_list_nested_without_end_is_a_text_like_any_other(office: Office, tmp_path: Path) -> None:
    found = prepared(office, written(tmp_path, f"Géant;{'[' * 200_000}", header="Nom;Services"))
    assert [one.card.name for one in found.partners] == ["Géant"]


def test_a_formula_is_kept_as_the_words_that_it_is(office: Office, tmp_path: Path) -> None:
    found = prepared(office, written(tmp_path, "=cmd|' /C calc'!A0;=1+1", header="Nom;Présentation"))
    assert (found.partners[0].card.name, found.partners[0].card.about) == ("=cmd|' /C calc'!A0", "=1+1")


def test_nobody_writes_more_services_by_hand_than_a_card_keeps(office: Office) -> None:
    many = tuple(f"service {number}" for number in range(MOST_LISTED + 1))
    with pytest.raises(Refusal, match="100 au plus"):
        office.do(SetPartner(PartnerCard("Géant", services=many)), "lea")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Nom;Prénom;Téléphone;Commune", "«\u00a0Prénom\u00a0»"),
        ("Nom;Année de naissance;Commune;Téléphone", "«\u00a0Année de naissance\u00a0»"),
    ],
)
def test_a_list_of_persons_never_enters_the_directory(office: Office, tmp_path: Path, header: str, told: str) -> None:
    path = written(tmp_path, "Benali;Samira;0499001234;Montpellier", header=header)
    for chosen in ({}, {0: "name", 3: "commune"}):
        with pytest.raises(ListOfPeople, match=told):
            prepared(office, path, chosen)
    assert names(office) == []


def test_the_person_to_call_in_a_structure_makes_no_list_of_persons(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path, "Régie d’essai;Benali;Samira;Montpellier", header="Organisme;Contact;Prénom;Commune")
    assert [one.card.name for one in prepared(office, path).partners] == ["Régie d’essai"]


@pytest.mark.skipif(not LOGBOOK.exists(), reason="the logbook is not in this copy")
def test_a_reception_logbook_is_no_file_of_structures(office: Office) -> None:
    with pytest.raises(ListOfPeople, match="Reprendre un tableur"):
        prepared(office, LOGBOOK)
