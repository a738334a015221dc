"""One command's way to the store, and what every command shares."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ceis_desk.access.backups import DamagedStore
from ceis_desk.access.door import Opened
from ceis_desk.core.errors import Refusal
from ceis_desk.core.press import Press
from ceis_desk.exchange.exchanger import ExchangingDoor


@dataclass(frozen=True)
class Tools:
    """What the composition root lends to commands."""

    door: Callable[[Path], ExchangingDoor]
    press: Callable[[], Press]
    open_window: Callable[[Path], int]


def command(
    group: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    words: str,
    run_it: Callable[[argparse.Namespace, Session], int],
) -> argparse.ArgumentParser:
    """Add a command and what it runs."""
    sub = group.add_parser(name, help=words, description=words)
    sub.set_defaults(run=run_it)
    return sub


def json_too(sub: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Give a command its `--json`."""
    sub.add_argument("--json", action="store_true", help="un objet JSON sur la sortie")
    return sub


@dataclass(frozen=True)
class Session:
    """One command's way to the store."""

    folder: Path
    tools: Tools
    env: Mapping[str, str]
    options: argparse.Namespace

    def with_door(self, work: Callable[[ExchangingDoor], int]) -> int:
        """Work with the door of the folder, closed at the end."""
        door = self.tools.door(self.folder)
        try:
            return work(door)
        finally:
            door.close()

    def signed_in(self, work: Callable[[Opened, ExchangingDoor], int]) -> int:
        """Work as the account that types the command."""

        def enter(door: ExchangingDoor) -> int:
            threshold = door.look().result()
            if threshold.trouble:
                raise DamagedStore(threshold.trouble, threshold.offer)
            if threshold.first_start:
                message = f"Aucun registre dans {self.folder}. Rien n’a été créé : commencez par « init » ou « demo »."
                raise Refusal(message)
            return work(door.open(*self.login_and_password()).result(), door)

        return self.with_door(enter)

    def login_and_password(self) -> tuple[str, str]:
        """Who types the command, asked when nothing says it."""
        login = self.options.user or self.env.get("CEIS_DESK_USER") or ask("Identifiant : ")
        return login, self.password("CEIS_DESK_PASSWORD", "Mot de passe : ")

    def output(self, path: Path) -> Path:
        """Where a command may write what it makes; raises Refusal for a file of the store itself."""
        target, folder = (Path(os.path.realpath(one)) for one in (path, self.folder))
        if target.exists() and folder in target.parents:
            message = (
                f"{path} est un fichier du registre. Il n’a pas été touché\u00a0: choisissez un autre nom ou un autre "
                "dossier."
            )
            raise Refusal(message)
        return path

    def password(self, variable: str, prompt: str) -> str:
        """A secret, from the environment or asked on the terminal."""
        given = self.env.get(variable)
        if given:
            return given
        if not sys.stdin.isatty():
            message = f"Le mot de passe manque. Rien n’a changé : donnez-le dans {variable} ou au terminal."
            raise Refusal(message)
        return getpass.getpass(prompt)


def ask(prompt: str) -> str:
    """The login, asked on the terminal."""
    if not sys.stdin.isatty():
        message = "L’identifiant manque. Rien n’a changé : donnez-le par --user ou CEIS_DESK_USER."
        raise Refusal(message)
    return input(prompt)


def say(*lines: str, stream: TextIO | None = None) -> None:
    """Print lines."""
    (stream or sys.stdout).write("\n".join(lines) + "\n")
