"""The sheet of a legal scale: its day, its amounts, where they are written, and whether somebody has read them over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.amounts import parse_amount, write_amount
from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import refuse_nir
from ceis_desk.platforms.budget.scales import LivingScale, RsaScale, SeizureScale
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.own_scales import Scale

NO_SOURCE = "Il manque la source. Écrivez le décret ou l’article où ces montants se lisent."
LONG_SOURCE = "Cette source dépasse 200 signes. Le texte est gardé, raccourcissez-le."
NOT_GROWING = "Ce seuil doit dépasser celui d’avant. Le texte est gardé, corrigez-le."
NEGATIVE = "Ce montant est plus petit que zéro. Le texte est gardé, corrigez-le."
TAKEN = (
    "Un barème de ce jour est déjà dans la liste. Le texte est gardé\u00a0: ouvrez celui de la liste pour le corriger."
)
NAMES = {SeizureScale: "Saisie des rémunérations", RsaScale: "RSA", LivingScale: "Vie courante"}
_WHY = "Une fiche déjà imprimée ou signée garde les barèmes de son jour. Les autres comptent avec celui-ci."
_SHIPPED = "Ce barème vient du programme\u00a0: le vôtre le remplace, et le retirer fait revenir le sien."
_LONGEST = 200  # signs of a source, as the setting takes them
_PARTS = ("Base", "Habitation", "Chauffage")
_LIVING = tuple(
    (f"{part}, {who}", "par mois") for part in _PARTS for who in ("première personne", "par autre personne")
)
_BANDS = tuple((f"Tranche {rank}, jusqu’à", "par an") for rank in range(1, 7))
_LABELS = {
    SeizureScale: (*_BANDS, ("Par personne à charge", "par an")),
    RsaScale: (("Pour une personne", "par mois"),),
    LivingScale: _LIVING,
}
T = TypeVar("T")


class ScaleForm(QWidget):
    """`given` is the scale as typed; `taken` are the days of the others of its kind, `own` says who wrote it."""

    given = Signal(object)

    def __init__(
        self,
        theme: Theme,
        today: dt.date,
        kind: type[Scale],
        scale: Scale | None,
        latest: Scale | None,
        *,
        own: bool,
        taken: Collection[dt.date],
    ) -> None:
        super().__init__()
        self._today, self._kind, self._taken = today, kind, taken
        self._wrong: list[TextField] = []
        self.day, self.source = TextField(theme, placeholder="01/01/2027"), TextField(theme)
        self.source.setPlaceholderText("décret n° …, article …")
        self.day_field = Field(theme, "En vigueur depuis le", self.day)
        self.source_field = Field(theme, "Source", self.source, hint="Imprimée avec les calculs qui s’en servent.")
        self.verified = CheckBox(theme, "Relu sur le texte officiel\u00a0: ces montants sont vérifiés")
        self.amounts, self.amount_fields = self._amount_fields(theme, latest)
        self.save = Button(theme, "Enregistrer le barème", kind="main", icon="check", key="Entrée")
        self.save.clicked.connect(self.submit)
        title = Text(f"{NAMES[kind]}\u00a0: {'corriger' if scale else 'ajouter'} un barème", "card")
        why = Text(_SHIPPED if scale and not own else _WHY, "hint", "ink2", wrap=True)
        self._paired = len(self.amount_fields) // 2 * 2
        lines = [even(*self.amount_fields[at : at + 2]) for at in range(0, self._paired, 2)]
        last = even(self.day_field, *self.amount_fields[self._paired :])
        foot = row(self.save, LeaveButton(theme), None, gap=10)
        end = column(self.source_field, self.verified, why, foot, gap=12)
        self.setLayout(column(title, last, *lines, end, gap=12, margins=(20, 16, 20, 16)))
        if scale is not None:
            self._show(scale)
            self.day.setReadOnly(not own)
        for text in (self.day, *self.amounts):
            # What was read over were the former amounts, not these.
            text.textChanged.connect(lambda _words: self.verified.setChecked(False))

    def start(self) -> QWidget:
        """Where the cursor begins: the day, or the first amount of a day that cannot change."""
        return self.amounts[-1] if self.day.isReadOnly() else self.day  # no budget of everyday life is shipped

    def submit(self) -> None:
        """Give the scale once its day, its amounts and its source are understood."""
        self._wrong = []
        day = self._understood(self.day_field, self.day, self._free_day)
        last = self._understood_amounts(self._paired, len(self.amounts), growing=False)
        paired = self._understood_amounts(0, self._paired, growing=self._kind is SeizureScale)
        source = self._understood(self.source_field, self.source, _source)
        if day is None or source is None or self._wrong:
            self._wrong[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.given.emit(self._scale(day, (*paired, *last), source))

    def _scale(self, day: dt.date, cents: tuple[int, ...], source: str) -> Scale:
        verified = self.verified.isChecked()
        if self._kind is SeizureScale:
            return SeizureScale(day, cents[:-1], cents[-1], verified, source)
        if self._kind is RsaScale:
            return RsaScale(day, cents[0], verified, source)
        base, more, home, more_home, heating, more_heating = cents
        return LivingScale(day, (base, more), (home, more_home), (heating, more_heating), verified, source)

    def _amount_fields(self, theme: Theme, latest: Scale | None) -> tuple[list[TextField], list[Field]]:
        """In the order of `_LABELS`; the last one stands beside the day, unless they go by pairs."""
        labels = _LABELS[self._kind]
        # Those of the latest scale are an example only: kept by mistake, they would be wrong without a sign.
        examples = [write_amount(cents) for cents in _amounts(latest)] if latest else [""] * len(labels)
        texts = [TextField(theme, placeholder=example) for example in examples]
        pairs = zip(labels, texts, strict=True)
        return texts, [Field(theme, label, text, aside=aside) for (label, aside), text in pairs]

    def _show(self, scale: Scale) -> None:
        self.day.setText(write_day(scale.starts))
        self.source.setText(scale.source)
        self.verified.setChecked(scale.verified)
        for text, cents in zip(self.amounts, _amounts(scale), strict=True):
            text.setText(write_amount(cents))

    def _understood_amounts(self, first: int, end: int, *, growing: bool) -> tuple[int, ...]:
        """The cents that are understood; with `growing`, one that is not over the one before is said wrong."""
        found: list[int] = []
        for field, text in zip(self.amount_fields[first:end], self.amounts[first:end], strict=True):
            before = (found[-1] if found else 0) if growing else -1
            cents = self._understood(field, text, lambda words, before=before: _over(words, before))  # type: ignore[misc]  # a default
            if cents is not None:
                found.append(cents)
        return tuple(found)

    def _free_day(self, words: str) -> dt.date:
        day = parse_day(words, self._today)
        if day in self._taken:
            raise Refusal(TAKEN)
        return day

    def _understood(self, field: Field, text: TextField, read: Callable[[str], T]) -> T | None:
        try:
            value = read(text.text().strip())
        except Refusal as refusal:
            field.set_error(refusal.sentence)
            self._wrong.append(text)
            return None
        field.clear_message()
        return value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()


def _amounts(scale: Scale) -> Sequence[int]:
    """In the order of the fields."""
    if isinstance(scale, SeizureScale):
        return (*scale.thresholds, scale.per_dependant)
    return (scale.base,) if isinstance(scale, RsaScale) else (*scale.base, *scale.home, *scale.heating)


def _positive(words: str) -> int:
    cents = parse_amount(words)
    if cents < 0:
        raise Refusal(NEGATIVE)
    return cents


def _over(words: str, before: int) -> int:
    cents = _positive(words)
    if cents <= before:
        raise Refusal(NOT_GROWING)
    return cents


def _source(words: str) -> str:
    if not words:
        raise Refusal(NO_SOURCE)
    if len(words) > _LONGEST:
        raise Refusal(LONG_SOURCE)
    refuse_nir(words)
    return words
