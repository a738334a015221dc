"""A session as « Ateliers » makes it: what it is, for whom, and whether one enrols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ceis_desk.agenda.gestures import SetSession
from ceis_desk.agenda.week import Entry, EntryKind, Professional
from ceis_desk.agenda.workshops import SessionKind, SessionLevel, SessionLine
from ceis_desk.core.clock import Clock
from ceis_desk.ui.agenda.forms import SessionForm
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Part, even
from ceis_desk.ui.kit.theme import Theme

_ENROL, _FREE = "enrol", "free"
_ENROLLING = ((_ENROL, "Sur inscription"), (_FREE, "Vient qui veut"))


class WorkshopForm(SessionForm):
    """The session of the agenda, with its kind, its level and its enrolment."""

    def __init__(self, theme: Theme, clock: Clock, people: Sequence[Professional], session: SessionLine | None) -> None:
        self.kind = ComboBox(theme, tuple((kind.value, kind.label) for kind in SessionKind))
        self.level = ComboBox(theme, tuple((level.value, level.label.capitalize()) for level in SessionLevel))
        self.enrolling = ComboBox(theme, _ENROLLING)
        super().__init__(theme, clock, people, _entry(session) if session else None)
        if session is not None:
            self.kind.set_value(session.kind.value)
            self.level.set_value(session.level.value)
            self.enrolling.set_value(_ENROL if session.enrolling else _FREE)

    def _more(self, theme: Theme) -> tuple[Part, ...]:
        fields = (("Nature", self.kind), ("Niveau", self.level), ("Inscription", self.enrolling))
        return (even(*(Field(theme, label, field) for label, field in fields)),)

    def _completed(self, gesture: SetSession) -> SetSession:
        return replace(
            gesture,
            kind=SessionKind(self.kind.value()),
            level=SessionLevel(self.level.value()),
            enrolling=self.enrolling.value() == _ENROL,
        )


def _entry(session: SessionLine) -> Entry:
    return Entry(
        id=session.id,
        clock=session.clock,
        kind=EntryKind.SESSION,
        starts_at=session.starts_at,
        minutes=session.minutes,
        platform=session.platform,
        with_id=session.with_id,
        with_name=session.with_name,
        title=session.title,
        places=session.places,
        room=session.room,
    )
