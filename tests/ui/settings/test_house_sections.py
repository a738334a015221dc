from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.core.store import Change, Subject
from ceis_desk.reception.gestures import OrderMotifs, SetAbsence, SetMotif, WriteInstruction
from ceis_desk.ui.reception.board_forms import AbsenceForm
from ceis_desk.ui.settings.district_form import DistrictForm
from ceis_desk.ui.settings.hours import HoursView
from ceis_desk.ui.settings.motif_form import NO_LABEL, MotifForm
from ceis_desk.ui.settings.motif_order import moved
from ceis_desk.ui.settings.motifs import BACKWARDS, MotifsView
from ceis_desk.ui.settings.structure import NO_NAME, StructureView
from tests.typing_help import press, type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.house import House

Open = Callable[..., Bench]


def settings_set(bench: Bench) -> list[tuple[str, object]]:
    return [(one.name, json.loads(one.value)) for one in bench.house.store.gestures(SetSiteSetting)]


def retype(bench: Bench, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(field, text)
    bench.key(Qt.Key.Key_Return)


# Structure


def structure(bench: Bench) -> StructureView:
    view = bench.view("structure")
    assert isinstance(view, StructureView)
    return view


def test_a_name_typed_holds_at_entree_and_only_once(open_settings: Open) -> None:
    bench = open_settings()
    view = structure(bench)
    retype(bench, view.place, "CEIS Mosson")
    bench.page.start()
    assert settings_set(bench) == [("place", "CEIS Mosson")]
    assert not view.place.isModified()


def test_a_structure_without_a_name_is_refused_beside_the_field(open_settings: Open) -> None:
    bench = open_settings()
    view = structure(bench)
    view.structure.clear()
    retype(bench, view.structure, " ")
    assert view.structure_field.message() == NO_NAME
    assert settings_set(bench) == []


def test_the_means_are_declared_together(open_settings: Open) -> None:
    bench = open_settings()
    retype(bench, structure(bench).full_time, "12")
    assert settings_set(bench) == [
        ("means", {"full_time_hundredths": 1200, "investment_cents": 1_080_000, "running_cents": 60_000_000})
    ]


def test_means_that_are_not_understood_are_said_and_kept(open_settings: Open) -> None:
    bench = open_settings()
    view = structure(bench)
    retype(bench, view.investment, "beaucoup")
    assert view.full_time_field.message()
    assert view.investment.text() == "beaucoup"
    assert settings_set(bench) == []


def test_an_empty_month_of_reference_is_none_at_all(open_settings: Open) -> None:
    bench = open_settings()
    view = structure(bench)
    view.reference.setFocus()
    view.reference.clear()
    bench.key(Qt.Key.Key_Return)
    assert settings_set(bench) == [("report_reference_month", None)]


def test_another_desk_changing_a_setting_shows_here(open_settings: Open) -> None:
    bench = open_settings()
    view = structure(bench)
    bench.house.settings["place"] = json.dumps("CEIS Centre")
    bench.house.store.tell(Change(frozenset({Subject("setting")})))
    assert view.place.text() == "CEIS Centre"


def test_who_only_reads_cannot_type(open_settings: Open) -> None:
    view = structure(open_settings("Claire Fabre"))
    assert view.structure.isReadOnly()
    assert view.full_time.isReadOnly()


# Motifs


def motifs(bench: Bench) -> MotifsView:
    view = bench.view("motifs")
    assert isinstance(view, MotifsView)
    return view


def codes(*ranks: int) -> tuple[str, ...]:
    return tuple(f"motif-{rank}" for rank in ranks)


def test_a_motif_goes_up_and_down_among_the_nine_digits(house: House) -> None:
    assert moved(house.motifs, "motif-2", -1) == codes(2, 1, 3, 4, 5, 6, 7, 8, 9)
    assert moved(house.motifs, "motif-2", 1) == codes(1, 3, 2, 4, 5, 6, 7, 8, 9)


def test_the_first_motif_cannot_go_higher_nor_the_others_lower(house: House) -> None:
    assert moved(house.motifs, "motif-1", -1) is None
    assert moved(house.motifs, "motif-10", 1) is None


def test_the_ninth_gives_its_digit_back_and_the_next_one_takes_it(house: House) -> None:
    assert moved(house.motifs, "motif-9", 1) == codes(*range(1, 9))
    assert moved(house.motifs, "motif-10", -1) == codes(1, 2, 3, 4, 5, 6, 7, 8, 10)


def test_alt_and_an_arrow_change_the_order(open_settings: Open) -> None:
    bench = open_settings()
    view = motifs(bench)
    view.list.setFocus()
    view.list.go_to("motif-3")
    QTest.keyClick(view.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    view.down.click()
    assert [one.codes[:4] for one in bench.house.store.gestures(OrderMotifs)] == [codes(1, 3, 2, 4), codes(1, 2, 4, 3)]


def test_entree_on_a_motif_changes_its_name_and_its_precisions(open_settings: Open) -> None:
    bench = open_settings()
    view = motifs(bench)
    view.list.setFocus()
    view.list.go_to("motif-5")
    bench.key(Qt.Key.Key_Return)
    form = bench.sheet()
    assert isinstance(form, MotifForm)
    form.label.setText("Droits et papiers")
    form.precisions.setPlainText("Dossier CAF\n\n Titre de séjour \nDossier CAF")
    form.icon.buttons["bulb"].click()
    form.label.setFocus()
    bench.key(Qt.Key.Key_Return)
    assert bench.house.store.gestures(SetMotif) == [
        SetMotif("Droits et papiers", "reception", 5, "bulb", ("Dossier CAF", "Titre de séjour"), "motif-5")
    ]
    assert not bench.has_sheet()


def test_a_new_motif_has_no_digit_when_all_are_taken(open_settings: Open) -> None:
    bench = open_settings()
    view = motifs(bench)
    assert view.main is not None
    view.main.click()
    form = bench.sheet()
    assert isinstance(form, MotifForm)
    form.submit()
    assert form.label_field.message() == NO_LABEL
    type_text(form.label, "Écrivain public")
    form.submit()
    assert bench.house.store.gestures(SetMotif) == [SetMotif("Écrivain public", "reception", 0, "heart-handshake")]


def test_a_precision_of_more_than_forty_signs_is_said(open_settings: Open) -> None:
    bench = open_settings()
    motifs(bench).motif_opened.emit("motif-5")
    form = bench.sheet()
    assert isinstance(form, MotifForm)
    form.precisions.setPlainText("x" * 41)
    form.submit()
    assert "40 signes" in form.precisions_field.message()
    assert bench.house.store.done == []


def test_the_buttons_of_a_motif_hold_in_the_width_of_its_sheet(open_settings: Open) -> None:
    bench = open_settings()
    motifs(bench).motif_opened.emit("motif-5")
    form = bench.sheet()
    QApplication.processEvents()
    room = form.parentWidget()
    assert room is not None
    assert form.width() <= room.width()


def test_closing_a_motif_keeps_its_name_and_gives_its_digit_back(open_settings: Open) -> None:
    bench = open_settings()
    motifs(bench).motif_opened.emit("motif-6")
    form = bench.sheet()
    assert isinstance(form, MotifForm)
    form.label.setText("effacé par erreur")
    form.close_motif.click()
    (gesture,) = bench.house.store.gestures(SetMotif)
    assert (gesture.label, gesture.position, gesture.closed) == ("Logement", 0, True)


def test_a_closed_motif_is_listed_apart_and_offered_again_on_the_first_free_digit(open_settings: Open) -> None:
    bench = open_settings()
    house = bench.house
    assert not motifs(bench).closed.isVisible()
    gone, house.motifs = house.motifs[5], tuple(one for one in house.motifs if one.position != 6)
    house.closed_motifs = (replace(gone, position=0),)
    house.store.tell(Change(frozenset({Subject("motif")})))
    view = motifs(bench)
    assert view.closed.rows.idents() == ["motif-6"]
    view.closed.setFocus()
    view.closed.go_to("motif-6")
    press(view.closed, Qt.Key.Key_Return)
    (gesture,) = house.store.gestures(SetMotif)
    assert (gesture.code, gesture.label, gesture.position, gesture.closed) == ("motif-6", "Logement", 6, False)


def test_who_only_reads_is_not_offered_a_closed_motif(open_settings: Open) -> None:
    bench = open_settings("Claire Fabre")
    bench.house.closed_motifs = bench.house.motifs[:1]
    assert not motifs(bench).closed.isVisible()


def test_who_only_reads_moves_and_opens_nothing(open_settings: Open) -> None:
    bench = open_settings("Claire Fabre")
    view = motifs(bench)
    view.list.setFocus()
    view.list.go_to("motif-3")
    QTest.keyClick(view.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(view.list, Qt.Key.Key_Return)
    assert bench.house.store.done == []
    assert not bench.has_sheet()
    assert not view.up.isVisible()


def test_a_threshold_holds_at_once(open_settings: Open) -> None:
    bench = open_settings()
    motifs(bench).red.spin.stepUp()
    assert settings_set(bench) == [("wait_thresholds", {"amber": 10, "red": 21})]


def test_amber_stays_before_red(open_settings: Open) -> None:
    bench = open_settings()
    view = motifs(bench)
    view.amber.spin.setValue(20)
    assert view.red_field.message() == BACKWARDS
    assert settings_set(bench) == []


# Priority districts


def test_districts_in_force_come_first_and_the_others_below(open_settings: Open) -> None:
    view = motifs(open_settings())
    assert view.districts.rows.idents() == ["En vigueur aujourd’hui", "0", "Autres dates", "1"]


def test_suppr_takes_a_district_away(open_settings: Open) -> None:
    bench = open_settings()
    view = motifs(bench)
    view.districts.setFocus()
    view.districts.go_to("1")
    bench.key(Qt.Key.Key_Delete)
    assert settings_set(bench) == [("qpv_list", [{"name": "Mosson", "from": "2015-01-01"}])]


def test_a_district_is_added_with_its_days(open_settings: Open) -> None:
    bench = open_settings()
    motifs(bench).add_district.click()
    form = bench.sheet()
    assert isinstance(form, DistrictForm)
    type_text(form.name, "Près d’Arènes")
    retype(bench, form.last, "01/01/2019")
    assert form.last_field.message().startswith("La fin précède le début.")
    retype(bench, form.first, "01/01/2015")
    ((_, lines),) = settings_set(bench)
    assert {"name": "Près d’Arènes", "from": "2015-01-01", "to": "2019-01-01"} in lines  # type: ignore[operator]  # JSON
    assert not bench.has_sheet()


def test_a_district_changed_takes_the_place_of_the_former(open_settings: Open) -> None:
    bench = open_settings()
    motifs(bench).district_opened.emit("0")
    form = bench.sheet()
    assert isinstance(form, DistrictForm)
    retype(bench, form.last, "31/12/2019")
    ((_, lines),) = settings_set(bench)
    assert len(lines) == 2  # type: ignore[arg-type]  # JSON
    assert {"name": "Mosson", "from": "2015-01-01", "to": "2019-12-31"} in lines  # type: ignore[operator]  # JSON


# Hours, absences, instructions


def opening(bench: Bench) -> HoursView:
    view = bench.view("hours")
    assert isinstance(view, HoursView)
    return view


def test_the_hours_of_a_day_hold_once_both_ends_are_there(open_settings: Open) -> None:
    bench = open_settings()
    view = opening(bench)
    saturday = view.week.fields[5]
    retype(bench, saturday[0], "9h")
    assert view.week._troubles[5].text().startswith("Il manque une heure.")
    retype(bench, saturday[1], "12h30")
    ((name, week),) = settings_set(bench)
    assert name == "opening_hours"
    assert week["5"] == [["09:00", "12:30"]]  # type: ignore[index]  # JSON
    assert week["0"] == [["09:00", "13:00"], ["14:00", "18:00"]]  # type: ignore[index]  # JSON
    assert not view.week._troubles[5].isVisible()


def test_an_opening_in_the_afternoon_alone_stands_in_the_afternoon(open_settings: Open) -> None:
    bench = open_settings()
    view = opening(bench)
    bench.house.settings["opening_hours"] = json.dumps({"3": [["14:00", "18:00"]]})
    bench.house.store.tell(Change(frozenset({Subject("setting")})))
    assert [field.text() for field in view.week.fields[3]] == ["", "", "14:00", "18:00"]


def test_the_reception_takes_an_absence_back(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    view = opening(bench)
    view.absences.setFocus()
    bench.key(Qt.Key.Key_Space)
    (gesture,) = bench.house.store.gestures(SetAbsence)
    assert gesture.withdrawn
    assert gesture.account_id == bench.house.named("Sofiane Roux").id


def test_an_absence_is_noted_for_those_who_still_work_here(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    opening(bench).add_absence_asked.emit()
    form = bench.sheet()
    assert isinstance(form, AbsenceForm)
    assert form.who.findText("Paul Ferrand") < 0
    form.submit()
    (gesture,) = bench.house.store.gestures(SetAbsence)
    assert not gesture.withdrawn
    assert not bench.has_sheet()


def test_an_instruction_is_changed_from_its_line(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    view = opening(bench)
    view.instructions.setFocus()
    bench.key(Qt.Key.Key_Return)
    type_text(bench.focused(), " et l’après-midi")
    bench.key(Qt.Key.Key_Return)
    (gesture,) = bench.house.store.gestures(WriteInstruction)
    assert gesture.text == "La salle 2 est prise toute la matinée et l’après-midi"
    assert gesture.id is not None


def test_the_direction_reads_the_hours_and_is_told_who_keeps_the_absences(open_settings: Open) -> None:
    view = opening(open_settings())
    assert not view.absences.isVisible()
    assert not any(button.isVisible() for button in view._buttons)
