"""Whole days at the counter, by keys alone, in the real window on a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Role
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.paths import temp_pdf_folder
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.model import Visit, VisitState
from ceis_desk.ui.people.pilot import PeoplePilot
from ceis_desk.ui.printing.preview import READY, PrintPreview
from ceis_desk.ui.settings.account_forms import NewAccountForm
from ceis_desk.ui.settings.pilot import Pilot as SettingsPilot
from ceis_desk.ui.settings.recovery import RecoveryView
from ceis_desk.ui.shell.palette import Palette
from tests.scenarios.windows import AZERTY, CONTROL, DAY, ENTER, ESCAPE, SHIFT, TAB, Seat, demo_copy, pdf_text, seated

SECRET = "Platane-vert-26"


@pytest.fixture
def morning(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seat]:
    """The opening screen of the demonstration, on its Tuesday at 10:42."""
    with seated(qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")) as seat:
        yield seat


@pytest.fixture
def counter(morning: Seat) -> Seat:
    """The reception account on its welcome page."""
    morning.open_as("accueil")
    morning.struck = 0
    return morning


def recorded(seat: Seat, before: int) -> Visit:
    """The one visit recorded since there were `before` of them, once the page has read it again."""
    seat.until(lambda: len(seat.day().visits) > before, "no visit is recorded")
    seat.until(lambda: seat.reception._day is not None and len(seat.reception._day.visits) == before + 1)
    return seat.last_visit()


def visit_of(seat: Seat, family: str) -> Visit:
    return next(visit for visit in seat.day().visits if visit.used_name == family)


def labels_of(seat: Seat, visit: Visit) -> list[str]:
    known = {motif.id: motif.label for motif in seat.day().motifs}
    return [known[choice.motif_id] for choice in visit.motifs]


def preview_of(seat: Seat) -> tuple[Path, str]:
    """The document of the preview on screen and its words."""
    seat.until(lambda: isinstance(seat.page, PrintPreview), "no preview opens")
    preview = seat.page
    assert isinstance(preview, PrintPreview)
    seat.until(lambda: preview._pages is not None, "the document is never made")
    assert preview._pages is not None
    return preview._pages.path, pdf_text(preview._pages.path)


def test_a_password_typed_opens_the_welcome_page_with_the_cursor_in_the_search(morning: Seat) -> None:
    morning.open_as("accueil")
    assert morning.program.window.windowTitle() == "CEIS Desk — Accueil"
    assert "Bonjour Sofiane" in morning.words()
    assert "Mme LOPEZ Carmen" in morning.words()
    assert QApplication.focusWidget() is morning.reception.page.card.search


def test_a_wrong_password_leaves_the_desk_closed_and_the_next_try_opens_it(morning: Seat) -> None:
    lock = morning.program.desk.entry.lock
    morning.choose("accueil")
    morning.write("demi")
    morning.strike(ENTER)
    morning.until(lambda: "Mot de passe refusé" in lock.field.message())
    assert morning.program.desk.session is None
    morning.open_as("accueil")
    assert "Bonjour Sofiane" in morning.words()


@pytest.mark.parametrize(
    "keyboard", [{1: "1", 9: "9"}, dict(enumerate("&é\"'(-è_ç", start=1))], ids=["qwerty", "azerty"]
)
def test_a_known_person_is_checked_in_with_seven_keys(counter: Seat, keyboard: dict[int, str]) -> None:
    expected, motifs = counter.ask(FindPeople("kova"))[0], counter.motifs()
    for digit, sign in keyboard.items():
        before, counter.struck = len(counter.day().visits), 0
        counter.write("kova")
        counter.strike(ENTER)
        counter.write(sign)
        counter.strike(ENTER)
        assert counter.struck == 7
        visit = recorded(counter, before)
        assert visit.person_id == expected.id
        assert [choice.motif_id for choice in visit.motifs] == [motifs[digit].id]
        assert visit.state is VisitState.WAITING
        assert counter.reception.page.card.search.text() == ""


def test_nought_opens_the_whole_list_of_motifs(counter: Seat) -> None:
    for sign in "0à":
        before = len(counter.day().visits)
        counter.write("kova")
        counter.strike(ENTER)
        counter.write(sign)
        counter.until(counter.program.window.sheets, "no list opens")
        counter.write("logement")
        counter.strike(ENTER)
        assert counter.program.window.sheets() == []
        counter.strike(ENTER)
        assert labels_of(counter, recorded(counter, before)) == ["Logement"]


def test_a_person_expected_today_is_checked_in_with_six_keys(counter: Seat) -> None:
    before = len(counter.day().visits)
    counter.write("bena")
    counter.strike(ENTER)
    counter.strike(ENTER)
    assert counter.struck == 6
    visit = recorded(counter, before)
    line = next(one for one in counter.ask(DayAppointments(DAY)) if one.used_name == "Benali")
    assert (visit.used_name, visit.for_name, line.visit_state) == ("Benali", "Claire Fabre", "waiting")
    assert labels_of(counter, visit) == ["Rendez-vous budget"]
    counter.until(lambda: "Arrivée, attend" in counter.words(), "her appointment stays awaited")


def test_an_anonymous_visit_takes_three_keys(counter: Seat) -> None:
    motif = counter.motifs()[2]
    for sign in "2é":
        before, counter.struck = len(counter.day().visits), 0
        counter.strike(Qt.Key.Key_F3)
        counter.write(sign)
        counter.strike(ENTER)
        assert counter.struck == 3
        visit = recorded(counter, before)
        assert (visit.person_id, [choice.motif_id for choice in visit.motifs]) == (None, [motif.id])
    assert "Passage anonyme" in counter.words()


def test_the_longest_waiting_is_called_with_one_key_and_one_key_takes_it_back(counter: Seat) -> None:
    counter.strike(Qt.Key.Key_F8)
    assert counter.struck == 1
    counter.until(lambda: visit_of(counter, "Lopez").state is VisitState.CALLED, "nobody is called")
    counter.until(lambda: "appelée" in counter.words())
    counter.strike(Qt.Key.Key_Z, CONTROL)
    counter.until(lambda: visit_of(counter, "Lopez").state is VisitState.WAITING, "the call is not taken back")
    counter.strike(Qt.Key.Key_Y, CONTROL)
    counter.until(lambda: visit_of(counter, "Lopez").state is VisitState.CALLED, "the call is not done again")
    counter.strike(Qt.Key.Key_F8, SHIFT)
    counter.until(lambda: visit_of(counter, "Lopez").state is VisitState.WAITING)


def test_an_arrival_is_taken_back_with_one_key(counter: Seat) -> None:
    before = len(counter.day().visits)
    counter.strike(Qt.Key.Key_F3)
    counter.write("1")
    counter.strike(ENTER)
    recorded(counter, before)
    counter.struck = 0
    counter.strike(Qt.Key.Key_Z, CONTROL)
    assert counter.struck == 1
    counter.until(lambda: len(counter.day().visits) == before)


def test_names_are_hidden_with_one_key_and_come_back_with_the_same(counter: Seat) -> None:
    counter.strike(Qt.Key.Key_F9)
    assert counter.struck == 1
    assert "LOPEZ" not in counter.words()
    assert "L••• C." in counter.words()
    counter.strike(Qt.Key.Key_F9)
    assert "Mme LOPEZ Carmen" in counter.words()


def test_control_and_a_digit_go_to_a_page_on_both_keyboards(counter: Seat) -> None:
    titles = {
        "2": "Personnes",
        "7": "Statistiques",
        "1": "Accueil",
        "é": "Personnes",
        "è": "Statistiques",
        "&": "Accueil",
    }
    for sign, title in titles.items():
        counter.strike(AZERTY.get(sign) or Qt.Key(ord(sign)), CONTROL)
        assert counter.program.window.windowTitle() == f"CEIS Desk — {title}"


def test_a_new_person_who_is_already_known_opens_her_record(counter: Seat) -> None:
    known = len(counter.ask(FindPeople("lopez carmen")))
    counter.write("LOPES")
    counter.strike(Qt.Key.Key_N, CONTROL)
    pilot = counter.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    texts = pilot.page.form.form.entries.texts
    assert texts["used_name"].text() == "LOPES"
    for code, words in (("first_name", "Carmen"), ("birth", "09/05/1976")):
        counter.tab_to(texts[code])
        counter.write(words)
    doubt = pilot.page.form.doubt
    counter.until(lambda: doubt.asks() is not None and doubt.card.isVisible(), "no record near it is shown")
    assert "Est-ce la même personne\u00a0?" in counter.words()
    counter.until(doubt.may_answer)
    counter.strike(ENTER)
    counter.until(lambda: pilot.page.shown() == "record" and pilot.record.record is not None)
    assert pilot.record.record is not None
    assert pilot.record.record.identity.phones == ("+33639985521",)
    assert len(counter.ask(FindPeople("lopez carmen"))) == known


def test_a_visit_is_corrected_from_the_last_visits_then_taken_back(counter: Seat) -> None:
    first, motifs = counter.day().visits[0], counter.motifs()
    had = [choice.motif_id for choice in first.motifs]
    counter.strike(Qt.Key.Key_F4)
    counter.strike(ENTER)
    assert "Corriger" in counter.words()
    counter.strike(ENTER)
    counter.write("5")
    counter.strike(ENTER)

    def now() -> Visit:
        return next(visit for visit in counter.day().visits if visit.id == first.id)

    counter.until(lambda: motifs[5].id in [choice.motif_id for choice in now().motifs], "nothing is corrected")
    counter.until(lambda: not counter.program.window.sheets())
    counter.strike(Qt.Key.Key_Z, CONTROL)
    counter.until(lambda: [choice.motif_id for choice in now().motifs] == had, "the correction stays")


def test_two_corrections_of_one_visit_are_taken_back_by_two_keys_struck_after_a_lock(counter: Seat) -> None:
    first, motifs = counter.day().visits[0], counter.motifs()
    had = [choice.motif_id for choice in first.motifs]

    def now() -> list[object]:
        return [choice.motif_id for choice in next(one for one in counter.day().visits if one.id == first.id).motifs]

    def add(digit: int) -> None:
        counter.strike(Qt.Key.Key_F4)
        counter.strike(ENTER)
        counter.strike(ENTER)
        counter.write(str(digit))
        counter.strike(ENTER)
        counter.until(lambda: motifs[digit].id in now(), "nothing is corrected")
        counter.until(lambda: not counter.program.window.sheets())
        counter.quiet()

    add(5)
    add(6)
    counter.strike(Qt.Key.Key_F12)
    counter.open_as("accueil")
    counter.quiet()
    counter.strike(Qt.Key.Key_Z, CONTROL)
    counter.strike(Qt.Key.Key_Z, CONTROL)
    counter.until(lambda: now() == had, "a correction stays")
    counter.strike(Qt.Key.Key_Y, CONTROL)
    counter.strike(Qt.Key.Key_Y, CONTROL)
    counter.until(lambda: now() == [*had, motifs[5].id, motifs[6].id], "nothing is done again")


def test_what_is_typed_waits_while_a_colleague_takes_over(counter: Seat) -> None:
    search = counter.reception.page.card.search
    counter.write("bena")
    counter.until(lambda: "Mme BENALI Samira" in counter.words())
    counter.strike(Qt.Key.Key_F12)
    counter.until(lambda: "Verrouillé par Sofiane Roux" in counter.words())
    assert "BENALI" not in counter.words()
    assert "saisie en cours" in counter.words()
    counter.open_as("mina")
    assert "Bonjour Mina" in counter.words()
    assert counter.reception.page.card.search.text() == ""
    before = len(counter.day().visits)
    counter.strike(Qt.Key.Key_F3)
    counter.write("4")
    counter.strike(ENTER)
    assert recorded(counter, before).recorded_by == "Mina Sorel"
    counter.strike(Qt.Key.Key_L, CONTROL)
    counter.open_as("accueil")
    assert counter.reception.page.card.search is search
    assert search.text() == "bena"
    assert QApplication.focusWidget() is search
    counter.strike(ENTER)
    counter.strike(ENTER)
    assert recorded(counter, before + 1).used_name == "Benali"


def chosen_row(seat: Seat) -> str:
    palette = seat.program.window.sheets()[-1].content
    assert isinstance(palette, Palette)
    return palette.rows.current()


def test_the_palette_goes_to_a_page_and_to_a_person(counter: Seat) -> None:
    counter.strike(Qt.Key.Key_K, CONTROL)
    counter.write("statistiques")
    counter.quiet()
    assert chosen_row(counter) == "action:page:statistics"
    counter.strike(ENTER)
    assert counter.program.window.windowTitle() == "CEIS Desk — Statistiques"
    counter.strike(Qt.Key.Key_K, CONTROL)
    counter.write("castel rose")
    counter.quiet()
    assert chosen_row(counter).startswith("appointment:")
    assert "Mme CASTEL Rose, aujourd’hui 14:45" in counter.words()
    assert "Mme CASTEL Rose, 68 ans" in counter.words()
    counter.strike(Qt.Key.Key_Down)
    counter.strike(ENTER)
    counter.until(lambda: "04 99 16 11 40" in counter.words(), "her record does not open")
    assert counter.program.window.windowTitle() == "CEIS Desk — Personnes"


def test_control_p_prints_the_list_of_the_day_in_the_private_folder(counter: Seat) -> None:
    counter.strike(Qt.Key.Key_P, CONTROL)
    path, text = preview_of(counter)
    assert temp_pdf_folder(counter.folder) in path.parents
    assert path.name == "liste-du-jour-2019-06-18.pdf"
    assert "BENALI Samira" in text
    counter.until(lambda: READY in counter.words())
    counter.strike(ESCAPE)
    assert counter.program.window.windowTitle() == "CEIS Desk — Accueil"
    counter.until(lambda: not path.exists(), "a list of names stays in clear")


def test_a_discreet_screen_prints_initials_alone(counter: Seat) -> None:
    counter.strike(Qt.Key.Key_F9)
    counter.strike(Qt.Key.Key_P, CONTROL)
    _, text = preview_of(counter)
    assert "BENALI" not in text
    assert "B••• S." in text


def test_the_day_is_closed_from_the_board_and_its_visits_no_longer_change(counter: Seat) -> None:
    counter.strike(Qt.Key.Key_F7)
    counter.until(lambda: "Clore la journée" in counter.words())
    button = next(one for one in sheet_parts(counter) if getattr(one, "text", str)() == "Clore la journée")
    counter.tab_to(button)
    counter.strike(Qt.Key.Key_Space)
    assert "4 personnes attendent encore" in counter.words()
    counter.strike(TAB)
    counter.strike(ENTER)
    counter.until(lambda: counter.day().closed_at is not None, "the day stays open")
    counter.until(lambda: "journée close" in counter.words())
    assert {visit.state for visit in counter.day().visits} == {VisitState.GONE}
    counter.strike(ESCAPE)
    counter.strike(Qt.Key.Key_F4)
    counter.strike(ENTER)
    assert "Annuler l’arrivée" not in counter.words()


def sheet_parts(seat: Seat) -> list[QWidget]:
    return [part for part in seat.program.window.sheets()[-1].findChildren(QWidget) if part.isVisible()]


def test_june_2019_counts_538_on_the_screen_and_538_and_292_in_its_pdf(counter: Seat) -> None:
    counter.strike(Qt.Key.Key_7, CONTROL)
    counter.until(lambda: "538" in counter.words().split("\n"), "538 is nowhere")
    assert "538 participants" in counter.words()
    counter.strike(Qt.Key.Key_P, CONTROL)
    path, text = preview_of(counter)
    assert path.name == "rapport-mensuel-2019-06-provisoire.pdf"
    assert "538" in text
    assert "292" in text


def test_all_examples_are_taken_away_and_the_first_start_comes_back(counter: Seat) -> None:
    button = counter.program.window.demo.button
    assert button is not None
    counter.tab_to(button)
    counter.strike(Qt.Key.Key_Space)
    counter.until(counter.program.window.sheets)
    counter.strike(TAB)
    counter.strike(ENTER)
    first = counter.program.desk.entry.first
    counter.until(lambda: counter.program.window.screen_shown() is first, "the first start does not come back")
    assert "LOPEZ" not in counter.words()
    assert not counter.program.window.demo.isVisible()
    left = [path.name for path in counter.folder.iterdir() if path.is_file()]
    assert set(left) <= {"desk.json"}


@pytest.fixture
def empty_desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """The first start on a folder where nothing is."""
    with seated(qapp, qtbot, tmp_path / "registre") as seat:
        yield seat


def founded(seat: Seat) -> str:
    """Answer the three questions, copy the key by hand, and come in; gives the key."""
    entry, desk = seat.program.desk.entry, seat.program.desk
    seat.until(lambda: seat.program.window.screen_shown() is entry.first)
    for text in ("CCAS d’essai", "Hélène Costa", SECRET, SECRET):
        seat.write(text)
        seat.strike(ENTER)
    seat.until(lambda: seat.program.window.screen_shown() is entry.keeping.page, "no recovery key is shown")
    assert "CEIS-" not in seat.words()
    seat.tab_to(entry.keeping.page.show_key)
    seat.strike(Qt.Key.Key_Space)
    key = entry.keeping.page.key.text().replace("\n", "-")
    seat.strike(Qt.Key.Key_Space)
    seat.strike(ENTER)
    seat.until(lambda: desk.session is not None, "the desk does not open")
    seat.ready()
    return key


def test_a_desk_is_founded_by_keys_alone_and_its_key_tried(empty_desk: Seat) -> None:
    seat, window = empty_desk, empty_desk.program.window
    key = founded(seat)
    assert key.startswith("CEIS-")
    assert (seat.folder / "ceis.db").stat().st_size > 0
    assert window.key.isVisible()
    button = window.key.button
    assert button is not None
    seat.tab_to(button)
    seat.strike(Qt.Key.Key_Space)
    seat.until(window.sheets)
    seat.write(key)
    seat.strike(TAB)
    seat.strike(ENTER)
    seat.until(lambda: not window.key.isVisible(), "the right key is not taken")


def test_the_key_is_renewed_in_the_settings_and_the_new_one_tried(empty_desk: Seat) -> None:
    seat, window = empty_desk, empty_desk.program.window
    old = founded(seat)
    seat.strike(Qt.Key.Key_K, CONTROL)
    seat.write("réglages")
    seat.strike(ENTER)
    pilot = seat.session.pilot()
    assert isinstance(pilot, SettingsPilot)
    pilot.open_section("recovery")
    (view,) = pilot.page.findChildren(RecoveryView)
    seat.tab_to(view.renew)
    seat.strike(Qt.Key.Key_Space)
    seat.until(window.sheets)
    seat.write(SECRET)
    seat.strike(ENTER)
    page = seat.program.desk.entry.keeping.page
    seat.until(page.isVisible, "the new key is not shown")
    seat.tab_to(page.show_key)
    seat.strike(Qt.Key.Key_Space)
    new = page.key.text().replace("\n", "-")
    assert new not in ("", old)
    seat.strike(Qt.Key.Key_Space)
    seat.strike(ENTER)
    seat.until(lambda: not page.isVisible(), "the settings do not come back")
    assert window.windowTitle() == "CEIS Desk — Réglages"
    seat.until(window.key.isVisible, "the banner does not come back")
    for typed, taken in ((old, False), (new, True)):
        assert window.key.button is not None
        window.key.button.click()
        seat.until(window.sheets)
        seat.write(typed)
        seat.strike(TAB)
        seat.strike(ENTER)
        if not taken:
            seat.until(lambda: "a été renouvelée" in seat.words(), "the old key is not refused")
            seat.strike(Qt.Key.Key_Escape)
    seat.until(lambda: not window.key.isVisible(), "the new key is not taken")


def test_a_reception_account_added_in_the_settings_checks_somebody_in(empty_desk: Seat) -> None:
    seat, window = empty_desk, empty_desk.program.window
    founded(seat)
    seat.strike(Qt.Key.Key_K, CONTROL)
    seat.write("réglages")
    seat.strike(ENTER)
    assert window.windowTitle() == "CEIS Desk — Réglages"
    pilot = seat.session.pilot()
    assert isinstance(pilot, SettingsPilot)
    seat.until(lambda: len(pilot._accounts) == 1)
    seat.tab_to(next(one for one in parts_of(pilot.page) if getattr(one, "text", str)() == "Ajouter un compte"))
    seat.strike(Qt.Key.Key_Space)
    form = next(one for one in sheet_parts(seat) if isinstance(one, NewAccountForm))
    seat.write("Sofiane Roux")
    seat.tab_to(form.roles.chips[Role.RECEPTION])
    seat.strike(Qt.Key.Key_Space)
    for field in (form.password.text, form.password.again):
        seat.tab_to(field)
        seat.write(SECRET)
    seat.strike(ENTER)
    seat.until(lambda: len(pilot._accounts) == 2, "no account is added")
    seat.strike(Qt.Key.Key_F12)
    seat.open_as("sofiane", SECRET)
    seat.strike(Qt.Key.Key_N, CONTROL)
    seat.write("PETIT")
    seat.strike(ENTER)
    seat.write("Anne")
    seat.strike(ENTER, CONTROL)
    people = seat.session.pilot()
    assert isinstance(people, PeoplePilot)
    seat.until(lambda: people.record.record is not None, "no record is made")
    seat.strike(ENTER)
    seat.write("1")
    seat.strike(ENTER)
    visit = recorded(seat, 0)
    assert (visit.used_name, visit.first_name, visit.recorded_by) == ("PETIT", "Anne", "Sofiane Roux")
    assert "Mme PETIT" not in seat.words()
    assert "PETIT Anne" in seat.words()


def parts_of(page: QWidget) -> list[QWidget]:
    return [part for part in page.findChildren(QWidget) if part.isVisible()]
