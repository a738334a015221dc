"""What a case helps to write and to verify: its household proposed, its letters filled, its rights looked over."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.budget.case_view import read_case_view
from ceis_desk.data.budget.sheets import read_sheets
from ceis_desk.data.house import site_value
from ceis_desk.data.households import read_household
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import GONE, read_work, same_person
from ceis_desk.data.read import Reader
from ceis_desk.people.model import HouseholdRole, Identity, Work
from ceis_desk.people.names import display_name, formal_name
from ceis_desk.platforms.budget.letters import (
    DEFAULT_LETTERS,
    LetterDraft,
    LetterTemplate,
    fill,
    missing_fields,
)
from ceis_desk.platforms.budget.model import Debt, DebtFamily, Member
from ceis_desk.platforms.budget.questions import (
    CaseView,
    DraftLetter,
    LetterTemplates,
    ProposeMembers,
    ReadCase,
    RightsToCheck,
)
from ceis_desk.platforms.budget.rights_check import Housing, RightToCheck, Situation, age_on, rights_to_check, told_by
from ceis_desk.platforms.budget.sheet_questions import ReadSheets

TEMPLATES = "letter_templates"
_NO_TEMPLATE = "Ce modèle de courrier n’existe plus. Rien n’a été écrit\u00a0: choisissez-en un autre."
_NO_DEBT = "Cette dette n’est plus dans le dossier. Rien n’a été écrit\u00a0: choisissez-en une autre."


def propose_members(reader: Reader, question: ProposeMembers) -> tuple[Member, ...]:
    """The household of a person as her record knows it: children in her charge, adults beside her."""
    own, *merged = same_person(reader.connection, question.person_id)
    identity = read_identity(reader.connection, own)
    if identity is None:
        raise Refusal(GONE)
    others = read_household(reader.connection, (own, *merged))
    first = Member(_name(identity), _birth_year(identity), adult=True, person_id=own)
    return (first, *(_member(one.name, one.birth_year, one.role, one.person_id) for one in others))


def check_rights(reader: Reader, question: RightsToCheck) -> tuple[RightToCheck, ...]:
    """The rights worth verifying for the household of a case."""
    view = read_case_view(reader, ReadCase(question.case_id))
    case, today = view.case, reader.today
    adults = [member for member in case.members if member.adult]
    children = [member for member in case.members if not member.adult]
    works = {read_work(reader.connection, one.person_id) for one in adults if one.person_id is not None}
    known = works - {Work.UNKNOWN}
    received, housing = _told(reader, case.id)
    return rights_to_check(
        Situation(
            adults=tuple(age_on(member.birth_year, today) for member in adults),
            children=tuple(age_on(member.birth_year, today) for member in children),
            lone_parent=len(adults) == 1 and bool(children),
            disabled=any(member.disabled for member in case.members),
            working=Work.EMPLOYED in known if known else None,
            seeking_work=Work.JOB_SEEKER in known if known else None,
            housing=question.housing or housing,
            monthly=question.monthly,
            rent_late=any(debt.family is DebtFamily.HOUSING and debt.late for debt in _owed(view)),
            overindebted=view.overindebtedness is not None and view.overindebtedness.ended_on is None,
            received=question.received | received | {right.code for right in view.rights},
        )
    )


def _told(reader: Reader, case_id: Id) -> tuple[frozenset[str], Housing]:
    sheets = read_sheets(reader, ReadSheets(case_id)).sheets
    return told_by(sheets[-1]) if sheets else (frozenset(), Housing.UNKNOWN)


def letter_templates(reader: Reader, _question: LetterTemplates) -> tuple[LetterTemplate, ...]:
    """The letters that may be written: the site’s own, else the shipped ones."""
    return read_templates(reader.connection)


def read_templates(connection: Connection) -> tuple[LetterTemplate, ...]:
    """The same, from a connection."""
    kept = site_value(connection, TEMPLATES, None)
    if kept is None:
        return DEFAULT_LETTERS
    return tuple(LetterTemplate(one["code"], one["title"], one["subject"], one["text"]) for one in kept)


def draft_letter(reader: Reader, question: DraftLetter) -> LetterDraft:
    """A letter of a case, filled with what the case knows, to be read over before it is printed."""
    template = next((one for one in read_templates(reader.connection) if one.code == question.code), None)
    if template is None:
        raise Refusal(_NO_TEMPLATE)
    view = read_case_view(reader, ReadCase(question.case_id))
    debt = next((one for one in view.debts if one.id == question.debt_id), None)
    if question.debt_id is not None and debt is None:
        raise Refusal(_NO_DEBT)
    known = _fields(reader, view, debt)
    return LetterDraft(
        code=template.code,
        recipient=debt.creditor if debt else "",
        subject=fill(template.subject, known),
        text=fill(template.text, known),
        missing=missing_fields((template.subject, template.text), known),
    )


def _fields(reader: Reader, view: CaseView, debt: Debt | None) -> Mapping[str, str]:
    person = next((one for one in view.persons if one.id == view.case.person_id), None)
    file = view.overindebtedness
    return {
        "personne": formal_name(person.civility, person.used_name, person.first_name) if person else "",
        "adresse": person.address if person else "",
        "creancier": debt.creditor if debt else "",
        "dette": debt.label if debt else "",
        "reste_du": write_amount(debt.remaining) if debt else "",
        "retard": write_amount(debt.late) if debt and debt.late else "",
        "mensualite": write_amount(debt.monthly) if debt and debt.monthly else "",
        "reference": file.reference if file else "",
        "conseiller": view.referent_name or reader.actor.name,
        "structure": site_value(reader.connection, "structure", ""),
        "date": write_day(reader.today),
    }


def _owed(view: CaseView) -> list[Debt]:
    return [debt for debt in view.debts if debt.settled_on is None]


def _member(name: str, birth_year: int | None, role: HouseholdRole, person_id: Id | None) -> Member:
    child = role is HouseholdRole.CHILD
    return Member(name, birth_year, adult=not child, person_id=person_id, dependant=child, family_child=child)


def _name(identity: Identity) -> str:
    return display_name("", identity.used_name, identity.first_name, identity.birth_name)


def _birth_year(identity: Identity) -> int | None:
    return identity.birth_date.year if identity.birth_date else identity.birth_year
