"""Which function answers which request of the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.agenda import first_contact
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.exchange import status
from ceis_desk.data.figures import collective
from ceis_desk.data.figures.month import read_month
from ceis_desk.data.figures.period import read_period
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.statistics import collective as collective_figures
from ceis_desk.statistics import questions as figure_questions
from ceis_desk.statistics.rules import month_of

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    figure_questions.PeriodFigures: lambda reader, ask: read_period(
        reader.connection, ask, status.missing_desks(reader, ask.last)
    ),
    figure_questions.ReadMonth: lambda reader, ask: read_month(
        reader.connection,
        ask,
        reader.today,
        status.missing_desks(reader, month_of(ask.month).last),
    ),
    collective_figures.ReadMix: collective.read_mix,
    collective_figures.ReadCollectiveLife: collective.read_collective_life,
    first_contact.CountFirstContacts: collective.count_first_contacts,
    first_contact.NameFirstContacts: collective.name_first_contacts,
}
