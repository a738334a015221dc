"""The repository checks itself: sizes, words, commands, icons, platforms, ignores."""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import files
from itertools import chain, pairwise
from pathlib import Path

import pytest

import ceis_desk
from ceis_desk.platforms import PLATFORMS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ceis_desk"
ICONS = ROOT / "resources" / "icons"
GLOSSARY = ROOT / "docs" / "glossary.md"
GUIDES = (ROOT / "README.md", ROOT / "docs" / "guide-utilisateur.md")

MODULE_LINES, PAGE_CLASS_LINES, FUNCTION_LINES, SHORT_SHARE = 400, 250, 30, 0.9
EMPTY_NAMES = {"utils", "helpers", "common", "misc", "manager"}
# The field's own nouns, kept in French in the code: each one used is explained in the glossary.
# fmt: off
FIELD_NOUNS = (
    "parcours", "frein", "motif", "emargement", "qpv", "pec", "surendettement", "reste_a_vivre",
    "quotite_saisissable", "quotient_familial", "ccas", "ceis", "caf", "rsa", "apl", "fsl", "pcb", "fnt", "nir",
    "siao", "spip", "iae", "chantier", "apurement", "bordereau", "domiciliation", "tutelle", "curatelle",
    "banque_de_france", "recevabilite", "moratoire", "referent", "prescripteur", "usager", "quartier", "unis_vers",
)
# fmt: on


@dataclass(frozen=True)
class Facts:
    """What a module says of itself, read in one walk: its tree is dropped, a thousand of them weigh on every test."""

    names: frozenset[str]
    strings: frozenset[str]
    icons: frozenset[str]
    imports: frozenset[str]
    classes: tuple[tuple[str, int], ...]
    functions: tuple[tuple[str, int], ...]
    typed: tuple[tuple[int, bool], ...]
    """Of each `keyClicks`: its line, and whether all that it types is known to be ASCII."""


@cache
def facts(path: Path) -> Facts:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))))
    named = (getattr(node, field, None) for node in nodes for field in ("id", "attr", "arg", "name"))
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return Facts(
        frozenset(name for name in named if isinstance(name, str)),
        frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)),
        frozenset(chain.from_iterable(map(icons_asked, nodes))),
        frozenset(chain.from_iterable(map(qt_modules, nodes))),
        tuple((node.name, length(node)) for node in nodes if isinstance(node, ast.ClassDef)),
        tuple((node.name, length(node)) for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)),
        tuple((call.lineno, types_ascii(call)) for call in calls if method(call) == "keyClicks"),
    )


def method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def literal(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return literal(node.body) | literal(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def icons_asked(node: ast.AST) -> set[str]:
    """The literal names given to `icon(…)`, `pixmap(…)`, `set_icon(…)`, or as `icon=…`."""
    if isinstance(node, ast.keyword) and node.arg == "icon":
        return literal(node.value)
    asks = isinstance(node, ast.Call) and node.args and method(node) in {"icon", "pixmap", "set_icon"}
    return literal(node.args[0]) if isinstance(node, ast.Call) and asks else set()


def qt_modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("PySide6"):
        inside = node.module.partition(".")[2]
        return [inside.partition(".")[0]] if inside else [alias.name for alias in node.names]
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[1] for alias in node.names if alias.name.startswith("PySide6.")]
    return []


def types_ascii(call: ast.Call) -> bool:
    return all(text.isascii() for argument in call.args[1:] for text in literal(argument) or {"é"})


def product() -> list[Path]:
    return [ROOT / "desk.py", *sorted(PACKAGE.rglob("*.py")), *sorted((ROOT / "benchmarks").glob("*.py"))]


def everything() -> list[Path]:
    return [*product(), *sorted((ROOT / "tests").rglob("*.py"))]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


# Sizes


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    sizes = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in product()}
    assert len(sizes) > 50
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}


def test_no_class_of_the_windows_is_longer_than_two_hundred_and_fifty_lines() -> None:
    classes = {
        f"{short(path)}:{name}": lines
        for path in sorted((PACKAGE / "ui").rglob("*.py"))
        for name, lines in facts(path).classes
    }
    assert classes
    assert {name: size for name, size in classes.items() if size > PAGE_CLASS_LINES} == {}


