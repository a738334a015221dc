"""Tables hold in the width that they are given: words take more lines, figures and heads stay whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.table import Table, TableRows, shared
from ceis_desk.ui.kit.theme import Theme

HEADS = ("Quand", "Événement", "Montant")
LONG = "entretien au domicile de la personne avec la conseillère et le bailleur"
ROWS = (("11 juin", "appel", "12,00\u00a0€"), ("12 juin", LONG, "1\u00a0250,00\u00a0€"))
FIGURES = frozenset({2})


def shown(qtbot: QtBot, theme: Theme, width: int, rows: tuple[tuple[str, ...], ...] = ROWS) -> Table:
    window, table = QWidget(), Table(theme, "Événements", TableRows(HEADS, rows, FIGURES), grows=1)
    window.setLayout(column(table))
    theme.dress(window)
    qtbot.addWidget(window)
    window.resize(width, 400)
    window.show()
    return table


def columns(table: Table) -> list[int]:
    return [table.columnWidth(at) for at in range(len(HEADS))]


def test_a_wide_table_gives_the_room_left_to_the_column_that_grows(qtbot: QtBot, dressed: Theme) -> None:
    table = shown(qtbot, dressed, 1200)
    assert sum(columns(table)) == table.viewport().width()
    assert table.rowHeight(0) == table.rowHeight(1) == dressed.px(34)
    assert max(columns(table)) == columns(table)[1]


def test_a_narrow_table_wraps_its_words_and_never_scrolls_sideways(qtbot: QtBot, dressed: Theme) -> None:
    wide = columns(shown(qtbot, dressed, 1200))
    table = shown(qtbot, dressed, 420)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.rowHeight(1) > table.rowHeight(0) == dressed.px(34)
    assert columns(table)[2] == wide[2]


def test_a_table_wraps_again_when_it_is_narrowed_and_no_more_when_it_is_widened(qtbot: QtBot, dressed: Theme) -> None:
    table = shown(qtbot, dressed, 1200)
    for width, wrapped in ((420, True), (1200, False)):
        table.window().resize(width, 400)
        assert (table.rowHeight(1) > dressed.px(34)) is wrapped


def test_other_rows_are_measured_again(qtbot: QtBot, dressed: Theme) -> None:
    table = shown(qtbot, dressed, 420, ROWS[:1])
    assert table.rowHeight(0) == dressed.px(34)
    table.show_model(TableRows(HEADS, ROWS[1:], FIGURES))
    assert table.rowHeight(0) > dressed.px(34)


def test_the_widest_gives_first_and_none_goes_under_its_floor() -> None:
    assert shared((100, 500, 300), (80, 100, 100), 900) == [100, 500, 300]
    assert shared((100, 500, 300), (80, 100, 100), 600) == [100, 250, 250]
    assert shared((100, 500, 300), (100, 100, 300), 450) == [100, 100, 300]
