"""What the journal of access says of each act, in the words of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping

# With the person concerned, then without: an act may concern nobody, or someone whose name the reader may not see.
_WORDS: Mapping[str, tuple[str, str]] = {
    "sign_in": ("a ouvert une session", "a ouvert une session"),
    "lock": ("a verrouillé le poste", "a verrouillé le poste"),
    "open_record": ("a ouvert la fiche de {}", "a ouvert une fiche"),
    "open_case": ("a ouvert un dossier budget", "a ouvert un dossier budget"),
    "print_case": ("a imprimé un document d’un dossier budget", "a imprimé un document d’un dossier budget"),
    "open_health": ("a ouvert un suivi de prévention", "a ouvert un suivi de prévention"),
    "health_fact": ("a noté un point de prévention", "a noté un point de prévention"),
    "merge": ("a réuni deux fiches\u00a0: {}", "a réuni deux fiches"),
    "split": ("a séparé deux fiches réunies\u00a0: {}", "a séparé deux fiches réunies"),
    "print_list": ("a imprimé une liste nominative", "a imprimé une liste nominative"),
    "print_record": ("a imprimé la fiche de {}", "a imprimé une fiche"),
    "print_way": ("a imprimé le parcours de {}", "a imprimé un parcours"),
    "print_report": ("a imprimé un rapport", "a imprimé un rapport"),
    "export": ("a exporté des données", "a exporté des données"),
    "import_calendar": ("a repris un agenda", "a repris un agenda"),
    "import": ("a repris un tableur", "a repris un tableur"),
    "account_added": ("a créé un compte", "a créé un compte"),
    "account_roles": ("a changé les rôles d’un compte", "a changé les rôles d’un compte"),
    "account_password": ("a donné un nouveau mot de passe", "a donné un nouveau mot de passe"),
    "account_closed": ("a fermé un compte", "a fermé un compte"),
    "desk_linked": ("a relié un poste", "a relié un poste"),
    "desk_revoked": ("a écarté un poste", "a écarté un poste"),
    "erase": ("a effacé une fiche", "a effacé une fiche"),
    "erase_decided": ("avait, pour cet effacement, la décision de {}", "avait, pour cet effacement, une décision"),
    "restored": (
        "a ouvert la première session après la reprise d’une sauvegarde",
        "a ouvert la première session après la reprise d’une sauvegarde",
    ),
    "recovery_renewed": ("a renouvelé la clé de secours", "a renouvelé la clé de secours"),
    "recovery_tried": ("a essayé la clé de secours", "a essayé la clé de secours"),
    "notes_recovered": (
        "a ouvert avec la clé de secours les notes d’un compte",
        "a ouvert avec la clé de secours les notes d’un compte",
    ),
    "freins_recovered": (
        "a ouvert avec la clé de secours les freins réservés d’un compte",
        "a ouvert avec la clé de secours les freins réservés d’un compte",
    ),
    "recovery_used": ("est revenu·e avec la clé de secours", "est revenu·e avec la clé de secours"),
}


def journal_words(action: str, subject: str = "") -> str:
    """The verb phrase after the name of the account; an act unknown to this version is told by its code."""
    if action not in _WORDS:
        return f"a fait un acte que cette version ne connaît pas ({action})"
    named, unnamed = _WORDS[action]
    return named.format(subject) if subject else unnamed
