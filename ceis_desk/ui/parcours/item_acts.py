"""Objectives, steps and actions: written, edited, marked done, taken back."""

from __future__ import annotations

from collections.abc import Callable

from ceis_desk.core.store import Gesture
from ceis_desk.parcours.gestures import MarkItem, OrderItems, PutItem, WithdrawItems
from ceis_desk.parcours.model import Doer, Item, ItemKind, ItemState, Parcours
from ceis_desk.ui.forms.filling import Made, More, Values, day_of
from ceis_desk.ui.forms.form_sheet import Lines
from ceis_desk.ui.parcours.decided import beside
from ceis_desk.ui.parcours.forms import objective_lines, shown, step_lines
from ceis_desk.ui.parcours.opened import OpenWay, id_or_none, number_of
from ceis_desk.ui.parcours.partner_choice import PARTNER, partner_ask, partner_start, with_partner

_OBJECTIVE = ("title", "frein_id", "platform", "parts", "done", "state")
_STEP = ("title", "parent_id", "who", "account_id", "due", "platform", "state")
_DROP = ("Retirer", "trash")
_COUNTED = "Ce qui se compte remplit la barre\u00a0: 3 fois sur 5."


class ItemActs:
    """The forms of what is decided, for the parcours shown."""

    def __init__(self, here: OpenWay) -> None:
        self._here = here

    def open(self, ident: str) -> None:
        """The form of an item, whatever it is; an unknown one opens nothing."""
        item = self._item(ident)
        if item is None:
            return
        if item.kind is ItemKind.OBJECTIVE:
            self.edit_objective(item)
        else:
            self.edit_step(item)

    def finish(self, ident: str) -> None:
        """Mark an item done."""
        item = self._item(ident)
        if item is not None and item.state.open:
            self._here.do(MarkItem(item.id, ItemState.DONE, item.clock))

    def move(self, ident: str, by: int) -> None:
        """Put an item one place up (-1) or down (1) among those that serve the same thing; nothing at an end."""
        item, current = self._item(ident), self._here.current
        if item is None or current is None:
            return
        line = list(beside(current.items, item))
        at = line.index(item)
        if 0 <= at + by < len(line):
            line.insert(at + by, line.pop(at))
            self._here.do(OrderItems(current.id, tuple(one.id for one in line), tuple(one.clock for one in line)))

    def edit_objective(self, item: Item | None) -> None:
        """Write an objective, or begin one."""
        parcours = self._here.current
        if parcours is None:
            return

        def made(values: Values) -> Gesture:
            return PutItem(
                parcours.id,
                ItemKind.OBJECTIVE,
                str(values["title"]),
                frein_id=id_or_none(values, "frein_id"),
                platform=str(values["platform"]),
                theme=item.theme if item else "",
                due=item.due if item else None,
                state=ItemState(str(values["state"])),
                parts=number_of(values, "parts"),
                done=number_of(values, "done"),
                item_id=item.id if item else None,
                clock=item.clock if item else None,
            )

        start: dict[str, object] = {"state": ItemState.DOING.value, "frein_id": "", "platform": ""}
        start |= shown(item, _OBJECTIVE) if item else {}
        self._fill_in(objective_lines(parcours, self._here.kinds), "Objectif", parcours, item, made, start, _COUNTED)

    def edit_step(self, item: Item | None) -> None:
        """Write a step or an action, or begin one."""
        parcours = self._here.current
        if parcours is None:
            return

        def made(values: Values) -> Gesture:
            parent = id_or_none(values, "parent_id")
            under = next((one for one in parcours.items if one.id == parent), None)
            step = under is None or under.kind is ItemKind.OBJECTIVE
            return PutItem(
                parcours.id,
                ItemKind.STEP if step else ItemKind.ACTION,
                str(values["title"]),
                parent_id=parent,
                frein_id=item.frein_id if item else None,
                theme=item.theme if item else "",
                platform=str(values["platform"]),
                who=Doer(str(values["who"])),
                account_id=id_or_none(values, "account_id"),
                partner_id=id_or_none(values, PARTNER),
                due=day_of(values, "due"),
                state=ItemState(str(values["state"])),
                parts=item.parts if item else 0,
                done=item.done if item else 0,
                item_id=item.id if item else None,
                clock=item.clock if item else None,
            )

        start: dict[str, object] = {"platform": "", "account_id": "", "who": Doer.PERSON.value}
        start |= shown(item, _STEP) if item else {"state": ItemState.PLANNED.value}
        start |= {PARTNER: partner_start(item)}
        lines = step_lines(parcours, self._here.staff, partner_ask(item))

        def partner(values: Values, then: Callable[[Values], None]) -> None:
            with_partner(self._here, values, then)

        self._fill_in(lines, "Étape ou action", parcours, item, made, start, more=partner)

    def _fill_in(
        self,
        lines: Lines,
        title: str,
        parcours: Parcours,
        item: Item | None,
        made: Made,
        start: dict[str, object],
        under: str = "",
        more: More | None = None,
    ) -> None:
        kind = f"way-item:{title}:{item.id if item else parcours.id}"
        aside = _DROP if item else ("", "")
        sheet = self._here.fill_in(lines, title, kind, made, start, under=under, aside=aside, more=more)
        if item is not None:
            sheet.aside_asked.connect(lambda: self._drop(item))

    def _drop(self, item: Item) -> None:
        self._here.sheets.close()
        self._here.do(WithdrawItems((item.id,), clocks=(item.clock,)))

    def _item(self, ident: str) -> Item | None:
        current = self._here.current
        return next((one for one in current.items if str(one.id) == ident), None) if current else None
