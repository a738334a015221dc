"""The columns of a list of people and the headers under which offices keep them."""

from __future__ import annotations

from ceis_desk.people.columns import ColumnName, header_words


class PersonColumn(ColumnName):
    """What a column of a list of people may hold."""

    FAMILY = "family"
    FIRST = "first"
    BIRTH_NAME = "birth_name"
    BIRTH = "birth"
    CIVILITY = "civility"
    SEX = "sex"
    PHONE = "phone"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTCODE = "postcode"
    COMMUNE = "commune"
    DISTRICT = "district"
    QPV = "qpv"
    LANGUAGES = "languages"
    SITUATION = "situation"
    WORK = "work"
    COMMENT = "comment"

    @property
    def label(self) -> str:
        """The header that the user guide gives."""
        return _HEADERS[self].partition("|")[0]

    @property
    def is_name(self) -> bool:
        """Whether it holds a name of somebody."""
        return self in {PersonColumn.FAMILY, PersonColumn.FIRST, PersonColumn.BIRTH_NAME}


_HEADERS = {
    PersonColumn.FAMILY: "Nom|Nom d’usage|Nom usuel|Nom de famille|Nom d’usage ou nom de famille|Nom du bénéficiaire"
    "|Nom de l’usager",
    PersonColumn.FIRST: "Prénom|Prénoms|Prénom(s)|Prénom du bénéficiaire|Prénom de l’usager",
    PersonColumn.BIRTH_NAME: "Nom de naissance|Nom de jeune fille|Nom patronymique",
    PersonColumn.BIRTH: "Date de naissance|Date naissance|Année de naissance|Année naissance|Naissance|Né(e) le|Né le"
    "|Née le|DDN|Date de naiss.",
    PersonColumn.CIVILITY: "Civilité|Civ.|Titre|M./Mme|Mme/M.",
    PersonColumn.SEX: "Sexe|Genre",
    PersonColumn.PHONE: "Téléphone|Téléphones|Téléphone(s)|Tél.|Tel|Numéro de téléphone|N° de téléphone|N° téléphone"
    "|N° tél.|Téléphone portable|Tél. portable|Portable|Mobile|Téléphone mobile|Téléphone 1",
    PersonColumn.OTHER_PHONE: "Autre téléphone|Téléphone fixe|Tél. fixe|Fixe|Téléphone domicile|Téléphone 2"
    "|Autres téléphones",
    PersonColumn.EMAIL: "E-mail|Email|Mail|Courriel|Adresse e-mail|Adresse mail|Adresse électronique|Adresse courriel",
    PersonColumn.ADDRESS: "Adresse|Adresse postale|Rue|Adresse complète|Domicile",
    PersonColumn.POSTCODE: "Code postal|CP|Code postal de la commune",
    PersonColumn.COMMUNE: "Commune|Ville|Nom de la commune|Commune de résidence|Localité",
    PersonColumn.DISTRICT: "Quartier|Quartier de résidence|Quartier d’habitation|Quartier habité",
    PersonColumn.QPV: "QPV|QPV oui/non|En QPV|Habite en QPV|Habitant QPV|Résident QPV|Quartier prioritaire",
    PersonColumn.LANGUAGES: "Langues|Langue|Langue(s)|Langues parlées|Langue parlée|Langue maternelle",
    PersonColumn.SITUATION: "Situation familiale|Situation de famille|Situation matrimoniale",
    PersonColumn.WORK: "Situation professionnelle|Statut professionnel|Statut|Situation vis-à-vis de l’emploi",
    PersonColumn.COMMENT: "Commentaire|Commentaires|Notes|Note|Notes supplémentaires|Remarques|Remarque|Observations",
}

PERSON_WORDS = header_words(_HEADERS)
"""The field of every known header, by its bare key."""

NEEDED = frozenset({PersonColumn.FAMILY, PersonColumn.FIRST})
"""Without both names nobody can be told from somebody else."""