def test_nine_functions_in_ten_fit_in_thirty_lines() -> None:
    sizes = [(lines, f"{short(path)}:{name}") for path in product() for name, lines in facts(path).functions]
    long = sorted((size for size in sizes if size[0] > FUNCTION_LINES), reverse=True)
    assert len(sizes) - len(long) >= SHORT_SHARE * len(sizes), long[:10]


# Words


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@cache
def identifiers() -> frozenset[str]:
    """Every name of the program, and every code written as a string, in snake case between underscores."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        found.update(path.relative_to(PACKAGE).with_suffix("").parts)
        found.update(text for text in facts(path).strings if re.fullmatch(r"[a-z][a-z0-9_]*", text))
        found.update(facts(path).names)
    return frozenset(f"_{snake(name).strip('_')}_" for name in found)


def is_used(word: str) -> bool:
    stem = snake(word).strip("_")
    return any(f"_{stem}_" in name or f"_{stem}s_" in name for name in identifiers())


def glossary() -> list[list[str]]:
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if row[0] != "French" and not set(row[0]) <= set("-: ")]


def code_words(row: list[str]) -> list[str]:
    return [word.strip("` ") for word in re.split(r"[,/·]", row[1]) if word.strip("` ")]


def test_each_line_of_the_glossary_has_its_word_its_code_its_sentence_and_its_source() -> None:
    rows = glossary()
    assert rows
    assert [row for row in rows if len(row) != 4 or not all(row)] == []


def test_each_code_word_of_the_glossary_is_a_name_of_the_program() -> None:
    words = [word for row in glossary() for word in code_words(row)]
    assert [word for word in words if not is_used(word.rpartition(".")[2])] == []


def test_each_french_noun_of_the_code_is_in_the_glossary() -> None:
    explained = {snake(word) for row in glossary() for word in code_words(row)}
    used = {noun for noun in FIELD_NOUNS if is_used(noun)}
    assert {noun for noun in used if not any(f"_{noun}_" in f"_{word}_" for word in explained)} == set()


def test_no_module_bears_a_name_that_says_nothing() -> None:
    named = {part for path in everything() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert named & EMPTY_NAMES == set()


def test_no_text_holds_the_narrow_space_that_our_font_cannot_draw() -> None:
    texts = [*everything(), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    assert [short(path) for path in texts if "\N{NARROW NO-BREAK SPACE}" in path.read_text(encoding="utf-8")] == []


# Commands


def commands() -> set[str]:
    """Every command of `cli`, with its nouns: `stats month`."""
    cli = importlib.import_module("ceis_desk.cli")
    makers = [
        maker
        for _, maker in inspect.getmembers(cli, inspect.isfunction)
        if str(inspect.signature(maker).return_annotation).endswith("ArgumentParser")
        and not inspect.signature(maker).parameters
    ]
    assert makers, "cli offers no function without argument that returns its ArgumentParser"
    return set(leaves(makers[0](), ""))


def leaves(parser: argparse.ArgumentParser, path: str) -> Iterator[str]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for group in groups:
        for name, child in group.choices.items():
            yield from leaves(child, f"{path} {name}".strip())
    if not groups:
        yield path


def documented() -> set[str]:
    """What follows `desk.py run` in the guides, up to the first argument."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in GUIDES)
    calls = re.findall(r"desk\.py run((?: --(?:store|user) \S+)*)((?: [a-z][a-z-]*)+)", text)
    return {words.strip() for _, words in calls}


def test_each_command_is_documented() -> None:
    known = documented()
    assert known
    assert {name for name in commands() if not any(f"{words} ".startswith(f"{name} ") for words in known)} == set()


def test_each_documented_command_exists() -> None:
    existing = commands()
    assert {
        words for words in documented() if not any(f"{words} ".startswith(f"{name} ") for name in existing)
    } == set()


# Icons and platforms


def asked_icons() -> set[str]:
    asked = chain.from_iterable(facts(path).icons for path in PACKAGE.rglob("*.py"))
    return {*asked, *(platform.icon for platform in PLATFORMS)} - {""}


def test_each_icon_asked_for_is_there() -> None:
    assert asked_icons() - {path.stem for path in ICONS.glob("*.svg")} == set()


