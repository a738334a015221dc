"""The one entry for a newcomer, on every system: `run`, `test`, `check --long`. Standard library only."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "ceis-desk.stamp"
APP_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"

# What Qt's wheels expect from Debian and Ubuntu: seen missing one by one on a bare Debian 12.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
TEST_TOOLS = {"Xvfb": "xvfb", "xauth": "xauth", "qpdf": "qpdf"}

USAGE = """Usage : python3 desk.py run [ARGUMENTS]    ouvre CEIS Desk, ou lance la commande donnée
        python3 desk.py test [ARGUMENTS]   vérifie tout : mise en forme, style, types, contrats, tests
        python3 desk.py check --long       lance les longues campagnes, puis les mesures"""


class Stop(Exception):
    """One French sentence for the person at the keyboard."""


def main(words: Sequence[str]) -> int:
    """Do what the first word says; returns the exit code of what was run."""
    if sys.version_info < (3, 11):  # noqa: UP036 whoever starts this file chose the interpreter, not the project
        raise Stop(
            "CEIS Desk demande Python 3.11 ou plus récent. Rien n’a été modifié : installez-le puis recommencez."
        )
    command, arguments = (words[0], list(words[1:])) if words else ("", [])
    if command == "run":
        return run(arguments)
    if command == "test" or (command == "check" and not arguments):
        return test(arguments)
    if command == "check" and arguments[0] == "--long":
        return check_long(arguments[1:])
    print(USAGE, file=sys.stdout if command in {"-h", "--help"} else sys.stderr)
    return 0 if command in {"-h", "--help"} else 2


def run(arguments: list[str]) -> int:
    """Set everything up, then `python -m ceis_desk`, from the folder of whoever asks: paths given stay theirs."""
    provide_libraries(needed=opens_window(arguments))
    provide_environment(APP_LOCK, DEV_LOCK)
    return call([venv_python(), "-P", "-m", "ceis_desk", *arguments], PYTHONPATH=str(ROOT))


def opens_window(arguments: Iterable[str]) -> bool:
    """Whether the program will need Qt: no command, or `open`."""
    words = iter(arguments)
    for word in words:
        if word in {"--store", "--user"}:
            next(words, None)
        elif not word.startswith("-"):
            return word == "open"
        elif word in {"-h", "--help", "--version"}:
            return False
    return True


def test(arguments: list[str]) -> int:
    """The whole test command: stops at the first quick step that says no; types and contracts go beside the tests.

    The last line is pytest’s own, unless what goes beside says no.
    """
    prepare_tests()
    python = venv_python()
    quick = [
        ("Mise en forme", [python, "-m", "ruff", "format", "--check", "."]),
        ("Style", [python, "-m", "ruff", "check", "."]),
    ]
    beside = [
        ("Types", [python, "-m", "mypy", "--strict"]),
        ("Contrats d’import", [venv_script("lint-imports"), "--no-logo"]),
    ]
    # A file stays with one worker: what it makes once is made once. Big files come early in the order of the tree.
    tests = [python, "-m", "pytest", "-n", "3", "--dist", "loadfile", "--no-loadscope-reorder", *arguments]
    for title, step in quick:
        print(f"\n== {title} : {shown(step)}", flush=True)
        code = call(step, folder=ROOT)
        if code:
            return code
    with ThreadPoolExecutor(1) as worker:
        # They hold one core; the tests wait for the disk now and then, and start meanwhile.
        seen = [(title, worker.submit(tell, title, step)) for title, step in beside]
        print(f"\n== Tests : {shown(tests)}", flush=True)
        # Three workers and a hundred children read the same modules: compiled once, whatever this machine asks for.
        code = call(tests, folder=ROOT, QT_QPA_PLATFORM="offscreen", PYTHONDONTWRITEBYTECODE="")
    for title, told in seen:
        if told.result():
            say(f"\n{title} : non. Ce qui ne va pas est écrit plus haut, au-dessus des tests.")
            code = code or told.result()
    return code


def tell(title: str, step: list[str]) -> int:
    """Run beside the tests, and say all of it at once when it has ended; returns the exit code."""
    done = subprocess.run(
        step,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    print(f"\n== {title} : {shown(step)}\n{done.stdout}", flush=True)
    return done.returncode


def check_long(arguments: list[str]) -> int:
    """The long campaigns, then each script of benchmarks/."""
    prepare_tests()
    python = venv_python()
    # Properties too: each is tried on ten times more examples here than in the test command.
    campaigns = [python, "-m", "pytest", "-m", "long or hypothesis", "--timeout", "7200", *arguments]
    print(f"\n== Longues campagnes : {shown(campaigns)}", flush=True)
    code = call(campaigns, folder=ROOT, QT_QPA_PLATFORM="offscreen", CEIS_DESK_LONG="1")
    if code not in {0, 5}:  # 5: no test bears the mark
        return code
    for script in sorted((ROOT / "benchmarks").glob("[!_]*.py")):
        step = [python, "-m", f"benchmarks.{script.stem}"]
        print(f"\n== Mesure : {shown(step)}", flush=True)
        code = call(step, folder=ROOT, QT_QPA_PLATFORM="offscreen", CEIS_DESK_LONG="1")
        if code:
            return code
    return 0


def prepare_tests() -> None:
    """The libraries, the tools and the packages of the tests."""
    provide_libraries(needed=True)
    provide_tools()
    provide_environment(DEV_LOCK)


def provide_libraries(*, needed: bool) -> None:
    """Install the missing libraries of the system when allowed; raises Stop when they are `needed` and stay missing."""
    missing = missing_libraries()
    if not missing:
        return
    install_packages(list(dict.fromkeys(LIBRARIES[name] for name in missing)))
    still = missing_libraries()
    if still and needed:
        raise Stop(
            f"Il manque à ce système de quoi ouvrir une fenêtre ({', '.join(still)}). "
            "Vos données ne sont pas touchées : installez ces bibliothèques, puis relancez la même commande."
        )


def missing_libraries() -> list[str]:
    """The sonames that this Linux cannot load; none on other systems, whose wheels bring everything."""
    return [name for name in LIBRARIES if not loads(name)] if sys.platform.startswith("linux") else []


def loads(name: str) -> bool:
    """Whether the system's loader finds the library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def provide_tools() -> None:
    """Install the missing tools of the tests when allowed; the tests that use one say so themselves."""
    missing = [package for tool, package in TEST_TOOLS.items() if not shutil.which(tool)]
    if missing and sys.platform.startswith("linux"):
        install_packages(missing)


