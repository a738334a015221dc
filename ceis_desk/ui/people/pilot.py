"""Drives « Personnes »: the list, the record and the form, one at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor
from ceis_desk.agenda.papers import AppointmentCard, AppointmentCardsPaper
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Named, Paper
from ceis_desk.core.store import Change
from ceis_desk.exchange.questions import ReadExchange
from ceis_desk.people.model import PersonHit, PersonRecord
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import LOOKED_FOR_S, FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.form_pilot import FormPilot
from ceis_desk.ui.people.key_lines import key_lines
from ceis_desk.ui.people.merging import Merging
from ceis_desk.ui.people.page import PeoplePage
from ceis_desk.ui.people.record_pilot import RecordPilot
from ceis_desk.ui.people.reserved import WAY_TAB
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.printing.issuing import Issuing
from ceis_desk.ui.shell.exchange_watch import COUNTED
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

if TYPE_CHECKING:
    from ceis_desk.ui.parcours.papers import WayPapers

_NAMES_OFFERED = 4
NO_CARD = "Cette personne n’a pas de rendez-vous à venir. Rien n’est à imprimer\u00a0: Ctrl R lui en donne un."


class PeoplePilot(QObject):
    """`go` asks the window for another page, `print_asked` for a preview.

    `open_record` and `new_person` are what other pages ask of this one.
    """

    go = Signal(str, object)
    print_asked = Signal(object)

    def __init__(
        self,
        page: PeoplePage,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        actor: Actor,
        clock: Callable[[], dt.datetime],
        site: Site,
    ) -> None:
        super().__init__(page)
        self.page, self._link, self._clock, self._keyboard = page, link, clock, keyboard
        self._site, self._issuing = site, Issuing(link, site, actor, clock)
        self._hits: tuple[PersonHit, ...] = ()
        self._from_reception = False
        self.sheets = Sheets(page, theme)
        self._merging = Merging(page, theme, link, discreet, keyboard, actor, clock, self.sheets)
        self.form = FormPilot(page.form, link, discreet, keyboard, clock)
        self.record = RecordPilot(
            page.record, theme, link, discreet, keyboard, actor, clock, self.sheets, self._merging
        )
        self._connect(discreet)
        self._print_way(theme)

    def _connect(self, discreet: Discreet) -> None:
        page = self.page
        page.home.searched.connect(self._search)
        page.home.opened.connect(lambda ident: self.open_record(Id(ident)))
        page.home.new_asked.connect(self._new_from_here)
        page.home.check_asked.connect(lambda: self.go.emit("check", None))
        page.record.left.connect(self._to_home)
        page.record.new_asked.connect(lambda: self._new_from_here(""))
        page.record.arrived.connect(self._arrive)
        self.record.edited.connect(self._edit)
        self.record.at_desk_edited.connect(self._edit_at_desk)
        self.record.opened.connect(self.open_record)
        self.record.gone.connect(self._close_record)
        self.record.case_asked.connect(lambda person_id: self.go.emit("budget", person_id))
        self.record.agenda_asked.connect(lambda wanted: self.go.emit("agenda", wanted))
        self.record.way_led.connect(self.go)
        self.record.check_asked.connect(lambda case: self.go.emit("check", case))
        page.form.form.household_searched.connect(self._find_household)
        self.form.opened.connect(self.open_record)
        self.form.left.connect(self._leave_form)
        self._link.changed.connect(self._reread)
        discreet.follow(self, lambda: self._show_hits(self._hits))
        looked_for = FormDraft(self._link, "people-search", page.home.search, fresh=LOOKED_FOR_S)
        looked_for.came_back.connect(self._search_again)

    def enter(self) -> None:
        """Read again what shows, the cursor at its start."""
        shown = self.page.shown()
        if shown == "home":
            self._search(self.page.home.search.text())
            self.page.home.start()
        elif shown == "record":
            self.record.read()
            self.page.record.start()
        self._count()

    def leave(self) -> None:
        """Nothing typed is lost when another page shows, or the desk is locked."""
        self.form.flush()
        self.record.flush()

    def open_record(self, person_id: Id) -> None:
        """Show the record of a person."""
        self.form.flush()
        self.page.display("record")
        self.record.open(person_id)
        self.page.record.start()

    def freins_to_note(self) -> frozenset[str]:
        """The freins that may be written on the record shown, by their codes."""
        way = self.record.way if self.page.shown() == "record" else None
        return way.freins_to_note() if way is not None else frozenset()

    def note_frein(self, code: str) -> None:
        """Write a level of a frein on the record shown."""
        if self.record.way is not None:
            self.record.way.note_frein(code)

    def new_person(self, text: str) -> None:
        """Start a new person named as searched; Échap goes back to the welcome page."""
        self._start_new(text, from_reception=True)

    def _print_way(self, theme: Theme) -> None:
        """The papers of the parcours, for those who may read it."""
        self._way_papers: WayPapers | None = None
        panel = self.page.record.way
        if panel is None:
            return
        # It needs these pages too: each comes when the other is there.
        from ceis_desk.ui.parcours.papers import WayPapers, offer_page

        papers = self._way_papers = WayPapers(panel, self._issuing)
        emit = self.print_asked.emit
        offer_page(panel, theme, self._keyboard, lambda: self._with_record(lambda one: papers.plain(one, emit)))
        panel.whole.share_printed.connect(lambda ident: self._with_record(lambda one: papers.summary(one, ident, emit)))

    def _with_record(self, then: Callable[[PersonRecord], None]) -> None:
        if self.record.record is not None:
            then(self.record.record)

    def papers(self, then: Callable[[Paper], None]) -> None:
        """The parcours of the person where it shows; in the other tabs her appointments to come, a card each."""
        record = self.record.record
        if self.page.shown() != "record" or record is None:
            return
        if self._way_papers is not None and self.page.record.head.tabs.code() == WAY_TAB:
            self._way_papers.shown(record, then)
            return
        cards = cards_of(record, self._clock())
        if not cards:
            self._link.refused.emit(NO_CARD)
            return
        demo = self._site.demo
        self._issuing.issuer(lambda issuer: then(AppointmentCardsPaper(issuer, cards, self._clock(), demo)))

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of what shows, for F1."""
        return key_lines(self.page.shown(), self._keyboard, with_way=self.page.record.way is not None)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits, in order."""
        return self.page.areas()

    def _new_from_here(self, text: str) -> None:
        self._start_new(text, from_reception=False)

    def _start_new(self, text: str, *, from_reception: bool) -> None:
        self._from_reception = from_reception
        self.page.form.back.setText("Revenir à l’accueil" if from_reception else "Revenir à la liste")
        self.page.display("form")
        self.form.new(text)

    def _edit(self, record: PersonRecord) -> None:
        self._from_reception = False
        self.page.form.back.setText("Revenir à la fiche")
        self.page.display("form")
        self.form.edit(record)

    def _edit_at_desk(self, record: PersonRecord) -> None:
        self._edit(record)
        self.page.form.form.entries.texts["at_desk"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_form(self) -> None:
        editing = self.form.editing()
        if editing is not None:
            self.page.display("record")
            self.record.read()
            self.page.record.start()
        elif self._from_reception:
            self.page.display("home")
            self.go.emit("reception", None)
        else:
            self._to_home()

    def _close_record(self) -> None:
        if self.page.shown() == "record":
            self._to_home()

    def _to_home(self) -> None:
        self.page.display("home")
        self.enter()

    def _arrive(self) -> None:
        if self.record.record is not None:
            self.go.emit("reception", self.record.record.id)

    def _find_household(self, text: str) -> None:
        self._link.ask(FindPeople(text, _NAMES_OFFERED), self.page.form.form.show_hits, key="household")

    def _search(self, text: str) -> None:
        self._link.ask(FindPeople(text), self._show_hits, key="people")

    def _search_again(self) -> None:
        self._search(self.page.home.search.text())

    def _count(self) -> None:
        self._link.ask(
            ReadExchange(),
            lambda status: self.page.home.show_to_check(status.to_check),
            lambda _refusal: None,
            key="people-to-check",
        )

    def _show_hits(self, hits: tuple[PersonHit, ...]) -> None:
        self._hits = hits
        self.page.home.show_hits(hits, self._clock().date())

    def _reread(self, change: Change) -> None:
        if not change.touches(*COUNTED, "visit", "appointment") or not self.page.isVisible():
            return
        if change.touches(*COUNTED):
            self._count()
        if self.page.shown() == "home":
            self._search(self.page.home.search.text())
        elif self.page.shown() == "record":
            self.record.read()


def cards_of(record: PersonRecord, now: dt.datetime) -> tuple[AppointmentCard, ...]:
    """A card for each appointment to come, as everybody may see it: when, with whom, where."""
    one = record.identity
    person = Named(one.civility, one.used_name or one.birth_name, one.first_name)
    return tuple(AppointmentCard(line.at, person, line.with_name, line.room) for line in record.appointments
                 if line.open and line.at > now)  # fmt: skip
