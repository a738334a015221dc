"""The forms of the directory: their fields, and how a card is shown in them and read back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from ceis_desk.core.ids import Id
from ceis_desk.core.phones import write_phone
from ceis_desk.partners.gestures import CorrectReferral, PutAgreement, RecordReferral
from ceis_desk.partners.model import (
    Agreement,
    AgreementKind,
    Direction,
    PartnerCard,
    PartnerKind,
    Referral,
)
from ceis_desk.partners.themes import GROUPS, THEMES, theme_of, theme_words
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.forms.asks import Ask, Kind
from ceis_desk.ui.forms.filling import Values, day_of, words_of

_KINDS = tuple((kind.value, kind.label) for kind in PartnerKind)
NO_THEME = "sans thème précis"
_LIST = re.compile(r"[\n;,]")
_LINES = re.compile(r"\n")

PARTNER = (
    (
        Ask("name", "Nom", missing="Donnez le nom du partenaire."),
        Ask("acronym", "Sigle", aside="facultatif"),
        Ask("kind", "Genre", Kind.CHOICE, _KINDS),
    ),
    (
        Ask("also_named", "Aussi connu comme", aside="facultatif", hint="Anciens noms, séparés par des virgules."),
        Ask("services", "Services", aside="facultatif", hint="Séparés par des virgules."),
    ),
    (
        Ask("phone", "Téléphone", aside="facultatif"),
        Ask("email", "Courriel", aside="facultatif"),
        Ask("site", "Site web", aside="facultatif"),
    ),
    (
        Ask("address", "Adresse", aside="facultatif"),
        Ask("postcode", "Code postal", aside="facultatif"),
        Ask("commune", "Commune", aside="facultatif"),
    ),
    (
        Ask("contact", "Qui demander", aside="facultatif"),
        Ask("hours", "Horaires", aside="facultatif"),
        Ask("siret", "Siret", aside="facultatif"),
    ),
    (
        Ask(
            "themes",
            "Thématiques",
            Kind.AREA,
            hint="Une par ligne, en mots ou en codes data·inclusion\u00a0: Numérique, Alimentation…",
            lines=3,
        ),
        Ask("about", "Présentation", Kind.AREA, lines=3),
    ),
    (
        Ask("sensitive", "Sensible\u00a0: jamais nommé en clair avec une personne", Kind.TICK),
        Ask("closed_on", "Fermé le", Kind.DAY, aside="facultatif"),
    ),
)
AGREEMENT = (
    (
        Ask("title", "Titre", missing="Donnez un titre à cet accord."),
        Ask("kind", "Genre", Kind.CHOICE, tuple((kind.value, kind.label) for kind in AgreementKind)),
    ),
    (
        Ask("from_day", "Depuis le", Kind.DAY, aside="facultatif"),
        Ask("to_day", "Jusqu’au", Kind.DAY, aside="facultatif"),
    ),
)
_DAY = Ask("day", "Orientée le", Kind.DAY, missing="Donnez le jour de l’orientation.")
_AGAIN = Ask("remind_on", "À relancer le", Kind.DAY, aside="facultatif", hint="Vide\u00a0: quinze jours après.")
_WHY = Ask(
    "words",
    "Pourquoi, ce qui est demandé",
    Kind.AREA,
    aside="facultatif",
    hint="Scellé\u00a0: seuls les professionnels le liront.",
    lines=4,
)


def referral_lines(theme: str = "", *, fresh: bool = True, told: bool = True) -> tuple[tuple[Ask, ...], ...]:
    """The fields of a referral; a `fresh` one says when to ask again, its words are for those who are `told`."""
    themes = {"": NO_THEME, **GROUPS, **({theme: theme_words(theme)} if theme else {})}
    platforms = (("", "aucune"), *((one.code, one.label) for one in PLATFORMS))
    what = (
        Ask("direction", "Sens", Kind.CHOICE, tuple((one.value, one.label) for one in Direction)),
        Ask("theme", "Thème", Kind.CHOICE, tuple(themes.items()), private=True),
        Ask("platform", "Plateforme", Kind.CHOICE, platforms),
    )
    return (what, (_DAY, _AGAIN) if fresh else (_DAY,), *(((_WHY,),) if told else ()))


def shown_card(card: PartnerCard) -> dict[str, object]:
    """A card as the form shows it."""
    return {
        **{name: getattr(card, name) for name in _TEXTS},
        "kind": card.kind.value,
        "phone": write_phone(card.phone) if card.phone else "",
        "also_named": ", ".join(card.also_named),
        "services": ", ".join(card.services),
        "themes": "\n".join(theme_words(code) for code in card.themes),
        "sensitive": card.sensitive,
        "closed_on": card.closed_on,
    }


_TEXTS = ("name", "acronym", "email", "site", "address", "postcode", "commune", "contact", "hours", "siret", "about")


def card_in(values: Values, before: PartnerCard | None) -> PartnerCard:
    """The card that a form gives; raises ValueError on a theme that the national list does not have."""
    return PartnerCard(
        **{name: words_of(values, name) for name in _TEXTS},
        phone=words_of(values, "phone"),
        kind=PartnerKind(str(values["kind"])),
        also_named=_listed(values, "also_named", _LIST),
        services=_listed(values, "services", _LIST),
        themes=_themes(values, before),
        sensitive=bool(values["sensitive"]),
        external=before.external if before else "",
        closed_on=day_of(values, "closed_on"),
    )


def _listed(values: Values, code: str, parted: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in parted.split(words_of(values, code)) if word.strip()))


def _themes(values: Values, before: PartnerCard | None) -> tuple[str, ...]:
    """The codes of the lines; a code that the list no longer has stays when the card bore it."""
    kept = set(before.themes) if before else set()
    codes = []
    for line in _listed(values, "themes", _LINES):
        code = line if line in kept else theme_of(line)
        if not code:
            raise ValueError(line)
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def unknown_theme(line: str) -> str:
    """What to say of a theme that is not in the list, with the nearest ones."""
    near = [words for words in THEMES.values() if line[:4].casefold() in words.casefold()][:3]
    advice = f" Peut-être\u00a0: {', '.join(near)}." if near else ""
    return f"«\u00a0{line}\u00a0» n’est pas une thématique nationale.{advice} Le texte est gardé, corrigez-le."


def agreement_in(values: Values, partner_id: Id | None, before: Agreement | None) -> PutAgreement:
    """The gesture that a form gives."""
    return PutAgreement(
        words_of(values, "title"),
        AgreementKind(str(values["kind"])),
        partner_id,
        day_of(values, "from_day"),
        day_of(values, "to_day"),
        before.id if before else None,
        before.clock if before else None,
    )


def shown_agreement(agreement: Agreement) -> dict[str, object]:
    """An agreement as the form shows it."""
    return {
        "title": agreement.title,
        "kind": agreement.kind.value,
        "from_day": agreement.from_day,
        "to_day": agreement.to_day,
    }


def referral_in(values: Values, person_id: Id, partner_id: Id | None, named: str, today: dt.date) -> RecordReferral:
    """The gesture that a form gives."""
    return RecordReferral(
        person_id=person_id,
        day=day_of(values, "day") or today,
        partner_id=partner_id,
        named=named,
        direction=Direction(str(values["direction"])),
        theme=words_of(values, "theme"),
        platform=words_of(values, "platform"),
        words=words_of(values, "words"),
        remind_on=day_of(values, "remind_on"),
    )


def fresh_referral(today: dt.date) -> Mapping[str, object]:
    """How the form of a referral begins."""
    return {"direction": Direction.OUT.value, "theme": "", "platform": "", "day": today}


def shown_referral(referral: Referral) -> dict[str, object]:
    """A referral as the form shows it."""
    return {
        "direction": referral.direction.value,
        "theme": referral.theme,
        "platform": referral.platform,
        "day": referral.day,
        "words": referral.words,
    }


def corrected_in(values: Values, referral: Referral, partner_id: Id | None, named: str) -> CorrectReferral:
    """The gesture that a form gives for a referral that is there already."""
    return CorrectReferral(
        referral.id,
        day_of(values, "day") or referral.day,
        partner_id,
        named,
        Direction(str(values["direction"])),
        words_of(values, "theme"),
        words_of(values, "platform"),
        words_of(values, "words") if "words" in values else "",
        referral.clock,
    )
