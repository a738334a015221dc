"""A plan d’apurement over the page: its instalments, what was paid of it, and one more payment to note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.amounts import parse_amount, write_amount
from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.repayment import Payment, RepaymentPlan, standing_of
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.case.plan_rows import instalment_row, missed_words, plan_name, standing_words
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import BUDGET

_HOW = "Entrée note le paiement. Dans la liste des paiements, Espace retire celui qui est sous le curseur."
NO_PAYMENT = "Aucun paiement noté."


class PlanSheet(QWidget):
    """`paid` gives the payments of the plan with one more or one less; `print_asked` and `closed` say what they say."""

    paid = Signal(object)
    print_asked = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, discreet: Discreet, keyboard: Keyboard, clock: Callable[[], dt.datetime], *, writable: bool
    ) -> None:
        super().__init__()
        self._discreet, self._keyboard, self._clock, self._writable = discreet, keyboard, clock, writable
        self._plan: RepaymentPlan | None = None
        self.title = Text("", "title", wrap=True)
        self.said = Text("", "body", "ink2", wrap=True)
        self.missed = Text("", "strong", "danger", wrap=True)
        self.day, self.amount = TextField(theme, placeholder="18/06, hier"), TextField(theme, placeholder="45+12,90")
        self.amount.obey(discreet)
        self.day_field = Field(theme, "Payé le", self.day)
        self.amount_field = Field(theme, "Montant payé", self.amount)
        self.note = Button(theme, "Noter le paiement", kind="main", icon="check", key="Entrée")
        self.refused = Text("", "strong", "danger", wrap=True)
        self.payments = RowList(theme, "Paiements notés", fit=True)
        self.none = Text(NO_PAYMENT, "secondary", "ink2")
        self.instalments = RowList(theme, "Échéancier", fit=True)
        self._compose(theme)
        discreet.changed.connect(self._turn)

    def _compose(self, theme: Theme) -> None:
        inside, entry = QWidget(), QWidget()
        how = Text(_HOW, "hint", "ink2", wrap=True)
        entry.setLayout(column(even(self.day_field, self.amount_field), how, gap=6))
        payments = (Text("Paiements notés", "strong"), self.none, self.payments)
        schedule = (Text("Échéancier", "strong"), self.instalments)
        inside.setLayout(column(entry, *payments, *schedule, gap=8, margins=(6, 6, 14, 6)))
        printing = Button(theme, "Imprimer", icon="printer")
        self._keyboard.show_on(printing, "print")
        close = Button(theme, "Fermer", key="Échap")
        answers = row(self.note, close, None, printing, gap=10)
        head = (self.title, self.said, self.missed, HiddenNote(self._discreet))
        parts = (*head, SheetScroll(inside), self.refused, answers)
        self.setLayout(column(*parts, gap=10, margins=(18, 16, 18, 18)))
        self.refused.hide()
        entry.setVisible(self._writable)
        self.note.setVisible(self._writable)
        self.note.clicked.connect(self._note)
        self.payments.acted.connect(self._drop)
        printing.clicked.connect(self.print_asked)
        close.clicked.connect(self.closed)

    def show_plan(self, plan: RepaymentPlan) -> None:
        """Where the plan stands today; the fields take the next payment that is expected."""
        self._plan = plan
        show, today = self._discreet.show, self._clock().date()
        standing = standing_of(plan, today)
        self.title.setText(show.detail(plan_name(plan)))
        self.said.setText(f"Plan du {write_day(plan.made_on)}. {standing_words(standing, show)}")
        self.missed.setText(missed_words(standing, show))
        self.missed.setVisible(bool(standing.missed))
        self.payments.show_rows(
            [(str(at), self._payment(one)) for at, one in enumerate(plan.payments)],
        )
        self.payments.setVisible(bool(plan.payments))
        self.none.setVisible(not plan.payments)
        rows = [(str(one.instalment.rank), instalment_row(one, show, today)) for one in standing.rows]
        self.instalments.show_rows(rows)
        expected = next((one for one in standing.rows if one.lacking), None)
        self.day.setText(write_day(today))
        self.amount.setText(write_amount(expected.lacking) if expected else "")

    def first(self) -> QWidget:
        """Where the cursor starts."""
        return self.amount if self._writable else self.instalments

    def refuse(self, sentence: str) -> None:
        """Say why it was not noted; what is typed stays."""
        self.refused.setText(sentence)
        self.refused.show()
        announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = self.day.hasFocus() or self.amount.hasFocus()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._writable and ((typing and entered) or self._keyboard.asked(event, BUDGET) == "finish"):
            self._note()
        else:
            super().keyPressEvent(event)

    def _payment(self, payment: Payment) -> RowLook:
        return RowLook(
            write_day(payment.day),
            icon="check",
            amount=self._discreet.show.amount(write_amount(payment.cents)),
            action="Retirer" if self._writable else "",
            action_icon="trash" if self._writable else "",
            compact=True,
        )

    def _note(self) -> None:
        self.refused.hide()
        day, cents = self._read(self.day_field, self.day), self._read(self.amount_field, self.amount)
        if self._plan is None or not isinstance(day, dt.date) or not isinstance(cents, int):
            return
        given = (*self._plan.payments, Payment(day, cents))
        self.paid.emit(tuple(sorted(given, key=lambda one: one.day)))

    def _read(self, field: Field, text: TextField) -> dt.date | int | None:
        try:
            words = text.text().strip()
            value = parse_day(words, self._clock().date()) if text is self.day else parse_amount(words)
        except Refusal as refusal:
            field.set_error(refusal.sentence)
            text.setFocus(Qt.FocusReason.TabFocusReason)
            return None
        field.clear_message()
        return value

    def _drop(self, at: str) -> None:
        if self._plan is not None:
            left = tuple(one for rank, one in enumerate(self._plan.payments) if rank != int(at))
            self.paid.emit(left)

    def _turn(self, _on: bool) -> None:
        if self._plan is not None:
            self.show_plan(self._plan)
