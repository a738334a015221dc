"""The other lines of a case as rows: documents asked, files, things to do, interventions, credits, rights, letters."""

from __future__ import annotations

import datetime as dt

from ceis_desk.access.masking import Discretion
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day
from ceis_desk.notes.model import DocumentLine
from ceis_desk.platforms.budget.interventions import Answer, CreditState, Intervention, Microcredit, RightOpened
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import ActionKind, AskedDocument, CaseAction
from ceis_desk.platforms.budget.rights_check import Right, RightToCheck
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.platforms.budget.case.words import short, spoken_day

_ACTION_ICONS = {
    ActionKind.CALL: "phone",
    ActionKind.WRITE: "mail",
    ActionKind.MEET: "users",
    ActionKind.OTHER: "clipboard-text",
}
_ANSWERS = {
    Answer.WAITING: ("warn", "clock"),
    Answer.GRANTED: ("success", "check"),
    Answer.PARTLY: ("success", "tilde"),
    Answer.REFUSED: ("danger", "x"),
}
_CREDITS = {
    CreditState.PREPARED: ("neutral", "pencil"),
    CreditState.SENT: ("warn", "clock"),
    CreditState.GRANTED: ("success", "check"),
    CreditState.REFUSED: ("danger", "x"),
    CreditState.GIVEN_UP: ("neutral", "minus"),
}
_KILO = 1024


def asked_row(document: AskedDocument, show: Discretion, today: dt.date) -> RowLook:
    """« Avis d’impôt 2019 · à recevoir, 28 jours », « Identité · réception le 01/02 », in words that agree."""
    label = show.phone(document.label)
    if document.received_on is not None:
        received = f"réception le {short(document.received_on, today)}"
        return RowLook(label, icon="check", icon_tone="success", right=received, compact=True)
    days = (today - document.asked_on).days
    waited = f"à recevoir, {days} jour{'s' if days > 1 else ''}" if days > 0 else "à recevoir"
    chip = ChipLook(waited, "warn", "")
    return RowLook(label, icon="clock", icon_tone="warn", chips=(chip,), compact=True)


def file_row(document: DocumentLine, show: Discretion, today: dt.date) -> RowLook:
    """« bail.pdf · 214 Ko, ajouté le 21/03 par Claire Fabre »."""
    added = f"{size_words(document.size)}, ajouté le {short(document.added_on, today)} par {document.added_by}"
    elsewhere = (ChipLook(f"au poste {document.desk}", "warn", "device-desktop"),) if not document.here else ()
    return RowLook(
        show.phone(document.name), subtitle=show.detail(added), icon="paperclip", chips=elsewhere, compact=True
    )


def size_words(size: int) -> str:
    """« 214 Ko », « 1,2 Mo »."""
    if size < _KILO * _KILO:
        return f"{max(round(size / _KILO), 1)}\u00a0Ko"
    return f"{size / _KILO / _KILO:.1f}".replace(".", ",") + "\u00a0Mo"


def action_row(action: CaseAction, show: Discretion, today: dt.date) -> RowLook:
    """« Appeler le bailleur · avant le 24 juin »."""
    done, late = action.done_on is not None, action.done_on is None and action.due is not None and action.due < today
    when = f"avant le {spoken_day(action.due, today)}" if action.due else ""
    if late and action.due is not None:
        days = (today - action.due).days
        when = f"en retard de {days} jour{'s' if days > 1 else ''}"
    if action.done_on is not None:
        when = f"fait le {spoken_day(action.done_on, today)}"
    return RowLook(
        show.phone(action.text),
        subtitle=", ".join(part for part in (when, show.phone(action.who)) if part),
        subtitle_icon="alert-triangle" if late else "",
        subtitle_tone="danger",
        icon="check" if done else _ACTION_ICONS[action.kind],
        icon_tone="success" if done else "violet",
        compact=True,
        quiet=done,
    )


def intervention_row(line: Intervention, show: Discretion, today: dt.date) -> RowLook:
    """« EDF · un échéancier, le 3 mai · obtenu · 120,00 € »."""
    tone, icon = _ANSWERS[line.answer]
    answered = f"réponse le {spoken_day(line.answered_on, today)}" if line.answered_on else ""
    said = [line.aim.label, f"le {spoken_day(line.day, today)}", answered, line.remark]
    return RowLook(
        show.phone(line.creditor),
        subtitle=show.detail(", ".join(part for part in said if part)),
        chips=(ChipLook(line.answer.label, tone, icon),),
        amount=show.amount(write_amount(line.cents)) if line.cents else "",
    )


def microcredit_row(line: Microcredit, show: Discretion, today: dt.date) -> RowLook:
    """« Réparation de la voiture · 24 mois, Crédit municipal · accordé · 1 500,00 € »."""
    tone, icon = _CREDITS[line.state]
    months = f"{line.months} mois" if line.months else ""
    said = [months, line.bank, f"le {spoken_day(line.day, today)}", line.remark]
    return RowLook(
        show.phone(line.purpose),
        subtitle=show.detail(", ".join(part for part in said if part)),
        chips=(ChipLook(line.state.label, tone, icon),),
        amount=show.amount(write_amount(line.cents)),
    )


def right_row(line: RightOpened, show: Discretion, today: dt.date) -> RowLook:
    """« Aide au logement · rétablie le 2 mai · environ 214,00 € par mois »."""
    verb = "rétabli" if line.restored else "ouvert"
    said = [f"{verb} le {spoken_day(line.opened_on, today)}", "montant estimé, par mois" if line.monthly else ""]
    return RowLook(
        show.motif(right_words(line)),
        subtitle=show.detail(", ".join(part for part in (*said, line.remark) if part)),
        icon="check",
        icon_tone="success",
        amount=show.amount(write_amount(line.monthly)) if line.monthly else "",
    )


def right_words(line: RightOpened) -> str:
    """The words kept with it, else those of its code in the checklist."""
    known = {right.value: right.label for right in Right}
    return line.label or known.get(line.code, "")


def to_check_row(line: RightToCheck, show: Discretion) -> RowLook:
    """« Aide au logement · le foyer est locataire · à demander : … »: never an amount."""
    asked = f"À demander\u00a0: {', '.join(line.to_ask)}." if line.to_ask else ""
    why = ", ".join(line.reasons)
    return RowLook(
        show.motif(line.right.label),
        subtitle=show.detail(f"{why[:1].upper()}{why[1:]}. {asked}".strip()),
        icon="search",
        icon_tone="warn",
        chips=(ChipLook("à vérifier", "warn", "eye"),),
    )


def letter_row(letter: Letter, show: Discretion) -> RowLook:
    """« Demande d’échéancier · Régie des eaux · 02/05/2019 »."""
    return RowLook(
        show.phone(letter.subject),
        subtitle=show.detail(letter.recipient),
        icon="mail",
        icon_tone="violet",
        right=write_day(letter.day),
    )
