"""« Partenaires » with keys alone: found, edited, chased, brought in from a file; nothing shown that is sealed."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.partners.gestures import (
    MarkReferral,
    PutAgreement,
    RecordReferral,
    RemindOn,
    SayOutcome,
    SetPartner,
    WithdrawReferral,
)
from ceis_desk.partners.importing import FileColumn, ImportPartners, PreparedPartners, PreparePartners, Twin
from ceis_desk.partners.model import AgreementKind, PartnerCard, ReferralOutcome, ReferralState
from ceis_desk.partners.questions import FindPartners
from ceis_desk.partners.structures import ImportedPartner
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.partners.import_sheet import ImportSheet
from ceis_desk.ui.partners.rows import AGREEMENTS, CHASE, RESERVED
from tests.ui.fake_store import FakeStore
from tests.ui.partners import files
from tests.ui.partners.conftest import CONTROL, Desk, MakeDesk
from tests.ui.people import files as people

ENTER, ESCAPE, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Space


def chase(desk: Desk) -> None:
    desk.partners.show_view(CHASE)
    desk.qtbot.waitUntil(lambda: bool(desk.partners.page.results.current()))


def test_a_letter_searches_and_the_card_follows_the_cursor(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.write("france")
    asked = [one for one in desk.store.asked if isinstance(one, FindPartners)]
    assert asked[-1].words == "france"
    assert "Pôle Emploi" in desk.words(desk.partners.page.detail)
    assert "1\u00a0partenaire" in desk.words()


def test_the_arrows_go_on_from_the_search(make_desk: MakeDesk) -> None:
    desk = make_desk()
    first = desk.partners.page.results.current()
    desk.key(DOWN)
    assert desk.partners.page.results.current() != first


def test_nothing_is_said_to_be_empty_before_it_is_read(make_desk: MakeDesk) -> None:
    desk = make_desk()
    waiting: Future[Any] = Future()
    desk.store.ask = lambda _question: waiting  # type: ignore[method-assign,assignment]  # an answer that has not come
    desk.partners.show_view(AGREEMENTS)
    assert not desk.partners.page.empty.isVisible()


def test_a_partner_is_edited_and_a_theme_that_is_not_national_is_told(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.key(Qt.Key.Key_F4)
    desk.fill("Thématiques", "Jardinage")
    desk.key(ENTER, CONTROL)
    assert "n’est pas une thématique nationale" in desk.words(desk.sheet())
    desk.fill("Thématiques", "Numérique")
    desk.key(ENTER, CONTROL)
    (gesture,) = desk.store.gestures(SetPartner)
    assert (gesture.partner_id, gesture.clock, gesture.card.themes) == (files.TRAVAIL, 7, ("numerique",))
    assert gesture.card.also_named == ("Pôle Emploi",)


def test_a_refusal_leaves_what_is_typed(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={SetPartner: Refusal("Déjà là.")})
    desk.key(Qt.Key.Key_N, CONTROL)
    desk.fill("Nom", "Régie")
    desk.key(ENTER, CONTROL)
    assert "Déjà là." in desk.words(desk.sheet())
    assert desk.store.gestures(SetPartner)[0].card.name == "Régie"


def test_readers_find_no_way_to_write(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.RECEPTION)
    page = desk.partners.page
    assert not any(button.isVisible() for button in (page.new, page.file, page.detail.edit, page.detail.drop))
    desk.key(Qt.Key.Key_N, CONTROL)
    desk.key(Qt.Key.Key_F4)
    assert desk.partners.sheets.content() is None
    told = desk.partners.keys()
    assert "nouveau partenaire" not in " ".join(line.what for line in told)


def test_the_direction_is_offered_no_referral_of_anybody(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.DIRECTOR)
    assert "À relancer" not in desk.words()
    assert not desk.partners.page.detail.refer.isVisible()
    assert "BENALI" not in desk.words()


def test_what_is_due_is_counted_on_its_choice_and_answered_by_a_digit(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert "À relancer  2" in desk.words()
    chase(desk)
    desk.key(ENTER)
    desk.write("1")
    assert desk.store.gestures(MarkReferral) == [MarkReferral(files.SENT.id, ReferralState.ACCEPTED, 5)]


def test_what_became_of_it_is_one_key_and_a_digit(make_desk: MakeDesk) -> None:
    desk = make_desk()
    chase(desk)
    desk.key(SPACE)
    desk.write("2")
    assert desk.store.gestures(SayOutcome) == [SayOutcome(files.SENT.id, ReferralOutcome.UNDER_WAY, 5)]


def test_a_referral_is_put_off_a_week_or_taken_back(make_desk: MakeDesk) -> None:
    desk = make_desk()
    chase(desk)
    desk.partners.page.chase.card.remind.click()
    desk.key(Qt.Key.Key_Delete)
    assert [one.on for one in desk.store.gestures(RemindOn)] == [files.DAY.replace(day=25)]
    assert [one.referral_id for one in desk.store.gestures(WithdrawReferral)] == [files.SENT.id]


def test_the_form_that_corrects_a_referral_names_nobody_on_a_discreet_screen(make_desk: MakeDesk) -> None:
    desk = make_desk()
    chase(desk)
    desk.key(Qt.Key.Key_F4)
    form = desk.partners.sheets.content()
    assert isinstance(form, FormSheet)
    assert any("BENALI Samira · France Travail" in label.text() for label in form.findChildren(QLabel))
    desk.discreet.set_on(True)
    said = " ".join(label.text() for label in form.findChildren(QLabel))
    assert "BENALI" not in said
    assert "France Travail" not in said


def test_a_reserved_partner_is_said_to_be_reserved(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.RECEPTION)
    chase(desk)
    desk.key(DOWN)
    assert desk.words(desk.partners.page.chase).count(RESERVED) == 2


def test_the_discreet_screen_hides_names_partners_and_words(make_desk: MakeDesk) -> None:
    desk = make_desk()
    chase(desk)
    assert "Aide à la garde." in desk.words()
    desk.discreet.set_on(True)
    told = ("BENALI", "France Travail", "Aide à la garde.")
    # The facts shown before go at the next turn of the loop.
    desk.qtbot.waitUntil(lambda: not [word for word in told if word in desk.words()])


def test_a_person_is_sent_from_her_record_with_sealed_words(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.RECEPTION)
    desk.partners.refer(people.RECORD.id)
    desk.qtbot.waitUntil(lambda: desk.partners.sheets.content() is not None)
    desk.write("cidff")
    desk.key(ENTER)
    desk.fill("Pourquoi, ce qui est demandé", "à écouter")
    desk.key(ENTER, CONTROL)
    (gesture,) = desk.store.gestures(RecordReferral)
    assert (gesture.person_id, gesture.partner_id, gesture.words) == (people.RECORD.id, files.SHELTER, "à écouter")


def test_a_name_that_is_not_listed_may_be_written(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.partners.refer(people.RECORD.id)
    desk.qtbot.waitUntil(lambda: desk.partners.sheets.content() is not None)
    desk.write("Le garage")
    desk.key(ENTER)
    desk.key(ENTER, CONTROL)
    (gesture,) = desk.store.gestures(RecordReferral)
    assert (gesture.partner_id, gesture.named) == (None, "Le garage")


def test_the_name_over_a_referral_follows_the_discreet_screen(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.partners.refer(people.RECORD.id)
    desk.qtbot.waitUntil(lambda: desk.partners.sheets.content() is not None)
    family = people.RECORD.identity.used_name.upper()
    assert family in desk.words(desk.sheet())
    desk.discreet.set_on(True)
    assert family not in desk.words(desk.sheet())


def test_agreements_that_end_soon_are_amber_and_a_label_is_the_ceis_own(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.DIRECTOR)
    desk.partners.show_view(AGREEMENTS)
    desk.qtbot.waitUntil(lambda: bool(desk.partners.page.results.current()))
    assert "finit dans 74 jours" in desk.words()
    assert "Accords  1" in desk.words()
    assert "le CEIS" in desk.words()
    desk.key(Qt.Key.Key_N, CONTROL)
    desk.fill("Titre", "Fabrique Numérique de Territoire")
    desk.fill("Jusqu’au", "03/06/2022")
    desk.key(ENTER, CONTROL)
    (gesture,) = desk.store.gestures(PutAgreement)
    assert (gesture.partner_id, gesture.kind) == (None, AgreementKind.LABEL)


@pytest.fixture
def prepared() -> PreparedPartners:
    return PreparedPartners(
        sheet="structures",
        notes=(),
        header=(FileColumn(0, "nom", ("Régie", "France Travail"), "name"), FileColumn(1, "où", ("34000",), "")),
        choices=(("name", "Nom"), ("postcode", "Code postal")),
        rows=2,
        partners=(ImportedPartner(2, PartnerCard("Régie")),),
        twins=(Twin(3, "France Travail", "France Travail", "même siret"),),
        bad=(),
        remarks=(),
    )


def test_a_file_is_shown_before_anything_is_written_and_columns_are_said_by_hand(
    make_desk: MakeDesk, prepared: PreparedPartners
) -> None:
    desk = make_desk(answers={PreparePartners: prepared, ImportPartners: Change(said="1 partenaire ajouté.")})
    desk.partners.importing.open_file(Path("structures.csv"))
    sheet = desk.sheet()
    assert isinstance(sheet, ImportSheet)
    desk.qtbot.waitUntil(sheet.keep.isEnabled)
    assert "1\u00a0partenaire sera ajouté" in desk.words(sheet)
    assert not desk.store.gestures(ImportPartners)
    box = sheet.columns.box(1)
    box.setCurrentIndex(box.findData("postcode"))
    box.activated.emit(box.currentIndex())
    assert _last_asked(desk.store).chosen == {0: "name", 1: "postcode"}
    desk.qtbot.waitUntil(sheet.keep.isEnabled)
    desk.key(ENTER, CONTROL)
    assert desk.store.gestures(ImportPartners) == [ImportPartners(prepared)]
    desk.qtbot.waitUntil(lambda: desk.partners.sheets.content() is None)


def test_a_file_without_a_known_header_asks_which_column_is_the_name(
    make_desk: MakeDesk, prepared: PreparedPartners
) -> None:
    def answer(question: PreparePartners) -> object:
        if not question.chosen:
            message = "Aucune colonne."
            raise Refusal(message)
        return prepared

    desk = make_desk(answers={PreparePartners: answer})
    desk.partners.importing.open_file(Path("liste.csv"))
    desk.qtbot.waitUntil(lambda: "Dites quelle colonne donne le nom" in desk.words(desk.sheet()))
    assert _last_asked(desk.store).chosen == {0: "name"}


def test_columns_that_give_no_name_are_still_there_to_be_changed(
    make_desk: MakeDesk, prepared: PreparedPartners
) -> None:
    def answer(question: PreparePartners) -> object:
        if question.chosen and "name" not in question.chosen.values():
            message = "Aucune colonne ne donne le nom."
            raise Refusal(message)
        return prepared

    desk = make_desk(answers={PreparePartners: answer})
    desk.partners.importing.open_file(Path("structures.csv"))
    sheet = desk.sheet()
    assert isinstance(sheet, ImportSheet)
    desk.qtbot.waitUntil(sheet.keep.isEnabled)
    box = sheet.columns.box(0)
    box.setFocus()
    desk.key(Qt.Key.Key_Up)
    desk.qtbot.waitUntil(lambda: "Aucune colonne ne donne le nom." in desk.words(sheet))
    assert not sheet.keep.isEnabled()
    assert desk.cursor() is sheet.columns.box(0)
    desk.key(Qt.Key.Key_Down)
    desk.qtbot.waitUntil(sheet.keep.isEnabled)


def _last_asked(store: FakeStore) -> PreparePartners:
    return [one for one in store.asked if isinstance(one, PreparePartners)][-1]
