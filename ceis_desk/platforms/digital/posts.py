"""Rules of the free access: what a post is doing, how long is left, and the sentences that say so."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ceis_desk.access.site_settings import sound
from ceis_desk.core.dates import MONTHS, write_hour
from ceis_desk.platforms.digital.model import (
    USUAL_MINUTES,
    Post,
    PostLine,
    PostState,
    PostUse,
    Space,
    UseKind,
)

SETTING, MINUTES_SETTING = "digital_posts", "digital_minutes"
FIRST_POSTS: Mapping[str, str] = {SETTING: "[]", MINUTES_SETTING: str(USUAL_MINUTES)}
"""What a site has before it sets its own, as settings are kept."""


def posts_of(setting: str | None) -> tuple[Post, ...]:
    """The posts of the site, in their order; none while it has set none."""
    lines: Any = sound(SETTING, setting) or ()
    return tuple(Post(**line) for line in lines)


def minutes_of(setting: str | None) -> int:
    """How long a post is lent."""
    return int(sound(MINUTES_SETTING, setting) or USUAL_MINUTES)


def as_setting(posts: Iterable[Post]) -> str:
    """The posts as the settings keep them."""
    return json.dumps([{"code": one.code, "name": one.name} for one in posts], ensure_ascii=False)


def state_of(use: PostUse | None) -> PostState:
    """Where a post stands from the line that is open on it."""
    if use is None:
        return PostState.FREE
    if use.kind is UseKind.OUT:
        return PostState.OUT
    if use.asked_at is None:
        return PostState.TAKEN
    return PostState.HELPED if use.helped_at is not None and use.helped_at >= use.asked_at else PostState.ASKING


def lines_of(
    posts: Iterable[Post], uses: Iterable[PostUse], freed: Callable[[str], dt.datetime | None]
) -> tuple[PostLine, ...]:
    """Every post with its open line; of two, written by two desks at once, the latest to come is shown."""
    latest: dict[str, PostUse] = {}
    for use in sorted(uses, key=lambda one: (one.kind is UseKind.OUT, one.started_at)):
        latest[use.post] = use
    return tuple(
        PostLine(post, state_of(latest.get(post.code)), latest.get(post.code), freed(post.code)) for post in posts
    )


def minutes_left(use: PostUse, now: dt.datetime) -> int:
    """Whole minutes before the end of the hour, the one begun counted; under nought once it is past."""
    left = (use.started_at + dt.timedelta(minutes=use.minutes) - now).total_seconds() / 60
    return math.ceil(left)


def minutes_since(at: dt.datetime, now: dt.datetime) -> int:
    """Whole minutes gone since then."""
    return max(0, int((now - at).total_seconds() // 60))


def share_used(use: PostUse, now: dt.datetime) -> float:
    """How much of the hour is used, from 0 to 1."""
    return min(1.0, max(0.0, 1 - minutes_left(use, now) / max(use.minutes, 1)))


def is_over(use: PostUse, now: dt.datetime) -> bool:
    """Whether the hour is past; nobody is ever logged off for it."""
    return use.kind is UseKind.USE and minutes_left(use, now) <= 0


def use_words(line: PostLine, now: dt.datetime, waiting: int) -> str:
    """« depuis 10:05, reste 13 min », « attend depuis 4 min », « libre depuis 10:20 »."""
    use = line.use
    if use is None:
        return f"libre depuis {write_hour(line.free_since.time())}" if line.free_since else "libre aujourd’hui"
    if line.state is PostState.OUT:
        return f"signalé {day_words(use.started_at, now)}"
    if line.state is PostState.ASKING and use.asked_at is not None:
        gone = minutes_since(use.asked_at, now)
        return f"attend depuis {gone} min" if gone else "vient de demander"
    since = f"depuis {since_words(use.started_at, now)}"
    if line.state is PostState.HELPED and use.need:
        return f"{since}, {use.need}"
    left = minutes_left(use, now)
    if left > 0:
        return f"{since}, reste {left} min"
    return f"{since}, {-left} min de trop" if waiting else f"{since}, prolongé"


def since_words(at: dt.datetime, now: dt.datetime) -> str:
    """The hour, with the day when it is another one."""
    hour = write_hour(at.time())
    return hour if at.date() == now.date() else f"{day_words(at, now)} {hour}"


def day_words(at: dt.datetime, now: dt.datetime) -> str:
    """« à 9:40 » today, « hier », « le 3 juin »."""
    days = (now.date() - at.date()).days
    if days <= 0:
        return f"à {write_hour(at.time())}"
    return "hier" if days == 1 else f"le {at.day}{'er' if at.day == 1 else ''} {MONTHS[at.month - 1]}"


def occupied_words(posts: Sequence[PostLine], waiting: int) -> str:
    """« 6 postes sur 8 occupés, 1 personne demande de l’aide »."""
    if not posts:
        return "Aucun poste déclaré"
    taken = sum(line.state not in (PostState.FREE, PostState.OUT) for line in posts)
    asking = sum(line.state is PostState.ASKING for line in posts)
    several = "s" if taken > 1 else ""
    parts = [f"{taken} poste{several} sur {len(posts)} occupé{several}"]
    if asking:
        parts.append(f"{asking} personnes demandent de l’aide" if asking > 1 else "1 personne demande de l’aide")
    if waiting:
        parts.append(f"{waiting} personnes attendent un poste" if waiting > 1 else "1 personne attend un poste")
    return ", ".join(parts)


def over_words(name: str, waiting: int) -> str:
    """« M. LEBRUN a dépassé son heure, personne n’attend. »: a word, never an end."""
    if not waiting:
        return f"{name} a dépassé son heure, personne n’attend."
    wait = "1 personne attend" if waiting == 1 else f"{waiting} personnes attendent"
    return f"{name} a dépassé son heure, {wait} un poste."


def longest_asking(posts: Iterable[PostLine]) -> PostLine | None:
    """Who has been asking for help for the longest time."""
    asking = [line for line in posts if line.state is PostState.ASKING and line.use is not None]
    return min(
        asking, key=lambda line: line.use.asked_at if line.use and line.use.asked_at else dt.datetime.max, default=None
    )


def first_free(space: Space) -> Post | None:
    """The first post where somebody can sit."""
    return next((line.post for line in space.posts if line.state is PostState.FREE), None)
