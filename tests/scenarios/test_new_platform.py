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
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    copy = tmp_path_factory.mktemp("logement")
    for part in ("ceis_desk", "resources"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    add_lodging(copy)
    # -I leaves the folder of the tests and the environment out: the copy comes first, whatever is installed.
    start = f"import runpy, sys; sys.path[:0] = {[str(copy), str(ROOT)]!r}; sys.argv[1:] = [{str(copy)!r}]; "
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{start}runpy.run_path({str(SCRIPT)!r})"],
        capture_output=True, text=True, timeout=SECONDS, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_its_motif_is_a_tile_of_the_check_in_in_its_colour(told: dict[str, Any]) -> None:
    assert told["tile"] == ["Aide au logement", "warn", "lodging-mark", "warn"]
    assert told["icon"] is False


def test_it_is_offered_for_motifs_and_for_sessions(told: dict[str, Any]) -> None:
    assert told["motif form"] == ["lodging", "Logement"]
    assert told["session form"][-1] == "Logement"


def test_its_sessions_are_drawn_in_the_agenda_in_its_colour(told: dict[str, Any]) -> None:
    assert told["agenda"] == ["warn", "warn_s"]


def test_it_has_a_lane_in_the_parcours_in_its_colour(told: dict[str, Any]) -> None:
    assert told["lane"] == ["Logement", "warn", "warn_s"]


def test_without_a_page_its_card_leads_to_the_agenda_and_tells_its_day(told: dict[str, Any]) -> None:
    assert told["way"] == ["Logement", "agenda", "lodging", False]
    assert told["today"] == ["14:00\u00a0: Lire son bail, personne d’inscrit"]


def test_it_is_a_line_of_the_statistics_and_of_the_monthly_report(told: dict[str, Any]) -> None:
    assert "Logement" in told["screen"]
    assert any(line.startswith("Logement 6") for line in told["printed"])
    assert told["june"] == 6


def test_the_figures_of_before_keep_the_platform_that_the_motif_had_then(told: dict[str, Any]) -> None:
    assert told["may"] == [0, 6]


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
