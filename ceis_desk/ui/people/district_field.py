"""The district: names of the dated list are offered, and a priority one shows its chip inside the field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QFocusEvent, QPaintEvent

from ceis_desk.ui.kit.chip import ChipLook, chip_at, chip_width
from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.kit.offer import Offer
from ceis_desk.ui.kit.painting import smooth_painter
from ceis_desk.ui.kit.theme import Theme

_QPV = ChipLook("QPV", outlined=True)


class DistrictField(TextField):
    """Any name may be written; those known are completed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._names = QStringListModel(self)
        self._listed: frozenset[str] = frozenset()
        self._offer = Offer(self._names, self)
        self._offer.activated.connect(self.textEdited)
        self.setCompleter(self._offer)

    def offer(self, districts: Mapping[str, bool]) -> None:
        """Offer these names; True marks those of the list of priority districts."""
        self._names.setStringList(list(districts))
        self._listed = frozenset(name.casefold() for name, listed in districts.items() if listed)
        self.update()

    def is_listed(self) -> bool:
        """Whether what is written is a priority district."""
        return " ".join(self.text().split()).casefold() in self._listed

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._offer.dress()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_listed():
            with smooth_painter(self) as painter:
                left = self.width() - self._theme.px(8) - chip_width(self._theme, _QPV)
                chip_at(painter, self._theme, _QPV, left, self.height() // 2)
