"""A contract over the page: its dates, what the law has one verify, what happened, and the keys that change it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.platforms.employment.model import LASTING, Contract, ContractKind, Fact, FactKind, FactState, School
from ceis_desk.platforms.employment.questions import ContractView
from ceis_desk.platforms.employment.reminders import Reminder
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.employment.forms import write_duration
from ceis_desk.ui.platforms.employment.seat_words import NOBODY_NAMED
from ceis_desk.ui.reception.keys import digit_cap, sign_of
from ceis_desk.ui.shell.keyboard import Keyboard

CHANGE, RENEW, SUSPEND, EXIT, FACT, SCHOOL, RECORD, REMOVE, REOPEN = "mrusfedtx"
_WORDS = {
    CHANGE: ("Modifier", "pencil"),
    RENEW: ("Renouveler", "refresh"),
    SUSPEND: ("Suspendre", "player-pause"),
    EXIT: ("Sortie", "arrow-right"),
    REOPEN: ("Annuler la sortie", "arrow-back-up"),
    FACT: ("Ajouter un fait", "plus"),
    SCHOOL: ("École", "certificate"),
    RECORD: ("Sa fiche", "user"),
    REMOVE: ("Retirer", "trash"),
}
_STATES = {FactState.PLANNED: "blue", FactState.DONE: "success", FactState.MISSED: "warn"}
NOTHING = "Rien n’est noté. F ajoute une formation, un entretien, une étape vers l’école."
RESERVED = "réservés aux professionnels"
KEPT_BACK = "motif réservé aux professionnels"
LAW = "À vérifier\u00a0: le texte reçu et le contrat signé font foi."


class ContractSheet(QWidget):
    """`asked` gives the letter of what is wanted; `fact_opened`, `fact_done` and `fact_removed` a fact."""

    asked = Signal(str)
    fact_opened = Signal(object)
    fact_done = Signal(object)
    fact_removed = Signal(object)
    closed = Signal()

    def __init__(
        self, theme: Theme, discreet: Discreet, keyboard: Keyboard, *, writes: bool, named: bool, today: dt.date
    ) -> None:
        super().__init__()
        self._today = today
        self._discreet, self._keyboard = discreet, keyboard
        self._writes, self._named = writes, named
        self._view: ContractView | None = None
        self._offered: tuple[str, ...] = ()
        self.title = Text("", "title", wrap=True)
        self.facts = Facts(columns=2, name="Le contrat")
        self.law = Card(theme, "À vérifier", "alert-circle", kind="warn")
        self.law_words = Text("", "secondary", "ink", wrap=True)
        self.law.add(self.law_words)
        self.law.add(Text(LAW, "hint", "ink2", wrap=True))
        self.rule = Text("", "hint", "ink2", wrap=True)
        self.rows = RowList(theme, "Ce qui s’est passé", fit=True)
        self.empty = Text(NOTHING, "secondary", "ink2", wrap=True)
        self.buttons = {
            letter: Button(theme, words, icon=icon, key=digit_cap(letter.upper(), keyboard), compact=True)
            for letter, (words, icon) in _WORDS.items()
        }
        answers = QWidget()
        flow = Flow(gap=8)
        answers.setLayout(flow)
        for letter, button in self.buttons.items():
            flow.addWidget(button)
            button.clicked.connect(lambda _on=False, letter=letter: self.asked.emit(letter))
        inside = QWidget()
        inside.setLayout(
            column(self.facts, self.rule, self.law, Text("Ce qui s’est passé", "card"), self.rows, self.empty, None,
                   gap=10, margins=(4, 4, 12, 4))
        )  # fmt: skip
        self._inside, self._scroll = inside, SheetScroll(inside)
        close_it = Button(theme, "Fermer", key="Échap", compact=True)
        flow.addWidget(close_it)
        whole = column(self.title, self._scroll, answers, gap=12, margins=(20, 16, 20, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        close_it.clicked.connect(self.closed)
        self.rows.moved.connect(lambda _ident: self._see_fact())
        self.rows.opened.connect(lambda ident: self.fact_opened.emit(self._fact(ident)))
        self.rows.acted.connect(lambda ident: self.fact_done.emit(self._fact(ident)))
        discreet.changed.connect(self._show)

    @property
    def contract_id(self) -> Id | None:
        """Which contract is shown."""
        return self._view.contract.id if self._view else None

    def first(self) -> QWidget:
        """Where the cursor starts: what is done most often."""
        return self.buttons[CHANGE] if self._writes else self.rows

    def show_contract(self, view: ContractView) -> None:
        """All that is known of it."""
        self._view = view
        self._show()

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        contract, show = view.contract, self._discreet.show
        name = show.name(contract.civility, contract.used_name, contract.first_name)
        self.title.setText(f"{name if self._named else NOBODY_NAMED}, {contract.place}")
        self.facts.show_facts(_facts(view, hidden=show.on, named=self._named))
        self.law_words.setText("\n".join(_law(one) for one in view.reminders))
        self.law.setVisible(bool(view.reminders))
        self.rule.setText(view.rule)
        self.rule.setVisible(view.exit_class is not None)
        self.rows.show_rows([(str(one.id), self._row(one)) for one in view.facts])
        self.rows.setVisible(bool(view.facts))
        self.empty.setVisible(not view.facts)
        self._offered = _offered(view, writes=self._writes, named=self._named)
        stopped = under_way(view, self._today) is not None
        self.buttons[SUSPEND].setText("Reprendre" if stopped else "Suspendre")
        for letter, button in self.buttons.items():
            button.setVisible(letter in self._offered)

    def _row(self, fact: Fact) -> RowLook:
        until = f"jusqu’au {write_day(fact.last)}" if fact.last else ""
        lasts = fact.kind in LASTING and fact.last is None and fact.state is FactState.DONE
        state = ChipLook("en cours", "blue") if lasts else ChipLook(fact.state.label, _STATES[fact.state])
        long = until or write_duration(fact.minutes)
        waits = self._writes and fact.state is FactState.PLANNED
        return RowLook(
            fact.kind.label,
            subtitle=self._discreet.show.detail(fact.words),
            lead=write_day(fact.day),
            right=long,
            chips=(state,),
            compact=True,
            action="C’est fait" if waits else "",
            action_icon="check" if waits else "",
        )

    def _fact(self, ident: str) -> Fact | None:
        facts = self._view.facts if self._view else ()
        return next((one for one in facts if str(one.id) == ident), None)

    def _see_fact(self) -> None:
        """The list is as tall as its lines: the one chosen stays in sight."""
        box = self.rows.visualRect(self.rows.currentIndex())
        at = self.rows.viewport().mapTo(self._inside, box.center())
        self._scroll.ensureVisible(at.x(), at.y(), 0, box.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = sign_of(event, self._keyboard).lower()
        if letter in self._offered and not event.isAutoRepeat():
            self.asked.emit(letter)
        elif event.key() == Qt.Key.Key_Delete and self.rows.hasFocus() and self._writes:
            self.fact_removed.emit(self._fact(self.rows.current()))
        else:
            super().keyPressEvent(event)


def _offered(view: ContractView, *, writes: bool, named: bool) -> tuple[str, ...]:
    record = (RECORD,) if named and view.contract.person_id is not None else ()
    if not writes:
        return record
    over = bool(view.contract.ending)
    school = (SCHOOL,) if view.contract.kind is ContractKind.PEC else ()
    renewable = (RENEW,) if view.contract.last else ()
    ways = (REOPEN,) if over else () if view.renewed_by else (*renewable, EXIT)
    suspension = () if over else (SUSPEND,)
    return (CHANGE, *ways, *suspension, FACT, *school, *record, REMOVE)


def under_way(view: ContractView, day: dt.date) -> Fact | None:
    """The suspension that covers a day."""
    return next(
        (
            one
            for one in view.facts
            if one.kind is FactKind.SUSPENSION
            and one.state is not FactState.MISSED
            and one.day <= day
            and (one.last is None or day <= one.last)
        ),
        None,
    )


def _facts(view: ContractView, *, hidden: bool, named: bool) -> list[tuple[str, str]]:
    contract = view.contract
    end = write_day(contract.last) if contract.last else "sans date de fin"
    weekly = f"{write_duration(contract.weekly_minutes)} par semaine" if contract.weekly_minutes else ""
    said = [
        ("Nature", contract.terms),
        ("Du", write_day(contract.first)),
        ("Au", end),
        ("Heures", weekly),
        ("Tutorat", contract.tutor),
        *_prescribed(contract, hidden=hidden, named=named),
        ("Formation faite", write_duration(view.training_minutes) or "aucune"),
    ]
    if view.before:
        count = len(view.before)
        many = f"{count} contrat{'s' if count > 1 else ''}"
        said.append(("Renouvelle", f"{many}, depuis le {write_day(view.before[0].first)}"))
    if contract.school is not School.NONE and contract.school_on:
        said.append(("École", f"{contract.school.label}, {write_day(contract.school_on)}"))
    if view.exit_class is not None and contract.ended_on:
        counted = "" if contract.counted else ", exclue du calcul"
        why = _why(contract, hidden=hidden, named=named)
        months = f" de {contract.ending_months} mois" if contract.ending_months else ""
        what = f"{write_day(contract.ended_on)}, {contract.ending.label}{months}"
        said.append(("Sortie", f"{what}\u00a0: {view.exit_class.label.lower()}{counted}{why}"))
    return said


def _prescribed(contract: Contract, *, hidden: bool, named: bool) -> list[tuple[str, str]]:
    """Who prescribed a PEC, who follows it there, what was promised; an empty one reads « non saisi »."""
    if contract.kind is not ContractKind.PEC:
        return []
    by = f" ({contract.prescribed_by})" if contract.prescribed_by else ""
    commitments = "masqués" if hidden and contract.commitments else contract.commitments
    if not named:
        commitments = RESERVED
    return [
        ("Prescripteur", f"{contract.prescriber}{by}".strip()),
        ("Référent", contract.referent),
        ("Engagements", commitments),
    ]


def _why(contract: Contract, *, hidden: bool, named: bool) -> str:
    """Why an exit is left out, in brackets."""
    if not named and not contract.counted:
        return f" ({KEPT_BACK})"
    return f" ({masked_reason(contract.reason, hidden=hidden)})" if contract.reason else ""


def masked_reason(reason: str, *, hidden: bool) -> str:
    """A reason typed by hand, hidden on a discreet screen."""
    return "motif masqué" if hidden else reason


def _law(one: Reminder) -> str:
    return f"• {one.words} ({one.source})"
