"""« Ateliers » by keys: ticking, adding, counting people without a name, closing, and what nobody may see."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Role
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.gestures import Enrol, MarkAttendance, SetSession
from ceis_desk.agenda.week import Attendance, RollLine
from ceis_desk.agenda.workshop_papers import AttendancePaper
from ceis_desk.agenda.workshop_requests import CloseSession, CountUnnamed, ReadSessions, ReadWorkshop, ReopenSession
from ceis_desk.agenda.workshops import Axis, SessionKind, Tally, UnnamedCode, UnnamedCount, WrongSum
from ceis_desk.core.store import Change, Subject
from ceis_desk.platforms.digital.coop import Theme as CoopTheme
from ceis_desk.platforms.employment.papers import CertificatePaper
from ceis_desk.platforms.employment.questions import Attended, AttendedSessions
from ceis_desk.platforms.health.model import Theme
from ceis_desk.platforms.health.themes import SETTING, written
from ceis_desk.statistics.collective import ReadMix, SessionMix
from ceis_desk.statistics.model import AgeBand, Qpv
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.workshops.figures_sheet import FiguresSheet
from ceis_desk.ui.workshops.forms import WorkshopForm
from ceis_desk.ui.workshops.page import WorkshopsPage
from ceis_desk.ui.workshops.papers import NO_PRESENCE
from ceis_desk.ui.workshops.roster import NOT_BEGUN
from ceis_desk.ui.workshops.rows import enrolled_words
from tests.ui.people import files as people
from tests.ui.workshops import files
from tests.ui.workshops.conftest import CONTROL, Desk, MakeDesk

KEYS = Qt.Key
FAULT = "Il manque 1 personne dans les âges. Tout est gardé, complétez avant de clore."


def open_sheet(desk: Desk, qtbot: QtBot, kind: type) -> object:
    sheets = desk.pilot._sheets._sheets
    qtbot.waitUntil(lambda: isinstance(sheets.content(), kind))
    return sheets.content()


def test_the_cursor_starts_on_the_first_person_to_tick_of_the_session_under_way(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.cursor() is desk.page.roster.people
    assert desk.page.roster.people.current() == str(files.PUECH.person_id)
    assert desk.page.roster.name.text() == "Mes démarches"
    assert desk.page.roster.moment.text() == "en cours"


def test_the_week_says_each_session_with_its_places(make_desk: MakeDesk) -> None:
    assert make_desk().week() == [
        "lundi 17",
        "14:00, Premiers clics, 4 sur 4, close",
        "mardi 18  aujourd’hui",
        "9:00, Mes démarches, 3 sur 4",
        "16:00, Marche douce, complet, 2 en attente",
        "mercredi 19",
        "10:00, Café des familles, sans inscription",
    ]


def test_more_people_on_a_roll_than_places_are_said_in_their_number() -> None:
    session = replace(files.session("Atelier", 18, 9, tally=Tally(present=1, excused=1)), places=1)
    assert enrolled_words(session) == "2 inscrits pour 1 place"
    assert enrolled_words(replace(session, places=2)) == "2 inscrits sur 2"


def test_the_roll_says_where_each_person_stands_and_when_the_counter_saw_her(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.people() == [
        "1, Mme AMRANI Fatiha, présente",
        "2, Mme CASTEL Rose, arrivée à 9:24, présente",
        "3, M. FERRER Alain, excusé",
        "4, M. PUECH Simon, à pointer, Espace",
    ]
    assert desk.page.roster.counted.text() == "4 inscrits sur 4"
    assert desk.page.roster.marks.text() == "2 présents, 1 excusé, 1 à pointer"
    assert desk.page.closing.total.text() == "2 pointés + 3 sans nom"


def test_one_key_marks_the_person_under_the_cursor(make_desk: MakeDesk) -> None:
    desk = make_desk()
    for key, text in ((KEYS.Key_Space, " "), (KEYS.Key_E, "e"), (KEYS.Key_A, "a")):
        desk.page.roster.people.go_to(str(files.PUECH.person_id))
        desk.key(key, text)
    desk.page.roster.people.go_to(str(files.CASTEL.person_id))
    desk.key(KEYS.Key_Delete)
    session = files.PROCEDURES.id
    assert desk.done(MarkAttendance) == [
        MarkAttendance(session, files.PUECH.person_id, Attendance.PRESENT, 9),
        MarkAttendance(session, files.PUECH.person_id, Attendance.EXCUSED, 9),
        MarkAttendance(session, files.PUECH.person_id, Attendance.ABSENT, 9),
        MarkAttendance(session, files.CASTEL.person_id, Attendance.ENROLLED, 9),
    ]


def test_who_is_present_already_is_not_marked_again_and_the_cursor_goes_on(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.page.roster.people.go_to(str(files.AMRANI.person_id))
    desk.key(KEYS.Key_Space, " ")
    assert desk.done(MarkAttendance) == []
    assert desk.page.roster.people.current() == str(files.CASTEL.person_id)


def test_f2_adds_the_person_found(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    desk.key(KEYS.Key_F2)
    assert desk.cursor() is desk.page.roster.picker.field
    desk.write("bena")
    qtbot.waitUntil(desk.page.roster.picker.rows.isVisible)
    desk.key(KEYS.Key_Return, "\r")
    assert desk.done(Enrol) == [Enrol(files.PROCEDURES.id, people.HITS[0].id)]
    assert not desk.page.roster.picker.isVisible()
    assert desk.page.roster.people.isVisible()


def test_the_buttons_under_the_roll_do_not_move_when_the_search_opens(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    roster = desk.page.roster
    before = roster.adder.mapTo(roster, roster.adder.rect().topLeft())
    desk.key(KEYS.Key_F2)
    qtbot.waitUntil(roster.picker.isVisible)
    roster.body.activate()
    assert roster.adder.mapTo(roster, roster.adder.rect().topLeft()) == before


def test_escape_leaves_the_search_for_the_roll(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.key(KEYS.Key_F2)
    desk.key(KEYS.Key_Escape)
    assert desk.cursor() is desk.page.roster.people


def test_where_anybody_may_come_whoever_is_added_is_there(make_desk: MakeDesk, qtbot: QtBot) -> None:
    today = replace(files.COFFEE, starts_at=files.NOW)
    desk = make_desk(
        answers={ReadSessions: (today,), ReadWorkshop: replace(files.EMPTY_ROLL, session=today)},
    )
    desk.key(KEYS.Key_F2)
    desk.write("bena")
    qtbot.waitUntil(desk.page.roster.picker.rows.isVisible)
    desk.key(KEYS.Key_Return, "\r")
    assert desk.done(MarkAttendance) == [MarkAttendance(today.id, people.HITS[0].id, Attendance.PRESENT)]
    assert not desk.page.waiting.isVisible()


def test_a_place_freed_is_offered_to_who_waits_longest_and_given_by_a_key(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.page.waiting.freed.text() == "M. FERRER a prévenu\u00a0: une place est libre."
    assert desk.done(MarkAttendance) == []
    desk.page.waiting.people.setFocus()
    desk.key(KEYS.Key_Space, " ")
    assert desk.done(MarkAttendance) == [
        MarkAttendance(files.PROCEDURES.id, files.SANCHEZ.person_id, Attendance.ENROLLED, 9)
    ]


def test_whoever_waits_no_more_leaves_the_list_and_whoever_enrolled_by_mistake_the_roll(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.key(KEYS.Key_X, "x")
    desk.page.waiting.people.setFocus()
    desk.key(KEYS.Key_Delete, "\x7f")
    assert desk.done(MarkAttendance) == [
        MarkAttendance(files.PROCEDURES.id, files.PUECH.person_id, Attendance.WITHDRAWN, 9),
        MarkAttendance(files.PROCEDURES.id, files.SANCHEZ.person_id, Attendance.WITHDRAWN, 9),
    ]


def test_closing_with_a_wrong_sum_goes_to_the_field_at_fault_and_says_why(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    fault = desk.page.counts.parts[Axis.AGE].fields[UnnamedCode.FROM_60]
    assert desk.cursor() is fault
    assert fault.property("state") == "error"
    assert desk.page.counts.words.text() == FAULT
    assert desk.done(CloseSession) == []


def test_sums_follow_each_key_and_the_counts_are_kept_before_the_closing(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    desk.cursor().selectAll()  # type: ignore[attr-defined]  # the field at fault
    desk.write("2")
    assert not desk.page.counts.wrong.isVisible()
    assert desk.done(CountUnnamed) == []
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    kept = CountUnnamed(files.PROCEDURES.id, None, (UnnamedCount(Axis.AGE, UnnamedCode.FROM_60, 2),))
    assert desk.store.done[-2:] == [kept, CloseSession(files.PROCEDURES.id)]


def test_what_is_counted_is_kept_shortly_after_the_last_key_and_when_the_store_goes(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    desk = make_desk()
    desk.page.counts.extra.setFocus()
    desk.page.counts.extra.selectAll()
    desk.write("4")
    qtbot.waitUntil(lambda: desk.done(CountUnnamed) == [CountUnnamed(files.PROCEDURES.id, 4)])
    desk.page.counts.extra.selectAll()
    desk.write("5")
    desk.link.leaving.emit()
    assert desk.done(CountUnnamed)[-1] == CountUnnamed(files.PROCEDURES.id, 5)


def test_what_is_being_typed_is_not_overwritten_by_what_comes_from_the_store(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.page.counts.extra.setFocus()
    desk.page.counts.extra.selectAll()
    desk.write("7")
    desk.store.tell(Change(frozenset({Subject("session")})))
    QApplication.processEvents()
    assert desk.page.counts.extra.text() == "7"


def test_the_store_s_own_refusal_goes_to_its_field_too(make_desk: MakeDesk) -> None:
    good = {**files.COUNTS, (Axis.AGE, UnnamedCode.FROM_70): 1}
    desk = make_desk(
        answers={ReadWorkshop: replace(files.ROLL, counts=good), CloseSession: WrongSum("Il manque…", Axis.STATUS)}
    )
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    assert desk.cursor() in desk.page.counts.parts[Axis.STATUS].fields.values()
    assert desk.refused == []


def test_a_closed_session_is_opened_again_by_the_same_key(make_desk: MakeDesk) -> None:
    closed = replace(files.PROCEDURES, closed_at=files.NOW)
    desk = make_desk(answers={ReadSessions: (closed,), ReadWorkshop: replace(files.ROLL, session=closed)})
    assert desk.page.roster.closer.text() == "Rouvrir la séance"
    assert desk.page.counts.extra.isReadOnly()
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    assert desk.done(ReopenSession) == [ReopenSession(closed.id)]


def test_a_session_to_come_cannot_be_closed_and_its_button_says_why(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ReadSessions: (files.WALK,)})
    closer = desk.page.roster.closer
    assert not closer.isEnabled()
    assert closer.toolTip() == closer.accessibleDescription() == NOT_BEGUN
    begun = make_desk().page.roster.closer
    assert begun.isEnabled()
    assert begun.toolTip() == ""
    assert begun.accessibleDescription() == "Ctrl Entrée"


def test_the_arrows_of_the_week_choose_a_session(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.page.week.sessions.setFocus()
    desk.key(KEYS.Key_Down)
    assert desk.page.roster.name.text() == "Marche douce"
    assert desk.page.roster.nobody.isVisible()
    assert not desk.page.roster.people.isVisible()


def test_page_down_shows_the_next_week_and_says_that_it_is_empty(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.key(KEYS.Key_PageDown)
    assert desk.page.head.dates.text() == "24 au 28 juin 2019"
    assert desk.page.week.nothing.sentence.text() == "Aucun atelier cette semaine."
    assert not desk.page.roster.isVisible()
    desk.page.head.today.click()
    assert desk.page.roster.name.text() == "Mes démarches"


def test_a_session_asked_for_is_shown_though_another_one_of_its_week_was(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.open_on((files.COFFEE.starts_at.date(), files.COFFEE.id))
    assert desk.page.roster.name.text() == "Café des familles"
    assert desk.page.week.sessions.current() == str(files.COFFEE.id)


def test_a_session_just_made_is_shown_with_the_cursor(make_desk: MakeDesk, qtbot: QtBot) -> None:
    made = Change(frozenset({Subject("session", files.COFFEE.id)}), made=(files.COFFEE.id,))
    desk = make_desk(answers={SetSession: made})
    form = open_new(desk, qtbot)
    form.name.setText("Café des familles")
    form.when.setText("19/06/2019 10:00")
    form.submit()
    assert desk.page.roster.name.text() == "Café des familles"
    assert desk.cursor() is desk.page.week.sessions


def test_a_new_session_says_what_it_is_and_comes_back_every_week(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    desk.key(KEYS.Key_N, "", CONTROL)
    form = open_sheet(desk, qtbot, WorkshopForm)
    assert isinstance(form, WorkshopForm)
    desk.write("Portes ouvertes")
    form.platform.set_value("digital")
    form.when.setText("20/06/2019 14:00")
    form.kind.set_value(SessionKind.ANIMATION.value)
    form.enrolling.set_value("free")
    form.again.set_value("1")
    form.count.spin.setValue(3)
    form.submit()
    (made,) = desk.done(SetSession)
    assert isinstance(made, SetSession)
    assert (made.title, made.platform, made.kind, made.enrolling, made.every, made.times) == (
        *("Portes ouvertes", "digital", SessionKind.ANIMATION, False, 1, 3),
    )


def open_new(desk: Desk, qtbot: QtBot) -> WorkshopForm:
    desk.key(KEYS.Key_N, "", CONTROL)
    form = open_sheet(desk, qtbot, WorkshopForm)
    assert isinstance(form, WorkshopForm)
    form.name.setText("Bien dormir")
    form.when.setText("20/06/2019 14:00")
    return form


def test_the_themes_of_a_session_are_those_of_its_platform(make_desk: MakeDesk, qtbot: QtBot) -> None:
    own = [Theme("screening", "Dépistage", closed=True), Theme("garden", "Jardin des sens")]
    form = open_new(make_desk(answers={Settings: {SETTING: written(own)}}), qtbot)
    themes = {}
    for platform in ("digital", "health", "reception"):
        form.platform.set_value(platform)
        themes[platform] = [form.theme.itemText(at) for at in range(form.theme.count())]
        assert form.theme.isVisible() is (platform != "reception")
    assert themes["digital"] == ["Non précisé", *(one.label for one in CoopTheme)]
    assert {"Sommeil", "Jardin des sens"} < set(themes["health"])
    assert "Dépistage" not in themes["health"]


def test_the_theme_chosen_is_kept_with_the_session(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    form = open_new(desk, qtbot)
    form.platform.set_value("health")
    form.theme.set_value("sleep")
    form.submit()
    (made,) = desk.done(SetSession)
    assert isinstance(made, SetSession)
    assert made.theme == "sleep"


def test_a_session_that_changes_platform_leaves_its_theme_behind(make_desk: MakeDesk, qtbot: QtBot) -> None:
    walk = replace(files.WALK, theme="activity")
    desk = make_desk(answers={ReadSessions: (walk,), ReadWorkshop: replace(files.EMPTY_ROLL, session=walk)})
    desk.page.roster.edit_asked.emit()
    form = open_sheet(desk, qtbot, WorkshopForm)
    assert isinstance(form, WorkshopForm)
    assert form.theme.currentText() == "Activité physique"
    form.submit()
    form.platform.set_value("reception")
    form.submit()
    themes = [one.theme for one in desk.done(SetSession) if isinstance(one, SetSession)]
    assert themes == ["activity", ""]


def test_the_sheet_to_sign_is_that_of_the_chosen_session(make_desk: MakeDesk) -> None:
    desk = make_desk()
    (paper,) = desk.paper()
    assert isinstance(paper, AttendancePaper)
    assert (paper.roll.session.title, paper.platform_label, paper.whole_names) == ("Mes démarches", "Numérique", True)
    desk.discreet.set_on(True)
    (paper,) = desk.paper()
    assert isinstance(paper, AttendancePaper)
    assert not paper.whole_names


def attest(desk: Desk, person: RollLine) -> list[CertificatePaper]:
    """What F8 gives on somebody of the roll."""
    given: list[CertificatePaper] = []
    desk.pilot.print_asked.connect(given.append)
    desk.page.roster.people.go_to(str(person.person_id))
    desk.key(KEYS.Key_F8)
    return given


def test_a_person_of_a_series_has_her_certificate_for_the_sessions_where_she_was(make_desk: MakeDesk) -> None:
    series = replace(files.PROCEDURES, series_id=files.ident("series"))
    there = (Attended(files.MONDAY, 120), Attended(files.NOW.date(), 90))
    answers = {ReadSessions: (series,), ReadWorkshop: replace(files.ROLL, session=series), AttendedSessions: there}
    desk = make_desk(answers=answers)
    (paper,) = attest(desk, files.CASTEL)
    asked = AttendedSessions(files.CASTEL.person_id, None, series.series_id)
    assert [one for one in desk.store.asked if isinstance(one, AttendedSessions)] == [asked]
    assert (paper.person.used_name, paper.title, paper.sessions) == ("Castel", "Mes démarches", there)
    assert (paper.service, paper.signer) == ("Numérique", "Marc Vidal")


def test_a_session_alone_is_attested_alone_and_an_absence_is_not(make_desk: MakeDesk) -> None:
    desk = make_desk()
    (paper,) = attest(desk, files.AMRANI)
    assert paper.sessions == (Attended(files.NOW.date(), 120),)
    assert attest(desk, files.FERRER) == []
    assert desk.refused == [NO_PRESENCE]


def test_a_count_without_the_cursor_does_not_look_chosen(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    field = desk.page.counts.extra
    field.setFocus()
    desk.page.roster.people.setFocus()
    QApplication.processEvents()
    assert not field.hasSelectedText()
    field.setFocus()
    qtbot.waitUntil(field.hasSelectedText)
    desk.page.roster.people.setFocus()
    assert not field.hasSelectedText()


def test_two_places_freed_are_said_of_nobody(make_desk: MakeDesk) -> None:
    tally = replace(files.PROCEDURES.tally, enrolled=0, absent=1)
    roll = replace(files.ROLL, session=replace(files.PROCEDURES, tally=tally))
    desk = make_desk(answers={ReadWorkshop: roll})
    assert desk.page.waiting.freed.text() == "2 places sont libres."


def test_what_the_keys_reach_is_in_sight_when_the_text_is_large(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    desk.page._theme.set_scale(150)
    qtbot.waitUntil(lambda: desk.page._scroll.verticalScrollBar().maximum() > desk.page.height() // 2)
    for part in (desk.page.waiting.people, desk.page.week.sessions, desk.page.roster.people):
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        qtbot.waitUntil(lambda part=part: cursor_in_sight(desk.page, part))  # type: ignore[misc]  # mypy and defaults


def cursor_in_sight(page: WorkshopsPage, rows: RowList) -> bool:
    box = rows.visualRect(rows.currentIndex())
    top, bottom = (rows.viewport().mapTo(page, point).y() for point in (box.topLeft(), box.bottomLeft()))
    return page.rect().top() <= top <= bottom <= page.rect().bottom()


def test_the_discreet_screen_shows_neither_a_name_nor_a_platform(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.discreet.set_on(True)
    said = "\n".join([*desk.people(), desk.page.waiting.freed.text()])
    for name in ("AMRANI", "Castel", "FERRER", "PUECH"):
        assert name not in said
    assert "F••• A. a prévenu" in said
    rows = desk.page.week.sessions.rows._rows
    assert {look.icon for _ident, look in rows if not look.heading} == {"users-group"}


def test_the_direction_reads_numbers_marks_nobody_and_prints_no_name(make_desk: MakeDesk) -> None:
    nameless = replace(files.ROLL, people=(), waiting=())
    desk = make_desk(Role.DIRECTOR, {ReadWorkshop: nameless})
    assert "Les noms sont à l’accueil" in desk.page.roster.nobody.text()
    assert desk.page.roster.marks.text() == "2 présents, 1 excusé, 1 à pointer"
    assert not desk.page.roster.closer.isVisible()
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    desk.key(KEYS.Key_F2)
    assert desk.store.done == []
    assert desk.paper() == []


def test_who_was_there_together_shows_once_nothing_is_missing(make_desk: MakeDesk) -> None:
    ages = dict.fromkeys(AgeBand, 0) | {AgeBand.FROM_40: 5}
    mix = SessionMix(5, {Qpv.YES: 3, Qpv.NO: 2, Qpv.UNKNOWN: 0}, ages)
    good = {**files.COUNTS, (Axis.AGE, UnnamedCode.FROM_70): 1}
    assert not make_desk(answers={ReadMix: mix}).page.closing.mix.isVisible()
    desk = make_desk(answers={ReadMix: mix, ReadWorkshop: replace(files.ROLL, counts=good)})
    assert desk.page.closing.mix.text() == "Quartiers prioritaires 3, ailleurs 2 · 40 à 59 ans 5"


def test_the_figures_of_the_month_are_a_sheet(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    desk.page.head.figures.click()
    sheet = open_sheet(desk, qtbot, FiguresSheet)
    assert isinstance(sheet, FiguresSheet)
    figures = [label.text() for label in sheet.figures]
    assert figures == [
        *("4", "92, de 80 personnes", "3", "9 sur 10", "9", "18", "3, dont 1 de retour"),
    ]


def test_f6_visits_the_cards_in_the_order_of_reading(make_desk: MakeDesk) -> None:
    page = make_desk().page
    assert page.areas() == (page.head, page.week, page.roster, page.waiting, page.counts)


def test_where_the_columns_stand_below_one_another_the_page_goes_to_the_person_to_tick(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    desk = make_desk()
    desk.page.resize(760, 420)
    qtbot.waitUntil(lambda: desk.page.roster.y() > desk.page.week.y())
    desk.page.start()
    people = desk.page.roster.people

    def seen() -> bool:
        spot = people.viewport().mapTo(desk.page, people.visualRect(people.currentIndex()).center())
        return 0 <= spot.y() <= desk.page.height()

    qtbot.waitUntil(seen)


def test_a_session_in_which_a_project_is_tried_says_so(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ReadWorkshop: replace(files.ROLL, projects=("Papiers Clairs",))})
    assert "test du projet «\u00a0Papiers Clairs\u00a0»" in desk.page.roster.about.text()
