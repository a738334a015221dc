"""What only someone signed in needs: imported while the password is typed, never before the first paint."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.shell.actions import actions
from ceis_desk.ui.shell.exchange_keeper import ExchangeKeeper
from ceis_desk.ui.shell.exchange_watch import ExchangeWatch
from ceis_desk.ui.shell.house_sheets import House
from ceis_desk.ui.shell.laying import Laid, Laying
from ceis_desk.ui.shell.pages import PAGES, Ground, Page, first_page
from ceis_desk.ui.shell.searcher import open_palette
from ceis_desk.ui.shell.session import Session, make_link

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtCore import QObject

    from ceis_desk.access.door import Opened
    from ceis_desk.core.press import Press
    from ceis_desk.exchange.exchanger import ExchangingDoor
    from ceis_desk.ui.kit.discreet import Discreet
    from ceis_desk.ui.kit.theme import Theme
    from ceis_desk.ui.shell.backup_keeper import BackupKeeper
    from ceis_desk.ui.shell.desk_choices import DeskChoices
    from ceis_desk.ui.shell.keyboard import Keyboard
    from ceis_desk.ui.shell.window import Window

__all__ = ["PAGES", "House", "Laying", "make_keeper", "make_session", "open_actions"]

# Where each kind of row of the palette leads.
_WHERE = {"appointment": "reception", "person": "people", "partner": "partners", "need": "need"}


def make_keeper(door: ExchangingDoor, backups: BackupKeeper, parent: QObject) -> ExchangeKeeper:
    """What keeps the exchange going; one last exchange comes before the last backup."""
    keeper = ExchangeKeeper(door.exchange, door.now, parent)
    backups.before = keeper.last
    return keeper


def make_session(
    opened: Opened, theme: Theme, discreet: Discreet, keyboard: Keyboard, choices: DeskChoices, door: ExchangingDoor,
    press: Press, papers: Path, keeper: ExchangeKeeper, pages: tuple[Page, ...] | None = None,
    laid: Laid | None = None,
) -> Session:  # fmt: skip
    """The desk of an account that comes in; `papers` is the private folder where PDFs wait for the preview."""
    held = PAGES if pages is None else pages
    if laid is not None and first_page(held, opened.actor).lay is None:
        laid.drop_page()
    waking, link = make_link(opened.store)
    site = Site(opened.structure, opened.place, opened.desk, opened.demo)
    ground = Ground(theme, link, discreet, keyboard, opened.actor, door.now, site, press, door, choices, papers,
                    ExchangeWatch(link, keeper), laid.page if laid else None)  # fmt: skip
    session = Session(opened, ground, waking, held, laid.frame if laid else None)
    link.setParent(session.frame)
    return session


def open_actions(window: Window, session: Session, keys: Mapping[str, str], command: Callable[[str], None]) -> None:
    """The palette: `command` gets the code of an action, the session whoever was chosen."""
    ground = session.ground
    # Only the page of the records writes freins.
    shown: Any = session.pilot()
    notes: frozenset[str] = shown.freins_to_note() if hasattr(shown, "freins_to_note") else frozenset()
    offered = actions(ground.actor, keys, session.undo_words(), discreet=ground.discreet.on, dark=ground.theme.dark)

    def chosen(kind: str, code: object) -> None:
        if kind == "action":
            command(str(code))
        elif kind == "motif":
            # A motif is given to somebody: the search field of the welcome page comes first.
            session.show("reception")
        elif kind == "frein":
            shown.note_frein(str(code))
        elif code is not None:
            session.go(_WHERE[kind], code)

    open_palette(window, ground, offered, chosen, notes)
