"""The pages of the side bar, declared once: order, key, rights, and how each is built on its first visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor, Level, Role, Thing
from ceis_desk.access.rights import permits
from ceis_desk.core.clock import Clock
from ceis_desk.core.press import Paper, Press
from ceis_desk.core.store import Needs
from ceis_desk.exchange.exchanger import ExchangingDoor
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.exchange_watch import ExchangeWatch
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine


class Pilot(Protocol):
    """What the frame asks of every page; `go`, `counted`, `go_home` and the methods of ROUTES where they serve."""

    @property
    def page(self) -> QWidget:
        """What is shown."""
        ...

    def enter(self) -> None:
        """Read again and put the cursor at its start."""
        ...

    def leave(self) -> None:
        """Rest while hidden; what is typed stays."""
        ...

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        ...

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Give `then` what Ctrl P prints here; never called back when there is nothing."""
        ...


@dataclass(frozen=True)
class Ground:
    """What a page may be built from, once for each account; a builder hands over only what its page uses.

    `papers` is the private folder where PDFs wait for the preview.
    """

    theme: Theme
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    actor: Actor
    clock: Clock
    site: Site
    press: Press
    door: ExchangingDoor
    choices: DeskChoices
    papers: Path
    watch: ExchangeWatch


@dataclass(frozen=True)
class Page:
    """One page; `digit` is that of Ctrl 1…8, kept even while other pages are to come.

    It has an entry in the side bar unless it is `within` another page, whose entry then stays marked. A session
    `begins` on the first page that its account may open.
    """

    code: str
    words: str
    icon: str
    digit: int
    needs: Needs
    what: str
    build: Callable[[Ground], Pilot]
    at_foot: bool = False
    within: str = ""
    begins: bool = True

    def open_to(self, actor: Actor) -> bool:
        """Whether the account may open it."""
        return permits(actor.roles, self.needs)

    def roles(self) -> tuple[str, ...]:
        """Who may open it, in the words of the roles."""
        return tuple(role.label for role in Role if permits({role}, self.needs))


def _common(ground: Ground) -> dict[str, Any]:
    """What most pages are built from; each `build` says by its own arguments what it takes."""
    return {
        "theme": ground.theme,
        "link": ground.link,
        "discreet": ground.discreet,
        "keyboard": ground.keyboard,
        "actor": ground.actor,
        "clock": ground.clock,
        "site": ground.site,
    }


def _reception(ground: Ground) -> Pilot:
    from ceis_desk.ui.reception import build

    return build(**_common(ground))


def _people(ground: Ground) -> Pilot:
    from ceis_desk.ui.people import build

    return build(**_common(ground))


def _agenda(ground: Ground) -> Pilot:
    from ceis_desk.ui.agenda import build

    return build(**_common(ground))


def _budget(ground: Ground) -> Pilot:
    from ceis_desk.ui.platforms.budget.cases import build

    return build(**_common(ground))


def _workshops(ground: Ground) -> Pilot:
    from ceis_desk.ui.workshops import build

    return build(**_common(ground))


def _statistics(ground: Ground) -> Pilot:
    from ceis_desk.ui.statistics import build

    return build(**_common(ground))


def _settings(ground: Ground) -> Pilot:
    from ceis_desk.ui.settings import build

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        actor=ground.actor,
        clock=ground.clock,
        site=ground.site,
        door=ground.door,
        choices=ground.choices,
    )


def _imports(ground: Ground) -> Pilot:
    from ceis_desk.ui.imports import build

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        actor=ground.actor,
        clock=ground.clock,
    )


def _exchange(ground: Ground) -> Pilot:
    from ceis_desk.ui.exchange import build

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        actor=ground.actor,
        clock=ground.clock,
        watch=ground.watch,
        safety=ground.door.safety,
        checks=page_of("check").open_to(ground.actor),
    )


def _check(ground: Ground) -> Pilot:
    from ceis_desk.ui.check import build

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        actor=ground.actor,
        clock=ground.clock,
        watch=ground.watch,
    )


def _budget_sheet(ground: Ground) -> Pilot:
    from ceis_desk.ui.platforms.budget.sheet import build, sheet_papers

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        clock=ground.clock,
        paper_of=sheet_papers(ground.link, ground.site, ground.actor, ground.clock),
    )


def _partners(ground: Ground) -> Pilot:
    from ceis_desk.ui.partners import build

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        actor=ground.actor,
        clock=ground.clock,
    )


def _projects(ground: Ground) -> Pilot:
    from ceis_desk.ui.partners.projects import build

    return build(
        theme=ground.theme,
        link=ground.link,
        discreet=ground.discreet,
        keyboard=ground.keyboard,
        actor=ground.actor,
        clock=ground.clock,
    )


