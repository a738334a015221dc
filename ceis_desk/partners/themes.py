"""The national themes of needs and services (data·inclusion): partners bear their codes, whatever a town calls them.

Source: schema of data·inclusion, version 1, « thématiques » (69 codes in 16 groups), Licence Ouverte 2.0, read in 2026.
A code that was kept and left the list since is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ceis_desk.core.folding import fold

_BETWEEN = "--"

GROUPS: Mapping[str, str] = {
    "choisir-un-metier": "Choisir un métier",
    "creer-une-entreprise": "Créer une entreprise",
    "difficultes-administratives-ou-juridiques": "Démarches et droits",
    "difficultes-financieres": "Argent, dettes",
    "equipement-et-alimentation": "Équipement et alimentation",
    "famille": "Famille",
    "lecture-ecriture-calcul": "Français, lecture, calcul",
    "logement-hebergement": "Logement, hébergement",
    "mobilite": "Mobilité",
    "numerique": "Numérique",
    "preparer-sa-candidature": "Préparer sa candidature",
    "remobilisation": "Lien social, confiance, loisirs",
    "sante": "Santé",
    "se-former": "Se former",
    "souvrir-a-linternational": "S’ouvrir à l’international",
    "trouver-un-emploi": "Trouver un emploi",
}
"""The sixteen groups and their words."""

_PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "choisir-un-metier": (
        ("confirmer-son-choix-de-metier", "Confirmer son choix de métier"),
        ("connaitre-les-opportunites-demploi", "Connaître les opportunités d’emploi"),
        ("decouvrir-un-metier-ou-un-secteur-dactivite", "Découvrir un métier ou un secteur d’activité"),
        ("identifier-ses-points-forts-et-ses-competences", "Identifier ses points forts et ses compétences"),
    ),
    "creer-une-entreprise": (
        ("definir-son-projet-de-creation-dentreprise", "Définir son projet de création d’entreprise"),
        ("developper-son-entreprise", "Développer son entreprise"),
        ("structurer-son-projet-de-creation-dentreprise", "Structurer son projet de création d’entreprise"),
    ),
    "difficultes-administratives-ou-juridiques": (
        ("accompagnement-aux-demarches-administratives", "Accompagnement aux démarches administratives"),
        ("accompagnement-pour-lacces-a-la-citoyennete", "Accompagnement pour l’accès à la citoyenneté"),
        ("accompagnement-pour-lacces-aux-droits", "Accompagnement pour l’accès aux droits"),
        ("beneficier-dune-mesure-daccompagnement-adapte", "Bénéficier d’une mesure d’accompagnement adapté"),
        ("connaitre-ses-droits-face-a-une-discrimination", "Connaître ses droits face à une discrimination"),
        ("prendre-en-compte-une-problematique-judiciaire", "Prendre en compte une problématique judiciaire"),
    ),
    "difficultes-financieres": (
        ("acquerir-une-autonomie-budgetaire", "Acquérir une autonomie budgétaire"),
        ("ameliorer-sa-gestion-budgetaire", "Améliorer sa gestion budgétaire"),
        ("mettre-en-place-une-mesure-de-protection-financiere", "Mettre en place une mesure de protection financière"),
        ("prevenir-une-degradation-de-la-situation-financiere", "Prévenir une dégradation de la situation financière"),
        ("situation-dendettement-surendettement", "Situation d’endettement ou de surendettement"),
    ),
    "equipement-et-alimentation": (
        ("aide-menagere", "Aide ménagère"),
        ("alimentation", "Alimentation"),
        ("electromenager", "Électroménager"),
        ("habillement", "Habillement"),
    ),
    "famille": (
        ("garde-denfants", "Garde d’enfants"),
        ("prise-en-charge-personne-dependante", "Prise en charge d’une personne dépendante"),
        ("soutien-a-la-parentalite-et-a-leducation", "Soutien à la parentalité et à l’éducation"),
        ("soutien-aidants", "Soutien aux aidants"),
        ("surmonter-conflits-separation-violence", "Surmonter les conflits liés à la séparation ou à la violence"),
    ),
    "lecture-ecriture-calcul": (
        ("maitriser-le-calcul", "Maîtriser le calcul"),
        ("maitriser-le-francais", "Maîtriser le français"),
    ),
    "logement-hebergement": (
        ("acheter-un-logement", "Acheter un logement"),
        ("changer-de-logement", "Changer de logement"),
        ("louer-un-logement", "Louer un logement"),
        ("rechercher-une-solution-dhebergement-temporaire", "Rechercher une solution d’hébergement temporaire"),
        ("reduire-les-impayes-de-loyer", "Réduire les impayés de loyer"),
        ("se-maintenir-dans-le-logement", "Se maintenir dans le logement"),
        (
            "sinformer-sur-les-demarches-liees-a-lacces-au-logement",
            "S’informer sur les démarches liées à l’accès au logement",
        ),
    ),
    "mobilite": (
        ("acceder-a-un-vehicule", "Accéder à un véhicule"),
        ("entretenir-reparer-son-vehicule", "Entretenir et réparer son véhicule"),
        ("etre-accompagne-dans-son-parcours-mobilite", "Être accompagné dans son parcours mobilité"),
        ("financer-ma-mobilite", "Financer ma mobilité"),
        ("mobilite-douce-partagee-collective", "Utiliser des services de mobilité douce, partagée ou collective"),
        ("preparer-un-permis", "Préparer un permis"),
    ),
    "numerique": (
        ("acceder-a-des-services-en-ligne", "Accéder à des services en ligne"),
        ("acceder-a-une-connexion-internet", "Accéder à une connexion Internet"),
        ("acquerir-un-equipement", "Acquérir un équipement"),
        ("maitriser-les-fondamentaux-du-numerique", "Maîtriser les fondamentaux du numérique"),
    ),
    "preparer-sa-candidature": (
        ("developper-son-reseau", "Développer son réseau"),
        ("organiser-ses-demarches-de-recherche-demploi", "Organiser ses démarches de recherche d’emploi"),
        ("realiser-un-cv-et-ou-une-lettre-de-motivation", "Réaliser un CV ou une lettre de motivation"),
        ("valoriser-ses-competences", "Valoriser ses compétences"),
    ),
    "remobilisation": (
        ("activites-sportives-et-culturelles", "Activités sportives et culturelles"),
        ("benevolat-action-citoyenne", "Bénévolat et action citoyenne"),
        ("bien-etre-confiance-en-soi", "Bien-être et confiance en soi"),
        ("lien-social", "Lien social"),
    ),
    "sante": (
        ("acces-aux-soins", "Accès aux soins"),
        ("addictions", "Addictions"),
        ("constituer-un-dossier-mdph-invalidite", "Constituer un dossier MDPH pour invalidité"),
        ("sante-mentale", "Santé mentale"),
        ("sante-sexuelle", "Santé sexuelle"),
    ),
    "se-former": (
        ("monter-son-dossier-de-formation", "Monter son dossier de formation"),
        ("trouver-sa-formation", "Trouver sa formation"),
    ),
    "souvrir-a-linternational": (
        ("connaitre-les-opportunites-demploi-a-letranger", "Connaître les opportunités d’emploi à l’étranger"),
        (
            "sinformer-sur-les-aides-pour-travailler-a-letranger",
            "S’informer sur les aides pour travailler à l’étranger",
        ),
        ("sorganiser-suite-a-son-retour-en-france", "S’organiser suite à son retour en France"),
    ),
    "trouver-un-emploi": (
        ("convaincre-un-recruteur-en-entretien", "Convaincre un recruteur en entretien"),
        ("faire-des-candidatures-spontanees", "Faire des candidatures spontanées"),
        ("maintien-dans-lemploi", "Maintien dans l’emploi"),
        ("repondre-a-des-offres-demploi", "Répondre à des offres d’emploi"),
        ("suivre-ses-candidatures-et-relancer-les-employeurs", "Suivre ses candidatures et relancer les employeurs"),
    ),
}

THEMES: Mapping[str, str] = {
    **GROUPS,
    **{f"{group}{_BETWEEN}{code}": words for group, parts in _PARTS.items() for code, words in parts},
}
"""Every code with its words: the groups, then their themes."""

# What tells of violence, justice or an addiction by its mere name.
SENSITIVE_THEMES = frozenset(
    {
        "famille--surmonter-conflits-separation-violence",
        "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire",
        "sante--addictions",
        "sante--sante-mentale",
        "sante--sante-sexuelle",
    }
)
"""Themes that are never in a clear row of a person."""

_BY_WORDS = {fold(words): code for code, words in THEMES.items()} | {fold(code): code for code in THEMES}


def theme_words(code: str) -> str:
    """The words of a theme, the code itself when the list no longer has it."""
    return THEMES.get(code, code)


def group_of(code: str) -> str:
    """The group of a theme, itself when it is one."""
    return code.partition(_BETWEEN)[0]


def theme_of(written: str) -> str:
    """The code meant by a code or by its words, its group when the list knows no more, empty when nothing is known."""
    found = _BY_WORDS.get(fold(written))
    if found is None and group_of(written.strip()) in GROUPS:
        found = group_of(written.strip())
    return found or ""


def groups_of(codes: Iterable[str]) -> tuple[str, ...]:
    """The groups of these themes, each once, in the order of the list."""
    held = {group_of(code) for code in codes}
    return tuple(group for group in GROUPS if group in held)