def install_packages(packages: list[str]) -> None:
    """By apt-get as root; otherwise, or when it fails, say the one line to type."""
    apt = shutil.which("apt-get")
    if not apt:
        say(f"Ce système n’a pas apt-get : installez l’équivalent des paquets Debian {' '.join(packages)}.")
        return
    packages = [newest_name(package) for package in packages]
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        say(f"Il manque des paquets du système. La ligne à taper, une seule fois :\n    sudo {shlex.join(line)}")
        return
    say(f"Installation de paquets du système : {' '.join(packages)}")
    done = apt_get(line)
    if done.returncode:  # a new machine knows no package before its first update
        apt_get(["apt-get", "update"])
        done = apt_get(line)
    if done.returncode:
        say(f"{done.stderr.strip()}\nL’installation n’a pas abouti. La ligne à taper :\n    {shlex.join(line)}")


def apt_get(line: list[str]) -> subprocess.CompletedProcess[str]:
    """Run one apt-get line that asks nothing."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(line, env=quiet, capture_output=True, text=True, check=False)


def newest_name(package: str) -> str:
    """Later Debian and Ubuntu renamed libglib2.0-0 to libglib2.0-0t64."""
    renamed = f"{package}t64"
    known = shutil.which("apt-cache") and succeeds(["apt-cache", "show", "--no-all-versions", renamed])
    return renamed if package == "libglib2.0-0" and known else package


def provide_environment(lock: Path, *also: Path) -> None:
    """Make .venv hold `lock`; an environment that holds one of `also`, which contains it, is as good.

    The stamp, the fingerprint of the installed lock, is written last: without it nothing is taken for granted.
    """
    stamp = STAMP.read_text(encoding="utf-8").strip() if STAMP.is_file() else ""
    if stamp and not healthy():
        stamp = ""
    if stamp in {fingerprint(path) for path in (lock, *also)}:
        return
    if not stamp or not has_pip():
        create_environment()
    STAMP.unlink(missing_ok=True)
    say("Installation des dépendances, une seule fois…")
    pip = [venv_python(), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    code = call([*pip, "--disable-pip-version-check", "--no-input", "-qq", "-r", str(lock)])
    if code:
        raise Stop(
            "Les dépendances n’ont pas pu être installées. Vos données ne sont pas touchées : "
            "vérifiez la connexion et la place libre, puis relancez la même commande."
        )
    STAMP.write_text(fingerprint(lock) + "\n", encoding="utf-8")


def fingerprint(lock: Path) -> str:
    """The sha256 of a lock, whatever its line ends."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def healthy() -> bool:
    """Whether the environment's Python starts and sees its packages: a system upgrade may have broken it."""
    return succeeds([venv_python(), "-c", "import platformdirs"])


def has_pip() -> bool:
    """An environment made by another tool may have none."""
    return succeeds([venv_python(), "-c", "import pip"])


def create_environment() -> None:
    """A new .venv in place of whatever is there; raises Stop when Python's own modules for it are missing."""
    if not importlib.util.find_spec("ensurepip"):  # Debian ships it apart
        install_packages(["python3-venv"])
    say("Création de l’environnement Python (.venv)…")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        say((made.stdout + made.stderr).strip())
        raise Stop(
            "L’environnement Python n’a pas pu être créé dans le dossier .venv. Vos données ne sont pas touchées : "
            "vérifiez que le dossier accepte l’écriture, puis relancez la même commande."
        )


def venv_python() -> str:
    """The environment's interpreter."""
    return str(VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python")


def venv_script(name: str) -> str:
    """A command that a package installed in the environment."""
    return str(VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name)


def call(command: list[str], folder: Path | None = None, **variables: str) -> int:
    """Run with our own screen and keyboard; returns the exit code, 128 + n for a signal as shells do."""
    code = subprocess.run(command, cwd=folder, env={**os.environ, **variables}, check=False).returncode
    return code if code >= 0 else 128 - code


def succeeds(command: list[str]) -> bool:
    """Whether the command exists and ends well; what it prints is not shown."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def shown(command: list[str]) -> str:
    """The command as one would type it from the project's folder."""
    return shlex.join(command).replace(str(ROOT) + os.sep, "")


def say(sentence: str) -> None:
    """On stderr: stdout belongs to what is run, and may be JSON."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text stream, when a console starts us
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        say(str(stop))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
