"""Drives « Projets »: the list, the project under the cursor, its lines added, ticked and taken away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Gesture
from ceis_desk.partners.projects import (
    Part,
    PartKind,
    ProjectKind,
    ProjectLine,
    ProjectState,
    ProjectView,
    ReadProject,
    ReadProjects,
    WithdrawPart,
    WithdrawProject,
    next_state,
)
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.drafts import LOOKED_FOR_S, FormDraft
from ceis_desk.ui.partners.projects.adding import add_partner, add_person
from ceis_desk.ui.partners.projects.forms import (
    PROJECT,
    part_form,
    part_in,
    project_in,
    shown_part,
    shown_project,
    ticked,
)
from ceis_desk.ui.partners.projects.page import ProjectsPage
from ceis_desk.ui.partners.projects.rows import project_row
from ceis_desk.ui.partners.projects.tests_of_use import NO_SESSION, TestsOfUse
from ceis_desk.ui.shell.keys import KeyLine

_CARED = ("project", "partner", "person", "pair", "session", "attendance")


class ProjectsPilot(QObject):
    """`go` asks the window for another page; `open_project` is what other pages ask of this one."""

    go = Signal(str, object)

    def __init__(self, page: ProjectsPage, over: FormsOver) -> None:
        super().__init__(page)
        self.page, self._over = page, over
        self.sheets = over.sheets
        roles = over.actor.roles
        self._writes = may(roles, Thing.PARTNERS, Level.WRITE)
        self._names = may(roles, Thing.IDENTITY, Level.READ)
        self._lines: tuple[ProjectLine, ...] = ()
        self._view: ProjectView | None = None
        self._wanted: Id | None = None
        self._tests = TestsOfUse(over)
        self._tests.opened.connect(lambda session: self.go.emit("workshops", (session.starts_at.date(), session.id)))
        self._connect()
        looked_for = FormDraft(over.link, "projects-search", page.search, fresh=LOOKED_FOR_S)
        looked_for.came_back.connect(self._read)

    def _connect(self) -> None:
        page, detail = self.page, self.page.detail
        page.asked.connect(self._read)
        page.moved.connect(self._move)
        page.new_asked.connect(self._new)
        page.edit_asked.connect(self._edit)
        page.session_asked.connect(self._open_session)
        page.partners_asked.connect(lambda: self.go.emit("partners", None))
        detail.edited.connect(self._edit)
        detail.dropped.connect(self._drop)
        detail.added.connect(self._add)
        detail.opened.connect(self._open_part)
        detail.ticked.connect(self._tick)
        detail.line_dropped.connect(self._drop_part)
        self._over.link.changed.connect(self._changed)
        self._over.discreet.changed.connect(self._show)

    # -- what the frame and the other pages ask

    def enter(self) -> None:
        """Read again, the cursor in the search."""
        self._read()
        self.page.start()

    def leave(self) -> None:
        """What is looked for is kept; nothing else is under way."""

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        keyboard = self._over.keyboard
        writes = (
            keyboard.line("new-project"),
            keyboard.line("edit-project"),
            keyboard.line("finish", "enregistrer la saisie"),
            KeyLine("Espace", "ligne suivante dans son état\u00a0: fait, accordé, adopté…"),
            KeyLine("Suppr", "retirer la ligne sous le curseur"),
        )
        return (
            keyboard.line("find", "chercher un projet"),
            KeyLine("↑ ↓ puis Entrée", "choisir un projet, entrer dans ses lignes"),
            *(writes if self._writes else ()),
            keyboard.line("open-session"),
            KeyLine("Échap", "revenir à la recherche"),
        )

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing of this page is printed."""

    def open_project(self, project_id: Id) -> None:
        """Show one project, ended ones too."""
        self._wanted = project_id
        self.page.search.clear()
        self.page.ended.setChecked(True)
        self._read()

    # -- reading

    def _read(self) -> None:
        question = ReadProjects(self.page.search.text().strip(), self.page.ended.isChecked())
        self._over.link.ask(question, self._take, key="projects-list")

    def _take(self, lines: tuple[ProjectLine, ...]) -> None:
        self._lines = lines
        self.page.show_rows([(str(line.project.id), project_row(line)) for line in lines])
        if self._wanted is not None:
            self.page.results.go_to(str(self._wanted))
            self._wanted = None

    def _changed(self, change: Change) -> None:
        if change.touches(*_CARED) and self.page.isVisible():
            self._read()

    def _move(self, ident: str) -> None:
        if ident:
            self._over.link.ask(
                ReadProject(Id(ident)), self._show_project, lambda _gone: self._show_project(None), key="project"
            )
        else:
            self._show_project(None)

    def _show_project(self, view: ProjectView | None) -> None:
        self._view = view
        self._show()

    def _show(self) -> None:
        self.page.detail.show_view(self._view, self._over.discreet.show, self._over.today)

    # -- the project

    def _new(self) -> None:
        blank = {
            "title": self.page.search.text().strip(),
            "kind": ProjectKind.CITIZEN.value,
            "state": ProjectState.IDEA.value,
            "platform": "",
            "opened_on": self._over.today,
        }

        def made(change: Change) -> None:
            self.open_project(change.made[0])

        self._over.fill_in(
            PROJECT, "Nouveau projet", "project:new", lambda values: project_in(values, None), blank, then=made
        )

    def _edit(self) -> None:
        if self._view is not None and self._writes:
            project = self._view.project
            self._over.fill_in(
                PROJECT,
                project.title,
                f"project:{project.id}",
                lambda values: project_in(values, project),
                shown_project(project),
            )

    def _drop(self) -> None:
        if self._view is not None and self._writes:
            self._do(WithdrawProject(self._view.project.id, clock=self._view.project.clock))

    def _do(self, gesture: Gesture) -> None:
        def refused(refusal: Refusal) -> None:
            self._over.link.refused.emit(refusal.sentence)
            self._read()

        self._over.link.do(gesture, refused=refused)

    # -- its lines

    def _part(self, ident: str) -> Part | None:
        return next((part for part in self._view.parts if str(part.id) == ident), None) if self._view else None

    def _add(self, kind: PartKind) -> None:
        if self._view is None or not self._writes:
            return
        if kind.of_person:
            add_person(self._over, self._view.project.id, self._do)
        elif kind is PartKind.PARTNER:
            add_partner(self._over, self._view.project.id, self._do)
        elif kind is PartKind.TEST:
            self._tests.write(self._view.project.id, None)
        else:
            self._write_part(self._view.project.id, kind, None)

    def _write_part(self, project_id: Id, kind: PartKind, part: Part | None) -> None:
        self._over.fill_in(
            part_form(kind),
            kind.label,
            f"part:{part.id if part else f'{project_id}:{kind.value}'}",
            lambda values: part_in(values, project_id, kind, part),
            shown_part(part) if part else None,
        )

    def _open_part(self, ident: str) -> None:
        part = self._part(ident)
        if part is None or self._view is None:
            return
        if part.kind.of_person:
            if self._names and part.person_id is not None:
                self.go.emit("people", part.person_id)
        elif part.kind is PartKind.PARTNER:
            self.go.emit("partners", part.partner_id)
        elif part.kind is PartKind.TEST:
            self._open_test(self._view.project.id, part)
        elif self._writes:
            self._write_part(self._view.project.id, part.kind, part)

    def _open_test(self, project_id: Id, part: Part) -> None:
        """Its form, or the session itself for whoever only reads."""
        if self._writes:
            self._tests.write(project_id, part)
        elif part.session is not None:
            self._tests.open_session(part.session)

    def _open_session(self) -> None:
        """That of the test under the cursor, or the only one while the cursor is elsewhere."""
        tests = self._view.of(PartKind.TEST) if self._view else ()
        chosen = self.page.detail.cards[PartKind.TEST].lines.current()
        held = [one.session for one in tests if one.session is not None and chosen in {"", str(one.id)}]
        if len(held) == 1:
            self._tests.open_session(held[0])
        else:
            self._over.link.refused.emit(NO_SESSION)

    def _tick(self, ident: str) -> None:
        """The next state of a line."""
        part = self._part(ident)
        if part is not None and self._view is not None and self._writes and not part.kind.of_person:
            after = next_state(part)
            if after is not part.state:
                self._do(ticked(part, self._view.project.id, after))

    def _drop_part(self, ident: str) -> None:
        part = self._part(ident)
        if part is not None and self._writes:
            self._do(WithdrawPart(part.id, clock=part.clock))
