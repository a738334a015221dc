"""The logo of the structure: chosen, made small, shown, taken away by the administration alone."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ceis_desk.access.coordinates import issuer_of
from ceis_desk.access.site_settings import LOGO_BYTES
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.reports.logo import read_logo
from ceis_desk.ui.settings.logo_card import TOO_BIG, UNREADABLE, LogoCard, logo_of
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import settings_set
from tests.ui.settings.test_site_papers import documents

Open = Callable[..., Bench]


def picture(path: Path, size: tuple[int, int] = (400, 100), mode: str = "RGBA", kind: str = "PNG") -> Path:
    Image.new(mode, size).save(path, kind)
    return path


def opened(content: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(content)))


def card_of(bench: Bench) -> LogoCard:
    return documents(bench).logo


def test_a_logo_chosen_by_keys_is_kept_with_the_settings(
    open_settings: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    bench = open_settings()
    path = picture(tmp_path / "logo.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    card = card_of(bench)
    with qtbot.waitSignal(card.given):
        card.choose.setFocus()
        bench.key(Qt.Key.Key_Space)
    ((name, content),) = settings_set(bench)
    assert name == "issuer_logo"
    assert opened(str(content)).size == (400, 100)


def test_a_logo_that_is_kept_is_shown_with_its_words_and_may_be_taken_away(open_settings: Open, tmp_path: Path) -> None:
    bench = open_settings()
    card = card_of(bench)
    assert card.said.isVisibleTo(card)
    bench.house.settings |= {"issuer_logo": json.dumps(logo_of(picture(tmp_path / "logo.png")))}
    bench.house.store.tell(Change(frozenset({Subject("setting")})))
    assert card.picture.isVisibleTo(card)
    assert card.picture.accessibleName().startswith("Logo\u00a0: ")
    card.drop.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert settings_set(bench) == [("issuer_logo", "")]


def test_a_file_that_is_no_picture_is_said_and_nothing_changes(
    open_settings: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    bench = open_settings()
    path = tmp_path / "logo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n, but nothing of one")
    card = card_of(bench)
    with qtbot.waitSignal(card.refused):
        card.take(path)
    assert bench.refused == [UNREADABLE]
    assert settings_set(bench) == []


def test_who_only_reads_sees_the_logo_and_changes_none(open_settings: Open) -> None:
    card = card_of(open_settings("Claire Fabre"))
    assert not card.choose.isVisibleTo(card)
    assert not card.drop.isVisibleTo(card)


@pytest.mark.parametrize(
    ("mode", "kind", "size"), [("RGB", "JPEG", (3000, 800)), ("CMYK", "JPEG", (90, 90)), ("LA", "PNG", (50, 2000))]
)
def test_any_picture_becomes_a_small_opaque_one_that_letters_can_bear(
    tmp_path: Path, mode: str, kind: str, size: tuple[int, int]
) -> None:
    content = logo_of(picture(tmp_path / "logo", size, mode, kind))
    image = opened(content)
    assert image.mode == "RGB"
    assert image.width <= 900
    assert image.height <= 260
    logo = issuer_of({"issuer_logo": json.dumps(content)}).logo
    assert logo is not None
    assert read_logo(logo) is not None


def test_a_picture_full_of_noise_is_made_smaller_until_it_is_light_enough(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.effect_noise((900, 260), 100).save(path)
    content = logo_of(path)
    assert len(base64.b64decode(content)) <= LOGO_BYTES
    assert opened(content).width < 900


def test_what_is_no_png_or_jpeg_or_is_enormous_or_is_not_there_is_refused(tmp_path: Path) -> None:
    heavy = tmp_path / "heavy.png"
    heavy.write_bytes(bytes(9 * 1024 * 1024))
    wide = picture(tmp_path / "wide.png", (20_000, 3_000), "1")
    for path, words in (
        (picture(tmp_path / "logo.gif", mode="L", kind="GIF"), UNREADABLE),
        (tmp_path / "absent.png", UNREADABLE),
        (tmp_path, UNREADABLE),
        (heavy, TOO_BIG),
        (wide, TOO_BIG),
    ):
        with pytest.raises(Refusal) as refused:
            logo_of(path)
        assert refused.value.sentence == words


def test_a_site_without_a_logo_issues_without_one() -> None:
    assert issuer_of({}).logo is None
    assert issuer_of({"issuer_logo": '""'}).logo is None
    assert issuer_of({"issuer_logo": '"pas une image"'}).logo is None
