"""The words of a field that two desks changed at once, and of its values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.agenda.model import Outcome
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.core.phones import write_phone
from ceis_desk.core.store import Needs
from ceis_desk.data.employment import words as employment_words
from ceis_desk.data.partners import crossed_words as referral_words
from ceis_desk.data.schema import house, people
from ceis_desk.parcours.model import ExitOutcome, FreinLevel, FreinMoment, ItemState, ParcoursState
from ceis_desk.partners.model import PartnerKind, ReferralOutcome, ReferralState
from ceis_desk.partners.projects import PartState, ProjectState, ProjectTopic
from ceis_desk.people.model import Company, District, Family, HouseholdRole, Sex, Work
from ceis_desk.people.names import display_name
from ceis_desk.platforms.digital.coop import ProcedureTheme
from ceis_desk.platforms.digital.model import ProcedureState
from ceis_desk.reception.model import Medium

_EMPTY = "non saisi"

FIELDS: Mapping[tuple[str, str], str] = {
    ("person", "used_name"): "Nom d’usage",
    ("person", "birth_name"): "Nom de naissance",
    ("person", "first_name"): "Prénom",
    ("person", "civility"): "Civilité",
    ("person", "birth_date"): "Naissance",
    ("person", "sex"): "Sexe",
    ("person", "email"): "E-mail",
    ("person", "address"): "Adresse",
    ("person", "languages"): "Langues",
    ("person", "family"): "Situation familiale",
    ("person", "lives_alone"): "Vit seule",
    ("person", "company"): "Voit quelqu’un",
    ("person", "no_call"): "Ne pas appeler",
    ("person", "no_message"): "Ne pas laisser de message",
    ("person", "no_letter"): "Ne pas écrire",
    ("person", "contact_hours"): "Heures de contact",
    ("person", "pushchair"): "Poussette",
    ("person", "step_free"): "Accès de plain-pied",
    ("person", "interpreter"): "Interprète",
    ("person", "at_desk"): "À savoir à l’accueil",
    ("person", "notice_on"): "Information remise le",
    ("person", "withdrawn"): "Fiche retirée",
    ("person_phone", "active"): "Téléphone gardé",
    ("person_work", "work"): "Situation professionnelle",
    ("person_merge", "winner_id"): "Réunie avec",
    ("household_member", "role"): "Place dans le foyer",
    ("household_member", "active"): "Membre du foyer",
    ("visit", "at"): "Moment du passage",
    ("visit", "medium"): "Moyen du passage",
    ("visit", "person_id"): "Personne du passage",
    ("visit", "referred_to"): "Orientation",
    ("visit", "withdrawn"): "Passage annulé",
    ("visit_motif", "precision"): "Précision du motif",
    ("visit_motif", "active"): "Motif du passage",
    ("instruction", "text"): "Consigne",
    ("message", "text"): "Message",
    ("message", "done_at"): "Message fait",
    ("absence", "first"): "Absence",
    ("appointment", "person_id"): "Personne du rendez-vous",
    ("appointment", "account_id"): "Créneau",
    ("appointment", "outcome"): "Suite du rendez-vous",
    ("appointment", "withdrawn"): "Rendez-vous annulé",
    ("session", "title"): "Titre de l’atelier",
    ("session", "account_id"): "Créneau de l’atelier",
    ("session", "places"): "Places de l’atelier",
    ("session", "withdrawn"): "Atelier annulé",
    ("session", "enrolling"): "Inscription à l’atelier",
    ("session", "closed_at"): "Séance close le",
    ("session", "extra"): "Venus sans nom",
    ("session_count", "count"): "Compte de personnes sans nom",
    ("attendance", "state"): "Présence à l’atelier",
    ("cohort", "name"): "Nom du groupe",
    ("cohort", "first"): "Dates du groupe",
    ("cohort", "withdrawn"): "Groupe retiré",
    ("cohort_member", "joined_on"): "Place dans le groupe",
    ("contract", "person_id"): "Personne du contrat",
    ("place", "name"): "Nom d’une place",
    ("place", "tutor"): "Tutorat d’un EHPAD",
    ("place", "places"): "Nombre de places",
    ("place", "withdrawn"): "Place retirée",
    ("contract", "place_id"): "Place du contrat",
    ("contract", "first"): "Dates du contrat",
    ("contract", "terms"): "Nature du contrat",
    ("contract", "prescriber"): "Prescripteur du contrat",
    ("contract", "commitments"): "Engagements du contrat",
    ("contract", "school"): "Entrée à l’école",
    ("contract", "ended_on"): "Sortie du contrat",
    ("contract", "withdrawn"): "Contrat retiré",
    ("contract_fact", "kind"): "Fait du contrat",
    ("contract_fact", "words"): "Précision d’un fait du contrat",
    ("parcours", "opened_on"): "Entrée dans le parcours",
    ("parcours", "state"): "État du parcours",
    ("parcours_referent", "account_id"): "Suivi du parcours",
    ("parcours_referent", "main"): "Référent principal",
    ("parcours_item", "title"): "Objectif ou étape",
    ("parcours_item", "due"): "Échéance d’un objectif",
    ("parcours_item", "state"): "État d’un objectif",
    ("frein_level", "day"): "Niveau d’un frein",
    ("partner", "name"): "Nom du partenaire",
    ("partner", "acronym"): "Sigle du partenaire",
    ("partner", "kind"): "Genre du partenaire",
    ("partner", "phone"): "Téléphone du partenaire",
    ("partner", "email"): "Courriel du partenaire",
    ("partner", "site"): "Site du partenaire",
    ("partner", "address"): "Adresse du partenaire",
    ("partner", "contact"): "Contact du partenaire",
    ("partner", "hours"): "Horaires du partenaire",
    ("partner", "about"): "Présentation du partenaire",
    ("partner", "closed_on"): "Partenaire fermé le",
    ("partner", "withdrawn"): "Partenaire retiré",
    ("agreement", "title"): "Titre d’un accord",
    ("agreement", "from_day"): "Dates d’un accord",
    ("agreement", "withdrawn"): "Accord retiré",
    ("referral", "partner_id"): "Partenaire d’une orientation",
    ("referral", "direction"): "Sens d’une orientation",
    ("referral", "day"): "Jour d’une orientation",
    ("referral", "platform"): "Plateforme d’une orientation",
    ("referral", "state"): "Suivi d’une orientation",
    ("referral", "withdrawn"): "Orientation retirée",
    ("project", "title"): "Titre d’un projet",
    ("project", "aim"): "Objet d’un projet",
    ("project", "state"): "État d’un projet",
    ("project", "topic"): "Domaine d’un projet",
    ("project", "withdrawn"): "Projet retiré",
    ("project_part", "words"): "Ligne d’un projet",
    ("project_part", "cents"): "Montant d’une ligne de projet",
    ("project_part", "state"): "État d’une ligne de projet",
    ("project_part", "withdrawn"): "Ligne d’un projet retirée",
    ("motif", "label"): "Nom du motif",
    ("motif", "precisions"): "Précisions du motif",
    ("motif", "closed_on"): "Motif fermé le",
    ("post_use", "ended_at"): "Fin d’un poste",
    ("procedure", "label"): "Nom d’une démarche",
    ("procedure", "theme"): "Thème d’une démarche",
    ("procedure", "state"): "État d’une démarche",
    ("procedure", "withdrawn"): "Démarche retirée",
    ("setting", "value"): "Réglage",
    ("desk", "name"): "Nom du poste",
}
"""The label of each field that a person can judge, by its table and the first column of its unit.

