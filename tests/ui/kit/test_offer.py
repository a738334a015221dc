from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.offer import Offer
from ceis_desk.ui.kit.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen cannot raise the list offered


def offering(theme: Theme, to_front: Callable[[QWidget], None]) -> Offer:
    window = QWidget()
    field = QLineEdit()
    offer = Offer(QStringListModel(["Mosson", "Port Marianne"], field), field)
    field.setCompleter(offer)
    window.setLayout(column(field, None, gap=0))
    theme.dress(window)
    window.resize(400, 300)
    to_front(window)
    field.setFocus()
    offer.dress()
    field.setText("m")
    offer.setCompletionPrefix("m")
    offer.complete()
    return offer


def words_of(offer: Offer) -> QAbstractItemView:
    shown = offer.popup()
    assert shown is not None
    return shown


def test_the_words_offered_wear_the_style_sheet_of_the_window(
    dressed: Theme, to_front: Callable[[QWidget], None]
) -> None:
    shown = words_of(offering(dressed, to_front))
    assert shown.isVisible()
    assert shown.sizeHintForRow(0) >= dressed.px(34)
    middle = shown.grab().toImage().pixelColor(shown.width() // 2, shown.height() // 2)
    assert middle == QColor(dressed.tokens.surface)
    shown.close()


def test_the_words_offered_follow_the_window_to_another_text_size(
    dressed: Theme, to_front: Callable[[QWidget], None]
) -> None:
    offer = offering(dressed, to_front)
    words_of(offer).close()
    dressed.set_scale(150)
    offer.complete()
    assert words_of(offer).sizeHintForRow(0) >= dressed.px(34)
    words_of(offer).close()
