"""What may be done to a parcours, by keys alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture
from ceis_desk.parcours.gestures import (
    EndParcours,
    HandOver,
    MarkItem,
    OpenParcours,
    OrderItems,
    PutItem,
    ReadFrein,
    ReadRestrictedFrein,
    ReopenParcours,
    SetReferent,
    SuspendParcours,
    WithdrawItems,
    WithdrawParcours,
)
from ceis_desk.parcours.model import (
    Doer,
    ExitOutcome,
    FreinLevel,
    FreinMoment,
    ItemKind,
    ItemState,
    ParcoursState,
    WayOfPerson,
)
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.partners.model import PartnerKind, PartnerLine
from ceis_desk.partners.questions import FindPartners
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.parcours.decided import OTHER_DESK, OTHER_RECORD
from ceis_desk.ui.parcours.partner_choice import FIND, PARTNER
from tests.ui.parcours import ways
from tests.ui.parcours.conftest import OpenWay, WayDesk
from tests.ui.people import files

TODAY = files.NOW.date()
PARCOURS = ways.PARCOURS


def choose(way: WayDesk, code: str, value: object) -> None:
    """Choose in a list of the form."""
    box = way.field(code)
    assert isinstance(box, ComboBox)
    box.set_value(str(value))


def write(way: WayDesk, code: str, text: str) -> None:
    way.field(code).setFocus()
    way.desk.write(text)


def done(way: WayDesk, kind: type[Gesture]) -> list[Gesture]:
    return way.desk.store.gestures(kind)


def holding(parcours: object) -> WayOfPerson:
    return replace(ways.WAY, current=parcours)  # type: ignore[arg-type]  # a parcours or none


def test_a_parcours_is_opened_by_ctrl_d_and_ctrl_entree(open_way: OpenWay) -> None:
    way = open_way(way=ways.NONE_YET)
    way.act()
    write(way, "source", "France Travail")
    way.keep()
    assert done(way, OpenParcours) == [OpenParcours(files.SAMIRA, TODAY, "France Travail")]
    assert way.desk.pilot.sheets.content() is None


def test_a_refused_gesture_is_said_in_the_sheet_and_what_is_typed_stays(open_way: OpenWay) -> None:
    way = open_way(way=ways.NONE_YET)
    way.desk.store.answers[OpenParcours] = Refusal("Un autre parcours est déjà en cours.")
    way.act()
    write(way, "source", "Mission locale")
    way.keep()
    assert way.form.refused.text() == "Un autre parcours est déjà en cours."
    source = way.field("source")
    assert isinstance(source, TextField)
    assert source.text() == "Mission locale"


def test_an_objective_is_written_with_what_it_lifts_and_what_it_is_counted_in(open_way: OpenWay) -> None:
    way = open_way()
    way.act(1)
    way.desk.write("Passer le permis")
    choose(way, "frein_id", ways.MOBILITY.id)
    way.keep()
    (gesture,) = done(way, PutItem)
    assert gesture == PutItem(
        PARCOURS.id, ItemKind.OBJECTIVE, "Passer le permis", frein_id=ways.MOBILITY.id, state=ItemState.DOING
    )


def test_a_restricted_frein_is_never_offered_as_what_an_objective_lifts(open_way: OpenWay) -> None:
    way = open_way()
    way.act(1)
    box = way.field("frein_id")
    assert isinstance(box, ComboBox)
    assert box.findData(str(ways.VIOLENCE.id)) < 0
    assert box.findData(str(ways.CHILDCARE.id)) >= 0


@pytest.mark.parametrize(("under", "kind"), [(ways.RENT, ItemKind.STEP), (ways.TRIAL, ItemKind.ACTION)])
def test_what_serves_an_objective_is_a_step_and_what_serves_a_step_an_action(
    open_way: OpenWay, under: object, kind: ItemKind
) -> None:
    way = open_way()
    way.act(2)
    way.desk.write("Appeler la CAF")
    choose(way, "parent_id", under.id)  # type: ignore[attr-defined]  # an item
    choose(way, "who", Doer.PROFESSIONAL.value)
    choose(way, "account_id", files.MARC)
    write(way, "due", "25/6")
    way.keep()
    (gesture,) = done(way, PutItem)
    assert isinstance(gesture, PutItem)
    assert (gesture.kind, gesture.parent_id) == (kind, under.id)  # type: ignore[attr-defined]  # an item
    assert (gesture.who, gesture.account_id, gesture.due) == (Doer.PROFESSIONAL, files.MARC, dt.date(2019, 6, 25))


def test_without_an_objective_a_step_is_not_offered(open_way: OpenWay) -> None:
    way = open_way(way=holding(replace(PARCOURS, items=())))
    way.act(2)
    assert way.form.asks[0].code == "code"


def test_entree_on_an_objective_edits_it_at_the_clock_that_was_read(open_way: OpenWay) -> None:
    way = open_way()
    way.panel.objectives.lines[2].setFocus()
    way.desk.enter()
    way.desk.write(" ancien")
    way.keep()
    (gesture,) = done(way, PutItem)
    assert isinstance(gesture, PutItem)
    assert (gesture.title, gesture.item_id, gesture.clock) == ("Dette de loyer ancien", ways.RENT.id, ways.RENT.clock)
    assert (gesture.parts, gesture.done) == (5, 3)


def test_space_marks_an_action_done(open_way: OpenWay) -> None:
    way = open_way()
    rows = way.panel.decided.rows
    rows.setFocus()
    rows.go_to(str(ways.CALL.id))
    way.desk.key(Qt.Key.Key_Space, text=" ")
    assert done(way, MarkItem) == [MarkItem(ways.CALL.id, ItemState.DONE, ways.CALL.clock)]


def test_a_step_keeps_its_partner_when_it_is_edited_and_may_be_taken_back(open_way: OpenWay) -> None:
    way = open_way()
    rows = way.panel.decided.rows
    rows.setFocus()
    rows.go_to(str(ways.TRIAL.id))
    way.desk.enter()
    way.keep()
    (gesture,) = done(way, PutItem)
    assert isinstance(gesture, PutItem)
    assert gesture.partner_id == ways.TRIAL.partner_id
    way.desk.enter()
    way.form.aside.click()
    assert done(way, WithdrawItems) == [WithdrawItems((ways.TRIAL.id,), clocks=(ways.TRIAL.clock,))]


def line_of(name: str, *, sensitive: bool = False) -> PartnerLine:
    return PartnerLine(files.ident(name), name, "", PartnerKind.OTHER, "Montpellier", "", (), sensitive, None)


def test_the_partner_of_a_step_is_chosen_in_the_directory(open_way: OpenWay) -> None:
    way = open_way()
    way.desk.store.answers[FindPartners] = (line_of("CAF"), line_of("Cap emploi"))
    way.act(2)
    way.desk.write("Appeler la CAF")
    choose(way, "who", Doer.PARTNER.value)
    choose(way, PARTNER, FIND)
    way.keep()
    assert done(way, PutItem) == []
    way.desk.write("cap")
    assert FindPartners("cap") in way.desk.store.asked
    way.desk.key(Qt.Key.Key_Down)
    way.desk.enter()
    (gesture,) = done(way, PutItem)
    assert isinstance(gesture, PutItem)
    assert (gesture.title, gesture.who) == ("Appeler la CAF", Doer.PARTNER)
    assert gesture.partner_id == files.ident("Cap emploi")
    assert way.desk.pilot.sheets.content() is None


def test_leaving_the_directory_keeps_nothing_of_the_step(open_way: OpenWay) -> None:
    way = open_way()
    way.desk.store.answers[FindPartners] = (line_of("CAF"),)
    way.act(2)
    way.desk.write("Appeler la CAF")
    choose(way, PARTNER, FIND)
    way.keep()
    content = way.desk.pilot.sheets.content()
    assert content is not None
    next(one for one in content.findChildren(Button) if one.text() == "Annuler").click()
    assert way.desk.pilot.sheets.content() is None
    assert done(way, PutItem) == []


def test_a_sensitive_partner_is_refused_with_its_sentence_and_what_was_typed_is_found_again(open_way: OpenWay) -> None:
    way, said = open_way(), list[str]()
    way.desk.link.refused.connect(said.append)
    way.desk.store.answers |= {FindPartners: (line_of("Un abri", sensitive=True),), PutItem: Refusal("Pas ici.")}
    way.act(2)
    way.desk.write("Mise à l’abri")
    choose(way, PARTNER, FIND)
    way.keep()
    way.desk.enter()
    assert said == ["Pas ici."]
    way.act(2)
    title = way.field("title")
    assert isinstance(title, TextField)
    assert title.text() == "Mise à l’abri"


@pytest.mark.parametrize("title", ["Retour à l’emploi", "Dette de loyer"])
def test_alt_and_an_arrow_put_an_objective_elsewhere_and_the_cursor_follows_it(open_way: OpenWay, title: str) -> None:
    way = open_way()
    goals = [one for one in PARCOURS.items if one.kind is ItemKind.OBJECTIVE]
    at = [one.title for one in goals].index(title)
    line = way.panel.objectives.lines[at]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    goals[at - 1], goals[at] = goals[at], goals[at - 1]
    assert done(way, OrderItems) == [
        OrderItems(PARCOURS.id, tuple(one.id for one in goals), tuple(one.clock for one in goals))
    ]
    places = {one.id: place for place, one in enumerate(goals)}
    items = tuple(replace(one, position=places.get(one.id, one.position)) for one in PARCOURS.items)
    way.desk.store.answers[ReadWay] = holding(replace(PARCOURS, items=items))
    way.desk.pilot.record.way.read()  # type: ignore[union-attr]  # a professional has this tab
    assert way.desk.cursor().accessibleName().startswith(title)


def test_alt_and_an_arrow_order_the_steps_of_one_objective_and_stop_at_its_ends(open_way: OpenWay) -> None:
    way = open_way()
    rows = way.panel.decided.rows
    rows.setFocus()
    rows.go_to(str(ways.TRIAL.id))
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert done(way, OrderItems) == [
        OrderItems(PARCOURS.id, (ways.TRIAL.id, ways.CV.id), (ways.TRIAL.clock, ways.CV.clock))
    ]


def test_whoever_only_reads_puts_nothing_elsewhere(open_way: OpenWay) -> None:
    way = open_way(Role.DIGITAL)
    line = way.panel.objectives.lines[1]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert done(way, OrderItems) == []


def test_a_frein_is_looked_at_and_lifted(open_way: OpenWay) -> None:
    way = open_way()
    rows = way.panel.freins.rows
    rows.setFocus()
    rows.go_to(str(ways.MOBILITY.id))
    way.desk.enter()
    choose(way, "level", FreinLevel.LIFTED.value)
    way.keep()
    expected = ReadFrein(PARCOURS.id, "mobility", TODAY, FreinMoment.REVIEW, FreinLevel.LIFTED)
    assert done(way, ReadFrein) == [expected]


def test_an_ordinary_list_never_offers_a_restricted_frein(open_way: OpenWay) -> None:
    way = open_way()
    way.act(3)
    box = way.field("code")
    assert isinstance(box, ComboBox)
    assert box.findData("violence") < 0


def test_a_restricted_frein_says_who_will_read_it_and_is_sealed_to_them(open_way: OpenWay) -> None:
    way = open_way()
    way.act(4)
    said = " ".join(label.text() for label in way.form.findChildren(Text))
    assert "Sera lu par vous et par Claire Fabre et Léa Bastide, qui suivent ce parcours. Personne d’autre." in said
    write(way, "words", "À voir avec le SPIP")
    choose(way, "code", "justice")
    way.keep()
    (gesture,) = done(way, ReadRestrictedFrein)
    assert isinstance(gesture, ReadRestrictedFrein)
    assert (gesture.code, gesture.words) == ("justice", "À voir avec le SPIP")
    assert gesture.readers == (files.CLAIRE, files.LEA)


def test_the_form_of_a_restricted_frein_tells_nothing_on_a_discreet_screen(open_way: OpenWay) -> None:
    way = open_way()
    way.act(4)
    box = way.field("code")
    assert isinstance(box, ComboBox)
    shown = box.grab().toImage()
    way.desk.discreet.set_on(True)
    said = " ".join(label.text() for label in way.form.findChildren(Text) if label.isVisibleTo(way.form))
    assert "Sera lu" not in said
    assert "Violences" not in said
    assert box.grab().toImage() != shown
    # The form is gone: the screen turns without it.
    way.desk.key(Qt.Key.Key_Escape)
    shiboken6.delete(box)
    way.desk.discreet.set_on(False)


def test_a_referent_whose_role_may_not_read_a_restricted_frein_is_not_named_with_it(open_way: OpenWay) -> None:
    marc = replace(PARCOURS.referents[1], account_id=files.MARC, name="Marc Vidal")
    way = open_way(way=holding(replace(PARCOURS, referents=(marc,))))
    way.act(4)
    said = " ".join(label.text() for label in way.form.findChildren(Text))
    assert "Sera lu par vous seul·e" in said
    assert "Marc Vidal" not in said


def test_the_words_of_a_restricted_frein_are_never_typed_in_clear_on_a_discreet_screen(open_way: OpenWay) -> None:
    way = open_way()
    way.desk.discreet.set_on(True)
    assert "CANARI" not in way.desk.words()


def test_the_relay_is_handed_over(open_way: OpenWay) -> None:
    way = open_way()
    way.act(5, 2)
    choose(way, "account_id", files.LEA)
    way.keep()
    assert done(way, HandOver) == [HandOver(PARCOURS.id, files.LEA, TODAY)]


def test_a_referent_is_named_and_later_ends(open_way: OpenWay) -> None:
    way = open_way()
    way.act(5, 1)
    choose(way, "account_id", files.MARC)
    way.keep()
    rows = way.panel.follow.rows
    rows.setFocus()
    rows.go_to(str(PARCOURS.referents[1].id))
    way.desk.enter()
    write(way, "to_day", "30/6")
    way.keep()
    named, ended = done(way, SetReferent)
    assert named == SetReferent(PARCOURS.id, files.MARC, TODAY)
    lea = PARCOURS.referents[1]
    assert ended == SetReferent(
        PARCOURS.id, files.LEA, lea.from_day, dt.date(2019, 6, 30), referent_id=lea.id, clock=lea.clock
    )


def test_reception_accounts_are_never_offered_as_referents(open_way: OpenWay) -> None:
    way = open_way()
    way.act(5, 1)
    box = way.field("account_id")
    assert isinstance(box, ComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["Claire Fabre", "Léa Bastide", "Marc Vidal"]


def test_a_parcours_is_suspended_with_its_reason_and_taken_up_again(open_way: OpenWay) -> None:
    way = open_way()
    way.act(5, 3)
    way.keep()
    assert done(way, SuspendParcours) == []
    way.desk.write("Hospitalisation")
    way.keep()
    assert done(way, SuspendParcours) == [SuspendParcours(PARCOURS.id, PARCOURS.clock, "Hospitalisation")]


def test_a_suspended_parcours_says_it_and_is_taken_up_again(open_way: OpenWay) -> None:
    held = replace(PARCOURS, state=ParcoursState.SUSPENDED, state_on=dt.date(2019, 6, 3), reason="Voyage")
    way = open_way(way=holding(held))
    assert "Suspendu depuis le 3 juin\u00a0: Voyage." in way.desk.words()
    way.act(5, 3)
    assert done(way, SuspendParcours) == [SuspendParcours(PARCOURS.id, PARCOURS.clock, suspended=False)]


def test_a_parcours_is_ended_with_its_outcome(open_way: OpenWay) -> None:
    way = open_way()
    way.act(5, 4)
    choose(way, "outcome", ExitOutcome.MOVED.value)
    way.keep()
    assert done(way, EndParcours) == [EndParcours(PARCOURS.id, PARCOURS.clock, TODAY, ExitOutcome.MOVED)]


@pytest.mark.parametrize(("person", "said"), [(files.SAMIRA, OTHER_DESK), (files.KARIM, OTHER_RECORD)])
def test_another_parcours_under_way_is_said_and_ended_from_its_line(open_way: OpenWay, person: Id, said: str) -> None:
    twin = replace(PARCOURS, id=files.ident("twin"), clock=11, person_id=person, items=(), freins=())
    way = open_way(way=replace(ways.WAY, past=(twin, ways.FORMER)))
    assert said in way.desk.words()
    rows = way.panel.follow.rows
    rows.setFocus()
    rows.go_to(str(twin.id))
    way.desk.enter()
    way.keep()
    way.act(6)
    choose(way, "outcome", ExitOutcome.MOVED.value)
    way.keep()
    assert done(way, EndParcours) == [
        EndParcours(twin.id, 11, TODAY, ExitOutcome.REACHED),
        EndParcours(twin.id, 11, TODAY, ExitOutcome.MOVED),
    ]


def test_a_parcours_that_ended_is_no_other_one_under_way(open_way: OpenWay) -> None:
    way = open_way(way=replace(ways.WAY, past=(ways.FORMER,)))
    assert "Un autre parcours est ouvert" not in way.desk.words()
    rows = way.panel.follow.rows
    rows.setFocus()
    rows.go_to(str(ways.FORMER.id))
    way.desk.enter()
    assert way.desk.pilot.sheets.content() is None


def test_the_latest_parcours_is_taken_up_again_with_a_reason(open_way: OpenWay) -> None:
    way = open_way(way=replace(ways.NONE_YET, past=(ways.FORMER,)))
    assert "objectifs atteints" in way.desk.words()
    way.act(2)
    way.desk.write("Revient après un an")
    way.keep()
    assert done(way, ReopenParcours) == [ReopenParcours(ways.FORMER.id, ways.FORMER.clock, "Revient après un an")]


def test_a_parcours_opened_by_mistake_is_withdrawn_only_while_it_is_bare(open_way: OpenWay) -> None:
    way = open_way(way=holding(replace(PARCOURS, items=(), freins=())))
    way.act(4, 5)
    assert done(way, WithdrawParcours) == [WithdrawParcours(PARCOURS.id, PARCOURS.clock)]


def test_whoever_only_reads_is_offered_nothing_and_opens_no_form(open_way: OpenWay) -> None:
    way = open_way(Role.DIGITAL)
    assert not way.panel.act.isVisible()
    way.act()
    way.panel.objectives.lines[0].setFocus()
    way.desk.enter()
    assert way.desk.pilot.sheets.content() is None
