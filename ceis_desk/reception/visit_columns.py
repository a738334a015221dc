"""The columns of a reception logbook and the headers under which offices keep them."""

from __future__ import annotations

from ceis_desk.people.columns import ColumnName, header_words


class VisitColumn(ColumnName):
    """What a column of a logbook may hold."""

    DATE = "date"
    TIME = "time"
    FAMILY = "family"
    FIRST = "first"
    BIRTH = "birth"
    CIVILITY = "civility"
    PHONE = "phone"
    DISTRICT = "district"
    QPV = "qpv"
    MOTIFS = "motifs"
    COMMENT = "comment"

    @property
    def label(self) -> str:
        """The header that the user guide gives."""
        return _HEADERS[self].partition("|")[0]

    @property
    def is_name(self) -> bool:
        """Whether it holds a name of somebody."""
        return self in {VisitColumn.FAMILY, VisitColumn.FIRST}


_HEADERS = {
    VisitColumn.DATE: "Date|Date de passage|Date du passage|Date de visite|Date de la visite|Date d’accueil"
    "|Date d’arrivée|Jour|Date et heure|Date/heure|Horodatage",
    VisitColumn.TIME: "Heure|Heure de passage|Heure du passage|Heure de visite|Heure d’arrivée|Heure d’accueil"
    "|Horaire|H",
    VisitColumn.FAMILY: "Nom|Nom de famille|Nom d’usage|Nom usuel|Nom de l’usager|Nom usager|Nom de la personne"
    "|Nom du bénéficiaire",
    VisitColumn.FIRST: "Prénom|Prénoms|Prénom(s)|Prénom de l’usager|Prénom usager|Prénom de la personne"
    "|Prénom du bénéficiaire",
    VisitColumn.BIRTH: "Date de naissance|Date naissance|Naissance|Né(e) le|Né le|Née le|DDN|Date de naiss.|Date naiss."
    "|Année de naissance",
    VisitColumn.CIVILITY: "Civilité|Civ.|Titre|M./Mme|Mme/M.",
    VisitColumn.PHONE: "Téléphone|Téléphones|Téléphone(s)|Tél.|Tel|Numéro de téléphone|N° de téléphone|N° téléphone"
    "|N° tél.|Téléphone portable|Tél. portable|Portable|Mobile|Téléphone mobile",
    VisitColumn.DISTRICT: "Quartier|Quartier de résidence|Quartier d’habitation|Quartier habité",
    VisitColumn.QPV: "QPV|QPV oui/non|En QPV|Habite en QPV|Habitant QPV|Résident QPV|Quartier prioritaire",
    VisitColumn.MOTIFS: "Motifs|Motif|Motif(s)|Motif de visite|Motif de la visite|Motif du passage|Motif de passage"
    "|Motif de la venue|Motif d’accueil|Motif de la demande|Nature de la demande|Objet|Objet de la visite"
    "|Objet de la demande|Demande|Demandes",
    VisitColumn.COMMENT: "Commentaire|Commentaires|Commentaire(s)|Observation|Observations|Observation(s)|Remarque"
    "|Remarques|Note|Notes|Précision|Précisions",
}

VISIT_WORDS = header_words(_HEADERS)
"""The field of every known header, by its bare key."""

NEEDED = frozenset({VisitColumn.DATE})
"""Without a date no row is a visit."""
