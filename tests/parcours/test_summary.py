"""What a partner is given to read: the parts of one act of sharing, filled with what they name and nothing more."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.core.press import Issuer
from ceis_desk.parcours.model import ItemKind, ItemState, WayOfPerson
from ceis_desk.parcours.own_words import Aspect, OwnWords, Visibility
from ceis_desk.parcours.paper_making import Issued, summary_paper
from ceis_desk.parcours.sharing import Share
from ceis_desk.parcours.summary import (
    CONTACT,
    FOLLOW,
    GOALS,
    NEEDS,
    NOTHING,
    PAPERS,
    RIGHTS,
    SharedPart,
    Sources,
    shared_parts,
)
from ceis_desk.people.model import Identity, SafeContact
from ceis_desk.ui.parcours.forms import SHARED
from tests.parcours.test_plain import NOW, PERSON, day, frein, goal, parcours

WHO = Identity(
    used_name="Benali", first_name="Samira", phones=("+33639981234",), email="s@exemple.fr", address="1 rue Haute",
    postcode="34000", commune="Montpellier",
)  # fmt: skip


def sources(identity: Identity = WHO, *items: object, words: tuple[OwnWords, ...] = ()) -> Sources:
    current = parcours(*items, freins=(frein("violence", restricted=True), frein("childcare")))  # type: ignore[arg-type]  # items
    return Sources(identity, WayOfPerson(PERSON, current, (), ()), words, NOW.date())


def share(*data: str, clock: int = 3) -> Share:
    return Share(new_id(), clock, PERSON, NOW, "Mission locale", "Immersion", data, informed=True)


def lines(title: str, given: Sources) -> tuple[str, ...]:
    (part,) = shared_parts(share(title), given)
    return part.lines


def own(text: str, **more: object) -> OwnWords:
    base = OwnWords(new_id(), 1, PERSON, Aspect.NEEDS, text, day(4), Visibility.PROFESSIONALS, new_id())
    return replace(base, **more)  # type: ignore[arg-type]  # fields of her words


def test_each_box_of_the_form_has_its_part() -> None:
    assert {words for _, words in SHARED} == {CONTACT, FOLLOW, GOALS, RIGHTS, NEEDS, PAPERS}


def test_parts_stand_in_the_order_of_the_act_and_typed_ones_say_themselves() -> None:
    parts = shared_parts(share(PAPERS, "Elle parle arabe", FOLLOW), sources())
    assert [one.title for one in parts] == [PAPERS, "Elle parle arabe", FOLLOW]
    assert parts[:2] == (SharedPart(PAPERS, by_hand=True), SharedPart("Elle parle arabe"))


def test_ways_of_contact_are_given_but_those_that_are_refused() -> None:
    assert lines(CONTACT, sources()) == (
        "Téléphone\u00a0: 06 39 98 12 34",
        "Courriel\u00a0: s@exemple.fr",
        "Adresse\u00a0: 1 rue Haute, 34000 Montpellier",
    )
    quiet = replace(WHO, safe_contact=SafeContact(no_call=True, no_message=True, no_letter=True, hours="le matin"))
    told = lines(CONTACT, sources(quiet))
    assert told == ("Ne pas téléphoner.", "Ne pas envoyer de message.", "Ne pas envoyer de courrier.")
    hours = replace(WHO, safe_contact=SafeContact(hours="le matin"))
    assert lines(CONTACT, sources(hours))[-1] == "Quand appeler\u00a0: le matin"
    assert lines(CONTACT, sources(Identity())) == (NOTHING,)


def test_who_follows_and_since_when() -> None:
    assert lines(FOLLOW, sources()) == (
        "Parcours ouvert le lundi 4 février 2019, en cours.",
        "Suivi par Léa Roux depuis le lundi 4 février 2019.",
    )


def test_objectives_stand_with_their_steps_and_those_of_a_team_stay_with_it() -> None:
    work = goal("Retour à l’emploi", platform="employment")
    step = goal("Refaire le CV", ItemState.PLANNED, kind=ItemKind.STEP, parent_id=work.id, due=day(25))
    given = sources(
        WHO, work, step, goal("CANARI", platform="budget"), goal("CANARI", platform="health"),
        goal("CANARI", ItemState.DROPPED), goal("CANARI", ItemState.CANCELLED),
    )  # fmt: skip
    assert lines(GOALS, given) == (
        "Retour à l’emploi, en cours",
        "Étape\u00a0: Refaire le CV, à démarrer, avant le mardi 25 juin 2019",
    )


def test_her_needs_are_those_that_every_professional_reads() -> None:
    words = (
        own("Des horaires\nqui vont avec l’école."),
        own("CANARI", visibility=Visibility.SOCIAL),
        own("CANARI", visibility=Visibility.AUTHOR),
        own("CANARI", aspect=Aspect.FEARS),
        own("CANARI", until=day(5)),
    )
    assert lines(NEEDS, sources(words=words)) == ("Des horaires qui vont avec l’école.",)


def test_no_act_no_paper() -> None:
    issued = Issued(Issuer("CEIS"), dt.datetime(2019, 6, 18, 9))
    given = sources()
    with pytest.raises(Refusal, match="notez d’abord"):
        summary_paper(issued, WHO, given.way, (), share(CONTACT, clock=0))
    with pytest.raises(Refusal, match="notez d’abord"):
        summary_paper(issued, WHO, given.way, (), share())
    paper = summary_paper(issued, WHO, given.way, (), share(CONTACT))
    assert (paper.person.used_name, paper.person_id) == ("Benali", PERSON)
