"""What is seen of a store folder from outside: light enough to come before SQLAlchemy and the encrypted file."""

from __future__ import annotations

from pathlib import Path

from ceis_desk.access.door import Threshold
from ceis_desk.core.errors import Refusal

STORE_FILE = "ceis.db"
DEMO_MARK = "exemple"
_PAGE = 4096


def look(folder: Path) -> Threshold:
    """Who may come in; a damaged folder is told, never replaced. Reads files alone, writes nothing."""
    if _is_missing(folder):
        return Threshold(first_start=True)
    # The cryptography comes with the names: a first start has no use for it.
    from ceis_desk.data.keys.directory import read_directory
    from ceis_desk.data.placing import is_vacant

    if is_vacant(folder):
        return Threshold(first_start=True)
    try:
        check_looks(folder)
        directory = read_directory(folder)
    except Refusal as refusal:
        return Threshold(first_start=False, trouble=refusal.sentence)
    return Threshold(
        first_start=False,
        structure=directory.structure,
        desk=directory.desk,
        accounts=tuple(account for account in directory.accounts if account.closed_on is None),
        demo=is_demo(folder),
    )


def _is_missing(folder: Path) -> bool:
    try:
        return not folder.exists()
    except PermissionError:
        return False


def is_demo(folder: Path) -> bool:
    """Whether the folder holds the example data: its mark names the desk of the ring beside it, and no other."""
    try:
        named = (folder / DEMO_MARK).read_text(encoding="ascii")
    except (OSError, ValueError):
        return False
    from ceis_desk.data.keys.ring_file import read_ring

    try:
        return read_ring(folder).desk_id.hex == named
    except Refusal:
        return False


def check_looks(folder: Path) -> None:
    """Raise Refusal when the file cannot be a store at all: missing, empty, cut, or a clear file of something else."""
    path = folder / STORE_FILE
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_PAGE)
    except FileNotFoundError as error:
        message = (
            "Le fichier des données manque dans ce dossier. Le trousseau de clés est intact : "
            "remettez le fichier à sa place, ou reprenez une sauvegarde."
        )
        raise Refusal(message) from error
    except OSError as error:
        message = "Le dossier des données ne peut pas être lu. Rien n’a été modifié : vérifiez ses droits d’accès."
        raise Refusal(message) from error
    if size == 0:
        message = "Le fichier des données est vide. Il n’a pas été touché : reprenez une sauvegarde."
        raise Refusal(message)
    if size % _PAGE or head.isascii():
        message = "Le fichier des données est coupé ou étranger. Il n’a pas été touché : reprenez une sauvegarde."
        raise Refusal(message)
