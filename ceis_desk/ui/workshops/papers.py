"""What « Ateliers » prints: the sheet to sign of a session, and that somebody attended; read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ceis_desk.access.model import Actor
from ceis_desk.access.rights import permits
from ceis_desk.agenda.week import Attendance, RollLine
from ceis_desk.agenda.workshop_papers import AttendancePaper, rank_of
from ceis_desk.agenda.workshop_requests import ReadWorkshop
from ceis_desk.agenda.workshops import SessionLine, WorkshopRoll
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Named, Paper, mark_of
from ceis_desk.platforms import PLATFORMS
from ceis_desk.platforms.employment.papers import CertificatePaper
from ceis_desk.platforms.employment.questions import Attended, AttendedSessions
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.printing.issuing import Issuing

NO_PRESENCE = "Aucune présence notée pour cette personne. Rien à attester."


class WorkshopPapers:
    """Both bear names: nobody prints them who may not read them."""

    def __init__(self, link: StoreLink, discreet: Discreet, actor: Actor, clock: Clock, site: Site) -> None:
        self._link, self._discreet, self._actor, self._clock, self._site = link, discreet, actor, clock, site

    def sheet(self, session_id: Id, sessions: Sequence[SessionLine], then: Callable[[Paper], None]) -> None:
        """Read the roll and give its sheet."""
        if not permits(self._actor.roles, AttendancePaper.needs):
            return

        def bear(roll: WorkshopRoll) -> None:
            labels = {platform.code: platform.label for platform in PLATFORMS}
            then(
                AttendancePaper(
                    self._site.structure,
                    self._site.place,
                    labels.get(roll.session.platform, ""),
                    self._clock(),
                    roll,
                    rank_of(roll.session, sessions),
                    whole_names=not self._discreet.on,
                    demo=self._site.demo,
                )
            )

        self._link.ask(ReadWorkshop(session_id), bear, key="workshops-paper")

    def certificate(self, session: SessionLine, line: RollLine, then: Callable[[Paper], None]) -> None:
        """That a person attended the sessions of this series or group; this one alone when it is of neither."""
        if not permits(self._actor.roles, (*CertificatePaper.needs, *AttendedSessions.needs)):
            return

        def attest(sessions: Sequence[Attended]) -> None:
            if sessions:
                Issuing(self._link, self._site, self._actor, self._clock).issuer(
                    lambda issuer: then(self._certificate(issuer, session, line, tuple(sessions)))
                )
            else:
                self._link.refused.emit(NO_PRESENCE)

        if session.series_id is not None or session.cohort_id is not None:
            # A group has sessions besides its series: all of them count for whoever belongs to it.
            series_id = session.series_id if session.cohort_id is None else None
            question = AttendedSessions(line.person_id, session.cohort_id, series_id)
            self._link.ask(question, attest, key="workshops-attended")
        else:
            there = line.state is Attendance.PRESENT
            attest((Attended(session.starts_at.date(), session.minutes),) if there else ())

    def _certificate(
        self, issuer: Issuer, session: SessionLine, line: RollLine, sessions: tuple[Attended, ...]
    ) -> CertificatePaper:
        labels = {platform.code: platform.label for platform in PLATFORMS}
        return CertificatePaper(
            issuer,
            Named(line.civility, line.used_name, line.first_name),
            session.title,
            sessions,
            self._actor.name,
            self._clock().date(),
            line.person_id,
            mark_of(line.person_id),
            self._site.demo,
            labels.get(session.platform, ""),
        )
