"""The frame at work: pages, keys of the whole program, palette, discreet screen, text size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.painting import width_of, words_at
from ceis_desk.ui.shell import top_bar
from ceis_desk.ui.shell.palette import Palette
from tests.ui.shell.conftest import CONTROL, Hands

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
SAID = "Arrivée de Mme CANARI Odile enregistrée à 10:42"
MASKED = "Arrivée de C••• O. enregistrée à 10:42"


def link(hands: Hands) -> StoreLink:
    return hands.pilot().ground.link


def do(hands: Hands, *, undo: bool = True) -> None:
    """A gesture whose sentence bears a name, as the store would answer it."""
    login = hands.desk.session.opened.login if hands.desk.session else ""
    back = KeepDraft("undone", "")
    change = Change(frozenset({Subject("visit")}), SAID, back if undo else None, masked=MASKED)
    hands.door.stores[login].answers[KeepDraft] = lambda gesture: (
        Change(said="C’est annulé.", undo=KeepDraft("again", "")) if gesture.kind == "undone" else change
    )
    link(hands).do(KeepDraft("arrival", ""))
    hands.settle()


def palette(hands: Hands) -> Palette:
    hands.strike(Qt.Key.Key_K, CONTROL)
    content = hands.window.sheets()[0].content
    assert isinstance(content, Palette)
    return content


def test_ctrl_and_a_digit_or_its_azerty_twin_go_to_a_page(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.strike(Qt.Key.Key_2, CONTROL)
    assert hands.window.windowTitle() == "CEIS Desk — Personnes"
    hands.strike(Qt.Key.Key_Egrave, CONTROL)
    assert hands.window.windowTitle() == "CEIS Desk — Statistiques"
    hands.strike(Qt.Key.Key_Ampersand, CONTROL)
    assert hands.window.windowTitle() == "CEIS Desk — Accueil"


def test_the_key_of_the_page_shown_sends_it_back_to_its_first_view(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.strike(Qt.Key.Key_2, CONTROL)
    assert hands.pilot().homes == 0
    hands.strike(Qt.Key.Key_2, CONTROL)
    assert hands.pilot().homes == 1
    hands.strike(Qt.Key.Key_1, CONTROL)
    hands.strike(Qt.Key.Key_2, CONTROL)
    assert hands.pilot().homes == 1


def test_a_key_of_the_page_answers_from_the_bars_around_it_and_a_letter_does_not(hands: Hands) -> None:
    hands.open_as("sofiane")
    heard: list[str] = []
    page = hands.pilot().page
    for key in ("F7", "Ctrl+D", "D"):
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda key=key: heard.append(key))
    session = hands.desk.session
    assert session is not None
    for bar in (session.frame.top.discreet, session.frame.side.entries["people"]):
        bar.setFocus()
        hands.strike(Qt.Key.Key_F7)
        hands.strike(Qt.Key.Key_D, CONTROL)
        hands.strike(Qt.Key.Key_D)
        hands.strike(Qt.Key.Key_F8)
    assert heard == ["F7", "Ctrl+D", "F7", "Ctrl+D"]


def test_a_long_message_stands_on_two_lines_in_the_top_bar(hands: Hands) -> None:
    hands.open_as("sofiane")
    session = hands.desk.session
    assert session is not None
    hands.window.resize(1366, 740)
    said = (
        "Ce créneau est déjà pris\u00a0: Claire Fabre a un rendez-vous de 9:00 à 9:45. Choisissez un autre moment, svp."
    )
    session.message.say(said, undo=lambda: None)
    hands.settle()
    assert session.message.geometry().bottom() <= session.frame.top.geometry().bottom()


def test_alt_and_the_arrows_go_back_and_forward(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.strike(Qt.Key.Key_2, CONTROL)
    hands.strike(Qt.Key.Key_Left, ALT)
    assert hands.window.windowTitle() == "CEIS Desk — Accueil"
    hands.strike(Qt.Key.Key_Right, ALT)
    assert hands.window.windowTitle() == "CEIS Desk — Personnes"


def test_a_page_is_built_on_its_first_visit_and_left_when_hidden(hands: Hands) -> None:
    hands.open_as("sofiane")
    first = hands.pilot()
    hands.strike(Qt.Key.Key_2, CONTROL)
    assert first.left == 1
    hands.strike(Qt.Key.Key_1, CONTROL)
    assert hands.pilot() is first
    assert first.entered == 2


def test_a_page_leads_to_another_with_what_it_must_show(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.pilot().go.emit("new-person", "BENALLI")
    assert hands.window.windowTitle() == "CEIS Desk — Personnes"
    assert hands.pilot().taken == ["BENALLI"]


def test_an_account_sees_locks_and_whom_to_ask_where_it_may_not_go(hands: Hands) -> None:
    hands.open_as("helene")
    side = hands.desk.session.frame.side if hands.desk.session else None
    assert side is not None
    assert [code for code, entry in side.entries.items() if "réservé" in entry.accessibleName()] == [
        "reception",
        "people",
        "budget",
    ]
    assert hands.window.windowTitle() == "CEIS Desk — Statistiques"
    hands.strike(Qt.Key.Key_1, CONTROL)
    assert "Peuvent l’ouvrir\u00a0: Accueil, Budget, Social, Emploi, Numérique, Santé." in hands.words()
    assert "Un rôle s’ajoute à un compte dans Réglages, Comptes et rôles." in hands.words()
    assert "demandez à la personne qui administre" not in hands.words()
    assert "CANARI" not in hands.words()


def test_a_reception_account_sees_a_lock_on_the_cases_alone(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert hands.desk.session is not None
    entries = hands.desk.session.frame.side.entries.items()
    assert [code for code, entry in entries if "réservé" in entry.accessibleName()] == ["budget"]
    assert hands.desk.session.frame.side.entries["reception"].accessibleName() == "Accueil, 4 personnes attendent"


def test_f9_hides_names_everywhere_and_is_kept_for_the_desk(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.strike(Qt.Key.Key_F9)
    assert hands.desk.discreet.on
    assert hands.program.choices.now.discreet
    do(hands)
    assert MASKED in hands.words()
    assert "CANARI Odile enregistrée" not in hands.words()
    hands.strike(Qt.Key.Key_F9)
    assert not hands.desk.discreet.on


def test_the_box_of_the_top_says_its_verb_alone_where_its_words_would_be_cut(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.open_as("sofiane")
    assert hands.desk.session is not None
    search, written = hands.desk.session.frame.top.search, list[str]()

    def spy(painter: QPainter, box: QRect, words: str, font: QFont, colour: QColor) -> int:
        assert width_of(words, font) <= box.width()
        written.append(words)
        return words_at(painter, box, words, font, colour)

    monkeypatch.setattr(top_bar, "words_at", spy)
    for width in (600, 240):
        search.resize(width, 38)
        search.grab()
    assert written == ["Rechercher une personne, une action…", "Rechercher…"]
    assert search.text() == "Rechercher une personne, une action…"


@pytest.mark.qt_log_ignore("does not support raise")
def test_f9_takes_away_the_words_that_the_mouse_rests_on(hands: Hands, qtbot: QtBot) -> None:
    hands.open_as("sofiane")
    QToolTip.showText(QPoint(40, 40), "Mme CANARI Odile", hands.window)
    assert QToolTip.isVisible()
    hands.desk.toggle_discreet()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_holding_f9_only_peeks(hands: Hands) -> None:
    hands.open_as("sofiane")
    ticks = iter((0.0, 1.0))
    hands.desk._peek._ticks = lambda: next(ticks)
    QTest.keyPress(hands.window.windowHandle(), Qt.Key.Key_F9)
    hands.settle()
    assert hands.desk.discreet.on
    QTest.keyRelease(hands.window.windowHandle(), Qt.Key.Key_F9)
    hands.settle()
    assert not hands.desk.discreet.on


def test_one_key_takes_the_last_gesture_back_even_from_an_empty_field(hands: Hands) -> None:
    hands.open_as("sofiane")
    do(hands)
    assert SAID in hands.words()
    assert QApplication.focusWidget() is hands.pilot().field
    hands.strike(Qt.Key.Key_Z, CONTROL)
    assert [gesture.kind for gesture in hands.door.stores["sofiane"].gestures(KeepDraft)] == ["arrival", "undone"]
    hands.strike(Qt.Key.Key_Y, CONTROL)
    assert hands.door.stores["sofiane"].gestures(KeepDraft)[-1].kind == "again"


def test_what_was_taken_back_is_offered_again_by_its_message(hands: Hands) -> None:
    hands.open_as("sofiane")
    do(hands)
    hands.strike(Qt.Key.Key_Z, CONTROL)
    assert hands.desk.session is not None
    action = hands.desk.session.message.action
    assert (action.text(), action.accessibleDescription()) == ("Refaire", "Ctrl Y")
    action.click()
    hands.settle()
    assert hands.door.stores["sofiane"].gestures(KeepDraft)[-1].kind == "again"
    assert action.text() == "Annuler"


def test_a_message_hides_nothing_of_the_page_on_a_small_screen(hands: Hands) -> None:
    hands.window.resize(1366, 690)
    hands.open_as("sofiane")
    do(hands)
    session = hands.desk.session
    assert session is not None
    frame, shown = session.frame, session.message.geometry()
    assert session.message.words()
    assert shown.bottom() <= frame.stack.mapTo(frame, QPoint()).y()
    assert shown.right() < frame.top.discreet.mapTo(frame, QPoint()).x()


def test_a_field_with_words_keeps_its_own_undo(hands: Hands) -> None:
    hands.open_as("sofiane")
    do(hands)
    hands.write("ben")
    hands.strike(Qt.Key.Key_Z, CONTROL)
    assert len(hands.door.stores["sofiane"].gestures(KeepDraft)) == 1


def test_a_refusal_is_shown_without_an_undo(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.door.stores["sofiane"].answers[KeepDraft] = Refusal("Ce jour est clos. Rien n’a été modifié.")
    link(hands).do(KeepDraft("arrival", ""))
    hands.settle()
    assert "Ce jour est clos." in hands.words()
    assert hands.desk.session is not None
    assert not hands.desk.session.message.action.isVisible()


def test_the_palette_finds_an_action_without_accents_and_in_any_order(hands: Hands) -> None:
    hands.open_as("sofiane")
    found = palette(hands)
    hands.write("discret ecran")
    assert [ident for ident in found.rows.rows.idents() if ident.startswith("action")] == ["action:discreet"]
    hands.strike(Qt.Key.Key_Return)
    assert hands.desk.discreet.on
    assert hands.window.sheets() == []
    assert QApplication.focusWidget() is hands.pilot().field


def test_the_results_of_the_palette_stay_above_its_foot_however_large_the_text(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.program.theme.set_scale(200)
    hands.window.resize(1366, 768)
    found = palette(hands)
    foot = found.layout().itemAt(found.layout().count() - 1).geometry()  # type: ignore[union-attr]  # it has one
    assert found.rows.isVisible()
    assert found.rows.mapTo(found, found.rows.rect().bottomLeft()).y() < foot.top()
    assert foot.bottom() < found.height()


def test_the_palette_offers_the_last_undo_and_hides_its_name_when_discreet(hands: Hands) -> None:
    hands.open_as("sofiane")
    do(hands)
    found = palette(hands)
    assert "action:undo" in found.rows.rows.idents()
    hands.strike(Qt.Key.Key_Escape)
    hands.desk.toggle_discreet()
    found = palette(hands)
    spoken = [str(found.rows.rows.index(row, 0).data()) for row in range(found.rows.rows.rowCount())]
    assert any("Annuler" in line for line in spoken)
    assert not any("CANARI" in line for line in spoken)


def test_the_palette_never_asks_for_what_the_account_may_not_read(hands: Hands) -> None:
    hands.open_as("helene")
    palette(hands)
    hands.write("benali")
    kinds = {type(question) for question in hands.door.stores["helene"].asked}
    assert FindPeople not in kinds
    assert DayAppointments in kinds
    offered = hands.window.sheets()[0].content
    assert isinstance(offered, Palette)
    assert "action:anonymous" not in offered.rows.rows.idents()


def test_a_key_over_a_sheet_does_not_reach_the_page_below(hands: Hands) -> None:
    hands.open_as("sofiane")
    palette(hands)
    hands.strike(Qt.Key.Key_2, CONTROL)
    assert hands.window.windowTitle() == "CEIS Desk — Accueil"


def test_the_text_size_changes_live_and_is_kept(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.strike(Qt.Key.Key_Plus, CONTROL)
    assert hands.program.theme.scale == 115
    assert "Taille du texte\u00a0: 115\u00a0%" in hands.words()
    for _ in range(5):
        hands.strike(Qt.Key.Key_Plus, CONTROL)
    assert hands.program.choices.now.text_scale == 200
    hands.strike(Qt.Key.Key_Minus, CONTROL)
    assert hands.program.theme.scale == 150
    hands.strike(Qt.Key.Key_Agrave, CONTROL)
    assert hands.program.theme.scale == 100


def test_a_key_chosen_by_the_desk_replaces_the_default(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.program.choices.change(keys={"lock": "F11"})
    hands.strike(Qt.Key.Key_F12)
    assert hands.desk.session is not None
    hands.strike(Qt.Key.Key_F11)
    assert hands.desk.session is None


def test_the_help_gives_the_keys_of_this_screen_and_those_in_force(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.program.choices.change(keys={"lock": "F11"})
    hands.strike(Qt.Key.Key_F1)
    words = hands.words()
    assert "appeler la personne suivante" in words
    assert "F11 ou Ctrl L" in words
    hands.strike(Qt.Key.Key_Escape)
    assert hands.window.sheets() == []


def test_f6_goes_from_area_to_area_and_back(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert hands.desk.session is not None
    frame, field = hands.desk.session.frame, hands.pilot().field
    hands.strike(Qt.Key.Key_F6)
    assert frame.side.isAncestorOf(QApplication.focusWidget() or field)
    hands.strike(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is frame.top.search
    hands.strike(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is field
    hands.strike(Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is frame.top.search


def test_under_1100_pixels_the_side_bar_shows_icons(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert hands.desk.session is not None
    side = hands.desk.session.frame.side
    wide = side.width()
    hands.window.resize(1000, 690)
    hands.settle()
    assert side.width() < wide / 2
    assert side.entries["people"].toolTip() == "Personnes"


def test_closing_the_window_closes_the_door(hands: Hands) -> None:
    hands.open_as("sofiane")
    pilot = hands.pilot()
    hands.window.close()
    hands.desk.end()
    assert hands.door.closed
    assert pilot.left == 1
