"""The commands that open private notes, and restricted freins, with the printed recovery key."""

from __future__ import annotations

import argparse

from ceis_desk.access.door import Door, Opened
from ceis_desk.cli.session import Session, command, say
from ceis_desk.core.dates import write_day

_KEY_VARIABLE = "CEIS_DESK_RECOVERY_KEY"


def add_note_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `notes recover` and `notes recover-freins`."""
    notes = commands.add_parser("notes", help="les notes").add_subparsers(dest="action", required=True)
    words = "ouvrir les notes pour soi d’un compte avec la clé de secours\u00a0: son auteur et son équipe le verront"
    command(notes, "recover", words, _recover).add_argument("login", metavar="IDENTIFIANT")
    freins = (
        "ouvrir les freins réservés (violences, justice) d’un compte avec la clé de secours : "
        "tous ceux qui les lisent le verront"
    )
    command(notes, "recover-freins", freins, _recover_freins).add_argument("login", metavar="IDENTIFIANT")


def _recover(options: argparse.Namespace, session: Session) -> int:
    def work(_: Opened, door: Door) -> int:
        key = session.password(_KEY_VARIABLE, "Clé de secours : ")
        found = door.open_private_notes(key, options.login).result()
        if not found:
            say("Ce compte n’a pas de note pour soi. Rien n’a été ouvert.")
        for one in found:
            say(f"{write_day(one.day)}\n{one.text}\n")
        return 0

    return session.signed_in(work)


def _recover_freins(options: argparse.Namespace, session: Session) -> int:
    def work(_: Opened, door: Door) -> int:
        key = session.password(_KEY_VARIABLE, "Clé de secours : ")
        found = door.open_restricted_freins(key, options.login).result()
        if not found:
            say("Ce compte n’a pas écrit de frein réservé. Rien n’a été ouvert.")
        for one in found:
            levels = ", puis ".join(f"{level} le {write_day(day)}" for day, level in one.readings)
            say(f"Fiche {one.person_id}\n{one.label} : {levels}", one.words, "")
        return 0

    return session.signed_in(work)
