"""What came in, as rows: person by person, or desk by desk; what may not be read is counted only."""

from __future__ import annotations

from collections.abc import Sequence

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.core.dates import write_hour
from ceis_desk.exchange.model import Arrival, ArrivalKind
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.people.rows import masked, name_parts
from ceis_desk.ui.shell.exchange_words import CARRIED

Rows = list[tuple[str, RowLook]]
BY_PERSON, BY_DESK = "person", "desk"
VIEWS = ((BY_PERSON, "Par personne"), (BY_DESK, "Par poste"))
_MOST_SAID = 3
_NOBODYS = {
    ArrivalKind.HOUSE: ("Réglages du site", "settings"),
    ArrivalKind.SESSION: ("Atelier", "users-group"),
    ArrivalKind.APPOINTMENT: ("Rendez-vous", "calendar-event"),
}


def rows_of(arrivals: Sequence[Arrival], view: str, show: Discretion) -> Rows:
    """Latest first; reserved rows of one desk are one line at the end of what it stands in."""
    if view == BY_DESK:
        rows: Rows = []
        for desk in dict.fromkeys(one.desk for one in arrivals):
            mine = [one for one in arrivals if one.desk == desk]
            rows.append((f"desk:{desk}", RowLook(f"{desk}, {count_words(mine)}", heading=True)))
            rows += [(f"{desk}:{at}:{ident}", look) for at, (ident, look) in enumerate(_each(mine, show))]
        return rows
    return _each(arrivals, show)


def person_of(ident: str) -> str:
    """The id of the person that a row is about, empty when it is nobody's."""
    head, _, last = ident.rpartition(":")
    return last if head.endswith("person") else ""


def count_words(arrivals: Sequence[Arrival]) -> str:
    """« 27 changements reçus, 21 personnes »."""
    changes = sum(one.count for one in arrivals)
    people = len({one.person_id for one in arrivals if one.person_id is not None})
    words = plural(changes, "changement reçu", "changements reçus")
    return f"{words}, {plural(people, 'personne', 'personnes')}" if people else words


def _each(arrivals: Sequence[Arrival], show: Discretion) -> Rows:
    """One row a person, then what is nobody's, what is untold, and what is reserved."""
    open_ones = [one for one in arrivals if one.kind is not ArrivalKind.RESERVED]
    people = dict.fromkeys(one.person_id for one in open_ones if one.person_id is not None)
    rows = [
        (f"person:{ident}", _person([one for one in open_ones if one.person_id == ident], show)) for ident in people
    ]
    nobodys = [one for one in open_ones if one.person_id is None]
    rows += [(f"other:{at}", _nobody(one, show)) for at, one in enumerate(nobodys) if one.kind in _NOBODYS]
    untold = [one for one in nobodys if one.kind not in _NOBODYS]
    for desk in dict.fromkeys(one.desk for one in untold):
        rows.append((f"untold:{desk}", _untold([one for one in untold if one.desk == desk])))
    shut = [one for one in arrivals if one.kind is ArrivalKind.RESERVED]
    for desk in dict.fromkeys(one.desk for one in shut):
        rows.append((f"reserved:{desk}", _reserved([one for one in shut if one.desk == desk])))
    return rows


def _person(ones: Sequence[Arrival], show: Discretion) -> RowLook:
    latest = ones[0]
    said = list(dict.fromkeys(one.what for one in ones if one.what))
    words = " · ".join(said[:_MOST_SAID])
    if len(said) > _MOST_SAID:
        words += f" · et {plural(len(said) - _MOST_SAID, 'autre', 'autres')}"
    chips = []
    if any(one.crossed for one in ones):
        chips.append(ChipLook("modifié aussi ici", "warn", "layout-columns"))
    if any(one.kind is ArrivalKind.NEW_RECORD for one in ones):
        chips.append(ChipLook("nouvelle fiche", "primary", "user-plus"))
    return RowLook(
        masked(latest.name, show),
        show.detail(words),
        initials=initials(*name_parts(latest.name)),
        person=str(latest.person_id),
        chips=tuple(chips),
        right=_from(latest),
    )


def _nobody(one: Arrival, show: Discretion) -> RowLook:
    title, icon = _NOBODYS[one.kind]
    return RowLook(title, show.detail(one.what), icon=icon, icon_boxed=True, right=_from(one))


def _untold(ones: Sequence[Arrival]) -> RowLook:
    """What has neither a name nor a word for this account, the administration's above all: one count a desk."""
    words = plural(sum(one.count for one in ones), "autre changement", "autres changements")
    return RowLook(words, icon="info-circle", icon_boxed=True, right=_from(ones[0]))


def _reserved(ones: Sequence[Arrival]) -> RowLook:
    count = sum(one.count for one in ones)
    words = plural(count, "élément réservé", "éléments réservés")
    return RowLook(words, CARRIED, icon="lock", icon_boxed=True, right=_from(ones[0]))


def _from(one: Arrival) -> str:
    return f"{one.desk} · {write_hour(one.at.time())}"
