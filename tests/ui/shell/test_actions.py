"""What the palette offers to each account."""

from __future__ import annotations

import pytest

from ceis_desk.access.model import Actor, Role
from ceis_desk.core.folding import tokens
from ceis_desk.core.ids import code_id
from ceis_desk.ui.shell.actions import actions
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.palette_rows import Action, found


def offered(role: Role) -> dict[str, Action]:
    actor = Actor(code_id("example", "somebody"), "Somebody", frozenset({role}), code_id("example", "desk"))
    given = actions(actor, Keyboard().caps(), "", discreet=False, dark=False)
    return {action.code: action for action in given}


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.BUDGET, Role.SOCIAL, Role.HEALTH])
def test_whoever_gives_appointments_finds_a_free_time_from_the_palette(role: Role) -> None:
    action = offered(role)["find-slot"]
    assert action.key == "Ctrl R"
    assert found(["rdv"], f"{action.title} {action.what} {action.also}")


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADMIN])
def test_whoever_gives_none_is_not_offered_it(role: Role) -> None:
    assert "find-slot" not in offered(role)


def test_the_agenda_is_said_reserved_to_the_administration_alone() -> None:
    assert offered(Role.ADMIN)["page:agenda"].what == "Réservé"
    assert offered(Role.DIRECTOR)["page:agenda"].what != "Réservé"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("médiathèques", "partners"),
        ("chambre consulaire", "partners"),
        ("pôle emploi", "partners"),
        ("enseignement supérieur", "partners"),
        ("consortium santé", "partners"),
        ("tiers-lieu", "platforms"),
        ("Fabrique Numérique de Territoire", "digital"),
        ("déclaration d’impôts", "digital"),
        ("Point Conseil Budget", "budget"),
        ("surendettement", "budget"),
        ("prévention", "health"),
        ("chantier d’insertion", "employment"),
        ("aide-soignant", "employment"),
        ("seniors isolés", "statistics"),
        ("familles monoparentales", "statistics"),
        ("mixité sociale", "statistics"),
        ("animations", "workshops"),
        ("start-up", "projects"),
        ("participation citoyenne", "projects"),
        ("offre culturelle", "projects"),
        ("parcours", "people"),
        ("fragilités", "people"),
        ("situation financière", "budget"),
        ("rencontres", "workshops"),
        ("ETP", "settings"),
        ("investissement", "settings"),
        ("partenariat", "partners"),
    ],
)
def test_what_the_centre_does_is_found_by_its_own_words_even_reserved(typed: str, page: str) -> None:
    for role in (Role.RECEPTION, Role.ADMIN):
        action = offered(role)[f"page:{page}"]
        assert found(tokens(typed), f"{action.title} {action.what} {action.also}")


@pytest.mark.parametrize(
    "typed", ["freins levés", "évolution", "confiance", "image de soi", "espoir", "place dans la ville"]
)
def test_freins_and_paired_change_are_found_by_whoever_reads_these_figures(typed: str) -> None:
    for role in (Role.SOCIAL, Role.EMPLOYMENT, Role.DIRECTOR):
        action = offered(role)["way-figures"]
        assert found(tokens(typed), f"{action.title} {action.what} {action.also}")
    assert not {"way-figures"} & {code for role in (Role.RECEPTION, Role.BUDGET, Role.ADMIN) for code in offered(role)}
