"""What an account sees of the exchange at any moment: read again when something that counts has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ceis_desk.core.store import Change
from ceis_desk.exchange.model import ExchangeStatus
from ceis_desk.exchange.questions import ReadExchange
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.shell.exchange_keeper import ExchangeKeeper, Run

# What may add or settle a case, or move the exchange itself.
COUNTED = ("exchange", "crossed", "pair", "person", "appointment")
_QUIET_RUNS = 15  # an exchange that brought nothing changes no more than the hour of the last one


class ExchangeWatch(QObject):
    """`seen` gives the status each time it was read; `status` is the last one."""

    seen = Signal(object)

    def __init__(self, link: StoreLink, keeper: ExchangeKeeper) -> None:
        super().__init__(link)
        self._link, self.keeper = link, keeper
        self.status: ExchangeStatus | None = None
        self._quiet = 0
        self._trouble = ""
        link.changed.connect(self._changed)
        keeper.ended.connect(self._ended)

    def read(self) -> None:
        """Read where this desk and the others stand."""
        self._quiet = 0
        self._link.ask(ReadExchange(), self._take, lambda _refusal: None, key="exchange-status")

    def _take(self, status: ExchangeStatus) -> None:
        self.status = status
        self.keeper.keep(status.folder)
        self.seen.emit(status)

    def _changed(self, change: Change) -> None:
        if change.touches(*COUNTED):
            self.read()

    def _ended(self, run: Run | None) -> None:
        self._quiet += 1
        told = run is not None and (run.place or (run.imported is not None and run.imported.files))
        if told or self._trouble != self.keeper.trouble or self._quiet >= _QUIET_RUNS:
            self._trouble = self.keeper.trouble
            self.read()
