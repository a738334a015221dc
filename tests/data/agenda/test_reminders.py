"""Whom to call before an appointment, and never whoever must not be called."""

from __future__ import annotations

import pytest

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import SetOutcome
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import Reminders
from ceis_desk.core.errors import Denied
from ceis_desk.people.gestures import MergePersons
from ceis_desk.people.model import Civility, SafeContact
from tests.data.agenda.office import TUESDAY, WEDNESDAY, Office, at

PHONE = "+33639981234"


def test_the_list_holds_those_of_the_day_by_hour_with_the_hours_they_gave(office: Office) -> None:
    hours = SafeContact(hours="appels le matin")
    late = office.person("Koffi", phones=("+33639984410",))
    early = office.person("Benali", phones=(PHONE, "+33467000000"), safe_contact=hours, civility=Civility.MME)
    office.book(late, at(15, day=WEDNESDAY), "nadia")
    office.book(early, at(10, day=WEDNESDAY))
    office.book(early, at(10))
    told = office.ask(Reminders(WEDNESDAY))
    assert [(one.used_name, one.phone, one.with_name) for one in told] == [
        ("Benali", PHONE, "Claire Fabre"),
        ("Koffi", "+33639984410", "Nadia Haddad"),
    ]
    assert (told[0].civility, told[0].contact_hours, told[0].starts_at) == (
        *("Mme", "appels le matin", at(10, day=WEDNESDAY)),
    )


def test_nobody_who_must_not_be_called_has_no_number_or_cancelled_is_in_the_list(office: Office) -> None:
    office.book(office.person("A", phones=(PHONE,), safe_contact=SafeContact(no_call=True)), at(9))
    office.book(office.person("B"), at(10))
    gone = office.book(office.person("C", phones=("+33639980001",)), at(11)).made[0]
    office.do(SetOutcome(gone, Outcome.EXCUSED))
    back = office.book(office.person("D", phones=("+33639980002",)), at(14))
    office.do(back.undo)
    assert office.ask(Reminders(TUESDAY)) == ()


def test_a_record_merged_into_one_that_takes_no_call_is_not_called_either(office: Office) -> None:
    kept, quiet = office.person("Benali", phones=(PHONE,)), SafeContact(no_call=True)
    hers = office.person("Ziani", phones=(PHONE,), safe_contact=quiet)
    old, other = (office.person(name, phones=("+33639980003",)) for name in ("Zianni", "Benaly"))
    for number, person in enumerate((old, other)):
        office.book(person, at(9 + number))
    office.desk.add("lea", "Léa Bastide", Role.SOCIAL)
    for winner, loser in ((hers, old), (kept, other)):
        office.do(MergePersons(winner, loser), "lea")
    (told,) = office.ask(Reminders(TUESDAY))
    assert (told.person_id, told.used_name, told.phone) == (kept, "Benali", PHONE)


def test_the_direction_has_no_list_of_calls(office: Office) -> None:
    with pytest.raises(Denied):
        office.ask(Reminders(TUESDAY), "helene")
