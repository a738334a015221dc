"""« Logement » is added by a folder, a line and an icon: then everything that lists platforms has it.

It is added in a copy of the program, as somebody would do it, and a day is lived with it in a process of its own: the
one of the tests has read the list of platforms already.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ceis_desk.drawing.lanes import hue_of
from ceis_desk.platforms import PLATFORMS, RECEPTION
from ceis_desk.reports.icons import _COLOURS as PRINTED
from ceis_desk.reports.paper import _INKS as INKS
from ceis_desk.ui.kit.tokens import DARK, LIGHT

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("lodging_day.py")
FOLDER = '''"""Housing."""

from ceis_desk.platforms.declaration import Platform

PLATFORM = Platform("lodging", "Logement", "lodging-mark", "warn")
'''
SECONDS = 120
MOST_CODES = 2
NOBODY = dict.fromkeys([*(platform.code for platform in PLATFORMS), "lodging"], 0)
# Roles and freins have codes of their own, some of which are spelled as those of platforms; the plain page has
# sentences for some platforms and one for all the others; a platform that has a page of its own declares it.
APART = frozenset(
    {
        "access/model.py",
        "parcours/freins.py",
        "parcours/model.py",
        "parcours/plain.py",
        "ui/parcours/leading.py",
        "ui/shell/pages.py",
    }
)


def add_lodging(copy: Path) -> None:
    """The folder, the line (with its name among those imported) and the icon."""
    platforms = copy / "ceis_desk" / "platforms"
    (platforms / "lodging").mkdir()
    (platforms / "lodging" / "__init__.py").write_text(FOLDER, encoding="utf-8")
    words = (platforms / "__init__.py").read_text(encoding="utf-8")
    words = words.replace("digital, employment, health\n", "digital, employment, health, lodging\n")
    words = words.replace("    health.PLATFORM,\n", "    health.PLATFORM,\n    lodging.PLATFORM,\n")
    (platforms / "__init__.py").write_text(words, encoding="utf-8")
    icons = copy / "resources" / "icons"
    shutil.copy(icons / "home.svg", icons / "lodging-mark.svg")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("logement")
    for part in ("ceis_desk", "resources"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    add_lodging(copy)
    return copy


@pytest.fixture(scope="module")
def told(copied: Path) -> dict[str, Any]:
    # -I leaves the folder of the tests and the environment out: the copy comes first, whatever is installed.
    start = f"import runpy, sys; sys.path[:0] = {[str(copied), str(ROOT)]!r}; sys.argv[1:] = [{str(copied)!r}]; "
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{start}runpy.run_path({str(SCRIPT)!r})"],
        capture_output=True, text=True, timeout=SECONDS, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_takes_a_folder_a_line_with_its_name_and_an_icon(copied: Path) -> None:
    added, changed = [], []
    for part in ("ceis_desk", "resources"):
        for path in sorted((copied / part).rglob("*")):
            name = path.relative_to(copied)
            if not path.is_file() or "__pycache__" in name.parts:
                continue
            if not (ROOT / name).exists():
                added.append(name.as_posix())
            elif path.read_bytes() != (ROOT / name).read_bytes():
                changed.append(name.as_posix())
    assert added == ["ceis_desk/platforms/lodging/__init__.py", "resources/icons/lodging-mark.svg"]
    assert changed == ["ceis_desk/platforms/__init__.py"]
    before, after = ((root / changed[0]).read_text(encoding="utf-8").splitlines() for root in (ROOT, copied))
    new = [line for line in after if line not in before]
    assert [line.strip() for line in new if "import" not in line] == ["lodging.PLATFORM,"]
    assert len(new) == 2
    assert len(after) == len(before) + 1


def test_its_motif_is_a_tile_of_the_check_in_in_its_colour_and_in_none_on_a_discreet_screen(
    told: dict[str, Any],
) -> None:
    assert told["tile"] == ["Aide au logement", "warn"]
    assert told["discreet tile"][0] == "Aide au logement"
    assert told["discreet tile"][1] != "warn"
    assert told["look"] == ["lodging-mark", "warn"]
    assert told["icon"] is False


def test_it_is_offered_for_motifs_and_for_sessions(told: dict[str, Any]) -> None:
    assert told["motif form"] == ["lodging", "Logement"]
    assert told["session form"][-1] == "Logement"


def test_its_sessions_are_drawn_in_the_agenda_in_its_colour(told: dict[str, Any]) -> None:
    assert told["agenda"] == ["warn", "warn_s"]


def test_it_has_a_lane_in_the_parcours_with_its_colour_and_its_icon(told: dict[str, Any]) -> None:
    assert told["lane"] == ["Logement", "warn", "warn_s", "lodging-mark", "warn"]


def test_what_somebody_does_with_it_stands_on_its_lane_and_her_comings_on_that_of_the_counter(
    told: dict[str, Any],
) -> None:
    lanes = {(lane, day) for lane, day, _words in told["stops"]}
    assert lanes == {
        ("Accueil", "2019-05-14"), ("Accueil", "2019-06-18"), ("Logement", "2019-06-18"), ("Logement", "2019-07-02"),
    }  # fmt: skip
    (session,) = (words for lane, day, words in told["stops"] if (lane, day) == ("Logement", "2019-06-18"))
    assert "Lire son bail" in session


def test_without_a_page_its_card_leads_to_the_agenda_and_tells_its_day(told: dict[str, Any]) -> None:
    assert told["way"] == ["Logement", "agenda", "lodging", False]
    assert told["today"] == ["14:00\u00a0: Lire son bail, 1 inscrit"]


def test_it_is_counted_on_the_screen_in_the_file_and_in_the_monthly_report(told: dict[str, Any]) -> None:
    assert told["june"] == {**NOBODY, "lodging": 7}
    assert (told["screen"]["Logement"], told["screen"]["Accueil"]) == ("7", "0")
    assert told["file"]["lodging"] == {"visits": 7, "participants": 1}
    assert told["printed"][:2] == ["Logement 7 masqué", "Accueil 0 0"]


def test_the_figures_of_before_keep_the_platform_that_the_motif_had_then(told: dict[str, Any]) -> None:
    assert told["may"] == {**NOBODY, "reception": 7}
    assert told["both"] == {**NOBODY, "reception": 7, "lodging": 7}
    assert told["printed of May"][:2] == ["Accueil 7 masqué", "Logement 0 0"]


@pytest.mark.parametrize("figure", ["june", "may", "both", "screen", "file", "printed", "printed of May"])
def test_a_motif_that_leaves_it_takes_no_past_figure_along(told: dict[str, Any], figure: str) -> None:
    assert told[f"{figure} in July"] == told[figure]
    assert told["july"] == {**NOBODY, "reception": 7}


def test_no_module_lists_the_platforms_again() -> None:
    codes = {platform.code for platform in PLATFORMS} - {RECEPTION.code}
    listed = []
    for path in sorted((ROOT / "ceis_desk").rglob("*.py")):
        name = path.relative_to(ROOT / "ceis_desk").as_posix()
        if name.startswith(("platforms/", "data/demo/")) or name in APART:
            continue
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        listed += [name for node in nodes if len(codes & _words_of(node)) > MOST_CODES]
    assert listed == []


def _words_of(node: ast.AST) -> set[str]:
    """The words written one after the other in a list, a tuple, a set or a mapping."""
    parts: list[ast.expr | None] = []
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        parts = list(node.elts)
    elif isinstance(node, ast.Dict):
        parts = [*node.keys, *node.values]
    return {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.code)
def test_a_declaration_is_complete(platform: Any) -> None:  # noqa: ANN401 a platform
    assert platform.label
    assert (ROOT / "resources" / "icons" / f"{platform.icon}.svg").is_file()
    for tokens in (LIGHT, DARK):
        tokens.tone(platform.colour)
        assert getattr(tokens, platform.colour)
    assert platform.colour in PRINTED
    assert all(one in INKS for one in hue_of(platform.colour))
