"""A form filled over a page: a draft kept as it is typed, one gesture at the end, a refusal said in the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Gesture
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.people.sheets import Sheets

Values = Mapping[str, object]
Made = Callable[[Values], Gesture]
More = Callable[[Values, Callable[[Values], None]], None]


def fill_in(
    sheet: FormSheet,
    name: str,
    link: StoreLink,
    sheets: Sheets,
    kind: str,
    made: Made,
    values: Values | None = None,
    *,
    width: int = 760,
    then: Callable[[Change], None] | None = None,
    more: More | None = None,
) -> None:
    """Show a form over what is kept of it, under the draft `kind`; `made` gives the gesture, or raises Refusal.

    `more` asks for what a form cannot hold, in a sheet that takes its place, and gives it on with what was typed.
    """
    if values is not None:
        sheet.put(values)
    draft = FormDraft(link, kind, sheet)

    def closing(change: Change) -> None:
        draft.forget()
        sheets.close()
        if then is not None:
            then(change)

    def refused(refusal: Refusal) -> None:
        if sheets.content() is sheet:
            sheet.refuse(refusal.sentence)
        else:
            # It was left meanwhile: what was typed is a draft, found again when the form opens.
            link.refused.emit(refusal.sentence)

    def keep(given: Values) -> None:
        try:
            gesture = made(given)
        except Refusal as refusal:
            refused(refusal)
            return
        link.do(gesture, closing, refused)

    sheet.kept.connect(keep if more is None else lambda given: more(given, keep))
    sheet.closed.connect(sheets.close)
    sheets.open(sheet, name, sheet.first(), width=width)


def day_of(values: Values, code: str = "day") -> dt.date | None:
    """The day read in a field, None when it is empty."""
    day = values[code]
    return day if isinstance(day, dt.date) else None


def words_of(values: Values, code: str) -> str:
    """The text read in a field, spaces around it taken away."""
    return str(values[code] or "").strip()
