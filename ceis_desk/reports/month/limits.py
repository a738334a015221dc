"""Page 4: definitions, method, what is hidden, what is missing, the means declared, signatures."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.amounts import write_amount, write_count
from ceis_desk.drawing.shapes import Colour, Line, Words
from ceis_desk.reports.blocks import bullets, paragraph, placed, section, title
from ceis_desk.reports.month.publics import public_counts
from ceis_desk.reports.month.rows import outcome_counts, parted, said, small_ones, waiting_counts
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.statistics.definitions import (
    AGE_AND_DISTRICT,
    ISOLATED_SENIORS,
    JOB_SEEKERS,
    NEW_PERSON,
    NO_SHOW,
    PARTICIPANT,
    PLATFORM,
    VISIT,
)
from ceis_desk.statistics.masking import MASKED, hidden_in_line
from ceis_desk.statistics.model import AgeBand, Means, MonthReport, Qpv
from ceis_desk.statistics.sentences import NB, day, is_provisional, plural, state_of_figures
from ceis_desk.statistics.shared import hidden_activity, shown, week

_TERM = 42 * MM
_THIRD, _THIRD_GAP = 54 * MM, 5 * MM
_SIGNED, _SIGNING = 80 * MM, 20 * MM

_PRINTED = (VISIT, PARTICIPANT, NEW_PERSON, PLATFORM, AGE_AND_DISTRICT, JOB_SEEKERS, ISOLATED_SENIORS, NO_SHOW)
_METHOD = (
    "Les chiffres viennent des faits saisis à l’accueil et par les plateformes, sans ressaisie. Deux fiches d’une même "
    f"personne, une fois réunies, comptent une fois. Les parts sont arrondies pour faire 100{NB}% quand les lignes "
    "s’additionnent. Les mêmes chiffres sont joints à ce fichier, au format CSV."
)
_RULE = (
    "Un effectif de 1 à 4 n’est pas imprimé, pour que personne ne soit reconnu. Un second effectif est masqué quand il "
    "permettrait de retrouver le premier."
)


def limits_page(root: Node, report: MonthReport) -> list[Flowable]:
    """The flowables of the last page."""
    part = root.add("Sect")
    story: list[Flowable] = [title(part, "Définitions, méthode et limites", "H2", 20, after=4.4)]
    story += [section(part, "Définitions", before=0, after=1.6), _definitions(part)]
    story += [section(part, "Méthode", before=7, after=1.6), paragraph(part, _METHOD)]
    hidden = f"{_RULE} {what_is_hidden(report)} Aucun nom, aucune note et aucun montant d’une personne ne figurent ici."
    story += [section(part, "Ce qui est masqué", before=7, after=1.6), paragraph(part, hidden)]
    story += [
        section(part, "Ce qui manque ou reste provisoire", before=7, after=1.6),
        *bullets(part, what_is_missing(report)),
    ]
    if report.means is not None:
        story += [
            section(part, "Moyens de la structure", "déclarés par le CCAS", before=7),
            _means(part, report.means),
        ]
    return [*story, KeepTogether(_closing(part, report))]


def _definitions(part: Node) -> Flowable:
    columns = [Column("", _TERM, weight=600), Column("", TEXT_WIDTH - _TERM)]
    rows = [Row((definition.term, definition.text)) for definition in _PRINTED]
    return ruled_table(part, columns, rows, row_height=1.3, size=10.5, wrap=True, heads=False)


def what_is_hidden(report: MonthReport) -> str:
    """« Ce mois-ci : deux tranches d’âge, un motif. », or that nothing is hidden; never which ones were small."""
    figures, activity, grid = report.figures, hidden_activity(report.figures), week(report).hidden
    ages = hidden_in_line(list(figures.by_age_band.values()))
    places = hidden_in_line(list(figures.by_qpv.values()))
    known = hidden_in_line([figures.new_people, figures.participants - figures.new_people])
    waits = hidden_in_line(list(waiting_counts(report.waiting).values()))
    meetings = hidden_in_line(list(outcome_counts(report.outcomes).values()))
    hours = len(grid.cells) + len(grid.rows) + len(grid.columns)
    found = [
        (len(activity.platforms), "plateforme", "plateformes"),
        (len(activity.motifs), "motif", "motifs"),
        (hours, "case par jour et heure", "cases par jour et heure"),
        (len(ages), "tranche d’âge", "tranches d’âge"),
        (len(places), "réponse sur le quartier", "réponses sur le quartier"),
        (len(known), "ligne des venues", "lignes des venues"),
        (len(small_ones(public_counts(report))), "public", "publics"),
        (len(waits), "durée d’attente", "durées d’attente"),
        (len(meetings), "issue de rendez-vous", "issues de rendez-vous"),
    ]
    written = [plural(count, one, many) for count, one, many in found if count]
    if not written:
        return "Ce mois-ci, aucun effectif n’est masqué dans les tableaux."
    return f"Ce mois-ci{NB}: {', '.join(written)}."


def what_is_missing(report: MonthReport) -> list[tuple[str, str]]:
    """Each gap in the figures: its bold name and its sentence."""
    figures = report.figures
    outcomes = {line.label: line.said for line in parted(outcome_counts(report.outcomes))}
    ages = {line.label: line.said for line in parted({band.label: n for band, n in figures.by_age_band.items()})}
    places = {line.label: line.said for line in parted({answer.label: n for answer, n in figures.by_qpv.items()})}
    found = [(f"Postes{NB}:", _desks(report))]
    if report.outcomes.unknown:
        unknown = _out_of(outcomes["issue non saisie"], said(shown(report.outcomes.planned)), " rendez-vous")
        text = f"{unknown}, ni honorés ni absences."
        found.append((f"Issue non saisie{NB}:", text))
    if figures.by_age_band.get(AgeBand.UNKNOWN) or figures.by_qpv.get(Qpv.UNKNOWN):
        unsaid = (("âge", ages[AgeBand.UNKNOWN.label]), ("quartier", places[Qpv.UNKNOWN.label]))
        each = (f"{what} masqué" if count == MASKED else f"{what} de {count} participants" for what, count in unsaid)
        text = f"{', '.join(each)}. Ils restent dans les totaux."
        found.append((f"Non renseigné{NB}:", text))
    anonymous = _out_of(said(shown(figures.anonymous_visits)), said(shown(figures.visits)))
    found.append((f"Passages anonymes{NB}:", f"{anonymous}. Ils ne comptent jamais comme participants."))
    return [*found, *(("", note) for note in report.notes)]


def _out_of(count: str, total: str, what: str = "") -> str:
    return "effectif masqué" if count == MASKED else f"{count}{what} sur {total}"


def _desks(report: MonthReport) -> str:
    if is_provisional(report):
        return f"{state_of_figures(report).removeprefix(f'Chiffres provisoires{NB}: ')}. Ces chiffres sont provisoires."
    several = report.desks_known > 1
    received = f"{report.desks_received} reçus sur {report.desks_known}" if several else "un seul"
    return f"{received}, jusqu’au {day(report.figures.period.last).rsplit(' ', 1)[0]}. Aucun chiffre n’est provisoire."


def _means(part: Node, means: Means) -> Painted:
    whole, rest = divmod(means.full_time_hundredths, 100)
    decimals = f",{rest:02d}".rstrip("0").rstrip(",")
    found = [
        (f"{write_count(whole)}{decimals}{NB}ETP", "équivalents temps plein"),
        (_euros(means.investment_cents), "investissement"),
        (_euros(means.running_cents), "fonctionnement et maintenance"),
    ]
    words: list[tuple[Node, Words]] = []
    for rank, (figure, label) in enumerate(found):
        x, node = rank * (_THIRD + _THIRD_GAP), part.add("P")
        words.append((node, Words(x, 4.4 * MM, figure, 12.5, Colour.INK, 700)))
        words.append((node, Words(x, 9.4 * MM, label, 10, Colour.INK_2)))
    return placed(words, 10.5 * MM)


def _euros(cents: int) -> str:
    return f"{write_count(cents // 100)}{NB}€" if cents % 100 == 0 else write_amount(cents)


def _closing(part: Node, report: MonthReport) -> list[Flowable]:
    edited = day(report.edited_on)
    heading = placed(
        [
            (part.add("H3"), Words(0, 6.2 * MM, f"Chiffres arrêtés le {edited}", 12.5, Colour.INK, 700)),
            (
                part.add("P"),
                Words(0, 11.6 * MM, "Une saisie faite après cette date peut encore les changer.", 10.5, Colour.INK_2),
            ),
        ],
        13 * MM,
        [Line(0, 0, TEXT_WIDTH, 0, Colour.INK, 0.8)],
    )
    heading.spaceBefore = 10 * MM
    right = TEXT_WIDTH - _SIGNED
    signed = placed(
        [
            (part.add("P"), Words(0, 6 * MM, "Établi par, date et signature", 10, Colour.INK_2, 600)),
            (part.add("P"), Words(right, 6 * MM, "Vu par la direction, date et signature", 10, Colour.INK_2, 600)),
        ],
        _SIGNING,
        [
            Line(0, _SIGNING, _SIGNED, _SIGNING, Colour.INK_2, 0.7),
            Line(right, _SIGNING, TEXT_WIDTH, _SIGNING, Colour.INK_2, 0.7),
        ],
    )
    return [heading, signed]
