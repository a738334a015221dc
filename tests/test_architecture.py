"""The import contracts, broken on purpose: a contract that cannot fail protects nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenarios.desks import new_desk

ROOT = Path(__file__).resolve().parent.parent
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
HEAVY = {
    "alembic",
    "argon2",
    "charset_normalizer",
    "cryptography",
    "holidays",
    "openpyxl",
    "phonenumbers",
    "pikepdf",
    "pypdfium2",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
    "sqlalchemy",
    "sqlcipher3",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "ceis_desk", tmp_path / "ceis_desk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_house_keeps_its_contracts(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout
    assert "6 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        ("layers", "core/__init__.py", "import ceis_desk.people"),
        ("layers", "reception/__init__.py", "import ceis_desk.parcours"),
        ("platforms", "platforms/budget/__init__.py", "import ceis_desk.platforms.health"),
        ("doors", "ui/__init__.py", "import ceis_desk.data"),
        ("doors", "cli/__init__.py", "import ceis_desk.reports"),
        ("qt", "people/__init__.py", "import PySide6.QtCore"),
        ("sql", "statistics/__init__.py", "import sqlalchemy"),
        ("sql", "ui/__init__.py", "import sqlite3"),
        ("reportlab", "data/__init__.py", "import reportlab"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(copy: Path, contract: str, module: str, line: str) -> None:
    source = copy / "ceis_desk" / module
    source.write_text(f"{source.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    done = lint(copy, "--contract", contract)
    assert done.returncode == 1
    assert "0 kept, 1 broken" in done.stdout


def test_a_folder_outside_the_declared_order_breaks_the_contract(copy: Path) -> None:
    (copy / "ceis_desk" / "elsewhere").mkdir()
    (copy / "ceis_desk" / "elsewhere" / "__init__.py").touch()
    done = lint(copy, "--contract", "layers")
    assert done.returncode == 1
    assert "elsewhere" in done.stdout


@pytest.mark.parametrize("module", ["app", "cli", "ui.shell"])
def test_nothing_heavy_is_imported_before_the_first_paint(module: str) -> None:
    code = f"import ceis_desk.{module}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert HEAVY & set(done.stdout.split()) == set()


def test_the_agents_are_seen_from_outside_before_sql_is_imported(tmp_path: Path) -> None:
    with new_desk(tmp_path / "registre") as desk:
        folder = desk.folder
    code = (
        "import sys; from pathlib import Path; from ceis_desk.data.threshold import look; "
        "print(len(look(Path(sys.argv[1])).accounts), *{name.partition('.')[0] for name in sys.modules})"
    )
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    count, *modules = done.stdout.split()
    assert int(count) == 3
    # Names hidden under a key of the desk: the cryptography alone comes with them.
    assert HEAVY & set(modules) == {"cryptography"}
