"""The documents of a parcours from what was read of it: nothing else of the record goes into them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Named, mark_of
from ceis_desk.parcours.model import WayOfPerson
from ceis_desk.parcours.own_words import OwnWords
from ceis_desk.parcours.papers import PartnerSummaryPaper, PlainWayPaper
from ceis_desk.parcours.plain import Around, plain_way
from ceis_desk.parcours.sharing import Share
from ceis_desk.parcours.summary import Sources, shared_parts
from ceis_desk.people.model import Identity


@dataclass(frozen=True)
class Issued:
    """What every document of a parcours bears: who issues it, when, and whether its data are examples."""

    issuer: Issuer
    now: dt.datetime
    demo: bool = False


def plain_paper(
    issued: Issued, identity: Identity, way: WayOfPerson, platforms: Mapping[str, tuple[str, str]]
) -> PlainWayPaper:
    """The page of the person; `platforms` gives the label and the icon of each by its code."""
    around = Around(issued.now, platforms, issued.issuer.phone, identity.safe_contact.no_call)
    return PlainWayPaper(
        issued.issuer,
        named_of(identity),
        issued.now.date(),
        plain_way(way, around),
        person_id=way.person_id,
        mark=mark_of(_record_of(way)),
        demo=issued.demo,
    )


def summary_paper(
    issued: Issued, identity: Identity, way: WayOfPerson, words: tuple[OwnWords, ...], share: Share
) -> PartnerSummaryPaper:
    """What one act of sharing passes on; raises Refusal unless it is recorded."""
    sources = Sources(identity, way, words, issued.now.date())
    return PartnerSummaryPaper(
        issued.issuer,
        named_of(identity),
        share,
        shared_parts(share, sources),
        person_id=way.person_id,
        mark=mark_of(share.id),
        demo=issued.demo,
    )


def named_of(identity: Identity) -> Named:
    """How a document names somebody; her birth name when she uses no other."""
    return Named(identity.civility, identity.used_name or identity.birth_name, identity.first_name)


def _record_of(way: WayOfPerson) -> Id:
    """The parcours under way, else the person: what the file's six characters are drawn from."""
    return way.current.id if way.current is not None else way.person_id