def test_each_icon_is_used() -> None:
    said = {text for path in PACKAGE.rglob("*.py") for text in facts(path).strings}
    styled = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "style").glob("*.qss"))
    icons = [path.stem for path in ICONS.glob("*.svg")]
    assert icons
    assert [icon for icon in sorted(icons) if icon not in said and f"{icon}.svg" not in styled] == []


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.code)
def test_a_platform_is_complete(platform: object) -> None:
    from ceis_desk.platforms.declaration import Platform
    from ceis_desk.ui.kit.tokens import DARK, LIGHT

    assert isinstance(platform, Platform)
    assert platform.label
    assert (ICONS / f"{platform.icon}.svg").is_file()
    assert all(re.fullmatch("#[0-9A-Fa-f]{6}", getattr(tokens, platform.colour)) for tokens in (LIGHT, DARK))


def test_each_folder_of_platforms_is_declared_once() -> None:
    folders = {path.parent.name for path in (PACKAGE / "platforms").glob("*/__init__.py")}
    codes = [platform.code for platform in PLATFORMS]
    assert len(codes) == len(set(codes))
    assert folders | {"reception"} == set(codes)


# Habits


def test_tests_never_type_accents_with_bare_key_clicks() -> None:
    modules = [path for path in (ROOT / "tests").rglob("*.py") if "keyClicks" in said(path)]
    bare = [f"{short(path)}:{line}" for path in modules for line, plain in facts(path).typed if not plain]
    assert bare == []


@pytest.mark.parametrize(("code", "plain"), [('q.keyClicks(f, "bena")', True), ('q.keyClicks(f, "bené")', False)])
def test_accents_among_bare_key_clicks_are_seen(tmp_path: Path, code: str, *, plain: bool) -> None:
    (tmp_path / "typing.py").write_text(code, encoding="utf-8")
    assert facts(tmp_path / "typing.py").typed == ((1, plain),)


def test_only_the_modules_of_pyside6_essentials_are_imported() -> None:
    essentials = {path.name.partition(".")[0] for path in files("PySide6-Essentials") or [] if path.suffix == ".pyi"}
    assert {"QtCore", "QtWidgets"} <= essentials
    modules = [path for path in everything() if "PySide6" in said(path)]
    used = {(short(path), name) for path in modules for name in facts(path).imports}
    assert used
    assert {(path, name) for path, name in used if name not in essentials} == set()


def comments(path: Path) -> Iterator[tuple[int, str]]:
    if not DIRECTIVE.search(said(path)):
        return  # reading every sign of a thousand modules takes longer than all the rest
    for token in tokenize.generate_tokens(io.StringIO(said(path)).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


DIRECTIVE = re.compile(r"#\s*(?:type:\s*ignore|noqa|pragma|ruff:|mypy:)")
CODED = re.compile(r"#\s*(?:type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)")


def has_reason(comment: str) -> bool:
    """`# noqa: BLE001 whoever asked gets it` and `# type: ignore[misc]  # no types` say why; a bare one does not."""
    rest = CODED.sub("", comment)
    return not DIRECTIVE.search(rest) and bool(re.search(r"[^\W\d_]{3,}", rest))


def test_each_ignore_gives_its_reason() -> None:
    silent = [
        f"{short(path)}:{line} {comment}"
        for path in everything()
        for line, comment in comments(path)
        if DIRECTIVE.search(comment) and not has_reason(comment)
    ]
    assert silent == []


@pytest.mark.parametrize("comment", ["# noqa", "# noqa: S608", "# type: ignore", "# type: ignore[misc]  # noqa: E501"])
def test_an_ignore_without_reason_is_seen(comment: str) -> None:
    assert DIRECTIVE.search(comment)
    assert not has_reason(comment)


def test_each_ignored_lint_rule_gives_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "ignore_imports" not in text, "an exception to an import contract needs a decision page"
    said = tomllib.loads(text)["tool"]["ruff"]["lint"]["per-file-ignores"]
    bare = [glob for glob in said if not re.search(re.escape(f'"{glob}" = [') + r"[^#\]]*[\],][^\n]*#", text)]
    assert bare == []


# Pages that speak of the house


def test_the_architecture_page_gives_the_order_that_the_machine_checks() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    page = " ".join((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split())
    assert " > ".join(layers) in page


def test_the_decisions_are_numbered_without_hole() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers[0] == 1
    assert all(two - one == 1 for one, two in pairwise(numbers))


def test_the_version_is_said_once_for_all() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == ceis_desk.__version__


def test_the_continuous_check_runs_the_test_command_of_the_readme_and_nothing_else() -> None:
    steps = [
        line for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() if line.startswith("python")
    ]
    assert steps == ["python3 desk.py test"]
    assert steps[0] in (ROOT / "README.md").read_text(encoding="utf-8")
