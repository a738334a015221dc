"""« Parcours » in the settings: the freins that the site adds, the sentences and the form of self-assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Gesture
from ceis_desk.parcours.freins import LOCAL_ICON, LONGEST_LABEL, FreinKind, LocalFreins
from ceis_desk.parcours.gestures import SetLocalFreins
from ceis_desk.parcours.questions import ReadLocalFreins
from ceis_desk.parcours.self_assessment import (
    DEFAULT_SCALE,
    LONGEST_STATEMENT,
    OwnScale,
    ReadOwnScale,
    ScaleForm,
    SetOwnScale,
    Statement,
)
from ceis_desk.partners.themes import GROUPS, theme_words
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.codes import new_code
from ceis_desk.ui.settings.flow_line import FlowLine
from ceis_desk.ui.settings.page import SectionView, SettingsPage
from ceis_desk.ui.settings.words_form import WordsForm

FREIN_WHY = (
    "Ils s’ajoutent aux freins du programme, chacun rattaché à un thème national. Un frein déjà noté dans un parcours "
    "reste dans la liste. Violences et justice ont leur place à part."
)
SCALE_WHY = "Ce que la personne lit quand elle répond. Une phrase corrigée garde ses réponses d’avant."
NO_FREIN = "Le site n’ajoute aucun frein."
_KEYS = "Entrée ouvre une ligne, Espace la retire."
Made = Callable[[str, str], Gesture]
_LOCAL, _OWN = "local ", "own "
_STEM = 30
"""Signs of the words that a code is made of: short enough for a rank after it."""


class ListCard(Card):
    """A list of the site; `opened` and `removed` give the code of a line, `opened` nothing for a new one."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, title: str, icon: str, why: str, verb: str, *, writable: bool) -> None:
        super().__init__(theme, title, icon)
        self._icon, self._writable = icon, writable
        self.list = RowList(theme, title, fit=True)
        self.add_button = Button(theme, verb, icon="plus", compact=True)
        self.add(Text(f"{why} {_KEYS}" if writable else why, "secondary", "ink2", wrap=True))
        self.add(FlowLine(self.add_button))
        self.add(self.list)
        # Shown before it has a place, a button would be a window of its own for an instant, and take the keyboard.
        self.add_button.setVisible(writable)
        if writable:
            self.add_button.clicked.connect(lambda: self.opened.emit(""))
            self.list.opened.connect(self.opened)
            self.list.acted.connect(self.removed)

    def show_lines(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Code, words, and what is said under them."""
        action, sign = ("Retirer", "trash") if self._writable else ("", "")
        self.list.show_rows(
            [
                (code, RowLook(words, under, icon=self._icon, action=action, action_icon=sign, compact=True))
                for code, words, under in lines
            ]
        )
        self.list.setVisible(self.list.rows.rowCount() > 0)


class WayListsView(SectionView):
    """Two cards: freins, self-assessment."""

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self.freins = ListCard(theme, "Freins du site", LOCAL_ICON, FREIN_WHY, "Ajouter un frein", writable=writable)
        self.none = Text(NO_FREIN, "secondary", "ink2", wrap=True)
        self.none.hide()
        self.freins.add(self.none)
        self.scale = ListCard(theme, "Auto-évaluation", "signature", SCALE_WHY, "Ajouter une phrase", writable=writable)
        self.form = ComboBox(theme, tuple((one.value, one.label) for one in ScaleForm))
        self.form.setEnabled(writable)
        self.scale.add(Field(theme, "La personne répond par", self.form))
        self.setLayout(column(self.freins, self.scale, None, gap=12))

    def first(self) -> QWidget:
        shown = self.freins.list if self.freins.list.isVisibleTo(self) else self.freins.add_button
        return shown if shown.isVisibleTo(self) else self.scale.list

    def show_freins(self, kinds: Iterable[FreinKind]) -> None:
        """The freins of the site with their national theme."""
        lines = [(one.code, one.label, theme_words(one.pivot)) for one in kinds]
        self.freins.show_lines(lines)
        self.none.setVisible(not lines)

    def show_scale(self, scale: OwnScale) -> None:
        """The sentences, and the form of the answers."""
        self.scale.show_lines((one.code, one.text, "") for one in scale.statements)
        self.form.set_value(scale.form.value)


class WayListsPart:
    """The section at work: each list is saved whole, at the clock that it was read at."""

    def __init__(self, page: SettingsPage, link: StoreLink, *, writable: bool) -> None:
        self.view = WayListsView(page.theme, writable=writable)
        self._page, self._link = page, link
        self._freins, self._scale = LocalFreins(()), DEFAULT_SCALE
        self.view.freins.opened.connect(self._open_frein)
        self.view.freins.removed.connect(self._remove_frein)
        self.view.scale.opened.connect(self._open_statement)
        self.view.scale.removed.connect(self._remove_statement)
        self.view.form.activated.connect(self._set_form)

    def read(self) -> None:
        """Read both again."""
        self._link.ask(ReadLocalFreins(), self._take_freins, key="settings-freins")
        self._link.ask(ReadOwnScale(), self._take_scale, key="settings-scale")

    def _take_freins(self, freins: LocalFreins) -> None:
        self._freins = freins
        self.view.show_freins(freins.freins)

    def _take_scale(self, scale: OwnScale) -> None:
        self._scale = scale
        self.view.show_scale(scale)

    # -- freins

    def _open_frein(self, code: str) -> None:
        held = self._freins
        frein = next((one for one in held.freins if one.code == code), None)
        title = "Corriger le frein" if frein else "Ajouter un frein"
        at = frein.pivot if frein else next(iter(GROUPS))
        themes = tuple({**GROUPS, at: theme_words(at)}.items())
        label = frein.label if frein else ""
        choice = ("Thème national", themes, at)
        form = WordsForm(self._page.theme, title, "Nom du frein", label, LONGEST_LABEL, choice=choice)

        def made(words: str, pivot: str) -> Gesture:
            own = code or new_code(_LOCAL + words[:_STEM], {one.code for one in held.freins}, "frein")
            kind = FreinKind(own, words, LOCAL_ICON, pivot)
            listed = tuple(kind if one.code == code else one for one in held.freins)
            return SetLocalFreins(listed if frein else (*listed, kind), held.clock)

        self._open(form, f"frein:{code}", made)

    def _remove_frein(self, code: str) -> None:
        held = self._freins
        self._do(SetLocalFreins(tuple(one for one in held.freins if one.code != code), held.clock))

    # -- self-assessment

    def _open_statement(self, code: str) -> None:
        held = self._scale
        statement = next((one for one in held.statements if one.code == code), None)
        title, text = ("Corriger la phrase", statement.text) if statement else ("Ajouter une phrase", "")
        form = WordsForm(self._page.theme, title, "Phrase", text, LONGEST_STATEMENT)

        def made(words: str, _chosen: str) -> Gesture:
            own = Statement(
                code or new_code(_OWN + words[:_STEM], {one.code for one in held.statements}, "phrase"), words
            )
            listed = tuple(own if one.code == code else one for one in held.statements)
            whole = listed if statement else (*listed, own)
            return SetOwnScale(replace(held, statements=whole), held.clock)

        self._open(form, f"statement:{code}", made)

    def _remove_statement(self, code: str) -> None:
        held = self._scale
        left = tuple(one for one in held.statements if one.code != code)
        self._do(SetOwnScale(replace(held, statements=left), held.clock))

    def _set_form(self) -> None:
        self._do(SetOwnScale(replace(self._scale, form=ScaleForm(self.view.form.value())), self._scale.clock))

    # -- both

    def _open(self, form: WordsForm, kind: str, made: Made) -> None:
        sheet = self._page.open_sheet(form, "Ligne de liste", form.words, width=560)
        draft = FormDraft(self._link, kind, form)

        def close(_change: Change) -> None:
            draft.forget()
            if isValid(sheet):
                sheet.close_sheet()

        def refused(refusal: Refusal) -> None:
            if isValid(form):
                form.refuse(refusal.sentence)
            self.read()

        form.given.connect(lambda words, chosen: self._link.do(made(words, chosen), close, refused))

    def _do(self, gesture: Gesture) -> None:
        def refused(refusal: Refusal) -> None:
            self._link.refused.emit(refusal.sentence)
            self.read()

        self._link.do(gesture, refused=refused)
