"""Drives « Budget »: the list of cases and the case of a household, one at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from ceis_desk.access.model import Actor
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.platforms.budget.gestures import OpenCase
from ceis_desk.platforms.budget.model import CaseKind, CaseLine, Member, Source, Step
from ceis_desk.platforms.budget.questions import CasesOf, ListCases, ProposeMembers, ReadCase
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import LOOKED_FOR_S, FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.budget.case.page import CasePage
from ceis_desk.ui.platforms.budget.case.papers import CasePapers
from ceis_desk.ui.platforms.budget.case.pilot import CasePilot
from ceis_desk.ui.platforms.budget.cases.new_case import NewCaseSheet
from ceis_desk.ui.platforms.budget.cases.page import CasesPage
from ceis_desk.ui.platforms.budget.cases.rows import CLOSED, MINE
from ceis_desk.ui.printing.issuing import Issuing
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import BUDGET, KeyLine

_NAMES_OFFERED = 8
_CARED = ("case", "person", "appointment")


class BudgetPage(QStackedWidget):
    """The list, or one case."""

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, me: Id) -> None:
        super().__init__()
        self.cases = CasesPage(theme, discreet, keyboard)
        self.case = CasePage(theme, discreet, keyboard, me)
        for page in (self.cases, self.case):
            self.addWidget(page)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits in what shows."""
        shown = self.case if self.currentWidget() is self.case else self.cases
        return tuple(area for area in shown.areas() if area.isVisibleTo(self))


