"""A list of the settings is saved whole: never over one that was changed at another desk since it was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.questions import Settings
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.settings.site_values import SiteValues


@dataclass
class Read:
    """A list as a form found it: empty when the site has none of its own."""

    name: str
    value: str


class SiteLists:
    """What each list was when it was last read; refused, it is read again, and a second stroke goes through."""

    def __init__(self, link: StoreLink) -> None:
        self._link = link
        self._kept: dict[str, str] = {}

    def know(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._kept = dict(values.kept)

    def read(self, name: str) -> Read:
        """What a form that opens now is made from."""
        return Read(name, self._kept.get(name, ""))

    def save(
        self, name: str, value: str, then: Callable[[Change], None] | None = None, read: Read | None = None
    ) -> None:
        """Send the whole list; `read` is what the form was opened on, what is shown now unless given."""
        made_from = read if read is not None else self.read(name)

        def refused(refusal: Refusal) -> None:
            self._link.refused.emit(refusal.sentence)
            self._link.ask(Settings(), again, key="settings-lists")

        def again(settings: object) -> None:
            if isinstance(settings, dict):
                self._kept = dict(settings)
                made_from.value = self._kept.get(name, "")

        self._link.do(SetSiteSetting(name, value, made_from=made_from.value), then, refused)
        # The next change of the same list is made from this one, before it is read again.
        self._kept[name] = value
