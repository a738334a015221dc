"""Printing: the preview, the printer, and where files are saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ceis_desk.core.press import Press
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme

if TYPE_CHECKING:
    from ceis_desk.ui.printing.preview import PrintPreview


def build_preview(
    *, theme: Theme, discreet: Discreet, press: Press, folder: Path, link: StoreLink | None = None
) -> PrintPreview:
    """The preview of this desk; `folder` is the store's private place for PDFs, swept at once and by `sweep()`.

    Without a `link` (before anyone is signed in) nothing is noted in the journal of access.
    """
    # Printers and their dialogs come with the first document, not with whoever may print.
    from ceis_desk.ui.printing.preview import PrintPreview

    return PrintPreview(theme, discreet, press, folder, link)
