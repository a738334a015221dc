"""The figures of the digital space in lines that may be shared, and the lines that La Coop takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import StrEnum

import pytest

from ceis_desk.platforms.digital.coop import Autonomy, Material, Place, ProcedureTheme, Redirection, Status, Theme
from ceis_desk.platforms.digital.model import ProcedureState
from ceis_desk.statistics.coop import COOP_HEADS, Activity, Collective, coop_row, session_row
from ceis_desk.statistics.digital import DigitalFigures, duration_ranges, figure_rows, range_of
from ceis_desk.statistics.model import AgeBand, Period, Qpv

AT = dt.datetime(2019, 6, 18, 10, 46)
HELP = Activity(
    AT, 45, (Theme.MATERIAL, Theme.EMAIL), (), Material.TABLET, Place.HERE, Autonomy.IF_NEEDED, Redirection.NOWHERE,
    AgeBand.FROM_70, "female", Status.RETIRED,
)  # fmt: skip


def figures(**more: object) -> DigitalFigures:
    ranges = duration_ranges()
    found = DigitalFigures(
        Period(dt.date(2019, 6, 1), dt.date(2019, 6, 30)),
        helps=20, anonymous=8, helped=9, minutes=900,
        by_theme={theme: 12 if theme is Theme.EMAIL else 3 if theme is Theme.AI else 0 for theme in Theme},
        by_duration=dict(zip(ranges, (6, 12, 2, 0), strict=True)),
        by_autonomy=dict.fromkeys(Autonomy, 5),
        by_material={one: 5 if one is not Material.NONE else 0 for one in Material},
        by_age_band={band: 20 if band is AgeBand.FROM_70 else 0 for band in AgeBand},
        by_sex={"female": 20, "male": 0, "unknown": 0},
        by_status={one: 20 if one is Status.RETIRED else 0 for one in Status},
        by_qpv={one: 20 if one is Qpv.NO else 0 for one in Qpv},
        ended={state: 6 for state in ProcedureState if not state.is_open},
        uses=30, uses_anonymous=10, uses_helped=12,
    )  # fmt: skip
    return replace(found, **more)  # type: ignore[arg-type]  # fields of any type


def test_a_count_of_one_to_four_is_hidden_with_what_would_tell_it() -> None:
    rows = {(part, label): count for part, label, count in figure_rows(figures())}
    assert rows["Thème", "E-mail"] == "12"
    assert rows["Thème", "Intelligence artificielle (IA)"] == "masqué"
    assert rows["Thème", "Santé"] == "0"
    assert rows["Durée", "1 h à 2 h"] == "masqué"
    assert "masqué" in (rows["Durée", "Moins de 30 min"], rows["Durée", "30 min à 1 h"])
    assert rows["Accès libre", "postes occupés"] == "30"
    assert rows["Accès libre", "sans nom"] == "10"


def test_every_code_is_printed_nought_included() -> None:
    parts = [part for part, _, _ in figure_rows(figures())]
    assert (parts.count("Thème"), parts.count("Âge"), parts.count("Durée")) == (19, 8, 4)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(29, "Moins de 30 min"), (30, "30 min à 1 h"), (60, "1 h à 2 h"), (119, "1 h à 2 h"), (120, "2 h et plus")],
)
def test_a_duration_is_of_the_range_that_la_coop_puts_it_in(minutes: int, words: str) -> None:
    assert range_of(minutes) == words


def test_a_help_goes_out_with_the_codes_of_la_coop_and_no_name() -> None:
    row = dict(zip(COOP_HEADS, coop_row(HELP), strict=True))
    assert row == {
        "type": "individuel",
        "date": "2019-06-18T10:46",
        "duree": "45",
        "accompagnements": "1",
        "type_lieu": "lieu_activite",
        "autonomie": "partiellement_autonome",
        "oriente_vers_structure": "false",
        "structure_de_redirection": "",
        "materiel": "tablette",
        "thematiques": "prendre_en_main_du_materiel,email",
        "precisions_demarche": "",
        "titre_atelier": "",
        "niveau_atelier": "",
        "Genre": "feminin",
        "Tranche d’âge": "soixante_dix_plus",
        "Statut": "retraite",
    }


def test_a_help_about_procedures_goes_out_with_their_themes_and_where_it_led() -> None:
    one = replace(
        HELP,
        themes=(Theme.PROCEDURES,),
        procedures=(ProcedureTheme.HOUSING, ProcedureTheme.MONEY),
        referral=Redirection.SOCIAL,
        sex="unknown",
        status=Status.NOT_SAID,
        band=AgeBand.UNKNOWN,
    )
    row = dict(zip(COOP_HEADS, coop_row(one), strict=True))
    assert row["type"] == "individuel"
    assert row["thematiques"] == "aide_aux_demarches_administratives,logement,argent_impots"
    assert (row["oriente_vers_structure"], row["structure_de_redirection"]) == ("true", "aide_sociale")
    assert (row["Genre"], row["Tranche d’âge"], row["Statut"]) == ("non_communique",) * 3


# As La Coop’s interface publishes them (decision 0040 says where they were read).
THEMES = [
    "diagnostic_numerique",
    "prendre_en_main_du_materiel",
    "maintenance_de_materiel",
    "gere_ses_contenus_numeriques",
    "navigation_sur_internet",
    "email",
    "bureautique",
    "reseaux_sociaux",
    "sante",
    "banque_et_achats_en_ligne",
    "entrepreneuriat",
    "insertion_professionnelle",
    "securite_numerique",
    "parentalite",
    "scolarite_et_numerique",
    "creer_avec_le_numerique",
    "culture_numerique",
    "intelligence_artificielle",
    "aide_aux_demarches_administratives",
]
PROCEDURES = [
    "papiers_elections_citoyennete",
    "famille_scolarite",
    "social_sante",
    "travail_formation",
    "logement",
    "transports_mobilite",
    "argent_impots",
    "justice",
    "etrangers_europe",
    "loisirs_sports_culture",
    "associations",
]
REDIRECTIONS = [
    "operateur_ou_organisme_en_charge",
    "aide_aux_demarches_administratives",
    "administration",
    "mediation_numerique",
    "aide_sociale",
    "insertion_professionnelle",
    "autre",
]
AGES = [
    "moins_de_douze",
    "douze_dix_huit",
    "dix_huit_vingt_quatre",
    "vingt_cinq_trente_neuf",
    "quarante_cinquante_neuf",
    "soixante_soixante_neuf",
    "soixante_dix_plus",
    "non_communique",
]
EACH = [
    *(("thematiques", replace(HELP, themes=(one,)), one.value) for one in Theme),
    *(("thematiques", replace(HELP, themes=(), procedures=(one,)), one.value) for one in ProcedureTheme if one.value),
    *(("structure_de_redirection", replace(HELP, referral=one), one.value) for one in Redirection),
    *(("materiel", replace(HELP, material=one), one.value) for one in Material),
    *(("type_lieu", replace(HELP, place=one), one.value) for one in Place),
    *(("autonomie", replace(HELP, autonomy=one), one.value) for one in Autonomy),
    *(("Statut", replace(HELP, status=one), one.value or "non_communique") for one in Status),
    *(("Tranche d’âge", replace(HELP, band=one), code) for one, code in zip(AgeBand, AGES, strict=True)),
    *(
        ("Genre", replace(HELP, sex=one), code)
        for one, code in (("female", "feminin"), ("male", "masculin"), ("unknown", "non_communique"))
    ),
]


@pytest.mark.parametrize(
    ("ours", "published"),
    [
        (Theme, THEMES),
        (ProcedureTheme, ["", *PROCEDURES]),
        (Redirection, ["", *REDIRECTIONS]),
        (Material, ["", "ordinateur", "telephone", "tablette", "autre", "aucun"]),
        (Place, ["lieu_activite", "domicile", "a_distance", "autre"]),
        (Autonomy, ["", "entierement_accompagne", "partiellement_autonome", "autonome"]),
        (Status, ["", "scolarise", "sans_emploi", "en_emploi", "retraite"]),
    ],
)
def test_our_codes_are_those_of_la_coop_none_missing_and_none_beside(ours: type[StrEnum], published: list[str]) -> None:
    assert sorted(one.value for one in ours) == sorted(published)


@pytest.mark.parametrize(("head", "one", "code"), EACH, ids=lambda told: told if isinstance(told, str) else "")
def test_every_code_goes_out_in_its_column(head: str, one: Activity, code: str) -> None:
    row = dict(zip(COOP_HEADS, coop_row(one), strict=True))
    assert row[head] == code
    others = dict(zip(COOP_HEADS, coop_row(HELP), strict=True))
    moved = {name for name in row if row[name] != others[name]} - {head}
    assert moved <= {"oriente_vers_structure"}
    assert row["oriente_vers_structure"] == ("true" if row["structure_de_redirection"] else "false")


@pytest.mark.parametrize("theme", Theme)
def test_a_session_goes_out_with_its_theme(theme: Theme) -> None:
    row = dict(zip(COOP_HEADS, session_row(Collective(AT, 90, "Tablette", 7, theme=theme)), strict=True))
    assert row["thematiques"] == theme.value
    assert (row["type_lieu"], row["titre_atelier"], row["materiel"]) == ("lieu_activite", "Tablette", "")


@pytest.mark.parametrize("level", ["debutant", "intermediaire", "avance"])
def test_a_session_goes_out_with_its_level(level: str) -> None:
    row = dict(zip(COOP_HEADS, session_row(Collective(AT, 90, "Tablette", 7, level)), strict=True))
    assert (row["niveau_atelier"], row["thematiques"]) == (level, "")


def test_a_session_goes_out_with_how_many_came_and_a_title_that_is_no_formula() -> None:
    row = dict(zip(COOP_HEADS, session_row(Collective(AT, 90, "=1+1", 7, "debutant")), strict=True))
    assert (row["type"], row["accompagnements"], row["duree"]) == ("collectif", "7", "90")
    assert row["titre_atelier"] == "'=1+1"
    assert row["niveau_atelier"] == "debutant"
    unknown = session_row(Collective(AT, 90, "Tablette", 7, "+autre"))
    assert dict(zip(COOP_HEADS, unknown, strict=True))["niveau_atelier"] == ""
