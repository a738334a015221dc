from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ceis_desk.access.model import Group, Level, Role, Thing
from ceis_desk.access.rights import RIGHTS, groups_of
from ceis_desk.access.rules import TOO_SHORT
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.settings.account_forms import NO_ROLE, AccountSheet, NewAccountForm
from ceis_desk.ui.settings.account_words import account_row, counted, keys_to_come
from ceis_desk.ui.settings.accounts import AccountsView
from ceis_desk.ui.settings.own_password import CHANGED, OwnPasswordView
from ceis_desk.ui.settings.rights_rows import CELL_ROLE, Cell, RightsRows
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.house import House

Open = Callable[..., Bench]


def accounts(bench: Bench) -> AccountsView:
    view = bench.view("accounts")
    assert isinstance(view, AccountsView)
    return view


def open_new(bench: Bench) -> NewAccountForm:
    assert accounts(bench).main is not None
    accounts(bench).main.click()  # type: ignore[union-attr]  # said just above
    form = bench.sheet()
    assert isinstance(form, NewAccountForm)
    return form


def open_sheet(bench: Bench, name: str) -> AccountSheet:
    view = accounts(bench)
    view.list.go_to(str(bench.house.named(name).id))
    view.list.setFocus()
    bench.key(Qt.Key.Key_Return)
    form = bench.sheet()
    assert isinstance(form, AccountSheet)
    return form


def fill(form: NewAccountForm, name: str, password: str, again: str) -> None:
    type_text(form.name, name)
    type_text(form.password.text, password)
    type_text(form.password.again, again)


# Rows


def test_an_account_shows_its_login_its_roles_and_that_it_is_yours(house: House) -> None:
    marc = house.named("Marc Vidal")
    look = account_row(marc, marc.id)
    assert (look.title, look.beside, look.initials, look.right) == ("Marc Vidal", "marc", "MV", "vous")
    assert [chip.words for chip in look.chips] == ["Emploi", "Numérique"]


def test_where_there_is_little_room_the_roles_are_words_under_the_name(house: House) -> None:
    marc = house.named("Marc Vidal")
    look = account_row(marc, marc.id, narrow=True)
    assert (look.title, look.subtitle, look.chips, look.right) == ("Marc Vidal", "Emploi, Numérique", (), "vous")


def test_a_closed_account_says_since_when_and_bears_no_role(house: House) -> None:
    look = account_row(house.named("Paul Ferrand"), house.accounts[0].id)
    assert (look.right, look.chips, look.quiet) == ("fermé le 30/04/2019", (), True)


def test_accounts_are_counted_with_the_closed_ones_apart(house: House) -> None:
    assert counted(house.accounts) == "8 comptes, 1 fermé"
    assert counted(house.accounts[:1]) == "1 compte"


# Keys of teams


def test_a_colleague_of_the_team_must_sign_in_once_to_share_its_key(house: House) -> None:
    director = house.named("Hélène Costa").roles
    gained = groups_of({Role.HEALTH})
    assert keys_to_come(gained & {Group.HEALTH}, None, house.accounts, director) == (
        "Inès Roig doit ouvrir une fois sa session pour partager la clé (équipe santé).",
    )


def test_a_key_that_whoever_administers_holds_is_shared_at_once(house: House) -> None:
    director = house.named("Hélène Costa").roles
    assert keys_to_come({Group.FIGURES}, None, house.accounts, director) == ()


def test_a_team_without_another_member_waits_for_the_recovery_key(house: House) -> None:
    ines = house.named("Inès Roig")
    (sentence,) = keys_to_come({Group.HEALTH}, ines.id, house.accounts, frozenset())
    assert sentence.startswith("Personne d’autre n’a la clé (équipe santé)")


# Sheets


def test_an_account_is_added_by_its_name_its_roles_and_a_password_typed_twice(open_settings: Open) -> None:
    bench = open_settings()
    form = open_new(bench)
    fill(form, "Élodie Marchal", "quatre mots bien sûrs", "quatre mots bien sûrs")
    assert form.login.text() == "elodie"
    form.roles.chips[Role.DIGITAL].setFocus()
    QTest.keyClick(form.roles.chips[Role.DIGITAL], Qt.Key.Key_Space)
    form.name.setFocus()
    bench.key(Qt.Key.Key_Return)
    assert bench.house.door.calls == [
        ("add", "elodie", "Élodie Marchal", frozenset({Role.DIGITAL}), "quatre mots bien sûrs")
    ]
    assert bench.said == ["Compte de Élodie Marchal créé."]
    assert not bench.has_sheet()
    assert accounts(bench).count.text() == "9 comptes, 1 fermé"


