"""The commands of the exchange: invite, accept, export, import, status, desks, revoke, and `init --join`."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from ceis_desk.access.door import Opened
from ceis_desk.cli.session import Session, command, json_too, say
from ceis_desk.core.errors import Refusal
from ceis_desk.exchange.exchanger import ExchangingDoor, Joining
from ceis_desk.exchange.model import DeskLine, DeskState, ExchangeStatus, Imported
from ceis_desk.exchange.questions import ReadExchange

_PHRASE = "CEIS_DESK_PHRASE"
_STATES = {
    DeskState.REVOKED: "écarté",
    DeskState.TO_CHECK: "à vérifier",
    DeskState.MISSING: "il manque un envoi",
    DeskState.SILENT: "muet",
    DeskState.TO_SEND: "à envoyer",
    DeskState.UP_TO_DATE: "à jour",
}


def add_exchange_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `exchange` and what it does."""
    group = commands.add_parser("exchange", help="les autres postes du site").add_subparsers(
        dest="action", required=True
    )
    invite = command(group, "invite", "inviter un nouveau poste", _invite)
    invite.add_argument("-o", "--output", type=Path, required=True, metavar="FICHIER")
    accept = command(group, "accept", "accepter la réponse d’un nouveau poste", _accept)
    accept.add_argument("answer", type=Path, metavar="RÉPONSE")
    export = json_too(command(group, "export", "écrire le fichier de ce poste pour les autres", _export))
    export.add_argument("folder", type=Path, metavar="DOSSIER")
    take_in = json_too(command(group, "import", "lire les fichiers des autres postes", _import))
    take_in.add_argument("place", type=Path, metavar="DOSSIER_OU_FICHIER")
    take_in.add_argument(
        "--accept-erasures", action="store_true", help="prendre aussi un fichier qui efface beaucoup de fiches"
    )
    json_too(command(group, "status", "ce qui est à jour, ce qui manque, ce qui est à vérifier", _status))
    json_too(command(group, "desks", "les postes du site", _desks))
    revoke = command(group, "revoke", "écarter un poste pour toujours", _revoke)
    revoke.add_argument("desk", metavar="POSTE", help="son nom")


def join_site(options: argparse.Namespace, session: Session) -> int:
    """Make the store of a desk that joins a site: `init --join`."""
    phrase = session.password(_PHRASE, "Phrase de l’invitation : ")
    password = session.password("CEIS_DESK_PASSWORD", f"Mot de passe de {options.name} : ")
    joining = Joining(
        options.join, phrase, options.desk, options.login, options.name, password, options.output.absolute()
    )

    def work(door: ExchangingDoor) -> int:
        door.exchange.join(joining).result()
        say(
            f"Registre créé dans {session.folder}\u00a0: ce poste est du site, la clé de secours est celle du site.",
            f"{options.name} a les rôles d’administration et de direction\u00a0: ces rôles ne lisent aucune fiche.",
            f"Portez {options.output} au poste qui a invité\u00a0: « exchange accept » l’accepte, avec la même phrase.",
        )
        return 0

    return session.with_door(work)


def _invite(options: argparse.Namespace, session: Session) -> int:
    def work(_: Opened, door: ExchangingDoor) -> int:
        given = session.env.get(_PHRASE, "")
        invited = door.exchange.invite(session.output(options.output).absolute(), given).result()
        say(f"Invitation écrite\u00a0: {options.output}")
        if not given:
            say("Phrase à dire de vive voix au nouveau poste, jamais dans le même envoi\u00a0:", invited.phrase)
        return 0

    return session.signed_in(work)


def _accept(options: argparse.Namespace, session: Session) -> int:
    phrase = session.password(_PHRASE, "Phrase de l’invitation : ")

    def work(_: Opened, door: ExchangingDoor) -> int:
        say(door.exchange.accept(options.answer, phrase).result().said)
        return 0

    return session.signed_in(work)


def _export(options: argparse.Namespace, session: Session) -> int:
    def work(_: Opened, door: ExchangingDoor) -> int:
        done = door.exchange.export(options.folder).result()
        if options.json:
            say(json.dumps({"file": str(done.path), "number": done.number, "changes": done.changes}))
        else:
            say(f"Export n°\u00a0{done.number} écrit, {_changes(done.changes)}\u00a0: {done.path}")
        return 0

    return session.signed_in(work)


