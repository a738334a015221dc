"""What may be done with a case where it stands: each choice with its code, its words, what it does and its icon."""

from __future__ import annotations

from collections.abc import Sequence

from ceis_desk.platforms.budget.model import Member, Pause, Step
from ceis_desk.platforms.budget.questions import CaseView

REACH, PAUSE, RESUME, CLOSE, REOPEN, SEPARATE = "reach:", "pause:", "resume", "close", "reopen", "separate"
_COUPLE = 2
_STOPS = (
    (Pause.SUSPENDED, "Suspendre", "Le dossier attend\u00a0: il se reprend quand on veut."),
    (Pause.ABANDONED, "Noter un abandon", "La personne ne donne plus suite."),
    (Pause.REFERRED, "Orienter ailleurs", "Un autre service prend le relais."),
)
Choice = tuple[str, str, str, str]


def choices_of(view: CaseView) -> tuple[Choice, ...]:
    """What may be done now, the most usual first."""
    if view.step is Step.CLOSED:
        return ((REOPEN, "Rouvrir le dossier", "À l’étape où il était, avec la raison.", "lock-open"),)
    found: list[Choice] = []
    steps = list(Step)
    following = steps[steps.index(view.step) + 1]
    if view.pause is Pause.NONE and following is not Step.CLOSED:
        words = f"Passer à «\u00a0{following.label}\u00a0»"
        found.append((f"{REACH}{following.value}", words, "L’étape suivante, datée d’aujourd’hui.", "player-play"))
    if view.pause is Pause.NONE:
        found += [(f"{PAUSE}{pause.value}", words, said, "player-pause") for pause, words, said in _STOPS]
    else:
        found.insert(0, (RESUME, "Reprendre le dossier", f"Il est {view.pause.label}.", "player-play"))
    found.append((CLOSE, "Clore le dossier", "Avec la façon dont il se termine.", "check"))
    if sum(member.adult for member in view.case.members) >= _COUPLE:
        found.append((SEPARATE, "Séparer le couple", "Deux dossiers, chacun le sien.", "arrows-split"))
    return tuple(found)


def couple(members: Sequence[Member]) -> tuple[Member, Member] | None:
    """The two adults between whom a case is separated; None unless both have a record."""
    adults = [member for member in members if member.adult and member.person_id is not None][:_COUPLE]
    return (adults[0], adults[1]) if len(adults) == _COUPLE else None
