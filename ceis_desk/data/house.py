"""Settings, drafts and the journal in the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ceis_desk.access.gestures import KeepDraft, NoteAccess, NotedAct, RenameDesk, SetOwnSetting, SetSiteSetting
from ceis_desk.access.model import Level, Thing
from ceis_desk.access.questions import JournalLine, ReadDraft, ReadJournal
from ceis_desk.access.rights import may
from ceis_desk.access.site_settings import LONGEST, check_own_setting, check_site_setting
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.nir import find_nir, refuse_nir
from ceis_desk.core.store import Change, Gesture, Subject
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import house, local, people
from ceis_desk.data.sealing import open_draft, seal_draft
from ceis_desk.data.write import Tx
from ceis_desk.notes.model import DEFAULT_TEMPLATES
from ceis_desk.people.names import display_name
from ceis_desk.platforms.budget.letters import DEFAULT_LETTERS, fields_of
from ceis_desk.platforms.budget.levers import DEFAULT_LEVERS
from ceis_desk.platforms.digital.posts import FIRST_POSTS
from ceis_desk.platforms.employment.places import FIRST_BOUNDARY

SITE = "site"
_LIST_CHANGED = (
    "Cette liste a été modifiée à un autre poste entre-temps. Rien n’a été écrasé, ce qui est tapé reste\u00a0: "
    "relisez-la, puis enregistrez de nouveau."
)
_NOT_KEPT = (
    "Le brouillon n’est plus gardé\u00a0: un texte ressemble à un numéro de sécurité sociale. "
    "Retirez-le\u00a0: ce qui est tapé reste à l’écran."
)
_LETTERS = "letter_templates"
_AT_FIRST = {
    "budget_scales": "null",
    **FIRST_BOUNDARY,
    **FIRST_POSTS,
    "agenda_gap": "0",
    "budget_living": "[]",
    "budget_formulas": "[]",
    **dict.fromkeys(("issuer_street", "issuer_post", "issuer_access", "issuer_town"), '""'),
    **dict.fromkeys(("issuer_phone", "issuer_email", "issuer_logo"), '""'),
    "rooms": "[]",
    "school_holidays": "[]",
    "budget_levers": json.dumps([asdict(one) for one in DEFAULT_LEVERS], ensure_ascii=False),
    _LETTERS: json.dumps([asdict(one) for one in DEFAULT_LETTERS], ensure_ascii=False),
    "note_templates": json.dumps([asdict(one) for one in DEFAULT_TEMPLATES], ensure_ascii=False),
}
"""What a site has before it sets its own: the first change can be undone too."""
_SETTINGS = frozenset({Subject("setting")})


def set_site_setting(tx: Tx, gesture: SetSiteSetting) -> Change:
    """Change a setting of the site; the first time, only a list that the program begins is gone back to."""
    check_site_setting(gesture.name, gesture.value)
    if gesture.name == _LETTERS:
        # Said when it is saved, and not to whoever writes a letter in a hurry.
        for template in json.loads(gesture.value):
            fields_of(template["subject"] + template["text"])
    row_id, table = code_id("setting", SITE, gesture.name), house.setting
    tx.require_clock(table, row_id, gesture.clock)
    if gesture.made_from is not None:
        now = tx.connection.execute(select(table.c.value).where(table.c.id == row_id)).scalar_one_or_none()
        if (now or "") != gesture.made_from:
            raise Outdated(_LIST_CHANGED)
    before = put_setting(tx, SITE, gesture.name, gesture.value)
    former = before if before is not None else _AT_FIRST.get(gesture.name)
    undo: Gesture | None = SetSiteSetting(gesture.name, former, tx.stamp()[0]) if former is not None else None
    return Change(subjects=_SETTINGS, said="Réglage enregistré.", undo=undo)


def set_own_setting(tx: Tx, gesture: SetOwnSetting) -> Change:
    """Change a setting of the account; the first time there is nothing to go back to."""
    check_own_setting(gesture.name, gesture.value)
    before = put_setting(tx, str(tx.actor.account_id), gesture.name, gesture.value)
    undo = SetOwnSetting(gesture.name, before) if before is not None else None
    return Change(subjects=_SETTINGS, said="Réglage enregistré.", undo=undo)


def rename_desk(tx: Tx, gesture: RenameDesk) -> Change:
    """Rename this desk; the lock screen follows at the next sign-in."""
    name = gesture.name.strip()
    if not name:
        message = "Un poste a besoin d’un nom. Rien n’a changé : écrivez par exemple « Accueil, poste 1 »."
        raise Refusal(message)
    if len(name) > LONGEST:
        message = f"Le nom d’un poste tient en {LONGEST} signes. Rien n’a changé\u00a0: raccourcissez-le."
        raise Refusal(message)
    refuse_nir(name)
    desk_id = tx.connection.execute(select(local.desk_self.c.desk_id)).scalar_one()
    tx.require_clock(house.desk, desk_id, gesture.clock)
    before = tx.connection.execute(select(house.desk.c.name).where(house.desk.c.id == desk_id)).scalar_one()
    tx.change(house.desk, desk_id, name=name)
    undo = RenameDesk(before, tx.stamp()[0])
    return Change(subjects=_SETTINGS, said=f"Ce poste s’appelle « {name} ».", undo=undo)


def put_setting(tx: Tx, scope: str, name: str, value: str) -> str | None:
    """Write a setting, whose value is JSON; returns the value that it had."""
    row_id = code_id("setting", scope, name)
    table = house.setting
    before = tx.connection.execute(select(table.c.value).where(table.c.id == row_id)).scalar_one_or_none()
    tx.put(table, row_id, scope=scope, name=name, value=value)
    return before


def read_settings(connection: Connection, account_id: Id | None) -> dict[str, str]:
    """Settings of the site as JSON by name, overridden by those of the account."""
    table = house.setting
    scopes = (SITE, str(account_id))
    rows = connection.execute(select(table).where(table.c.scope.in_(scopes))).all()
    return {row.name: row.value for row in sorted(rows, key=lambda row: row.scope != SITE)}


def site_value(connection: Connection, name: str, default: Any) -> Any:
    """One setting of the site, decoded."""
    found = connection.execute(
        select(house.setting.c.value).where(house.setting.c.id == code_id("setting", SITE, name))
    ).scalar_one_or_none()
    return default if found is None else json.loads(found)


def is_said_of_sheet(connection: Connection, name: str, mark: str, *, default: bool) -> bool:
    """Whether this was said of the recovery key that bears this mark; a store of before marks said it of its only one.

    What is said of another sheet, drawn at the same time at another desk, is not said of this one.
    """
    return site_value(connection, name, default) in (True, mark)


def keep_draft(tx: Tx, gesture: KeepDraft) -> Change:
    """Keep or forget a draft, local to the desk; raises Refusal when it holds a social-security number."""
    if any(find_nir(words) for words in _texts_of(gesture.text)):
        raise Refusal(_NOT_KEPT)
    table = local.draft
    own = (table.c.account_id == tx.actor.account_id) & (table.c.kind == gesture.kind)
    if not gesture.text:
        tx.connection.execute(delete(table).where(own))
        return Change()
    sealed = seal_draft(tx, gesture.kind, gesture.text)
    values = {"at": tx.now, "sealed": sealed}
    tx.connection.execute(
        upsert(table)
        .values(account_id=tx.actor.account_id, kind=gesture.kind, **values)
        .on_conflict_do_update(index_elements=["account_id", "kind"], set_=values)
    )
    return Change()


def _texts_of(kept: str) -> Iterator[str]:
    """The words typed in a draft, one text a field; a draft that is no JSON is words alone."""
    try:
        held: Any = json.loads(kept)
    except ValueError:
        held = kept
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict | list):
            waiting.extend(one.values() if isinstance(one, dict) else one)


def read_draft(reader: Reader, question: ReadDraft) -> str:
    """The text of a draft, opened with the account's own key."""
    table = local.draft
    sealed = reader.connection.execute(
        select(table.c.sealed).where(table.c.account_id == reader.actor.account_id, table.c.kind == question.kind)
    ).scalar_one_or_none()
    return open_draft(reader, question.kind, sealed) if sealed else ""


