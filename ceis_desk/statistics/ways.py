"""The figures of parcours in words: freins raised and lifted, and how the same persons' own marks changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ceis_desk.core.amounts import write_count
from ceis_desk.parcours.figures import FreinFigures
from ceis_desk.parcours.self_assessment import PairedChange
from ceis_desk.partners.themes import theme_words
from ceis_desk.statistics.definitions import Definition
from ceis_desk.statistics.masking import MASKED

RAISED = Definition(
    "Frein repéré",
    "Un frein noté «\u00a0vigilance\u00a0» ou «\u00a0bloquant\u00a0» pour la première fois dans la période.",
)
LIFTED = Definition("Frein levé", "Un frein repéré, noté «\u00a0levé\u00a0» dans la période et encore levé à sa fin.")
PAIRED = Definition(
    "Évolution",
    "Les mêmes personnes, la même phrase, à l’entrée puis plus tard dans la période\u00a0: n est leur nombre, et le "
    "dernier chiffre la moyenne de ce qui a changé, en degrés de l’échelle.",
)
WAY_DEFINITIONS = (RAISED, LIFTED, PAIRED)
HIDDEN_FEW = "Un nombre de 1 à 4 est masqué, avec ce qui permettrait de le retrouver."
WHOLE = "Ils se comptent par mois, trimestre, semestre ou année entiers."
PARTIAL = "Des freins réservés n’ont pas pu être comptés\u00a0: ce compte n’en a pas encore la clé."

FREIN_HEADS = ("Frein", "Repérés", "Levés", "Thème national")
CHANGE_HEADS = ("Phrase", "Réponses", "n", "En baisse", "Sans changement", "En hausse", "Évolution")
FILE_HEADS = ("rubrique", "ligne", "nombre")
NOBODY = "–"
_TOTAL = "Ensemble"


def frein_rows(figures: FreinFigures) -> tuple[tuple[str, ...], ...]:
    """One row a kind, those that nobody had left out, then both totals; a hidden count is said hidden."""
    lines = [
        (line.label, said(line.raised), said(line.lifted), theme_words(line.pivot) if line.pivot else "")
        for line in figures.lines
        if (line.raised, line.lifted) != (0, 0)
    ]
    return (*lines, (_TOTAL, said(figures.raised), said(figures.lifted), ""))


def change_rows(changes: Iterable[PairedChange]) -> tuple[tuple[str, ...], ...]:
    """One row a sentence and a form of answer; without anybody who answered twice there is nothing to say but n."""
    return tuple(
        (
            one.text,
            one.form.label,
            said(one.paired),
            *((NOBODY,) * 4 if one.paired == 0 else (*map(said, (one.lower, one.same, one.higher)), mean_of(one))),
        )
        for one in changes
    )


def file_rows(figures: FreinFigures, changes: Iterable[PairedChange]) -> Iterator[tuple[str, ...]]:
    """The same counts, one a line under `FILE_HEADS`."""
    for label, raised, lifted, _theme in frein_rows(figures):
        yield "Freins repérés", label, raised
        yield "Freins levés", label, lifted
    for text, form, *counts in change_rows(changes):
        for head, count in zip(CHANGE_HEADS[2:], counts, strict=True):
            yield f"Auto-évaluation, {form}", f"{text} {head}", count


def said(count: int | None) -> str:
    """A count as it is shown."""
    return MASKED if count is None else write_count(count)


def mean_of(one: PairedChange) -> str:
    """The mean change with its sign, in marks of the scale; hidden when a count is."""
    if one.mean is None:
        return MASKED
    sign = "+" if one.mean > 0 else "−" if one.mean < 0 else ""
    units, hundredths = divmod(abs(one.mean), 100)
    return f"{sign}{units},{hundredths:02}"
