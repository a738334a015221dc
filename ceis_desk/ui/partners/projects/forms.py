"""The forms of a project and of its things, and the gestures that they give."""

from __future__ import annotations

from collections.abc import Mapping

from ceis_desk.core.ids import Id
from ceis_desk.partners.projects import (
    STATES_OF,
    Part,
    PartKind,
    PartState,
    Project,
    ProjectKind,
    ProjectState,
    ProjectTopic,
    PutPart,
    SetProject,
)
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.forms.asks import Ask, Choices, Kind
from ceis_desk.ui.forms.filling import Values, day_of, words_of

TOPIC = Ask(
    "topic",
    "Domaine",
    Kind.CHOICE,
    tuple((one.value, one.label or "non dit") for one in ProjectTopic),
    aside="facultatif",
)
PROJECT = (
    (Ask("title", "Titre", missing="Donnez un titre au projet."),),
    (
        Ask("kind", "Genre", Kind.CHOICE, tuple((kind.value, kind.label) for kind in ProjectKind)),
        Ask("state", "État", Kind.CHOICE, tuple((state.value, state.label) for state in ProjectState)),
    ),
    (
        TOPIC,
        Ask("platform", "Plateforme", Kind.CHOICE, (("", "aucune"), *((one.code, one.label) for one in PLATFORMS))),
        Ask("opened_on", "Depuis le", Kind.DAY, aside="facultatif"),
    ),
    (Ask("aim", "Ce que le projet veut faire", Kind.AREA, aside="facultatif", lines=4),),
)

SESSION = "Séance d’Ateliers"
_SESSION_HINT = "Celles des deux semaines autour du jour\u00a0; sans jour écrit, le test prend celui de la séance."
_WORDS: Mapping[PartKind, tuple[str, str]] = {
    PartKind.STEP: ("Étape", "Dites quelle étape."),
    PartKind.FUNDING: ("Qui finance, et quoi", "Dites qui finance."),
    PartKind.TEST: ("Ce qui est essayé", "Dites ce qui est essayé."),
    PartKind.FEEDBACK: ("Ce que les personnes ont dit", "Écrivez le retour."),
    PartKind.DECISION: ("Ce qui est décidé ensemble", "Écrivez la décision."),
}


def part_form(kind: PartKind, sessions: Choices = ()) -> tuple[tuple[Ask, ...], ...]:
    """The fields of a thing of that kind, a test with the sessions it may name; nothing of it may name a person."""
    label, missing = _WORDS[kind]
    hint = "Sans nom de personne." if kind in {PartKind.FEEDBACK, PartKind.DECISION, PartKind.TEST} else ""
    states = tuple((state.value, state.label) for state in STATES_OF[kind])
    second = [Ask("day", "Jour", Kind.DAY, aside="facultatif"), Ask("state", "État", Kind.CHOICE, states)]
    if kind is PartKind.FUNDING:
        second.insert(0, Ask("cents", "Montant", Kind.AMOUNT, missing="Écrivez le montant."))
    first = (Ask("words", label, missing=missing, hint=hint),)
    if kind is PartKind.TEST:
        return first, tuple(second), (Ask("session", SESSION, Kind.CHOICE, sessions, hint=_SESSION_HINT),)
    return first, tuple(second)


def shown_project(project: Project) -> dict[str, object]:
    """A project as the form shows it."""
    return {
        "title": project.title,
        "kind": project.kind.value,
        "state": project.state.value,
        "topic": project.topic.value,
        "platform": project.platform,
        "opened_on": project.opened_on,
        "aim": project.aim,
    }


def project_in(values: Values, before: Project | None) -> SetProject:
    """The gesture that a form gives."""
    return SetProject(
        title=words_of(values, "title"),
        kind=ProjectKind(str(values["kind"])),
        aim=words_of(values, "aim"),
        platform=words_of(values, "platform"),
        opened_on=day_of(values, "opened_on"),
        cohort_id=before.cohort_id if before else None,
        state=ProjectState(str(values["state"])),
        project_id=before.id if before else None,
        clock=before.clock if before else None,
        topic=ProjectTopic(str(values["topic"])),
    )


def shown_part(part: Part) -> dict[str, object]:
    """A thing as the form shows it."""
    shown: dict[str, object] = {"words": part.words, "day": part.day, "state": part.state.value}
    if part.kind is PartKind.TEST:
        return {**shown, "session": str(part.session.id) if part.session else ""}
    return {**shown, "cents": part.cents or 0} if part.kind is PartKind.FUNDING else shown


def part_in(values: Values, project_id: Id, kind: PartKind, before: Part | None) -> PutPart:
    """The gesture that a form gives."""
    cents, session = values.get("cents"), str(values.get("session") or "")
    return PutPart(
        project_id,
        kind,
        words_of(values, "words"),
        partner_id=before.partner_id if before else None,
        session_id=Id(session) if session else None,
        day=day_of(values, "day"),
        cents=cents if isinstance(cents, int) and kind is PartKind.FUNDING else None,
        state=PartState(str(values["state"])),
        part_id=before.id if before else None,
        clock=before.clock if before else None,
    )


def ticked(part: Part, project_id: Id, state: PartState) -> PutPart:
    """The same thing in its next state."""
    return PutPart(
        project_id,
        part.kind,
        part.words,
        partner_id=part.partner_id,
        session_id=part.session_id,
        day=part.day,
        cents=part.cents,
        state=state,
        part_id=part.id,
        clock=part.clock,
    )
