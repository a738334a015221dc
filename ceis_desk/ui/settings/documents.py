"""« Coordonnées »: where the place is and how to reach it, as documents say it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ceis_desk.access import coordinates
from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.site_settings import check_site_setting, sound
from ceis_desk.core.errors import Refusal
from ceis_desk.core.phones import parse_phone, write_phone
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, even
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.logo_card import LogoCard
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import SiteValues, as_json

WHY = "Elles sont sur les cartes de rendez-vous, les courriers, les fiches à signer. Une ligne vide n’y paraît pas."
WRONG_EMAIL = "Cette adresse n’est pas comprise. Le texte est gardé\u00a0: écrivez par exemple ccas@exemple.fr."
TOO_LONG = "Ce texte est trop long ou contient un numéro de sécurité sociale. Il est gardé ici, raccourcissez-le."
_SHORT_NUMBER = 6  # signs: « 3949 » is called as it stands
_FIELDS = (
    (coordinates.STREET, "Adresse", "12, rue des Tilleuls", ""),
    (coordinates.POST, "Code postal et ville", "34000 Montpellier", ""),
    (coordinates.ACCESS, "Pour venir", "tramway 1, arrêt La Source", "Sur les cartes de rendez-vous."),
    (coordinates.TOWN, "Fait à", "Montpellier", "La ville des documents signés et des courriers."),
    (coordinates.PHONE, "Téléphone", "04 67 00 00 00", "Pour prévenir d’une absence."),
    (coordinates.EMAIL, "Courriel", "ccas@exemple.fr", ""),
)


class DocumentsView(SectionView):
    """`set_asked` gives the name of a setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self.texts: dict[str, KeptText] = {}
        self.fields: dict[str, Field] = {}
        for name, label, example, hint in _FIELDS:
            text = KeptText(theme, placeholder=example)
            text.setReadOnly(not writable)
            text.given.connect(lambda words, name=name: self._give(name, words))
            self.texts[name], self.fields[name] = text, Field(theme, label, text, hint=hint)
        card = Card(theme, "Coordonnées", "map-pin")
        card.add(Text(WHY, "secondary", "ink2", wrap=True))
        fields = list(self.fields.values())
        for left, right in zip(fields[::2], fields[1::2], strict=True):
            card.add(even(left, right))
        self.logo = LogoCard(theme, writable=writable)
        self.logo.given.connect(lambda content: self.set_asked.emit(coordinates.LOGO, as_json(content)))
        self.setLayout(column(card, self.logo, None, gap=12))

    def show_values(self, values: SiteValues) -> None:
        """What is kept."""
        for name, text in self.texts.items():
            text.show_words(str(sound(name, values.kept.get(name)) or ""))
            self.fields[name].clear_message()
        logo = sound(coordinates.LOGO, values.kept.get(coordinates.LOGO))
        self.logo.show_logo(str(logo or ""), values.structure)

    def _give(self, name: str, words: str) -> None:
        try:
            said = _number(words) if name == coordinates.PHONE else words
            check_site_setting(name, as_json(said))
        except Refusal as refusal:
            wrong = {coordinates.EMAIL: WRONG_EMAIL, coordinates.PHONE: refusal.sentence}
            self.fields[name].set_error(wrong.get(name, TOO_LONG))
        else:
            self.set_asked.emit(name, as_json(said))


class DocumentsPart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, *, writable: bool) -> None:
        self.view = DocumentsView(theme, writable=writable)
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))
        self.view.logo.refused.connect(link.refused)

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self.view.show_values(values)


def _number(words: str) -> str:
    """A number read by pairs; a short one as it stands. Raises Refusal."""
    if not words or (words.isdigit() and len(words) <= _SHORT_NUMBER):
        return words
    return write_phone(parse_phone(words))
