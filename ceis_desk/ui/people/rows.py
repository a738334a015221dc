"""How a record reads: pure words and row looks, every personal one through the discreet formatter."""

from __future__ import annotations

import datetime as dt

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.core.dates import MONTHS, age_from_year, age_on, write_day, write_hour
from ceis_desk.core.phones import write_phone
from ceis_desk.people.model import (
    AppointmentLine,
    Civility,
    District,
    HouseholdMember,
    HouseholdRole,
    Identity,
    PersonRecord,
    SafeContact,
    Sex,
    VisitLine,
)
from ceis_desk.platforms.budget.model import CaseLine, Step
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.people.typed import years

_SOON = dt.timedelta(minutes=60)


def name_of(identity: Identity, show: Discretion) -> str:
    """« Mme BENALI Samira »; the birth name stands in for a used name that is not known."""
    return show.name(identity.civility, identity.used_name or identity.birth_name, identity.first_name)


def initials_of(identity: Identity) -> str:
    """The two letters of the badge."""
    return initials(identity.used_name or identity.birth_name, identity.first_name)


def feminine(identity: Identity) -> bool | None:
    """Whether « née » is right; None when it is not known."""
    if identity.civility is not Civility.NONE:
        return identity.civility is Civility.MME
    return None if identity.sex is Sex.NOT_SAID else identity.sex is Sex.FEMALE


def born(identity: Identity, show: Discretion, today: dt.date) -> str:
    """« née le 14/03/1984, 35 ans »."""
    words = show.birth(identity.birth_date, identity.birth_year, feminine(identity))
    if show.on or not words:
        return words
    if identity.birth_date is not None:
        return f"{words}, {years(age_on(identity.birth_date, today))}"
    return f"{words}, {years(age_from_year(identity.birth_year, today))}" if identity.birth_year else words


def district_words(identity: Identity) -> str:
    """« Mosson (QPV) »."""
    flag = {District.YES: "QPV", District.NO: "hors QPV", District.UNKNOWN: ""}[identity.qpv]
    if identity.district and flag:
        return f"{identity.district} ({flag})"
    return identity.district or flag


def safe_words(safe: SafeContact) -> str:
    """What is refused as an order, « Ne pas appeler, ne pas écrire. »; what is allowed otherwise."""
    if not safe.restricted:
        return "appel, message, courrier"
    orders = ["ne pas appeler"] if safe.no_call else []
    if safe.no_message and safe.no_letter:
        orders.append("ne pas écrire")
    elif safe.no_message:
        orders.append("ne pas envoyer de message")
    elif safe.no_letter:
        orders.append("ne pas envoyer de courrier")
    words = ", ".join(orders)
    return f"{words[:1].upper()}{words[1:]}."


def needs_words(identity: Identity) -> str:
    """« poussette, accès sans marche »."""
    needs = identity.needs
    said = ((needs.pushchair, "poussette"), (needs.step_free, "accès sans marche"), (needs.interpreter, "interprète"))
    return ", ".join(word for on, word in said if on)


def household_words(members: tuple[HouseholdMember, ...]) -> str:
    """« Foyer : 1 adulte, 2 enfants », the person herself counted."""
    children = sum(member.role is HouseholdRole.CHILD for member in members)
    adults = 1 + len(members) - children
    words = f"Foyer\u00a0: {adults} adulte{'s' if adults > 1 else ''}"
    return f"{words}, {children} enfant{'s' if children > 1 else ''}" if children else words


def head_chips(record: PersonRecord, show: Discretion) -> tuple[ChipLook, ...]:
    """What the counter must know at a glance."""
    identity = record.identity
    chips = []
    if record.household and not show.on:
        chips.append(ChipLook(household_words(record.household), icon="users", outlined=True))
    if identity.notice_on:
        chips.append(ChipLook(f"Information remise le {write_day(identity.notice_on)}", "success", "signature"))
    else:
        chips.append(ChipLook("Information à remettre", "warn", "signature"))
    if identity.safe_contact.restricted:
        chips.append(ChipLook(safe_words(identity.safe_contact), "danger", "phone-off"))
    if identity.safe_contact.hours and not show.on:
        chips.append(ChipLook(f"Préfère\u00a0: {identity.safe_contact.hours}", icon="phone", outlined=True))
    return tuple(chips)


def followed_chips(record: PersonRecord, follower: str) -> tuple[ChipLook, ...]:
    """« suivie par Claire Fabre »."""
    if not follower:
        return ()
    followed = {True: "suivie", False: "suivi", None: "suivi·e"}[feminine(record.identity)]
    return (ChipLook(f"{followed} par {follower}", "primary", "user-check"),)


