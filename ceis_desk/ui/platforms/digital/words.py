"""Posts and procedures in words: names through the discreet formatter, a tone and an icon for each state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.platforms.digital.model import Post, PostLine, PostState, PostUse, Procedure, ProcedureState
from ceis_desk.platforms.digital.posts import is_over, over_words, use_words
from ceis_desk.platforms.digital.rules import due_words, is_late
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook

STATE_LOOKS = {
    PostState.FREE: ("success", "check"),
    PostState.TAKEN: ("primary", "user"),
    PostState.ASKING: ("danger", "hand-stop"),
    PostState.HELPED: ("primary", "users"),
    PostState.OUT: ("neutral", "tool"),
}
_PROCEDURE_LOOKS = {
    ProcedureState.TO_FINISH: ("warn", "clock"),
    ProcedureState.PIECE_MISSING: ("warn", "paperclip"),
    ProcedureState.SENT: ("primary", "send"),
    ProcedureState.AWAITING: ("primary", "hourglass"),
    ProcedureState.SUCCEEDED: ("success", "check"),
    ProcedureState.REFUSED: ("danger", "x"),
    ProcedureState.DROPPED: ("neutral", "minus"),
}
_HIDDEN = "démarche masquée"


def name_at(use: PostUse, show: Discretion) -> str:
    """« Mme BÉNAZET Odile », « B••• O. » or « Passage anonyme »."""
    return show.name(use.civility, use.used_name, use.first_name)


def short_name(use: PostUse, show: Discretion) -> str:
    """« Mme BÉNAZET », for sentences."""
    return show.name(use.civility, use.used_name, "" if not show.on and use.used_name else use.first_name)


def who_words(line: PostLine, show: Discretion) -> str:
    """Who is at a post, or what it is."""
    if line.use is None:
        return "Disponible"
    if line.state is PostState.OUT:
        return line.use.need
    return name_at(line.use, show)


def below_words(line: PostLine, now: dt.datetime, waiting: int, show: Discretion) -> str:
    """The second line of a post; what somebody came for is hidden when the screen is discreet."""
    if show.on and line.use is not None and line.state is PostState.HELPED:
        return use_words(PostLine(line.post, line.state, _without_need(line.use)), now, waiting)
    return use_words(line, now, waiting)


def _without_need(use: PostUse) -> PostUse:
    return PostUse(use.id, use.clock, use.post, use.kind, use.started_at, use.minutes)


def spoken(line: PostLine, now: dt.datetime, waiting: int, show: Discretion) -> tuple[str, str]:
    """A post for screen readers: its name and state, then who and since when."""
    who = "" if line.state is PostState.FREE else f"{who_words(line, show)}, "
    return f"{line.post.name}, {line.state.label}", who + below_words(line, now, waiting, show)


def over_lines(posts: Sequence[PostLine], waiting: int, now: dt.datetime, show: Discretion) -> tuple[str, ...]:
    """A sentence for each whose hour is past."""
    return tuple(
        over_words(short_name(line.use, show), waiting).replace("..", ".")
        for line in posts
        if line.use is not None and is_over(line.use, now)
    )


def wait_row(use: PostUse, now: dt.datetime, show: Discretion) -> RowLook:
    """Who waits for a post, and since when."""
    since = int((now - use.started_at).total_seconds() // 60)
    return RowLook(
        name_at(use, show),
        subtitle=show.motif(use.need) if use.need else "",
        initials=initials(use.used_name, use.first_name),
        person=str(use.person_id or use.id),
        right=f"attend depuis {since} min" if since > 0 else "vient d’arriver",
        compact=True,
    )


def procedure_row(line: Procedure, today: dt.date, show: Discretion, *, narrow: bool = False) -> RowLook:
    """Who, which procedure, where it stands, when to see it again."""
    tone, icon = _PROCEDURE_LOOKS[line.state]
    about = _HIDDEN if show.on else f"{line.label} · {line.theme.label}"
    late = is_late(line, today)
    due = due_words(line, today)
    chips: tuple[ChipLook, ...] = (ChipLook(line.state.label, tone, icon),)
    if late:
        chips = (ChipLook(due, "danger", "alert-triangle"), *chips)
    if narrow:
        about = f"{line.state.label}, {due}, {about}" if due else f"{line.state.label}, {about}"
        chips = ()
    return RowLook(
        show.name(line.civility, line.used_name, line.first_name),
        subtitle=about,
        initials=initials(line.used_name, line.first_name),
        person=str(line.person_id),
        chips=chips,
        right="" if late or narrow else due,
        compact=True,
    )


def post_choices(posts: Sequence[PostLine]) -> tuple[Post, ...]:
    """The posts where somebody can sit."""
    return tuple(line.post for line in posts if line.state is PostState.FREE)