class BudgetPilot(QObject):
    """`go` asks the window for another page; `open` is what other pages ask of this one."""

    go = Signal(str, object)
    print_asked = Signal(object)

    def __init__(
        self,
        page: BudgetPage,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        actor: Actor,
        clock: Callable[[], dt.datetime],
        site: Site,
    ) -> None:
        super().__init__(page)
        self.page, self._theme, self._link, self._discreet = page, theme, link, discreet
        self._keyboard, self._actor, self._clock = keyboard, actor, clock
        self._lines: tuple[CaseLine, ...] = ()
        self._members: tuple[Member, ...] = ()
        self.sheets = Sheets(page, theme)
        self.case = CasePilot(page.case, theme, link, discreet, keyboard, actor, clock, self.sheets)
        self._papers = CasePapers(page.case, self.case.here, Issuing(link, site, actor, clock), self.case.plans)
        self._connect(discreet)

    def _connect(self, discreet: Discreet) -> None:
        cases = self.page.cases
        cases.searched.connect(lambda _words: self._read_list())
        cases.filtered.connect(lambda _whose: self._read_list())
        cases.opened.connect(lambda ident: self.open_case(Id(ident)))
        cases.new_asked.connect(self._ask_new)
        self.page.case.left.connect(self._to_list)
        self.case.gone.connect(self._to_list)
        self.case.go.connect(self.go)
        self.case.plans.print_asked.connect(lambda plan: self._papers.print_plan(plan, self.print_asked.emit))
        self._link.changed.connect(self._reread)
        discreet.follow(self, lambda: self._show_list(self._lines))
        looked_for = FormDraft(self._link, "budget-search", cases.search, fresh=LOOKED_FOR_S)
        looked_for.came_back.connect(self._read_list)

    # -- what the frame and the other pages ask

    def enter(self) -> None:
        """Read again what shows, the cursor at its start."""
        if self.page.currentWidget() is self.page.case:
            self.case.read()
            self.page.case.start()
        else:
            self._read_list()
            self.page.cases.start()

    def go_home(self) -> None:
        """From a case back to the list, when the page is asked for once more."""
        if self.page.currentWidget() is self.page.case:
            self._to_list()

    def leave(self) -> None:
        """Nothing typed is lost when another page shows, or the desk is locked."""
        self.case.flush()

    def open(self, wanted: Id) -> None:
        """Show a case by its id, as it was left; by that of a person, her open case, or begin hers."""
        if wanted == self.case.case_id() and self.page.currentWidget() is self.page.case:
            return

        def show(lines: tuple[CaseLine, ...]) -> None:
            running = [line for line in lines if line.step is not Step.CLOSED]
            if lines:
                self.open_case((running or list(lines))[0].id)
            else:
                self._link.ask(
                    ReadCase(wanted),
                    lambda view: self.open_case(view.case.id),
                    lambda _refusal: self.begin(wanted),
                    key="budget-wanted",
                )

        self._link.ask(CasesOf(wanted), show, key="budget-of")

    def open_case(self, case_id: Id) -> None:
        """Show the case of a household."""
        self.sheets.close()
        self.case.flush()
        self.page.setCurrentWidget(self.page.case)
        self.case.open(case_id)

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of what shows, for F1."""
        lines = self._keyboard.lines(BUDGET)
        if self.page.currentWidget() is self.page.cases:
            return (*lines, KeyLine("↑ ↓ puis Entrée", "ouvrir un dossier"))
        return (
            *lines,
            KeyLine("Entrée", "ouvrir la ligne sous le curseur"),
            KeyLine("Espace", "cocher\u00a0: reçu, fait, soldé, atteint"),
            KeyLine("Suppr", "retirer la ligne sous le curseur"),
            self._keyboard.line("print", "imprimer un document du dossier"),
            KeyLine("Échap", "revenir à la liste des dossiers"),
        )

    def papers(self, then: Callable[[Paper], None]) -> None:
        """What is printed of the case shown; nothing of the list."""
        if self.page.currentWidget() is self.page.case:
            self._papers.choose(then)

    # -- the list

    def _to_list(self) -> None:
        self.case.flush()
        self.page.setCurrentWidget(self.page.cases)
        self._read_list()
        self.page.cases.start()

    def _read_list(self) -> None:
        cases = self.page.cases
        whose = cases.whose.value()
        mine = self._actor.account_id if whose == MINE else None
        question = ListCases(cases.search.text().strip(), mine, closed=whose == CLOSED)
        self._link.ask(question, self._show_list, key="budget-list")

    def _show_list(self, lines: tuple[CaseLine, ...]) -> None:
        closed = self.page.cases.whose.value() == CLOSED
        self._lines = tuple(line for line in lines if not closed or line.step is Step.CLOSED)
        self.page.cases.show_cases(self._lines, self._clock())

    def _reread(self, change: Change) -> None:
        if self.page.cases.isVisible() and change.touches(*_CARED):
            self._read_list()

    # -- a new case

    def begin(self, person_id: Id) -> None:
        """Begin a case in the name of a person."""
        sheet = self._ask_new()
        self._propose(sheet, person_id)

    def _ask_new(self) -> NewCaseSheet:
        sheet = NewCaseSheet(self._theme, self._discreet, self._keyboard, self._clock().date())

        def search(words: str) -> None:
            self._link.ask(FindPeople(words, _NAMES_OFFERED), offer, key="budget-people")

        def offer(hits: tuple[PersonHit, ...]) -> None:
            if isValid(sheet):
                sheet.show_hits(hits)

        sheet.searched.connect(search)
        sheet.picked.connect(lambda person_id: self._propose(sheet, person_id))
        sheet.kept.connect(lambda kind, source: self._open_new(sheet, kind, source))
        sheet.existing.connect(self.open_case)
        sheet.closed.connect(self.sheets.close)
        self.sheets.open(sheet, "Nouveau dossier budget", sheet.search)
        sheet.search.setText(self.page.cases.search.text() if self.page.currentWidget() is self.page.cases else "")
        sheet.search.selectAll()
        search(sheet.search.text())
        return sheet

    def _propose(self, sheet: NewCaseSheet, person_id: Id) -> None:
        """Her household as her record knows it, and the cases that she has."""

        def with_members(members: tuple[Member, ...]) -> None:
            self._members = members
            self._link.ask(CasesOf(person_id), with_cases, key="budget-of")

        def with_cases(cases: tuple[CaseLine, ...]) -> None:
            if isValid(sheet):
                sheet.show_person(self._members, cases)

        self._link.ask(ProposeMembers(person_id), with_members, key="budget-members")

    def _open_new(self, sheet: NewCaseSheet, kind: str, source: str) -> None:
        person_id = self._members[0].person_id
        if person_id is None:
            return

        def made(change: Change) -> None:
            self.sheets.close()
            self.open_case(change.made[0])

        def refused(refusal: Refusal) -> None:
            if isValid(sheet):
                sheet.refuse(refusal.sentence)

        self._link.do(OpenCase(person_id, CaseKind(kind), Source(source), self._members), made, refused)
