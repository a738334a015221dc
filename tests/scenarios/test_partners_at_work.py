"""A social worker and the reception, with keys alone: an orientation from the counter to what became of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ceis_desk.core.clock import running_from
from ceis_desk.parcours.gestures import ReadRestrictedFrein
from ceis_desk.parcours.model import FreinLevel, FreinMoment
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.partners.model import ReferralOutcome, ReferralState
from ceis_desk.partners.projects import PartKind, ReadProject, ReadProjects
from ceis_desk.partners.questions import FindPartners, ReferralsOf
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.parcours.page import WayPanel
from ceis_desk.ui.partners.import_sheet import READING, ImportSheet
from ceis_desk.ui.partners.pilot import PartnersPilot
from ceis_desk.ui.partners.projects.pilot import ProjectsPilot
from ceis_desk.ui.people.pilot import PeoplePilot
from ceis_desk.ui.workshops.pilot import WorkshopsPilot
from tests.scenarios.windows import CONTROL, ENTER, ESCAPE, TAB, Seat, demo_copy, seated, words_of
from tests.workbook_files import row, xlsx

TEN = dt.datetime(2019, 6, 18, 10, 42)


def palette(seat: Seat, words: str) -> None:
    """Go to a page by Ctrl K."""
    seat.strike(Qt.Key.Key_K, CONTROL)
    seat.write(words)
    seat.quiet()
    seat.strike(ENTER)
    seat.quiet()


def test_the_partners_are_two_keys_away_and_pole_emploi_is_france_travail(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as("lea")
        palette(seat, "partenaires")
        seat.write("pôle emploi")
        seat.quiet()
        assert "France Travail" in seat.words()
        assert "connu aussi comme «\u00a0Pôle Emploi\u00a0»" in seat.words()

        benali = seat.ask(FindPeople("benali"))[0].id
        before = len(seat.ask(ReferralsOf(benali)))
        seat.strike(Qt.Key.Key_R, CONTROL)
        seat.write("benali")
        seat.quiet()
        seat.strike(ENTER)
        seat.quiet()
        for _ in range(5):
            seat.strike(TAB)
        seat.write("aide au projet")
        seat.strike(ENTER, CONTROL)
        seat.quiet()
        sent = seat.ask(ReferralsOf(benali))
        assert len(sent) == before + 1
        assert (sent[0].partner_name, sent[0].words) == ("France Travail", "aide au projet")
        # A field with words in it keeps its own undo.
        seat.strike(ESCAPE)
        seat.quiet()
        seat.strike(Qt.Key.Key_Z, CONTROL)
        seat.quiet()
        assert len(seat.ask(ReferralsOf(benali))) == before


def test_the_same_structures_come_in_once_from_a_csv_then_from_a_workbook(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    heads = ("nom", "siret", "code_postal", "commune", "telephone", "thematiques")
    rows = (
        ("Régie du Merlan, essai", "12345678901234", "34000", "Montpellier", "0499001234", "trouver-un-emploi"),
        ("Ressourcerie d’essai", "", "34080", "Montpellier", "", "numerique"),
    )
    table, workbook, false = (tmp_path / name for name in ("liste.csv", "liste.xlsx", "faux.xlsx"))
    table.write_text("\n".join(";".join(line) for line in (heads, *rows)), encoding="cp1252")
    workbook.write_bytes(xlsx({"Liste": "".join(row(at, *line) for at, line in enumerate((heads, *rows), 1))}))
    false.write_text("nom;commune", encoding="utf-8")
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as("lea")
        palette(seat, "partenaires")
        pilot = seat.session.pilot()
        assert isinstance(pilot, PartnersPilot)
        known = len(seat.ask(FindPartners()))

        def offered(path: Path) -> ImportSheet:
            seat.strike(Qt.Key.Key_O, CONTROL)
            dialog = pilot.page.findChildren(QFileDialog)[-1]
            dialog.fileSelected.emit(str(path))
            dialog.reject()
            seat.quiet()
            sheet = pilot.sheets.content()
            assert isinstance(sheet, ImportSheet)
            seat.until(lambda: sheet.said.text() != READING, "the file is never read")
            return sheet

        assert offered(table).said.text().startswith("2\u00a0partenaires seront ajoutés")
        seat.strike(ENTER, CONTROL)
        seat.until(lambda: len(seat.ask(FindPartners())) == known + 2, "nothing is written")
        for path in (table, workbook):
            sheet = offered(path)
            assert sheet.said.text() == "Ce fichier n’apporte aucun partenaire nouveau."
            assert not sheet.keep.isEnabled()
            seat.strike(ESCAPE)
        assert "n’est pas un vrai classeur malgré son nom" in offered(false).said.text()
        seat.strike(ESCAPE)
        seat.settle()
        seat.strike(Qt.Key.Key_Z, CONTROL)
        seat.until(lambda: len(seat.ask(FindPartners())) == known, "Ctrl Z takes nothing back")
        assert offered(workbook).keep.isEnabled()


def test_a_test_of_use_is_written_with_its_session_and_leads_to_it_which_says_the_project(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as("marc")
        seat.session.show("projects")
        seat.quiet()
        seat.write("papiers")
        seat.quiet()
        seat.strike(ENTER)
        pilot = seat.session.pilot()
        assert isinstance(pilot, ProjectsPilot)
        card = pilot.page.detail.cards[PartKind.TEST]
        seat.tab_to(card.add_line)
        seat.strike(Qt.Key.Key_Space)
        seat.quiet()
        seat.write("nouvelle version")
        for _ in range(3):
            seat.strike(TAB)
        seat.strike(Qt.Key.Key_Down)
        seat.strike(ENTER, CONTROL)
        seat.quiet()
        (line,) = seat.ask(ReadProjects("papiers"))
        tests = seat.ask(ReadProject(line.project.id)).of(PartKind.TEST)
        made = next(one for one in tests if one.words == "nouvelle version")
        assert made.session is not None
        assert made.day == made.session.starts_at.date()
        seat.tab_to(card.lines)
        while card.lines.current() != str(made.id):
            seat.strike(Qt.Key.Key_Down)
        seat.strike(Qt.Key.Key_O, CONTROL)
        seat.quiet()
        assert isinstance(seat.session.pilot(), WorkshopsPilot)
        seat.until(lambda: f"test du projet «\u00a0{line.project.title}\u00a0»" in seat.words())


@pytest.mark.parametrize("login", ["accueil", "direction"])
def test_a_structure_is_found_by_the_palette_under_its_former_name_too(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, login: str
) -> None:
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as(login)
        palette(seat, "pôle emploi")
        seat.until(lambda: isinstance(seat.session.pilot(), PartnersPilot))
        seat.quiet()
        pilot = seat.session.pilot()
        assert isinstance(pilot, PartnersPilot)
        assert pilot.page.detail.name.text() == "France Travail"


@pytest.mark.parametrize(
    ("login", "typed", "found"),
    [
        ("accueil", "violence conjugale", "CIDFF de l’Hérault"),
        ("lea", "gardes d'enfants", "Caisse d’allocations familiales"),
        ("marc", "colis alimentaire", "Le Panier solidaire de la Treille"),
    ],
)
def test_the_words_of_a_need_lead_to_the_structures_that_answer_to_it(
    login: str, typed: str, found: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as(login)
        palette(seat, typed)
        seat.quiet()
        assert isinstance(seat.session.pilot(), PartnersPilot)
        assert found in seat.words()


def test_a_frein_is_written_from_the_palette_on_the_record_shown_and_says_nothing_of_what_is_there(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as("lea")
        benali = seat.ask(FindPeople("benali"))[0].id
        seat.session.go("people", benali)
        seat.quiet()

        def offered() -> list[str]:
            seat.strike(Qt.Key.Key_K, CONTROL)
            seat.write("violences conjugales")
            seat.quiet()
            said = [words for where, words in words_of() if "Résultats" in where]
            seat.strike(ESCAPE)
            seat.settle()
            return said

        before = offered()
        assert any("Noter le frein" in words for words in before)
        current = seat.ask(ReadWay(benali)).current
        assert current is not None
        sealed = ReadRestrictedFrein(current.id, "violence", TEN.date(), FreinMoment.REVIEW, FreinLevel.BLOCKING)
        seat.session.ground.link.store.do(sealed).result()
        seat.quiet()
        assert offered() == before
        palette(seat, "creche")
        form = QApplication.activeWindow().findChild(FormSheet)  # type: ignore[union-attr]  # the window is active
        assert form is not None
        seat.strike(ENTER, CONTROL)
        seat.quiet()
        assert "Garde des enfants" in seat.words()


def test_what_is_due_is_answered_by_two_keys_and_leaves_the_list(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as("lea")
        palette(seat, "partenaires")
        pilot = seat.session.pilot()
        assert isinstance(pilot, PartnersPilot)
        seat.session.go("to-chase", "today")
        seat.quiet()
        rows = pilot.page.results.rows
        benali = seat.ask(FindPeople("benali"))[0].id
        waiting = rows.rowCount()
        while "BENALI" not in rows.data(pilot.page.results.currentIndex()):  # type: ignore[operator]  # a sentence
            seat.strike(Qt.Key.Key_Down)
        seat.strike(ENTER)
        seat.write("3")
        seat.quiet()
        (referral,) = seat.ask(ReferralsOf(benali))
        assert referral.follow.state is ReferralState.REFUSED
        assert rows.rowCount() == waiting - 1
        assert f"À relancer  {waiting - 1}" in seat.words()
        seat.strike(Qt.Key.Key_Space)
        seat.write("1")
        seat.quiet()
        assert rows.rowCount() == waiting - 2
        outcomes = [one.follow.outcome for one in seat.ask(ReferralsOf(seat.ask(FindPeople("rossi"))[0].id))]
        assert ReferralOutcome.HELPED in outcomes


def test_a_referral_is_corrected_by_keys_with_another_partner_and_comes_back_by_undo(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as("lea")
        benali = seat.ask(FindPeople("benali"))[0].id
        seat.session.go("people", benali)
        seat.quiet()
        (before,) = seat.ask(ReferralsOf(benali))
        pilot = seat.session.pilot()
        assert isinstance(pilot, PeoplePilot)
        way = pilot.page.record.findChild(WayPanel)
        assert way is not None
        rows = way.latest.rows
        seat.tab_to(rows)
        while "Orientation" not in rows.rows.data(rows.currentIndex()):  # type: ignore[operator]  # a sentence
            seat.strike(Qt.Key.Key_Down)
        seat.strike(ENTER)
        seat.quiet()
        assert before.partner_name in seat.words()
        seat.strike(Qt.Key.Key_F4)
        seat.settle()
        form = QApplication.activeWindow().findChild(FormSheet)  # type: ignore[union-attr]  # the window is active
        assert form is not None
        seat.tab_to(form.aside)
        seat.strike(Qt.Key.Key_Space)
        seat.quiet()
        seat.write("mission locale")
        seat.quiet()
        seat.strike(ENTER)
        seat.settle()
        for _ in range(4):
            seat.strike(TAB)
        seat.write("pour un stage")
        seat.strike(ENTER, CONTROL)
        seat.quiet()
        (after,) = seat.ask(ReferralsOf(benali))
        assert (after.partner_name, after.words) == ("Mission locale des jeunes", f"pour un stage{before.words}")
        assert (after.day, after.follow) == (before.day, before.follow)
        assert "Mission locale" in seat.words()
        seat.strike(Qt.Key.Key_Z, CONTROL)
        seat.quiet()
        (back,) = seat.ask(ReferralsOf(benali))
        assert (back.partner_name, back.words) == (before.partner_name, before.words)


def test_the_reception_reads_no_sensitive_partner_of_anybody(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as("accueil")
        palette(seat, "partenaires")
        seat.session.go("to-chase", "today")
        seat.quiet()
        said = seat.words()
        assert "ROSSI Élodie" in said
        assert "partenaire réservé aux professionnels" in said
        assert "CIDFF" not in said
        seat.strike(ESCAPE)


def test_no_page_of_the_platforms_takes_the_keys_of_the_window_when_it_is_built(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with seated(
        qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), running_from(TEN)
    ) as seat:
        seat.open_as("marc")
        for code in ("workshops", "platforms", "employment", "digital", "partners", "projects"):
            seat.session.show(code)
            seat.quiet()
            assert seat.lost == [], code
        seat.write("treille")
        pilot = seat.session.pilot()
        assert isinstance(pilot, ProjectsPilot)
        assert pilot.page.search.text() == "treille"
