"""Drives the cards of the whole person: read apart from the parcours, each with its sheet."""

from __future__ import annotations

import datetime as dt

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.parcours.own_words import Aspect, OwnWords, ReadOwnWords, Visibility, WithdrawOwnWords, WriteOwnWords
from ceis_desk.parcours.self_assessment import (
    DEFAULT_SCALE,
    Answer,
    AssessmentMoment,
    OwnScale,
    ReadOwnScale,
    ReadSelfAssessments,
    RecordSelfAssessment,
    SelfAssessment,
)
from ceis_desk.parcours.sharing import ReadShares, RecordShare, Share, WithdrawShare
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.parcours import forms
from ceis_desk.ui.parcours.assessment_sheet import TITLE, AssessmentSheet
from ceis_desk.ui.parcours.opened import OpenWay, required_day
from ceis_desk.ui.parcours.whole_part import WholePart

CARED = ("parcours", "person")
_LAWFUL = (
    "L’acte est gardé\u00a0: à qui, pourquoi, quoi, et que la personne a été informée (article L.121-6-2 du CASF)."
)
_KEPT = "Ce que cela remplace reste lisible, avec ses dates."


class WholePilot:
    """The cards of one person at a time."""

    def __init__(self, part: WholePart, here: OpenWay) -> None:
        self._part, self._here = part, here
        self._person: Id | None = None
        self._words: tuple[OwnWords, ...] = ()
        self._shares: tuple[Share, ...] = ()
        self._assessments: tuple[SelfAssessment, ...] = ()
        self._scale: OwnScale = DEFAULT_SCALE
        self._reads = may(here.actor.roles, Thing.SITUATION, Level.READ)
        self._seen: set[str] = set()
        part.words_asked.connect(self._edit_words)
        part.scale_asked.connect(self._edit_scale)
        part.share_asked.connect(self._edit_share)

    def open(self, person_id: Id) -> None:
        """Read the cards of somebody else; they show once they are read."""
        self._person, self._seen = person_id, set()
        self.read()

    def read(self) -> None:
        """Read them again."""
        if self._person is None or not self._reads:
            return
        ask = self._here.link.ask
        ask(ReadOwnWords(self._person), self._take_words, key="whole-words")
        ask(ReadOwnScale(), self._take_scale, key="whole-scale")
        ask(ReadSelfAssessments(self._person), self._take_assessments, key="whole-assessments")
        ask(ReadShares(self._person), self._take_shares, key="whole-shares")

    def show(self) -> None:
        """Show again what was read, as the discreet screen allows."""
        today, show = self._here.today, self._here.discreet.show
        if "words" in self._seen:
            self._part.show_words(self._words, today, show)
        if "scale" in self._seen:
            self._part.show_scale(self._assessments, self._scale, today, show)
        if "shares" in self._seen:
            self._part.show_shares(self._shares, today, show)

    def _take_words(self, words: tuple[OwnWords, ...]) -> None:
        self._words = words
        self._saw("words")

    def _take_scale(self, scale: OwnScale) -> None:
        self._scale = scale
        self.show()

    def _take_assessments(self, assessments: tuple[SelfAssessment, ...]) -> None:
        self._assessments = assessments
        self._saw("scale")

    def _take_shares(self, shares: tuple[Share, ...]) -> None:
        self._shares = shares
        self._saw("shares")

    def _saw(self, what: str) -> None:
        self._seen.add(what)
        self.show()

    # -- her own words

    def _edit_words(self, ident: str) -> None:
        """Write what she says, or what takes the place of it."""
        person_id = self._person
        if person_id is None:
            return
        former = next((one for one in self._words if str(one.id) == ident), None)

        def made(given: Values) -> Gesture:
            return WriteOwnWords(
                person_id,
                Aspect(str(given["aspect"])),
                str(given["text"]),
                required_day(given, "day"),
                Visibility(str(given["visibility"])),
                former.id if former else None,
                former.clock if former else None,
            )

        values: dict[str, object] = {
            "aspect": (former.aspect if former else Aspect.STRENGTHS).value,
            "text": former.text if former else "",
            "visibility": (former.visibility if former else Visibility.PROFESSIONALS).value,
            "day": self._here.today,
        }
        aside = ("Retirer", "trash") if former else ("", "")
        sheet = self._here.fill_in(
            forms.OWN_WORDS, "Ses mots", f"way-words:{ident or person_id}", made, values, under=_KEPT, aside=aside
        )
        if former is not None:
            sheet.aside_asked.connect(lambda: self._drop(WithdrawOwnWords(former.id, former.clock)))

    def _drop(self, gesture: Gesture) -> None:
        self._here.sheets.close()
        self._here.do(gesture)

    # -- how she sees herself

    def _edit_scale(self, ident: str) -> None:
        """Have her answer, or correct what was typed."""
        person_id = self._person
        if person_id is None:
            return
        former = next((one for one in self._assessments if str(one.id) == ident), None)
        moment = AssessmentMoment.LATER if self._assessments else AssessmentMoment.ENTRY
        here = self._here
        sheet = AssessmentSheet(here.theme, here.discreet, here.keyboard, self._scale, here.today, former, moment)
        form = former.form if former else self._scale.form

        def closing(_change: Change) -> None:
            here.sheets.close()

        def keep(day: dt.date, moment: AssessmentMoment, answers: tuple[Answer, ...]) -> None:
            ids = (former.id, former.clock) if former else (None, None)
            gesture = RecordSelfAssessment(person_id, day, moment, form, answers, *ids)
            here.link.do(gesture, closing, lambda refusal: sheet.refuse(refusal.sentence))

        sheet.kept.connect(keep)
        sheet.closed.connect(here.sheets.close)
        here.sheets.open(sheet, TITLE, sheet.first(), width=720)

    # -- what is shared

    def _edit_share(self, ident: str) -> None:
        """Write an act of sharing; one that is written is only taken back, by its author."""
        person_id = self._person
        if person_id is None:
            return
        former = next((one for one in self._shares if str(one.id) == ident), None)
        if former is not None:
            self._show_share(former)
            return

        def made(given: Values) -> Gesture:
            data = tuple(words for code, words in forms.SHARED if given[code])
            other = str(given["other"])
            return RecordShare(
                person_id,
                str(given["recipient"]),
                str(given["purpose"]),
                (*data, *((other,) if other else ())),
                bool(given["informed"]),
                str(given["why_not"]),
            )

        self._here.fill_in(forms.SHARING, "Partage", f"way-share:{person_id}", made, under=_LAWFUL)

    def _show_share(self, share: Share) -> None:
        """It is printed for the partner; its author may take it back."""
        mine = share.author_id == self._here.actor.account_id
        self._here.choose(
            f"Partage avec {share.recipient}",
            (
                ("print", "Imprimer pour ce partenaire", "Ce que ce partage énumère, et rien d’autre.", "printer"),
                *((("drop", "Retirer ce partage", "Il n’a pas eu lieu.", "trash"),) if mine else ()),
            ),
            lambda code: self._end_share(share, code),
        )

    def _end_share(self, share: Share, code: str) -> None:
        if code == "print":
            self._part.share_printed.emit(str(share.id))
        else:
            self._here.do(WithdrawShare(share.id, share.clock))
