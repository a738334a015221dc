"""« Échanges entre les postes », by keys, with a site of four desks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ceis_desk.access.backups import Backup, BackupState
from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.exchange.model import DeskLine, Exported, Imported, Progress
from ceis_desk.exchange.questions import Arrivals
from ceis_desk.ui.exchange.page import LINKING, NOTHING_YET, WORKING
from ceis_desk.ui.exchange.sheets import LastSent, OneDesk, WholeDay
from ceis_desk.ui.shell.exchange_words import ALONE, CARRIED
from tests.ui.exchange import files
from tests.ui.exchange.conftest import MakeDesk
from tests.ui.people.files import ident


def test_the_cursor_starts_on_exchange_now(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.cursor() is desk.pilot.page.now


def test_each_desk_is_said_in_words(make_desk: MakeDesk) -> None:
    status = replace(files.STATUS, desks=(*files.DESKS, files.SILENT, files.REVOKED))
    words = make_desk(status=status).words()
    for said in (
        "Accueil 1, ce poste", "6\u00a0changements attendent l’échange", "dernier envoi à 10:12", "à jour",
        "6 à envoyer", "il manque un envoi", files.MISSING, "reçu hier, 17:02", "muet depuis 12\u00a0jours", "écarté",
        "5 postes reliés", "Dossier «\u00a0CCAS\u00a0», vu à l’instant. Dernier échange à 10:12.",
    ):  # fmt: skip
        assert said in words, said


def test_f5_exchanges_at_once_and_says_what_came(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.exchange.answers["exchange_now"] = Imported(files=3, changes=27, people=21)
    desk.key(Qt.Key.Key_F5)
    assert desk.exchange.calls("exchange_now") == [None]
    assert desk.said == ["27\u00a0changements reçus, 21\u00a0personnes."]


def test_an_exchange_under_way_counts_persons_and_escape_stops_it(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.exchange.held = True
    desk.key(Qt.Key.Key_F5)
    assert WORKING in desk.words()
    assert desk.exchange.told is not None
    desk.exchange.told(Progress(12, 27))
    assert "12\u00a0personnes sur 27" in desk.words()
    desk.key(Qt.Key.Key_Escape)
    assert desk.exchange.calls("stop") == [None]
    desk.exchange.release()
    assert "sur 27" not in desk.words()


def test_f5_during_an_exchange_asks_for_another_one_afterwards(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.exchange.held = True
    desk.key(Qt.Key.Key_F5)
    desk.key(Qt.Key.Key_F5)
    assert len(desk.exchange.calls("exchange_now")) == 1
    desk.exchange.release()
    assert len(desk.exchange.calls("exchange_now")) == 2
    desk.exchange.release()
    assert not desk.keeper.running


def test_a_refused_exchange_is_said_on_the_page_and_nowhere_else(make_desk: MakeDesk) -> None:
    desk = make_desk()
    sentence = "Le dossier partagé n’est pas là. Rien n’est perdu\u00a0: 6 changements attendent."
    desk.exchange.answers["exchange_now"] = Refusal(sentence)
    desk.key(Qt.Key.Key_F5)
    assert sentence in desk.words()
    assert desk.said == []
    del desk.exchange.answers["exchange_now"]
    desk.key(Qt.Key.Key_F5)
    assert sentence not in desk.words()


def test_a_folder_that_is_not_there_says_what_waits(make_desk: MakeDesk) -> None:
    words = make_desk(status=replace(files.STATUS, folder_there=False)).words()
    assert "Le dossier partagé n’est pas là. Rien n’est perdu\u00a0: 6\u00a0changements attendent." in words


def test_a_file_of_another_site_is_listed_with_its_sentence(make_desk: MakeDesk) -> None:
    words = make_desk(status=replace(files.STATUS, refused=files.REFUSED)).words()
    assert "autre_2019-06-17_3.ceis" in words
    assert "Ce fichier vient d’un autre site\u00a0: rien n’a été lu." in words


def test_a_desk_alone_says_how_to_share(make_desk: MakeDesk) -> None:
    desk = make_desk(status=files.ALONE, arrivals=())
    assert ALONE in desk.words()
    assert NOTHING_YET in desk.words()


def test_a_usb_key_is_read_then_written(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.carry(Path("cle"))
    assert [name for name, _ in desk.exchange.asked] == ["take_in", "export"]
    (said,) = desk.said
    assert said.startswith(
        "27\u00a0changements reçus, 21\u00a0personnes. 6\u00a0changements écrits sur «\u00a0cle\u00a0»."
    )
    assert said.endswith("La clé peut être retirée.")


def test_a_usb_key_that_brings_nothing_says_only_what_left(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.exchange.answers |= {"take_in": Imported(), "export": Exported(None, 4, 0)}
    desk.pilot.carry(Path("cle"))
    assert desk.said == ["Rien de nouveau à écrire sur «\u00a0cle\u00a0». La clé peut être retirée."]


def test_what_came_in_is_shown_person_by_person(make_desk: MakeDesk) -> None:
    desk = make_desk()
    words = desk.words()
    assert "M. VIGNAUD Loïc, fiche créée · premier passage, nouvelle fiche, Accueil 2 · 9:58" in words
    assert "Mme TRAN Hoa, téléphone corrigé\u00a0: 06 39 98 61 20, modifié aussi ici, Bureau 2 · 10:09" in words
    assert "13\u00a0changements reçus, 6\u00a0personnes" in words


def test_what_came_in_is_shown_desk_by_desk(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.page.view.setFocus()
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Space, " ")
    idents = desk.pilot.page.list.rows.idents()
    assert [ident for ident in idents if ident.startswith("desk:")] == ["desk:Accueil 2", "desk:Bureau 2"]


def test_what_is_reserved_is_counted_and_never_described(make_desk: MakeDesk) -> None:
    words = make_desk().words()
    assert f"5\u00a0éléments réservés, {CARRIED}" in words
    assert "CANARI" not in words


def test_names_obey_the_discreet_screen(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.discreet.set_on(True)
    desk.pilot.page.all.click()
    words = desk.words()
    assert [name for name in ("SERRANO", "Tomás", "TRAN", "06 39", "Celleneuve") if name in words] == []
    assert "S••• P." in words


def test_a_person_who_came_in_opens_her_record(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.page.list.setFocus()
    desk.enter()
    assert desk.went == [("people", ident("M. SERRANO Paul"))]


def test_an_account_that_reads_nobody_opens_no_record(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.DIRECTOR)
    desk.pilot.page.list.opened.emit(desk.pilot.page.list.rows.idents()[0])
    assert desk.went == []


def test_what_waits_for_somebody_leads_to_a_verifier(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert "un doublon, une modification croisée, un créneau en double" in desk.words()
    desk.pilot.page.go_check.setFocus()
    desk.enter()
    assert desk.went == [("check", None)]


def test_the_whole_day_turns_to_other_days_by_page_keys(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.page.all.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, WholeDay)
    desk.key(Qt.Key.Key_PageDown)
    assert sheet.day == files.at(0, 0).date(), "nothing has come in tomorrow"
    desk.key(Qt.Key.Key_PageUp)
    assert sheet.title.text() == "Lundi 17 juin 2019"
    assert desk.store.asked[-1] == Arrivals(files.at(0, 0, 17).date())
    desk.key(Qt.Key.Key_Escape)
    assert desk.pilot.sheets.content() is None


def test_a_day_without_anything_still_takes_the_keys(make_desk: MakeDesk) -> None:
    desk = make_desk(arrivals=())
    desk.pilot.page.all.click()
    desk.key(Qt.Key.Key_PageUp)
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, WholeDay)
    assert sheet.day == files.at(0, 0, 17).date()
    desk.key(Qt.Key.Key_Escape)
    assert desk.pilot.sheets.content() is None


def test_the_last_exchanges_are_listed_with_every_file_not_read(make_desk: MakeDesk) -> None:
    desk = make_desk(status=replace(files.STATUS, refused=files.REFUSED))
    desk.pilot.carry(Path("cle"))
    desk.pilot.page.sent.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, LastSent)
    assert sheet.list.rows.idents()[-4:] == ["heading:Échanges depuis l’ouverture", "run:0", "heading:Fichiers non lus",
                                             f"file:{files.REFUSED[0].name}"]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "desk_line", "shown"),
    [
        (Role.RECEPTION, files.DESKS[0], True),
        (Role.RECEPTION, files.BUREAU_2, False),
        (Role.DIRECTOR, files.BUREAU_2, True),
    ],
)
def test_a_desk_shows_its_mark_to_whoever_compares_or_reads_it_out(
    make_desk: MakeDesk, role: Role, desk_line: DeskLine, *, shown: bool
) -> None:
    desk = make_desk(role)
    desk.pilot.page.desks.cards[desk_line.id].more.setFocus()
    desk.enter()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, OneDesk)
    assert sheet.mark.isVisible() is shown
    assert sheet.mark.text() == desk_line.mark
    assert not sheet.revoke.isVisible()


def test_the_administration_alone_links_desks(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert LINKING in desk.words()
    assert not any(button.isVisible() for button in desk.pilot.page.linking)
    admin = make_desk(Role.ADMIN)
    assert LINKING not in admin.words()
    assert all(button.isVisible() for button in admin.pilot.page.linking)


def test_the_cursor_stays_on_a_desk_when_its_state_changes(make_desk: MakeDesk) -> None:
    desk = make_desk()
    button = desk.pilot.page.desks.cards[files.DIGITAL.id].more
    button.setFocus()
    desk.store.answers[type(desk.store.asked[0])] = replace(files.STATUS, desks=(*files.DESKS, files.SILENT))
    desk.store.tell(Change(frozenset({Subject("exchange")})))
    assert desk.cursor() is button
    assert "Antenne" in desk.words()


def test_the_last_backup_shows_once_there_is_one(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert not desk.pilot.page.backup.isVisible()
    last = Backup(Path("s.sauvegarde"), files.HERE.id, files.at(10, 0), 0.0, 1, 1, "", 10, 1000)
    desk.safety.now_state = BackupState(last, "Disque du CCAS", in_second_place=True)
    desk.pilot.enter()
    words = desk.words()
    assert "Sauvegarde vérifiée à 10:00" in words
    assert "Disque du CCAS" in words
    assert "en sécurité" in words
    desk.safety.now_state = BackupState(last)
    desk.pilot.enter()
    assert "sur ce seul disque" in desk.words()


def test_a_key_that_refuses_stays_said_until_the_next_one(make_desk: MakeDesk) -> None:
    desk = make_desk()
    sentence = "«\u00a0cle\u00a0» n’a pas pu être écrit. Rien n’est perdu\u00a0: vérifiez la place libre."
    desk.exchange.answers["export"] = Refusal(sentence)
    desk.pilot.carry(Path("cle"))
    assert sentence in desk.words()
    desk.key(Qt.Key.Key_F5)
    assert sentence in desk.words()
    assert desk.keeper.trouble == "", "the folder is well"
    del desk.exchange.answers["export"]
    desk.pilot.carry(Path("cle"))
    assert sentence not in desk.words()


@pytest.mark.parametrize("kind", ["visit", "exchange"])
def test_every_change_moves_the_count_of_what_is_to_send(make_desk: MakeDesk, kind: str) -> None:
    desk = make_desk()
    asked = len(desk.store.asked)
    desk.store.tell(Change(frozenset({Subject(kind)})))
    assert len(desk.store.asked) > asked
