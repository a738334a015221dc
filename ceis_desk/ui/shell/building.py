"""How each page is built on its first visit: every builder hands over only what its page uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ceis_desk.core.clock import Clock
    from ceis_desk.ui.kit.discreet import Discreet
    from ceis_desk.ui.kit.theme import Theme
    from ceis_desk.ui.shell.keyboard import Keyboard
    from ceis_desk.ui.shell.pages import Ground, Pilot


def _usual(ground: Ground) -> dict[str, Any]:
    """What most pages are built from."""
    return {
        "theme": ground.theme,
        "link": ground.link,
        "discreet": ground.discreet,
        "keyboard": ground.keyboard,
        "actor": ground.actor,
        "clock": ground.clock,
    }


def reception(ground: Ground) -> Pilot:
    """The welcome page."""
    from ceis_desk.ui.reception import build

    return build(**_usual(ground), site=ground.site, laid=ground.laid)


def lay_reception(theme: Theme, discreet: Discreet, keyboard: Keyboard, clock: Clock) -> QWidget:
    """The welcome page before anybody is in."""
    from ceis_desk.ui.reception import lay

    return lay(theme, discreet, keyboard, clock)


def people(ground: Ground) -> Pilot:
    """The records."""
    from ceis_desk.ui.people import build

    return build(**_usual(ground), site=ground.site)


def agenda(ground: Ground) -> Pilot:
    """The agenda."""
    from ceis_desk.ui.agenda import build

    return build(**_usual(ground), site=ground.site)


def budget(ground: Ground) -> Pilot:
    """The cases of the budget counsellors."""
    from ceis_desk.ui.platforms.budget.cases import build

    return build(**_usual(ground), site=ground.site)


def workshops(ground: Ground) -> Pilot:
    """The collective sessions of every platform."""
    from ceis_desk.ui.workshops import build

    return build(**_usual(ground), site=ground.site)


def employment(ground: Ground) -> Pilot:
    """Places, contracts and groups."""
    from ceis_desk.ui.platforms.employment import build

    return build(**_usual(ground), site=ground.site)


def digital(ground: Ground) -> Pilot:
    """The digital space."""
    from ceis_desk.ui.platforms.digital import build

    return build(**_usual(ground))


def statistics(ground: Ground) -> Pilot:
    """The figures."""
    from ceis_desk.ui.statistics import build

    return build(**_usual(ground), site=ground.site)


def settings(ground: Ground) -> Pilot:
    """The settings."""
    from ceis_desk.ui.settings import build

    return build(
        **_usual(ground),
        site=ground.site,
        door=ground.door,
        choices=ground.choices,
    )


def imports(ground: Ground) -> Pilot:
    """The reading of a spreadsheet."""
    from ceis_desk.ui.imports import build

    return build(**_usual(ground))


def exchange(ground: Ground) -> Pilot:
    """What desks send each other."""
    from ceis_desk.ui.exchange import build
    from ceis_desk.ui.shell.pages import page_of

    return build(
        **_usual(ground),
        watch=ground.watch,
        safety=ground.door.safety,
        checks=page_of("check").open_to(ground.actor),
    )


def check(ground: Ground) -> Pilot:
    """What only a person can settle."""
    from ceis_desk.ui.check import build

    return build(
        **_usual(ground),
        watch=ground.watch,
    )


def budget_sheet(ground: Ground) -> Pilot:
    """The budget sheet of a household."""
    from ceis_desk.ui.platforms.budget.sheet import build, sheet_papers

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        clock=ground.clock,
        paper_of=sheet_papers(ground.link, ground.site, ground.actor, ground.clock),
    )


def partners(ground: Ground) -> Pilot:
    """The directory of partners."""
    from ceis_desk.ui.partners import build

    return build(**_usual(ground))


def projects(ground: Ground) -> Pilot:
    """The projects of citizens."""
    from ceis_desk.ui.partners.projects import build

    return build(**_usual(ground))


def health(ground: Ground) -> Pilot:
    """The prevention of the health team."""
    from ceis_desk.ui.platforms.health import build

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        clock=ground.clock,
    )


def platforms(ground: Ground) -> Pilot:
    """One card a platform."""
    from ceis_desk.ui.platforms.home import build
    from ceis_desk.ui.shell.pages import PAGES

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        actor=ground.actor,
        clock=ground.clock,
        pages=PAGES,
    )
