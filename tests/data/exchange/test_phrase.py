"""Six words bring two desks together, and four tell two keys apart."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold, tokens
from ceis_desk.data.exchange import phrase as phrases
from ceis_desk.data.exchange.bundle import LAST
from ceis_desk.data.exchange.limits import Beyond
from ceis_desk.data.exchange.phrase import CONTENT_BYTES, PHRASE_MAGIC, open_with_phrase, seal_with_phrase
from ceis_desk.data.exchange.refusals import (
    Hostile,
    Incomplete,
    NewerFormat,
    NotABundle,
    NotAPhraseFile,
    Unreachable,
    Unwritten,
    WrongPhrase,
)
from ceis_desk.data.exchange.words import (
    PHRASE_WORDS,
    SHORTEST,
    ShortPhrase,
    draw_phrase,
    fingerprint,
    read_phrase,
    slip_in,
    words,
)
from ceis_desk.data.keys.envelope import Argon
from tests.data.exchange.bundles import reopen, write

PHRASE = "abeille papillon sandale violon zodiaque brioche"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock is the same, only quicker to turn."""
    monkeypatch.setattr(phrases, "_COST", Argon(memory_kib=64, passes=1, lanes=1))


def test_the_list_is_of_distinct_short_words_that_any_keyboard_types() -> None:
    assert len(words()) == len(set(words())) == 2048
    assert all(word == fold(word) and word.isascii() and word.isalpha() and 4 <= len(word) <= 8 for word in words())
    assert list(words()) == sorted(words())


def test_one_letter_missed_added_changed_or_swapped_never_makes_another_word() -> None:
    shorter: Counter[str] = Counter()
    for word in words():
        shorter.update({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})
    assert [form for form, count in shorter.items() if count > 1 and form in words()] == []
    changed = Counter(form for word in words() for form in {f"{word[:at]}?{word[at + 1 :]}" for at in range(len(word))})
    assert [form for form, count in changed.items() if count > 1] == []
    swapped = {
        f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}": word for word in words() for at in range(len(word) - 1)
    }
    assert [word for word in words() if swapped.get(word, word) != word] == []


def test_a_phrase_has_six_words_of_the_list_and_is_never_the_same() -> None:
    drawn = {draw_phrase() for _ in range(50)}
    assert len(drawn) == 50
    assert all(len(phrase.split()) == PHRASE_WORDS and slip_in(phrase) == "" for phrase in drawn)


@pytest.mark.parametrize(
    "typed",
    [
        PHRASE.upper(),
        f"  {PHRASE.replace(' ', '   ')}\n",
        PHRASE.replace(" ", ", "),
        PHRASE.replace("e", "é"),
        PHRASE.replace(" ", "-"),
        PHRASE.replace(" ", ""),
    ],
)
def test_case_accents_spaces_and_commas_do_not_matter(typed: str) -> None:
    assert read_phrase(typed) == read_phrase(PHRASE)


@pytest.mark.parametrize("typed", ["le petit bateau", "MONTPELLIER", "20190618", "l’été à Sète", "дом у моря"])
def test_any_phrase_of_eight_letters_does(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "liaison.ceis"
    seal_with_phrase(path, b"cles", typed)
    assert open_with_phrase(path, typed.lower().replace(" ", "-")) == b"cles"


@pytest.mark.parametrize("typed", ["", "bateau", "a-b-c-d-e-f-g", "!!!!!!!!!!!!", "🙂" * 12])
def test_a_phrase_too_short_is_refused(typed: str) -> None:
    with pytest.raises(ShortPhrase, match="au moins 8"):
        read_phrase(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            PHRASE.replace("papillon", "papilllon"),
            "Le mot 2, «\u00a0papilllon\u00a0».*était-ce «\u00a0papillon\u00a0»\u00a0\\?",
        ),
        (f"{PHRASE.removesuffix('brioche')} {'xqz' * 400}", "«\u00a0xqzxqzxqzxqzxqzxqzxq…\u00a0».*liste\\."),
        (PHRASE.removesuffix(" brioche"), "compte 5 mots au lieu de 6"),
        (f"{PHRASE} violon", "compte 7 mots au lieu de 6"),
        ("le petit bateau", "vérifiez-la mot à mot"),
        ("un deux trois quatre cinq six", "vérifiez-la mot à mot"),
    ],
)
def test_a_slip_is_named_when_the_file_does_not_open(tmp_path: Path, typed: str, said: str) -> None:
    path = tmp_path / "liaison.ceis"
    seal_with_phrase(path, b"cles", PHRASE)
    with pytest.raises(WrongPhrase, match=said):
        open_with_phrase(path, typed)


