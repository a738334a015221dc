"""What is done to the groups of Unis’Vers: made, changed, joined, left, brought together."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may, permits
from ceis_desk.agenda.gestures import SetSession
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.agenda.week import CalendarWeek
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.people.model import PersonHit
from ceis_desk.platforms.employment.gestures import SetCohort, SetMember
from ceis_desk.platforms.employment.model import Member
from ceis_desk.platforms.employment.questions import Cohorts, GroupView, ReadGroup
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.forms.find_person import find_person
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.platforms.employment import forms
from ceis_desk.ui.platforms.employment.group_page import GroupPage
from ceis_desk.ui.platforms.employment.group_session import GroupSessionForm

_SEATS, _WIDTH = 12, 660


class GroupActs(QObject):
    """Reads the group shown and does what its page asks; `came` gives each group read, for the board too."""

    came = Signal(object)

    def __init__(self, page: GroupPage, writing: FormsOver, actor: Actor) -> None:
        super().__init__(page)
        self._page, self._writing, self._actor = page, writing, actor
        self._writes = may(actor.roles, Thing.PARCOURS, Level.WRITE)
        self._chosen: Id | None = None
        self.view: GroupView | None = None
        page.cohort_chosen.connect(lambda ident: self.choose(Id(ident)))
        page.new_asked.connect(self._new)
        page.change_asked.connect(self._change)
        page.add_asked.connect(self._add)
        page.session_asked.connect(self._meet)
        page.project_asked.connect(self._begin_project)
        page.member_opened.connect(self._open_member)
        page.member_removed.connect(self._remove)

    def read(self) -> None:
        """Read the groups and the one shown."""
        self._writing.link.ask(Cohorts(), self._page.show_cohorts, key="employment-cohorts")
        question = ReadGroup(self._writing.today, self._chosen)
        self._writing.link.ask(question, self._take, key="employment-group")

    def choose(self, cohort_id: Id) -> None:
        """Show another group."""
        self._chosen = cohort_id
        self.read()

    def _take(self, view: GroupView | None) -> None:
        if view is None and self._chosen is not None:
            # Taken away meanwhile: another one is shown.
            self._chosen = None
            self.read()
            return
        first, self.view = self.view is None, view
        self._page.show_group(view, self._writing.today)
        self.came.emit(view)
        if first and self._page.isVisible():
            # Asked for before anything was read: the cursor waits for the members to have their place.
            QTimer.singleShot(0, self._page, self._page.start)

    def _new(self) -> None:
        def made(given: Values) -> SetCohort:
            return forms.cohort_gesture(given, self._actor.account_id, None)

        def then(change: Change) -> None:
            self.choose(change.made[0])

        values = {"places": _SEATS, "first": self._writing.today}
        self._writing.fill_in(forms.COHORT, "Nouveau groupe", "cohort", made, values, then=then)

    def _change(self) -> None:
        cohort = self.view.cohort if self.view else None
        if cohort is not None:
            self._writing.fill_in(
                forms.COHORT, "Modifier le groupe", f"cohort:{cohort.id}",
                lambda given: forms.cohort_gesture(given, self._actor.account_id, cohort), forms.cohort_values(cohort),
            )  # fmt: skip

    def _add(self) -> None:
        view = self.view
        if view is None:
            return
        cohort = view.cohort

        def joins(hit: PersonHit) -> None:
            there = next((one for one in view.members if one.person_id == hit.id), None)
            if there is not None:
                self._open_member(there)
                return
            today = max(self._writing.today, cohort.first)
            self._writing.link.do(SetMember(cohort.id, hit.id, today))

        find_person(self._writing, f"Ajouter un membre, {cohort.name}", joins)

    def _meet(self) -> None:
        view, writing = self.view, self._writing
        if view is None or not permits(self._actor.roles, SetSession.needs):
            return

        def show(week: CalendarWeek) -> None:
            form = GroupSessionForm(writing.theme, writing.clock, week.people, view)
            draft = FormDraft(writing.link, f"group-session:{view.cohort.id}", form)
            form.given.connect(lambda gesture: writing.link.do(gesture, done))
            form.closed.connect(writing.sheets.close)

            def done(_change: Change) -> None:
                draft.forget()
                if writing.sheets.content() is form:
                    writing.sheets.close()

            writing.sheets.open(form, f"Nouvelle séance, {view.cohort.name}", form.focusProxy(), width=_WIDTH)

        writing.link.ask(ReadWeek(writing.today, 1), show, key="employment-hosts")

    def _begin_project(self) -> None:
        cohort = self.view.cohort if self.view else None
        if cohort is not None:
            self._writing.fill_in(
                forms.PROJECT, f"Nouveau projet, {cohort.name}", f"group-project:{cohort.id}",
                lambda given: forms.project_gesture(given, cohort.id),
                under="Il se suit avec les autres projets\u00a0: étapes, partenaires, financement.",
            )  # fmt: skip

    def _open_member(self, member: Member | None) -> None:
        if member is None or member.person_id is None or not self._writes:
            return
        person_id = member.person_id
        show = self._writing.discreet.show
        name = show.name(member.civility, member.used_name, member.first_name)
        self._writing.fill_in(
            forms.MEMBER, f"{name}, {member.group}", f"member:{member.id}",
            lambda given: forms.member_gesture(given, member.cohort_id, person_id, member.clock),
            forms.member_values(member),
        )  # fmt: skip

    def _remove(self, member: Member | None) -> None:
        if member is not None and member.person_id is not None:
            self._writing.link.do(
                SetMember(
                    member.cohort_id,
                    member.person_id,
                    member.joined_on,
                    member.left_on,
                    member.reason,
                    member.in_touch,
                    active=False,
                    clock=member.clock,
                )
            )
