"""A year of an invented person through the CEIS: welcomed once, one parcours, several platforms.

What each role finds of it, and what is printed, with canary words for what must not be there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.model import Group
from ceis_desk.agenda.gestures import BookAppointment, Enrol, MarkAttendance, SetOutcome, SetSession
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import Attendance
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.press import Issuer, Paper
from ceis_desk.notes.gestures import SignNote
from ceis_desk.parcours.gestures import HandOver, MarkItem, ReadFrein
from ceis_desk.parcours.model import Doer, EventKind, FreinLevel, FreinMoment, ItemKind, ItemState, WayOfPerson
from ceis_desk.parcours.own_words import Aspect, ReadOwnWords, Visibility, WriteOwnWords
from ceis_desk.parcours.paper_making import Issued, plain_paper, summary_paper
from ceis_desk.parcours.papers import PartnerSummaryPaper, PlainWayPaper
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.parcours.self_assessment import (
    DEFAULT_SCALE,
    Answer,
    AssessmentMoment,
    RecordSelfAssessment,
)
from ceis_desk.parcours.sharing import ReadShares, RecordShare, Share, WithdrawShare
from ceis_desk.partners.gestures import MarkReferral, RecordReferral, SetPartner
from ceis_desk.partners.model import PartnerCard, PartnerKind, ReferralState
from ceis_desk.partners.projects import PartKind, PutPart, SetProject
from ceis_desk.partners.questions import ReferralsOf
from ceis_desk.people.model import PersonRecord
from ceis_desk.people.questions import OpenRecord
from ceis_desk.platforms import PLATFORMS
from ceis_desk.platforms.budget.gestures import OpenCase
from ceis_desk.platforms.budget.model import CaseKind, Member, Source
from ceis_desk.platforms.digital.coop import Theme
from ceis_desk.platforms.digital.gestures import FreePost, OpenProcedure, RecordHelp, TakePost
from ceis_desk.platforms.digital.model import Help, Post
from ceis_desk.platforms.digital.posts import SETTING as POSTS
from ceis_desk.platforms.digital.posts import as_setting
from ceis_desk.platforms.employment.gestures import PutContract, PutFact, PutPlace, SetCohort, SetMember
from ceis_desk.platforms.employment.model import ContractKind, FactKind
from ceis_desk.platforms.health.gestures import PutPrevention
from ceis_desk.platforms.health.model import HealthFact
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.reports.parcours.partner_summary import partner_summary_pdf
from ceis_desk.reports.parcours.plain_way import plain_way_pdf
from tests.data.parcours.team import CLAIRE, INES, LEA, MARC, PAUL, Team, new_team
from tests.reports.gates import assert_gates, every_word, pages_of

SUBJECT, NOTE, DEBT = "CANARI-OBJET", "CANARI-NOTE", "Dette CANARI"
VIOLENCE, FEARS, PRIVATE, HEALTH_TITLE = "CANARI-VIOLENCE", "CANARI-CRAINTE", "CANARI-AUTEUR", "Diabète CANARI"
PRECISION, WHY_SENT, NIGHT = "CANARI-PRECISION", "CANARI-ORIENTATION", "Accueil de nuit CANARI"
REASON, PLACE, PROCEDURE = "CANARI-RAISON", "Atelier CANARI", "RSA CANARI"
EFFECT = "CANARI-EFFET"
CANARIES = (
    SUBJECT,
    NOTE,
    DEBT,
    VIOLENCE,
    FEARS,
    PRIVATE,
    HEALTH_TITLE,
    PRECISION,
    WHY_SENT,
    NIGHT,
    REASON,
    PLACE,
    PROCEDURE,
    EFFECT,
    "CANARI",
)
READERS = (LEA, PAUL, MARC, INES, CLAIRE)
LOOKS = {one.code: (one.label, one.icon) for one in PLATFORMS}
ISSUER = Issuer("CEIS d’essai", "CCAS", ("24 rue de la Source",), phone="04 65 71 00 10")
SPRING, END = dt.date(2020, 3, 3), dt.date(2020, 6, 16)


@dataclass
class Year:
    """The team at the end of the year, and the act of sharing that was written in it."""

    team: Team
    share: Id
    ways: dict[str, WayOfPerson] = field(default_factory=dict)

    def way(self, login: str) -> WayOfPerson:
        """The parcours as this account reads it."""
        if login not in self.ways:
            self.ways[login] = self.team.way(login)
        return self.ways[login]

    def issued(self) -> Issued:
        return Issued(ISSUER, self.team.day.clock[0])

    def record(self, login: str) -> PersonRecord:
        return self.team.agent(login).ask(OpenRecord(self.team.person_id))

    def page(self, login: str) -> PlainWayPaper:
        """What Ctrl P prints for this account."""
        return plain_paper(self.issued(), self.record(login).identity, self.way(login), LOOKS)

    def acts(self, login: str = LEA) -> tuple[Share, ...]:
        return self.team.agent(login).ask(ReadShares(self.team.person_id))

    def summary(self, login: str, share: Share) -> PartnerSummaryPaper:
        words = self.team.agent(login).ask(ReadOwnWords(self.team.person_id))
        return summary_paper(self.issued(), self.record(login).identity, self.way(login), words, share)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    with new_team(tmp_path_factory.mktemp("year") / "registre") as team:
        _june(team)
        _july(team)
        group = _group(team)
        _autumn(team)
        share = _winter(team, group)
        _next_june(team)
        yield Year(team, share)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))


def book(team: Team, login: str, platform: str, when: dt.datetime, subject: str = "") -> Id:
    account = team.agent(login).id
    return team.do(
        BookAppointment(team.person_id, account, platform, when, 45, subject=subject, anyway=True), login
    ).made[0]


def _june(team: Team) -> None:
    """She comes in; her parcours is opened, with what holds her back and what she says of it."""
    for login in READERS:
        team.agent(login)
    motif = team.day.motif("Accès aux droits")
    team.day.do(RecordVisit((team.person_id,), motifs=(MotifChoice(motif, PRECISION),)))
    today = team.day.clock[0].date()
    team.open(on=today)
    team.frein("childcare", FreinLevel.BLOCKING, today)
    team.restricted(words=VIOLENCE)
    team.item("Retour à l’emploi", platform="employment", state=ItemState.DOING)
    team.item(DEBT, platform="budget", state=ItemState.DOING)
    team.item(HEALTH_TITLE, platform="health", state=ItemState.DOING)
    for aspect, text, visibility in (
        (Aspect.NEEDS, "Des horaires qui vont avec l’école.", Visibility.PROFESSIONALS),
        (Aspect.FEARS, FEARS, Visibility.SOCIAL),
        (Aspect.STRENGTHS, PRIVATE, Visibility.AUTHOR),
    ):
        team.do(WriteOwnWords(team.person_id, aspect, text, today, visibility))
    answers = tuple(Answer(one.code, 1) for one in DEFAULT_SCALE.statements)
    team.do(RecordSelfAssessment(team.person_id, today, AssessmentMoment.ENTRY, DEFAULT_SCALE.form, answers))


def _july(team: Team) -> None:
    """A counsellor receives her, opens a case, signs a note."""
    day = dt.date(2019, 7, 9)
    met = book(team, CLAIRE, "budget", at(day, 10, 45), SUBJECT)
    team.day.at(11, 45, day)
    team.do(SetOutcome(met, Outcome.HONOURED), CLAIRE)
    member = Member("BENALI Samira", 1984, adult=True, person_id=team.person_id)
    case = team.do(OpenCase(team.person_id, CaseKind.CURATIVE, Source.CAF, (member,)), CLAIRE).made[0]
    team.do(SignNote(case, Group.BUDGET, NOTE, day, 45), CLAIRE)


def _autumn(team: Team) -> None:
    """Two workshops: she comes to one, excuses herself from the other; the health team sees her."""
    day = dt.date(2019, 10, 8)
    for number, state in enumerate((Attendance.PRESENT, Attendance.EXCUSED)):
        starts = at(day + dt.timedelta(days=7 * number), 14)
        gesture = SetSession("Atelier CV", "digital", team.agent(MARC).id, starts, 120, 8)
        session = team.do(gesture, MARC).made[0]
        team.do(Enrol(session, team.person_id), MARC)
        team.day.at(17, 0, starts.date())
        team.do(MarkAttendance(session, team.person_id, state), MARC)
    talk = book(team, INES, "health", at(dt.date(2019, 11, 5), 9), SUBJECT)
    team.day.at(10, 0, dt.date(2019, 11, 5))
    team.do(SetOutcome(talk, Outcome.HONOURED), INES)
    seen = HealthFact(new_id(), 0, team.person_id, team.day.clock[0].date(), "sleep", words=EFFECT)
    team.do(PutPrevention(seen), INES)


def _group(team: Team) -> Id:
    """A group of Unis’Vers begins in October; she is of it."""
    first = dt.date(2019, 10, 1)
    team.day.at(9, 0, first)
    group = team.do(SetCohort("automne", first, account_id=team.agent(PAUL).id), PAUL).made[0]
    team.do(SetMember(group, team.person_id, first), PAUL)
    return group


def _platforms(team: Team, group: Id) -> None:
    """She leaves the group for a contract; a help, an hour at a computer, a procedure to see again."""
    who = team.person_id
    team.do(SetMember(group, who, dt.date(2019, 10, 1), dt.date(2020, 2, 28), REASON), PAUL)
    team.do(SetSiteSetting(POSTS, as_setting((Post("1", "Poste 1"),))), "helene")
    place = team.do(PutPlace(ContractKind.CHANTIER, PLACE, 2), "helene").made[0]
    contract = team.do(PutContract(who, place, 0, "cddi", SPRING), PAUL).made[0]
    team.do(PutFact(contract, FactKind.FOLLOW_UP, SPRING, 30, REASON), PAUL)
    used = team.do(TakePost("1", who, REASON), MARC).made[0]
    team.do(RecordHelp(Help((Theme.EMAIL,), minutes=30, person_id=who), used), MARC)
    team.do(FreePost(used), MARC)
    team.do(OpenProcedure(who, PROCEDURE, due=dt.date(2020, 6, 29)), MARC)


def _winter(team: Team, group: Id) -> Id:
    """Her child is looked after; she is told of what is shared with a partner; Paul takes over."""
    team.day.at(12, 0, SPRING)
    _platforms(team, group)
    team.do(ReadFrein(team.now.id, "childcare", SPRING, FreinMoment.REVIEW, FreinLevel.LIFTED))
    listed = ("coordonnées", "objectifs et étapes", "besoins exprimés")
    share = RecordShare(team.person_id, "Mission locale", "Préparer une immersion", listed, informed=True)
    made = team.do(share).made[0]
    team.do(HandOver(team.now.id, team.agent(PAUL).id, SPRING))
    _send_on(team)
    return made


def _send_on(team: Team) -> None:
    """She is sent to a partner that may be named, and to one that may not; she takes part in a project."""
    mission = team.do(SetPartner(PartnerCard("Mission locale"))).made[0]
    night = team.do(SetPartner(PartnerCard(NIGHT, kind=PartnerKind.VIOLENCE))).made[0]
    sent = team.do(RecordReferral(team.person_id, SPRING, mission, words=WHY_SENT), PAUL).made[0]
    team.do(MarkReferral(sent, ReferralState.ACCEPTED), PAUL)
    team.do(RecordReferral(team.person_id, SPRING, night, words=WHY_SENT))
    goal = next(one for one in team.now.items if one.platform == "employment")
    team.item("Découvrir un métier", kind=ItemKind.STEP, parent_id=goal.id, partner_id=mission, who=Doer.PARTNER)
    garden = team.do(SetProject("Jardin partagé")).made[0]
    team.do(PutPart(garden, PartKind.PARTICIPANT, person_id=team.person_id))


def _next_june(team: Team) -> None:
    """What comes: an appointment, a step with a day, another one at the health team."""
    team.day.at(9, 0, END)
    goal = next(one for one in team.now.items if one.platform == "employment")
    step = team.item(
        "Refaire le CV", kind=ItemKind.STEP, parent_id=goal.id, due=dt.date(2020, 6, 26), platform="employment"
    )
    done = team.item("Ouvrir un compte", kind=ItemKind.STEP, parent_id=goal.id)
    team.do(MarkItem(done.id, ItemState.DONE, done.clock))
    assert step.due is not None
    book(team, PAUL, "employment", at(dt.date(2020, 6, 23), 14), SUBJECT)
    book(team, INES, "health", at(dt.date(2020, 7, 1), 9), SUBJECT)


def kinds(way: WayOfPerson) -> set[EventKind]:
    return {one.kind for one in way.events}


def said(way: WayOfPerson) -> str:
    return " | ".join(f"{one.words} {one.detail} {one.reserved}" for one in way.events)


def test_the_year_stands_in_one_line_for_every_professional(year: Year) -> None:
    common = {EventKind.VISIT, EventKind.APPOINTMENT, EventKind.SESSION, EventKind.OBJECTIVE, EventKind.FREIN}
    for login in READERS:
        way = year.way(login)
        assert kinds(way) >= common
        assert {one.platform for one in way.events} >= {"reception", "employment", "digital", "budget", "health"}
        assert [one.at for one in way.events] == sorted(one.at for one in way.events)


@pytest.mark.parametrize("login", ["sofiane", "helene"])
def test_neither_the_reception_nor_the_direction_opens_it(year: Year, login: str) -> None:
    with pytest.raises(Denied):
        year.team.agent(login).ask(ReadWay(year.team.person_id))


@pytest.mark.parametrize("login", READERS)
def test_a_case_and_its_note_are_in_the_line_of_the_counsellors_alone(year: Year, login: str) -> None:
    assert (EventKind.CASE in kinds(year.way(login))) == (login == CLAIRE)
    assert (NOTE in said(year.way(login))) == (login == CLAIRE)


@pytest.mark.parametrize("login", READERS)
def test_a_subject_is_read_by_whoever_received_her(year: Year, login: str) -> None:
    met = {one.platform for one in year.way(login).events if SUBJECT in one.detail}
    own = {CLAIRE: {"budget"}, PAUL: {"employment"}, INES: {"health"}}
    assert met == own.get(login, set())


@pytest.mark.parametrize("login", READERS)
def test_what_is_restricted_is_in_nobodys_line_and_in_its_authors_freins_alone(year: Year, login: str) -> None:
    way = year.way(login)
    assert VIOLENCE not in said(way)
    assert way.current is not None
    assert any(one.restricted for one in way.current.freins) == (login == LEA)


def test_a_contract_is_in_the_line_of_those_who_follow_it(year: Year) -> None:
    readers = {login for login in READERS if PLACE in said(year.way(login))}
    assert readers == {LEA, PAUL}
    assert ("Vous avez un contrat de travail.",) in {one.sentences[1:] for one in year.page(PAUL).plain.today}


@pytest.mark.parametrize("login", READERS)
def test_what_every_platform_did_stands_in_everybodys_line(year: Year, login: str) -> None:
    assert kinds(year.way(login)) >= {EventKind.GROUP, EventKind.HELP, EventKind.POST, EventKind.PROCEDURE}
    assert REASON not in said(year.way(login))


@pytest.mark.parametrize("login", READERS)
def test_a_prevention_is_in_the_line_of_the_health_team_alone_and_its_words_in_nobodys(year: Year, login: str) -> None:
    assert (EventKind.HEALTH in kinds(year.way(login))) == (login == INES)
    assert EFFECT not in said(year.way(login))


@pytest.mark.parametrize(
    ("login", "words"),
    [(LEA, {FEARS, PRIVATE}), (PAUL, {FEARS}), (MARC, set()), (INES, set()), (CLAIRE, set())],
)
def test_her_words_are_read_by_those_whom_she_chose(year: Year, login: str, words: set[str]) -> None:
    read = {one.text for one in year.team.agent(login).ask(ReadOwnWords(year.team.person_id))}
    assert read - {"Des horaires qui vont avec l’école."} == words


@pytest.mark.parametrize("login", READERS)
def test_she_is_sent_on_by_name_but_where_the_name_alone_would_tell(year: Year, login: str) -> None:
    words = said(year.way(login))
    assert "Orientation vers Mission locale" in words
    assert "Orientation vers un partenaire" in words
    assert NIGHT not in words
    assert WHY_SENT not in words
    assert "Jardin partagé" in words


def test_the_reception_follows_what_it_sent_without_opening_the_parcours(year: Year) -> None:
    sent = year.team.agent("sofiane").ask(ReferralsOf(year.team.person_id))
    assert {one.partner_name for one in sent if one.partner_name} == {"Mission locale"}
    assert WHY_SENT not in repr(sent)


@pytest.mark.parametrize("login", READERS)
def test_her_page_is_plain_whoever_prints_it(year: Year, login: str) -> None:
    content = plain_way_pdf(year.page(login))
    assert_gates(content)
    assert pages_of(content) == 1
    words = every_word(content).replace("\u00a0", " ")
    for sentence in (
        "Madame Samira Benali" if year.record(login).identity.civility else "Samira Benali",
        "La garde de vos enfants est trouvée.",
        "Vous avez fini le groupe Unis’Vers.",
        "Mardi 23 juin 2020 à 14 h",
        "Vous parlez d’emploi avec Paul Henry.",
        "Avant le vendredi 26 juin 2020",
        "Vous avez une chose à faire : refaire le CV.",
        "Vous suivez votre démarche sur internet.",
        "Vous avez rendez-vous avec Inès Roig.",
        "Mission locale\ndécouvrir un métier",
        "04 65 71 00 10",
        "Cette feuille est à vous. Vous pouvez changer ce parcours.",
    ):
        assert sentence in words
    assert not [canary for canary in CANARIES if canary in words]


def test_the_summary_says_what_its_act_lists_and_nothing_else(year: Year) -> None:
    (share,) = year.acts()
    assert share.id == year.share
    for login in READERS:
        content = partner_summary_pdf(year.summary(login, share))
        assert_gates(content)
        words = every_word(content).replace("\u00a0", " ")
        assert "À qui : Mission locale" in words
        assert "Des horaires qui vont avec l’école." in words
        assert "Étape : Refaire le CV, à démarrer, avant le vendredi 26 juin 2020" in words
        assert "Documents remis" not in words
        assert not [canary for canary in CANARIES if canary in words]


def test_an_act_taken_back_prints_nothing_and_put_back_prints_again(year: Year) -> None:
    (share,) = year.acts()
    taken = year.team.do(WithdrawShare(share.id, share.clock))
    assert year.acts() == ()
    year.team.do(taken.undo)
    assert [one.id for one in year.acts()] == [share.id]


def test_nothing_is_printed_of_an_act_that_was_never_written(year: Year) -> None:
    told = Share(year.share, 0, year.team.person_id, at(END, 9), "Mission locale", "Immersion", ("coordonnées",), True)
    with pytest.raises(Refusal, match="pas enregistré"):
        year.summary(LEA, told)


def test_no_right_to_read_the_parcours_is_no_right_to_print_it() -> None:
    papers: tuple[type[Paper], ...] = (PlainWayPaper, PartnerSummaryPaper)
    assert all(paper.needs for paper in papers)
