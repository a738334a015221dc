from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ceis_desk.access.door import NewSheet
from ceis_desk.access.masking import DOTS
from ceis_desk.access.model import Role
from ceis_desk.core.settings import load_settings
from ceis_desk.ui.kit.row_delegate import look_at
from ceis_desk.ui.settings.display import DisplayView
from ceis_desk.ui.settings.journal import JournalView
from ceis_desk.ui.settings.key_list import KeysView, NewKeyForm
from ceis_desk.ui.settings.key_rules import refused_key
from ceis_desk.ui.settings.recovery import NOT_TRIED, RIGHT_KEY, TRIED, RecoveryView
from ceis_desk.ui.settings.this_desk import DeskView
from ceis_desk.ui.shell.keys import COMMANDS, chosen_keys
from ceis_desk.ui.shell.recovery_sheet import TryKeyForm
from ceis_desk.ui.shell.renewal_sheet import RenewForm
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.house import House

Open = Callable[..., Bench]
CONTROL = Qt.KeyboardModifier.ControlModifier


# This desk, display


def test_the_idle_delay_of_a_role_is_kept_on_this_desk(open_settings: Open) -> None:
    bench = open_settings()
    view = bench.view("desk")
    assert isinstance(view, DeskView)
    assert view.delays[Role.RECEPTION].value() == 5
    view.delays[Role.RECEPTION].spin.stepUp()
    kept = load_settings(bench.folder / "poste.json")
    assert (kept.idle_minutes(["reception"]), kept.idle_minutes(["budget"])) == (6, 10)


