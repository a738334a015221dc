"""A session as « Ateliers » makes it: what it is, on what theme, for whom, and whether one enrols."""

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
from ceis_desk.ui.workshops.themes import NO_THEME, Themes

_ENROL, _FREE = "enrol", "free"
_ENROLLING = ((_ENROL, "Sur inscription"), (_FREE, "Vient qui veut"))


class WorkshopForm(SessionForm):
    """The session of the agenda, with its kind, its theme where its platform has some, its level and its enrolment."""

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        people: Sequence[Professional],
        session: SessionLine | None,
        themes: Themes,
    ) -> None:
        self._session, self._themes = session, themes
        self.kind = ComboBox(theme, tuple((kind.value, kind.label) for kind in SessionKind))
        self.level = ComboBox(theme, tuple((level.value, level.label.capitalize()) for level in SessionLevel))
        self.theme = ComboBox(theme, (NO_THEME,))
        self._theme_field = Field(theme, "Thème", self.theme)
        self.enrolling = ComboBox(theme, _ENROLLING)
        super().__init__(theme, clock, people, _entry(session) if session else None)
        if session is not None:
            self.kind.set_value(session.kind.value)
            self.level.set_value(session.level.value)
            self.enrolling.set_value(_ENROL if session.enrolling else _FREE)
            self.theme.set_value(session.theme if self.theme.findData(session.theme) >= 0 else "")

    def _more(self, theme: Theme) -> tuple[Part, ...]:
        self.platform.currentIndexChanged.connect(lambda _at: self._offer_themes())
        self._offer_themes()
        fields = (("Nature", self.kind), ("Niveau", self.level), ("Inscription", self.enrolling))
        return (even(*(Field(theme, label, field) for label, field in fields)), self._theme_field)

    def _offer_themes(self) -> None:
        offered = self._themes.get(self.platform.value(), ())
        self.theme.clear()
        for code, words in (NO_THEME, *offered):
            self.theme.addItem(words, code)
        self._theme_field.setVisible(bool(offered))

    def _completed(self, gesture: SetSession) -> SetSession:
        return replace(
            gesture,
            kind=SessionKind(self.kind.value()),
            theme=self._chosen_theme(),
            level=SessionLevel(self.level.value()),
            enrolling=self.enrolling.value() == _ENROL,
        )

    def _chosen_theme(self) -> str | None:
        """What is chosen; a theme of elsewhere stays as it is as long as the session stays on its platform."""
        platform, session = self.platform.value(), self._session
        stays = session is not None and session.platform == platform
        return None if platform not in self._themes and stays else self.theme.value()


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
