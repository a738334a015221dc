"""From keys in the cells to the sheet in the store, and from the sheet to what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.masking import initials
from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import write_day, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.cells import (
    next_periodicity,
    reason,
    with_added,
    with_line,
    without_line,
)
from ceis_desk.platforms.budget.sheet import Freezing, LineGroup, Sheet, SheetLine
from ceis_desk.platforms.budget.sheet_gestures import FreezeSheet, NewSheet, WithdrawSheet
from ceis_desk.platforms.budget.sheet_questions import Folder, ReadSheets
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.budget.sheet import rows
from ceis_desk.ui.platforms.budget.sheet.add_sheet import AddLineSheet
from ceis_desk.ui.platforms.budget.sheet.confirm_sheet import ConfirmSheet
from ceis_desk.ui.platforms.budget.sheet.details_sheet import DetailsSheet
from ceis_desk.ui.platforms.budget.sheet.keeper import SheetKeeper
from ceis_desk.ui.platforms.budget.sheet.outcome import Outcome
from ceis_desk.ui.platforms.budget.sheet.page import NO_CASE, NOTHING, SheetPage
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import SHEET, KeyLine

PaperOf = Callable[[Folder, Sheet], Paper]
SIGNED_FOR_GOOD = (
    "Une fiche signée ne change plus jamais\u00a0: elle se relit et se réimprime telle quelle. "
    "Pour la suite, on en fait une copie."
)


class SheetPilot(QObject):
    """Opens the sheets of a case; `paper_of` makes the document to sign, where there is one."""

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
        self._other: Id | None = None
        self._keeper = SheetKeeper(link, self)
        self._outcome = Outcome(page)
        self._sheets = Sheets(page, theme)
        self._connect()

    def _connect(self) -> None:
        page, head = self.page, self.page.head
        page.typed.connect(self._type)
        page.given.connect(self._give)
        page.removed.connect(self._remove)
        page.periodicity_asked.connect(lambda at: self._put(at, next_periodicity(self._line(at))))
        page.details_asked.connect(self._open_details)
        page.add_asked.connect(self._open_add)
        page.begun.connect(lambda: self._begin(None))
        page.compare.other_asked.connect(self._compare_with)
        page.results.levers.turned.connect(self._show_outcome)
        page.results.levers.keep_asked.connect(self._keep_levers)
        head.compare_asked.connect(self._turn_compare)
        head.figures_asked.connect(self._open_figures)
        head.print_asked.connect(lambda: self.papers(self.print_asked.emit))
        head.copy_asked.connect(lambda: self._begin(self._shown()))
        head.empty_asked.connect(lambda: self._begin(None))
        head.sign_asked.connect(self._ask_to_sign)
        head.withdraw_asked.connect(self._withdraw)
        head.version_asked.connect(self._show_version)
        self._keeper.shown.connect(self._render)
        self._keeper.kept.connect(self._say_kept)
        self._keeper.stale.connect(self._read)
        self._link.changed.connect(self._changed)
        self._discreet.changed.connect(lambda _on: self._render())

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
        folder = self._folder
        if folder is None:
            return
        paper = made(folder, sheet)
        if sheet.frozen:
            then(paper)
        else:
            self._link.do(FreezeSheet(sheet.id, sheet.clock, Freezing.PRINTED), lambda _change: then(paper))

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        own = (
            KeyLine("Entrée, ↓ ou Tab", "ligne suivante"),
            KeyLine("Maj Entrée ou ↑", "ligne précédente"),
            KeyLine("+ − × ÷", "calculer dans la case"),
            KeyLine("Suppr", "retirer la ligne"),
        )
        return (*own, *self._keyboard.lines(SHEET))

    # Reading

    def _read(self, *, cursor: bool = False) -> None:
        if self._case is not None:
            take = self._arrive if cursor else self._take
            self._link.ask(ReadSheets(self._case), take, self._not_read, key="budget-sheets")

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
            self.page.show_nothing(NOTHING, begin=True)
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

    # Typing

    def _type(self, at: int, text: str) -> None:
        self._keeper.type_at(at, text)
        self.page.head.show_state("en cours", "ink2", "pencil")
        self._show_outcome()

    def _give(self, at: int) -> None:
        sheet = self._keeper.sheet
        if sheet is None or at >= len(sheet.lines):
            return
        found, line = self.page.rows()[at], sheet.lines[at]
        found.show_reason(reason(line))
        found.cell.show_amount(line.cents, line.typed, self._discreet.show)
        self._say_kept()
        self._keeper.give()

    def _put(self, at: int, line: SheetLine) -> None:
        sheet = self._keeper.sheet
        if sheet is not None:
            self._keeper.change(with_line(sheet, at, line))

    def _remove(self, at: int) -> None:
        sheet = self._keeper.sheet
        if sheet is None:
            return
        label = sheet.lines[at].label
        self._keeper.change(without_line(sheet, at), f"Ligne «\u00a0{label}\u00a0» retirée.")
        left = self._keeper.sheet
        self.page.go_to(min(at, len(left.lines) - 1) if left is not None else 0)

    def _open_add(self, group: LineGroup, after: int | None) -> None:
        sheet = self._keeper.sheet
        if sheet is None or sheet.frozen:
            return
        taken = frozenset(line.code for line in sheet.lines if line.code)
        content = AddLineSheet(self._theme, group, taken)
        content.chosen.connect(lambda line: self._add(line, after))
        self._sheets.open(content, "Ajouter une ligne", content.search, width=640)

    def _add(self, line: SheetLine, after: int | None) -> None:
        sheet = self._keeper.sheet
        self._sheets.close()
        if sheet is not None:
            grown, at = with_added(sheet, line, after)
            self._keeper.change(grown)
            self.page.go_to(at)

    def _open_details(self, at: int) -> None:
        self._keeper.give()
        content = DetailsSheet(self._theme, self._discreet, self._line(at))
        content.given.connect(lambda line: self._close_with(at, line))
        content.closed.connect(self._sheets.close)
        content.removed.connect(lambda: self._close_without(at))
        self._sheets.open(content, "Détails de la ligne", content.words, width=620)

    def _close_with(self, at: int, line: SheetLine) -> None:
        self._sheets.close()
        self._put(at, line)

    def _close_without(self, at: int) -> None:
        self._sheets.close()
        self._remove(at)

    def _line(self, at: int) -> SheetLine:
        sheet = self._keeper.sheet
        if sheet is None:
            raise IndexError(at)
        return sheet.lines[at]

    # Versions

    def _shown(self) -> Id | None:
        return self._keeper.sheet.id if self._keeper.sheet is not None else None

    def _begin(self, copied_from: Id | None) -> None:
        if self._case is None:
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

    # Comparing

    def _before(self) -> Sheet | None:
        """The sheet that comes before the one shown."""
        sheets = self._folder.sheets if self._folder is not None else ()
        ids = [one.id for one in sheets]
        shown = self._shown()
        at = ids.index(shown) if shown in ids else 0
        return sheets[at - 1] if at > 0 else None

    def _turn_compare(self) -> None:
        before = self._before()
        if self.page.comparing():
            self.page.show_cells()
            self.page.go_to_first()
        elif before is not None:
            self._keeper.give()
            self._other = before.id
            self._render_compared()
            self.page.show_compared()

    def _compare_with(self, code: str) -> None:
        if code:
            self._other = Id(code)
            self._render_compared()

    def _render_compared(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is None or folder is None:
            return
        others = [one for one in folder.sheets if one.id != sheet.id]
        other = next((one for one in others if one.id == self._other), None)
        if other is None:
            self.page.show_cells()
            return
        show = self._discreet.show
        self.page.compare.show_others([(str(one.id), rows.version_words(one)) for one in others], str(other.id))
        heads = ("Par mois", write_day(other.day), write_day(sheet.day), "Écart")
        title = f"{rows.version_words(sheet)}, comparée à la version {other.version}"
        self.page.compare.show_rows(title, heads, rows.compared_rows(other, sheet, show))

    # Showing

    def _render(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is None or folder is None:
            return
        self.page.show_sheet(sheet, self._outcome.chips(sheet, folder), self._discreet.show)
        self._show_head(sheet)
        self._show_outcome()
        if self.page.comparing():
            self._render_compared()
        self._say_kept()

    def _show_outcome(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is not None and folder is not None:
            self._outcome.show(sheet, folder, self._before(), self._discreet.show)

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
            head.frozen.hide()
            head.copy.hide()
            head.print.hide()
            head.show_compare("")
            head.show_state("")
            return
        frozen = f"{sheet.freezing.label} le {write_day(sheet.frozen_on)}" if sheet.freezing and sheet.frozen_on else ""
        versions = [(rows.version_words(one), one.id == sheet.id) for one in folder.sheets]
        head.show_version(rows.month_words(sheet), frozen, versions, printable=self._paper_of is not None)
        before = self._before()
        head.show_compare("" if before is None else rows.compare_words(sheet, before))

    def _say_kept(self) -> None:
        sheet = self._keeper.sheet
        if sheet is None:
            return
        wrong = sum(bool(line.typed) for line in sheet.lines)
        if sheet.frozen:
            self.page.head.show_state("ne change plus", "ink2", "lock")
        elif wrong:
            words = "1 montant à corriger" if wrong == 1 else f"{wrong} montants à corriger"
            self.page.head.show_state(words, "danger", "alert-circle")
        else:
            self.page.head.show_state(f"Enregistré à {write_hour(self._clock().time())}")

    def _open_figures(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is not None and folder is not None:
            content = self._outcome.figures_sheet(self._theme, sheet, folder, self._discreet.show)
            content.closed.connect(self._sheets.close)
            self._sheets.open(content, "Tous les chiffres", content.table, width=980)

    def _keep_levers(self) -> None:
        sheet, folder = self._keeper.sheet, self._folder
        if sheet is not None and folder is not None:
            kept = self._outcome.with_chosen(sheet, folder)
            said = "Leviers gardés avec la fiche." if kept.levers else "Leviers retirés de la fiche."
            self._keeper.change(replace(kept, clock=sheet.clock), said)