def _import(options: argparse.Namespace, session: Session) -> int:
    def work(_: Opened, door: ExchangingDoor) -> int:
        taken = door.exchange.take_in(options.place, erasures=options.accept_erasures).result()
        if options.json:
            say(json.dumps(_imported(taken), ensure_ascii=False))
        else:
            say(
                f"{taken.files} fichier{_s(taken.files)} lu{_s(taken.files)}, {_changes(taken.changes)}, "
                f"{taken.people} personne{_s(taken.people)}, {taken.already} déjà connu{_s(taken.already)}."
            )
        for one in (*taken.waiting, *taken.refused):
            say(f"{one.name}\u00a0: {one.sentence}", stream=sys.stderr)
        return 1 if taken.refused else 0

    return session.signed_in(work)


def _status(options: argparse.Namespace, session: Session) -> int:
    def work(opened: Opened, _: ExchangingDoor) -> int:
        status = opened.store.ask(ReadExchange()).result()
        say(*([json.dumps(_as_json(status), ensure_ascii=False)] if options.json else _words(status)))
        return 0

    return session.signed_in(work)


def _desks(options: argparse.Namespace, session: Session) -> int:
    def work(opened: Opened, _: ExchangingDoor) -> int:
        desks = opened.store.ask(ReadExchange()).result().desks
        if options.json:
            say(json.dumps({"desks": [_desk(desk) for desk in desks]}, ensure_ascii=False))
        else:
            say(*(f"{desk.name:<30} {_state(desk):<24} {desk.mark}" for desk in desks))
        return 0

    return session.signed_in(work)


def _revoke(options: argparse.Namespace, session: Session) -> int:
    def work(opened: Opened, door: ExchangingDoor) -> int:
        desks = opened.store.ask(ReadExchange()).result().desks
        wanted = options.desk.casefold()
        found = [desk for desk in desks if wanted in (desk.name.casefold(), str(desk.id))]
        if len(found) != 1:
            known = ", ".join(desk.name for desk in desks if not desk.own) or "aucun autre poste"
            which = "plusieurs postes portent ce nom" if found else "aucun poste ne porte ce nom"
            raise Refusal(
                f"«\u00a0{options.desk}\u00a0»\u00a0: {which}. Rien n’a changé, les postes sont\u00a0: {known}."
            )
        say(door.exchange.revoke(found[0].id).result().said)
        return 0

    return session.signed_in(work)


def _words(status: ExchangeStatus) -> list[str]:
    lines = ["Ce poste est seul." if status.alone else f"{len(status.desks)} postes du site."]
    for desk in status.desks:
        sent, received = _when(desk.sent_at), _when(desk.received_at)
        own = "ce poste" if desk.own else f"reçu {received}"
        lines.append(f"  {desk.name}\u00a0: {_state(desk)}, {own}, envoyé {sent}")
        if desk.missing:
            lines.append(f"    {desk.missing}")
    lines.append(
        f"À vérifier\u00a0: {status.to_check} ({status.doubles} doublon{_s(status.doubles)}, "
        f"{status.crossed} modification{_s(status.crossed)} croisée{_s(status.crossed)}, "
        f"{status.slots} créneau{'x' if status.slots > 1 else ''} en double)."
    )
    return lines


def _state(desk: DeskLine) -> str:
    if desk.state is DeskState.TO_SEND:
        return f"{desk.to_send} à envoyer"
    if desk.state is DeskState.SILENT:
        return f"muet depuis {desk.silent_days} jours"
    return _STATES[desk.state]


def _as_json(status: ExchangeStatus) -> dict[str, object]:
    return {
        "folder": None if status.folder is None else str(status.folder),
        "last": _iso(status.last_at),
        "desks": [_desk(desk) for desk in status.desks],
        "to_check": {
            "total": status.to_check,
            "doubles": status.doubles,
            "crossed": status.crossed,
            "slots": status.slots,
        },
        "refused": [{"file": one.name, "reason": one.sentence} for one in status.refused],
    }


def _desk(desk: DeskLine) -> dict[str, object]:
    return {
        "id": str(desk.id),
        "name": desk.name,
        "own": desk.own,
        "state": desk.state.value,
        "to_send": desk.to_send,
        "last_export": _iso(desk.sent_at),
        "last_import": _iso(desk.received_at),
        "missing": desk.missing,
        "mark": desk.mark,
    }


def _imported(taken: Imported) -> dict[str, object]:
    return {
        "files": taken.files,
        "changes": taken.changes,
        "people": taken.people,
        "reserved": taken.reserved,
        "already": taken.already,
        "waiting": [{"file": one.name, "reason": one.sentence} for one in taken.waiting],
        "refused": [{"file": one.name, "reason": one.sentence} for one in taken.refused],
    }


def _iso(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _when(moment: dt.datetime | None) -> str:
    return "jamais" if moment is None else f"le {moment:%d/%m/%Y à %H:%M}"


def _changes(count: int) -> str:
    return f"{count} changement{_s(count)}"


def _s(count: int) -> str:
    return "s" if count > 1 else ""
