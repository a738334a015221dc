"""The command that draws another recovery key."""

from __future__ import annotations

import argparse

from ceis_desk.access.door import Door, Opened
from ceis_desk.cli.session import Session, command, say
from ceis_desk.core.errors import Refusal

_KEY_VARIABLE = "CEIS_DESK_RECOVERY_KEY"
_PASSWORD_VARIABLE = "CEIS_DESK_PASSWORD"  # noqa: S105 the name of a variable
_NO_FORMER = "L’ancienne clé manque. Rien n’a changé\u00a0: tapez-la, ou renouvelez sans --former."


def add_recovery_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `recovery renew`."""
    recovery = commands.add_parser("recovery", help="la clé de secours").add_subparsers(dest="action", required=True)
    words = "renouveler la clé de secours\u00a0: l’ancienne feuille n’ouvre plus rien"
    renew = command(recovery, "renew", words, _renew)
    renew.add_argument("--former", action="store_true", help="demander l’ancienne clé, qui passe à la nouvelle")


def _renew(options: argparse.Namespace, session: Session) -> int:
    def work(_: Opened, door: Door) -> int:
        password = session.password(_PASSWORD_VARIABLE, "Votre mot de passe, encore une fois : ")
        former = session.password(_KEY_VARIABLE, "Ancienne clé de secours : ") if options.former else ""
        if options.former and not former.strip():
            raise Refusal(_NO_FORMER)
        made = door.renew_recovery(password, former).result()
        say(
            made.said,
            "",
            "Clé de secours, à recopier sur papier et à garder sous enveloppe ; elle ne sera plus affichée :",
            made.text,
            f"Repère de cette feuille : {made.mark}",
        )
        door.keep_recovery().result()
        return 0

    return session.signed_in(work)
