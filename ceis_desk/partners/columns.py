"""The columns of a file of structures: those of data·inclusion, then the headers under which towns keep theirs."""

from __future__ import annotations

from ceis_desk.people.columns import ColumnName, header_words


class PartnerColumn(ColumnName):
    """What a column of a file of structures may hold."""

    NAME = "name"
    EXTERNAL = "external"
    SOURCE = "source"
    SIRET = "siret"
    ACRONYM = "acronym"
    ALSO = "also"
    KIND = "kind"
    PHONE = "phone"
    EMAIL = "email"
    SITE = "site"
    ADDRESS = "address"
    ADDRESS_MORE = "address_more"
    POSTCODE = "postcode"
    COMMUNE = "commune"
    CONTACT = "contact"
    HOURS = "hours"
    ABOUT = "about"
    THEMES = "themes"
    SERVICES = "services"

    @property
    def label(self) -> str:
        """The header that the user guide gives."""
        return _LABELS[self]

    @property
    def is_name(self) -> bool:
        """Names of structures are longer than those of persons: the row is not judged by them."""
        return False


_LABELS = {
    PartnerColumn.NAME: "Nom",
    PartnerColumn.EXTERNAL: "Identifiant",
    PartnerColumn.SOURCE: "Source",
    PartnerColumn.SIRET: "Siret",
    PartnerColumn.ACRONYM: "Sigle",
    PartnerColumn.ALSO: "Anciens noms",
    PartnerColumn.KIND: "Genre",
    PartnerColumn.PHONE: "Téléphone",
    PartnerColumn.EMAIL: "Courriel",
    PartnerColumn.SITE: "Site web",
    PartnerColumn.ADDRESS: "Adresse",
    PartnerColumn.ADDRESS_MORE: "Complément d’adresse",
    PartnerColumn.POSTCODE: "Code postal",
    PartnerColumn.COMMUNE: "Commune",
    PartnerColumn.CONTACT: "Contact",
    PartnerColumn.HOURS: "Horaires",
    PartnerColumn.ABOUT: "Présentation",
    PartnerColumn.THEMES: "Thématiques",
    PartnerColumn.SERVICES: "Services",
}

_HEADERS = {
    PartnerColumn.NAME: "Nom|Nom de la structure|Structure|Raison sociale|Dénomination|Organisme|Association"
    "|Partenaire|Titre",
    PartnerColumn.EXTERNAL: "Identifiant|id|Id structure|Identifiant de la structure|N° RNA|RNA",
    PartnerColumn.SOURCE: "Source",
    PartnerColumn.SIRET: "Siret|N° Siret|Numéro Siret",
    PartnerColumn.ACRONYM: "Sigle|Acronyme|Nom court",
    PartnerColumn.ALSO: "Anciens noms|Ancien nom|Autres noms|Autre nom|Alias",
    PartnerColumn.KIND: "Genre|Typologie|Type|Type de structure|Catégorie",
    PartnerColumn.PHONE: "Téléphone|Tél.|Tel|Numéro de téléphone|N° de téléphone|Contact téléphone",
    PartnerColumn.EMAIL: "Courriel|E-mail|Email|Mail|Adresse e-mail|Contact mail|Contact.mail",
    PartnerColumn.SITE: "Site web|Site internet|Site|URL|Lien",
    PartnerColumn.ADDRESS: "Adresse|Adresse postale|Rue",
    PartnerColumn.ADDRESS_MORE: "Complément d’adresse|Complément adresse|Complément",
    PartnerColumn.POSTCODE: "Code postal|CP",
    PartnerColumn.COMMUNE: "Commune|Ville|Nom de la commune",
    PartnerColumn.CONTACT: "Contact|Nom du contact|Référent|Interlocuteur",
    PartnerColumn.HOURS: "Horaires|Horaires d’ouverture|Horaires d’accueil|Horaires ouverture|Horaires accueil"
    "|Permanences",
    PartnerColumn.ABOUT: "Présentation|Présentation résumé|Présentation résumée|Description|Présentation détail|Objet"
    "|Missions",
    PartnerColumn.THEMES: "Thématiques|Thématique|Thèmes|Thème",
    PartnerColumn.SERVICES: "Services|Services proposés|Types de services|Offre",
}

PARTNER_WORDS = header_words(_HEADERS)
"""The field of every known header, by its bare key."""

NEEDED = frozenset({PartnerColumn.NAME})
"""Without a name no row is a structure."""
