"""Partners of the demonstration: public bodies by their public names alone, others invented; referrals and projects.

Nothing is said of how to reach a real body, and the numbers of the others are of those kept for fiction (04 65 71…).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from ceis_desk.agenda.workshops import SessionKind
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.demo.cast import OPENING
from ceis_desk.data.partners.agreements import put_agreement
from ceis_desk.data.partners.cards import columns_of
from ceis_desk.data.partners.project_parts import put_part
from ceis_desk.data.partners.projects import set_project
from ceis_desk.data.partners.referrals import follow_columns, record_referral
from ceis_desk.data.schema import agenda, partners
from ceis_desk.data.write import Tx
from ceis_desk.partners.gestures import PutAgreement, RecordReferral
from ceis_desk.partners.model import AgreementKind, Direction, PartnerCard, ReferralOutcome, ReferralState
from ceis_desk.partners.model import PartnerKind as Kind
from ceis_desk.partners.projects import (
    PartKind,
    PartState,
    ProjectKind,
    ProjectState,
    ProjectTopic,
    PutPart,
    SetProject,
)
from ceis_desk.partners.rules import begun, marked, told

_DAY = OPENING.date()
_TOWN = {"postcode": "34000", "commune": "Montpellier"}


def _card(name: str, kind: Kind, themes: str = "", acronym: str = "", also: str = "", **more: object) -> PartnerCard:
    values = {
        **_TOWN,
        "themes": tuple(themes.split()),
        "acronym": acronym,
        "also_named": tuple(name for name in also.split("|") if name),
        **more,
    }
    return PartnerCard(name, kind=kind, **values)  # type: ignore[arg-type]  # the fields of a card, each of its type


PARTNERS: dict[str, PartnerCard] = {
    "smart": _card("Cité intelligente de la Métropole", Kind.TOWN, "numerique"),
    "zola": _card("Médiathèque Émile-Zola", Kind.LIBRARY, "numerique remobilisation--lien-social"),
    "rousseau": _card("Médiathèque Jean-Jacques-Rousseau", Kind.LIBRARY, "numerique", hours="fermée le lundi"),
    "culture": _card(
        "Direction de la culture", Kind.CULTURE, "remobilisation--activites-sportives-et-culturelles", also="Drac Ville"
    ),
    "cohesion": _card("Service Cohésion sociale", Kind.SOCIAL, "remobilisation difficultes-financieres"),
    "travail": _card(
        "France Travail",
        Kind.EMPLOYMENT,
        "trouver-un-emploi preparer-sa-candidature se-former",
        "FT",
        "Pôle Emploi|ANPE|Assédic",
        services=("accompagnement", "formation"),
    ),
    "mission": _card("Mission locale des jeunes", Kind.EMPLOYMENT, "trouver-un-emploi mobilite", "MLJ"),
    "cci": _card(
        "Chambre de commerce et d’industrie", Kind.CHAMBER, "creer-une-entreprise", "CCI", services=("information",)
    ),
    "cma": _card("Chambre de métiers et de l’artisanat", Kind.CHAMBER, "creer-une-entreprise se-former", "CMA"),
    "caf": _card(
        "Caisse d’allocations familiales",
        Kind.PUBLIC_SERVICE,
        "famille logement-hebergement difficultes-financieres",
        "CAF",
    ),
    "cpam": _card("Caisse primaire d’assurance maladie", Kind.PUBLIC_SERVICE, "sante--acces-aux-soins", "CPAM"),
    "bdf": _card(
        "Banque de France", Kind.PUBLIC_SERVICE, "difficultes-financieres--situation-dendettement-surendettement", "BDF"
    ),
    "valery": _card("Université Paul-Valéry", Kind.ACADEMIC, "se-former", also="UPV|Montpellier 3"),
    "sciences": _card("Université de Montpellier", Kind.ACADEMIC, "se-former sante", "UM"),
    "cidff": _card("CIDFF de l’Hérault", Kind.VIOLENCE, "famille--surmonter-conflits-separation-violence", "CIDFF"),
    "spip": _card("Service pénitentiaire d’insertion et de probation", Kind.JUSTICE, "", "SPIP"),
    "merlan": _card(
        "Les Jardins du Merlan",
        Kind.ASSOCIATION,
        "remobilisation--lien-social equipement-et-alimentation--alimentation",
        phone="+33465710110",
        contact="Mireille Astier",
        hours="mercredi et samedi matin",
        about="Association de jardiniers\u00a0: parcelles partagées, compost, repas de quartier.",
        services=("atelier",),
    ),
    "panier": _card(
        "Le Panier solidaire de la Treille",
        Kind.ASSOCIATION,
        "equipement-et-alimentation--alimentation",
        phone="+33465710122",
        hours="mardi et vendredi, 14 h – 17 h",
        services=("aide-materielle",),
    ),
    "sport": _card(
        "Club omnisports des Cévennes",
        Kind.SPORT,
        "remobilisation--activites-sportives-et-culturelles remobilisation--bien-etre-confiance-en-soi",
        phone="+33465710133",
    ),
    "theatre": _card("Théâtre de la Treille", Kind.CULTURE, "remobilisation", phone="+33465710144"),
    "papiers": _card(
        "Papiers Clairs",
        Kind.STARTUP,
        "numerique difficultes-administratives-ou-juridiques",
        phone="+33465710155",
        contact="Yann Le Goff",
        about="Une application qui explique un courrier administratif en mots simples.",
    ),
    "tamaris": _card("Résidence Les Tamaris", Kind.FIRM, "trouver-un-emploi", phone="+33465710166"),
    "proche": _card(
        "Consortium Santé Proche",
        Kind.HEALTH,
        "sante--acces-aux-soins",
        phone="+33465710177",
        about="Soignants, chercheurs et entreprises réunis autour de la prévention.",
        services=("atelier", "information"),
    ),
    "relais": _card("Relais emploi de la Mosson", Kind.EMPLOYMENT, "trouver-un-emploi", closed_on=dt.date(2019, 3, 31)),
}

# What binds, to whom (nobody for what the CEIS itself was given), from and to which day.
AGREEMENTS: tuple[tuple[str, AgreementKind, str, str, str], ...] = (
    ("Fabrique Numérique de Territoire", AgreementKind.LABEL, "", "2019-06-04", "2022-06-03"),
    ("Point Conseil Budget", AgreementKind.LABEL, "", "2018-09-01", "2019-08-31"),
    ("Accord de consortium autour de la santé", AgreementKind.CONSORTIUM, "proche", "2018-10-01", "2021-09-30"),
    ("Ateliers numériques à la médiathèque", AgreementKind.AGREEMENT, "zola", "2018-09-03", "2019-07-31"),
    ("Permanence d’accueil des demandeurs d’emploi", AgreementKind.AGREEMENT, "travail", "2019-01-02", "2020-01-01"),
    ("Prêt d’une parcelle", AgreementKind.AGREEMENT, "merlan", "2019-03-01", ""),
)


@dataclass(frozen=True)
class _Sent:
    """A referral of the cast: `ago` days before the opening, what was answered, what became of it."""

    code: str
    login: str
    ago: int
    partner: str
    theme: str
    platform: str
    words: str
    state: ReferralState = ReferralState.SENT
    outcome: ReferralOutcome = ReferralOutcome.NONE
    direction: Direction = Direction.OUT


_S, _O = ReferralState, ReferralOutcome
REFERRALS: tuple[_Sent, ...] = (
    _Sent("benali", "lea", 20, "caf", "famille", "", "Demande d’aide pour la garde des deux enfants."),
    _Sent("diallo", "marc", 34, "travail", "trouver-un-emploi", "employment", "Atelier CV.", _S.ACCEPTED),
    _Sent("koffi", "lea", 12, "mission", "mobilite", "employment", "Aide au permis."),
    _Sent("lopez", "claire", 45, "panier", "equipement-et-alimentation", "budget", "", _S.TAKEN_UP, _O.HELPED),
    _Sent("castel", "ines", 33, "proche", "sante", "health", "Atelier équilibre.", _S.TAKEN_UP),
    _Sent("pujol", "marc", 18, "cci", "creer-une-entreprise", "employment", "Projet de petite restauration."),
    _Sent("ouali", "nadia", 16, "caf", "logement-hebergement", "budget", "Dossier d’aide au logement."),
    _Sent("rossi", "lea", 40, "cidff", "famille", "", "Souhaite être écoutée, appels le matin.", _S.ACCEPTED),
    _Sent("martel", "accueil", 9, "zola", "numerique", "digital", "", _S.ACCEPTED, direction=Direction.IN),
    _Sent("serrano", "ines", 60, "sport", "remobilisation", "health", "Marche douce.", _S.REFUSED),
)

_Line = tuple[PartKind, str, str, int, PartState | None]
GARDEN: tuple[_Line, ...] = (
    (PartKind.STEP, "Choisir le terrain avec les habitants", "2019-02-12", 0, PartState.DONE),
    (PartKind.STEP, "Préparer la terre", "2019-03-30", 0, PartState.DONE),
    (PartKind.STEP, "Premières plantations", "2019-05-11", 0, PartState.DONE),
    (PartKind.STEP, "Repas du jardin", "2019-06-29", 0, PartState.PLANNED),
    (PartKind.STEP, "Installer un composteur", "2019-09-14", 0, PartState.PLANNED),
    (PartKind.FUNDING, "Ville, fonds de participation", "2019-03-04", 150_000, PartState.GRANTED),
    (PartKind.FUNDING, "Fondation, outils adaptés", "2019-06-03", 60_000, PartState.ASKED),
    (PartKind.DECISION, "Une parcelle réservée aux enfants", "2019-04-06", 0, PartState.ADOPTED),
    (PartKind.DECISION, "Arrosage à tour de rôle, affiché à l’accueil", "2019-05-18", 0, PartState.ADOPTED),
)
TESTS: tuple[_Line, ...] = (
    (PartKind.TEST, "Lire un courrier de la CAF", "2019-05-14", 0, PartState.DONE),
    (PartKind.TEST, "Remplir une demande avec l’application", "2019-06-04", 0, PartState.DONE),
    (PartKind.TEST, "Essai sur un téléphone ancien", "2019-07-02", 0, PartState.PLANNED),
    (PartKind.FEEDBACK, "Les mots « ayant droit » restent difficiles", "2019-05-14", 0, PartState.KEPT),
    (PartKind.FEEDBACK, "Le bouton retour efface ce qui est écrit", "2019-06-04", 0, PartState.HEARD),
    (PartKind.DECISION, "Une version sans compte ni mot de passe", "2019-06-05", 0, PartState.ADOPTED),
)
GUIDE: tuple[_Line, ...] = (
    (PartKind.STEP, "Visiter trois lieux de culture", "2019-06-21", 0, PartState.PLANNED),
    (PartKind.STEP, "Écrire les fiches du guide", "2019-07-05", 0, PartState.PLANNED),
)


def write_partners(tx: Tx, staff: dict[str, Id], people: dict[str, Id]) -> None:
    """Write the directory, what binds, who was sent where, and three projects."""
    ids = {code: code_id("demo_partner", code) for code in PARTNERS}
    rows = [{"id": ids[code], **columns_of(card), "withdrawn": False} for code, card in PARTNERS.items()]
    tx.put_many(partners.partner, rows)
    for title, kind, owner, start, end in AGREEMENTS:
        put_agreement(tx, PutAgreement(title, kind, ids.get(owner), _day(start), _day(end)))
    for sent in REFERRALS:
        _write_referral(tx, sent, staff, people, ids)
    _write_projects(tx, people, ids)


def _write_referral(tx: Tx, sent: _Sent, staff: dict[str, Id], people: dict[str, Id], ids: dict[str, Id]) -> None:
    day = _DAY - dt.timedelta(days=sent.ago)
    asked = RecordReferral(
        people[sent.code], day, ids[sent.partner], "", sent.direction, sent.theme, sent.platform, sent.words
    )
    row_id = record_referral(tx, asked).made[0]
    follow = begun(day)
    if sent.state is not ReferralState.SENT:
        follow = marked(follow, sent.state, day, day + dt.timedelta(days=min(4, sent.ago)))
    if sent.outcome is not ReferralOutcome.NONE:
        follow = told(follow, sent.outcome, day, min(day + dt.timedelta(days=31), _DAY))
    tx.change(partners.referral, row_id, account_id=staff[sent.login], **follow_columns(follow))


def _write_projects(tx: Tx, people: dict[str, Id], ids: dict[str, Id]) -> None:
    garden = SetProject(
        "Jardin partagé du Merlan",
        ProjectKind.CITIZEN,
        "Cultiver ensemble une parcelle au pied de la résidence, et y recevoir le quartier.",
        opened_on=dt.date(2019, 1, 22),
        state=ProjectState.RUNNING,
        topic=ProjectTopic.NATURE,
    )
    tests = SetProject(
        "Papiers Clairs\u00a0: expertise d’usage",
        ProjectKind.USE,
        "Des personnes du CEIS essaient l’application et disent ce qui les arrête.",
        "digital",
        dt.date(2019, 4, 16),
        state=ProjectState.RUNNING,
        topic=ProjectTopic.DIGITAL,
    )
    guide = SetProject(
        "Guide des sorties gratuites",
        ProjectKind.GROUP,
        "Le groupe d’Unis’Vers visite les lieux de culture et de sport, puis écrit le guide pour les autres.",
        "employment",
        dt.date(2019, 6, 3),
        state=ProjectState.PREPARED,
        topic=ProjectTopic.CULTURE,
    )
    _write_project(tx, garden, GARDEN, [ids["merlan"], ids["cohesion"]], ("castel", "ouali"),
                   ("benali", "koffi", "serrano", "lopez", "benazet"), people)  # fmt: skip
    _write_project(
        tx, tests, TESTS, [ids["papiers"], ids["smart"]], (), ("benazet", "martel", "diallo", "rossi"), people
    )
    _write_project(
        tx, guide, GUIDE, [ids["culture"], ids["theatre"], ids["sport"]], ("koffi",), ("diallo", "pujol"), people
    )


def _write_project(
    tx: Tx,
    project: SetProject,
    lines: tuple[_Line, ...],
    with_partners: list[Id],
    carriers: tuple[str, ...],
    others: tuple[str, ...],
    people: dict[str, Id],
) -> None:
    project_id = set_project(tx, project).made[0]
    for partner_id in with_partners:
        put_part(tx, PutPart(project_id, PartKind.PARTNER, partner_id=partner_id))
    # The administration founds the example and names nobody: the rows of persons are written as they stand.
    named = ((PartKind.CARRIER, carriers), (PartKind.PARTICIPANT, others))
    rows = [
        {
            "id": code_id("project_part", project_id, kind.value, people[code]),
            "project_id": project_id,
            "kind": kind.value,
            "person_id": people[code],
            "words": "",
            "state": "",
            "withdrawn": False,
        }
        for kind, codes in named
        for code in codes
    ]
    tx.put_many(partners.project_part, rows)
    for kind, words, day, cents, state in lines:
        session_id = _tried_in(tx, _day(day)) if kind is PartKind.TEST and state is PartState.DONE else None
        put_part(
            tx, PutPart(project_id, kind, words, None, None, session_id, _day(day), cents=cents or None, state=state)
        )


def _tried_in(tx: Tx, day: dt.date | None) -> Id | None:
    """The session drawn with the visits of that day, if any, becomes the one in which something was tried."""
    table = agenda.session
    drawn = select(table.c.id).where(table.c.day == day, table.c.account_id.is_(None)).order_by(table.c.id)
    session_id: Id | None = tx.connection.execute(drawn).scalars().first()
    if session_id is not None:
        tx.change(table, session_id, title="Essai de Papiers Clairs", kind=SessionKind.PROJECT.value, enrolling=False)
    return session_id


def _day(iso: str) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None