PAGES: tuple[Page, ...] = (
    Page(
        "reception",
        "Accueil",
        "door-enter",
        1,
        ((Thing.VISITS, Level.READ),),
        "Les arrivées, la file d’attente et les rendez-vous du jour.",
        _reception,
    ),
    Page(
        "people",
        "Personnes",
        "users",
        2,
        ((Thing.IDENTITY, Level.READ),),
        "Les fiches des personnes accueillies\u00a0: identité, contact, foyer, passages.",
        _people,
    ),
    Page(
        "agenda",
        "Agenda",
        "calendar-event",
        3,
        ((Thing.APPOINTMENTS, Level.READ),),
        "Les rendez-vous, les créneaux libres, les ateliers, la liste d’attente.",
        _agenda,
        # Whoever works with appointments begins at the counter; the direction, which reads them, with the figures.
        begins=False,
    ),
    Page(
        "budget",
        "Budget",
        "pig",
        4,
        ((Thing.BUDGET_CASES, Level.WRITE),),
        "Les dossiers du Point Conseil Budget\u00a0: entretiens, dettes, documents, surendettement.",
        _budget,
    ),
    Page(
        "workshops",
        "Ateliers",
        "users-group",
        5,
        ((Thing.SESSIONS, Level.READ),),
        "Les séances collectives de toutes les plateformes\u00a0: inscrits, présences, feuille d’émargement.",
        _workshops,
        # The direction, which reads sessions, begins with the figures.
        begins=False,
    ),
    Page(
        "statistics",
        "Statistiques",
        "chart-bar",
        7,
        ((Thing.FIGURES, Level.READ),),
        "Les chiffres du mois et le rapport mensuel.",
        _statistics,
    ),
    Page("settings", "Réglages", "settings", 0, (), "Les réglages de ce poste et du site.", _settings, at_foot=True),
    # After the settings: an account that may open neither persons nor figures begins with the settings.
    Page("exchange", "Échanges", "device-usb", 8, (), "Ce que les postes du site s’envoient.", _exchange),
    Page(
        "check",
        "À vérifier",
        "layout-columns",
        0,
        ((Thing.IDENTITY, Level.READ), (Thing.APPOINTMENTS, Level.WRITE)),
        "Les doublons, les modifications croisées et les créneaux pris deux fois.",
        _check,
        within="exchange",
    ),
    Page(
        "import",
        "Reprendre un tableur",
        "table",
        0,
        ((Thing.IMPORT, Level.WRITE),),
        "La reprise d’un cahier d’accueil ou d’une liste de personnes.",
        _imports,
        within="settings",
    ),
    Page(
        "budget-sheet",
        "Fiche budget",
        "pig",
        0,
        ((Thing.BUDGET_CASES, Level.WRITE),),
        "La fiche budget d’un foyer\u00a0: ressources, charges, dettes et reste à vivre.",
        _budget_sheet,
        within="budget",
    ),
    Page(
        "partners",
        "Partenaires",
        "building-community",
        0,
        ((Thing.PARTNERS, Level.READ),),
        "L’annuaire des partenaires, les orientations à relancer, les accords et les labels.",
        _partners,
        within="people",
        begins=False,
    ),
    Page(
        "projects",
        "Projets",
        "bulb",
        0,
        ((Thing.PARTNERS, Level.READ),),
        "Les projets des citoyens, des groupes, et l’expertise d’usage avec une entreprise.",
        _projects,
        within="people",
        begins=False,
    ),
)

ROUTES: dict[str, tuple[str, Callable[[Any, Any], None]]] = {
    "reception": ("reception", lambda pilot, person_id: pilot.open_for(person_id)),
    "anonymous": ("reception", lambda pilot, _: pilot.page.anonymous_asked.emit()),
    "people": ("people", lambda pilot, person_id: pilot.open_record(person_id)),
    "new-person": ("people", lambda pilot, name: pilot.new_person(name)),
    "agenda": ("agenda", lambda pilot, wanted: pilot.open_on(wanted)),
    "find-slot": ("agenda", lambda pilot, _: pilot.find_slot()),
    "budget": ("budget", lambda pilot, wanted: pilot.open(wanted)),
    "workshops": ("workshops", lambda pilot, wanted: pilot.open_on(wanted)),
    "settings": ("settings", lambda pilot, section: pilot.open_section(section)),
    "budget-sheet": ("budget-sheet", lambda pilot, asked: pilot.open_sheet(*asked)),
    "partners": ("partners", lambda pilot, partner_id: pilot.open_partner(partner_id)),
    "referral": ("partners", lambda pilot, person_id: pilot.refer(person_id)),
    "to-chase": ("partners", lambda pilot, _: pilot.show_view("chase")),
    "projects": ("projects", lambda pilot, project_id: pilot.open_project(project_id)),
    "check": ("check", lambda pilot, wanted: pilot.open_on(wanted)),
}
"""Where `go` leads: the page, and how its pilot takes the argument."""


def page_of(code: str) -> Page:
    """The entry called `code`; raises KeyError."""
    return {page.code: page for page in PAGES}[code]