def test_the_sheets_of_accounts_are_left_by_a_button_too(open_settings: Open) -> None:
    bench = open_settings()
    open_new(bench).findChildren(LeaveButton)[0].click()
    assert not bench.has_sheet()
    open_sheet(bench, "Marc Vidal").findChildren(LeaveButton)[0].click()
    assert not bench.has_sheet()
    assert bench.house.door.calls == []


def test_an_account_without_role_is_not_asked_for(open_settings: Open) -> None:
    bench = open_settings()
    form = open_new(bench)
    fill(form, "Élodie Marchal", "quatre mots", "quatre mots")
    form.submit()
    assert form.no_role.text() == NO_ROLE
    assert bench.house.door.calls == []


def test_a_password_that_is_too_weak_is_said_beside_its_field_and_no_account_is_added(open_settings: Open) -> None:
    bench = open_settings()
    form = open_new(bench)
    form.roles.chips[Role.DIGITAL].setChecked(True)
    fill(form, "Paul Serra", "azerty", "azerty")
    bench.key(Qt.Key.Key_Return)
    assert form.password.field.message() == TOO_SHORT
    assert bench.focused() is form.password.text
    assert bench.house.door.calls == []


def test_two_different_passwords_are_said_and_kept(open_settings: Open) -> None:
    bench = open_settings()
    form = open_new(bench)
    fill(form, "Élodie Marchal", "quatre mots", "quatre maux")
    form.roles.chips[Role.DIGITAL].setChecked(True)
    form.submit()
    assert form.password.again_field.message() == "Les deux mots de passe diffèrent."
    assert bench.focused() is form.password.again
    assert bench.house.door.calls == []


def test_a_login_that_cannot_be_is_said_beside_it(open_settings: Open) -> None:
    bench = open_settings()
    form = open_new(bench)
    fill(form, "Élodie Marchal", "quatre mots", "quatre mots")
    form.login.setText("é")
    form.submit()
    assert form.login_field.message().startswith("Cet identifiant ne convient pas.")


def test_a_refusal_of_the_door_stays_in_the_sheet_with_what_was_typed(open_settings: Open) -> None:
    bench = open_settings()
    form = open_new(bench)
    fill(form, "Élodie Marchal", "quatre mots", "quatre mots")
    form.roles.chips[Role.DIGITAL].setChecked(True)
    bench.house.door.refusal = "Cet identifiant est déjà pris. Rien n’a été créé."
    form.submit()
    assert form.trouble.words.text() == bench.house.door.refusal
    assert form.trouble.isVisible()
    assert form.isEnabled()
    assert form.name.text() == "Élodie Marchal"


def test_entree_on_an_account_opens_its_roles_and_they_are_changed(open_settings: Open) -> None:
    bench = open_settings()
    form = open_sheet(bench, "Claire Fabre")
    assert form.roles.roles() == {Role.BUDGET}
    assert not form.save_roles.isEnabled()
    form.roles.chips[Role.HEALTH].click()
    assert "Inès Roig" in form.to_come.text()
    form.save_roles.click()
    claire = bench.house.named("Claire Fabre")
    assert bench.house.door.calls == [("roles", claire.id, frozenset({Role.BUDGET, Role.HEALTH}))]
    assert claire.roles == {Role.BUDGET, Role.HEALTH}


def test_the_last_administrator_keeps_the_role_and_the_sheet_says_why(open_settings: Open) -> None:
    bench = open_settings()
    form = open_sheet(bench, "Hélène Costa")
    form.roles.chips[Role.ADMIN].click()
    bench.house.door.refusal = "Il faut au moins une personne à l’administration. Rien n’a changé."
    form.save_roles.click()
    assert form.trouble.words.text() == bench.house.door.refusal
    assert bench.has_sheet()


def test_one_s_own_password_is_not_reset_from_the_accounts(open_settings: Open) -> None:
    form = open_sheet(open_settings(), "Hélène Costa")
    assert not hasattr(form, "password")


