"""Drives « Emploi »: the board on a day, its sheets, the page of a group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.dates import add_months
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.platforms.employment.exits import ExitFigures
from ceis_desk.platforms.employment.model import ContractKind
from ceis_desk.platforms.employment.questions import Board, GroupView, MeanOccupation, Meeting, ReadBoard, ReadExits
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.platforms.employment.contract_acts import ContractActs
from ceis_desk.ui.platforms.employment.group_acts import GroupActs
from ceis_desk.ui.platforms.employment.page import EmploymentPage
from ceis_desk.ui.platforms.employment.papers import EmploymentPapers
from ceis_desk.ui.platforms.employment.twin import ExitsSheet, TableSheet
from ceis_desk.ui.shell.keys import EMPLOYMENT, KeyLine

_WIDE = 1240
_CARED = ("employment", "person", "setting")
_CARED_BY_GROUP = ("employment", "person", "appointment", "session", "parcours", "project")


class EmploymentPilot(QObject):
    """`go` asks the window for another page, `print_asked` for the preview."""

    go = Signal(str, object)
    print_asked = Signal(object)

    def __init__(self, page: EmploymentPage, writing: FormsOver, actor: Actor, site: Site) -> None:
        super().__init__(page)
        self.page, self._writing, self._actor = page, writing, actor
        self._named = may(actor.roles, Thing.IDENTITY, Level.READ)
        writes = may(actor.roles, Thing.CONTRACTS, Level.WRITE)
        self.contracts = ContractActs(self, writing, writes=writes, named=self._named)
        self.groups = GroupActs(page.group, writing, actor)
        self._papers = EmploymentPapers(writing, site, actor)
        self._day: dt.date | None = None
        self._board: Board | None = None
        self._connect()

    def _connect(self) -> None:
        board, group = self.page.board, self.page.group
        board.stepped.connect(self._step)
        board.head.day_given.connect(self.show_day)
        board.head.print_asked.connect(lambda: self.papers(self.print_asked.emit))
        board.new_asked.connect(lambda: self.contracts.begin(key=board.chosen()))
        board.place_asked.connect(lambda: self.contracts.change_place(board.chosen()))
        board.table_asked.connect(self._show_table)
        board.exits_asked.connect(self._show_exits)
        for card in board.boards.values():
            card.opened.connect(self.contracts.open_seat)
        board.group.opened.connect(self.open_group)
        group.left.connect(self._to_board)
        group.roll_asked.connect(self._call_roll)
        group.project_opened.connect(lambda project_id: self.go.emit("projects", project_id))
        group.record_asked.connect(lambda person_id: self.go.emit("people", person_id))
        self.contracts.go.connect(self.go)
        self.groups.came.connect(self._show_group)
        self._writing.link.changed.connect(self._changed)
        self._writing.discreet.changed.connect(self._again)

    # -- what the frame and the other pages ask

    def enter(self) -> None:
        """Read again what shows, the cursor at its start."""
        self._read()
        self.groups.read()
        if self.page.currentWidget() is self.page.group:
            self.page.group.start()
        else:
            self.page.board.start()

    def leave(self) -> None:
        """Nothing waits here: forms keep their drafts."""

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of what shows, for F1."""
        keyboard = self._writing.keyboard
        if self.page.currentWidget() is self.page.group:
            return (
                keyboard.line("new-contract", "ajouter un membre"),
                keyboard.line("group-session", "nouvelle séance du groupe"),
                keyboard.line("group-roll", "émarger la séance du jour, sinon la prochaine"),
                KeyLine("↑ ↓ puis Entrée", "ouvrir un membre\u00a0: arrivée, départ, contact"),
                KeyLine("P, O", "commencer un projet du groupe, l’ouvrir"),
                KeyLine("D", "ouvrir la fiche du membre choisi\u00a0: parcours, freins"),
                KeyLine("Suppr", "retirer la ligne d’un membre"),
                keyboard.line("print", "attestation du membre choisi"),
                KeyLine("Échap", "revenir aux places"),
            )
        return (
            *keyboard.lines(EMPLOYMENT),
            KeyLine("← → ↑ ↓", "passer d’une place à l’autre"),
            KeyLine("Entrée", "ouvrir le contrat, ou prendre la place libre"),
            keyboard.line("print", "imprimer l’occupation"),
        )

    def papers(self, then: Callable[[Paper], None]) -> None:
        """The occupation of the board, or the certificate of the member chosen."""
        if self.page.currentWidget() is not self.page.group:
            if self._board is not None:
                self._papers.occupation(self._board, then)
            return
        member, view = self.page.group.member(), self.groups.view
        if member is not None and view is not None:
            self._papers.certificate(member, f"Unis’Vers, {member.group}", then)

    def open_on(self, day: dt.date | None) -> None:
        """Show the board on a day, today when None."""
        self._to_board()
        self.show_day(day or self._writing.today)

    def open_group(self, cohort_id: Id | Literal[""] = "") -> None:
        """Show a group, that of the day without an id."""
        self.page.setCurrentWidget(self.page.group)
        if cohort_id:
            self.groups.choose(cohort_id)
        else:
            self.groups.read()
        self.page.group.start()

    # -- the board

    def show_day(self, day: dt.date) -> None:
        """Show the places on another day."""
        self._day = day
        self._read()

    def _read(self) -> None:
        question = ReadBoard(self._day or self._writing.today)
        self._writing.link.ask(question, self._take, key="employment-board")

    def _take(self, board: Board) -> None:
        first = self._board is None
        self._board = board
        self.contracts.take_board(board)
        self.page.board.show_board(board)
        if first and self.page.currentWidget() is self.page.board and self.page.isVisible():
            self.page.board.start()

    def _step(self, by: int) -> None:
        if self._board is not None:
            day = self._board.before if by < 0 else self._board.after
            if day is not None:
                self.show_day(day)

    def _to_board(self) -> None:
        self.page.setCurrentWidget(self.page.board)
        self.page.board.start()

    def _call_roll(self, meeting: Meeting) -> None:
        """The sheet of a session is on the page of workshops."""
        self.go.emit("workshops", (meeting.starts_at.date(), meeting.id))

    def _show_group(self, view: GroupView | None) -> None:
        self.page.board.show_group(view, self._writing.today)

    def _again(self) -> None:
        """Names hidden or shown."""
        if self._board is not None:
            self.page.board.show_board(self._board)
        if self.groups.view is not None:
            self.page.group.show_group(self.groups.view, self._writing.today)

    def _changed(self, change: Change) -> None:
        if not self.page.isVisible():
            return
        if change.touches(*_CARED):
            self._read()
            self.contracts.reread()
        if change.touches(*_CARED_BY_GROUP):
            self.groups.read()

    # -- sheets

    def _show_table(self) -> None:
        if self._board is None:
            return
        writing = self._writing
        show, room = writing.discreet.show, self.page.window().height()
        sheet = TableSheet(writing.theme, self._board, show, named=self._named, room=room)
        sheet.closed.connect(writing.sheets.close)
        writing.sheets.open(sheet, "Tableau des places", sheet.table, width=_WIDE)

    def _show_exits(self) -> None:
        writing = self._writing
        sheet = ExitsSheet(writing.theme, writing.discreet)
        sheet.closed.connect(writing.sheets.close)
        year = [(self._board.day if self._board else writing.today).year]

        def turn(by: int) -> None:
            year[0] += by
            self._read_exits(sheet, year[0])

        sheet.year_asked.connect(turn)
        writing.sheets.open(sheet, "Sorties", sheet.table, width=760)
        turn(0)

    def _read_exits(self, sheet: ExitsSheet, year: int) -> None:
        link, today = self._writing.link, self._writing.today
        month = today.replace(day=1)

        def with_exits(figures: ExitFigures) -> None:
            def with_means(means: dict[ContractKind, tuple[int, int]]) -> None:
                if isValid(sheet):
                    sheet.show_exits(year, figures, means, today)

            until = add_months(month, 1) - dt.timedelta(days=1)
            link.ask(MeanOccupation(month, until), with_means, key="employment-means")

        link.ask(ReadExits(dt.date(year, 1, 1), dt.date(year, 12, 31)), with_exits, key="employment-exits")
