"""Budget sheets in the store: each version one sealed row, written again at each cell until it is frozen."""

from __future__ import annotations

import functools
import json
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from ceis_desk.core.amounts import half_up
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.case_rows import read_case, writable_case
from ceis_desk.data.budget.items import GONE, put_item, read_item, read_items, withdraw_item
from ceis_desk.data.budget.sheet_debts import DEBT, debt_lines
from ceis_desk.data.house import read_settings
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import GONE as NO_PERSON
from ceis_desk.data.read import Reader
from ceis_desk.data.sealing import Keys
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.formula import formula_on
from ceis_desk.platforms.budget.ratios import reste_a_vivre
from ceis_desk.platforms.budget.rules import is_open
from ceis_desk.platforms.budget.scales import Scales, read_scales
from ceis_desk.platforms.budget.sheet import (
    LINES,
    USUAL_FORMULA,
    WORDS,
    Freezing,
    LineGroup,
    RestFormula,
    Sheet,
    household_of,
)
from ceis_desk.platforms.budget.sheet_codec import decode_sheet, encode_sheet
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet, FreezeSheet, NewSheet, ThawSheet, WithdrawSheet
from ceis_desk.platforms.budget.sheet_law import scales_of
from ceis_desk.platforms.budget.sheet_questions import Folder, ReadScales, ReadSheets
from ceis_desk.platforms.budget.sheet_rules import owed, sheet_totals
from ceis_desk.platforms.budget.sheet_settings import BudgetSettings, read_budget_settings
from ceis_desk.platforms.budget.usual_lines import first_lines

SHEET = "sheet"
_SCALES = Path(__file__).resolve().parents[3] / "resources" / "reference" / "baremes.json"
_LAST_DAY = 31
_NEGATIVE = "Un montant de la fiche n’est pas négatif. Rien n’a changé\u00a0: notez-le dans l’autre colonne."
_TOO_MANY = f"Une fiche a {LINES} lignes au plus. Rien n’a changé\u00a0: réunissez des lignes."
_TOO_LONG = f"Un texte de la fiche a {WORDS} signes au plus. Rien n’a changé\u00a0: raccourcissez-le."
_NO_DAY = "Un jour du mois va de 1 à 31. Rien n’a changé\u00a0: corrigez-le."
_OTHER_CASE = "Cette fiche n’est pas de ce dossier. Rien n’a changé\u00a0: relisez le dossier."
_CHANGED = "Fiche budget modifiée."
_NEW = {True: "Fiche budget copiée.", False: "Fiche budget commencée."}


def new_sheet(tx: Tx, gesture: NewSheet) -> Change:
    """Begin a sheet of today; what was given of each line of a copy is kept, levers and freezing are not."""
    home = writable_case(tx, gesture.case_id)
    settings = _settings(tx.connection)
    before = _sheets(tx.connection, tx.keys, gesture.case_id, settings)
    lines = (*first_lines(), *debt_lines(read_items(tx.connection, tx.keys, gesture.case_id, (DEBT,))))
    if gesture.copied_from is not None:
        source = next((one for one in before if one.id == gesture.copied_from), None)
        if source is None:
            raise Refusal(GONE)
        # A line that has been paid and ended is dropped by hand: whether it ended is not for us to say.
        lines = source.lines
    sheet = Sheet(
        id=new_id(),
        clock=0,
        case_id=gesture.case_id,
        day=tx.today,
        version=1 + max((one.version for one in before), default=0),
        household=household_of(home.members, tx.today),
        divisor=settings.divisor,
        thresholds=settings.thresholds,
        lines=lines,
        formula=formula_on(settings.formulas, tx.today),
    )
    subjects = put_sheet(tx, sheet)
    undo = WithdrawSheet(sheet.id, tx.stamp()[0])
    said = _NEW[gesture.copied_from is not None]
    return Change(subjects=subjects, said=said, undo=undo, made=(sheet.id,), facts={"clock": tx.stamp()[0]})


