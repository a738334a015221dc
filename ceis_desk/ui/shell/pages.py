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
from ceis_desk.partners.needs import OF_CODE
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell import building
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

    `papers` is the private folder where PDFs wait for the preview; `laid` the page on which it begins, if made before.
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
    laid: QWidget | None = None


@dataclass(frozen=True)
class Page:
    """One page; `digit` is that of Ctrl 1…8, kept even while other pages are to come.

    It has an entry in the side bar unless it is `within` another page, whose entry then stays marked. A session
    `begins` on the first page that its account may open. `also` are words by which Ctrl K finds it, reserved or not.
    `lay` makes it before anybody is known.
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
    also: str = ""
    lay: Callable[[Theme, Discreet, Keyboard, Clock], QWidget] | None = None

    def open_to(self, actor: Actor) -> bool:
        """Whether the account may open it."""
        return permits(actor.roles, self.needs)

    def roles(self) -> tuple[str, ...]:
        """Who may open it, in the words of the roles."""
        return tuple(role.label for role in Role if permits({role}, self.needs))


PAGES: tuple[Page, ...] = (
    Page(
        "reception",
        "Accueil",
        "door-enter",
        1,
        ((Thing.VISITS, Level.READ),),
        "Les arrivées, la file d’attente et les rendez-vous du jour.",
        building.reception,
        lay=building.lay_reception,
    ),
    Page(
        "people",
        "Personnes",
        "users",
        2,
        ((Thing.IDENTITY, Level.READ),),
        "Les fiches des personnes accueillies\u00a0: identité, contact, foyer, passages.",
        building.people,
        also=(
            "parcours accompagnement globalité qualités fragilités motivations besoins craintes objectifs usagers "
            "citoyens accueil relais référent orientation"
        ),
    ),
    Page(
        "agenda",
        "Agenda",
        "calendar-event",
        3,
        ((Thing.APPOINTMENTS, Level.READ),),
        "Les rendez-vous, les créneaux libres, les ateliers, la liste d’attente.",
        building.agenda,
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
        building.budget,
        also=(
            "point conseil budget pcb surendettement dettes conseillère label financement d’un projet assainir "
            "situation financière tenue compte budgétaire préventive curative"
        ),
    ),
    Page(
        "workshops",
        "Ateliers",
        "users-group",
        5,
        ((Thing.SESSIONS, Level.READ),),
        "Les séances collectives de toutes les plateformes\u00a0: inscrits, présences, feuille d’émargement.",
        building.workshops,
        # The direction, which reads sessions, begins with the figures.
        begins=False,
        also=(
            "animations collectives formation sensibilisation émargement lien social isolement social rencontres "
            "convivialité ludiques pédagogiques"
        ),
    ),
    Page(
        "platforms",
        "Plateformes",
        "layout-grid",
        6,
        ((Thing.APPOINTMENTS, Level.READ),),
        "Les plateformes du CEIS\u00a0: ce qui est prévu aujourd’hui, et l’entrée de chacune.",
        building.platforms,
        begins=False,
        also="tiers lieu logement problématiques",
    ),
    Page(
        "statistics",
        "Statistiques",
        "chart-bar",
        7,
        ((Thing.FIGURES, Level.READ),),
        "Les chiffres du mois et le rapport mensuel.",
        building.statistics,
        also=(
            "mixité sociale qpv quartiers seniors isolés familles monoparentales lien social etp "
            "évaluation impact bilan"
        ),
    ),
    Page(
        "settings",
        "Réglages",
        "settings",
        0,
        (),
        "Les réglages de ce poste et du site.",
        building.settings,
        at_foot=True,
        also="moyens humains financiers etp investissement fonctionnement maintenance",
    ),
    # After the settings: an account that may open neither persons nor figures begins with the settings.
    Page("exchange", "Échanges", "device-usb", 8, (), "Ce que les postes du site s’envoient.", building.exchange),
    Page(
        "check",
        "À vérifier",
        "layout-columns",
        0,
        ((Thing.IDENTITY, Level.READ), (Thing.APPOINTMENTS, Level.WRITE)),
        "Les doublons, les modifications croisées et les créneaux pris deux fois.",
        building.check,
        within="exchange",
    ),
    Page(
        "import",
        "Reprendre un tableur",
        "table",
        0,
        ((Thing.IMPORT, Level.WRITE),),
        "La reprise d’un cahier d’accueil ou d’une liste de personnes.",
        building.imports,
        within="settings",
    ),
    Page(
        "budget-sheet",
        "Fiche budget",
        "pig",
        0,
        ((Thing.BUDGET_CASES, Level.WRITE),),
        "La fiche budget d’un foyer\u00a0: ressources, charges, dettes et reste à vivre.",
        building.budget_sheet,
        within="budget",
    ),
    Page(
        "employment",
        "Emploi",
        "briefcase",
        0,
        ((Thing.CONTRACTS, Level.READ),),
        "Les places du chantier et des EHPAD, les contrats, les groupes d’Unis’Vers.",
        building.employment,
        within="platforms",
        begins=False,
        also=(
            "recherche d’emploi chantier d’insertion polyvalent cdi pec aide-soignant école alternance "
            "freins aide à domicile agent technique médiateur numérique cuisinier"
        ),
    ),
    Page(
        "digital",
        "Espace numérique",
        "device-laptop",
        0,
        ((Thing.VISITS, Level.READ),),
        "Les ordinateurs en libre accès, les aides et les démarches suivies jusqu’au bout.",
        building.digital,
        within="platforms",
        begins=False,
        also=(
            "fabrique numérique de territoire label acculturer exclus du numérique outils déclaration "
            "d’impôts en ligne montage vidéo"
        ),
    ),
    Page(
        "health",
        "Santé",
        "stethoscope",
        0,
        ((Thing.HEALTH_FACTS, Level.READ),),
        "La prévention, individuelle et collective\u00a0: thèmes, effets au quotidien, personnes à revoir.",
        building.health,
        within="platforms",
        begins=False,
        also="prévention séances médico-social consortium",
    ),
    Page(
        "partners",
        "Partenaires",
        "building-community",
        0,
        ((Thing.PARTNERS, Level.READ),),
        "L’annuaire des partenaires, les orientations à relancer, les accords et les labels.",
        building.partners,
        within="platforms",
        begins=False,
        also=(
            "médiathèques cité intelligente métropole ville direction de la culture cohésion sociale pôle "
            "emploi france travail chambres consulaires associations associatif entreprises économique "
            "université enseignement supérieur recherche académique consortium santé sport partenariat locaux "
            "institutionnels administrations offre culturelle sportive conventions labels"
        ),
    ),
    Page(
        "projects",
        "Projets",
        "bulb",
        0,
        ((Thing.PARTNERS, Level.READ),),
        "Les projets des citoyens, des groupes, et l’expertise d’usage avec une entreprise.",
        building.projects,
        within="platforms",
        begins=False,
        also=(
            "start-up startup entreprises participation citoyenne citoyenneté instances élaboration co-décision "
            "offre culturelle sportive expérimentation innovation utilisateurs"
        ),
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
    "employment": ("employment", lambda pilot, day: pilot.open_on(day)),
    "employment-group": ("employment", lambda pilot, cohort_id: pilot.open_group(cohort_id)),
    "way-figures": ("statistics", lambda pilot, _: pilot.way_figures()),
    "settings": ("settings", lambda pilot, section: pilot.open_section(section)),
    "health": ("health", lambda pilot, person_id: pilot.open(person_id)),
    "budget-sheet": ("budget-sheet", lambda pilot, asked: pilot.open_sheet(*asked)),
    "partners": ("partners", lambda pilot, partner_id: pilot.open_partner(partner_id)),
    "need": ("partners", lambda pilot, code: pilot.look_for(OF_CODE[code].label)),
    "referral": ("partners", lambda pilot, person_id: pilot.refer(person_id)),
    "to-chase": ("partners", lambda pilot, _: pilot.show_view("chase")),
    "projects": ("projects", lambda pilot, project_id: pilot.open_project(project_id)),
    "check": ("check", lambda pilot, wanted: pilot.open_on(wanted)),
}
"""Where `go` leads: the page, and how its pilot takes the argument."""


def first_page(pages: tuple[Page, ...], actor: Actor) -> Page:
    """The page on which an account begins."""
    return next((page for page in pages if page.begins and page.open_to(actor)), pages[0])


def page_of(code: str) -> Page:
    """The entry called `code`; raises KeyError."""
    return {page.code: page for page in PAGES}[code]
