"""Drives a new referral: for whom, toward whom, why; and what is said of one that was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject

from ceis_desk.access.masking import Discretion
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture
from ceis_desk.partners.gestures import MarkReferral, RemindOn, SayOutcome, WithdrawReferral
from ceis_desk.partners.model import PartnerLine, Referral, ReferralOutcome, ReferralState
from ceis_desk.partners.rules import LATER_DAYS
from ceis_desk.people.model import Identity, PersonRecord
from ceis_desk.people.questions import OpenRecord
from ceis_desk.ui.forms.choice_sheet import ChoiceSheet
from ceis_desk.ui.forms.find_person import find_person
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.partners.chase_card import OUTCOMES, STATES
from ceis_desk.ui.partners.find_partner import find_partner
from ceis_desk.ui.partners.forms import corrected_in, fresh_referral, referral_in, referral_lines, shown_referral
from ceis_desk.ui.partners.rows import RESERVED
from ceis_desk.ui.people.rows import name_of

SEALED = "Ce partenaire est sensible\u00a0: son nom et le thème seront scellés pour les professionnels."


OF_VISIT = "Notée avec un passage\u00a0: son jour et son partenaire se corrigent dans le passage."
UNREAD = "Le motif est scellé pour les professionnels\u00a0: il reste comme il est."


def _kept_words(referral: Referral) -> str:
    """What of it is not corrected here."""
    return " ".join(
        words for words in (OF_VISIT if referral.of_visit else "", UNREAD if referral.unread else "") if words
    )


def _named(person: Identity | Referral, show: Discretion) -> str:
    if isinstance(person, Identity):
        return name_of(person, show)
    return show.name(person.civility, person.used_name, person.first_name)


class Referring(QObject):
    """Each step is a sheet over the page; Échap leaves it and nothing is written."""

    def __init__(self, over: FormsOver, parent: QObject) -> None:
        super().__init__(parent)
        self._over = over

    # -- a new one

    def ask_person(self, partner: PartnerLine | None = None) -> None:
        """Whom to send; then where, unless a partner is chosen already."""
        find_person(self._over, "Orienter une personne", lambda hit: self.refer(hit.id, partner))

    def refer(self, person_id: Id, partner: PartnerLine | None = None) -> None:
        """Send this person; the name at the head follows the discreet screen."""

        def known(record: PersonRecord) -> None:
            if partner is None:
                self._ask_partner(record)
            else:
                self._ask_why(record, partner, "")

        self._over.link.ask(OpenRecord(person_id), known, key="refer-person")

    def _ask_partner(self, record: PersonRecord) -> None:
        self._find_partner(
            self._who(record.identity),
            lambda line: self._ask_why(record, line, ""),
            lambda words: self._ask_why(record, None, words),
        )

    def _find_partner(self, who: Text, picked: Callable[[PartnerLine], None], written: Callable[[str], None]) -> None:
        over, title = self._over, "Vers qui, ou par qui est-elle envoyée\u00a0?"
        find_partner(over.theme, over.link, over.sheets, title, picked, head=who, written=written)

    def _ask_why(self, record: PersonRecord, partner: PartnerLine | None, named: str) -> None:
        today = self._over.today
        sheet = self._over.fill_in(
            referral_lines(),
            "Orientation",
            f"referral:{record.id}",
            lambda values: referral_in(values, record.id, partner.id if partner else None, named, today),
            fresh_referral(today),
            verb="Orienter",
            head=self._who(record.identity, partner.name if partner is not None else named),
        )
        self._warn(sheet, SEALED if partner is not None and partner.sensitive else "")

    def _warn(self, sheet: FormSheet, words: str) -> None:
        """What is said of the partner, not on a discreet screen: it tells what sort of partner it is."""
        discreet = self._over.discreet
        sheet.tell(discreet, lambda: "" if discreet.on else words)

    def _who(self, person: Identity | Referral, partner: str = "") -> Text:
        """Her name and the partner, which follow the discreet screen."""
        said, discreet = Text("", "card"), self._over.discreet

        def show() -> None:
            name = _named(person, discreet.show) or "Personne sans nom"
            said.setText(f"{name} · {partner}" if partner and not discreet.on else name)

        discreet.follow(said, show)
        show()
        return said

    # -- one that was sent

    def correct(self, referral: Referral) -> None:
        """Write again what was said of it, its partner too unless a passage or the professionals have it."""
        self._correct(referral, referral.partner_id, "" if referral.partner_id else referral.partner_name, "")

    def _correct(
        self, referral: Referral, partner_id: Id | None, named: str, shown: str, *, sealed: bool = False
    ) -> None:
        kept = referral.reserved or referral.of_visit
        title = RESERVED if referral.reserved else shown or referral.partner_name or "un partenaire"
        sheet = self._over.fill_in(
            referral_lines(referral.theme, fresh=False, told=not referral.unread),
            "Corriger l’orientation",
            f"referral-of:{referral.id}",
            lambda values: corrected_in(values, referral, partner_id, named),
            shown_referral(referral),
            aside=("", "") if kept else ("Autre partenaire", "building-community"),
            head=self._who(referral, title),
        )
        self._warn(sheet, _kept_words(referral) or (SEALED if sealed else ""))
        sheet.aside_asked.connect(lambda: self._ask_other(referral))

    def _ask_other(self, referral: Referral) -> None:
        """Another partner; what was typed is a draft, found again in the form."""
        self._find_partner(
            self._who(referral),
            lambda line: self._correct(referral, line.id, "", line.name, sealed=line.sensitive),
            lambda words: self._correct(referral, None, words, words),
        )

    def ask_next(self, referral: Referral) -> None:
        """What is most likely known: the answer, or once it was given what became of it."""
        answered = referral.follow.state in {ReferralState.ACCEPTED, ReferralState.TAKEN_UP}
        (self.ask_outcome if answered else self.ask_state)(referral)

    def ask_state(self, referral: Referral) -> None:
        """Where it stands, each answer at its digit."""
        self._choose(
            "Où en est cette orientation\u00a0?",
            STATES,
            lambda code: MarkReferral(referral.id, ReferralState(code), referral.clock),
        )

    def ask_outcome(self, referral: Referral) -> None:
        """What became of it, each answer at its digit."""
        self._choose(
            "Qu’est-ce que c’est devenu\u00a0?",
            OUTCOMES,
            lambda code: SayOutcome(referral.id, ReferralOutcome(code), referral.clock),
        )

    def _choose(
        self, title: str, choices: tuple[tuple[str, str, str, str], ...], made: Callable[[str], Gesture]
    ) -> None:
        over = self._over
        sheet = ChoiceSheet(over.theme, over.keyboard, title, choices)

        def chosen(code: str) -> None:
            over.sheets.close()
            self._do(made(code))

        sheet.chosen.connect(chosen)
        over.sheets.open(sheet, title, sheet.choices)

    def later(self, referral: Referral) -> None:
        """Ask again in a week."""
        self._do(RemindOn(referral.id, self._over.today + dt.timedelta(days=LATER_DAYS), referral.clock))

    def drop(self, referral: Referral) -> None:
        """Take back a referral written by mistake."""
        self._do(WithdrawReferral(referral.id, clock=referral.clock))

    def _do(self, gesture: Gesture) -> None:
        link = self._over.link

        def refused(refusal: Refusal) -> None:
            link.refused.emit(refusal.sentence)

        link.do(gesture, refused=refused)
