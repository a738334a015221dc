"""The whole person: her own words, how she sees herself, what was shared of her."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.parcours.own_words import Aspect, OwnWords, ReadOwnWords, Visibility, WithdrawOwnWords, WriteOwnWords
from ceis_desk.parcours.self_assessment import (
    DEFAULT_SCALE,
    Answer,
    AssessmentMoment,
    ReadOwnScale,
    ReadSelfAssessments,
    RecordSelfAssessment,
    ScaleForm,
    SelfAssessment,
    asked_again,
)
from ceis_desk.parcours.sharing import ReadShares, RecordShare, Share, WithdrawShare
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox, ComboBox
from ceis_desk.ui.parcours.assessment_sheet import AssessmentSheet
from ceis_desk.ui.parcours.whole_part import NO_SHARE, NO_WORDS
from tests.ui.parcours.conftest import OpenWay, WayDesk
from tests.ui.people import files
from tests.ui.people.files import LEA, SAMIRA, SOFIANE, ident

TODAY = files.NOW.date()
CODES = [one.code for one in DEFAULT_SCALE.statements]
FEARS = OwnWords(
    ident("fears"), 4, SAMIRA, Aspect.FEARS, "CANARI-PIVOINE", dt.date(2019, 5, 6), Visibility.AUTHOR, LEA,
    "Léa Bastide",
)  # fmt: skip


def answered(name: str, moment: AssessmentMoment, day: dt.date, *marks: int | None) -> SelfAssessment:
    answers = tuple(Answer(code, mark) for code, mark in zip(CODES, marks, strict=False))
    return SelfAssessment(ident(name), 3, SAMIRA, day, moment, ScaleForm.FACES, answers, LEA, "Léa Bastide")


ENTRY = answered("entry", AssessmentMoment.ENTRY, dt.date(2019, 2, 4), 0, 1, 2, None)
LATER = answered("later", AssessmentMoment.LATER, dt.date(2019, 6, 4), 2, 1, 1, 3)
SHARE = Share(
    ident("share"), 5, SAMIRA, dt.datetime(2019, 6, 3, 10), "Mission locale", "Suite de l’orientation",
    ("coordonnées", "dates de suivi"), informed=True, author_id=SOFIANE, author_name="Sofiane Roux",
)  # fmt: skip


def whole(open_way: OpenWay, *roles: Role, answers: dict[type, object] | None = None) -> WayDesk:
    way = open_way(*roles)
    way.desk.store.answers |= answers or {}
    way.desk.pilot.open_record(SAMIRA)
    return way


def press_button(way: WayDesk, words: str) -> None:
    button = next(one for one in way.panel.whole.findChildren(Button) if one.text() == words)
    button.setFocus()
    way.desk.enter()


def sheet_of(way: WayDesk) -> AssessmentSheet:
    sheet = way.desk.pilot.sheets.content()
    assert isinstance(sheet, AssessmentSheet)
    return sheet


def digits(way: WayDesk, *marks: int) -> None:
    for mark in marks:
        way.desk.key(Qt.Key(Qt.Key.Key_0 + mark), text=str(mark))


def test_nothing_is_said_before_it_is_read_then_each_card_says_that_it_is_empty(open_way: OpenWay) -> None:
    way = whole(open_way)
    assert NO_WORDS in way.desk.words()
    way.panel.clear()
    assert NO_SHARE not in way.desk.words()


def test_her_words_are_written_with_who_may_read_them(open_way: OpenWay) -> None:
    way = whole(open_way)
    press_button(way, "Noter ses mots")
    box = way.field("visibility")
    assert isinstance(box, ComboBox)
    assert [box.itemText(at) for at in range(box.count())] == [
        "tous les professionnels", "l’équipe sociale", "moi seul·e",
    ]  # fmt: skip
    box.set_value(Visibility.SOCIAL.value)
    way.field("text").setFocus()
    way.desk.write("Je sais écouter")
    way.keep()
    assert way.desk.store.gestures(WriteOwnWords) == [
        WriteOwnWords(SAMIRA, Aspect.STRENGTHS, "Je sais écouter", TODAY, Visibility.SOCIAL)
    ]


def test_words_for_their_author_alone_take_the_place_of_the_former_ones(open_way: OpenWay) -> None:
    way = whole(open_way, answers={ReadOwnWords: (FEARS,)})
    assert "lu par vous seul·e" in way.desk.words()
    rows = way.panel.whole.words.rows
    rows.setFocus()
    way.desk.enter()
    way.keep()
    (gesture,) = way.desk.store.gestures(WriteOwnWords)
    assert (gesture.replaces, gesture.clock, gesture.visibility) == (FEARS.id, FEARS.clock, Visibility.AUTHOR)
    way.desk.enter()
    way.form.aside.click()
    assert way.desk.store.gestures(WithdrawOwnWords) == [WithdrawOwnWords(FEARS.id, FEARS.clock)]


def test_a_discreet_screen_hides_her_words_her_marks_and_whom_they_were_shared_with(open_way: OpenWay) -> None:
    way = whole(open_way, answers={ReadOwnWords: (FEARS,), ReadSelfAssessments: (ENTRY, LATER), ReadShares: (SHARE,)})
    assert "CANARI-PIVOINE" in way.desk.words()
    way.desk.discreet.set_on(True)
    read = way.desk.words()
    assert [word for word in ("CANARI", "confiance", "Mission locale\n", "coordonnées") if word in read] == []


def test_a_digit_chooses_a_face_and_goes_on_and_suppr_skips(open_way: OpenWay) -> None:
    way = whole(open_way)
    press_button(way, "Faire répondre")
    sheet = sheet_of(way)
    assert way.desk.cursor() is sheet.rows[0].skip
    digits(way, 3, 1)
    way.desk.key(Qt.Key.Key_Delete)
    digits(way, 4)
    assert [row.value() for row in sheet.rows[:5]] == [2, 0, None, 3, None]
    way.keep()
    (gesture,) = way.desk.store.gestures(RecordSelfAssessment)
    assert (gesture.moment, gesture.form, gesture.day) == (AssessmentMoment.ENTRY, ScaleForm.FACES, TODAY)
    assert [answer.value for answer in gesture.answers] == [2, 0, None, 3, None, None, None, None]


def test_the_arrows_choose_too_and_a_digit_that_is_no_face_does_nothing(open_way: OpenWay) -> None:
    way = whole(open_way)
    press_button(way, "Faire répondre")
    row = sheet_of(way).rows[0]
    way.desk.key(Qt.Key.Key_Left)
    assert row.value() == 3
    assert way.desk.cursor() is row.marks[3]
    digits(way, 7)
    assert row.value() == 3


def test_on_a_scale_of_numbers_the_digits_are_the_marks(open_way: OpenWay) -> None:
    way = whole(open_way, answers={ReadOwnScale: replace(DEFAULT_SCALE, form=ScaleForm.NUMBERS)})
    press_button(way, "Faire répondre")
    sheet = sheet_of(way)
    digits(way, 0, 9)
    assert [row.value() for row in sheet.rows[:2]] == [0, 9]


def test_refused_answers_stay_on_the_sheet(open_way: OpenWay) -> None:
    way = whole(open_way, answers={RecordSelfAssessment: Refusal("Aucune réponse n’est donnée.")})
    press_button(way, "Faire répondre")
    way.keep()
    assert sheet_of(way).refused.text() == "Aucune réponse n’est donnée."


def test_a_day_that_is_none_is_said_beside_it(open_way: OpenWay) -> None:
    way = whole(open_way)
    press_button(way, "Faire répondre")
    sheet = sheet_of(way)
    sheet.day.setText("31/02")
    way.keep()
    assert way.desk.cursor() is sheet.day
    assert way.desk.store.gestures(RecordSelfAssessment) == []


def test_what_was_answered_is_shown_with_how_it_moved_and_may_be_corrected(open_way: OpenWay) -> None:
    way = whole(open_way, answers={ReadSelfAssessments: (ENTRY, LATER)})
    words = way.desk.words()
    assert "De la première à la dernière fois\u00a0: mieux\u00a0: 1, pareil\u00a0: 1, moins bien\u00a0: 1." in words
    assert "J’ai confiance en moi\u00a0: plutôt oui" in words
    rows = way.panel.whole.scale.rows
    rows.setFocus()
    way.desk.enter()
    sheet = sheet_of(way)
    assert [row.value() for row in sheet.rows[:4]] == [2, 1, 1, 3]
    way.keep()
    (gesture,) = way.desk.store.gestures(RecordSelfAssessment)
    assert (gesture.assessment_id, gesture.clock, gesture.day) == (LATER.id, LATER.clock, LATER.day)


@pytest.mark.parametrize("informed", [True, False])
def test_a_share_says_to_whom_why_what_and_that_she_was_told(open_way: OpenWay, *, informed: bool) -> None:
    way = whole(open_way)
    press_button(way, "Noter un partage")
    way.desk.write("Mission locale")
    way.field("purpose").setFocus()
    way.desk.write("Orientation")
    for code in ("contact", "goals"):
        box = way.field(code)
        assert isinstance(box, CheckBox)
        box.setChecked(True)
    told = way.field("informed")
    assert isinstance(told, CheckBox)
    assert not told.isChecked()  # it is said by whoever told her, never assumed
    told.setChecked(informed)
    if not informed:
        way.field("why_not").setFocus()
        way.desk.write("Urgence")
    way.keep()
    expected = RecordShare(
        SAMIRA, "Mission locale", "Orientation", ("coordonnées", "objectifs et étapes"), informed,
        "" if informed else "Urgence",
    )  # fmt: skip
    assert way.desk.store.gestures(RecordShare) == [expected]


def test_a_share_is_taken_back_by_its_author_alone(open_way: OpenWay) -> None:
    for author, count in ((SOFIANE, 1), (LEA, 0)):
        way = whole(open_way, answers={ReadShares: (replace(SHARE, author_id=author),)})
        way.panel.whole.shares.rows.setFocus()
        way.desk.enter()
        digits(way, 2)
        assert len(way.desk.store.gestures(WithdrawShare)) == count


def test_whoever_only_reads_the_situation_may_share_and_writes_nothing_else(open_way: OpenWay) -> None:
    way = whole(open_way, Role.HEALTH)
    offered = {one.text() for one in way.panel.whole.findChildren(Button)}
    assert offered == {"Noter un partage"}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (dt.date(2019, 5, 13), "À proposer de nouveau entre le 13 août et le 13 novembre."),
        (dt.date(2019, 2, 4), "À proposer de nouveau, avant le 4 août."),
        (dt.date(2018, 11, 30), "À proposer de nouveau, depuis le 30 mai."),
    ],
)
def test_after_an_entry_the_scale_is_to_be_proposed_again_within_three_to_six_months(
    open_way: OpenWay, entry: dt.date, said: str
) -> None:
    way = whole(open_way, answers={ReadSelfAssessments: (replace(ENTRY, day=entry),)})
    assert way.panel.whole.change.text() == said
    assert way.panel.whole.change.isVisibleTo(way.panel.whole)


def test_whoever_answered_again_is_not_asked_before_another_entry() -> None:
    assert asked_again([LATER, ENTRY]) is None
    assert asked_again([]) is None
    back = replace(ENTRY, day=dt.date(2019, 8, 31))
    assert asked_again([ENTRY, LATER, back]) == (dt.date(2019, 11, 30), dt.date(2020, 2, 29))
