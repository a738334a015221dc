"""What SQLite says when the disk, the folder or another window is in the way: one sentence each, never a trace."""

from __future__ import annotations

import logging

from sqlcipher3 import dbapi2

from ceis_desk.core.errors import Cancelled, Refusal

_log = logging.getLogger(__name__)
DAMAGED = frozenset({dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB})
# The driver's copy of a whole database tells its errors without their code.
_BY_WORDS = {
    "database or disk is full": dbapi2.SQLITE_FULL,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
    "database is locked": dbapi2.SQLITE_BUSY,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
}
_READ_ONLY = (
    "Le fichier des données ne peut pas être écrit sur ce poste. Rien n’a été enregistré, le reste est intact\u00a0: "
    "rendez le dossier modifiable, puis recommencez."
)
_BROKEN = (
    "Une partie du fichier des données ne se lit plus. Rien n’a été modifié\u00a0: "
    "fermez CEIS Desk et reprenez une sauvegarde."
)
_SENTENCES = {
    dbapi2.SQLITE_FULL: (
        "Le disque de ce poste est plein. Rien n’a été enregistré, le reste est intact\u00a0: "
        "libérez de la place, puis recommencez."
    ),
    dbapi2.SQLITE_READONLY: _READ_ONLY,
    dbapi2.SQLITE_PERM: _READ_ONLY,
    # Never SQLITE_LOCKED: that one is a connection in its own way, a bug.
    dbapi2.SQLITE_BUSY: (
        "Une autre fenêtre ou une commande écrit en ce moment dans ces données. Rien n’a changé\u00a0: "
        "attendez qu’elle finisse, puis recommencez."
    ),
    dbapi2.SQLITE_CANTOPEN: (
        "Le fichier des données ne s’ouvre pas. Rien n’a été modifié\u00a0: "
        "vérifiez que son dossier est là et modifiable, puis recommencez."
    ),
    dbapi2.SQLITE_IOERR: (
        "Le disque des données ne répond pas, ou il est plein. Rien n’a été enregistré, le reste est intact\u00a0: "
        "vérifiez-le, puis fermez CEIS Desk et rouvrez-le."
    ),
    dbapi2.SQLITE_CORRUPT: _BROKEN,
    dbapi2.SQLITE_NOTADB: _BROKEN,
}


def sqlite_code(error: BaseException) -> int | None:
    """SQLite's primary result code behind an error of the driver, bare or wrapped by SQLAlchemy; None for another."""
    origin = getattr(error, "orig", None) or error
    if not isinstance(origin, dbapi2.Error):
        return None
    code: int | None = getattr(origin, "sqlite_errorcode", None) or _BY_WORDS.get(str(origin))
    # The low byte is the family: an extended code only says which call failed.
    return None if code is None else code & 0xFF


def plain(error: BaseException) -> BaseException:
    """What whoever asked must get: Cancelled for an interrupted question, a Refusal for a trouble of the PC.

    Anything else comes back as it is: it is a bug.
    """
    code = sqlite_code(error)
    if code is None:
        return error
    if code == dbapi2.SQLITE_INTERRUPT:
        return Cancelled()
    if code not in _SENTENCES:
        return error
    _log.info("SQLite refuses with code %d", code)
    refusal = Refusal(_SENTENCES[code])
    refusal.__cause__ = error
    return refusal
