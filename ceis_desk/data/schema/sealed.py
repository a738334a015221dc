"""Tables of what a group owns: payloads that only its members open, and beside each a small fact for the figures.

No column says whose case it is: the person stands inside the payload, so that whoever opens the database without the
key of the group learns neither who has a case nor what is in it (domain/rights.md, docs/decisions/0028).
"""

from __future__ import annotations

from sqlalchemy import BLOB, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Flag, Synced, UuidBytes, metadata


class BudgetCaseColumns(Synced):
    """A case of a household, sealed to the budget counsellors; `fact` is sealed to the figures, empty without one."""

    sealed = Column(BLOB, nullable=False, default=b"")
    fact = Column(BLOB, nullable=False, default=b"")
    withdrawn = Column(Flag, nullable=False, default=False)


class BudgetItemColumns(Synced):
    """One thing of a case: a sheet, a debt, an asked document, an action, a letter; what it is is sealed too."""

    case_id = Column(UuidBytes, ForeignKey("budget_case.id"), nullable=False)
    sealed = Column(BLOB, nullable=False, default=b"")
    fact = Column(BLOB, nullable=False, default=b"")
    withdrawn = Column(Flag, nullable=False, default=False)


class NoteColumns(Synced):
    """A signed note, never edited: `head` is sealed to the group, `body` to the group or to its author alone.

    `thread_id` is what it is about: a case. The signature is its author's, over the id and both contents.
    """

    thread_id = Column(UuidBytes, nullable=False)
    group_code = Column(TEXT, nullable=False)
    head = Column(BLOB, nullable=False)
    body = Column(BLOB, nullable=False)
    signature = Column(BLOB, nullable=False)


class DocumentColumns(Synced):
    """An attached document: name, kind, size and the key of its file, sealed to the group; the file lies beside."""

    thread_id = Column(UuidBytes, nullable=False)
    group_code = Column(TEXT, nullable=False)
    head = Column(BLOB, nullable=False, default=b"")
    withdrawn = Column(Flag, nullable=False, default=False)


class HealthFactColumns(Synced):
    """What a health worker kept of a prevention: who, the theme, what it changes in her days, never a diagnosis.

    Sealed to the health workers; `fact` is sealed to the figures.
    """

    sealed = Column(BLOB, nullable=False, default=b"")
    fact = Column(BLOB, nullable=False, default=b"")
    withdrawn = Column(Flag, nullable=False, default=False)


budget_case = Table("budget_case", metadata, BudgetCaseColumns, **STRICT)
budget_item = Table("budget_item", metadata, BudgetItemColumns, **STRICT)
note = Table("note", metadata, NoteColumns, **STRICT)
document = Table("document", metadata, DocumentColumns, **STRICT)
health_fact = Table("health_fact", metadata, HealthFactColumns, **STRICT)

Index(None, budget_item.c.case_id)
Index(None, note.c.thread_id)
Index(None, document.c.thread_id)