Accounts are not among them: what the administration signed decides, and its pages say what is to check.
"""

SEALED_FIELDS: Mapping[tuple[str, str], str] = {
    ("appointment_subject", "group_code"): "Objet du rendez-vous",
    ("health_fact", "sealed"): "Point de prévention",
    ("referral_note", "sealed"): "Motif d’une orientation",
}
"""The same of what is sealed: shown to whoever opens both versions, and counted for nobody else."""

_SUBJECT: Needs = ((Thing.APPOINTMENT_SUBJECT, Level.WRITE), (Thing.APPOINTMENT_SUBJECT, Level.OWN))
_THINGS: Mapping[str, Thing] = {
    "person_work": Thing.SITUATION,
    "person_merge": Thing.MERGE,
    **dict.fromkeys(("parcours", "parcours_referent", "parcours_item", "frein_level"), Thing.PARCOURS),
    "visit_motif.precision": Thing.PRECISION,
    "procedure": Thing.PARCOURS,
    "post_use": Thing.VISITS,
    "cohort": Thing.PARCOURS,
    "cohort_member": Thing.PARCOURS,
    "place": Thing.CONTRACTS,
    "contract": Thing.CONTRACTS,
    "contract_fact": Thing.CONTRACTS,
    "setting": Thing.ACCOUNTS,
    "motif": Thing.ACCOUNTS,
    "desk": Thing.ACCOUNTS,
    **dict.fromkeys(("partner", "agreement", "project", "project_part"), Thing.PARTNERS),
    **dict.fromkeys(("referral", "referral_note"), Thing.VISITS),
    "health_fact": Thing.HEALTH_FACTS,
}
NAMED = frozenset({"contract", "contract_fact"})
"""Tables read without a name by whoever may read no identity."""
# An account's own settings are its own: the later one is taken, and nobody else judges.
SITE_ONLY = "setting"


def needs_of(table: str, field: str, level: Level) -> Needs:
    """What it takes to read or to settle a field; of what is sealed, the keys decide too."""
    if table == "appointment_subject":
        return _SUBJECT
    thing = _THINGS.get(f"{table}.{field}", _THINGS.get(table, Thing.IDENTITY))
    return ((thing, level),)


_LABELS: Mapping[str, Callable[[Any], str]] = {
    "sex": lambda value: Sex(value).label,
    "qpv": lambda value: District(value).label,
    "family": lambda value: Family(value).label,
    "company": lambda value: Company(value).label,
    "work": lambda value: Work(value).label,
    "role": lambda value: HouseholdRole(value).label,
    "medium": lambda value: Medium(value).label,
    "outcome": lambda value: Outcome(value).label,
    "number": write_phone,
    "parcours.state": lambda value: ParcoursState(value).label,
    "parcours.outcome": lambda value: ExitOutcome(value).label,
    "parcours_item.state": lambda value: ItemState(value).label,
    "frein_level.moment": lambda value: FreinMoment(value).label,
    "frein_level.level": lambda value: tuple(FreinLevel)[int(value)].label,
    "partner.kind": lambda value: PartnerKind(value).label,
    "partner.phone": write_phone,
    "partner.sensitive": lambda value: "oui" if value else "non",
    "referral.state": lambda value: ReferralState(value).label,
    "referral.outcome": lambda value: ReferralOutcome(value).label,
    "project.state": lambda value: ProjectState(value).label,
    "project.topic": lambda value: ProjectTopic(value).label or "non dit",
    "project_part.state": lambda value: PartState(value).label,
    "project_part.cents": write_amount,
    "procedure.state": lambda value: ProcedureState(value).label,
    "procedure.theme": lambda value: ProcedureTheme(value).label,
}
"""The words of a code, by its column, or by its table and its column where two tables disagree."""

_FLAGS = frozenset(
    {
        "main",
        "lives_alone",
        "no_call",
        "no_message",
        "no_letter",
        "pushchair",
        "step_free",
        "interpreter",
        "withdrawn",
        "active",
        "enrolling",
    }
)
_LONGEST, _BEGINNING = 20_000, 200
# What a row counts for ever follows the person of the visit, and is not judged apart.
_SILENT = frozenset(
    {"age", "job_seeker", "lone_parent", "isolated", "timed", "day", "done_by", "birth_year", "visit_id"}
)

_OF_REFERRAL = frozenset({"partner_id", "direction", "day", "platform"})


def write_values(connection: Connection, table: str, first: str, values: Mapping[str, Any]) -> str:
    """The values of one unit in words; those of a visit's person are her name alone."""
    if first == "person_id":
        return _person(connection, values.get("person_id"))
    if table == "person_merge":
        return _person(connection, values.get("winner_id")) if values.get("active") else "réunion annulée"
    if table == "absence":
        return " – ".join(_moment(str(values[name])) for name in ("first", "last") if values.get(name))
    if table in employment_words.TABLES and first != "account_id":
        return employment_words.write_unit(connection, table, values) or _EMPTY
    if table == "referral" and first in _OF_REFERRAL:
        return referral_words.write_unit(connection, first, values)
    words = [_write(connection, table, name, value) for name, value in values.items() if name not in _SILENT]
    return ", ".join(word for word in words if word) or _EMPTY