def note_access(tx: Tx, gesture: NoteAccess) -> Change:
    """Write a line of the journal."""
    tx.note(NotedAct(gesture.act), gesture.subject)
    return Change()


def read_journal(reader: Reader, question: ReadJournal) -> tuple[JournalLine, ...]:
    """The journal, latest first; names of persons only for those who may read them."""
    table, account, person = house.journal, house.account, people.person
    other = account.alias()
    query = (
        select(
            table,
            account.c.name,
            other.c.name.label("other"),
            person.c.civility,
            person.c.used_name,
            person.c.first_name,
        )
        .select_from(
            table.outerjoin(account, account.c.id == table.c.account_id)
            .outerjoin(other, other.c.id == table.c.subject_id)
            .outerjoin(person, person.c.id == table.c.subject_id)
        )
        .order_by(table.c.at.desc(), table.c.id.desc())
        .limit(question.limit)
    )
    if not may(reader.actor.roles, Thing.JOURNAL, Level.READ):
        query = query.where(table.c.account_id == reader.actor.account_id)
    named = may(reader.actor.roles, Thing.IDENTITY, Level.READ)
    return tuple(
        JournalLine(
            at=row["at"],
            account=row["name"] or "",
            action=row["action"],
            subject=display_name(row["civility"], row["used_name"], row["first_name"])
            if named and row["used_name"] is not None
            else row["other"] or "",
        )
        for row in reader.connection.execute(query).mappings()
    )
