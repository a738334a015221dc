"""The parcours itself: opened, followed by somebody else, suspended, ended, taken up again."""

from __future__ import annotations

import datetime as dt

from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture
from ceis_desk.parcours.gestures import (
    EndParcours,
    HandOver,
    OpenParcours,
    ReopenParcours,
    SetReferent,
    SuspendParcours,
    WithdrawParcours,
)
from ceis_desk.parcours.model import ExitOutcome, Parcours, Referent
from ceis_desk.ui.forms.filling import Values, day_of
from ceis_desk.ui.parcours import forms
from ceis_desk.ui.parcours.opened import OpenWay, required_day
from ceis_desk.ui.people.rows import short_day


class CourseActs:
    """The sheets of the parcours shown."""

    def __init__(self, here: OpenWay) -> None:
        self._here = here

    def begin(self, person_id: Id) -> None:
        """Open a parcours for somebody."""

        def made(given: Values) -> Gesture:
            return OpenParcours(person_id, required_day(given, "opened_on"), str(given["source"]))

        under = "Vous serez nommé·e à l’accueil comme la personne qui suit ce parcours."
        start = {"opened_on": self._here.today}
        self._here.fill_in(
            forms.OPENING, "Ouvrir un parcours", f"way-open:{person_id}", made, start, verb="Ouvrir", under=under
        )

    def suspend(self, current: Parcours) -> None:
        """Suspend it, with the reason."""

        def made(given: Values) -> Gesture:
            return SuspendParcours(current.id, current.clock, str(given["reason"]))

        title = "Suspendre le parcours"
        self._here.fill_in(forms.SUSPENDING, title, f"way-suspend:{current.id}", made, verb="Suspendre")

    def resume(self, current: Parcours) -> None:
        """Take it up again after a suspension."""
        self._here.do(SuspendParcours(current.id, current.clock, suspended=False))

    def end(self, current: Parcours, *, twin: bool = False) -> None:
        """End it, with the day, the outcome and the reason; `twin` says that another one stays under way."""

        def made(given: Values) -> Gesture:
            outcome = ExitOutcome(str(given["outcome"]))
            return EndParcours(current.id, current.clock, required_day(given, "on"), outcome, str(given["reason"]))

        start = {"on": self._here.today, "outcome": ExitOutcome.REACHED.value}
        title, under = "Terminer le parcours", ""
        if twin:
            title, under = "Terminer l’autre parcours", _twin_words(current, self._here.today)
        self._here.fill_in(forms.ENDING, title, f"way-end:{current.id}", made, start, verb="Terminer", under=under)

    def reopen(self, former: Parcours) -> None:
        """Take the latest one up again."""

        def made(given: Values) -> Gesture:
            return ReopenParcours(former.id, former.clock, str(given["reason"]))

        title = "Reprendre le dernier parcours"
        self._here.fill_in(forms.REOPENING, title, f"way-reopen:{former.id}", made, verb="Reprendre")

    def withdraw(self, current: Parcours) -> None:
        """Take back a parcours opened by mistake."""
        self._here.do(WithdrawParcours(current.id, current.clock))

    def name_referent(self, current: Parcours, referent: Referent | None) -> None:
        """Name somebody, or say until when one follows."""

        def made(given: Values) -> Gesture:
            return SetReferent(
                current.id,
                Id(str(given["account_id"])),
                required_day(given, "from_day"),
                day_of(given, "to_day"),
                bool(given["main"]),
                referent.id if referent else None,
                referent.clock if referent else None,
            )

        start: dict[str, object] = {"account_id": self._here.actor.account_id, "from_day": self._here.today}
        if referent is not None:
            start = {code: getattr(referent, code) for code in ("account_id", "from_day", "to_day", "main")}
        kind = f"way-referent:{referent.id if referent else current.id}"
        self._here.fill_in(forms.referent_lines(self._here.staff), "Référent", kind, made, start)

    def hand_over(self, current: Parcours) -> None:
        """Give it to another main referent."""

        def made(given: Values) -> Gesture:
            return HandOver(current.id, Id(str(given["account_id"])), required_day(given, "on"))

        others = {ident: name for ident, name in self._here.staff.items() if ident != self._here.actor.account_id}
        under = "La personne qui suivait jusque-là s’arrête la veille. Ses écrits restent."
        start = {"on": self._here.today, "account_id": next(iter(others), "")}
        title = "Passer le relais"
        self._here.fill_in(
            forms.handing_lines(others), title, f"way-relay:{current.id}", made, start, verb="Passer", under=under
        )


def _twin_words(twin: Parcours, today: dt.date) -> str:
    return (
        f"Celui qui a été ouvert le {short_day(twin.opened_on, today)}. Ce qui y est écrit reste lisible ; "
        "l’autre continue."
    )