def coordinates(record: PersonRecord, show: Discretion) -> tuple[tuple[str, str], ...]:
    """The facts of the card « Coordonnées », but the safe contact which has its own colour."""
    one = record.identity
    phones = ", ".join(write_phone(number) for number in one.phones[1:])
    town = " ".join(part for part in (one.postcode, one.commune) if part)
    company = {True: "vit seul·e", False: "ne vit pas seul·e", None: ""}[one.lives_alone]
    seen = f"voit quelqu’un {one.company.label[0].lower()}{one.company.label[1:]}" if one.company.value else ""
    private = {
        "Nom de naissance": one.birth_name.upper(),
        "Adresse": one.address,
        "Commune": town,
        "E-mail": one.email,
        "Autres téléphones": phones,
        "Langues": one.languages,
        "Préférence": one.safe_contact.hours,
        "Besoins": needs_words(one),
        "Situation familiale": one.family.label if one.family.value else "",
        "Entourage": ", ".join(part for part in (company, seen) if part),
    }
    always = ("Nom de naissance", "Adresse", "Commune", "Langues", "Besoins")
    facts = [(label, show.phone(value)) for label, value in private.items() if value or label in always]
    since = {True: "Connue depuis", False: "Connu depuis", None: "Connu·e depuis"}[feminine(one)]
    return (*facts, (since, show.phone(write_day(record.known_since))))


def visit_row(visit: VisitLine, show: Discretion, today: dt.date, comment: str = "") -> RowLook:
    """« 11 juin · Rendez-vous budget · Claire Fabre »."""
    return RowLook(
        show.motif(", ".join(visit.motifs) or "motif non précisé"),
        subtitle=show.detail(comment),
        subtitle_icon="message" if comment else "",
        lead=short_day(visit.at.date(), today),
        right=visit.received_by or "accueil",
        compact=not comment,
    )


def appointment_row(line: AppointmentLine, now: dt.datetime) -> RowLook:
    """« 18 juin, 10:45 · Claire Fabre »: when and with whom only."""
    minutes = -(-(line.at - now).total_seconds() // 60)
    soon = dt.timedelta() <= line.at - now <= _SOON
    chips = (ChipLook(f"dans {int(minutes)} min", "accent", "clock"),) if soon else ()
    return RowLook(
        line.with_name or "à préciser",
        beside=line.room,
        lead=f"{short_day(line.at.date(), now.date())}, {write_hour(line.at.time())}",
        chips=chips,
        compact=True,
        quiet=line.at < now,
    )


def member_row(member: HouseholdMember, show: Discretion, today: dt.date | None = None) -> RowLook:
    """« BENALI Lina · Enfant, 9 ans »."""
    family, _, first = member.name.partition(" ")
    age = years(age_from_year(member.birth_year, today)) if member.birth_year and today else ""
    facts = [member.role.label, age or (f"{member.birth_year}" if member.birth_year else "")]
    return RowLook(
        show.name("", family, first),
        beside=", ".join(part for part in ([member.role.label] if show.on else facts) if part),
        initials=initials(family, first),
        person=str(member.person_id or member.id),
        compact=True,
    )


def short_day(day: dt.date, today: dt.date) -> str:
    """« 11 juin », with its year when it is another one."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")


def name_parts(name: str) -> tuple[str, str]:
    """Family and first name of « Mme BENALI Samira », for a masked name and its badge."""
    words = [word for word in name.split() if word not in {"Mme", "M."}]
    family = [word for word in words if word == word.upper()]
    return " ".join(family), " ".join(word for word in words if word not in family)


def masked(name: str, show: Discretion) -> str:
    """A name already written, as the discreet screen allows it."""
    return show.name("", *name_parts(name)) if show.on else name


def case_way(cases: tuple[CaseLine, ...]) -> tuple[str, str]:
    """What the tab « Budget » says of a person's cases, and its button."""
    running = [case for case in cases if case.step is not Step.CLOSED]
    if not cases:
        return "Aucun dossier budget pour cette personne.", "Ouvrir un dossier"
    case = (running or list(cases))[0]
    followed = f", suivi par {case.referent_name}" if case.referent_name else ""
    words = f"Dossier {'ouvert' if running else 'clos'}, étape {case.step.label}{followed}."
    return words, "Ouvrir le dossier budget"
