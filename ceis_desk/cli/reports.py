"""Documents from the command line: what is printed of one person."""

from __future__ import annotations

import argparse
from pathlib import Path

from ceis_desk.access.coordinates import issuer_of
from ceis_desk.access.door import Door, Opened
from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.questions import Settings
from ceis_desk.cli.session import Session, command, say
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.parcours.paper_making import Issued, plain_paper
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.people.questions import OpenRecord
from ceis_desk.platforms import PLATFORMS

NO_ID = (
    "«\u00a0{}\u00a0» n’est pas l’identifiant d’une fiche. Rien n’a été écrit\u00a0: donnez-le en entier, de la forme "
    "0168b7bc-5680-7fd0-94ab-016191bd5e93."
)


def add_report_commands(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `report parcours`."""
    words = "la fiche parcours simplifiée d’une personne en PDF, à lui remettre"
    way = command(group, "parcours", words, _report_parcours)
    way.add_argument("person", metavar="PERSONNE", help="l’identifiant de sa fiche")
    way.add_argument("-o", "--output", type=Path, required=True, metavar="FICHIER.pdf")


def _report_parcours(options: argparse.Namespace, session: Session) -> int:
    person_id = _person(options.person)

    def work(opened: Opened, door: Door) -> int:
        ask = opened.store.ask
        way = ask(ReadWay(person_id)).result()
        identity = ask(OpenRecord(person_id)).result().identity
        issuer = issuer_of(ask(Settings()).result(), opened.structure, opened.place)
        looks = {one.code: (one.label, one.icon) for one in PLATFORMS}
        paper = plain_paper(Issued(issuer, door.now(), opened.demo), identity, way, looks)
        target = session.output(options.output)
        opened.store.do(NoteAccess(NotedAct.EXPORT, way.person_id)).result()
        say(f"Fiche écrite\u00a0: {session.tools.press().make(paper, target).result()}")
        return 0

    return session.signed_in(work)


def _person(text: str) -> Id:
    try:
        return Id(text.strip())
    except ValueError as error:
        raise Refusal(NO_ID.format(text)) from error
