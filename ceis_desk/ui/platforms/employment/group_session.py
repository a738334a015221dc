"""A session of a group of Unis’Vers: that of the agenda, already said to be a meeting of this group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ceis_desk.agenda.gestures import SetSession
from ceis_desk.agenda.week import Professional
from ceis_desk.agenda.workshops import SessionKind
from ceis_desk.core.clock import Clock
from ceis_desk.platforms.employment import PLATFORM
from ceis_desk.platforms.employment.questions import GroupView
from ceis_desk.ui.agenda.forms import SessionForm
from ceis_desk.ui.kit.theme import Theme


class GroupSessionForm(SessionForm):
    """A meeting, or a series of them; its title, its host and its places are first those of the group."""

    def __init__(self, theme: Theme, clock: Clock, people: Sequence[Professional], group: GroupView) -> None:
        super().__init__(theme, clock, people, None)
        self._cohort = cohort = group.cohort
        self.name.setText(group.meetings[-1].title if group.meetings else f"Unis’Vers, {cohort.name}")
        self.platform.set_value(PLATFORM.code)
        if cohort.account_id is not None and self.host.findData(str(cohort.account_id)) >= 0:
            self.host.set_value(str(cohort.account_id))
        self.places.spin.setValue(cohort.places)
        if group.meetings:
            self.length.spin.setValue(group.meetings[-1].minutes)
            self.room.setText(group.meetings[-1].room)
        self.setFocusProxy(self.when)

    def _completed(self, gesture: SetSession) -> SetSession:
        return replace(gesture, kind=SessionKind.MEETING, cohort_id=self._cohort.id)
