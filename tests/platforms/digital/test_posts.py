"""What a post is doing, how long is left, and the sentences that say so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ceis_desk.core.ids import new_id
from ceis_desk.platforms.digital.model import Post, PostLine, PostState, PostUse, Space, UseKind
from ceis_desk.platforms.digital.posts import (
    as_setting,
    first_free,
    is_over,
    lines_of,
    longest_asking,
    minutes_left,
    minutes_of,
    occupied_words,
    over_words,
    posts_of,
    share_used,
    state_of,
    use_words,
)

NOW = dt.datetime(2019, 6, 18, 10, 52)
POSTS = tuple(Post(str(number), f"Poste {number}") for number in range(1, 9))


def seated(post: str = "1", minutes_ago: int = 47, **more: object) -> PostUse:
    use = PostUse(
        new_id(), 1, post, UseKind.USE, NOW - dt.timedelta(minutes=minutes_ago), civility="M.", used_name="Serrano"
    )
    return replace(use, **more)  # type: ignore[arg-type]  # fields of any type


def line(use: PostUse | None) -> PostLine:
    return PostLine(POSTS[0], state_of(use), use)


def never(_code: str) -> dt.datetime | None:
    return None


def ago(minutes: int) -> dt.datetime:
    return NOW - dt.timedelta(minutes=minutes)


def test_a_post_is_free_taken_asking_helped_or_out_of_order() -> None:
    assert state_of(None) is PostState.FREE
    assert state_of(seated()) is PostState.TAKEN
    assert state_of(seated(asked_at=ago(4))) is PostState.ASKING
    assert state_of(seated(asked_at=ago(4), helped_at=ago(2))) is PostState.HELPED
    assert state_of(seated(kind=UseKind.OUT)) is PostState.OUT


def test_help_asked_for_again_after_a_first_help_is_to_be_given() -> None:
    assert state_of(seated(helped_at=ago(30))) is PostState.TAKEN
    assert state_of(seated(helped_at=ago(30), asked_at=ago(1))) is PostState.ASKING


def test_the_line_of_a_post_says_since_when_and_what_is_left() -> None:
    assert use_words(line(seated()), NOW, 0) == "depuis 10:05, reste 13 min"
    assert use_words(line(seated(asked_at=ago(4))), NOW, 0) == "attend depuis 4 min"
    helped = seated(minutes_ago=6, asked_at=ago(6), helped_at=ago(6), need="tablette")
    assert use_words(line(helped), NOW, 0) == "depuis 10:46, tablette"
    assert use_words(PostLine(POSTS[0], PostState.FREE, None, ago(32)), NOW, 0) == "libre depuis 10:20"
    assert use_words(line(None), NOW, 0) == "libre aujourd’hui"
    out = seated(minutes_ago=24 * 60, kind=UseKind.OUT, need="Écran noir")
    assert use_words(line(out), NOW, 0) == "signalé hier"
    old = seated(minutes_ago=17 * 24 * 60, kind=UseKind.OUT)
    assert use_words(line(old), NOW, 0) == "signalé le 1er juin"


def test_an_hour_past_is_prolonged_while_nobody_waits_and_never_ends_by_itself() -> None:
    use = seated(minutes_ago=66)
    assert is_over(use, NOW)
    assert state_of(use) is PostState.TAKEN
    assert use_words(line(use), NOW, 0) == "depuis 9:46, prolongé"
    assert use_words(line(use), NOW, 1) == "depuis 9:46, 6 min de trop"
    assert over_words("M. LEBRUN", 0) == "M. LEBRUN a dépassé son heure, personne n’attend."
    assert over_words("M. LEBRUN", 1) == "M. LEBRUN a dépassé son heure, 1 personne attend un poste."
    assert over_words("M. LEBRUN", 2) == "M. LEBRUN a dépassé son heure, 2 personnes attendent un poste."


def test_the_hour_begins_with_sixty_minutes_and_is_over_at_its_last_second() -> None:
    use = seated(minutes_ago=0)
    assert (minutes_left(use, NOW), share_used(use, NOW)) == (60, 0.0)
    assert not is_over(use, NOW + dt.timedelta(minutes=59, seconds=59))
    assert is_over(use, NOW + dt.timedelta(minutes=60))
    assert share_used(use, NOW + dt.timedelta(hours=3)) == 1.0
    assert not is_over(seated(minutes_ago=500, kind=UseKind.OUT), NOW)


def test_the_page_counts_who_is_there_who_asks_and_who_waits() -> None:
    uses = [seated(str(number)) for number in (1, 2, 4, 6, 8)]
    uses += [seated("5", asked_at=ago(4)), seated("7", kind=UseKind.OUT)]
    lines = lines_of(POSTS, uses, never)
    assert occupied_words(lines, 0) == "6 postes sur 8 occupés, 1 personne demande de l’aide"
    assert occupied_words(lines[:1], 2) == "1 poste sur 1 occupé, 2 personnes attendent un poste"
    assert occupied_words((), 0) == "Aucun poste déclaré"


def test_who_asked_first_is_helped_first() -> None:
    uses = [seated("2", asked_at=ago(3)), seated("6", asked_at=ago(9)), seated("1")]
    found = longest_asking(lines_of(POSTS, uses, never))
    assert found is not None
    assert found.post.code == "6"
    assert longest_asking(lines_of(POSTS, uses[2:], never)) is None


def test_of_two_lines_open_on_one_post_the_latest_to_come_is_shown() -> None:
    early, late = seated("1", 50), seated("1", 5)
    assert lines_of(POSTS[:1], [late, early], never)[0].use == late


def test_the_first_free_post_is_offered_and_none_when_all_are_taken() -> None:
    lines = lines_of(POSTS[:2], [seated("1")], never)
    assert first_free(Space(lines)) == POSTS[1]
    assert first_free(Space(lines[:1])) is None


def test_posts_are_read_of_the_settings_and_what_is_no_list_gives_none() -> None:
    assert posts_of(as_setting(POSTS)) == POSTS
    assert posts_of(None) == posts_of('[{"code": "1"}]') == posts_of("3") == ()
    assert (minutes_of("45"), minutes_of(None), minutes_of("0"), minutes_of('"x"')) == (45, 60, 60, 60)
