"""Who sits at a post, who waits, who asks for help, what is out of order; everything is taken back at one word."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.schema import digital
from ceis_desk.people.gestures import ErasePerson, MergePersons
from ceis_desk.people.model import Civility, Sex
from ceis_desk.platforms.digital.gestures import AskHelp, FreePost, MarkOut, ProlongPost, StartHelp, TakePost
from ceis_desk.platforms.digital.model import Post, PostLine, PostState, Space
from ceis_desk.platforms.digital.posts import MINUTES_SETTING, SETTING, as_setting
from ceis_desk.platforms.digital.questions import ReadSpace
from tests.data.agenda.office import Office, at


def space(office: Office, login: str = "sofiane") -> Space:
    return office.ask(ReadSpace(), login)


def post(office: Office, code: str = "1") -> PostLine:
    return next(line for line in space(office).posts if line.post.code == code)


def seat(office: Office, code: str = "1", person: Id | None = None) -> Id:
    return office.do(TakePost(code, person)).made[0]


def test_the_reception_seats_a_person_and_the_page_says_who_and_since_when(office: Office) -> None:
    person = office.person("Serrano", first_name="Paul", civility=Civility("M."))
    change = office.do(TakePost("1", person, "courrier"))
    assert change.said == "M. SERRANO Paul\u00a0: Poste 1, 9:00."
    assert change.masked == "S••• P.\u00a0: Poste 1, 9:00."
    line = post(office)
    assert (line.state, line.use and line.use.used_name, line.use and line.use.need) == (
        PostState.TAKEN, "Serrano", "courrier",
    )  # fmt: skip
    office.do(change.undo)
    assert post(office).state is PostState.FREE


def test_somebody_sits_without_a_name(office: Office) -> None:
    assert office.do(TakePost("2")).said == "Passage anonyme\u00a0: Poste 2, 9:00."
    line = post(office, "2")
    assert line.use is not None
    assert (line.use.person_id, line.use.used_name) == (None, "")


def test_nobody_sits_where_somebody_is_nor_at_two_posts_nor_at_one_that_is_not_declared(office: Office) -> None:
    person = office.person()
    seat(office, "1", person)
    for gesture, words in (
        (TakePost("1"), "n’est plus libre"),
        (TakePost("2", person), "déjà à un poste"),
        (TakePost("9"), "n’est plus déclaré"),
        (TakePost("2", None, "mdp soleil"), "mot de passe"),
    ):
        with pytest.raises(Refusal, match=words):
            office.do(gesture)
    assert [line.state for line in space(office).posts] == [PostState.TAKEN, PostState.FREE, PostState.FREE]


def test_who_leaves_frees_the_post_which_says_since_when_it_is_free(office: Office) -> None:
    use = seat(office)
    office.now[0] = at(10, 20)
    change = office.do(FreePost(use))
    assert change.said.startswith("Poste 1 libéré\u00a0: Passage anonyme")
    for civility, gone in ((Civility.M, "parti."), (Civility.MME, "partie."), (Civility.NONE, "parti·e.")):
        named = office.do(FreePost(seat(office, "2", office.person("Serrano", civility=civility))))
        assert named.said.endswith(f"SERRANO Samira est {gone}")
        assert named.masked.endswith("est parti·e.")
    assert post(office).free_since == at(10, 20)
    office.do(change.undo)
    assert post(office).state is PostState.TAKEN
    with pytest.raises(Refusal, match="n’est plus là"):
        office.do(FreePost(office.do(FreePost(use)).made[0]))


def test_who_left_by_mistake_does_not_push_away_who_came_meanwhile(office: Office) -> None:
    freed = office.do(FreePost(seat(office)))
    seat(office, "1", office.person())
    with pytest.raises(Refusal, match="n’est plus libre"):
        office.do(freed.undo)
    line = post(office)
    assert line.use is not None
    assert line.use.used_name == "Benali"


def test_help_is_asked_at_the_counter_and_given_by_a_professional(office: Office) -> None:
    use = seat(office)
    office.now[0] = at(9, 10)
    office.do(AskHelp(use))
    assert post(office).state is PostState.ASKING
    with pytest.raises(Denied):
        office.do(StartHelp(use), "sofiane")
    office.now[0] = at(9, 14)
    started = office.do(StartHelp(use), "marc")
    line = post(office)
    assert (line.state, line.use and line.use.helper) == (PostState.HELPED, "Marc Vidal")
    office.do(started.undo, "marc")
    assert post(office).state is PostState.ASKING
    office.do(AskHelp(use, asks=False))
    assert post(office).state is PostState.TAKEN


def test_a_gesture_made_on_an_old_reading_overwrites_nothing(office: Office) -> None:
    use = seat(office)
    read = post(office).use
    assert read is not None
    office.do(AskHelp(use, clock=read.clock))
    with pytest.raises(Outdated):
        office.do(FreePost(use, read.clock))
    assert post(office).state is PostState.ASKING


def test_a_post_is_lent_for_the_minutes_of_the_settings_and_prolonged(office: Office) -> None:
    office.set(MINUTES_SETTING, "45")
    use = seat(office)
    change = office.do(ProlongPost(use, 45))
    line = post(office)
    assert line.use is not None
    assert line.use.minutes == 90
    office.do(change.undo)
    line = post(office)
    assert line.use is not None
    assert line.use.minutes == 45


def test_who_waits_keeps_her_place_and_sits_at_the_hour_of_that_moment(office: Office) -> None:
    first, second = office.person("Lebrun"), office.person("Gil", first_name="Marta")
    office.do(TakePost("", first))
    office.now[0] = at(9, 5)
    office.do(TakePost("", second))
    with pytest.raises(Refusal, match="attend déjà"):
        office.do(TakePost("", first))
    waiting = space(office).waiting
    assert [one.used_name for one in waiting] == ["Lebrun", "Gil"]
    office.now[0] = at(9, 30)
    change = office.do(TakePost("3", waiting_id=waiting[0].id, clock=waiting[0].clock))
    line = post(office, "3")
    assert (line.use and line.use.started_at, line.use and line.use.used_name) == (at(9, 30), "Lebrun")
    office.do(change.undo)
    assert [one.started_at for one in space(office).waiting] == [at(9), at(9, 5)]
    assert post(office, "3").state is PostState.FREE


def test_a_post_is_out_of_order_with_words_until_it_is_repaired(office: Office) -> None:
    with pytest.raises(Refusal, match="quelques mots"):
        office.do(MarkOut("2", "  "))
    out = office.do(MarkOut("2", "Écran noir")).made[0]
    office.now[0] = at(9, day=dt.date(2019, 6, 19))
    line = post(office, "2")
    assert (line.state, line.use and line.use.need) == (PostState.OUT, "Écran noir")
    with pytest.raises(Refusal, match="n’est plus libre"):
        office.do(TakePost("2"))
    with pytest.raises(Refusal, match="Personne n’est à ce poste"):
        office.do(AskHelp(out))
    assert office.do(FreePost(out)).said == "Poste 2 est remis en service."
    assert post(office, "2").state is PostState.FREE


def test_a_use_keeps_age_sex_and_district_of_its_day_for_ever(office: Office) -> None:
    person = office.person(sex=Sex.FEMALE)
    use = seat(office, "1", person)
    office.do(ErasePerson(person), "helene")

    def read(connection: object) -> object:
        table = digital.post_use
        query = select(table.c.age, table.c.sex, table.c.qpv).where(table.c.id == use)
        return tuple(connection.execute(query).one())  # type: ignore[attr-defined]  # a connection of the writer

    assert office.desk.door.file is not None
    assert office.desk.door.file.writer.run(read).result() == (35, "female", "yes")


def test_what_somebody_erased_came_for_is_forgotten_and_her_post_shows_nobody_named(office: Office) -> None:
    person = office.person()
    office.do(TakePost("1", person, "CV de Samira"))
    office.do(ErasePerson(person), "helene")
    line = post(office)
    assert line.use is not None
    assert (line.state, line.use.used_name, line.use.need) == (PostState.TAKEN, "", "")
    freed = office.do(FreePost(line.use.id))
    assert "Personne sans nom" in freed.said
    office.do(freed.undo)
    assert post(office).state is PostState.TAKEN


def test_a_united_person_is_shown_under_the_record_that_stands_for_her(office: Office) -> None:
    one, other = office.person("Serrano"), office.person("Serano")
    seat(office, "1", other)
    office.do(MergePersons(one, other), "claire")
    line = post(office)
    assert line.use is not None
    assert line.use.used_name == "Serrano"
    with pytest.raises(Refusal, match="déjà à un poste"):
        office.do(TakePost("2", one))


def test_a_post_that_the_site_no_longer_has_goes_from_the_page(office: Office) -> None:
    seat(office, "3")
    office.set(SETTING, as_setting([Post("1", "Fenêtre")]))
    assert [line.post.name for line in space(office).posts] == ["Fenêtre"]


def test_the_direction_neither_sees_nor_takes_a_post(office: Office) -> None:
    for request in (ReadSpace(),):
        with pytest.raises(Denied):
            office.ask(request, "helene")
    with pytest.raises(Denied):
        office.do(TakePost("1"), "helene")
