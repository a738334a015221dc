"""What is seen of a store folder from outside: light enough to come before SQLAlchemy and the encrypted file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ceis_desk.access.door import Threshold
from ceis_desk.core.errors import Refusal
from ceis_desk.data.shares import refuse_share

if TYPE_CHECKING:
    from ceis_desk.access.backups import DamagedStore

STORE_FILE = "ceis.db"
DEMO_MARK = "exemple"
SHELF = "backups"
_PAGE = 4096


def look(folder: Path) -> Threshold:
    """Who may come in; a damaged folder is told, never replaced. Reads files alone, writes nothing."""
    try:
        refuse_share(folder)
    except Refusal as refusal:
        return Threshold(first_start=False, trouble=refusal.sentence)
    if _is_missing(folder):
        return Threshold(first_start=True)
    # The cryptography comes with the names: a first start has no use for it.
    from ceis_desk.data.keys.directory import read_directory

    if is_vacant(folder) and not holds_backups(folder):
        return Threshold(first_start=True)
    try:
        check_looks(folder)
        directory = read_directory(folder)
    except Refusal as refusal:
        return _in_trouble(folder, refusal)
    return Threshold(
        first_start=False,
        structure=directory.structure,
        desk=directory.desk,
        accounts=tuple(account for account in directory.accounts if account.closed_on is None),
        demo=is_demo(folder),
    )


def _in_trouble(folder: Path, refusal: Refusal) -> Threshold:
    from ceis_desk.access.backups import DamagedStore
    from ceis_desk.data.backup.offer import with_offer
    from ceis_desk.data.keys.ring_file import RingTrouble

    if not isinstance(refusal, (DamagedStore, RingTrouble)):
        return Threshold(first_start=False, trouble=refusal.sentence)
    damaged = with_offer(folder, refusal)
    return Threshold(first_start=False, trouble=damaged.sentence, offer=damaged.offer)


def _is_missing(folder: Path) -> bool:
    try:
        return not folder.exists()
    except PermissionError:
        return False


def is_vacant(folder: Path) -> bool:
    """Whether no store is there: nothing, a founding stopped half-way, or an example half removed. Writes nothing."""
    from ceis_desk.data.keys.ring_file import ring_exists

    has_data = (folder / STORE_FILE).exists()
    if ring_exists(folder):
        return not has_data and is_demo(folder)
    if not has_data:
        return True
    from ceis_desk.data.placing import unfinished

    return unfinished(folder) is not None


def holds_backups(folder: Path) -> bool:
    """Whether backups wait beside a store, which may itself be lost: no new one is made in its place."""
    from ceis_desk.access.backups import SUFFIX

    return any((folder / SHELF).glob(f"*{SUFFIX}"))


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


def _has_log(path: Path) -> bool:
    """Whether a write-ahead log waits beside the file: it mends the last page of one that lost its power."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def check_looks(folder: Path) -> None:
    """Raise DamagedStore when the file cannot be a store at all: missing, empty, cut, or a clear file of another kind.

    Raises Refusal when nobody can tell, the disk refusing to read it.
    """
    path = folder / STORE_FILE
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise _damaged(
                f"Un dossier porte le nom du fichier des données ({STORE_FILE}). Il n’a pas été touché\u00a0: "
                "reprenez une sauvegarde."
            )
        if not path.is_file():
            # A pipe or a device would be waited for without end.
            raise _damaged(
                f"Ce qui porte le nom du fichier des données ({STORE_FILE}) n’est pas un fichier. Il n’a pas été touché"
                "\u00a0: reprenez une sauvegarde."
            )
        with path.open("rb") as file:
            head = file.read(_PAGE)
    except FileNotFoundError as error:
        raise _damaged(
            "Le fichier des données manque dans ce dossier. Rien d’autre n’a été touché\u00a0: "
            "remettez-le à sa place, ou reprenez une sauvegarde."
        ) from error
    except OSError as error:
        message = "Le dossier des données ne peut pas être lu. Rien n’a été modifié\u00a0: vérifiez ses droits d’accès."
        raise Refusal(message) from error
    if size == 0:
        raise _damaged("Le fichier des données est vide. Il n’a pas été touché\u00a0: reprenez une sauvegarde.")
    if (size % _PAGE and not _has_log(path)) or head.isascii():
        raise _damaged(
            "Le fichier des données est coupé ou étranger. Il n’a pas été touché\u00a0: reprenez une sauvegarde."
        )


def _damaged(sentence: str) -> DamagedStore:
    # What a sound folder never needs is not imported for it.
    from ceis_desk.access.backups import DamagedStore

    return DamagedStore(sentence)
