"""« Modèles »: the letters that a case offers, and what its notes may begin with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.letters import FIELDS, fields_of
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.flow_line import FlowLine
from ceis_desk.ui.settings.page import SectionView, SettingsPage
from ceis_desk.ui.settings.site_lists import Read, SiteLists
from ceis_desk.ui.settings.site_values import SiteValues, as_json
from ceis_desk.ui.settings.template_form import Asked, TemplateForm
from ceis_desk.ui.settings.template_lists import (
    LETTERS,
    NOTES,
    Template,
    check_rank,
    letters_kept,
    notes_kept,
    numbered,
    with_letter,
    with_note,
)

_KEYS = "Entrée ouvre un modèle, Espace le retire."
LETTER_WHY = "Proposés dans un dossier budget, remplis avec ce qu’il sait. Les courriers déjà gardés restent."
NOTE_WHY = "Proposés pour commencer une note. Les notes déjà écrites restent."
_TITLE = "Titre dans la liste"


class TemplateCard(Card):
    """A list of templates; `opened` and `removed` say the name of a row, `opened` nothing for a new one."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, title: str, icon: str, why: str, verb: str, *, writable: bool) -> None:
        super().__init__(theme, title, icon)
        self._row_icon, self._writable = icon, writable
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

    def show_templates(self, templates: Sequence[Template], name: str, under: Callable[[Template], str]) -> None:
        """The templates in their order, each called by what its field `name` holds."""
        action, sign = ("Retirer", "trash") if self._writable else ("", "")
        self.list.show_rows(
            [
                (one[name], RowLook(one["title"], under(one), icon=self._row_icon, action=action, action_icon=sign))
                for one in templates
            ]
        )


class TemplatesView(SectionView):
    """Two cards: letters, notes."""

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self.letters = TemplateCard(theme, "Courriers", "mail", LETTER_WHY, "Ajouter un courrier", writable=writable)
        self.notes = TemplateCard(theme, "Débuts de note", "notes", NOTE_WHY, "Ajouter un début", writable=writable)
        self.setLayout(column(self.letters, self.notes, None, gap=12))

    def first(self) -> QWidget:
        return self.letters.list

    def show_lists(self, letters: Sequence[Template], notes: Sequence[Template]) -> None:
        """The templates in force."""
        self.letters.show_templates(letters, "code", lambda one: one["subject"])
        self.notes.show_templates(notes, "key", lambda one: f"touche {one['key']}")


class TemplatesPart:
    """The section at work."""

    def __init__(self, page: SettingsPage, link: StoreLink, *, writable: bool) -> None:
        self.view = TemplatesView(page.theme, writable=writable)
        self._page, self._link, self._lists = page, link, SiteLists(link)
        self._letters: tuple[Template, ...] = ()
        self._notes: tuple[Template, ...] = ()
        self.view.letters.opened.connect(self._open_letter)
        self.view.letters.removed.connect(self._remove_letter)
        self.view.notes.opened.connect(self._open_note)
        self.view.notes.removed.connect(self._remove_note)

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._lists.know(values)
        self._letters, self._notes = letters_kept(values.kept), notes_kept(values.kept)
        self.view.show_lists(self._letters, self._notes)

    def _open_letter(self, code: str) -> None:
        start = next((one for one in self._letters if one["code"] == code), {})
        asked = (
            Asked("title", _TITLE),
            Asked("subject", "Objet", check=fields_of),
            Asked("text", "Texte", check=fields_of),
        )
        form = TemplateForm(self._page.theme, "Modèle de courrier", asked, start, FIELDS)
        self._open(form, LETTERS, code, lambda given: with_letter(self._letters, given, code))

    def _open_note(self, key: str) -> None:
        start = next((one for one in self._notes if one["key"] == key), {"key": str(len(self._notes) + 1)})
        last = len(self._notes) + (0 if key else 1)
        hint = f"De 1 à {last}\u00a0: c’est aussi la touche qui le choisit."
        asked = (
            Asked("key", "Rang", hint, lambda words: check_rank(words, last)),
            Asked("title", _TITLE),
            Asked("text", "Texte"),
        )
        form = TemplateForm(self._page.theme, "Début de note", asked, start, {})
        self._open(form, NOTES, key, lambda given: with_note(self._notes, given, key))

    def _remove_letter(self, code: str) -> None:
        self._set(LETTERS, [one for one in self._letters if one["code"] != code])

    def _remove_note(self, key: str) -> None:
        self._set(NOTES, numbered([one for one in self._notes if one["key"] != key]))

    def _open(
        self, form: TemplateForm, setting: str, name: str, whole: Callable[[Template], Sequence[Template]]
    ) -> None:
        sheet = self._page.open_sheet(form, "Modèle", form.texts["title"], width=680)
        draft, read = FormDraft(self._link, f"{setting}:{name}", form, form.typed()), self._lists.read(setting)

        def close(_change: Change) -> None:
            draft.forget()
            if isValid(sheet):
                sheet.close_sheet()

        form.given.connect(lambda given: self._set(setting, whole(given), close, read))

    def _set(
        self, setting: str, templates: Sequence[Mapping[str, str]], then: Callable[[Change], None] | None = None,
        read: Read | None = None,
    ) -> None:  # fmt: skip
        self._lists.save(setting, as_json(list(templates)), then, read)
