"""An invented household, its case and its notes, for the tests of « Budget »."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import StaffMember
from ceis_desk.core.ids import Id, code_id
from ceis_desk.notes.model import DocumentLine, InterviewMedium, Note
from ceis_desk.platforms.budget.interventions import Answer, CreditState, Intervention, InterventionAim, Microcredit
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import (
    ActionKind,
    AskedDocument,
    BudgetCase,
    CaseAction,
    CaseKind,
    CaseLine,
    Debt,
    DebtFamily,
    Member,
    Pause,
    Source,
    SpecialDebt,
    Step,
    StepMark,
)
from ceis_desk.platforms.budget.overindebtedness import (
    Decision,
    Orientation,
    Overindebtedness,
    deadlines,
)
from ceis_desk.platforms.budget.questions import CasePerson, CaseView, InterviewHere, NextAppointment

NOW = dt.datetime(2019, 6, 18, 14, 21)
TODAY = NOW.date()


def ident(name: str) -> Id:
    return code_id("budget example", name)


CLAIRE, NADIA, LAURE, YVES, CASE, OTHER_CASE = (
    ident(name) for name in ("claire", "nadia", "laure", "yves", "case", "other")
)
STAFF = (
    StaffMember(CLAIRE, "Claire Fabre", frozenset({Role.BUDGET})),
    StaffMember(NADIA, "Nadia Haddad", frozenset({Role.BUDGET})),
)
ACTOR = Actor(CLAIRE, "Claire Fabre", frozenset({Role.BUDGET}), ident("desk"))
MEMBERS = (
    Member("DUPUY Laure", 1980, True, LAURE),
    Member("DUPUY Yves", 1978, True, YVES),
    Member("DUPUY Jules", 2009, False, dependant=True, family_child=True),
)


def day(month: int, number: int) -> dt.date:
    return dt.date(2019, month, number)


MARKS = tuple(
    StepMark(when, CLAIRE, step)
    for when, step in (
        (day(1, 18), Step.FIRST_CONTACT),
        (day(2, 1), Step.DIAGNOSIS),
        (day(3, 11), Step.ACTION_PLAN),
        (day(3, 21), Step.FOLLOW_UP),
    )
)
BUDGET_CASE = BudgetCase(CASE, 7, LAURE, CaseKind.CURATIVE, Source.CAF, CLAIRE, day(1, 18), MEMBERS, MARKS)
PERSONS = (
    CasePerson(LAURE, "Mme", "DUPUY", "Laure", 1980, "", "", "", no_call=False, no_letter=False),
    CasePerson(YVES, "M.", "DUPUY", "Yves", 1978, "", "", "", no_call=False, no_letter=False),
)


def debt(name: str, cents: int, special: SpecialDebt = SpecialDebt.NONE, **more: object) -> Debt:
    return replace(Debt(ident(name), 3, name, "", DebtFamily.CURRENT, special, cents), **more)  # type: ignore[arg-type]  # the fields of a debt


DEBTS = (
    debt("Loyer", 124_000, SpecialDebt.LANDLORD, family=DebtFamily.HOUSING, creditor="bailleur social"),
    debt("Prêt personnel", 731_215, family=DebtFamily.CONSUMER),
    debt("Amende", 13_500, SpecialDebt.FINE, family=DebtFamily.OTHER),
)
ASKED = (
    AskedDocument(ident("identity"), 2, "Identité, livret de famille", day(1, 18), day(2, 1)),
    AskedDocument(ident("tax"), 2, "Avis d’impôt 2019", day(5, 21)),
)
ACTIONS = (
    CaseAction(ident("call"), 4, "Appeler le bailleur", ActionKind.CALL, day(6, 24)),
    CaseAction(ident("late"), 4, "Envoyer l’attestation", ActionKind.WRITE, day(6, 14)),
)
LEASE = DocumentLine(
    ident("lease"), 5, CASE, "bail.pdf", "application/pdf", 219_136, day(3, 21), "Claire Fabre", "Bureau 2", here=True
)


def note(name: str, when: dt.date, text: str | None, author: str = "Claire Fabre", **more: object) -> Note:
    by = CLAIRE if author == "Claire Fabre" else NADIA
    at = dt.datetime.combine(when, dt.time(11))
    made = Note(
        ident(name), CASE, at, when, by, author, 40, InterviewMedium.OFFICE, text is None, text, None, sound=True
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the fields of a note


ADMITTED = note("admitted", day(5, 14), "Dossier recevable. Ne plus payer les anciennes dettes.")
HERS = note("hers", day(5, 7), None, "Nadia Haddad")
FILED = note("filed", day(3, 21), "Dossier relu et déposé ensemble. Bailleur prévenu par courrier.", minutes=60)
FILE = Overindebtedness(
    ident("file"),
    6,
    day(3, 11),
    reference="034119001234",
    filed_on=day(3, 21),
    attested_on=day(3, 25),
    admissibility_on=day(5, 14),
    orientation=Orientation.IMPOSED_MEASURES,
    orientation_on=day(5, 14),
    decision=Decision.RESCHEDULING,
    decision_on=day(6, 5),
    months=84,
)
MEETING = NextAppointment(ident("meeting"), dt.datetime(2019, 7, 9, 14), "Claire Fabre", "bureau 2")
HERE = InterviewHere(
    ident("appointment"), ident("visit"), dt.datetime(2019, 6, 18, 13, 52), dt.datetime(2019, 6, 18, 14)
)
VIEW = CaseView(
    case=BUDGET_CASE,
    step=Step.FOLLOW_UP,
    pause=Pause.NONE,
    referent_name="Claire Fabre",
    persons=PERSONS,
    debts=DEBTS,
    asked=ASKED,
    actions=ACTIONS,
    documents=(LEASE,),
    notes=(ADMITTED, HERS, FILED),
    overindebtedness=FILE,
    past_files=(),
    deadlines=deadlines(FILE, TODAY),
    interventions=(
        Intervention(
            ident("water"), 8, "Régie des eaux", InterventionAim.PLAN, day(5, 2), Answer.GRANTED, day(5, 20), 14_200
        ),
    ),
    microcredits=(Microcredit(ident("car"), 8, "Réparer la voiture", 150_000, 24, CreditState.SENT, day(6, 4)),),
    rights=(),
    letters=(Letter(ident("letter"), 9, "dispute", "Ma Banque", "Contestation", "Madame, Monsieur,", day(4, 2)),),
    next_appointment=MEETING,
    here=HERE,
)


def line(name: str, family: str, **more: object) -> CaseLine:
    made = CaseLine(
        ident(name),
        LAURE,
        "Mme",
        family,
        "Laure",
        CaseKind.CURATIVE,
        Step.FOLLOW_UP,
        Pause.NONE,
        CLAIRE,
        "Claire Fabre",
        day(1, 18),
        day(5, 14),
        dt.datetime(2019, 7, 9, 14),
        1_445_445,
        0,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the fields of a line


DUPUY = replace(line("case", "DUPUY"), id=CASE)
LATE = line("late case", "ZOLA", overdue=2, next_on=None)
CLOSED_LINE = line("closed case", "ARNAL", step=Step.CLOSED)