def test_a_colleague_gets_a_new_password(open_settings: Open) -> None:
    bench = open_settings()
    form = open_sheet(bench, "Claire Fabre")
    form._unfold(form.cards[0])
    assert bench.focused() is form.password.text
    type_text(form.password.text, "quatre mots neufs")
    type_text(form.password.again, "quatre mots neufs")
    bench.key(Qt.Key.Key_Return)
    assert bench.house.door.calls == [("password", bench.house.named("Claire Fabre").id, "quatre mots neufs")]


def test_closing_an_account_takes_two_different_gestures(open_settings: Open) -> None:
    bench = open_settings()
    form = open_sheet(bench, "Claire Fabre")
    assert not form.close_surely.isVisible()
    form._unfold(form.cards[1])
    assert bench.house.door.calls == []
    bench.key(Qt.Key.Key_Space)
    QTest.keyClick(form.close_surely, Qt.Key.Key_Space)
    assert bench.house.door.calls[-1] == ("close", bench.house.named("Claire Fabre").id)


def test_a_closed_account_is_reopened_by_a_password(open_settings: Open) -> None:
    form = open_sheet(open_settings(), "Paul Ferrand")
    assert not hasattr(form, "roles")
    assert form.save_password.isVisible()


def test_an_account_that_only_reads_opens_nothing(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    view = accounts(bench)
    view.list.setFocus()
    bench.key(Qt.Key.Key_Return)
    assert not bench.has_sheet()
    assert view.main is not None
    assert not view.main.isVisible()


# « Qui voit quoi »


def test_the_table_has_a_line_for_each_thing_and_a_column_for_each_role(open_settings: Open) -> None:
    rows = accounts(open_settings()).table.rows
    assert (rows.rowCount(), rows.columnCount()) == (len(Thing), len(Role) + 1)
    for line, thing in enumerate(Thing):
        for column, role in enumerate(Role, 1):
            assert rows.data(rows.index(line, column)) == RIGHTS[thing][role].label


def test_every_level_has_its_icon_and_its_word(open_settings: Open) -> None:
    rows = accounts(open_settings()).table.rows
    cells = [rows.data(rows.index(line, column), CELL_ROLE) for line in range(28) for column in range(1, 9)]
    assert all(isinstance(cell, Cell) and cell.icon and cell.words for cell in cells)
    icons = {cell.words: cell.icon for cell in cells if isinstance(cell, Cell)}
    assert len(set(icons.values())) == len(icons) == len(Level)


def chosen(rows: RightsRows) -> set[Role]:
    return {role for column, role in enumerate(Role, 1) if rows.is_chosen(column)}


def test_the_columns_of_the_account_under_the_cursor_are_tinted(open_settings: Open) -> None:
    bench = open_settings()
    view = accounts(bench)
    assert chosen(view.table.rows) == {Role.RECEPTION}
    view.list.setFocus()
    for _ in range(3):
        bench.key(Qt.Key.Key_Down)
    assert chosen(view.table.rows) == {Role.DIGITAL, Role.EMPLOYMENT}
    assert view.whose.text() == "rôles de Marc Vidal"
    view.list.go_to(str(bench.house.named("Paul Ferrand").id))
    assert chosen(view.table.rows) == set()


# One's own password


def own(bench: Bench) -> OwnPasswordView:
    view = bench.view("password")
    assert isinstance(view, OwnPasswordView)
    return view


def test_anyone_changes_her_own_password_by_the_old_one(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    view = own(bench)
    view.old.setFocus()
    type_text(view.old, "ancien")
    type_text(view.new.text, "une phrase de quatre mots")
    type_text(view.new.again, "une phrase de quatre mots")
    bench.key(Qt.Key.Key_Return)
    assert bench.house.door.calls == [("own", "ancien", "une phrase de quatre mots")]
    assert bench.said == [CHANGED]
    assert (view.old.text(), view.new.text.text(), view.new.again.text()) == ("", "", "")


def test_a_wrong_old_password_is_said_beside_it_and_the_new_one_stays(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    view = own(bench)
    bench.house.door.refusal = "Mot de passe refusé. Rien n’est perdu, réessayez."
    type_text(view.old, "faux")
    type_text(view.new.text, "une phrase")
    type_text(view.new.again, "une phrase")
    view.submit()
    assert view.old_field.message() == bench.house.door.refusal
    assert view.new.text.text() == "une phrase"
    assert view.save.isEnabled()