@given(typed=st.text(max_size=200))
def test_whatever_is_typed_is_a_secret_or_refused_in_a_sentence(typed: str) -> None:
    if len("".join(tokens(typed))) < SHORTEST:
        with pytest.raises(ShortPhrase, match="Rien n’a changé"):
            read_phrase(typed)
    else:
        assert read_phrase(typed).isalnum()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=3000))
def test_what_was_sealed_with_a_phrase_is_opened_with_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liaison.ceis"
    seal_with_phrase(path, content, PHRASE.upper())
    assert open_with_phrase(path, PHRASE) == content
    assert len(content) < 8 or content not in path.read_bytes()


def test_another_phrase_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "liaison.ceis"
    seal_with_phrase(path, b"cles", PHRASE)
    with pytest.raises(WrongPhrase, match="vérifiez-la mot à mot"):
        open_with_phrase(path, " ".join(reversed(PHRASE.split())))


def test_any_bit_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "liaison.ceis"
    seal_with_phrase(path, b"cles", PHRASE)
    whole = path.read_bytes()
    for at in range(len(whole)):
        for bit in (1, 128):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            with pytest.raises(Refusal):
                open_with_phrase(path, PHRASE)


def test_any_length_but_the_whole_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "liaison.ceis"
    seal_with_phrase(path, b"cles", PHRASE)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(Incomplete):
            open_with_phrase(path, PHRASE)
    path.write_bytes(whole + b"\0")
    with pytest.raises(Incomplete):
        open_with_phrase(path, PHRASE)
    path.write_bytes(whole + LAST)
    with pytest.raises(WrongPhrase):
        open_with_phrase(path, PHRASE)


def test_a_file_of_another_kind_is_said_to_be(tmp_path: Path) -> None:
    path, bundle = tmp_path / "liaison.ceis", tmp_path / "a.ceis"
    seal_with_phrase(path, b"cles", PHRASE)
    write(bundle)
    with pytest.raises(NotABundle):
        reopen(path)
    with pytest.raises(NotAPhraseFile, match="export d’un poste"):
        open_with_phrase(bundle, PHRASE)
    path.write_bytes(b"une lettre quelconque")
    with pytest.raises(NotAPhraseFile, match="ne s’ouvre pas avec une phrase"):
        open_with_phrase(path, PHRASE)
    path.write_bytes(b"CEISP2\0" + bytes(100))
    with pytest.raises(NewerFormat):
        open_with_phrase(path, PHRASE)


def test_a_file_that_is_too_long_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "liaison.ceis"
    with path.open("wb") as file:
        file.write(PHRASE_MAGIC)
        file.truncate(2 * CONTENT_BYTES)
    with pytest.raises(Hostile):
        open_with_phrase(path, PHRASE)
    with pytest.raises(Beyond):
        seal_with_phrase(tmp_path / "b.ceis", bytes(CONTENT_BYTES + 1), PHRASE)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unwritten):
        seal_with_phrase(tmp_path / "absent" / "liaison.ceis", b"", PHRASE)
    with pytest.raises(Unreachable):
        open_with_phrase(tmp_path / "absent" / "liaison.ceis", PHRASE)


def test_a_fingerprint_is_four_words_always_the_same_for_one_key() -> None:
    prints = {fingerprint(os.urandom(32)) for _ in range(8)}
    assert len(prints) == 8
    assert all(len(found.split()) == 4 and set(found.split()) <= set(words()) for found in prints)
    assert fingerprint(bytes(32)) == "pyjama brodeur drainage pistache", (
        "pinned: two versions of the program must say the same words"
    )
