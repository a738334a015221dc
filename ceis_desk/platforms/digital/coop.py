"""The codes of La Coop de la médiation numérique, as its interface publishes them, each with its French label."""

from __future__ import annotations

from enum import StrEnum

from ceis_desk.people.model import Work


class Theme(StrEnum):
    """What an individual help was about: nineteen themes."""

    DIAGNOSIS = "diagnostic_numerique"
    MATERIAL = "prendre_en_main_du_materiel"
    MAINTENANCE = "maintenance_de_materiel"
    CONTENTS = "gere_ses_contenus_numeriques"
    INTERNET = "navigation_sur_internet"
    EMAIL = "email"
    OFFICE = "bureautique"
    NETWORKS = "reseaux_sociaux"
    HEALTH = "sante"
    BANK = "banque_et_achats_en_ligne"
    PROFESSIONAL = "entrepreneuriat"
    WORK = "insertion_professionnelle"
    SAFETY = "securite_numerique"
    PARENTS = "parentalite"
    SCHOOL = "scolarite_et_numerique"
    CREATION = "creer_avec_le_numerique"
    CULTURE = "culture_numerique"
    AI = "intelligence_artificielle"
    PROCEDURES = "aide_aux_demarches_administratives"

    @property
    def label(self) -> str:
        """The words of La Coop."""
        return _THEMES[self.value]

    @property
    def short(self) -> str:
        """The same where there is little room."""
        return _SHORT.get(self.value, self.label)


_THEMES = {
    "diagnostic_numerique": "Diagnostic numérique",
    "prendre_en_main_du_materiel": "Prendre en main du matériel",
    "maintenance_de_materiel": "Maintenance de matériel",
    "gere_ses_contenus_numeriques": "Gérer ses contenus numériques",
    "navigation_sur_internet": "Navigation sur internet",
    "email": "E-mail",
    "bureautique": "Bureautique",
    "reseaux_sociaux": "Réseaux sociaux communication",
    "sante": "Santé",
    "banque_et_achats_en_ligne": "Banque et achats en ligne",
    "entrepreneuriat": "Accompagner un professionnel",
    "insertion_professionnelle": "Insertion professionnelle",
    "securite_numerique": "Prévention en sécurité numérique",
    "parentalite": "Parentalité",
    "scolarite_et_numerique": "Scolarité et numérique",
    "creer_avec_le_numerique": "Créer avec le numérique",
    "culture_numerique": "Culture numérique",
    "intelligence_artificielle": "Intelligence artificielle (IA)",
    "aide_aux_demarches_administratives": "Aide aux démarches administratives",
}
_SHORT = {
    "aide_aux_demarches_administratives": "Démarches administratives",
    "banque_et_achats_en_ligne": "Banque et achats",
    "gere_ses_contenus_numeriques": "Contenus numériques",
    "reseaux_sociaux": "Réseaux sociaux",
    "securite_numerique": "Sécurité numérique",
    "intelligence_artificielle": "IA",
}

USUAL_THEMES = (
    Theme.MATERIAL,
    Theme.INTERNET,
    Theme.EMAIL,
    Theme.PROCEDURES,
    Theme.HEALTH,
    Theme.BANK,
    Theme.OFFICE,
)
"""Those shown before the others are asked for."""


class ProcedureTheme(StrEnum):
    """What a procedure is about: eleven themes of the administration."""

    NONE = ""
    PAPERS = "papiers_elections_citoyennete"
    FAMILY = "famille_scolarite"
    SOCIAL = "social_sante"
    WORK = "travail_formation"
    HOUSING = "logement"
    TRANSPORT = "transports_mobilite"
    MONEY = "argent_impots"
    JUSTICE = "justice"
    FOREIGNERS = "etrangers_europe"
    LEISURE = "loisirs_sports_culture"
    ASSOCIATIONS = "associations"

    @property
    def label(self) -> str:
        """The words shown."""
        return _PROCEDURES[self.value]


_PROCEDURES = {
    "": "Thème non précisé",
    "papiers_elections_citoyennete": "Papiers, élections, citoyenneté",
    "famille_scolarite": "Famille, scolarité",
    "social_sante": "Social, santé",
    "travail_formation": "Travail, formation, entreprise",
    "logement": "Logement",
    "transports_mobilite": "Transports, mobilité",
    "argent_impots": "Argent, impôts",
    "justice": "Justice",
    "etrangers_europe": "Étrangers, Europe",
    "loisirs_sports_culture": "Loisirs, sports, culture",
    "associations": "Associations",
}


class Material(StrEnum):
    """On what the help was given."""

    NOT_SAID = ""
    COMPUTER = "ordinateur"
    PHONE = "telephone"
    TABLET = "tablette"
    OTHER = "autre"
    NONE = "aucun"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "": "Non précisé",
            "ordinateur": "Ordinateur",
            "telephone": "Téléphone",
            "tablette": "Tablette",
            "autre": "Autre",
            "aucun": "Pas de matériel",
        }[self.value]


class Place(StrEnum):
    """Where the help was given."""

    HERE = "lieu_activite"
    HOME = "domicile"
    REMOTE = "a_distance"
    ELSEWHERE = "autre"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "lieu_activite": "À l’espace numérique",
            "domicile": "À domicile",
            "a_distance": "À distance",
            "autre": "Autre lieu",
        }[self.value]


class Autonomy(StrEnum):
    """How much guiding the person needed."""

    NOT_SAID = ""
    GUIDED = "entierement_accompagne"
    IF_NEEDED = "partiellement_autonome"
    ALONE = "autonome"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "": "Non précisée",
            "entierement_accompagne": "Guidée",
            "partiellement_autonome": "Aidée au besoin",
            "autonome": "Autonome",
        }[self.value]


class Redirection(StrEnum):
    """To which kind of structure the person was sent, if to any."""

    NOWHERE = ""
    ADMINISTRATION = "administration"
    DIGITAL = "mediation_numerique"
    OPERATOR = "operateur_ou_organisme_en_charge"
    SOCIAL = "aide_sociale"
    WORK = "insertion_professionnelle"
    PROCEDURES = "aide_aux_demarches_administratives"
    OTHER = "autre"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "": "Aucune orientation",
            "administration": "Administration",
            "mediation_numerique": "Autre structure de médiation numérique",
            "operateur_ou_organisme_en_charge": "Opérateur ou organisme en charge",
            "aide_sociale": "Structure d’aide sociale",
            "insertion_professionnelle": "Structure d’insertion professionnelle",
            "aide_aux_demarches_administratives": "Aide aux démarches (France Services)",
            "autre": "Autre",
        }[self.value]


class Status(StrEnum):
    """The work situation that La Coop counts."""

    NOT_SAID = ""
    SCHOOL = "scolarise"
    JOBLESS = "sans_emploi"
    EMPLOYED = "en_emploi"
    RETIRED = "retraite"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "": "Non communiqué",
            "scolarise": "Scolarisé·e",
            "sans_emploi": "Sans emploi",
            "en_emploi": "En emploi",
            "retraite": "Retraité·e",
        }[self.value]


_OF_WORK = {
    Work.JOB_SEEKER: Status.JOBLESS,
    Work.UNABLE: Status.JOBLESS,
    Work.EMPLOYED: Status.EMPLOYED,
    Work.TRAINING: Status.SCHOOL,
    Work.STUDENT: Status.SCHOOL,
    Work.RETIRED: Status.RETIRED,
}


def status_of(work: Work) -> Status:
    """The status of a known person, from her work situation."""
    return _OF_WORK.get(work, Status.NOT_SAID)
