"""Writes the directory: partners and agreements, each by its form; readers write nothing."""

from __future__ import annotations

from collections.abc import Callable

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.partners.gestures import SetPartner, WithdrawAgreement, WithdrawPartners
from ceis_desk.partners.model import Agreement, AgreementKind, PartnerKind, PartnerView
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.partners.forms import (
    AGREEMENT,
    PARTNER,
    agreement_in,
    card_in,
    shown_agreement,
    shown_card,
    unknown_theme,
)


class Writing:
    """Each gesture on the directory; `reread` when one is refused, for what it bore on may have changed."""

    def __init__(self, over: FormsOver, reread: Callable[[], None]) -> None:
        self._over, self._reread = over, reread
        self.open = may(over.actor.roles, Thing.PARTNERS, Level.WRITE)

    def partner(self, view: PartnerView | None, typed: str = "", then: Callable[[Change], None] | None = None) -> None:
        """Edit a partner, or begin one with the name that was looked for."""
        if not self.open:
            return
        if view is None:
            blank = {"name": typed, "kind": PartnerKind.ASSOCIATION.value}
            self._over.fill_in(PARTNER, "Nouveau partenaire", "partner:new", _made(None), blank, then=then)
            return
        partner = view.partner
        kind = f"partner:{partner.id}"
        self._over.fill_in(PARTNER, partner.card.name, kind, _made(view), shown_card(partner.card))

    def drop_partner(self, view: PartnerView) -> None:
        """Take a partner out of the directory."""
        self._do(WithdrawPartners((view.partner.id,), clocks=(view.partner.clock,)))

    def agreement(self, agreement: Agreement | None, partner_id: Id | None) -> None:
        """Edit an agreement, or begin one with a partner; without a partner it is the CEIS's own."""
        if not self.open:
            return
        kind = f"agreement:{agreement.id if agreement else partner_id or 'ceis'}"
        title = "Label ou accord du CEIS" if partner_id is None else "Accord"
        begun = AgreementKind.LABEL if partner_id is None else AgreementKind.AGREEMENT
        values = shown_agreement(agreement) if agreement else {"kind": begun.value}
        self._over.fill_in(AGREEMENT, title, kind, lambda given: agreement_in(given, partner_id, agreement), values)

    def drop_agreement(self, agreement: Agreement) -> None:
        """Take an agreement out."""
        self._do(WithdrawAgreement(agreement.id, clock=agreement.clock))

    def _do(self, gesture: Gesture) -> None:
        if not self.open:
            return

        def refused(refusal: Refusal) -> None:
            self._over.link.refused.emit(refusal.sentence)
            self._reread()

        self._over.link.do(gesture, refused=refused)


def _made(view: PartnerView | None) -> Callable[[Values], Gesture]:
    """The gesture that a form gives; a theme that is not national is refused with the nearest ones."""

    def made(values: Values) -> Gesture:
        try:
            card = card_in(values, view.partner.card if view else None)
        except ValueError as failure:
            raise Refusal(unknown_theme(str(failure))) from failure
        return SetPartner(card, view.partner.id, view.partner.clock) if view else SetPartner(card)

    return made