def test_the_delays_are_read_only_for_whoever_does_not_administer(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    view = bench.view("desk")
    assert isinstance(view, DeskView)
    assert not any(field.isEnabled() for field in view.delays.values())
    assert view.discreet.isEnabled()


def test_the_discreet_screen_follows_whoever_switches_it(open_settings: Open) -> None:
    bench = open_settings()
    view = bench.view("desk")
    assert isinstance(view, DeskView)
    bench.choices.change(discreet=True)
    assert view.discreet.isChecked()
    QTest.keyClick(view.discreet, Qt.Key.Key_Space)
    assert not bench.choices.now.discreet


def test_a_text_size_chosen_holds_at_once_and_keeps_the_other_choices(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    view = bench.view("display")
    assert isinstance(view, DisplayView)
    bench.choices.change(discreet=True)
    QTest.keyClick(view.scale._segments["150"], Qt.Key.Key_Space)
    QTest.keyClick(view.theme._segments["dark"], Qt.Key.Key_Space)
    QTest.keyClick(view.motion._segments["less"], Qt.Key.Key_Space)
    kept = load_settings(bench.folder / "poste.json")
    assert (kept.text_scale, kept.theme, kept.reduced_motion, kept.discreet) == (150, "dark", True, True)


def test_a_text_size_changed_by_its_key_shows_here(open_settings: Open) -> None:
    bench = open_settings()
    view = bench.view("display")
    assert isinstance(view, DisplayView)
    bench.choices.change(text_scale=130)
    assert view.scale.value() == "130"


# Keys


def keys(bench: Bench) -> KeysView:
    view = bench.view("keys")
    assert isinstance(view, KeysView)
    return view


def wait_for_key(bench: Bench, code: str) -> NewKeyForm:
    view = keys(bench)
    view.list.setFocus()
    view.list.go_to(code)
    bench.key(Qt.Key.Key_Return)
    form = bench.sheet()
    assert isinstance(form, NewKeyForm)
    assert bench.focused() is form.catcher
    return form


@pytest.mark.parametrize(
    ("sequence", "why"),
    [
        ("Ctrl+Alt+P", "Ctrl et Alt ensemble"),
        ("Ctrl+P", "imprimer ce qui est à l’écran"),
        ("F3", "passage anonyme"),
        ("Up", "se déplacer"),
        ("P", "écrit dans les champs"),
        ("?", "écrit dans les champs"),
        ("Ctrl+=", "agrandir le texte"),
    ],
)
def test_a_key_that_writes_moves_or_serves_elsewhere_is_refused_with_the_reason(sequence: str, why: str) -> None:
    assert why in refused_key(sequence, "palette", chosen_keys({}))


@pytest.mark.parametrize("sequence", ["Ctrl+K", "Ctrl+J", "Ctrl+F5", "Shift+F12", "Alt+P"])
def test_a_free_key_is_taken(sequence: str) -> None:
    assert refused_key(sequence, "palette", chosen_keys({})) == ""


@pytest.mark.parametrize(
    ("sequence", "code", "why"),
    [
        ("F9", "call", "écran discret"),
        ("F3", "call", "passage anonyme"),
        ("F8", "search", "appeler la personne suivante"),
        ("Alt+1", "call", "choisir par un chiffre"),
        ("Alt+&", "call", "choisir par un chiffre"),
        ("Ctrl+D", "anonymous", "corriger ce qui est écrit dans un champ"),
        ("Ctrl+V", "call", "coller"),
        ("A", "call", "écrit dans les champs"),
    ],
)
def test_a_key_of_a_page_is_refused_when_it_serves_on_the_same_screen(sequence: str, code: str, why: str) -> None:
    assert why in refused_key(sequence, code, chosen_keys({}))


@pytest.mark.parametrize(("sequence", "code"), [("F8", "choose-file"), ("Ctrl+O", "call"), ("F10", "take-back")])
def test_two_pages_may_give_one_key_two_uses(sequence: str, code: str) -> None:
    assert refused_key(sequence, code, chosen_keys({})) == ""


def test_a_key_left_by_its_command_may_be_taken_by_another(open_settings: Open) -> None:
    bench = open_settings()
    bench.choices.change(keys={"call": "F10"})
    wait_for_key(bench, "recent")
    bench.key(Qt.Key.Key_F8)
    bench.key(Qt.Key.Key_Return)
    assert dict(bench.choices.now.keys) == {"call": "F10", "recent": "F8"}


def test_the_keys_of_the_pages_stand_under_their_names(open_settings: Open) -> None:
    rows = keys(open_settings()).list.rows
    looks = [look_at(rows.index(at, 0)) for at in range(rows.rowCount())]
    assert [look.title for look in looks if look.heading][:3] == ["Partout", "Accueil", "Personnes"]
    by_code = dict(zip(rows.idents(), looks, strict=True))
    assert set(by_code) >= {command.code for command in COMMANDS}
    assert (by_code["call"].key, by_code["search"].beside) == ("F8", "aussi dans Personnes")


def test_every_default_key_would_be_accepted_for_its_own_command() -> None:
    defaults = chosen_keys({})
    refused = {command.code: refused_key(command.default, command.code, defaults) for command in COMMANDS}
    assert {code: why for code, why in refused.items() if why} == {}


def test_a_key_pressed_then_entree_is_the_new_key(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    form = wait_for_key(bench, "print")
    bench.key(Qt.Key.Key_J, CONTROL, "j")
    assert not form.trouble.isVisible()
    bench.key(Qt.Key.Key_Return)
    assert dict(bench.choices.now.keys) == {"print": "Ctrl+J"}
    assert not bench.has_sheet()
    rows = keys(bench).list.rows
    look = look_at(rows.index(rows.idents().index("print"), 0))
    assert (look.key, [chip.words for chip in look.chips]) == ("Ctrl J", ["changée"])


def test_a_conflict_is_said_and_nothing_changes(open_settings: Open) -> None:
    bench = open_settings()
    form = wait_for_key(bench, "print")
    bench.key(Qt.Key.Key_K, CONTROL, "k")
    assert "chercher une personne" in form.trouble.words.text()
    assert form.trouble.isVisible()
    assert not form.save.isEnabled()
    assert dict(bench.choices.now.keys) == {}


def test_the_first_key_comes_back_alone_or_with_all_the_others(open_settings: Open) -> None:
    bench = open_settings()
    assert not keys(bench).reset.isVisible()
    bench.choices.change(keys={"print": "Ctrl+J", "lock": "F5"})
    wait_for_key(bench, "print").first_key.click()
    assert dict(bench.choices.now.keys) == {"lock": "F5"}
    keys(bench).reset.click()
    assert dict(bench.choices.now.keys) == {}


def test_single_key_commands_can_be_turned_off(open_settings: Open) -> None:
    bench = open_settings()
    QTest.keyClick(keys(bench).single, Qt.Key.Key_Space)
    assert not load_settings(bench.folder / "poste.json").single_keys


# Journal


def lines(bench: Bench) -> list[str]:
    view = bench.view("journal")
    assert isinstance(view, JournalView)
    return [look_at(view.list.rows.index(row, 0)).title for row in range(view.list.rows.rowCount())]


def test_the_journal_is_told_day_by_day_in_words(open_settings: Open) -> None:
    assert lines(open_settings()) == [
        "mardi 18 juin 2019",
        "Hélène Costa a ouvert une session",
        "Claire Fabre a ouvert la fiche de Mme BENALI Samira",
        "lundi 17 juin 2019",
        "Sofiane Roux a imprimé une liste nominative",
        "Hélène Costa a changé les rôles d’un compte",
        "Claire Fabre a réuni deux fiches\u00a0: M. PUJOL André",
    ]


def test_the_discreet_screen_hides_whom_the_journal_speaks_of(open_settings: Open) -> None:
    bench = open_settings("Claire Fabre")
    bench.view("journal")
    bench.discreet.set_on(True)
    shown = " ".join(lines(bench))
    assert "BENALI" not in shown
    assert DOTS in shown


# Recovery key


def recovery(bench: Bench) -> RecoveryView:
    view = bench.view("recovery")
    assert isinstance(view, RecoveryView)
    return view


def test_the_right_key_is_said_and_the_state_changes(open_settings: Open) -> None:
    bench, tried = open_settings(), list[bool]()
    bench.pilot.key_tried.connect(lambda: tried.append(True))
    view = recovery(bench)
    assert view.state.text() == NOT_TRIED.words
    view.button.click()
    form = bench.sheet()
    assert isinstance(form, TryKeyForm)
    type_text(form.key, "CEIS-ABCDE")
    form.go.click()
    assert bench.house.door.calls == [("try", "CEIS-ABCDE")]
    assert (bench.said, tried, view.state.text()) == ([RIGHT_KEY], [True], TRIED.words)
    assert not bench.has_sheet()


def test_the_trial_of_another_sheet_is_not_that_of_the_right_one(open_settings: Open, house: House) -> None:
    for mark, state in (("AAAA", NOT_TRIED), ("K7QD", TRIED)):
        house.settings["recovery_tried"] = json.dumps(mark)
        assert recovery(open_settings()).state.text() == state.words


def test_a_wrong_key_stays_in_the_sheet_with_the_place_of_the_slip(open_settings: Open) -> None:
    bench = open_settings()
    recovery(bench).button.click()
    form = bench.sheet()
    assert isinstance(form, TryKeyForm)
    bench.house.door.refusal = "Le groupe 3 contient une erreur. Rien n’a changé\u00a0: relisez-le."
    type_text(form.key, "CEIS-ABCDE")
    form.go.click()
    assert form.field.message() == bench.house.door.refusal
    assert form.key.toPlainText() == "CEIS-ABCDE"


def test_the_administration_renews_the_key_with_her_password(open_settings: Open) -> None:
    bench, renewed = open_settings(), list[NewSheet]()
    bench.pilot.key_renewed.connect(renewed.append)
    view = recovery(bench)
    assert "K7QD" in view.mark.text()
    view.renew.click()
    form = bench.sheet()
    assert isinstance(form, RenewForm)
    form.go.click()
    assert form.field.message() == "Il manque votre mot de passe."
    type_text(form.password, "ma phrase")
    form.go.click()
    assert bench.house.door.calls == [("renew", "ma phrase", "")]
    assert [one.mark for one in renewed] == ["K7QD"]
    assert not bench.has_sheet()


def test_a_refused_renewal_stays_in_the_sheet(open_settings: Open) -> None:
    bench = open_settings()
    recovery(bench).renew.click()
    form = bench.sheet()
    assert isinstance(form, RenewForm)
    bench.house.door.refusal = "Mot de passe refusé. Rien n’est perdu, réessayez."
    type_text(form.password, "autre")
    form.go.click()
    assert form.field.message() == bench.house.door.refusal
    assert form.go.isEnabled()
