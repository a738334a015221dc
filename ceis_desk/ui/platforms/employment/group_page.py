"""A group of Unis’Vers: its sessions, its members, what it makes together, the freins lifted, its former members."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may, permits
from ceis_desk.core.dates import write_day
from ceis_desk.drawing.attendance import attendance
from ceis_desk.partners.projects import SetProject
from ceis_desk.people.names import NAMELESS
from ceis_desk.platforms.employment.model import Cohort, Member
from ceis_desk.platforms.employment.questions import GroupView
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.charts import ChartView
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.platforms.employment.board_scroll import BoardScroll
from ceis_desk.ui.platforms.employment.group_card import NO_GROUP, attendees, brief
from ceis_desk.ui.reception.keys import digit_cap, sign_of
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import EMPLOYMENT

_NARROW = 880
NO_NAMES = "Les noms sont réservés aux professionnels\u00a0: {} membres, {} anciens en contact."
NO_MEETING = "Aucune séance pour ce groupe."
NO_MEMBER = "Personne n’est dans ce groupe."
NO_FORMER = "Aucun ancien n’est noté en contact."
NOTHING_TOGETHER = "Aucune séance où deux anciens étaient ensemble depuis un an."


class GroupPage(QWidget):
    """`left` goes back to the board; `cohort_chosen` gives an id; `member_opened` a member, `roll_asked` a session."""

    left = Signal()
    cohort_chosen = Signal(str)
    new_asked = Signal()
    change_asked = Signal()
    add_asked = Signal()
    session_asked = Signal()
    roll_asked = Signal(object)
    project_asked = Signal()
    project_opened = Signal(object)
    record_asked = Signal(object)
    member_opened = Signal(object)
    member_removed = Signal(object)

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, actor: Actor) -> None:
        super().__init__()
        self._theme, self._discreet, self._keyboard = theme, discreet, keyboard
        self._named = may(actor.roles, Thing.IDENTITY, Level.READ)
        self._writes = may(actor.roles, Thing.PARCOURS, Level.WRITE)
        self._meets = may(actor.roles, Thing.SESSIONS, Level.WRITE)
        self._projects = permits(actor.roles, SetProject.needs)
        self._view: GroupView | None = None
        self._today = dt.date.min
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.dates = Text("Unis’Vers", "title"), Text("", "secondary", "ink2", wrap=True)
        self.back = Button(theme, "Places", icon="arrow-left", key="Échap")
        self.which = ComboBox(theme)
        self.which.setAccessibleName("Groupe montré")
        self.change = IconButton(theme, "pencil", "Modifier le groupe")
        self.new = IconButton(theme, "plus", "Nouveau groupe")
        self.add = Button(theme, "Ajouter un membre", kind="main", icon="user-plus")
        self._make_cards(theme)
        self._lay_out()
        self._connect(keyboard)

    def _make_cards(self, theme: Theme) -> None:
        self.sessions = Card(theme, "Séances", "calendar-event")
        self.chart = ChartView(theme, "Présents par séance", self.sessions.right, height=120)
        self.no_session = Text(NO_MEETING, "secondary", "ink2", wrap=True)
        self.sessions.add(self.no_session)
        self.sessions.add(self.chart)
        self.meet = Button(theme, "Nouvelle séance du groupe", icon="plus")
        tools = QWidget()
        self.roll = Button(theme, "Émarger", icon="list-check")
        tools.setLayout(row(self.meet, self.roll, None, gap=8))
        self.sessions.add(tools)
        # Once it has its place: a button shown before is a window of its own for an instant.
        for button in (self.meet, self.roll):
            button.setVisible(self._meets)
        self.people = Card(theme, "Membres", "users")
        self.members = RowList(theme, "Membres du groupe", fit=True)
        self.record = Button(theme, "Sa fiche", icon="user", key=digit_cap("D", self._keyboard), compact=True)
        self.people.right.addWidget(self.record)
        self.no_member = Text(NO_MEMBER, "secondary", "ink2", wrap=True)
        self.people.add(self.no_member)
        self.people.add(self.members)
        self.about = Card(theme, "Le groupe", "flag")
        self.facts = Facts(name="Le groupe en bref")
        self.about.add(self.facts)
        self.project = Button(theme, "Nouveau projet", icon="plus", key=digit_cap("P", self._keyboard), compact=True)
        self.to_project = Button(
            theme, "Ouvrir le projet", icon="arrow-right", key=digit_cap("O", self._keyboard), compact=True
        )
        ways = QWidget()
        ways.setLayout(row(self.project, self.to_project, None, gap=8))
        self.about.add(ways)
        self.project.setVisible(self._projects)
        self.community = Card(theme, "La communauté des anciens", "heart-handshake")
        self.count = Text("", "secondary", "ink2", wrap=True)
        self.together = Text("", "body", "ink", wrap=True)
        self.former = RowList(theme, "Anciens en contact", fit=True)
        for part in (self.count, Text("Ce qu’ils font ensemble", "strong"), self.together, self.former):
            self.community.add(part)

    def _lay_out(self) -> None:
        tools = row(self.which, self.change, self.new, self.add, None, gap=8)
        if not self._writes:
            for button in (self.change, self.new, self.add):
                button.hide()
        head = QWidget()
        head.setLayout(column(self.title, self.dates, gap=0))
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.sessions, self.people, None, gap=12))
        right.setLayout(column(self.about, self.community, None, gap=12))
        inside = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(12)
        titled = row(self.back, head, gap=12)
        titled.setStretch(1, 1)
        self._line.addLayout(titled, 1)
        self._line.addLayout(tools)
        body = SideBySide(self._theme, left, right, narrow=_NARROW, shares=(6, 4))
        inside.setLayout(column(self._line, body, None, gap=12, margins=(18, 12, 16, 12)))
        self._scroll = BoardScroll(inside)
        self.setLayout(column(self._scroll))

    def _connect(self, keyboard: Keyboard) -> None:
        keyboard.show_on(self.add, "new-contract")
        keyboard.show_on(self.meet, "group-session")
        keyboard.show_on(self.roll, "group-roll")
        self.meet.clicked.connect(self.session_asked)
        self.project.clicked.connect(self.project_asked)
        self.to_project.clicked.connect(self._to_project)
        self.record.clicked.connect(self._to_record)
        self.roll.clicked.connect(self._ask_roll)
        self.back.clicked.connect(self.left)
        self.change.clicked.connect(self.change_asked)
        self.new.clicked.connect(self.new_asked)
        self.add.clicked.connect(self.add_asked)
        self.which.activated.connect(lambda _at: self.cohort_chosen.emit(self.which.value()))
        self.members.opened.connect(lambda ident: self.member_opened.emit(self._member(ident)))
        self.former.opened.connect(lambda ident: self.member_opened.emit(self._member(ident)))
        self._theme.changed.connect(self.settle)

    def show_cohorts(self, cohorts: tuple[Cohort, ...]) -> None:
        """The groups that there are."""
        kept = self.which.value() if self.which.count() else ""
        self.which.blockSignals(True)
        self.which.clear()
        for one in cohorts:
            self.which.addItem(one.name, str(one.id))
        if kept:
            self.which.set_value(kept)
        self.which.blockSignals(False)
        # Said nowhere else while its signals are held: its names decide of its width.
        self.which.updateGeometry()
        self.which.setVisible(bool(cohorts))

    def show_group(self, view: GroupView | None, today: dt.date) -> None:
        """A group as it is on a day, None when there is none."""
        self._view, self._today = view, today
        shown = view is not None
        for part in (self.sessions, self.people, self.about, self.community, self.dates):
            part.setVisible(shown)
        for button in (self.change, self.add):
            button.setVisible(shown and self._writes)
        self.title.setText(f"Unis’Vers, {view.cohort.name}" if view is not None else NO_GROUP)
        if view is None:
            return
        self.which.set_value(str(view.cohort.id))
        self.dates.setText(about_group(view))
        self.chart.setVisible(bool(view.meetings))
        self.chart.switch.setVisible(bool(view.meetings))
        self.no_session.setVisible(not view.meetings)
        self.roll.setVisible(self._meets and bool(view.meetings))
        self.to_project.setVisible(bool(view.projects))
        self.record.setVisible(self._named and bool(view.members))
        self.chart.show_draw(partial(attendance, attendees(view.meetings, today)))
        self.facts.show_facts(brief(view, today))
        self._show_people(view, self._discreet.show)

    def _show_people(self, view: GroupView, show: Discretion) -> None:
        self.no_member.setVisible(not self._named or not view.members)
        hidden = NO_NAMES.format(len(view.members), view.in_touch_count)
        self.no_member.setText(NO_MEMBER if self._named else hidden)
        self.members.setVisible(self._named and bool(view.members))
        self.former.setVisible(self._named and bool(view.former))
        self.count.setText(
            f"{view.in_touch_count} en contact sur {view.former_count} anciens." if view.former_count else NO_FORMER
        )
        self.together.setText("\n".join(view.together) or NOTHING_TOGETHER)
        if self._named:
            self.members.show_rows([(str(one.id), _row(one, show, former=False)) for one in view.members])
            self.former.show_rows([(str(one.id), _row(one, show, former=True)) for one in view.former])

    def member(self) -> Member | None:
        """The member under the cursor of either list."""
        rows = self.former if self.former.hasFocus() else self.members
        return self._member(rows.current())

    def _member(self, ident: str) -> Member | None:
        if self._view is None:
            return None
        return next((one for one in (*self._view.members, *self._view.former) if str(one.id) == ident), None)

    def _to_project(self) -> None:
        """The latest project of the group."""
        if self._view is not None and self._view.projects:
            self.project_opened.emit(self._view.projects[-1].id)

    def _to_record(self) -> None:
        """The record of the member chosen: her parcours and her freins are there."""
        member = self.member()
        if member is not None and member.person_id is not None:
            self.record_asked.emit(member.person_id)

    def _ask_roll(self) -> None:
        """The session of today, else the next one, else the last."""
        meetings = self._view.meetings if self._view is not None else ()
        coming = [one for one in meetings if one.starts_at.date() >= self._today]
        if meetings:
            self.roll_asked.emit(coming[0] if coming else meetings[-1])

    def start(self) -> None:
        """The cursor on the first member, else on the way back."""
        target = self.members if self.members.isVisibleTo(self) else self.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if target is self.members and not self.members.current():
            # It had the cursor before it had any line.
            self.members.step(1)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.which, self.sessions, self.members, self.former)

    def settle(self) -> None:
        """The tools below the title where there is no room beside it."""
        narrow = self.width() * 100 // self._theme.scale < _NARROW
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def event(self, event: QEvent) -> bool:
        claimed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if claimed and self._keyboard.asked(event, EMPLOYMENT):  # type: ignore[arg-type]  # a key event, just checked
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._keyboard.asked(event, EMPLOYMENT) if self._view is not None else ""
        if asked == "new-contract" and self._writes:
            self.add_asked.emit()
        elif asked == "group-session" and self._meets:
            self.session_asked.emit()
        elif asked == "group-roll" and self._meets:
            self._ask_roll()
        elif self._view is not None and not event.isAutoRepeat() and self._by_letter(event):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and self._writes and self.members.hasFocus():
            self.member_removed.emit(self._member(self.members.current()))
        else:
            super().keyPressEvent(event)

    def _by_letter(self, event: QKeyEvent) -> bool:
        """P begins a project, O opens it, D the record of the member."""
        ways = {"o": self._to_project, "d": self._to_record} | (
            {"p": self.project_asked.emit} if self._projects else {}
        )
        way = ways.get(sign_of(event, self._keyboard).lower())
        if way is not None:
            way()
        return way is not None


def about_group(view: GroupView) -> str:
    """« du 07/05/2019, avec Marc Vidal, 1 membre pour 12 places »."""
    cohort = view.cohort
    until = f" au {write_day(cohort.last)}" if cohort.last else ""
    who = f", avec {cohort.with_name}" if cohort.with_name else ""
    members, places = plural(len(view.members), "membre", "membres"), plural(cohort.places, "place", "places")
    return f"du {write_day(cohort.first)}{until}{who}, {members} pour {places}"


def _row(member: Member, show: Discretion, *, former: bool) -> RowLook:
    bare = not (member.used_name.strip() or member.first_name.strip())
    name = NAMELESS if bare else show.name(member.civility, member.used_name, member.first_name)
    left = f"départ le {write_day(member.left_on)}" if member.left_on else ""
    chips = (ChipLook("en contact", "success", "heart-handshake"),) if member.in_touch and not former else ()
    since = f"depuis le {write_day(member.joined_on)}"
    return RowLook(
        name,
        subtitle=member.group if former else ", ".join(part for part in (since, left) if part),
        initials=initials(member.used_name, member.first_name),
        person=str(member.person_id),
        chips=chips,
        compact=True,
    )
