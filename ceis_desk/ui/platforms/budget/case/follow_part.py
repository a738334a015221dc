"""The part « Suivi »: notes, debts, documents, overindebtedness and what is to be done, side by side."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import DAYS, write_hour
from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.questions import CaseView, NextAppointment
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.notes.notes_card import NotesCard
from ceis_desk.ui.platforms.budget.case.columns import Columns
from ceis_desk.ui.platforms.budget.case.debt_rows import debt_row, total
from ceis_desk.ui.platforms.budget.case.line_rows import action_row, asked_row, file_row
from ceis_desk.ui.platforms.budget.case.plans_card import PlansCard
from ceis_desk.ui.platforms.budget.case.procedure_card import ProcedureCard
from ceis_desk.ui.platforms.budget.case.words import spoken_day
from ceis_desk.ui.shell.keyboard import Keyboard

NO_DEBT = "Aucune dette saisie."
NO_DOCUMENT = "Aucun document demandé ni joint."
COMING, UNDER_WAY = "Prochain rendez-vous", "Rendez-vous en cours"
NOTHING_TO_DO = "Rien à faire pour l’instant."
FILE, ASKED, MEETING = "file:", "asked:", "meeting:"
"""What stands before the id of a line, in lists that hold things of several kinds."""


class FollowPart(QWidget):
    """Passive: the cards say what is asked of them."""

    attach_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, me: Id) -> None:
        super().__init__()
        self._discreet = discreet
        self.with_settled = False
        self.notes = NotesCard(theme, discreet, keyboard, me)
        self.debts = ListCard(theme, "Dettes", "receipt", verb="Ajouter", empty=NO_DEBT)
        self.plans = PlansCard(theme)
        self.spread = self.debts.tool("calendar-event", "Préparer un plan d’apurement")
        self.documents = ListCard(theme, "Documents", "file-text", verb="Demander", empty=NO_DOCUMENT)
        self.documents.taken_from_closed = (FILE,)
        self.attach = self.documents.tool("paperclip", "Joindre un fichier")
        self.procedure = ProcedureCard(theme)
        self.todo = ListCard(theme, "À faire", "list-check", verb="Ajouter", empty=NOTHING_TO_DO)
        middle, right = QWidget(), QWidget()
        middle.setLayout(column(self.debts, self.plans, self.documents, None, gap=12))
        right.setLayout(column(self.procedure, self.todo, None, gap=12))
        self.columns = Columns(theme, ((self.notes, 33), (middle, 39), (right, 28)))
        self.setLayout(row(self.columns))
        self.attach.clicked.connect(self.attach_asked)
        self.debts.more.clicked.connect(self._turn_settled)
        self._view: tuple[CaseView, dt.date] | None = None

    def cards(self) -> tuple[QWidget, ...]:
        """What F6 visits, in order of reading."""
        return (self.notes, self.debts, self.plans, self.documents, self.procedure, self.todo)

    def show_case(self, view: CaseView, today: dt.date) -> None:
        """Every card of the part, as the discreet screen allows."""
        show = self._discreet.show
        self._view = (view, today)
        self._show_debts(view, show)
        self.plans.show_plans(view, show, today)
        asked = sorted(view.asked, key=lambda one: (one.received_on is None, one.asked_on))
        lines = [(f"{ASKED}{one.id}", asked_row(one, show, today)) for one in asked]
        files = [(f"{FILE}{one.id}", file_row(one, show, today)) for one in view.documents]
        received = sum(one.received_on is not None for one in asked)
        said = f"{received} reçu{'s' if received > 1 else ''} sur {len(asked)}" if asked else ""
        self.documents.show_rows([*lines, *files], said)
        self.procedure.show_file(view.overindebtedness, view.past_files, view.deadlines, show, today)
        waiting = sorted(
            (one for one in view.actions if one.done_on is None), key=lambda one: (one.due is None, one.due)
        )
        done = [one for one in view.actions if one.done_on == today]
        lines = [(str(one.id), action_row(one, show, today)) for one in (*waiting, *done)]
        meetings = ((UNDER_WAY, view.under_way), (COMING, view.next_appointment))
        rows = [(f"{MEETING}{one.id}", meeting_row(title, one, today)) for title, one in meetings if one is not None]
        self.todo.show_rows([*lines, *rows])

    def _show_debts(self, view: CaseView, show: Discretion) -> None:
        kept = [one for one in view.debts if one.settled_on is None or self.with_settled]
        settled = sum(one.settled_on is not None for one in view.debts)
        self.debts.show_rows([(str(one.id), debt_row(one, show)) for one in kept])
        self.debts.show_total(show.amount(write_amount(total(view.debts))) if view.debts else "", "danger")
        words = "Masquer les soldées" if self.with_settled else f"{settled} soldée{'s' if settled > 1 else ''}"
        self.debts.show_more(words if settled else "")

    def _turn_settled(self) -> None:
        self.with_settled = not self.with_settled
        if self._view is not None:
            self._show_debts(self._view[0], self._discreet.show)


def meeting_row(title: str, meeting: NextAppointment, today: dt.date) -> RowLook:
    """« Prochain rendez-vous · mardi 9 juillet, 14:00, Claire Fabre »."""
    when = f"{DAYS[meeting.starts_at.weekday()]} {spoken_day(meeting.starts_at.date(), today)}"
    said = [f"{when}, {write_hour(meeting.starts_at.time())}", meeting.with_name, meeting.room]
    return RowLook(
        title,
        subtitle=", ".join(part for part in said if part),
        icon="calendar-event",
        icon_tone="violet",
        compact=True,
    )
