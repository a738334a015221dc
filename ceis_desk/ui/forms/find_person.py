"""Have somebody found by her name over a page, then go on with her."""

from __future__ import annotations

from collections.abc import Callable

from shiboken6 import isValid

from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.people.find_sheet import FindSheet

_OFFERED = 8


def find_person(over: FormsOver, title: str, then: Callable[[PersonHit], None]) -> None:
    """`then` is given who was found; nothing happens when nobody is."""
    sheet = FindSheet(over.theme, over.discreet, title, over.today)

    def search(words: str) -> None:
        over.link.ask(FindPeople(words, _OFFERED), offer, key="find-person")

    def offer(hits: tuple[PersonHit, ...]) -> None:
        if isValid(sheet):
            sheet.show_hits(hits)

    def go_on(hit: PersonHit) -> None:
        over.sheets.close()
        then(hit)

    sheet.searched.connect(search)
    sheet.picked.connect(go_on)
    sheet.closed.connect(over.sheets.close)
    over.sheets.open(sheet, title, sheet.search)
    search("")
