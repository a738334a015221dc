"""Drives the tab « Parcours »: read with the record, shown, opened further, changed by the sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor, Level, Role, Thing
from ceis_desk.access.questions import StaffMember
from ceis_desk.access.rights import may
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.parcours.freins import FreinKind
from ceis_desk.parcours.model import Event, EventKind, WayOfPerson
from ceis_desk.parcours.questions import FreinKinds, ReadWay
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.acting import FOLLOW, choices, following
from ceis_desk.ui.parcours.course_acts import CourseActs
from ceis_desk.ui.parcours.decided import main_referent
from ceis_desk.ui.parcours.event_sheet import EventSheet
from ceis_desk.ui.parcours.frein_acts import FreinActs
from ceis_desk.ui.parcours.item_acts import ItemActs
from ceis_desk.ui.parcours.kept_part import DocumentsPart, NotesPart, keeping_group
from ceis_desk.ui.parcours.kept_pilot import DOCUMENTS_TAB, NOTES_TAB, KeptPilot
from ceis_desk.ui.parcours.leading import way_to
from ceis_desk.ui.parcours.opened import OpenWay
from ceis_desk.ui.parcours.page import Names, WayPanel
from ceis_desk.ui.parcours.referral_acts import ReferralActs
from ceis_desk.ui.parcours.whole_pilot import CARED as WHOLE
from ceis_desk.ui.parcours.whole_pilot import WholePilot
from ceis_desk.ui.parcours.words import key_of
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.shell.keyboard import Keyboard

CARED = ("parcours", "visit", "appointment", "session", "case", "employment", "person", "referral", "project")
_FOLLOWERS = frozenset({Role.BUDGET, Role.SOCIAL, Role.EMPLOYMENT, Role.DIGITAL, Role.HEALTH})


class WayPilot(QObject):
    """`go` asks the window for another page, `tab_asked` the record for another tab; `followed` names the referent."""

    go = Signal(str, object)
    tab_asked = Signal(str)
    followed = Signal(str)

    def __init__(
        self,
        panel: WayPanel,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        actor: Actor,
        clock: Callable[[], dt.datetime],
        sheets: Sheets,
    ) -> None:
        super().__init__(panel)
        self.panel = panel
        self.here = OpenWay(theme, link, discreet, keyboard, actor, clock, sheets, self.read)
        self._items, self._freins, self._course = ItemActs(self.here), FreinActs(self.here), CourseActs(self.here)
        self._whole = WholePilot(panel.whole, self.here)
        self._referrals = ReferralActs(self.here, self)
        self._kept: KeptPilot | None = None
        self._wanted: Id | None = None
        panel.event_opened.connect(self._open_event)
        panel.item_opened.connect(self._if_writing(self._items.open))
        panel.item_done.connect(self._if_writing(self._items.finish))
        panel.item_moved.connect(self._move)
        panel.frein_opened.connect(self._freins.open)
        panel.referent_opened.connect(self._if_writing(self._open_referent))
        panel.act_asked.connect(self.act)
        link.changed.connect(self._reread)
        discreet.changed.connect(self.show)

    def keep(self, tabs: Mapping[str, QWidget]) -> None:
        """Drive the tabs of notes and documents too, for an account that keeps some."""
        notes, documents = tabs.get(NOTES_TAB), tabs.get(DOCUMENTS_TAB)
        group = keeping_group(self.here.actor.roles)
        if isinstance(notes, NotesPart) and isinstance(documents, DocumentsPart) and group is not None:
            self._kept = KeptPilot(notes, documents, self.here, group)
            self.panel.note_asked.connect(lambda: self.note_key("note"))

    def show_tab(self, tab: str) -> None:
        """Another tab of the record shows."""
        if self._kept is not None:
            self._kept.show_tab(tab)

    def note_key(self, command: str) -> None:
        """A key of the notes: to write one, it goes to their tab."""
        if self._kept is not None:
            if command == "note":
                self.tab_asked.emit(NOTES_TAB)
            self._kept.take_key(command)

    def flush(self) -> None:
        """What is typed is kept before the page is left."""
        if self._kept is not None:
            self._kept.pilot.keeper.flush()

    def open(self, person_id: Id) -> None:
        """Read the parcours of somebody else."""
        self._wanted, self.here.way = person_id, None
        self.panel.clear()
        if self._kept is not None:
            self._kept.clear()
        self.followed.emit("")
        self.read()
        self._whole.open(person_id)

    def read(self) -> None:
        """Read it again."""
        if self._wanted is not None:
            self.here.link.ask(FreinKinds(), self._name_freins, key="record-freins")
            self.here.link.ask(ReadWay(self._wanted), self._take, key="record-way")

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """The professionals who may follow a parcours."""
        known, self.here.staff = self.here.staff, {one.id: one.name for one in staff if one.roles & _FOLLOWERS}
        self.here.sworn = frozenset(one.id for one in staff if may(one.roles, Thing.RESTRICTED_FREINS, Level.OWN))
        if known != self.here.staff:
            self.show()

    def show(self) -> None:
        """Show again what was read, as the discreet screen allows."""
        if self.here.way is not None:
            self._display(self.here.way, anew=False)
        self._whole.show()
        if self._kept is not None:
            self._kept.show()

    def act(self) -> None:
        """The list of what may be done."""
        way = self.here.way
        offered = choices(way, self.here.actor.roles) if way is not None else ()
        if way is None or not offered:
            return
        if len(offered) == 1:
            self._do(offered[0][0])
        else:
            self.here.choose("Agir sur le parcours", offered, self._do)

    def freins_to_note(self) -> frozenset[str]:
        """The freins that the account may write in the parcours under way, whatever is written there."""
        return self._freins.offered()

    def note_frein(self, code: str) -> None:
        """Write a level of this frein."""
        self._freins.note(code)

    def _take(self, way: WayOfPerson) -> None:
        if way.person_id == self._wanted or self.here.way is None:
            anew, self.here.way = self.here.way is None, way
            self._display(way, anew=anew)

    def _name_freins(self, kinds: tuple[FreinKind, ...]) -> None:
        self.here.kinds = {kind.code: kind for kind in kinds}

    def _display(self, way: WayOfPerson, *, anew: bool) -> None:
        here = self.here
        self.panel.show_way(way, Names(here.kinds, here.staff), here.clock(), here.discreet.show, anew=anew)
        self.followed.emit(main_referent(way.current, here.today))
        if self._kept is not None:
            self._kept.show_way(way)

    def _reread(self, change: Change) -> None:
        if self.panel.window().isVisible() and change.touches(*CARED):
            self.read()
        if self.panel.window().isVisible() and change.touches(*WHOLE):
            self._whole.read()

    def _if_writing(self, then: Callable[[str], None]) -> Callable[[str], None]:
        """What is decided opens for those who may write it; the others read it in its line."""
        return then if self._writes() else lambda _ident: None

    def _move(self, ident: str, by: int) -> None:
        if self._writes():
            self._items.move(ident, by)

    def _writes(self) -> bool:
        return may(self.here.actor.roles, Thing.PARCOURS, Level.WRITE)

    # -- what stands behind an event

    def _open_event(self, key: str) -> None:
        way = self.here.way
        event = next((one for one in way.events if key_of(one) == key), None) if way else None
        if event is None:
            return
        if event.kind is EventKind.REFERRAL:
            self._referrals.open(event, lambda: self._tell(event))
        elif not self._lead(event):
            self._tell(event)

    def _tell(self, event: Event) -> None:
        """An event that has no page of its own."""
        sheet = EventSheet(self.here.theme, self.here.discreet, event, self.here.today)
        sheet.closed.connect(self.here.sheets.close)
        self.here.sheets.open(sheet, "Événement", sheet.close_it, width=520)

    def _lead(self, event: Event) -> bool:
        """Go to the page that an event has; False when it has none that this account may open."""
        if event.kind is EventKind.VISIT:
            self.tab_asked.emit("visits")
        elif event.kind is EventKind.OBJECTIVE and self._writes():
            self._items.open(str(event.row_id))
        elif self._wanted is not None and (way := way_to(event, self._wanted, self.here.actor, self.here.today)):
            self.go.emit(*way)
        else:
            return False
        return True

    # -- what is done

    def _do(self, code: str) -> None:
        way, current, course = self.here.way, self.here.current, self._course
        if way is None:
            return
        if current is None:
            if code == "open":
                course.begin(way.person_id)
            elif way.past:
                course.reopen(max(way.past, key=lambda one: one.opened_on))
            return
        acts: dict[str, Callable[[], None]] = {
            "objective": lambda: self._items.edit_objective(None),
            "step": lambda: self._items.edit_step(None),
            "frein": lambda: self._freins.read(None, restricted=False),
            "restricted": lambda: self._freins.read(None, restricted=True),
            FOLLOW: lambda: self.here.choose("Suivi du parcours", following(current), self._do),
            "referent": lambda: course.name_referent(current, None),
            "hand-over": lambda: course.hand_over(current),
            "suspend": lambda: course.suspend(current),
            "resume": lambda: course.resume(current),
            "end": lambda: course.end(current),
            "withdraw": lambda: course.withdraw(current),
            "twin": lambda: course.end(way.twins[0], twin=True),
        }
        acts[code]()

    def _open_referent(self, ident: str) -> None:
        way, current = self.here.way, self.here.current
        twin = next((one for one in way.twins if str(one.id) == ident), None) if way and current else None
        if twin is not None:
            self._course.end(twin, twin=True)
            return
        found = next((one for one in current.referents if str(one.id) == ident), None) if current else None
        if current is not None and found is not None:
            self._course.name_referent(current, found)
