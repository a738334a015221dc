"""The style sheet's small language: @token for a colour, @px(38) for a size that follows the text."""

from __future__ import annotations

import re

from ceis_desk.ui.kit.tokens import Tokens

_SIZE = re.compile(r"@px\((\d+)\)")
_TOKEN = re.compile(r"@([a-z_0-9]+)")


def filled(template: str, tokens: Tokens, scale: int) -> str:
    """`template` with colours and sizes filled in; an unknown token raises AttributeError."""
    sized = _SIZE.sub(lambda found: f"{round(int(found[1]) * scale / 100)}px", template)
    return _TOKEN.sub(lambda found: str(getattr(tokens, found[1])), sized)
