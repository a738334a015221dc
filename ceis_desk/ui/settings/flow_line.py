"""Small parts side by side on as many lines as needed, in a widget of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.ui.kit.flow import Flow


class FlowLine(QWidget):
    """A Flow that a card may hold: as a widget it also tells its height for the width it gets."""

    def __init__(self, *parts: QWidget, gap: int = 8) -> None:
        super().__init__()
        self.setLayout(Flow(*parts, gap=gap))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
