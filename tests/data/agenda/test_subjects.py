"""What an appointment is about is read by those who receive it, and by nobody else."""

from __future__ import annotations

import pytest

from ceis_desk.agenda.gestures import SetSubject
from ceis_desk.agenda.week import EntryKind
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from tests.data.agenda.office import Office, at

SECRET = "Plan d’apurement avec la banque"


def about(office: Office, row_id: Id, login: str) -> tuple[str, str]:
    entry = office.entry(row_id, login)
    return entry.kind_code, entry.subject


def test_the_counsellors_read_the_subject_of_a_budget_appointment_and_the_others_do_not(office: Office) -> None:
    made = office.book(office.person(), at(10), login="claire", kind_code="follow_up", subject=SECRET).made[0]
    assert {about(office, made, login) for login in ("claire", "nadia")} == {("follow_up", SECRET)}
    for login in ("sofiane", "marc", "helene"):
        assert SECRET not in repr(office.week(login))
        assert about(office, made, login) == ("", "")


def test_what_the_reception_writes_of_a_subject_is_not_kept(office: Office) -> None:
    made = office.book(office.person(), at(10), login="sofiane", kind_code="follow_up", subject=SECRET).made[0]
    assert about(office, made, "claire") == ("", "")
    with pytest.raises(Denied):
        office.do(SetSubject(made, "follow_up", SECRET), "sofiane")


def test_the_subject_of_another_platform_is_its_author_s_alone(office: Office) -> None:
    more = {"platform": "digital", "kind_code": "first", "subject": SECRET}
    made = office.book(office.person(), at(10), "marc", "marc", **more).made[0]
    assert about(office, made, "marc") == ("first", SECRET)
    assert {about(office, made, login) for login in ("claire", "sofiane", "helene")} == {("", "")}
    with pytest.raises(Denied, match="personne qui le reçoit"):
        office.do(SetSubject(made, "", "autre chose"), "claire")
    assert about(office, made, "marc") == ("first", SECRET)


def test_a_subject_written_for_a_colleague_of_another_platform_is_not_kept(office: Office) -> None:
    made = office.book(office.person(), at(10), "marc", "claire", platform="digital", subject=SECRET).made[0]
    assert about(office, made, "marc") == ("", "")


def test_a_subject_is_changed_and_its_undo_gives_the_former_back(office: Office) -> None:
    made = office.book(office.person(), at(10), login="claire", kind_code="first", subject="Premier").made[0]
    change = office.do(SetSubject(made, "file", SECRET), "nadia")
    assert about(office, made, "claire") == ("file", SECRET)
    office.do(change.undo, "nadia")
    assert about(office, made, "claire") == ("first", "Premier")
    other = office.do(SetSubject(made, "file", SECRET), "nadia")
    office.do(SetSubject(made, "review", "Bilan"), "claire")
    with pytest.raises(Outdated):
        office.do(other.undo, "nadia")


def test_the_row_of_a_subject_says_nothing_in_clear(office: Office) -> None:
    made = office.book(office.person(), at(10), login="claire", kind_code="review", subject=SECRET).made[0]
    file = office.desk.door.file
    assert file is not None
    query = "SELECT sealed FROM appointment_subject"
    kept = file.writer.run(lambda connection: list(connection.exec_driver_sql(query).scalars())).result()
    assert len(kept) == 1
    assert SECRET.encode() not in kept[0]
    assert b"review" not in kept[0]
    assert about(office, made, "claire") == ("review", SECRET)


@pytest.mark.parametrize("subject", ["x" * 201, "2 84 03 34 172 045 12"])
def test_a_subject_too_long_or_with_a_social_security_number_is_refused(office: Office, subject: str) -> None:
    made = office.book(office.person(), at(10)).made[0]
    with pytest.raises(Refusal):
        office.do(SetSubject(made, "first", subject), "claire")
    assert office.boxes(EntryKind.APPOINTMENT)[0].subject == ""


def test_the_subject_of_an_appointment_that_is_gone_is_refused(office: Office) -> None:
    change = office.book(office.person(), at(10))
    office.do(change.undo)
    with pytest.raises(Refusal, match="n’est plus là"):
        office.do(SetSubject(change.made[0], "first", ""), "claire")
