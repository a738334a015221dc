"""Every command that a key asks for, declared once: its words, its key, where it serves; and the key chosen instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from ceis_desk.ui.kit.french import french_keys

RECEPTION, PEOPLE, STATISTICS, IMPORT, EXCHANGE = "reception", "people", "statistics", "import", "exchange"
SHEET, AGENDA, BUDGET, EMPLOYMENT = "budget-sheet", "agenda", "budget", "employment"
WORKSHOPS = "workshops"
PARTNERS, PROJECTS = "partners", "projects"
DIGITAL = "digital"
HEALTH = "health"
PLACES: Mapping[str, str] = {
    RECEPTION: "Accueil",
    PEOPLE: "Personnes",
    AGENDA: "Agenda",
    BUDGET: "Budget",
    DIGITAL: "Espace numérique",
    EMPLOYMENT: "Emploi",
    WORKSHOPS: "Ateliers",
    STATISTICS: "Statistiques",
    IMPORT: "Reprendre un tableur",
    EXCHANGE: "Échanges",
    SHEET: "Fiche budget",
    PARTNERS: "Partenaires",
    PROJECTS: "Projets",
    HEALTH: "Santé",
}
"""The pages that have commands of their own, by code."""


@dataclass(frozen=True)
class Command:
    """One thing that a key asks for: in `places`, or in the whole program when there are none.

    `anywhere` means on the locked screen and over a sheet too.
    """

    code: str
    words: str
    default: str
    anywhere: bool = False
    places: tuple[str, ...] = ()

    def meets(self, other: Command) -> bool:
        """Whether both may be asked for on one screen: they cannot share a key."""
        return not self.places or not other.places or bool(set(self.places) & set(other.places))


@dataclass(frozen=True)
class KeyLine:
    """One line of the help: the key in French, and what it does."""

    keys: str
    what: str


COMMANDS: tuple[Command, ...] = (
    Command("palette", "chercher une personne, un rendez-vous, une action", "Ctrl+K"),
    Command("discreet", "écran discret (tenir pour regarder un instant)", "F9", anywhere=True),
    Command("lock", "verrouiller", "F12", anywhere=True),
    Command("lock-twin", "verrouiller", "Ctrl+L", anywhere=True),
    Command("undo", "annuler", "Ctrl+Z"),
    Command("redo", "refaire", "Ctrl+Y"),
    Command("print", "imprimer ce qui est à l’écran", "Ctrl+P"),
    Command("back", "page précédente", "Alt+Left"),
    Command("forward", "page suivante", "Alt+Right"),
    Command("next-area", "zone suivante", "F6"),
    Command("previous-area", "zone précédente", "Shift+F6"),
    Command("larger", "agrandir le texte", "Ctrl++", anywhere=True),
    Command("smaller", "réduire le texte", "Ctrl+-", anywhere=True),
    Command("plain-size", "taille de texte normale", "Ctrl+0", anywhere=True),
    Command("help", "aide et touches de cet écran", "F1", anywhere=True),
    Command("page-reception", "aller à Accueil", "Ctrl+1"),
    Command("page-people", "aller à Personnes", "Ctrl+2"),
    Command("page-agenda", "aller à Agenda", "Ctrl+3"),
    Command("page-budget", "aller à Budget", "Ctrl+4"),
    Command("page-workshops", "aller à Ateliers", "Ctrl+5"),
    Command("page-platforms", "aller à Plateformes", "Ctrl+6"),
    Command("page-statistics", "aller à Statistiques", "Ctrl+7"),
    Command("page-exchange", "aller à Échanges", "Ctrl+8"),
    Command("search", "chercher une personne", "F2", places=(RECEPTION, PEOPLE)),
    Command("anonymous", "passage anonyme", "F3", places=(RECEPTION,)),
    Command("recent", "derniers passages\u00a0: reprendre, corriger, annuler", "F4", places=(RECEPTION,)),
    Command("board", "aujourd’hui\u00a0: consignes, absences, messages", "F7", places=(RECEPTION,)),
    Command("call", "appeler la personne suivante", "F8", places=(RECEPTION,)),
    Command("take-back", "remettre en attente la personne appelée", "Shift+F8", places=(RECEPTION,)),
    Command("new-person", "nouvelle personne", "Ctrl+N", places=(RECEPTION, PEOPLE)),
    Command("dossier", "ouvrir le dossier", "Ctrl+Return", places=(RECEPTION,)),
    Command("validate", "enregistrer tout de suite ce qui est saisi", "Ctrl+Return", places=(PEOPLE, IMPORT, AGENDA)),
    Command("find-slot", "trouver un créneau, donner un rendez-vous", "Ctrl+R", places=(AGENDA, PEOPLE, BUDGET)),
    Command("new-in-agenda", "nouvelle séance, réunion, disponibilité, attente", "Ctrl+N", places=(AGENDA,)),
    Command("span-before", "jour ou semaine d’avant", "PgUp", places=(AGENDA, WORKSHOPS)),
    Command("span-after", "jour ou semaine d’après", "PgDown", places=(AGENDA, WORKSHOPS)),
    Command("add-person", "ajouter une personne à la séance", "F2", places=(WORKSHOPS,)),
    Command("close-session", "clore la séance, ou la rouvrir", "Ctrl+Return", places=(WORKSHOPS,)),
    Command("new-session", "nouvelle séance", "Ctrl+N", places=(WORKSHOPS,)),
    Command("attest", "attestation de présence de la personne", "F8", places=(WORKSHOPS,)),
    Command("next-part", "partie suivante de la fiche", "Ctrl+Tab", places=(PEOPLE, BUDGET)),
    Command("previous-part", "partie précédente de la fiche", "Ctrl+Shift+Tab", places=(PEOPLE, BUDGET)),
    Command("way-act", "agir sur le parcours\u00a0: objectif, étape, frein, relais…", "Ctrl+D", places=(PEOPLE,)),
    Command("closer", "frise du parcours\u00a0: moins de mois, de plus près", "PgUp", places=(PEOPLE,)),
    Command("wider", "frise du parcours\u00a0: plus de mois", "PgDown", places=(PEOPLE,)),
    Command("new-case", "nouveau dossier budget", "Ctrl+N", places=(BUDGET,)),
    Command(
        "find",
        "chercher dans la page ou dans les notes",
        "Ctrl+F",
        places=(BUDGET, PEOPLE, PARTNERS, PROJECTS, HEALTH),
    ),
    Command("note", "écrire une note", "Ctrl+M", places=(BUDGET, PEOPLE)),
    Command("template", "commencer la note par un modèle", "Ctrl+T", places=(BUDGET, PEOPLE)),
    Command("sign", "signer la note", "Ctrl+S", places=(BUDGET, PEOPLE)),
    Command(
        "finish",
        "terminer l’entretien\u00a0; dans une saisie, l’enregistrer",
        "Ctrl+Return",
        places=(BUDGET, PARTNERS, PROJECTS),
    ),
    Command("steps", "étapes du dossier", "Ctrl+E", places=(BUDGET,)),
    Command("budget-sheet", "fiche budget", "Ctrl+B", places=(BUDGET,)),
    Command("add-here", "ajouter là où est le curseur\u00a0: dette, document, action…", "Ctrl+D", places=(BUDGET,)),
    Command("change-before", "changement précédent", "PgUp", places=(EMPLOYMENT,)),
    Command("change-after", "changement suivant", "PgDown", places=(EMPLOYMENT,)),
    Command("new-contract", "nouveau contrat\u00a0; dans un groupe, ajouter un membre", "Ctrl+N", places=(EMPLOYMENT,)),
    Command("group-session", "dans un groupe, nouvelle séance", "Ctrl+R", places=(EMPLOYMENT,)),
    Command("group-roll", "dans un groupe, émarger la séance", "Ctrl+E", places=(EMPLOYMENT,)),
    Command("change-place", "modifier la place choisie\u00a0: nom, nombre", "F4", places=(EMPLOYMENT,)),
    Command("board-table", "voir les places en tableau", "F7", places=(EMPLOYMENT,)),
    Command("exits", "sorties\u00a0: taux et règle", "F8", places=(EMPLOYMENT,)),
    Command("new-partner", "nouveau partenaire", "Ctrl+N", places=(PARTNERS,)),
    Command(
        "edit-partner",
        "modifier le partenaire\u00a0; à relancer, corriger l’orientation",
        "F4",
        places=(PARTNERS,),
    ),
    Command("new-referral", "orienter une personne", "Ctrl+R", places=(PARTNERS,)),
    Command("new-project", "nouveau projet", "Ctrl+N", places=(PROJECTS,)),
    Command("edit-project", "modifier le projet", "F4", places=(PROJECTS,)),
    Command("open-session", "ouvrir la séance d’Ateliers du test sous le curseur", "Ctrl+O", places=(PROJECTS,)),
    Command("seat", "installer une personne à un poste", "F2", places=(DIGITAL,)),
    Command("help-sheet", "fiche d’aide de la personne du poste choisi", "Ctrl+M", places=(DIGITAL,)),
    Command("record-help", "enregistrer l’aide", "Ctrl+Return", places=(DIGITAL,)),
    Command("new-procedure", "suivre une démarche", "Ctrl+N", places=(DIGITAL,)),
    Command("new-prevention", "noter un entretien de prévention", "Ctrl+N", places=(HEALTH,)),
    Command("month-before", "mois précédent", "PgUp", places=(STATISTICS,)),
    Command("month-after", "mois suivant", "PgDown", places=(STATISTICS,)),
    Command("way-figures", "freins levés et évolution des personnes", "F8", places=(STATISTICS,)),
    Command("choose-file", "choisir un fichier", "Ctrl+O", places=(IMPORT, PARTNERS)),
    Command("exchange-now", "échanger maintenant", "F5", places=(EXCHANGE,)),
    Command("add-line", "ajouter une ligne à la carte", "Ctrl+Return", places=(SHEET,)),
    Command("details", "détails de la ligne\u00a0: nom, jour, reste dû, remarque", "F2", places=(SHEET,)),
    Command("periodicity", "périodicité suivante de la ligne", "F4", places=(SHEET,)),
    Command("compare", "comparer à la fiche d’avant", "F7", places=(SHEET,)),
    Command("figures", "tous les chiffres, avec leur formule", "F8", places=(SHEET,)),
    Command("keep-report", "enregistrer le compte rendu", "Ctrl+S", places=(IMPORT,)),
)

# What the row of digits writes on AZERTY without Maj. The sixth writes « - »: its place tells it apart (digit_row.py).
_AZERTY = {"0": "À", "1": "&", "2": "É", "3": '"', "4": "'", "5": "(", "7": "È", "8": "_"}


def chosen_keys(choices: Mapping[str, str]) -> dict[str, str]:
    """The key of each command in Qt's portable spelling: the desk's own where it is one, else the default."""
    return {command.code: _valid(choices.get(command.code)) or command.default for command in COMMANDS}


def twins(sequence: str) -> tuple[str, ...]:
    """The sequence and what the same keys give on other keyboards: « Ctrl+1 » is « Ctrl+& » on AZERTY."""
    stem, _, last = sequence.rpartition("+")
    if last == "Return":
        return sequence, f"{stem}+Enter"
    if sequence == "Ctrl++":
        return sequence, "Ctrl+="
    if stem in ("Ctrl", "Alt") and last in _AZERTY:
        return sequence, f"{stem}+{_AZERTY[last]}"
    return (sequence,)


def command_of(code: str) -> Command:
    """The command called `code`; raises KeyError."""
    return {command.code: command for command in COMMANDS}[code]


def in_place(place: str) -> tuple[Command, ...]:
    """The commands of one page, or of the whole program when it is empty."""
    return tuple(command for command in COMMANDS if (place in command.places if place else not command.places))


def key_lines(keys: Mapping[str, str], place: str = "") -> tuple[KeyLine, ...]:
    """The keys in force of a page or of the whole program for the help, two keys of one command on one line."""
    lines: dict[str, list[str]] = {}
    for command in in_place(place):
        lines.setdefault(command.words, []).append(french_keys(keys[command.code]))
    return tuple(KeyLine(" ou ".join(shown), words) for words, shown in lines.items())


def _valid(sequence: str | None) -> str:
    if not sequence:
        return ""
    return QKeySequence(sequence, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.PortableText
    )
