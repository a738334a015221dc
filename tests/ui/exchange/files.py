"""An invented site of four desks on the morning of 18 June 2019, and what only a person can settle there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ceis_desk.agenda.model import BookedSlot, DoubleBooking
from ceis_desk.exchange.model import (
    Arrival,
    ArrivalKind,
    CrossedEdit,
    DeskLine,
    DeskState,
    ExchangeStatus,
    RefusedFile,
    Version,
)
from tests.ui.people.files import ident

FOLDER = Path("CCAS")


def at(hour: int, minute: int, day: int = 18) -> dt.datetime:
    return dt.datetime(2019, 6, day, hour, minute)


MISSING = (
    "Il manque l’envoi n°\u00a012 de ce poste. Rien n’est perdu\u00a0: son prochain envoi le reprendra. "
    "Demandez à Marc Vidal d’échanger."
)


def desk(
    name: str, agent: str, state: DeskState, *, to_send: int = 0, own: bool = False, sent: dt.datetime | None = None,
    received: dt.datetime | None = None, missing: str = "", silent: int = 0, mark: str = "lune blé pont feu",
) -> DeskLine:  # fmt: skip
    return DeskLine(ident(name), name, own, agent, state, to_send, sent, received, missing, silent, mark)


HERE = desk(
    "Accueil 1", "Sofiane Roux", DeskState.TO_SEND, to_send=6, own=True, sent=at(10, 12), mark="pin vent mer sel"
)
ACCUEIL_2 = desk("Accueil 2", "Mina Sorel", DeskState.UP_TO_DATE, sent=at(10, 12), received=at(10, 12))
BUREAU_2 = desk("Bureau 2", "Claire Fabre", DeskState.TO_SEND, to_send=6, sent=at(10, 12), received=at(10, 9))
DIGITAL = desk(
    "Espace numérique", "Marc Vidal", DeskState.MISSING, to_send=6, sent=at(10, 12), received=at(17, 2, 17),
    missing=MISSING,
)  # fmt: skip
SILENT = desk("Antenne", "", DeskState.SILENT, to_send=40, sent=at(9, 0, 6), received=at(9, 0, 6), silent=12)
REVOKED = desk("Vieux poste", "", DeskState.REVOKED)
DESKS = (HERE, ACCUEIL_2, BUREAU_2, DIGITAL)
STATUS = ExchangeStatus(FOLDER, True, at(10, 12), DESKS, (), doubles=1, crossed=1, slots=1)
ALONE = ExchangeStatus(None, False, None, (HERE,), (), 0, 0, 0)
REFUSED = (RefusedFile("autre_2019-06-17_3.ceis", "Ce fichier vient d’un autre site\u00a0: rien n’a été lu."),)


def _person(
    moment: dt.datetime, desk: str, kind: ArrivalKind, name: str, what: str, *, crossed: bool = False
) -> Arrival:
    return Arrival(moment, desk, kind, ident(name), name, what, crossed)


_VISIT, _MEETING, _RECORD, _NEW = ArrivalKind.VISIT, ArrivalKind.APPOINTMENT, ArrivalKind.RECORD, ArrivalKind.NEW_RECORD
ARRIVALS = (
    _person(at(10, 12), "Accueil 2", _VISIT, "M. SERRANO Paul", "arrivé à 10:03, démarche en ligne"),
    _person(at(10, 9), "Bureau 2", _MEETING, "M. GOMEZ Tomás", "rendez-vous déplacé au jeudi 20 juin, 14:00"),
    _person(at(10, 9), "Bureau 2", _RECORD, "Mme TRAN Hoa", "téléphone corrigé\u00a0: 06 39 98 61 20", crossed=True),
    _person(at(9, 58), "Accueil 2", _NEW, "M. VIGNAUD Loïc", "fiche créée"),
    _person(at(9, 58), "Accueil 2", _VISIT, "M. VIGNAUD Loïc", "premier passage"),
    _person(
        at(9, 41), "Bureau 2", ArrivalKind.SESSION, "Mme GIL Marta", "inscrite à l’atelier «\u00a0Mon budget\u00a0»"
    ),
    _person(at(9, 36), "Accueil 2", _RECORD, "M. DIALLO Ibrahima", "quartier précisé\u00a0: Celleneuve"),
    Arrival(at(9, 30), "Bureau 2", ArrivalKind.HOUSE, None, "", "motif «\u00a0Logement\u00a0» renommé"),
    Arrival(at(10, 9), "Bureau 2", ArrivalKind.RESERVED, None, "", "CANARI note budget", count=5),
)
TRAN = ident("Mme TRAN Hoa")
EDIT = CrossedEdit(
    ident("edit"),
    TRAN,
    "Mme TRAN Hoa",
    "Téléphone",
    Version("06 39 98 61 20", "Bureau 2", at(10, 4)),
    Version("06 39 98 16 20", "Accueil 1", at(9, 51)),
    "Accueil 1",
)


def _booked(name: str, where: str, start: dt.datetime, booked: dt.datetime, clock: int) -> BookedSlot:
    return BookedSlot(ident(f"slot {name} {start}"), clock, ident(name), name, start, 30, where, booked)


def double_booking(day: int, *, free: bool = True) -> DoubleBooking:
    start = at(10, 0, day)
    return DoubleBooking(
        _booked("M. LEROY Paul", "Accueil 1", start, at(16, 40, 17), 5),
        _booked("Mme FARGE Inès", "Bureau 2", start, at(16, 52, 17), 9),
        "Claire Fabre",
        at(11, 0, day) if free else None,
    )


TOMORROW, LATER = double_booking(19), double_booking(28)
