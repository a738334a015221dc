"""Words that agents write in the cells of a list, folded, and what they mean."""

from __future__ import annotations

from ceis_desk.people.model import Civility, District, Family, Sex, Work

# How agents write « I do not know » in a cell.
NOTHING = frozenset(
    (
        *("?", "??", "/", ".", "nc", "n/c", "nr", "n/r", "nsp", "np", "n/a", "#n/a", "null", "neant", "aucun", "rien"),
        *("inconnu", "inconnue", "non communique", "non renseigne", "non precise", "ne sait pas"),
    )
)
CIVILITIES = {
    **dict.fromkeys(("mme", "mme.", "madame", "mlle", "mlle.", "mademoiselle", "mrs", "ms"), Civility.MME),
    **dict.fromkeys(("m", "m.", "mr", "mr.", "monsieur"), Civility.M),
}
QPV = {
    **dict.fromkeys(("oui", "o", "yes", "y", "vrai", "true", "1", "x", "qpv", "en qpv"), District.YES),
    **dict.fromkeys(("non", "n", "no", "faux", "false", "0", "hors qpv", "hqpv"), District.NO),
}
SEXES = {
    **dict.fromkeys(("f", "femme", "feminin", "female"), Sex.FEMALE),
    **dict.fromkeys(("h", "m", "homme", "masculin", "male"), Sex.MALE),
}
# By bare key: « Séparé·e », « Séparé(e) » and « séparée » are one word.
FAMILIES = {
    **dict.fromkeys(("celibataire", "single"), Family.SINGLE),
    **dict.fromkeys(("encouplesansenfant", "couplesansenfant"), Family.COUPLE),
    **dict.fromkeys(("encoupleavecenfants", "encoupleavecenfant", "coupleavecenfants"), Family.COUPLE_CHILDREN),
    **dict.fromkeys(("parentisole", "parentisolee", "parentisoleeavecenfants"), Family.LONE_PARENT),
    **dict.fromkeys(("parentseul", "parentseulavecenfants", "famillemonoparentale"), Family.LONE_PARENT),
    **dict.fromkeys(("separe", "separee", "divorce", "divorcee", "divorced"), Family.SEPARATED),
    **dict.fromkeys(("veuf", "veuve", "veufve", "veufouveuve"), Family.WIDOWED),
    **dict.fromkeys(("autre",), Family.OTHER),
}
WORKS = {
    **dict.fromkeys(("enrecherchedemploi", "demandeurdemploi", "demandeusedemploi"), Work.JOB_SEEKER),
    **dict.fromkeys(("enemploi", "salarie", "salariee"), Work.EMPLOYED),
    **dict.fromkeys(("enformation",), Work.TRAINING),
    **dict.fromkeys(("scolarise", "scolarisee", "etudiant", "etudiante", "eleve"), Work.STUDENT),
    **dict.fromkeys(("retraite", "retraitee", "alaretraite"), Work.RETIRED),
    **dict.fromkeys(("invalidite", "arretmaladie"), Work.UNABLE),
    **dict.fromkeys(("autre",), Work.OTHER),
}
