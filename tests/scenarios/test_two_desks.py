"""Two desks of one site, from the invitation to a field changed at both, through their windows and real files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Role
from ceis_desk.core.clock import Clock, running_from
from ceis_desk.core.ids import Id
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.people.gestures import ChangePerson, CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import OpenRecord
from ceis_desk.ui.check.pilot import CheckPilot
from ceis_desk.ui.exchange import linking
from ceis_desk.ui.exchange.link_sheets import AcceptSheet, InviteSheet
from ceis_desk.ui.exchange.pilot import ExchangePilot
from ceis_desk.ui.shell import joining
from tests.scenarios.desks import PASSWORD, new_desk
from tests.scenarios.windows import CONTROL, ENTER, ESCAPE, Seat, seated

MORNING = dt.datetime(2026, 3, 10, 9, 30)
TRAN = Identity(used_name="TRAN", first_name="Hoa", phones=("+33639981620",))


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Say which place the system's dialogs answer next."""
    place = [Path()]

    def answer(*given: Any) -> None:  # noqa: ANN401 each dialog has its own arguments, the last one is called
        given[-1](place[0])

    for module, name in (
        (linking, "ask_where_to_save"), (linking, "ask_which_file"), (linking, "ask_which_folder"),
        (joining, "ask_which_file"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, answer)
    return lambda path: place.__setitem__(0, path)


def clock_at(hours: float) -> Clock:
    return running_from(MORNING + dt.timedelta(hours=hours))


def exchanges(seat: Seat) -> ExchangePilot:
    seat.strike(Qt.Key.Key_8, CONTROL)
    pilot = seat.session.pilot()
    assert isinstance(pilot, ExchangePilot)
    seat.quiet()
    return pilot


def exchange_now(seat: Seat) -> None:
    """F5, and nothing under way afterwards."""
    pilot = exchanges(seat)
    runs = pilot._keeper
    ended: list[object] = []
    runs.ended.connect(ended.append)
    seat.strike(Qt.Key.Key_F5)
    seat.until(lambda: ended and not runs.running and not runs.by_hand, "the exchange never ends")
    seat.quiet()


def take_folder(seat: Seat, pilot: ExchangePilot) -> None:
    pilot.page.folder.setFocus()
    seat.strike(ENTER)
    seat.strike(ENTER)
    seat.until(lambda: pilot.sheets.content() is None, "the folder is never taken")
    seat.quiet()


def invite(seat: Seat) -> str:
    pilot = exchanges(seat)
    pilot.page.invite.setFocus()
    seat.strike(ENTER)
    sheet = pilot.sheets.content()
    assert isinstance(sheet, InviteSheet)
    seat.strike(ENTER)
    seat.until(sheet.phrase.text, "the invitation is never written")
    phrase = sheet.phrase.text()
    seat.strike(ESCAPE)
    return phrase


def join(seat: Seat, invitation: Path, phrase: str) -> None:
    """The first start of the second desk, up to its answer, then in."""
    first = seat.program.desk.entry.first
    first.site.site.setFocus()
    seat.strike(Qt.Key.Key_Right)
    seat.strike(Qt.Key.Key_Space)
    first.site.desk.setText("Bureau 2")
    first.join.choose.setFocus()
    seat.strike(ENTER)
    assert first.join.file.text() == str(invitation)
    seat.write(phrase)
    for field, words in ((first.name, "Nadia Haddad"), (first.password, PASSWORD), (first.again, PASSWORD)):
        field.setFocus()
        seat.write(words)
    seat.strike(ENTER)
    page = seat.program.desk.entry.joining.page
    seat.until(page.isVisible, "the desk never joins")
    seat.strike(ENTER)
    seat.until(lambda: seat.program.desk.session is not None, "nobody comes in")


def accept(seat: Seat, phrase: str) -> None:
    pilot = exchanges(seat)
    pilot.page.accept.setFocus()
    seat.strike(ENTER)
    sheet = pilot.sheets.content()
    assert isinstance(sheet, AcceptSheet)
    sheet.file_asked.emit()
    seat.write(phrase)
    seat.strike(ENTER)
    seat.until(lambda: pilot.sheets.content() is None, "the answer is never accepted")
    seat.quiet()


def edit_languages(seat: Seat, person: Id, words: str) -> None:
    edit(seat, person, languages=words)


def edit(seat: Seat, person: Id, **fields: Any) -> None:  # noqa: ANN401 each field of an identity has its own type
    record = seat.ask(OpenRecord(person))
    after = replace(record.identity, **fields)
    seat.session.ground.link.store.do(ChangePerson(person, after, record.clock)).result()


def linked(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, choose: Callable[[Path], None]
) -> tuple[Path, Path, Path, Id]:
    """Two desks that know each other, the folder they share, and a person made on the first one."""
    here, there, folder, key = (tmp_path / name for name in ("un", "deux", "dossier", "cle"))
    folder.mkdir()
    key.mkdir()
    with new_desk(here, clock_at(0)) as desk:
        desk.door.set_roles(desk.director.actor.account_id, frozenset({Role.ADMIN, Role.SOCIAL})).result()
    choose(key / "invitation.ceis")
    with seated(qapp, qtbot, here, clock_at(0.1)) as seat:
        seat.open_as("helene", PASSWORD)
        phrase = invite(seat)
    with seated(qapp, qtbot, there, clock_at(0.2)) as seat:
        join(seat, key / "invitation.ceis", phrase)
        choose(folder)
        take_folder(seat, exchanges(seat))
        seat.door.set_roles(seat.session.opened.actor.account_id, frozenset({Role.ADMIN, Role.BUDGET})).result()
    with seated(qapp, qtbot, here, clock_at(0.3)) as seat:
        seat.open_as("helene", PASSWORD)
        choose(next(key.glob("reponse-*.ceis")))
        accept(seat, phrase)
        choose(folder)
        take_folder(seat, exchanges(seat))
        made = seat.session.ground.link.store.do(CreatePerson(TRAN)).result()
        exchange_now(seat)
        assert "2 postes reliés" in seat.words()
    return here, there, folder, made.made[0]


def test_two_desks_are_linked_share_a_person_and_settle_what_both_changed(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    here, there, folder, person = linked(qapp, qtbot, tmp_path, choose)
    with seated(qapp, qtbot, there, clock_at(0.4)) as seat:
        seat.open_as("nadia", PASSWORD)
        exchange_now(seat)
        assert "TRAN Hoa" in seat.words()
        edit_languages(seat, person, "vietnamien")
        exchange_now(seat)

    away = folder.rename(tmp_path / "ailleurs")
    with seated(qapp, qtbot, here, clock_at(0.5)) as seat:
        seat.open_as("helene", PASSWORD)
        seat.until(lambda: "Échange arrêté" in seat.words(), "nobody says that the folder is not there")
        assert seat.session.message.words() == ""
        edit_languages(seat, person, "français")
        away.rename(folder)
        exchange_now(seat)
        assert seat.ask(CrossedEdits()), "the crossed edit was not seen"
        seat.until(lambda: "1\u00a0fiche à vérifier" in seat.words(), "the chip never says it")
        seat.session.frame.top.state.setFocus()
        seat.strike(ENTER)
        check = seat.session.pilot()
        assert isinstance(check, CheckPilot)
        seat.until(check.page.case.isVisible, "the case is never shown")
        seat.strike(Qt.Key.Key_1, text="1")
        seat.until(lambda: "Tout est en ordre" in seat.words(), "the case is never settled")
        assert seat.ask(CrossedEdits()) == ()
        seat.strike(Qt.Key.Key_Z, CONTROL)
        seat.until(check.page.case.isVisible, "Ctrl Z does not bring the case back")
        assert seat.lost == []


def test_a_first_phone_given_at_both_desks_is_the_same_one_on_both_afterwards(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    here, there, folder, person = linked(qapp, qtbot, tmp_path, choose)
    with seated(qapp, qtbot, there, clock_at(0.4)) as seat:
        seat.open_as("nadia", PASSWORD)
        exchange_now(seat)
        edit(seat, person, phones=("+33639980002",))
        exchange_now(seat)
    away = folder.rename(tmp_path / "ailleurs")
    with seated(qapp, qtbot, here, clock_at(0.5)) as seat:
        seat.open_as("helene", PASSWORD)
        edit(seat, person, phones=("+33639980001",))
        away.rename(folder)
        exchange_now(seat)
        first = seat.ask(OpenRecord(person)).identity.phones
    with seated(qapp, qtbot, there, clock_at(0.6)) as seat:
        seat.open_as("helene", PASSWORD)
        exchange_now(seat)
        assert seat.ask(OpenRecord(person)).identity.phones == first == ("+33639980001", "+33639980002")
