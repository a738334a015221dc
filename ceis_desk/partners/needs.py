"""What brings somebody: needs and freins with the words that a professional types for them, in one table.

The words find a frein of the record, the structures that answer to it and the motif of a visit; nobody is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ceis_desk.core.folding import singular, tokens
from ceis_desk.partners.model import PartnerCard, PartnerKind
from ceis_desk.partners.themes import SENSITIVE_THEMES, group_of


@dataclass(frozen=True)
class Need:
    """A need: `code` is that of its frein when it is one; structures answer to it by a national theme or their kind.

    `words` are looked for by their beginnings, whatever the case, the accents and the plural.
    """

    code: str
    label: str
    words: str
    themes: tuple[str, ...] = ()
    kinds: tuple[PartnerKind, ...] = ()

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words that find it, folded; read at each key of the palette."""
        return tokens(f"{self.label} {self.words}")


NEEDS: tuple[Need, ...] = (
    Need(
        "housing",
        "Logement",
        "logement logée hébergement hébergée loyer expulsion sans-abri à la rue foyer hôtel appartement bail "
        "propriétaire bailleur hlm dalo fsl caution insalubre squat domiciliation domicile énergie électricité",
        ("logement-hebergement",),
        (PartnerKind.HOUSING,),
    ),
    Need(
        "childcare",
        "Garde des enfants",
        "garde d’enfants mode de garde crèche halte-garderie nourrice assistante maternelle périscolaire cantine "
        "bébé parentalité famille monoparentale mère seule père seul",
        ("famille--garde-denfants", "famille--soutien-a-la-parentalite-et-a-leducation"),
    ),
    Need(
        "rights",
        "Ouverture de droits",
        "accès aux droits ouverture non-recours rsa aah apl prime d’activité allocation prestation css cmu puma "
        "mutuelle retraite minimum vieillesse aspa ass chômage",
        ("difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits",),
        (PartnerKind.PUBLIC_SERVICE,),
    ),
    Need(
        "health",
        "Effets de la santé",
        "santé prévention soin médecin maladie handicap invalidité mdph rqth douleur fatigue sommeil psychologue "
        "souffrance psychique mutuelle dentiste lunettes hôpital",
        ("sante",),
        (PartnerKind.HEALTH,),
    ),
    Need(
        "mobility",
        "Mobilité",
        "mobilité transport déplacement permis de conduire voiture véhicule vélo trottinette bus tramway abonnement "
        "carte garage auto-école",
        ("mobilite",),
    ),
    Need(
        "language",
        "Langue, lecture",
        "langue français fle alphabétisation illettrisme lire écrire lecture écriture calcul interprète traduction "
        "linguistique",
        ("lecture-ecriture-calcul",),
    ),
    Need(
        "digital",
        "Numérique",
        "numérique ordinateur internet informatique illectronisme téléphone smartphone tablette courriel mot de passe "
        "franceconnect connexion en ligne",
        ("numerique",),
    ),
    Need(
        "money",
        "Argent, dettes",
        "argent dette endettement surendettement impayé crédit banque découvert budget huissier saisie facture "
        "interdit bancaire microcrédit secours aide financière",
        ("difficultes-financieres",),
    ),
    Need(
        "paperwork",
        "Démarches",
        "démarche administrative papiers dossier formulaire courrier préfecture titre de séjour naturalisation "
        "nationalité impôts déclaration carte d’identité passeport état civil écrivain public",
        (
            "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
            "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete",
        ),
        (PartnerKind.PUBLIC_SERVICE,),
    ),
    Need(
        "isolation",
        "Isolement",
        "isolement isolée solitude seule lien social sortir rencontrer café convivialité aidant veuvage",
        ("remobilisation--lien-social", "remobilisation--benevolat-action-citoyenne"),
    ),
    Need(
        "confidence",
        "Confiance en soi",
        "confiance estime image de soi bien-être motivation timidité peur découragement théâtre sport culture loisirs",
        ("remobilisation--bien-etre-confiance-en-soi", "remobilisation--activites-sportives-et-culturelles"),
        (PartnerKind.SPORT, PartnerKind.CULTURE),
    ),
    Need(
        "violence",
        "Violences",
        "violence conjugale intrafamiliale familiale faite aux femmes sexiste sexuelle victime agression menace "
        "harcèlement emprise 3919 mise à l’abri viol mariage forcé",
        ("famille--surmonter-conflits-separation-violence",),
        (PartnerKind.VIOLENCE,),
    ),
    Need(
        "justice",
        "Justice",
        "justice judiciaire avocat tribunal plainte procès aide juridictionnelle amende condamnation peine prison "
        "sortie de détention incarcération bracelet divorce tutelle curatelle",
        ("difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire",),
        (PartnerKind.JUSTICE,),
    ),
    Need(
        "addiction",
        "Addictions",
        "addiction alcool drogue toxicomanie dépendance jeux tabac sevrage",
        ("sante--addictions",),
        (PartnerKind.ADDICTION,),
    ),
    Need(
        "food",
        "Alimentation, équipement",
        "alimentation alimentaire manger nourriture repas faim colis panier épicerie solidaire banque alimentaire "
        "restos du cœur vêtements vestiaire meubles électroménager",
        ("equipement-et-alimentation",),
    ),
    Need(
        "job",
        "Emploi, formation",
        "emploi travail chômage cv candidature entretien d’embauche métier formation stage alternance apprentissage "
        "intérim reconversion diplôme création d’entreprise",
        (
            *("trouver-un-emploi", "preparer-sa-candidature", "choisir-un-metier", "se-former"),
            "creer-une-entreprise",
        ),
        (PartnerKind.EMPLOYMENT, PartnerKind.CHAMBER),
    ),
)

OF_CODE: Mapping[str, Need] = {need.code: need for need in NEEDS}
SHORTEST = 4
"""Letters of a word that names a need: « caf » is no café."""


def answers(need: Need, typed: Iterable[str]) -> bool:
    """Whether each folded word typed, or its singular, begins a word of the need."""
    return all(any(word.startswith((part, singular(part))) for word in need.folded) for part in typed)


def needs_met(card: PartnerCard) -> tuple[Need, ...]:
    """What a structure answers to, by its kind and its themes; a whole group bears each of its ordinary themes."""
    return tuple(need for need in NEEDS if card.kind in need.kinds or any(_meets(need, one) for one in card.themes))


def _meets(need: Need, theme: str) -> bool:
    # A structure for families is no answer to violence, unless it says so.
    whole = {group_of(wanted) for wanted in need.themes if wanted not in SENSITIVE_THEMES}
    return any(wanted in (theme, group_of(theme)) for wanted in need.themes) or theme in whole


@lru_cache(maxsize=512)  # the motifs of a site, at each key of the palette
def needs_named(words: str) -> tuple[Need, ...]:
    """The needs that a label names by one of its words: « Logement, loyer » is that of housing."""
    named = [word for word in tokens(words) if len(word) >= SHORTEST]
    return tuple(need for need in NEEDS if any(answers(need, (word,)) for word in named))