def change_sheet(tx: Tx, gesture: ChangeSheet) -> Change:
    """Write a sheet again; what was there is the way back. A cell says nothing: the page says that it is kept."""
    sheet = gesture.sheet
    before = _living(tx, sheet.id)
    if before.case_id != sheet.case_id:
        raise Refusal(_OTHER_CASE)
    writable_case(tx, sheet.case_id)
    _check(sheet)
    # Neither its number nor what froze it is changed by hand.
    written = thawed(replace(sheet, version=before.version), formula_on(_settings(tx.connection).formulas, sheet.day))
    subjects = put_sheet(tx, written, clock=sheet.clock)
    clock = tx.stamp()[0]
    undo = ChangeSheet(replace(before, clock=clock))
    masked = _CHANGED if gesture.done else ""
    return Change(subjects=subjects, said=gesture.done, masked=masked, undo=undo, facts={"clock": clock})


def freeze_sheet(tx: Tx, gesture: FreezeSheet) -> Change:
    """Freeze a sheet with the scales of its day; one that was printed may still be signed, never the other way."""
    item = read_item(tx.connection, tx.keys, gesture.sheet_id)
    before = decode_sheet(item.id, item.case_id, item.clock, item.payload)
    if before.freezing is Freezing.SIGNED or before.freezing is gesture.freezing:
        raise Refusal(_frozen_words(before))
    settings = _settings(tx.connection)
    sheet = replace(
        before,
        freezing=gesture.freezing,
        frozen_on=tx.today,
        frozen_by=tx.actor.account_id,
        scales=scales_of(before, settings.scales, settings.living),
        # One that was printed is signed as it was printed.
        formula=before.formula if before.frozen else formula_on(settings.formulas, before.day),
    )
    subjects = put_sheet(tx, sheet, clock=gesture.clock)
    said = f"Fiche budget {gesture.freezing.label}\u00a0: elle ne change plus, copiez-la pour la suite."
    undo = ThawSheet(sheet.id, tx.stamp()[0]) if gesture.freezing is Freezing.PRINTED else None
    return Change(subjects=subjects, said=said, undo=undo, facts={"clock": tx.stamp()[0]})


def thaw_sheet(tx: Tx, gesture: ThawSheet) -> Change:
    """Take a printing back; doing it again prints it again."""
    item = read_item(tx.connection, tx.keys, gesture.sheet_id)
    before = decode_sheet(item.id, item.case_id, item.clock, item.payload)
    if before.freezing is not Freezing.PRINTED:
        raise Refusal(_frozen_words(before))
    sheet = thawed(before, formula_on(_settings(tx.connection).formulas, before.day))
    subjects = put_sheet(tx, sheet, clock=gesture.clock)
    undo = FreezeSheet(sheet.id, tx.stamp()[0], Freezing.PRINTED)
    return Change(subjects=subjects, said="Impression annulée\u00a0: la fiche peut être changée.", undo=undo)


def withdraw_sheet(tx: Tx, gesture: WithdrawSheet) -> Change:
    """Take a sheet back, or put it back."""
    writable_case(tx, _living(tx, gesture.sheet_id).case_id)
    subjects = withdraw_item(tx, gesture.sheet_id, withdrawn=gesture.withdrawn, clock=gesture.clock)
    undo = WithdrawSheet(gesture.sheet_id, tx.stamp()[0], not gesture.withdrawn)
    said = "Fiche budget retirée." if gesture.withdrawn else "Fiche budget rétablie."
    return Change(subjects=subjects, said=said, undo=undo)


def read_sheets(reader: Reader, question: ReadSheets) -> Folder:
    """The sheets of a case; those that follow a separation are nobody's to read in the common case."""
    connection, keys = reader.connection, reader.keys
    home = read_case(connection, keys, question.case_id)
    identity = read_identity(connection, home.person_id)
    if identity is None:
        raise Refusal(NO_PERSON)
    settings = _settings(connection)
    sheets = _sheets(connection, keys, question.case_id, settings)
    until, closed = home.separated_on, home.closing_clock
    return Folder(
        case_id=question.case_id,
        person_id=home.person_id,
        civility=identity.civility,
        used_name=identity.used_name,
        first_name=identity.first_name,
        members=home.members,
        sheets=tuple(
            one for one in sheets if until is None or closed is None or (one.day <= until and one.clock <= closed)
        ),
        settings=settings,
        closed=not is_open(home),
    )


