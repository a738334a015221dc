"""The forms of prevention: an interview kept or corrected, the theme of a session."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.platforms.health.gestures import PutPrevention, SetTheme
from ceis_desk.platforms.health.model import Effect, HealthFact, History, PreventionSession, Theme
from ceis_desk.platforms.health.rules import HINT, LONGEST_WORDS, check_words, mark_among
from ceis_desk.platforms.health.themes import offered
from ceis_desk.ui.kit.choices import CheckBox, ComboBox, NumberField
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft, Part
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, even
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme as Look
from ceis_desk.ui.reception.board_forms import BoardForm, day_in
from ceis_desk.ui.reception.suggest import SuggestField

_ACROSS, _USUAL_MINUTES, _MOST_MINUTES, _STEP = 2, 30, 480, 5
NEVER = "Gardé pour l’équipe santé seule. Ni maladie, ni traitement, ni examen\u00a0: seulement ce que cela change."


class EffectBoxes(QWidget):
    """One box for each effect; it says itself how it is kept as a draft."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("Ce que cela change au quotidien")
        self.boxes = {effect: CheckBox(look, effect.label) for effect in Effect}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for at, box in enumerate(self.boxes.values()):
            grid.addWidget(box, at // _ACROSS, at % _ACROSS)
            box.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> tuple[Effect, ...]:
        """Those that are ticked."""
        return tuple(effect for effect, box in self.boxes.items() if box.isChecked())

    def tick(self, effects: Sequence[Effect]) -> None:
        """Tick just these."""
        for effect, box in self.boxes.items():
            box.setChecked(effect in effects)

    def draft_part(self) -> Part:
        """Kept by their codes."""

        def put(words: str) -> None:
            self.tick([effect for effect in Effect if effect.value in words.split()])

        return Part(lambda: " ".join(effect.value for effect in self.value()), put, (self.changed,))


class PreventionForm(BoardForm):
    """An interview of prevention with one person: the theme, what it changes, when to see her again."""

    def __init__(
        self, look: Look, discreet: Discreet, clock: Clock, themes: Sequence[Theme], history: History,
        name: Callable[[], str], fact: HealthFact | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._clock, self._facts, self.person_id, self._fact = clock, history.facts, history.person_id, fact
        self._name = name
        self.who = Text(name(), "strong")
        discreet.changed.connect(self._say_who)
        self.theme = ComboBox(look, _choices(themes, fact.theme if fact else ""))
        self.day = SuggestField(look)
        self.day.setText(write_day(fact.day if fact else clock().date()))
        self._day = Field(look, "Jour", self.day)
        self.length = NumberField(look, "Durée en minutes", lowest=5, highest=_MOST_MINUTES, value=_USUAL_MINUTES)
        self.length.spin.setSingleStep(_STEP)
        self.effects = EffectBoxes(look)
        self.words = TextField(look, placeholder="Pas plus de 5 kg, pas avant 9 h")
        self.words.setMaxLength(LONGEST_WORDS)
        self.words.obey(discreet)
        self._words = Field(look, "En quelques mots", self.words, hint=HINT, aside="facultatif")
        self.again = TextField(look, placeholder="+14, jeu, 02/07")
        self._again = Field(look, "À revoir le", self.again, aside="facultatif")
        # A theme and a tick tell as much as words: all that was chosen goes with them on a discreet screen.
        self.chosen, inside = QWidget(), QWidget()
        self.chosen.setLayout(column(
            even(Field(look, "Thème", self.theme), self._day),
            Text("Plus difficile au quotidien ou au travail", "label"), self.effects, gap=12,
        ))  # fmt: skip
        discreet.changed.connect(self._hide_chosen)
        inside.setLayout(column(
            Text(NEVER, "secondary", "ink2", wrap=True), HiddenNote(discreet), self.chosen, self._words,
            even(Field(look, "Durée (min)", self.length), self._again), gap=12, margins=(6, 4, 14, 6),
        ))  # fmt: skip
        self.compose(look, "Entretien de prévention", "Enregistrer", self.who, SheetScroll(inside))
        if fact is not None:
            self._fill(fact)
        self.setFocusProxy(self.theme)
        if discreet.on:
            self.chosen.hide()

    def _hide_chosen(self, on: object) -> None:
        self.chosen.setVisible(not on)

    def _say_who(self, _on: object) -> None:
        self.who.setText(self._name())

    def _fill(self, fact: HealthFact) -> None:
        self.theme.set_value(fact.theme)
        self.length.spin.setValue(fact.minutes)
        self.effects.tick(fact.effects)
        self.words.setText(fact.words)
        if fact.next_on is not None:
            self.again.setText(write_day(fact.next_on))

    def refuse(self, sentence: str) -> None:
        """Say why the store did not take it; all that is typed stays."""
        self._words.set_error(sentence)

    def submit(self) -> None:
        """Give the fact when its day is understood and its words are none of a disease."""
        today = self._clock().date()
        day = day_in(self._day, self.day.text(), today)
        again = self._later(today)
        if day is None or again is _WRONG or not self._sound():
            return
        before = self._fact
        made = before or HealthFact(new_id(), 0, self.person_id, day, "")
        fact = replace(
            made, day=day, theme=self.theme.value(), minutes=self.length.spin.value(), effects=self.effects.value(),
            words=self.words.text().strip(), next_on=again,
            mark=mark_among(self._facts, self.theme.value()),
        )  # fmt: skip
        self.given.emit(PutPrevention(fact, before.clock if before else None))

    def _later(self, today: dt.date) -> dt.date | None:
        typed = self.again.text().strip()
        if not typed:
            self._again.clear_message()
            return None
        return day_in(self._again, typed, today) or _WRONG

    def _sound(self) -> bool:
        try:
            check_words(self.words.text().strip())
        except Refusal as refusal:
            self._words.set_error(refusal.sentence)
            return False
        return True


_WRONG = dt.date.min


class PersonDraft(FormDraft):
    """The draft of a new interview: whose it is stands inside, sealed, since the kind of a draft is a clear word."""

    def __init__(self, link: StoreLink, form: QWidget, person_id: Id) -> None:
        self._who = person_id.hex
        super().__init__(link, "prevention", form)

    def _text(self) -> str:
        words = super()._text()
        return json.dumps(json.loads(words) | {"who": self._who}, ensure_ascii=False) if words else ""

    def _offer(self, words: str) -> None:
        if words and json.loads(words).get("who") == self._who:
            super()._offer(words)


class ThemeForm(BoardForm):
    """The theme of a collective session."""

    def __init__(self, look: Look, themes: Sequence[Theme], session: PreventionSession) -> None:
        super().__init__()
        self._session = session
        self.theme = ComboBox(look, _choices(themes, session.theme))
        self.theme.set_value(session.theme or self.theme.value())
        words = "Le thème se lit avec le titre de la séance\u00a0: il ne dit rien d’une personne."
        said = Text(words, "secondary", "ink2", wrap=True)
        self.compose(look, session.title, "Choisir ce thème", said, Field(look, "Thème de la séance", self.theme))
        self.setFocusProxy(self.theme)

    def submit(self) -> None:
        """Give the theme chosen."""
        self.given.emit(SetTheme(self._session.id, self.theme.value(), self._session.clock))


def _choices(themes: Sequence[Theme], kept: str) -> tuple[tuple[str, str], ...]:
    """The themes offered, and the one already kept even when it is offered no more."""
    return tuple((one.code, one.label) for one in themes if one in offered(themes) or one.code == kept)


def draft_of(link: StoreLink, form: BoardForm, fact: HealthFact | None) -> FormDraft | None:
    """The draft of a form: of what is corrected by its own id, of a new interview by nothing that stands in clear."""
    if fact is not None:
        return FormDraft(link, f"prevention:{fact.id}", form)
    return PersonDraft(link, form, form.person_id) if isinstance(form, PreventionForm) else None
