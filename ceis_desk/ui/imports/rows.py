"""What a prepared file says of itself: sentences and lines, nothing of Qt."""

from __future__ import annotations

from ceis_desk.core.amounts import write_count
from ceis_desk.people.person_columns import PersonColumn
from ceis_desk.reception.importing import ImportReport, Kind, Prepared
from ceis_desk.reception.visit_columns import VisitColumn
from ceis_desk.statistics.sentences import plural

NB = "\u00a0"
KINDS = ((Kind.VISITS.value, "Cahier d’accueil"), (Kind.PEOPLE.value, "Liste de personnes"))
NOT_USED = "ne pas reprendre"

# What the first columns are taken for when no header is known, so that the user can say better.
FIRST_GUESS: dict[Kind, dict[int, str | None]] = {
    Kind.VISITS: {0: VisitColumn.DATE.value},
    Kind.PEOPLE: {0: PersonColumn.FAMILY.value, 1: PersonColumn.FIRST.value},
}


def total(prepared: Prepared) -> int:
    """How many lines there are to write."""
    return len(prepared.visits) or len(prepared.people)


def fresh(prepared: Prepared) -> int:
    """How many of them the store does not hold yet."""
    return total(prepared) - prepared.already


def read_sentence(prepared: Prepared) -> str:
    """« 3 374 lignes lues dans « Feuille 1 ». »"""
    sheet = f" dans «{NB}{prepared.sheet}{NB}»" if prepared.sheet else ""
    return f"{plural(prepared.rows, 'ligne lue', 'lignes lues')}{sheet}."


def counts(prepared: Prepared) -> tuple[tuple[str, str], ...]:
    """What writing the file would do, label and number, in reading order."""
    visits = prepared.kind is Kind.VISITS
    lines = [
        ("Passages nouveaux" if visits else "Personnes à reprendre", fresh(prepared)),
        ("Déjà là", prepared.already),
        ("Lignes écartées", len(prepared.bad)),
        ("Fiches à créer", len(prepared.new_people)),
    ]
    if visits:
        lines.append(("Passages anonymes", prepared.anonymous))
        lines.append(("Motifs ajoutés", len(prepared.new_motifs)))
    lines.append(("Paires à vérifier", len(prepared.near)))
    return tuple((label, write_count(number)) for label, number in lines)


def findings(prepared: Prepared) -> tuple[tuple[str, str], ...]:
    """Line number and finding: lines left out first, then remarks and new motifs."""
    return tuple(ImportReport(prepared, dry_run=True).details())


def progress_sentence(done: int, prepared: Prepared) -> str:
    """« 1 250 lignes sur 3 374 »."""
    return f"{plural(done, 'ligne', 'lignes')} sur {write_count(total(prepared))}"


def end_sentence(prepared: Prepared) -> str:
    """What has been done, once everything is written."""
    what = (
        ("passage repris", "passages repris")
        if prepared.kind is Kind.VISITS
        else ("personne reprise", "personnes reprises")
    )
    said = [plural(fresh(prepared), *what)]
    if prepared.already:
        said.append(f"{write_count(prepared.already)} déjà là")
    if prepared.bad:
        said.append(plural(len(prepared.bad), "ligne écartée", "lignes écartées"))
    if prepared.near:
        said.append(plural(len(prepared.near), "paire à vérifier", "paires à vérifier"))
    return f"Reprise terminée{NB}: {', '.join(said)}."
