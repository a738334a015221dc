"""The sheets of the pictures, as the demonstration holds them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from ceis_desk.core.amounts import half_up
from ceis_desk.core.store import Change
from ceis_desk.data.demo.sheets import JUNE, MARCH, write_sheets
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.sheet import Freezing
from ceis_desk.platforms.budget.sheet_rules import a_day, since
from tests.data.budget.sealed_cases import folder_of, seal_case
from tests.data.records import create
from tests.scenarios.desks import Desk


def test_the_sheets_of_the_pictures_come_to_their_figures(desk: Desk) -> None:
    claire = desk.enter("claire")
    case = seal_case(claire, create(claire))

    def job(tx: Tx) -> Change:
        def on(day: dt.date) -> Tx:
            return Tx(tx.connection, tx.actor, dt.datetime.combine(day, dt.time(11)), tx.keys, tx.anchor)

        write_sheets(on, case)
        return Change()

    claire.store.write(job).result()  # type: ignore[attr-defined]  # the real store
    march, june = folder_of(claire, case).sheets
    assert [(one.day, one.version, one.freezing) for one in (march, june)] == [
        (MARCH, 1, Freezing.SIGNED),
        (JUNE, 2, None),
    ]
    value = a_day(june)
    assert value is not None
    assert half_up(value) == 858
    # The design: 1.94 euros a day more than in March, 174.60 a month for three.
    assert since(june, march) == Fraction(194)
