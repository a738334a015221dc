"""« Enregistrer une arrivée »: the search always ready, its results, and the check-in card below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.people.model import PersonHit
from ceis_desk.reception.model import Visit
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.strokes import Stroke, strike, stroke_of
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.check_in import CheckIn
from ceis_desk.ui.reception.keys import is_enter
from ceis_desk.ui.reception.rows import hit_row, is_near_only
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import RECEPTION

CREATE, _HEADING = "create", "heading"
_OPEN_LIMIT, _NEAR_LIMIT = 7, 4
MOST_HITS = 20


class ArrivalSearch(SearchField):
    """Keeps the keys typed while an answer is on its way, and gives them back in order once it has come."""

    entered = Signal()
    dossier_asked = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__(
            theme,
            placeholder="Nom, téléphone ou date de naissance",
            name="Rechercher une personne pour enregistrer son arrivée",
            tall=True,
        )
        self._keyboard = keyboard
        self._kept: list[Stroke] | None = None
        self.answered = ""
        keyboard.show_on(self, "search")

    @property
    def waits(self) -> bool:
        """Whether keys are kept for an answer to come."""
        return self._kept is not None

    def await_answer(self) -> None:
        """Keep the keys from now on."""
        if self._kept is None:
            self._kept = []

    def give_up(self) -> None:
        """Drop the keys kept: their answer will not come."""
        self._kept = None

    def answer_came(self) -> None:
        """Give the keys back one by one, each to whoever has the cursor by then."""
        kept, self._kept = self._kept or [], None
        for at, stroke in enumerate(kept):
            if self.waits:
                self._keep(kept[at:])
                return
            strike([stroke])

    def _keep(self, strokes: list[Stroke]) -> None:
        self._kept = [*(self._kept or []), *strokes]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        dossier = self._keyboard.asked(event, RECEPTION) == "dossier"
        acts = is_enter(event) or dossier or event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if acts and not self.waits and self.text().strip() and self.answered != self.text():
            self.await_answer()
        if self._kept is not None and event.key() != Qt.Key.Key_Escape:
            if not event.isAutoRepeat():
                self._keep([stroke_of(event)])
        elif is_enter(event):
            self.entered.emit()
        elif dossier:
            self.dossier_asked.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.setAccepted(event.key() != Qt.Key.Key_Escape)
        else:
            super().keyPressEvent(event)


class HitList(RowList):
    """As tall as its first rows, `limit` of them; the others scroll."""

    def __init__(self, theme: Theme, name: str, limit: int = _OPEN_LIMIT) -> None:
        super().__init__(theme, name, fit=True)
        self._limit = limit
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def set_limit(self, limit: int) -> None:
        """Show at most so many rows at once."""
        if limit != self._limit:
            self._limit = limit
            self.setMaximumHeight(0 if not limit else 16_777_215)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = range(min(self._limit, self.rows.rowCount()))
        return QSize(super().sizeHint().width(), sum(self.sizeHintForRow(row) for row in rows) + (2 if rows else 0))


class SearchCard(Card):
    """Search, results and check-in in one card; it knows which answer its rows belong to."""

    typed = Signal(str)
    opened = Signal(object)
    dossier_asked = Signal(object)
    create_asked = Signal(str)
    resized = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, clock: Clock) -> None:
        super().__init__(theme, "Enregistrer une arrivée", "door-enter")
        self._discreet, self._keyboard = discreet, keyboard
        self._hits: dict[str, PersonHit] = {}
        self._looks: tuple[dt.date, Mapping[Id, Visit]] = (clock().date(), {})
        self.search = ArrivalSearch(theme, keyboard)
        self.results = HitList(theme, "Personnes trouvées")
        self.results.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the arrows of the search field move it
        self.check_in = CheckIn(theme, discreet, keyboard, clock)
        for part in (self.search, self.results, self.check_in):
            self.add(part)
        self.results.hide()
        self.search.textChanged.connect(self._text_changed)
        self.search.entered.connect(self._enter)
        self.search.stepped.connect(self.results.step)
        self.search.dossier_asked.connect(self._ask_dossier)
        self.results.opened.connect(self._open)
        self.results.moved.connect(self._say_row)
        self.check_in.dossier_asked.connect(lambda: self.dossier_asked.emit(self.check_in.guest().id))
        self.check_in.resized.connect(self.resized)
        keyboard.follow(self, self.write)

    def show_hits(self, typed: str, hits: Sequence[PersonHit], today: dt.date, here: Mapping[Id, Visit]) -> None:
        """Show the answer for `typed`; one for other letters than those now written is dropped."""
        if typed != self.search.text():
            return
        again = typed == self.search.answered
        self._hits = {str(hit.id): hit for hit in hits}
        self._looks = (today, here)
        self.search.answered = typed
        self.write()
        if not again:
            self.results.go_to("" if self._only_near() else next(iter(self._hits), ""))
        self._say_count(len(hits))
        self.search.answer_came()

    def write(self) -> None:
        """Write the rows again, hidden or not."""
        typed, (today, here) = self.search.answered, self._looks
        show = self._discreet.show
        rows = [(ident, hit_row(hit, typed, show, today, here.get(hit.id))) for ident, hit in self._hits.items()]
        if typed.strip() and self._only_near():
            words = f"Aucune personne pour «\u00a0{typed.strip()}\u00a0»."
            near = [("near", RowLook("Noms proches", heading=True))] if rows else []
            rows = [(_HEADING, RowLook(words, heading=True)), *near, *rows[:_NEAR_LIMIT]]
            rows.append((CREATE, self._create_row()))
        self.results.show_rows(rows if typed.strip() else [])
        self.results.setVisible(bool(typed.strip()) and bool(rows))
        self.check_in.write()
        self.resized.emit()

    def _create_row(self) -> RowLook:
        key = self._keyboard.cap("new-person")
        return RowLook(
            "Créer la fiche",
            icon="user-plus",
            icon_tone="primary",
            icon_boxed=True,
            key=key,
            key_always=True,
            compact=True,
        )

    def is_idle(self) -> bool:
        """Whether nothing is searched nor being recorded."""
        return not self.search.text().strip() and self.check_in.isHidden()

    def close_check_in(self) -> None:
        """Put the check-in card away; the search keeps its text and takes the cursor."""
        self.check_in.put_away()
        self.focus_search()
        self.resized.emit()

    def clear(self) -> None:
        """A new arrival: nothing written, nothing chosen."""
        self.search.give_up()
        self.search.clear()
        self.close_check_in()

    def focus_search(self, *, anew: bool = False) -> None:
        """Give the cursor to the search; `anew` selects what it holds, so that the next letter replaces it."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        if anew:
            self.search.selectAll()

    def _only_near(self) -> bool:
        return all(is_near_only(hit, self.search.answered) for hit in self._hits.values())

    def _text_changed(self, text: str) -> None:
        self.check_in.put_away()
        if text.strip():
            self.typed.emit(text)
        else:
            self._hits, self.search.answered = {}, ""
            self.search.set_count("")
            self.write()

    def _enter(self) -> None:
        if not self.search.text().strip():
            return
        if not self.results.current():
            self.results.step(1)
            return
        self._open(self.results.current())

    def _open(self, ident: str) -> None:
        if ident == CREATE:
            self.create_asked.emit(self.search.text().strip())
        elif ident in self._hits:
            self.results.go_to(ident)
            self.opened.emit(self._hits[ident])

    def _ask_dossier(self) -> None:
        hit = self._hits.get(self.results.current())
        if hit is not None:
            self.dossier_asked.emit(hit.id)

    def _say_row(self, ident: str) -> None:
        if self.search.hasFocus() and self.results.currentIndex().isValid():
            announce(self.search, str(self.results.currentIndex().data(Qt.ItemDataRole.DisplayRole)))

    def _say_count(self, count: int) -> None:
        first = " premiers" if count >= MOST_HITS else ""
        words = f"{count}{first} résultat{'s' if count > 1 else ''}"
        self.search.set_count("aucun résultat" if self._only_near() else words)


def next_stop(card: SearchCard) -> QWidget:
    """Where F6 enters the card: the check-in when it is open, else the search."""
    return card.check_in if not card.check_in.isHidden() else card.search
