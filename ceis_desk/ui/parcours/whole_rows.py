"""The whole person as rows: her own words, how she sees herself, what was shared of her."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ceis_desk.access.masking import Discretion
from ceis_desk.parcours.own_words import OwnWords, Visibility
from ceis_desk.parcours.self_assessment import OwnScale, ScaleForm, SelfAssessment, asked_again
from ceis_desk.parcours.sharing import Share
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.people.rows import short_day

FACES: tuple[tuple[str, str], ...] = (
    ("mood-sad", "pas du tout"),
    ("mood-empty", "plutôt non"),
    ("mood-smile", "plutôt oui"),
    ("mood-happy", "tout à fait"),
)
"""The four faces from the lowest mark, each with its words: a face alone says nothing to a screen reader."""
SKIPPED = "passé"
_DATE_ROOM = 78
_READERS: Mapping[Visibility, tuple[str, str]] = {
    Visibility.PROFESSIONALS: ("lu par les professionnels", "users"),
    Visibility.SOCIAL: ("lu par l’équipe sociale", "shield-lock"),
    Visibility.AUTHOR: ("lu par vous seul·e", "lock"),
}


def words_row(words: OwnWords, today: dt.date, show: Discretion) -> RowLook:
    """« Ses craintes »: what she said, when and to whom it may be read."""
    said, icon = _READERS[words.visibility]
    return RowLook(
        words.aspect.label,
        show.detail(words.text),
        near=(ChipLook(said, "neutral" if words.visibility is Visibility.PROFESSIONALS else "warn", icon),),
        right=", ".join(part for part in (short_day(words.day, today), words.author_name) if part),
        compact=True,
    )


def mark_words(value: int | None, form: ScaleForm) -> str:
    """A mark in words: « plutôt oui », « 7 sur 10 », « passé »."""
    if value is None:
        return SKIPPED
    return FACES[value][1] if form is ScaleForm.FACES else f"{value} sur {form.top}"


def assessment_rows(
    assessments: Sequence[SelfAssessment], scale: OwnScale, today: dt.date, show: Discretion
) -> list[tuple[str, RowLook]]:
    """One row for each time that she answered, the latest first; her marks stand below its day."""
    texts = {one.code: one.text for one in scale.statements}
    return [(str(one.id), _assessment_row(one, texts, today, show)) for one in reversed(assessments)]


def _assessment_row(one: SelfAssessment, texts: Mapping[str, str], today: dt.date, show: Discretion) -> RowLook:
    given = [answer for answer in one.answers if answer.value is not None]
    marks = "\u00a0· ".join(
        f"{texts.get(answer.code, 'autre phrase').rstrip('.')}\u00a0: {mark_words(answer.value, one.form)}"
        for answer in given
    )
    moment = one.moment.label
    return RowLook(
        f"{moment[:1].upper()}{moment[1:]}",
        show.detail(marks),
        lead=short_day(one.day, today),
        lead_room=_DATE_ROOM,
        right=one.author_name,
        compact=True,
    )


def change_words(assessments: Sequence[SelfAssessment]) -> str:
    """How marks moved from the first time to the latest, on what was answered both times: « mieux 3, pareil 4 »."""
    if len(assessments) <= 1:
        return ""
    first, last = assessments[0], assessments[-1]
    if first.form is not last.form:
        return ""
    before = {one.code: one.value for one in first.answers}
    pairs = [(before.get(one.code), one.value) for one in last.answers]
    both = [(then, now) for then, now in pairs if then is not None and now is not None]
    better, worse = sum(now > then for then, now in both), sum(now < then for then, now in both)
    counts = (("mieux", better), ("pareil", len(both) - better - worse), ("moins bien", worse))
    return ", ".join(f"{words}\u00a0: {count}" for words, count in counts if count)


def again_words(assessments: Sequence[SelfAssessment], today: dt.date) -> str:
    """When to propose the scale again, until she answered again: between two days, or since the first one is past."""
    days = asked_again(assessments)
    if days is None:
        return ""
    first, last = (short_day(day, today) for day in days)
    if today < days[0]:
        return f"À proposer de nouveau entre le {first} et le {last}."
    return (
        f"À proposer de nouveau, avant le {last}." if today <= days[1] else f"À proposer de nouveau, depuis le {last}."
    )


def share_row(share: Share, today: dt.date, show: Discretion) -> RowLook:
    """To whom, what and why, and whether the person was told."""
    told = ChipLook("personne informée", "success", "check")
    if not share.informed:
        told = ChipLook("non informée", "warn", "alert-circle")
    words = "\u00a0· ".join(part for part in (", ".join(share.data), share.purpose, share.why_not) if part)
    return RowLook(
        show.detail(share.recipient) if show.on else share.recipient,
        "" if show.on else words,
        lead=short_day(share.at.date(), today),
        lead_room=_DATE_ROOM,
        chips=(told,),
        right=share.author_name,
        compact=True,
    )
