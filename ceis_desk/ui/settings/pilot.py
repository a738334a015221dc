"""The settings at work for one account: sections built at their first visit, and read again when the store changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.door import Door
from ceis_desk.access.gestures import RenameDesk
from ceis_desk.access.model import Account, Actor, Level, Thing
from ceis_desk.access.papers import RightsPaper
from ceis_desk.access.questions import Accounts, Settings, Staff, StaffMember
from ceis_desk.access.rights import may
from ceis_desk.core.clock import Clock
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.about import AboutView
from ceis_desk.ui.settings.accounts_pilot import AccountsPart
from ceis_desk.ui.settings.agenda import AgendaPart
from ceis_desk.ui.settings.backups_pilot import BackupsPart
from ceis_desk.ui.settings.budget_formula import FormulaPart
from ceis_desk.ui.settings.budget_law import BudgetLawPart
from ceis_desk.ui.settings.budget_levers import LeversPart
from ceis_desk.ui.settings.budget_sheet import BudgetSheetPart
from ceis_desk.ui.settings.digital import DigitalPart
from ceis_desk.ui.settings.display import DisplayView
from ceis_desk.ui.settings.documents import DocumentsPart
from ceis_desk.ui.settings.employment import EmploymentPart
from ceis_desk.ui.settings.exchanges import ExchangesView
from ceis_desk.ui.settings.health_themes import ThemesPart
from ceis_desk.ui.settings.hours_pilot import HoursPart
from ceis_desk.ui.settings.journal import JournalPart
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.key_list import KeysPart
from ceis_desk.ui.settings.locked import LockedView
from ceis_desk.ui.settings.motifs_pilot import MotifsPart
from ceis_desk.ui.settings.own_password import OwnPasswordPart
from ceis_desk.ui.settings.page import SectionView, SettingsPage
from ceis_desk.ui.settings.recovery import RecoveryPart
from ceis_desk.ui.settings.school_holidays import SchoolPart
from ceis_desk.ui.settings.sections import SECTIONS, Reach, locked_words, section_of, whom_to_ask
from ceis_desk.ui.settings.site_values import SiteValues, read_values
from ceis_desk.ui.settings.spreadsheet import SpreadsheetView
from ceis_desk.ui.settings.structure import StructurePart
from ceis_desk.ui.settings.templates import TemplatesPart
from ceis_desk.ui.settings.this_desk import DeskView
from ceis_desk.ui.settings.way_lists import WayListsPart
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

KEYS = (
    KeyLine("↑ ↓", "changer de section"),
    KeyLine("Entrée", "entrer dans la section, ouvrir la ligne"),
    KeyLine("Alt ↑, Alt ↓", "monter ou descendre un motif"),
)
_START = "accounts"


class _Following(Protocol):
    """A section that shows the settings of the site, and follows them."""

    @property
    def view(self) -> SectionView:
        """What is shown."""

    def show_values(self, values: SiteValues) -> None:
        """The settings as they are now."""


_PLAIN: Mapping[str, type[StructurePart | DocumentsPart | DigitalPart | ThemesPart]] = {
    "structure": StructurePart,
    "documents": DocumentsPart,
    "digital": DigitalPart,
    "prevention": ThemesPart,
}


class Pilot(QObject):
    """The page of the settings for one account; `key_tried` and `key_renewed` tell of the recovery key."""

    go = Signal(str, object)
    print_asked = Signal(object)
    key_tried = Signal()
    key_renewed = Signal(object)
    restored = Signal(object)

    def __init__(
        self,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        actor: Actor,
        clock: Clock,
        site: Site,
        door: Door,
        choices: DeskChoices,
    ) -> None:
        self.page = SettingsPage(theme)
        super().__init__(self.page)
        self._theme, self._link, self._discreet, self._actor = theme, link, discreet, actor
        self._keyboard = keyboard
        self._clock, self._site, self._door, self._choices = clock, site, door, choices
        self._reaches = {section.code: section.reach(actor.roles) for section in SECTIONS}
        self._at = _START
        self._shown = False
        self._accounts: tuple[Account, ...] = ()
        self._staff: tuple[StaffMember, ...] = ()
        self._knows_accounts = may(actor.roles, Thing.ACCOUNTS, Level.READ)
        self._values: SiteValues | None = None
        self._takes_values: list[Callable[[SiteValues], None]] = []
        self._takes_accounts: list[Callable[[tuple[Account, ...]], None]] = []
        self._takes_staff: list[Callable[[tuple[StaffMember, ...]], None]] = []
        self._reads: dict[str, Callable[[], None]] = {}
        self.page.show_sections(self._reaches)
        self.page.sections.go_to(_START)
        self.page.chosen.connect(self.open_section)
        link.changed.connect(self._changed)

    # What the shell asks of every page

    def enter(self) -> None:
        """The page is shown: read again, cursor in the list of sections."""
        self._shown = True
        self.open_section(self._at)
        self._read()
        self.page.start()

    def leave(self) -> None:
        """The page is hidden: what is typed stays."""
        self._shown = False

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of this page, for the help."""
        return (*KEYS, self._keyboard.line("print", "imprimer « Qui voit quoi »"))

    def papers(self, then: Callable[[Paper], None]) -> None:
        """« Qui voit quoi » when it is on the screen (Ctrl P)."""
        if self._at == "accounts":
            then(self._rights_paper())

    def open_section(self, code: str) -> None:
        """Show a section, built at its first visit."""
        self._at = code
        if not self.page.has_view(code):
            view = self._build(code)
            self.page.add_view(code, view)
            # The other controls of a section apply at once: only a text waits for the cursor to leave it.
            texts = [field for field in view.findChildren(KeptText) if not field.isReadOnly()]
            FormDraft(self._link, f"settings:{code}", view, fields=texts)
        self.page.show_view(section_of(code), self._notice(code))
        if code in self._reads:
            self._reads[code]()

    # Reading

    def _read(self) -> None:
        self._link.ask(Settings(), self._take_settings, key="settings-site")
        self._link.ask(Staff(), self._take_staff, key="settings-staff")
        if self._knows_accounts:
            self._link.ask(Accounts(), self._take_accounts, key="settings-accounts")

    def _changed(self, change: Change) -> None:
        if not self._shown:
            return
        if change.touches("setting", "account"):
            self._read()
        if self._at in self._reads:
            self._reads[self._at]()

    def _take_settings(self, settings: Mapping[str, str]) -> None:
        self._values = read_values(settings)
        for take in self._takes_values:
            take(self._values)

    def _take_accounts(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = accounts
        for take in self._takes_accounts:
            take(accounts)

    def _take_staff(self, staff: tuple[StaffMember, ...]) -> None:
        self._staff = staff
        for take in self._takes_staff:
            take(staff)
        self.page.show_notice(self._notice(self._at))
        if not self._knows_accounts:
            # Whoever may not read the accounts still sees who works here: no login, nobody who has left.
            self._take_accounts(tuple(Account(one.id, "", one.name, one.roles) for one in staff))

    def _notice(self, code: str) -> str:
        if self._reaches[code] is not Reach.READ:
            return ""
        what = "Horaires à lire seulement." if code == "hours" else "À lire seulement."
        return f"{what} {whom_to_ask(self._staff)}"

    def _rights_paper(self) -> RightsPaper:
        return RightsPaper(self._site.structure, self._clock().date(), self._site.demo)

    # Building

    def _build(self, code: str) -> SectionView:
        if self._reaches[code] is Reach.LOCKED:
            return LockedView(self._theme, locked_words(code, self._staff))
        theme, link, writable = self._theme, self._link, self._may_write(code)
        if code in _PLAIN:
            return self._follow(_PLAIN[code](theme, link, writable=writable))
        builders: dict[str, Callable[[], SectionView]] = {
            "employment": lambda: self._follow(EmploymentPart(theme, link, self._discreet, writable=writable)),
            "agenda": self._agenda,
            "desk": self._desk_view,
            "accounts": self._accounts_view,
            "password": lambda: OwnPasswordPart(self._theme, self._link, self._door, self._actor.name).view,
            "motifs": self._motifs,
            "budget": self._budget,
            "parcours": self._way_lists,
            "templates": lambda: self._follow(TemplatesPart(self.page, self._link, writable=writable)),
            "hours": self._hours,
            "display": lambda: DisplayView(self._theme, self._choices, self._keyboard),
            "keys": lambda: KeysPart(self.page, self._choices, self._keyboard).view,
            "import": lambda: self._leading(SpreadsheetView(self._theme), "import"),
            "exchange": lambda: self._leading(ExchangesView(self._theme), "exchange"),
            "journal": self._journal,
            "recovery": self._recovery,
            "backups": self._backups,
            "about": lambda: AboutView(self._theme),
        }
        return builders[code]()

    def _may_write(self, code: str) -> bool:
        return self._reaches[code] is Reach.WRITE

    def _with_values(self, take: Callable[[SiteValues], None]) -> None:
        self._takes_values.append(take)
        if self._values is not None:
            take(self._values)

    def _with_accounts(self, take: Callable[[tuple[Account, ...]], None]) -> None:
        self._takes_accounts.append(take)
        take(self._accounts)

    def _with_staff(self, take: Callable[[tuple[StaffMember, ...]], None]) -> None:
        self._takes_staff.append(take)
        take(self._staff)

    def _follow(self, part: _Following) -> SectionView:
        self._with_values(part.show_values)
        return part.view

    def _leading(self, view: SpreadsheetView | ExchangesView, page: str) -> SectionView:
        view.asked.connect(lambda: self.go.emit(page, None))
        return view

    def _desk_view(self) -> SectionView:
        may_rename = may(self._actor.roles, Thing.ACCOUNTS, Level.WRITE)
        theme, choices, keyboard, writable = self._theme, self._choices, self._keyboard, self._may_write("desk")
        view = DeskView(theme, choices, keyboard, self._site.desk, writable=writable, may_rename=may_rename)
        view.rename_asked.connect(lambda name: self._link.do(RenameDesk(name)))
        return view

    def _agenda(self) -> SectionView:
        writable = self._may_write("agenda")
        part = AgendaPart(self._theme, self._link, writable=writable)
        schools = SchoolPart(self._theme, self._link, self._clock, writable=writable)
        part.view.add(schools.card)
        self._with_values(schools.show_values)
        return self._follow(part)

    def _budget(self) -> SectionView:
        writable = self._may_write("budget")
        part = BudgetSheetPart(self._theme, self._link, writable=writable)
        law = BudgetLawPart(self.page, self._link, self._clock, writable=writable)
        levers = LeversPart(self.page, self._link, writable=writable)
        formula = FormulaPart(self.page, self._link, self._clock, writable=writable)
        for more in (levers.card, law.view, formula.card):
            part.view.add(more)
        for shown in (part.view, law, formula, levers):
            self._with_values(shown.show_values)
        self._reads["budget"] = law.read
        return part.view

    def _way_lists(self) -> SectionView:
        part = WayListsPart(self.page, self._link, writable=self._may_write("parcours"))
        self._reads["parcours"] = part.read
        return part.view

    def _accounts_view(self) -> SectionView:
        part = AccountsPart(self.page, self._link, self._door, self._actor, writable=self._may_write("accounts"))
        part.view.print_asked.connect(lambda: self.print_asked.emit(self._rights_paper()))
        self._keyboard.show_on(part.view.printer, "print")
        self._with_accounts(part.show_accounts)
        return part.view

    def _motifs(self) -> SectionView:
        part = MotifsPart(self.page, self._link, self._discreet, self._clock, writable=self._may_write("motifs"))
        self._reads["motifs"] = part.read
        return self._follow(part)

    def _hours(self) -> SectionView:
        at_desk = may(self._actor.roles, Thing.VISITS, Level.WRITE)
        lock = "" if at_desk else "Tenues par l’accueil et les professionnels, depuis leur compte."
        part = HoursPart(self.page, self._link, self._clock, writable=self._may_write("hours"), board_lock=lock)
        self._with_values(part.show_values)
        self._with_staff(part.show_staff)
        self._reads["hours"] = part.read
        return part.view

    def _journal(self) -> SectionView:
        whole = may(self._actor.roles, Thing.JOURNAL, Level.READ)
        part = JournalPart(self._theme, self._link, self._discreet, whole=whole)
        self._reads["journal"] = part.read
        return part.view

    def _recovery(self) -> SectionView:
        part = RecoveryPart(self.page, self._link, self._door, writable=self._may_write("recovery"))
        part.tried.connect(self.key_tried)
        part.renewed.connect(self.key_renewed)
        self._reads["recovery"] = part.read
        return self._follow(part)

    def _backups(self) -> SectionView:
        writable = self._may_write("backups")
        actor, clock = self._actor, self._clock
        part = BackupsPart(self.page, self._link, self._door, self._choices, actor, clock, writable=writable)
        part.restored.connect(self.restored)
        self._with_accounts(part.show_accounts)
        self._reads["backups"] = part.read
        return part.view
