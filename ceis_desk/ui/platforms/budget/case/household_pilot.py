"""Drives what is said of a case itself: its household, what was decided, how it came; and its procedure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Gesture
from ceis_desk.platforms.budget.gestures import ChangeCase, PutOverindebtedness
from ceis_desk.platforms.budget.model import BudgetCase, CaseKind, Member, Objective, Source
from ceis_desk.platforms.budget.overindebtedness import Decision, Orientation, Overindebtedness
from ceis_desk.platforms.budget.questions import ProposeMembers
from ceis_desk.ui.forms.asks import Ask, Kind
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.platforms.budget.case import forms
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import CasePage

FIRST_STAYS = "Le dossier est à son nom\u00a0: cette personne ne peut pas en être retirée."
MEMBER = (
    (
        Ask("name", "Nom et prénom", missing="Écrivez le nom et le prénom."),
        Ask("birth_year", "Année de naissance", aside="facultatif"),
    ),
    (Ask("adult", "C’est un adulte", Kind.TICK), Ask("disabled", "Situation de handicap", Kind.TICK)),
    (
        Ask("dependant", "À charge pour une saisie (R.3252-3)", Kind.TICK),
        Ask("family_child", "Enfant à charge pour la CAF", Kind.TICK),
    ),
    (Ask("custody_percent", "Part du temps au foyer, en pour cent", Kind.NUMBER, most=100),),
)
OBJECTIVE = (
    (Ask("text", "Objectif, dans ses mots", missing="Écrivez l’objectif."),),
    (
        Ask("day", "Décidé le", Kind.DAY, missing="Donnez le jour où il a été décidé."),
        Ask("reached_on", "Atteint le", Kind.DAY, aside="facultatif"),
    ),
)
_YEARS = range(1900, 2200)


class HouseholdPilot:
    """Each change rewrites what is said of the case, at the clock at which it was read."""

    def __init__(self, page: CasePage, here: OpenCase) -> None:
        self._here = here
        part, procedure = page.household, page.follow.procedure
        part.members.added.connect(lambda: self._edit_member(-1))
        part.members.opened.connect(lambda at: self._edit_member(int(at)))
        part.members.dropped.connect(lambda at: self._drop_member(int(at)))
        part.objectives.added.connect(lambda: self._edit_objective(-1))
        part.objectives.opened.connect(lambda at: self._edit_objective(int(at)))
        part.objectives.ticked.connect(lambda at: self._tick_objective(int(at)))
        part.objectives.dropped.connect(lambda at: self._drop_objective(int(at)))
        part.case.added.connect(self._edit_case)
        part.case.opened.connect(lambda _line: self._edit_case())
        part.take.clicked.connect(self._take_from_record)
        procedure.edited.connect(lambda: self._edit_file(new=False))
        procedure.new_asked.connect(lambda: self._edit_file(new=True))

    # -- the household

    def _edit_member(self, at: int) -> None:
        case = self._here.case_view().case
        member = case.members[at] if at >= 0 else Member("", None, adult=False)
        sheet = self._here.form(MEMBER, "Membre du foyer", verb="Enregistrer")
        values = forms.shown(member, sheet.controls) | {"birth_year": str(member.birth_year or "")}

        def made(given: Values) -> Gesture:
            meant: dict[str, Any] = {**given, "birth_year": _year(str(given["birth_year"]))}
            return _with_members(case, _put(case.members, at, replace(member, **meant)))

        self._here.fill_in(sheet, "Membre du foyer", f"member:{case.id}:{at}", made, values, width=620)

    def _drop_member(self, at: int) -> None:
        case = self._here.case_view().case
        if at == 0:
            self._here.link.refused.emit(FIRST_STAYS)
        else:
            self._here.do(_with_members(case, case.members[:at] + case.members[at + 1 :]))

    def _take_from_record(self) -> None:
        """The household as the record of the person knows it; what the formulas need is kept of those known already."""
        case = self._here.case_view().case
        known = {member.name: member for member in case.members}

        def take(proposed: tuple[Member, ...]) -> None:
            kept = tuple(replace(known.get(one.name, one), person_id=one.person_id) for one in proposed)
            self._here.do(_with_members(case, kept))

        self._here.link.ask(ProposeMembers(case.person_id), take, key="case-members")

    # -- what was decided

    def _edit_objective(self, at: int) -> None:
        case = self._here.case_view().case
        aim = case.objectives[at] if at >= 0 else Objective("", self._here.today)
        sheet = self._here.form(OBJECTIVE, "Objectif", verb="Enregistrer")

        def made(given: Values) -> Gesture:
            meant: dict[str, Any] = dict(given)
            return _with_objectives(case, _put(case.objectives, at, replace(aim, **meant)))

        self._here.fill_in(sheet, "Objectif", f"objective:{case.id}:{at}", made, forms.shown(aim, sheet.controls))

    def _tick_objective(self, at: int) -> None:
        case = self._here.case_view().case
        aim = case.objectives[at]
        reached = replace(aim, reached_on=None if aim.reached_on else self._here.today)
        self._here.do(_with_objectives(case, _put(case.objectives, at, reached)))

    def _drop_objective(self, at: int) -> None:
        case = self._here.case_view().case
        self._here.do(_with_objectives(case, case.objectives[:at] + case.objectives[at + 1 :]))

    # -- how it came

    def _edit_case(self) -> None:
        case = self._here.case_view().case
        staff = tuple((str(ident), name) for ident, name in self._here.staff.items())
        lines = (*forms.CASE, (Ask("referent_id", "Référente", Kind.CHOICE, (("", "personne"), *staff)),))
        sheet = self._here.form(lines, "Dossier", verb="Enregistrer")
        values = {"kind": case.kind, "source": case.source, "referent_id": str(case.referent_id or "")}

        def made(given: Values) -> Gesture:
            referent = Id(str(given["referent_id"])) if given["referent_id"] else None
            kind, source = forms.chosen(CaseKind, given["kind"]), forms.chosen(Source, given["source"])
            return replace(_with_members(case, case.members), kind=kind, source=source, referent_id=referent)

        self._here.fill_in(sheet, "Dossier", f"case:{case.id}", made, values)

    # -- the procedure

    def _edit_file(self, *, new: bool) -> None:
        view = self._here.case_view()
        kept = None if new else view.overindebtedness
        file = kept or Overindebtedness(new_id(), 0, self._here.today, redeposit=new)
        sheet = self._here.form(
            forms.PROCEDURE,
            "Dossier de surendettement",
            verb="Enregistrer",
            under="Les dates sont celles des lettres reçues. Une case vide est une étape qui n’est pas encore venue.",
        )
        kind = f"procedure:{file.id if kept else view.case.id}"

        def made(given: Values) -> Gesture:
            meant: dict[str, Any] = {
                **given,
                "orientation": forms.chosen(Orientation, given["orientation"]),
                "decision": forms.chosen(Decision, given["decision"]),
            }
            return PutOverindebtedness(view.case.id, replace(file, **meant))

        values = forms.shown(file, sheet.controls)
        self._here.fill_in(sheet, "Dossier de surendettement", kind, made, values, width=860)


def _put(rows: tuple[Any, ...], at: int, row: Any) -> tuple[Any, ...]:  # noqa: ANN401 members or objectives alike
    """One of the rows replaced, or a new one at the end."""
    return (*rows, row) if at < 0 else (*rows[:at], row, *rows[at + 1 :])


def _with_members(case: BudgetCase, members: tuple[Member, ...]) -> ChangeCase:
    return ChangeCase(case.id, case.clock, case.kind, case.source, case.referent_id, members, case.objectives)


def _with_objectives(case: BudgetCase, objectives: tuple[Objective, ...]) -> ChangeCase:
    return ChangeCase(case.id, case.clock, case.kind, case.source, case.referent_id, case.members, objectives)


def _year(typed: str) -> int | None:
    """A year of four digits, None when nothing is typed; raises Refusal."""
    if not typed:
        return None
    if not typed.isdecimal() or int(typed) not in _YEARS:
        raise Refusal("Écrivez l’année de naissance avec quatre chiffres. Le texte est gardé.")
    return int(typed)