@functools.cache
def shipped_scales() -> Scales:
    """The scales of the program."""
    return read_scales(json.loads(_SCALES.read_text(encoding="utf-8")))


def thawed(sheet: Sheet, formula: RestFormula = USUAL_FORMULA) -> Sheet:
    """A sheet that may change again: it follows the scales of its day, and this formula."""
    return replace(sheet, freezing=None, frozen_on=None, frozen_by=None, scales=None, formula=formula)


def _sheets(connection: Connection, keys: Keys, case_id: Id, settings: BudgetSettings) -> tuple[Sheet, ...]:
    """The sheets of a case, those that are not frozen by the formula of their day."""
    sheets: list[Sheet] = []
    wrong: Refusal | None = None
    for item in read_items(connection, keys, case_id, (SHEET,)):
        try:
            sheet = decode_sheet(item.id, case_id, item.clock, item.payload)
            sheets.append(sheet if sheet.frozen else thawed(sheet, formula_on(settings.formulas, sheet.day)))
        except Refusal as refusal:
            wrong = refusal
    # One of a shape that is not known here hides no other; alone, it is said.
    if wrong is not None and not sheets:
        raise wrong
    # Two desks may give one number: the day and the order of making then tell them apart.
    return tuple(sorted(sheets, key=lambda one: (one.day, one.version, one.id)))


def _living(tx: Tx, sheet_id: Id) -> Sheet:
    """A sheet that may be written; raises Refusal when it is frozen or was never there."""
    item = read_item(tx.connection, tx.keys, sheet_id)
    if item.kind != SHEET:
        raise Refusal(GONE)
    sheet = decode_sheet(item.id, item.case_id, item.clock, item.payload)
    if sheet.frozen:
        raise Refusal(_frozen_words(sheet))
    return sheet


def put_sheet(tx: Tx, sheet: Sheet, clock: int | None = None) -> frozenset[Subject]:
    """Write a sheet with its fact for the figures; whether it may be written is the caller’s to check."""
    return put_item(tx, sheet.case_id, sheet.id, SHEET, encode_sheet(sheet), _fact(sheet), clock)


def _fact(sheet: Sheet) -> dict[str, object]:
    """What the figures may know: a day and whole cents, no text, no name."""
    totals = sheet_totals(sheet)
    return {
        "day": sheet.day.isoformat(),
        "resources": half_up(totals.resources),
        "charges": half_up(totals.fixed + totals.current),
        "payments": half_up(totals.credits + totals.plans),
        "rest": half_up(reste_a_vivre(totals)),
        "owed_credits": owed(sheet, LineGroup.CREDIT),
        "owed_plans": owed(sheet, LineGroup.PLAN),
        "persons": sheet.household.home.persons,
    }


def read_scales_in_force(reader: Reader, _question: ReadScales) -> Scales:
    """The scales of the site, else those of the program."""
    return _settings(reader.connection).scales


def _check(sheet: Sheet) -> None:
    """Raise Refusal for what a sheet does not hold: too many lines, long texts, negative amounts, a NIR."""
    if len(sheet.lines) > LINES:
        raise Refusal(_TOO_MANY)
    for line in sheet.lines:
        texts = (line.label, line.typed, line.payer, line.remark)
        if any(len(text) > WORDS for text in texts):
            raise Refusal(_TOO_LONG)
        for text in texts:
            refuse_nir(text)
        if min(line.cents or 0, line.owed or 0) < 0:
            raise Refusal(_NEGATIVE)
        if line.day is not None and not 1 <= line.day <= _LAST_DAY:
            raise Refusal(_NO_DAY)


def _settings(connection: Connection) -> BudgetSettings:
    return read_budget_settings(read_settings(connection, None), shipped_scales())


def _frozen_words(sheet: Sheet) -> str:
    word = sheet.freezing.label if sheet.freezing else ""
    return f"Cette fiche est {word}\u00a0: faites-en une copie."
