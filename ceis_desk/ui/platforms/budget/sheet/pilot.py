"""From keys in the cells to the sheet in the store, and from the sheet to what it comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.masking import initials
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.sheet import Freezing, Sheet
from ceis_desk.platforms.budget.sheet_gestures import FreezeSheet, NewSheet, WithdrawSheet
from ceis_desk.platforms.budget.sheet_questions import Folder, ReadSheets
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.budget.sheet import rows
from ceis_desk.ui.platforms.budget.sheet.comparing import Comparing, sheet_before
from ceis_desk.ui.platforms.budget.sheet.confirm_sheet import ConfirmSheet
from ceis_desk.ui.platforms.budget.sheet.crossed_part import CrossedPart
from ceis_desk.ui.platforms.budget.sheet.edits import SheetEdits
from ceis_desk.ui.platforms.budget.sheet.keeper import SheetKeeper
from ceis_desk.ui.platforms.budget.sheet.key_hints import key_lines
from ceis_desk.ui.platforms.budget.sheet.outcome import Outcome, home_now
from ceis_desk.ui.platforms.budget.sheet.page import NO_CASE, NOTHING, SheetPage
from ceis_desk.ui.platforms.budget.sheet.to_print import PaperOf, SheetToPrint
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

SIGNED_FOR_GOOD = (
    "Une fiche signée ne change plus jamais\u00a0: elle se relit et se réimprime telle quelle. "
    "Pour la suite, on en fait une copie."
)


class SheetPilot(QObject):
    """Opens the sheets of a case; `paper_of` makes the document to sign, `go` leads back to the case."""

    go = Signal(str, object)
    print_asked = Signal(object)

    def __init__(
        self,
        page: SheetPage,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        clock: Clock,
        paper_of: PaperOf | None = None,
    ) -> None:
        super().__init__(page)
        self.page, self._theme, self._link, self._discreet = page, theme, link, discreet
        self._keyboard, self._clock, self._paper_of = keyboard, clock, paper_of
        self._case: Id | None = None
        self._wanted: Id | None = None
        self._folder: Folder | None = None
        self._written: tuple[Id, dt.time] | None = None
        self._keeper = SheetKeeper(link, self)
        self._crossed = CrossedPart(page, link, self._keeper, discreet)
        self._outcome = Outcome(page)
        self._sheets = Sheets(page, theme)
        self._edits = SheetEdits(page, theme, discreet, self._keeper, self._sheets)
        self._comparing = Comparing(page, discreet, self._keeper)
        self._connect()

    def _connect(self) -> None:
        head = self.page.head
        self._edits.typing.connect(self._typing)
        self._edits.settled.connect(self._say_kept)
        self.page.left.connect(lambda: self.go.emit("budget", self._case))
        self.page.begun.connect(lambda: self._begin(None))
        self.page.results.levers.turned.connect(self._show_outcome)
        self.page.results.levers.keep_asked.connect(lambda: self._outcome.keep_levers(self._keeper, self._folder))
        head.figures_asked.connect(self._open_figures)
        head.print_asked.connect(lambda: self.papers(self.print_asked.emit))
        head.copy_asked.connect(lambda: self._begin(self._shown()))
        head.empty_asked.connect(lambda: self._begin(None))
        head.sign_asked.connect(self._ask_to_sign)
        head.home_asked.connect(self._take_home)
        head.withdraw_asked.connect(self._withdraw)
        head.version_asked.connect(self._show_version)
        self._keeper.shown.connect(self._render)
        self._keeper.kept.connect(self._note_kept)
        self._keeper.stale.connect(self._read)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(self._render)

    # What the frame asks

    def open_sheet(self, case_id: Id, sheet_id: Id | None = None) -> None:
        """Open a sheet of a case, its last one when none is named."""
        if case_id != self._case:
            self._folder = None
        self._case, self._wanted = case_id, sheet_id
        self._read(cursor=True)

    def enter(self) -> None:
        """Read again and put the cursor in the first cell that waits."""
        if self._case is None:
            self.page.show_nothing(NO_CASE, begin=False)
            self._show_head(None)
        else:
            self._read(cursor=True)

    def leave(self) -> None:
        """Write the cell under the cursor; what is typed stays."""
        self._keeper.give()

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Give `then` the sheet to sign, which is frozen by it; nothing while no document is made of a sheet."""
        made = self._paper_of
        if made is not None and self._keeper.sheet is not None:
            self._keeper.when_kept(lambda sheet: self._print(made, sheet, then))

    def _print(self, made: PaperOf, sheet: Sheet, then: Callable[[Paper], None]) -> None:
        def give(folder: Folder) -> None:
            frozen = next((one for one in folder.sheets if one.id == sheet.id), sheet)
            levers = self._outcome.with_chosen(frozen, folder).levers
            made(SheetToPrint(folder, frozen, sheet_before(folder, frozen.id), levers), then)

        def read(_change: Change) -> None:
            # The paper is made of what is frozen, scales included.
            self._link.ask(ReadSheets(sheet.case_id), give)

        if sheet.frozen:
            self._link.ask(ReadSheets(sheet.case_id), give)
        else:
            self._link.do(FreezeSheet(sheet.id, sheet.clock, Freezing.PRINTED), read)

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        return key_lines(self._keyboard)

    # Reading

    def _read(self, *, cursor: bool = False) -> None:
        if self._case is not None:
            take = self._arrive if cursor else self._take
            self._link.ask(ReadSheets(self._case), take, self._not_read, key="budget-sheets")
            self._crossed.read(self._case)

    def _arrive(self, folder: Folder) -> None:
        self._take(folder)
        if self._keeper.sheet is not None and not self.page.comparing():
            self.page.show_cells()
            self.page.go_to_first()

    def _take(self, folder: Folder) -> None:
        if folder.case_id != self._case:
            return
        self._folder = folder
        shown = self._wanted or self._shown()
        found = next((one for one in folder.sheets if one.id == shown), None)
        sheet = found or (folder.sheets[-1] if folder.sheets else None)
        self._wanted = None
        if sheet is None:
            self._keeper.take(None)
            self.page.show_nothing(NOTHING, begin=not folder.closed)
            self._show_head(None)
            return
        if self._keeper.sheet is None:
            self.page.show_cells()
        self._keeper.take(sheet)

    def _not_read(self, refusal: Refusal) -> None:
        self._keeper.take(None)
        self.page.show_nothing(refusal.sentence, begin=False)
        self._show_head(None)

    def _changed(self, change: Change) -> None:
        ours = {subject.id for subject in change.subjects if subject.kind == "case"}
        if (self._case in ours and not self._keeper.busy) or change.touches("setting", "person"):
            self._read()

    # Versions

    def _shown(self) -> Id | None:
        return self._keeper.sheet.id if self._keeper.sheet is not None else None

    def _begin(self, copied_from: Id | None) -> None:
        if self._case is None or (self._folder is not None and self._folder.closed):
            return
        self._keeper.give()

        def show(change: Change) -> None:
            self._wanted = change.made[0]
            self._read(cursor=True)

        self._link.do(NewSheet(self._case, copied_from), show)

    def _show_version(self, rank: int) -> None:
        if self._folder is not None:
            self._keeper.give()
            self._wanted = self._folder.sheets[rank].id
            self._read(cursor=True)

    def _take_home(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is not None and folder is not None and not sheet.frozen:
            now = replace(sheet, household=home_now(sheet, folder))
            self._keeper.change(now, f"Foyer repris du dossier\u00a0: {now.household.words}.")

    def _withdraw(self) -> None:
        self._keeper.when_kept(lambda sheet: self._link.do(WithdrawSheet(sheet.id, sheet.clock)))

    def _ask_to_sign(self) -> None:
        if self._keeper.sheet is None:
            return
        self._keeper.give()
        content = ConfirmSheet(self._theme, "Marquer cette fiche comme signée", SIGNED_FOR_GOOD, "Marquer comme signée")
        content.confirmed.connect(self._sign)
        content.closed.connect(self._sheets.close)
        self._sheets.open(content, "Signature", content.yes, width=520)

    def _sign(self) -> None:
        self._sheets.close()
        self._keeper.when_kept(lambda sheet: self._link.do(FreezeSheet(sheet.id, sheet.clock, Freezing.SIGNED)))

    # Showing

    def _render(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is None or folder is None:
            return
        self.page.show_sheet(sheet, self._outcome.chips(sheet, folder), self._discreet.show, closed=folder.closed)
        self._show_head(sheet)
        self._show_outcome()
        self._comparing.show(folder)
        self._crossed.show()
        self._say_kept()

    def _typing(self) -> None:
        self.page.head.show_state("en cours", "ink2", "pencil")
        self._show_outcome()

    def _show_outcome(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is not None and folder is not None:
            before = sheet_before(folder, sheet.id)
            self._outcome.show(sheet, folder, before, self._discreet.show)

    def _show_head(self, sheet: Sheet | None) -> None:
        head, folder = self.page.head, self._folder
        head.setVisible(folder is not None)
        if folder is None:
            return
        show = self._discreet.show
        name = show.name(folder.civility, folder.used_name, folder.first_name)
        home = show.detail(f"foyer\u00a0: {sheet.household.words}") if sheet is not None else ""
        head.show_person(
            initials(folder.used_name, folder.first_name), str(folder.person_id), " · ".join(filter(None, (name, home)))
        )
        for part in (head.month, head.figures, head.more):
            part.setVisible(sheet is not None)
        if sheet is None:
            head.show_no_version()
            return
        versions = [(rows.version_words(one), one.id == sheet.id) for one in folder.sheets]
        kinds = {"frozen": sheet.frozen, "printable": self._paper_of is not None, "closed": folder.closed}
        head.show_version(rows.month_words(sheet), versions, **kinds)
        before = sheet_before(folder, sheet.id)
        head.show_compare("" if before is None else rows.compare_words(sheet, before))

    def _note_kept(self) -> None:
        if self._keeper.sheet is not None:
            self._written = (self._keeper.sheet.id, self._clock().time())
        self._say_kept()

    def _say_kept(self) -> None:
        sheet, written = self._keeper.sheet, self._written
        if sheet is not None:
            hour = written[1] if written is not None and written[0] == sheet.id else None
            closed = self._folder is not None and self._folder.closed
            self.page.head.show_state(*rows.state_of(sheet, hour, closed=closed))

    def _open_figures(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is not None and folder is not None:
            content = self._outcome.figures_sheet(self._theme, sheet, folder, self._discreet.show)
            content.closed.connect(self._sheets.close)
            self._sheets.open(content, "Tous les chiffres", content.table, width=1060)
