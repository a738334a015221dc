"""Drives the form: drafts as one types, lookalikes 300 ms after the last key, then the record itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from ceis_desk.access.masking import Discretion
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.people.gestures import ChangePerson, CreatePerson, SetHousehold
from ceis_desk.people.model import Identity, Lookalike, PersonRecord
from ceis_desk.people.questions import FindLookalikes, KnownDistricts, OpenRecord
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.people.draft_keeper import RecordDrafts
from ceis_desk.ui.people.drafts import NEW, Draft, read_draft
from ceis_desk.ui.people.form_page import NOTHING_NEEDED, FormPage
from ceis_desk.ui.people.rows import name_of
from ceis_desk.ui.people.typed import Reading, list_of, prefilled, read_typed, type_out
from ceis_desk.ui.shell.keyboard import Keyboard

_LOOK_MS = 300


class FormPilot(QObject):
    """`opened` asks for a record (created, changed or already known); `left` goes back."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, page: FormPage, link: StoreLink, discreet: Discreet, keyboard: Keyboard, clock: Clock) -> None:
        super().__init__(page)
        self.page, self._link, self._discreet, self._keyboard = page, link, discreet, keyboard
        self._today: Callable[[], dt.date] = lambda: clock().date()
        self._record: PersonRecord | None = None
        self._districts: Mapping[str, bool] = {}
        self._near: tuple[Lookalike, ...] = ()
        self._pending = self._create_after = self._saving = False
        self.look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self.look.timeout.connect(self._find)
        self.drafts = RecordDrafts(link, self._draft, self._kind, self)
        self.drafts.kept.connect(lambda kept: page.show_draft(kept=kept))
        self.drafts.other_changed.connect(self._show_other)
        page.form.edited.connect(self._edited)
        page.submitted.connect(self.submit)
        page.another.connect(self._another)
        page.opened.connect(self._open_known)
        page.left.connect(self._leave)
        page.emptied.connect(self._empty)
        page.swapped.connect(self._swap)
        page.side.saved.connect(self.submit)
        page.side.reloaded.connect(self._reload)
        discreet.changed.connect(self._hide)

    def new(self, text: str) -> None:
        """A new person named as searched, or the draft that was left."""
        self._record = None
        self._prepare("Nouvelle personne", NOTHING_NEEDED)
        wanted = prefilled(text, self._today())
        self._put(Draft(wanted))

        def come_back(kept: str) -> None:
            draft = read_draft(kept)
            if draft.empty or not self._still_new(wanted):
                return
            if _is_of(draft, wanted):
                self._put(draft)
                self.page.show_draft(kept=True)
            else:
                self.drafts.set_aside(draft)

        self._link.ask(ReadDraft(NEW), come_back, key="draft")
        self.drafts.recall()

    def _hide(self) -> None:
        if self._record is not None:
            self.page.title.setText(_title(self._record, self._discreet.show))
        self._say()

    def edit(self, record: PersonRecord) -> None:
        """Change a record, from the draft left on it if any."""
        self._record = record
        self._prepare(_title(record, self._discreet.show), f"Tout se défait avec {self._keyboard.cap('undo')}.")
        self._put(Draft(type_out(record.identity, self._districts), clock=record.clock))

        def come_back(kept: str) -> None:
            draft = read_draft(kept)
            if not draft.empty and self._record is record:
                self._put(draft)
                self._record = record if draft.clock == record.clock else _with_clock(record, draft.clock)
                self.page.show_draft(kept=True)

        self._link.ask(ReadDraft(self._kind()), come_back, key="draft")

    def editing(self) -> PersonRecord | None:
        """The record being changed, None for a new person."""
        return self._record

    def flush(self) -> None:
        """Nothing typed waits for a timer: the page is being left, or locked."""
        self.drafts.flush()
        self.look.stop()

    def submit(self) -> None:
        """Keep the record, once the records near it are known and told apart."""
        if self._saving:
            return
        reading = self._reading()
        if reading.refused:
            self.page.form.first_refused(reading)
            return
        if self._record is None and not self.page.form.household.take_typed():
            return
        if self._record is not None:
            self._change(self._record, reading.identity)
        elif self._pending:
            self._create_after = True
            if self.look.isActive():
                self.look.stop()
                self._find()
        elif self.page.doubt.asks() is None:
            self._create(reading.identity)

    def _prepare(self, title: str, said: str) -> None:
        page = self.page
        self.flush()
        self._pending = self._create_after = self._saving = False
        self._near = ()
        page.title.setText(title)
        page.said.setText(said)
        page.show_draft(kept=False)
        page.refuse("")
        self._show_other()
        page.set_editing(on=self._record is not None)
        page.doubt.start()
        page.form.more.fold_all()
        self._link.ask(KnownDistricts(), self._offer_districts, key="districts")

    def _offer_districts(self, districts: tuple[tuple[str, bool], ...]) -> None:
        self._districts = dict(districts)
        self.page.form.district.offer(self._districts)
        self._say()

    def _put(self, draft: Draft) -> None:
        self.page.form.put(draft.typed, draft.members)
        self._say()
        if not draft.empty and self._record is None:
            self._pending = True
            self.look.start()
        self.page.form.start()

    def _still_new(self, wanted: Mapping[str, str]) -> bool:
        """Whether nobody typed before the draft came."""
        return self._record is None and _filled(self.page.form.typed()) == _filled(wanted)

    def _edited(self) -> None:
        self.page.refuse("")
        self._say()
        self.drafts.touch()
        if self._record is None:
            self._create_after = False
            self._pending = True
            self.look.start()

    def _reading(self) -> Reading:
        return read_typed(self.page.form.typed(), self._today(), self._districts)

    def _say(self) -> None:
        known = any("même téléphone" in reason for near in self._near for reason in near.reasons)
        self.page.form.say(self._reading(), phone_known=known, qpv_list=list_of(self._today()))

    def _find(self) -> None:
        identity = self._reading().identity
        if not _may_be_known(identity):
            self.page.doubt.start()
            self._found(None)
            return
        self._link.ask(FindLookalikes(identity), self._found, lambda _refusal: self._found(()), key="lookalikes")

    def _found(self, near: tuple[Lookalike, ...] | None) -> None:
        if self.look.isActive():
            return  # typed on since: the next answer is the right one
        self._pending = False
        self._near = near or ()
        if near is not None:
            self.page.doubt.show_near(near)
        self._say()
        if self._create_after:
            self._create_after = False
            self.submit()

    def _another(self) -> None:
        if self.page.doubt.rule_out():
            self.submit()

    def _open_known(self, person_id: Id) -> None:
        """What was typed may hold something that her record lacks: it waits aside."""
        self.drafts.set_aside(self._draft())
        self.drafts.forget()
        self.opened.emit(person_id)

    def _create(self, identity: Identity) -> None:
        members = self.page.form.household.members()
        self._saving = True

        def made(change: Change) -> None:
            self._saving = False
            self.drafts.forget()
            person_id = change.made[0]
            if members:
                self._link.do(SetHousehold(person_id, members), refused=self._refuse)
            self.opened.emit(person_id)

        self._link.do(CreatePerson(identity, self.page.doubt.ruled_out()), made, self._refuse)

    def _change(self, record: PersonRecord, identity: Identity) -> None:
        self._saving = True

        def changed(_change: Change) -> None:
            self._saving = False
            self.drafts.forget()
            self.opened.emit(record.id)

        def refused(refusal: Refusal) -> None:
            self._refuse(refusal)
            if isinstance(refusal, Outdated):
                self._link.ask(OpenRecord(record.id), lambda now: self._clash(now, identity), key="clash")

        self._link.do(ChangePerson(record.id, identity, record.clock), changed, refused)

    def _clash(self, now: PersonRecord, identity: Identity) -> None:
        self._record = now
        self.page.side.show_clash(identity, now.identity)
        self.drafts.keep()

    def _reload(self) -> None:
        if self._record is not None:
            self.drafts.forget()
            self.edit(self._record)

    def _refuse(self, refusal: Refusal) -> None:
        self._saving = False
        self.page.refuse(refusal.sentence)

    def _kind(self) -> str:
        return NEW if self._record is None else f"person:{self._record.id}"

    def _draft(self) -> Draft:
        form = self.page.form
        return Draft(form.typed(), form.household.members(), self._record.clock if self._record else 0)

    def _leave(self) -> None:
        self.flush()
        self.left.emit()

    def _empty(self) -> None:
        typed = self._draft()
        if not typed.empty:
            self.drafts.set_aside(typed)
        self._near = ()
        self.page.doubt.start()
        self._put(Draft())
        self.drafts.keep()

    def _swap(self) -> None:
        """The other draft comes in, the one that stood here is set aside."""
        here, there = self._draft(), self.drafts.other
        self._put(there)
        self.drafts.keep()
        self.drafts.set_aside(here)

    def _show_other(self) -> None:
        self.page.swap.setVisible(not self.drafts.other.empty and self._record is None)


def _filled(typed: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code, text in typed.items() if text}


def _is_of(draft: Draft, wanted: Mapping[str, str]) -> bool:
    """Whether the draft left is that of the person now asked for."""
    return all(draft.typed.get(code, "").casefold() == words.casefold() for code, words in _filled(wanted).items())


def _may_be_known(identity: Identity) -> bool:
    """Whether enough was typed to look for records near it."""
    one = identity
    return any((one.used_name, one.birth_name, one.first_name, one.phones, one.email))


def _with_clock(record: PersonRecord, clock: int) -> PersonRecord:
    """The record as it was when its draft began: a change made since is seen as one."""
    return replace(record, clock=clock)


def _title(record: PersonRecord, show: Discretion) -> str:
    return f"Modifier {name_of(record.identity, show)}"
