"""What is printed from this page: the occupation of places, and that a member attended the sessions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceis_desk.access.model import Actor
from ceis_desk.access.rights import permits
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Named, Paper, mark_of
from ceis_desk.platforms.employment.model import Member
from ceis_desk.platforms.employment.papers import CertificatePaper, OccupationPaper
from ceis_desk.platforms.employment.questions import Attended, AttendedSessions, Board
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.printing.issuing import Issuing

Then = Callable[[Paper], None]
NO_SESSION = "Aucune présence notée pour cette personne. Rien à attester."


@dataclass(frozen=True)
class EmploymentPapers:
    """Makes the documents of this page for whoever may print them."""

    writing: FormsOver
    site: Site
    actor: Actor

    def _issuer(self, then: Callable[[Issuer], None]) -> None:
        Issuing(self.writing.link, self.site, self.actor, self.writing.clock).issuer(then)

    def occupation(self, board: Board, then: Then) -> None:
        """The places on the day shown, names hidden on a discreet screen."""
        whole = not self.writing.discreet.on
        self._issuer(
            lambda issuer: then(OccupationPaper(issuer, board, self.writing.clock(), whole, demo=self.site.demo))
        )

    def certificate(self, member: Member, title: str, then: Then) -> None:
        """That a member attended the sessions of her group."""
        if member.person_id is None or not permits(self.actor.roles, CertificatePaper.needs):
            return
        person_id = member.person_id
        named = Named(member.civility, member.used_name, member.first_name)
        question = AttendedSessions(person_id, cohort_id=member.cohort_id)
        self.writing.link.ask(
            question, lambda sessions: self._attest(person_id, named, title, sessions, then), key="employment-attended"
        )

    def _attest(self, person_id: Id, named: Named, title: str, sessions: tuple[Attended, ...], then: Then) -> None:
        if not sessions:
            self.writing.link.refused.emit(NO_SESSION)
            return
        today, demo = self.writing.today, self.site.demo

        def give(issuer: Issuer) -> None:
            then(
                CertificatePaper(
                    issuer, named, title, sessions, self.actor.name, today, person_id, mark_of(person_id), demo
                )
            )

        self._issuer(give)
