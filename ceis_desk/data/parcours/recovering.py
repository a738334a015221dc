"""Restricted freins opened by the printed recovery key: read once, and told for ever to everyone who reads them."""

from __future__ import annotations

from collections.abc import Iterable

from ceis_desk.access.door import RecoveredFrein
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.parcours.restricted import Restricted, open_by_paper
from ceis_desk.data.schema import reception
from ceis_desk.data.write import Tx
from ceis_desk.parcours.freins import BY_CODE

NOTED = "freins_recovered"
_SUBJECTS = frozenset({Subject("board")})


def recover_freins(tx: Tx, private: bytes, author_id: Id) -> tuple[tuple[RecoveredFrein, ...], Change]:
    """The restricted freins that an account began, opened with the paper key, oldest first.

    Each of their readers gets a message, and the journal a line: no note in the parcours, which would tell the team of
    whom there is something to hide. None of it is written when there is nothing to open.
    """
    found = sorted(
        (one for one in open_by_paper(tx.connection, private) if one.readers[0] == author_id),
        key=lambda one: (one.readings[0].day, one.id.bytes),
    )
    if not found:
        return (), Change()
    _tell_readers(tx, found)
    tx.note(NOTED, author_id)
    said = f"{len(found)} freins réservés ouverts avec la clé de secours."
    return tuple(_told(one) for one in found), Change(subjects=_SUBJECTS, said=said)


def _told(frein: Restricted) -> RecoveredFrein:
    readings = tuple((one.day, one.level.label) for one in frein.readings)
    return RecoveredFrein(frein.person_id, BY_CODE[frein.code].label, readings, frein.words)


def _tell_readers(tx: Tx, found: Iterable[Restricted]) -> None:
    """A message to each: neither whose the freins are, nor what they are, nor who else reads them."""
    who = tx.actor.name
    for reader in dict.fromkeys(reader for one in found for reader in one.readers):
        tx.put(
            reception.message,
            new_id(),
            text=f"La clé de secours a ouvert des freins réservés que vous lisez, depuis la session de {who}.",
            from_id=tx.actor.account_id,
            to_id=reader,
            person_id=None,
            written_at=tx.now,
            withdrawn=False,
        )
