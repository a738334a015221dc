"""The commands of safety: backup, restore, check."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from dataclasses import replace
from pathlib import Path

from ceis_desk.access.backups import (
    CONFIRM_WORD,
    Backup,
    DamagedStore,
    Health,
    NeedsWords,
    Restoration,
    Restored,
    moment_words,
    offer_words,
)
from ceis_desk.access.door import Door, Opened
from ceis_desk.cli.session import Session, command, json_too, say

_KEY_VARIABLE = "CEIS_DESK_RECOVERY_KEY"


def add_safety_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `backup`, `restore` and `check`."""
    backup = json_too(command(commands, "backup", "une sauvegarde vérifiée", _backup))
    backup.add_argument("place", metavar="DOSSIER", type=Path, nargs="?", help="sinon parmi celles de ce poste")
    restore = json_too(command(commands, "restore", "reprendre une sauvegarde", _restore))
    restore.add_argument("file", metavar="FICHIER", type=Path)
    restore.add_argument("--paper-key", action="store_true", help="avec la clé de secours, sans mot de passe")
    restore.add_argument("--ring", action="store_true", help="le trousseau seul\u00a0: les données en place restent")
    json_too(command(commands, "check", "l’intégrité du registre", _check))


def damage_words(damage: DamagedStore) -> str:
    """What is damaged, the best backup, and the command that takes it back, on one line."""
    offer = damage.offer
    if offer is None:
        return damage.sentence
    words = ["restore", *(["--ring"] if offer.ring_only else []), shlex.quote(str(offer.backup.path))]
    best = offer_words(offer)
    return f"{damage.sentence} {best[0].upper()}{best[1:]}. Pour la reprendre\u00a0: {' '.join(words)}"


def _backup(options: argparse.Namespace, session: Session) -> int:
    def work(_: Opened, door: Door) -> int:
        made = door.safety.backup(options.place).result()
        if options.json:
            say(json.dumps(_as_json(made), ensure_ascii=False))
        else:
            say(f"Sauvegarde vérifiée\u00a0: {made.path}")
            state = door.safety.state().result()
            if options.place is None and state.trouble:
                say(state.trouble, stream=sys.stderr)
        return 0

    return session.signed_in(work)


def _as_json(made: Backup) -> dict[str, object]:
    return {
        "path": str(made.path),
        "moment": made.moment.isoformat(),
        "desk": str(made.desk_id),
        "schema": made.schema,
        "rows": made.rows,
        "content": made.content,
        "bytes": made.size,
    }


def _restore(options: argparse.Namespace, session: Session) -> int:
    asked = Restoration(options.file, ring_only=options.ring)
    if options.paper_key:
        asked = replace(asked, recovery=session.password(_KEY_VARIABLE, "Clé de secours : "))
    else:
        login, password = session.login_and_password()
        asked = replace(asked, login=login, password=password)

    def work(door: Door) -> int:
        try:
            done = door.safety.restore(asked).result()
        except NeedsWords as good:
            _confirm(good)
            done = door.safety.restore(replace(asked, replacing=True)).result()
        if options.json:
            aside = str(done.aside) if done.aside else None
            say(json.dumps({**_as_json(done.backup), "aside": aside, "ring_only": done.ring_only}, ensure_ascii=False))
        else:
            say(*_restored_lines(done))
        return 0

    return session.with_door(work)


def _confirm(good: NeedsWords) -> None:
    # In a script the command is the decision: it names its file, and what is in place is set aside untouched.
    if not sys.stdin.isatty():
        return
    say(good.sentence, stream=sys.stderr)
    if input(f"Tapez {CONFIRM_WORD} pour les remplacer : ").strip() != CONFIRM_WORD:
        raise NeedsWords("Rien n’a été remplacé.") from good


def _restored_lines(done: Restored) -> list[str]:
    what = "Le trousseau de la sauvegarde" if done.ring_only else "La sauvegarde"
    lines = [f"{what} du {moment_words(done.backup.moment, year=True)} est en place, avec ses mots de passe."]
    if done.aside is not None:
        lines.append(f"Ce qui était là est gardé, intact, dans {done.aside}")
    return lines


def _attached_line(found: Health) -> str:
    if not found.spoiled:
        return f"Documents joints\u00a0: {found.attached}, tous entiers."
    return (
        f"Documents joints\u00a0: {found.attached}, dont {found.spoiled} à reprendre d’une sauvegarde "
        "(le reste est intact)."
    )


def _check(options: argparse.Namespace, session: Session) -> int:
    login, password = session.login_and_password()

    def work(door: Door) -> int:
        found = door.safety.check(login, password).result()
        last = found.last
        if options.json:
            answer = {"sound": True, "schema": found.schema, "rows": found.rows, "content": found.content}
            beside = {"documents": found.attached, "spoiled_documents": found.spoiled}
            say(json.dumps({**answer, **beside, "last_backup": _as_json(last) if last else None}, ensure_ascii=False))
        else:
            when = f"Dernière sauvegarde\u00a0: {moment_words(last.moment, year=True)}" if last else "Aucune sauvegarde"
            say(f"Le registre est entier\u00a0: chaque page, chaque lien et chaque ligne se lisent. {when}.")
            if found.attached:
                say(_attached_line(found))
        return 0

    return session.with_door(work)