def _write(connection: Connection, table: str, name: str, value: Any) -> str:
    if name in _FLAGS:
        return "non précisé" if value is None else ("oui" if value else "non")
    if value is None or value == "":
        return ""
    label = _LABELS.get(f"{table}.{name}", _LABELS.get(name))
    if label is not None:
        return label(value)
    if name == "account_id":
        return _account(connection, value)
    if name == "minutes":
        return f"{value} min"
    if name.endswith("_at") or name == "at":
        return _moment(value)
    if name.endswith(("_on", "_date", "_day")) or name in {"day", "due"}:
        return write_day(dt.date.fromisoformat(value))
    words = str(value)
    # A picture among the settings: nobody compares its letters, and a window would choke on them.
    return words if len(words) <= _LONGEST else f"{words[:_BEGINNING]}…"


def _moment(value: str) -> str:
    return f"{dt.datetime.fromisoformat(value):%d/%m/%Y %H:%M}"


def _account(connection: Connection, value: Any) -> str:
    table = house.account
    found = connection.execute(select(table.c.name).where(table.c.id == Id(bytes=value))).scalar_one_or_none()
    return found or ""


def _person(connection: Connection, value: Any) -> str:
    if value is None:
        return "personne anonyme"
    table = people.person
    row = connection.execute(select(table).where(table.c.id == Id(bytes=value))).first()
    return _EMPTY if row is None else display_name(row.civility, row.used_name, row.first_name, row.birth_name)
