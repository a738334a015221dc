"""The style sheet's small language: @token for a colour, @px(38) for a size that follows the text; and its reading."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.tokens import Tokens

_SIZE = re.compile(r"@px\((\d+)\)")
_TOKEN = re.compile(r"@([a-z_0-9]+)")


def filled(template: str, tokens: Tokens, scale: int) -> str:
    """`template` with colours and sizes filled in; an unknown token raises AttributeError."""
    sized = _SIZE.sub(lambda found: f"{round(int(found[1]) * scale / 100)}px", template)
    return _TOKEN.sub(lambda found: str(getattr(tokens, found[1])), sized)


def set_styled(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the sheet reads, and have it read again; a widget never shown will be read when it is."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
