"""The tab « Parcours » of a record, by role and by key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ceis_desk.access.model import Actor, Role
from ceis_desk.core.store import Change, Subject
from ceis_desk.parcours.model import Event
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.partners.questions import ReferralsOf
from ceis_desk.platforms.budget.questions import CasesOf
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import TextArea
from ceis_desk.ui.parcours.event_sheet import EventSheet
from ceis_desk.ui.parcours.lanes_view import LanesView
from ceis_desk.ui.parcours.leading import way_to
from ceis_desk.ui.parcours.months import months_around
from ceis_desk.ui.parcours.page import NO_EVENT, NO_OBJECTIVE, NO_WAY, NOTHING_NEXT
from ceis_desk.ui.parcours.words import key_of
from ceis_desk.ui.partners.referral_sheet import ReferralSheet
from tests.ui.parcours import ways
from tests.ui.parcours.conftest import OpenWay, WayDesk
from tests.ui.people import files
from tests.ui.people.conftest import MakeDesk

EMPTY = {NO_EVENT, NO_OBJECTIVE, NO_WAY, NOTHING_NEXT}


def view(way: WayDesk) -> LanesView:
    return way.panel.lanes.view


def under_cursor(way: WayDesk) -> str:
    return way.desk.cursor().accessibleName()


def stand_on(way: WayDesk, key: str) -> None:
    view(way).go_to(key)


def labels(widget: QWidget) -> set[str]:
    return {one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)}


def test_the_record_opens_on_the_parcours_for_those_who_read_it(open_way: OpenWay) -> None:
    way = open_way(Role.BUDGET)
    tabs = way.desk.pilot.page.record.head.tabs
    assert tabs.code() == "parcours"
    assert way.panel.isVisible()


def test_reception_keeps_its_first_tab_and_never_asks_for_the_parcours(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.RECEPTION)
    desk.pilot.open_record(files.SAMIRA)
    assert desk.pilot.page.record.head.tabs.code() == "record"
    assert desk.pilot.page.record.way is None
    assert not any(isinstance(question, ReadWay) for question in desk.store.asked)
    assert "suivie par" not in desk.words()


def test_the_head_names_who_follows_her(open_way: OpenWay) -> None:
    assert "suivie par Claire Fabre" in open_way().desk.words()


def test_the_page_sums_up_the_lanes_and_says_what_is_done_and_what_comes(open_way: OpenWay) -> None:
    words = open_way().desk.words()
    for said in (
        "5\u00a0mois, 5\u00a0plateformes, 7\u00a0passages",
        "Entretien budget, 45 min",
        "Réservé aux conseillères\u00a0: plan d’apurement accepté par le bailleur",
        "Garde des enfants, levé, 100\u00a0%",
        "Dette de loyer, 3 sur 5, 60\u00a0%",
        "Retour à l’emploi, 1 sur 2, 50\u00a0%",
        "Permis de conduire, à démarrer, 0\u00a0%",
        "dans 3\u00a0min",
        "25 juin, Atelier CV, 14:00, dans 7\u00a0jours",
        "Poussette : proposer la salle du rez-de-chaussée.",
        "Immersion aide à domicile, Mission locale, avant le 1er juillet",
        "en retard",
        "1er juillet, Immersion aide à domicile, à faire, dans 13\u00a0jours",
        "lu par Léa Bastide, Claire Fabre seulement",
        "à l’entrée bloquant (4 février), puis au bilan levé (6 mai)",
        "En cours depuis le 4 février.",
    ):
        assert said in words, said


def test_a_passage_gives_way_to_what_it_was_for_the_same_day(open_way: OpenWay) -> None:
    rows = open_way().panel.latest.rows.rows.idents()
    assert key_of(ways.INTERVIEW) in rows
    assert not any(ident.startswith("visit") and ":20190611:" in ident for ident in rows)


def test_nothing_is_said_to_be_empty_before_the_parcours_is_read(open_way: OpenWay) -> None:
    way = open_way()
    way.panel.clear()
    assert labels(way.panel) & EMPTY == set()


def test_somebody_without_a_parcours_is_offered_one(open_way: OpenWay) -> None:
    way = open_way(way=ways.NONE_YET)
    assert {NO_WAY, NO_OBJECTIVE, NOTHING_NEXT} <= labels(way.panel)
    assert way.panel.act.text() == "Ouvrir un parcours"
    assert not way.panel.decided.isVisible()


def test_left_and_right_go_from_event_to_event_of_a_lane_whatever_the_month(open_way: OpenWay) -> None:
    way = open_way(way=ways.long_way())
    view(way).take_cursor()
    before = view(way).months
    for _ in range(30):
        way.desk.key(Qt.Key.Key_Left)
    assert view(way).months.first < before.first
    assert view(way).spot_of(view(way).current()) is way.desk.cursor()
    way.desk.key(Qt.Key.Key_Home)
    assert "1er juillet 2016" in under_cursor(way)
    way.desk.key(Qt.Key.Key_End)
    assert "26 mars" in under_cursor(way)


def test_up_and_down_go_from_lane_to_lane(open_way: OpenWay) -> None:
    way = open_way()
    stand_on(way, key_of(ways.CASE))
    way.desk.key(Qt.Key.Key_Up)
    way.desk.key(Qt.Key.Key_Up)
    assert way.desk.cursor().accessibleDescription().split(", ")[0] == "Numérique"


def test_tab_stops_once_in_the_lanes(open_way: OpenWay) -> None:
    way = open_way()
    stops = [child for child in view(way).findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1


@pytest.mark.parametrize(("key", "wider"), [(Qt.Key.Key_PageUp, False), (Qt.Key.Key_PageDown, True)])
def test_page_up_and_down_bring_the_months_nearer_or_wider(open_way: OpenWay, key: Qt.Key, *, wider: bool) -> None:
    way = open_way(way=ways.long_way())
    view(way).take_cursor()
    held, before = view(way).current(), view(way).months.count
    way.desk.key(key)
    assert (view(way).months.count > before) is wider
    assert view(way).current() == held
    assert held in view(way).places


def test_the_buttons_of_the_months_are_grey_at_either_end(open_way: OpenWay) -> None:
    way = open_way()
    assert not way.panel.lanes.wider.isEnabled()
    way.panel.lanes.closer.click()
    assert not way.panel.lanes.closer.isEnabled()
    assert way.panel.lanes.wider.isEnabled()


def test_another_person_is_shown_around_today_again(open_way: OpenWay) -> None:
    way = open_way(way=ways.long_way())
    view(way).take_cursor()
    way.desk.key(Qt.Key.Key_Home)
    way.desk.pilot.open_record(files.KARIM)
    assert view(way).months == months_around(files.NOW.date())


def test_the_table_says_the_same_as_the_lanes(open_way: OpenWay) -> None:
    way = open_way()
    way.panel.lanes.switch.click()
    model = way.panel.lanes.table.model()
    lines = [[model.data(model.index(row, column)) for column in range(model.columnCount())]
             for row in range(model.rowCount())]  # fmt: skip
    assert len(lines) == len(ways.EVENTS)
    assert ["du 6 mars au 28 mai", "Emploi", "Unis’Vers, groupe de printemps",
            "A présenté son projet devant 12 personnes", "Marc Vidal", ""] in lines  # fmt: skip
    assert way.desk.cursor() is way.panel.lanes.table
    way.panel.lanes.switch.click()
    assert view(way).has_cursor()


def test_the_table_of_the_lanes_holds_in_the_width_of_the_card(open_way: OpenWay) -> None:
    way = open_way(way=ways.long_way())
    way.desk.pilot.page.window().resize(1160, 700)
    way.panel.lanes.switch.click()
    assert way.panel.lanes.table.horizontalScrollBar().maximum() == 0


def test_entree_opens_the_page_behind_an_event(open_way: OpenWay) -> None:
    way = open_way(Role.BUDGET)
    way.desk.store.answers[CasesOf] = ()
    stand_on(way, key_of(ways.INTERVIEW))
    way.desk.enter()
    stand_on(way, key_of(ways.CASE))
    way.desk.enter()
    assert way.desk.went == [("agenda", (ways.INTERVIEW.at.date(), ways.INTERVIEW.row_id)), ("budget", files.SAMIRA)]
    stand_on(way, key_of(ways.EVENTS[0]))
    way.desk.enter()
    assert way.desk.pilot.page.record.head.tabs.code() == "visits"


@pytest.mark.parametrize(
    ("role", "event", "went"),
    [
        (Role.EMPLOYMENT, ways.GROUP, ("employment-group", ways.GROUP.row_id)),
        (Role.EMPLOYMENT, ways.CONTRACT, ("employment", ways.CONTRACT.at.date())),
        (Role.SOCIAL, ways.WORKSHOP, ("workshops", (ways.WORKSHOP.at.date(), ways.WORKSHOP.row_id))),
        (Role.BUDGET, ways.PROCEDURE, ("digital", None)),
        (Role.HEALTH, ways.PREVENTION, ("health", files.SAMIRA)),
        (Role.DIGITAL, ways.GARDEN, ("projects", ways.GARDEN.row_id)),
    ],
)
def test_entree_leads_to_the_platform_that_keeps_the_event(
    open_way: OpenWay, role: Role, event: Event, went: tuple[str, object]
) -> None:
    way = open_way(role, way=replace(ways.WAY, events=(event,)))
    stand_on(way, key_of(event))
    way.desk.enter()
    assert way.desk.went == [went]


def test_a_referral_opens_over_the_record_with_what_may_be_said_of_it(open_way: OpenWay) -> None:
    way = open_way(Role.SOCIAL, way=replace(ways.WAY, events=(ways.SENT,)))
    way.desk.store.answers[ReferralsOf] = (ways.REFERRAL,)
    stand_on(way, key_of(ways.SENT))
    way.desk.enter()
    sheet = way.desk.pilot.sheets.content()
    assert isinstance(sheet, ReferralSheet)
    assert sheet.card.about.text() == "vers Mission locale, le 03/05/2019 par Marc Vidal"
    assert not sheet.card.record.isVisibleTo(sheet)
    way.desk.key(Qt.Key.Key_F4)
    form = way.desk.pilot.sheets.content()
    assert isinstance(form, FormSheet)
    words = form.controls["words"]
    assert isinstance(words, TextArea)
    assert words.words() == "une immersion"


def test_a_referral_that_is_gone_is_told_by_its_event_alone(open_way: OpenWay) -> None:
    way = open_way(Role.SOCIAL, way=replace(ways.WAY, events=(ways.SENT,)))
    way.desk.store.answers[ReferralsOf] = ()
    stand_on(way, key_of(ways.SENT))
    way.desk.enter()
    assert isinstance(way.desk.pilot.sheets.content(), EventSheet)


def test_a_contract_under_way_leads_to_the_places_of_today_and_one_that_ended_to_its_last_day() -> None:
    actor = Actor(files.LEA, "Léa Bastide", frozenset({Role.SOCIAL}), files.ident("desk"))
    under_way = replace(ways.CONTRACT, at=ways.moment(1, 2), ends=None, planned=False)
    ended = replace(under_way, ends=ways.day(31, 3))
    today = files.NOW.date()
    assert way_to(under_way, files.SAMIRA, actor, today) == ("employment", today)
    assert way_to(ended, files.SAMIRA, actor, today) == ("employment", ways.day(31, 3))


@pytest.mark.parametrize(
    ("role", "event"), [(Role.DIGITAL, ways.GROUP), (Role.SOCIAL, ways.PREVENTION), (Role.HEALTH, ways.CONTRACT)]
)
def test_entree_keeps_to_words_where_the_account_may_not_open_the_page(
    open_way: OpenWay, role: Role, event: Event
) -> None:
    way = open_way(role, way=replace(ways.WAY, events=(event,)))
    stand_on(way, key_of(event))
    way.desk.enter()
    assert isinstance(way.desk.pilot.sheets.content(), EventSheet)
    assert way.desk.went == []


def test_entree_says_an_event_whose_page_others_keep(open_way: OpenWay) -> None:
    way = open_way(Role.SOCIAL)
    stand_on(way, key_of(ways.CASE))
    way.desk.enter()
    assert isinstance(way.desk.pilot.sheets.content(), EventSheet)
    assert way.desk.went == []


def test_entree_on_what_is_still_to_be_done_opens_its_form(open_way: OpenWay) -> None:
    way = open_way()
    rows = way.panel.coming.rows
    rows.setFocus()
    rows.go_to(key_of(ways.TO_DO))
    way.desk.enter()
    assert way.form.asks[0].label == "Ce qui est à faire"


def test_a_change_of_the_parcours_is_read_again_with_the_months_kept(open_way: OpenWay) -> None:
    way = open_way()
    way.panel.lanes.closer.click()
    months = view(way).months
    way.desk.store.answers[ReadWay] = replace(ways.WAY, events=(ways.GROUP,))
    way.desk.store.tell(Change(frozenset({Subject("parcours", ways.PARCOURS.id)})))
    assert set(view(way).places) <= {key_of(ways.GROUP)}
    assert view(way).months == months


def test_the_discreet_screen_hides_every_event_objective_and_frein(open_way: OpenWay) -> None:
    way = open_way()
    way.desk.discreet.set_on(True)
    way.panel.lanes.switch.click()
    read = way.desk.words()
    hidden = ("Entretien", "Unis’Vers", "Dette", "Garde", "Violences", "CANARI", "Budget\u00a0", "apurement", "CV",
              "Poussette", "Prévention", "Immersion")  # fmt: skip
    assert [word for word in hidden if word in read] == []
    assert [lane.label for lane in view(way)._laid.lanes] == ["Événements"]


def test_the_arrows_go_through_the_objectives(open_way: OpenWay) -> None:
    way = open_way()
    lines = way.panel.objectives.lines
    lines[0].setFocus()
    way.desk.key(Qt.Key.Key_Down)
    assert way.desk.cursor() is lines[1]
    way.desk.key(Qt.Key.Key_Up)
    way.desk.key(Qt.Key.Key_Up)
    assert way.desk.cursor() is lines[0]


def test_every_area_of_the_tab_is_visited_by_f6(open_way: OpenWay) -> None:
    way = open_way()
    assert set(way.panel.cards) <= set(way.desk.pilot.areas())


def test_the_page_scrolls_to_what_has_the_cursor(open_way: OpenWay) -> None:
    way = open_way()
    rows = way.panel.freins.rows
    rows.setFocus()
    rows.go_to(str(ways.VIOLENCE.id))
    box = rows.visualRect(rows.currentIndex())
    page = way.desk.pilot.page
    top, bottom = (rows.viewport().mapTo(page, at).y() for at in (box.topLeft(), box.bottomLeft()))
    assert 0 <= top < bottom <= page.height()


@pytest.mark.parametrize(("wide", "said"), [(1080, "Fiche simplifiée"), (1720, "Fiche parcours simplifiée")])
def test_the_head_of_the_lanes_holds_in_one_line_beside_its_buttons(open_way: OpenWay, wide: int, said: str) -> None:
    way = open_way(Role.BUDGET)
    page, card = way.desk.pilot.page, way.panel.lanes
    page.resize(wide, 712)
    way.desk.words()
    words = card.said
    assert words.heightForWidth(words.width()) < 2 * words.fontMetrics().height()
    assert said in {button.text() for button in card.findChildren(Button)}
    assert "Fiche parcours simplifiée" in {button.accessibleName() for button in card.findChildren(Button)}
