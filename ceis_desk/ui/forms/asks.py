"""The fields of a form, declared one by one: how each is called, how it is shown, how what is typed in it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtWidgets import QWidget

from ceis_desk.core.amounts import parse_amount, write_amount
from ceis_desk.core.dates import parse_day, parse_moment, write_day, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import find_nir
from ceis_desk.ui.kit.choices import CheckBox, ComboBox, NumberField
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import TextArea, TextField
from ceis_desk.ui.kit.theme import Theme

NIR = "Ce numéro ressemble à un numéro de sécurité sociale\u00a0: il ne peut pas être gardé ici."
Choices = tuple[tuple[str, str], ...]


class Kind(Enum):
    """What a field holds."""

    TEXT = "text"
    AREA = "area"
    AMOUNT = "amount"
    DAY = "day"
    MOMENT = "moment"
    NUMBER = "number"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True)
class Ask:
    """One field; `missing` is the sentence of one that must not be empty, `most` the highest number.

    A list that is `private` says nothing on a discreet screen, as what is typed does.
    """

    code: str
    label: str
    kind: Kind = Kind.TEXT
    choices: Choices = ()
    missing: str = ""
    hint: str = ""
    aside: str = ""
    most: int = 600
    lines: int = 3
    private: bool = False


def control_of(ask: Ask, theme: Theme, discreet: Discreet) -> QWidget:
    """The control of a field, empty."""
    if ask.kind is Kind.CHOICE:
        box = ComboBox(theme, ask.choices)
        if ask.private:
            box.obey(discreet)
        return box
    if ask.kind is Kind.TICK:
        return CheckBox(theme, ask.label)
    if ask.kind is Kind.NUMBER:
        return NumberField(theme, ask.label, highest=ask.most, value=0)
    if ask.kind is Kind.AREA:
        area = TextArea(theme, lines=ask.lines)
        area.obey(discreet)
        return area
    placeholders = {Kind.DAY: "18/06, demain, +7", Kind.MOMENT: "jeu 14h", Kind.AMOUNT: "1 250 ou 45+12,90"}
    field = TextField(theme, placeholder=placeholders.get(ask.kind, ""))
    field.obey(discreet)
    return field


def put(control: QWidget, value: object) -> None:
    """Show a value that is kept."""
    if isinstance(control, CheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, ComboBox):
        control.set_value(str(value))
    elif isinstance(control, NumberField):
        control.spin.setValue(value if isinstance(value, int) else 0)
    elif isinstance(control, TextArea):
        control.setPlainText(str(value or ""))
    elif isinstance(control, TextField):
        control.setText(_written(value))


def read(ask: Ask, control: QWidget, now: dt.datetime) -> object:
    """What is meant by what stands in the control; raises Refusal with the sentence to show beside it."""
    if isinstance(control, CheckBox):
        return control.isChecked()
    if isinstance(control, (ComboBox, NumberField)):
        return control.value()
    typed = (control.words() if isinstance(control, TextArea) else _text(control)).strip()
    if find_nir(typed):
        raise Refusal(NIR)
    if not typed and ask.missing:
        raise Refusal(ask.missing)
    readers: dict[Kind, Callable[[], object]] = {
        Kind.AMOUNT: lambda: parse_amount(typed) if typed else 0,
        Kind.DAY: lambda: parse_day(typed, now.date()) if typed else None,
        Kind.MOMENT: lambda: parse_moment(typed, now) if typed else None,
    }
    return readers.get(ask.kind, lambda: typed)()


def tidied(ask: Ask, control: QWidget, now: dt.datetime) -> str:
    """What is typed written as it was understood, empty when there is nothing to say; raises Refusal."""
    value = read(ask, control, now)
    return "" if isinstance(value, (bool, str)) or value is None else _written(value)


def _text(control: QWidget) -> str:
    return control.text() if isinstance(control, TextField) else ""


def _written(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{write_day(value)} {write_hour(value.time())}"
    if isinstance(value, dt.date):
        return write_day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return write_amount(value).removesuffix("\u00a0€") if value else ""
    return str(value or "")
