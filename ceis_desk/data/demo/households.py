"""The households of the example cases: what two counsellors wrote of them before the opening morning."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ceis_desk.core.ids import Id, code_id
from ceis_desk.people.model import Civility, District, Identity, Sex
from ceis_desk.platforms.budget.model import (
    ActionKind,
    CaseAction,
    CaseKind,
    ClosureReason,
    Debt,
    DebtFamily,
    Member,
    Objective,
    Pause,
    Source,
    SpecialDebt,
    Step,
)
from ceis_desk.platforms.budget.overindebtedness import Decision, Orientation, Overindebtedness

_NEW = 0


@dataclass(frozen=True)
class Told:
    """A note: its day, its author, how long, its text; `private` for its author alone."""

    day: dt.date
    login: str
    minutes: int
    text: str
    private: bool = False


@dataclass(frozen=True)
class Agreed:
    """A plan d’apurement: the label of its debt, its day, how many equal months from when, the days of payments."""

    label: str
    made_on: dt.date
    months: int
    first: dt.date
    paid: tuple[dt.date, ...] = ()


@dataclass(frozen=True)
class Household:
    """A case of the example: in whose name, since when, by whom, and all that is in it.

    `partner` has a record of her or his own and is the second of the household. `asked` are documents with the day they
    were asked and the one they came, `draft` what its counsellor is typing.
    """

    code: str
    login: str
    kind: CaseKind
    source: Source
    others: tuple[Member, ...]
    steps: tuple[tuple[Step, dt.date], ...]
    objectives: tuple[Objective, ...] = ()
    notes: tuple[Told, ...] = ()
    debts: tuple[Debt, ...] = ()
    plans: tuple[Agreed, ...] = ()
    asked: tuple[tuple[str, dt.date, dt.date | None], ...] = ()
    actions: tuple[CaseAction, ...] = ()
    file: Overindebtedness | None = None
    pause: tuple[Pause, str] | None = None
    closure: tuple[ClosureReason, dt.date] | None = None
    partner: Identity | None = None
    draft: str = ""
    next_at: dt.datetime | None = None


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _id(*parts: str) -> Id:
    return code_id("demo_case", *parts)


def _owed(
    code: str, label: str, creditor: str, family: DebtFamily, cents: int, special: SpecialDebt = SpecialDebt.NONE
) -> Debt:
    return Debt(_id(code, "debt", label), _NEW, label, creditor, family, special, cents)


def _to_do(code: str, text: str, kind: ActionKind, due: dt.date | None, who: str = "") -> CaseAction:
    return CaseAction(_id(code, "action", text), _NEW, text, kind, due, who)


def _child(name: str, birth_year: int, custody: int = 100) -> Member:
    return Member(name, birth_year, adult=False, custody_percent=custody, dependant=True, family_child=True)


_DUPUY_NOTES = (
    Told(
        _day("2019-01-18"),
        "claire",
        45,
        "Première visite. Deux crédits et un retard de loyer depuis la fin des heures supplémentaires de M. DUPUY. "
        "Ils veulent garder le logement.",
    ),
    Told(
        _day("2019-02-01"),
        "claire",
        60,
        "Fiche budget faite ensemble. Les dépenses courantes sont tenues\u00a0: ce sont les crédits qui pèsent.",
    ),
    Told(
        _day("2019-03-11"),
        "claire",
        50,
        "Plan d’action signé. Le dossier de surendettement est commencé, il manque le tableau d’amortissement.",
    ),
    Told(_day("2019-03-21"), "claire", 60, "Dossier relu et déposé ensemble. Bailleur prévenu par courrier."),
    Told(
        _day("2019-05-07"),
        "nadia",
        20,
        "Vue seule entre deux rendez-vous. Ce qu’elle a dit de son travail reste entre nous pour l’instant.",
        private=True,
    ),
    Told(
        _day("2019-05-14"),
        "claire",
        40,
        "Dossier recevable. Expliqué\u00a0: ne plus payer les anciennes dettes, continuer loyer et énergie.",
    ),
)

_DUPUY = Household(
    code="dupuy",
    login="claire",
    kind=CaseKind.CURATIVE,
    source=Source.CAF,
    partner=Identity(
        used_name="Dupuy",
        first_name="Yves",
        civility=Civility.M,
        birth_year=1978,
        sex=Sex.MALE,
        commune="Montpellier",
        district="Antigone",
        qpv=District.NO,
        notice_on=dt.date(2019, 1, 18),
    ),
    others=(_child("DUPUY Tom", 2010),),
    steps=(
        (Step.FIRST_CONTACT, _day("2019-01-18")),
        (Step.DIAGNOSIS, _day("2019-02-01")),
        (Step.ACTION_PLAN, _day("2019-03-11")),
        (Step.FOLLOW_UP, _day("2019-03-21")),
    ),
    objectives=(
        Objective("Garder le logement", _day("2019-03-11")),
        Objective("Ne plus être à découvert le 20 du mois", _day("2019-03-11")),
    ),
    notes=_DUPUY_NOTES,
    debts=(
        _owed("dupuy", "Loyer", "bailleur social", DebtFamily.HOUSING, 124_000, SpecialDebt.LANDLORD),
        _owed("dupuy", "Crédit renouvelable", "", DebtFamily.CONSUMER, 486_040),
        _owed("dupuy", "Prêt personnel", "", DebtFamily.CONSUMER, 731_215),
        _owed("dupuy", "Électricité", "", DebtFamily.CURRENT, 38_690),
        _owed("dupuy", "Découvert", "banque", DebtFamily.OTHER, 52_000),
        _owed("dupuy", "Amende", "", DebtFamily.OTHER, 13_500, SpecialDebt.FINE),
    ),
    asked=(
        ("Identité, livret de famille", _day("2019-01-18"), _day("2019-02-01")),
        ("3 bulletins de salaire", _day("2019-02-01"), _day("2019-03-11")),
        ("Tableau d’amortissement", _day("2019-03-11"), _day("2019-03-21")),
        ("Lettre des mesures", _day("2019-05-14"), _day("2019-06-18")),
        ("Avis d’impôt 2019", _day("2019-05-21"), None),
        ("Attestation d’assurance", _day("2019-06-11"), None),
    ),
    actions=(
        _to_do("dupuy", "Appeler le bailleur", ActionKind.CALL, _day("2019-06-24")),
        _to_do("dupuy", "Relancer l’avis d’impôt", ActionKind.WRITE, None, "Mme DUPUY"),
    ),
    file=Overindebtedness(
        _id("dupuy", "file"),
        _NEW,
        _day("2019-03-11"),
        companion=True,
        filed_on=_day("2019-03-21"),
        attested_on=_day("2019-03-25"),
        admissibility_on=_day("2019-05-14"),
        orientation=Orientation.IMPOSED_MEASURES,
        orientation_on=_day("2019-05-14"),
        decision=Decision.RESCHEDULING,
        decision_on=_day("2019-06-05"),
        months=84,
        repays_from=_day("2019-08-05"),
    ),
    draft="Mesures reçues le 5 juin, relues ensemble. Ils les acceptent\u00a0: première échéance de 118,00\u00a0€ "
    "en août. Bailleur à prévenir du calendrier.",
    next_at=dt.datetime(2019, 7, 9, 14),
)

_BENALI = Household(
    code="benali",
    login="claire",
    kind=CaseKind.CURATIVE,
    source=Source.FRANCE_TRAVAIL,
    others=(_child("BENALI Lina", 2010), _child("BENALI Adam", 2013)),
    steps=(
        (Step.FIRST_CONTACT, _day("2019-02-19")),
        (Step.DIAGNOSIS, _day("2019-03-12")),
        (Step.ACTION_PLAN, _day("2019-03-26")),
        (Step.FOLLOW_UP, _day("2019-04-23")),
    ),
    objectives=(Objective("Savoir ce qui reste à la fin du mois", _day("2019-03-26")),),
    notes=(
        Told(_day("2019-02-19"), "claire", 45, "Travaille à temps partiel. Deux loyers en retard depuis l’hiver."),
        Told(
            _day("2019-03-12"),
            "claire",
            60,
            "Fiche de mars signée. Loyer en retard\u00a0: 50,00\u00a0€ par mois, dix mois.",
        ),
        Told(_day("2019-03-26"), "claire", 40, "Prime d’activité demandée de nouveau, avec elle."),
        Told(_day("2019-04-23"), "claire", 30, "La prime d’activité est rétablie. Le plan du loyer est tenu."),
    ),
    debts=(
        replace(_owed("benali", "Crédit renouvelable", "", DebtFamily.CONSUMER, 184_260), monthly=9_600, credit=True),
        replace(
            _owed("benali", "Retard de loyer", "bailleur social", DebtFamily.HOUSING, 30_000, SpecialDebt.LANDLORD),
            original=50_000,
            monthly=5_000,
            late=30_000,
        ),
        replace(
            _owed("benali", "Électricité", "Lumélia Énergie", DebtFamily.CURRENT, 21_200),
            late=21_200,
            remark="Facture de régularisation du 7 juin.",
        ),
    ),
    plans=(
        Agreed(
            "Retard de loyer",
            _day("2019-03-05"),
            10,
            _day("2019-03-05"),
            paid=(_day("2019-03-05"), _day("2019-04-05"), _day("2019-05-06"), _day("2019-06-05")),
        ),
        Agreed("Électricité", _day("2019-06-18"), 6, _day("2019-07-05")),
    ),
    asked=(
        ("Avis d’impôt 2019", _day("2019-02-19"), _day("2019-03-12")),
        ("Facture d’électricité", _day("2019-06-11"), None),
    ),
    actions=(_to_do("benali", "Appeler Lumélia Énergie avec elle", ActionKind.CALL, _day("2019-06-25"), "Mme BENALI"),),
    draft="Facture d’électricité de régularisation reçue le 7 juin (212\u00a0€). Elle souhaite un étalement. "
    "Appeler le fournisseur avec elle la semaine prochaine.",
)

_OTHERS = (
    Household(
        code="arnal",
        login="claire",
        kind=CaseKind.CURATIVE,
        source=Source.LANDLORD,
        others=(),
        steps=(
            (Step.FIRST_CONTACT, _day("2019-02-12")),
            (Step.DIAGNOSIS, _day("2019-03-05")),
            (Step.ACTION_PLAN, _day("2019-04-02")),
        ),
        notes=(Told(_day("2019-04-02"), "claire", 40, "Échéancier demandé au bailleur, réponse attendue."),),
        debts=(_owed("arnal", "Loyer", "bailleur social", DebtFamily.HOUSING, 98_000, SpecialDebt.LANDLORD),),
        actions=(_to_do("arnal", "Relancer le bailleur", ActionKind.CALL, _day("2019-06-14")),),
    ),
    Household(
        code="teissier",
        login="nadia",
        kind=CaseKind.CURATIVE,
        source=Source.BANK,
        others=(Member("TEISSIER Paule", 1974, adult=True),),
        steps=((Step.FIRST_CONTACT, _day("2019-04-16")), (Step.DIAGNOSIS, _day("2019-05-14"))),
        notes=(Told(_day("2019-05-14"), "nadia", 55, "Trois crédits à la consommation. Ils hésitent à déposer."),),
        debts=(
            _owed("teissier", "Crédit renouvelable", "", DebtFamily.CONSUMER, 312_000),
            _owed("teissier", "Crédit auto", "", DebtFamily.CONSUMER, 640_000),
        ),
    ),
    Household(
        code="koffi",
        login="claire",
        kind=CaseKind.PROJECT,
        source=Source.ASSOCIATION,
        others=(),
        steps=((Step.FIRST_CONTACT, _day("2019-05-28")),),
        notes=(Told(_day("2019-05-28"), "claire", 40, "Permis de conduire\u00a0: microcrédit à préparer."),),
    ),
    Household(
        code="ouali",
        login="nadia",
        kind=CaseKind.CURATIVE,
        source=Source.DEPARTMENT,
        others=(),
        steps=((Step.FIRST_CONTACT, _day("2019-03-12")),),
        pause=(Pause.SUSPENDED, "hospitalisé jusqu’en juillet"),
    ),
    Household(
        code="martel",
        login="claire",
        kind=CaseKind.PREVENTIVE,
        source=Source.SELF,
        others=(),
        steps=((Step.FIRST_CONTACT, _day("2018-11-20")), (Step.DIAGNOSIS, _day("2018-12-04"))),
        notes=(Told(_day("2018-12-04"), "claire", 45, "Budget équilibré, abonnements revus."),),
        closure=(ClosureReason.BALANCED, _day("2019-01-15")),
    ),
)

HOUSEHOLDS = (_DUPUY, _BENALI, *_OTHERS)
