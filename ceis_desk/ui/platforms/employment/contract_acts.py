"""What is done to contracts from the board: a free seat filled, a contract opened, renewed, ended, its facts noted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.people.model import PersonHit
from ceis_desk.platforms.employment.gestures import EndContract, PutContract, PutFact
from ceis_desk.platforms.employment.model import Contract, ContractKind, Ending, Fact, FactState
from ceis_desk.platforms.employment.questions import Board, ContractView, ReadContract
from ceis_desk.platforms.employment.rules import Row, Seat, SeatState
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.forms.find_person import find_person
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.platforms.employment import contract_sheet, forms
from ceis_desk.ui.platforms.employment.contract_sheet import ContractSheet
from ceis_desk.ui.platforms.employment.seat_words import key_of

_WIDE = 780


class ContractActs(QObject):
    """`go` asks the window for another page; the board is handed over at each reading."""

    go = Signal(str, object)

    def __init__(self, parent: QObject, writing: FormsOver, *, writes: bool, named: bool) -> None:
        super().__init__(parent)
        self._writing, self._writes, self._named = writing, writes, named
        self._board: Board | None = None

    def take_board(self, board: Board) -> None:
        """The places on the day shown."""
        self._board = board

    def open_seat(self, key: str) -> None:
        """Open the contract of a seat, or fill it."""
        found = self._seat(key)
        if found is None:
            return
        row, seat = found
        if seat.contract is not None:
            self.open(seat.contract.id)
        elif self._writes:
            self.begin(str(row.place.id), seat.position)

    def _seat(self, key: str) -> tuple[Row, Seat] | None:
        rows = self._board.rows if self._board else ()
        return next(((row, seat) for row in rows for seat in row.seats if key_of(seat) == key), None)

    # -- a new contract

    def begin(self, code: str = "", position: int = 0, key: str = "") -> None:
        """A person first, then her contract; `key` is the seat under the cursor, taken when it is free."""
        found = self._seat(key) if key else None
        if found is not None and found[1].state is SeatState.FREE:
            code, position = str(found[0].place.id), found[1].position
        find_person(
            self._writing, "Nouveau contrat\u00a0: pour qui\u00a0?", lambda hit: self._fill(hit, code, position)
        )

    def _fill(self, hit: PersonHit, code: str, position: int) -> None:
        board = self._board
        if board is None:
            return
        rows = board.rows
        first = next((str(one.place.id) for one in rows if one.place.places), "")
        wanted = (code, position) if code else None
        values = {"place": code or first, "first": board.day} | self._usual(code or first)

        def made(given: Values) -> PutContract:
            return forms.contract_gesture(given, hit.id, forms.seat_for(rows, str(given["place"]), wanted))

        show = self._writing.discreet.show
        name = show.name(hit.civility, hit.used_name, hit.first_name)
        asks = forms.contract_asks([one.place for one in rows])
        self._writing.fill_in(asks, f"Nouveau contrat, {name}", f"contract:{hit.id}", made, values)

    def _usual(self, code: str) -> dict[str, object]:
        """What a contract of this place says most often."""
        rows = self._board.rows if self._board else ()
        place = next((one.place for one in rows if str(one.place.id) == code), None)
        if place is None:
            return {}
        return {"tutor": place.tutor, "terms": "PEC" if place.kind is ContractKind.PEC else ""}

    # -- the place of a seat

    def change_place(self, key: str) -> None:
        """Rename the place of a seat, or change its tutor and its seats: whoever holds it stays there."""
        found = self._seat(key)
        if found is None or not self._writes:
            return
        place = found[0].place
        self._writing.fill_in(
            forms.place_asks(place.kind), f"Modifier {place.name}", f"place:{place.id}",
            lambda given: forms.place_gesture(given, place), forms.place_values(place),
            under="La place reste la même\u00a0: ses contrats et son histoire suivent son nouveau nom.",
        )  # fmt: skip

    # -- one contract

    def open(self, contract_id: Id) -> None:
        """Show a contract over the page."""
        writing = self._writing

        def show(view: ContractView) -> None:
            sheet = ContractSheet(
                writing.theme,
                writing.discreet,
                writing.keyboard,
                writes=self._writes,
                named=self._named,
                today=writing.today,
            )
            sheet.show_contract(view)
            sheet.asked.connect(lambda letter: self._asked(view, letter))
            sheet.fact_opened.connect(lambda fact: self._open_fact(view, fact))
            sheet.fact_done.connect(lambda fact: self._fact_done(view, fact))
            sheet.fact_removed.connect(lambda fact: self._remove_fact(view, fact))
            sheet.closed.connect(writing.sheets.close)
            writing.sheets.open(sheet, "Contrat", sheet.first(), width=_WIDE)

        writing.link.ask(ReadContract(contract_id), show, key="employment-contract")

    def reread(self) -> None:
        """Something changed: the contract shown is read again, what is under the cursor stays."""
        sheet = self._writing.sheets.content()
        if not isinstance(sheet, ContractSheet) or sheet.contract_id is None:
            return

        def show(view: ContractView) -> None:
            if isValid(sheet):
                sheet.show_contract(view)

        self._writing.link.ask(ReadContract(sheet.contract_id), show, key="employment-contract-again")

    def _asked(self, view: ContractView, letter: str) -> None:
        contract = view.contract
        ways = {
            contract_sheet.CHANGE: self._change,
            contract_sheet.RENEW: self._renew,
            contract_sheet.SCHOOL: self._school,
        }
        if letter in ways:
            ways[letter](contract)
        elif letter == contract_sheet.FACT:
            self._open_fact(view, None)
        elif letter == contract_sheet.EXIT:
            self._exit(view)
        elif letter == contract_sheet.SUSPEND:
            self._suspend(view)
        elif letter == contract_sheet.REOPEN:
            reopened = EndContract(contract.id, None, Ending.OPEN, clock=contract.clock)
            self._writing.link.do(reopened)
        elif letter == contract_sheet.REMOVE:
            self._writing.sheets.close()
            self._writing.link.do(_withdrawn(contract))
        elif letter == contract_sheet.RECORD and contract.person_id is not None:
            self._writing.sheets.close()
            self.go.emit("people", contract.person_id)

    def _places(self) -> forms.Asks:
        return forms.contract_asks([one.place for one in self._board.rows] if self._board else [])

    def _change(self, contract: Contract) -> None:
        person = contract.person_id
        if person is None:
            return
        code, rows = str(contract.place_id), self._board.rows if self._board else ()

        def made(given: Values) -> PutContract:
            position = forms.seat_for(rows, str(given["place"]), (code, contract.position))
            return forms.contract_gesture(given, person, position, of=contract)

        values = forms.contract_values(contract)
        self._writing.fill_in(
            self._places(), "Modifier le contrat", f"contract-change:{contract.id}", made, values,
            then=lambda _change: self.open(contract.id),
        )  # fmt: skip

    def _renew(self, contract: Contract) -> None:
        person, end = contract.person_id, contract.last
        if person is None or end is None:
            return
        code, rows = str(contract.place_id), self._board.rows if self._board else ()
        values = forms.contract_values(contract) | {"first": end + dt.timedelta(days=1), "last": None}

        def made(given: Values) -> PutContract:
            position = forms.seat_for(rows, str(given["place"]), (code, contract.position))
            return forms.contract_gesture(given, person, position, renews=contract.id)

        def then(change: Change) -> None:
            self.open(change.made[0])

        self._writing.fill_in(
            self._places(), "Renouveler le contrat", f"contract-renew:{contract.id}", made, values, then=then
        )

    def _exit(self, view: ContractView) -> None:
        contract = view.contract
        self._writing.fill_in(
            forms.EXIT, "Sortie du contrat", f"contract-exit:{contract.id}",
            lambda given: forms.exit_gesture(given, contract), forms.exit_values(contract, self._writing.today),
            under=view.rule,
            then=lambda _change: self.open(contract.id),
        )  # fmt: skip

    def _school(self, contract: Contract) -> None:
        values = {"school": contract.school.value, "on": contract.school_on or self._writing.today}
        self._writing.fill_in(
            forms.SCHOOL, "Vers l’école d’aide-soignant", f"contract-school:{contract.id}",
            lambda given: forms.school_gesture(given, contract), values,
            then=lambda _change: self.open(contract.id),
        )  # fmt: skip

    def _suspend(self, view: ContractView) -> None:
        """A new suspension, or the one under way: its last day is when the contract runs again."""
        today, contract_id = self._writing.today, view.contract.id
        fact = contract_sheet.under_way(view, today)
        values = {"day": fact.day, "last": fact.last, "words": fact.words} if fact else {"day": today}
        self._writing.fill_in(
            forms.SUSPENSION, "Reprise du contrat" if fact else "Suspendre le contrat",
            f"suspension:{fact.id if fact else contract_id}",
            lambda given: forms.suspension_gesture(given, contract_id, fact, today), values,
            under="La place reste occupée\u00a0: le contrat court, sans travail ces jours-là.",
            then=lambda _change: self.open(contract_id),
        )  # fmt: skip

    # -- its facts

    def _open_fact(self, view: ContractView, fact: Fact | None) -> None:
        if not self._writes:
            return
        contract_id = view.contract.id
        today = self._writing.today
        values = forms.fact_values(fact) if fact else {"day": today, "state": FactState.DONE.value}
        self._writing.fill_in(
            forms.FACT, "Fait du contrat" if fact else "Nouveau fait", f"fact:{fact.id if fact else contract_id}",
            lambda given: forms.fact_gesture(given, contract_id, fact), values,
            then=lambda _change: self.open(contract_id),
        )  # fmt: skip

    def _fact_done(self, view: ContractView, fact: Fact | None) -> None:
        if fact is not None:
            self._writing.link.do(replace(_as_it_is(view, fact), state=FactState.DONE))

    def _remove_fact(self, view: ContractView, fact: Fact | None) -> None:
        if fact is not None:
            self._writing.link.do(replace(_as_it_is(view, fact), withdrawn=True))


def _as_it_is(view: ContractView, fact: Fact) -> PutFact:
    return PutFact(
        view.contract.id,
        fact.kind,
        fact.day,
        fact.minutes,
        fact.words,
        fact.state,
        fact.id,
        fact.clock,
        last=fact.last,
    )


def _withdrawn(contract: Contract) -> PutContract:
    person = contract.person_id
    if person is None:
        message = "a contract is withdrawn by somebody who reads whose it is"
        raise ValueError(message)
    return PutContract(
        person,
        contract.place_id,
        contract.position,
        contract.terms,
        contract.first,
        contract.last,
        contract.weekly_minutes,
        contract.tutor,
        contract.prescriber,
        contract.prescribed_by,
        contract.referent,
        contract.commitments,
        contract.renews_id,
        contract.id,
        contract.clock,
        withdrawn=True,
    )
