"""Freins: a level found on a day; a restricted one says who will read it before anything is written."""

from __future__ import annotations

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture
from ceis_desk.parcours.gestures import ReadFrein, ReadRestrictedFrein
from ceis_desk.parcours.model import Frein, FreinLevel, FreinMoment, Parcours
from ceis_desk.parcours.rules import in_charge
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.parcours.forms import frein_lines
from ceis_desk.ui.parcours.opened import OpenWay, required_day

_UNDER = "Un frein levé se dit par le niveau « levé », au jour où il l’est."
_MINE = "Sera lu par vous seul·e\u00a0: personne d’autre ne suit ce parcours avec ce droit."


class FreinActs:
    """The forms of the freins of the parcours shown."""

    def __init__(self, here: OpenWay) -> None:
        self._here = here

    def open(self, ident: str) -> None:
        """A new reading of a frein; a restricted one opens for those alone who may write it."""
        current = self._here.current
        frein = next((one for one in current.freins if str(one.id) == ident), None) if current else None
        if frein is not None:
            self.read(frein, restricted=frein.restricted)

    def offered(self) -> frozenset[str]:
        """The codes that this account may write in the parcours under way; what is there already does not count."""
        return frozenset(code for code, kind in self._here.kinds.items() if self._may(restricted=kind.restricted))

    def note(self, code: str) -> None:
        """A level of this frein: a new reading of the one of the record, but of a restricted one always anew."""
        kind, current = self._here.kinds.get(code), self._here.current
        if kind is None or current is None:
            return
        known = next((one for one in current.freins if one.code == code and not one.restricted), None)
        self.read(known, restricted=kind.restricted, code=code)

    def _may(self, *, restricted: bool) -> bool:
        thing, level = (Thing.RESTRICTED_FREINS, Level.OWN) if restricted else (Thing.PARCOURS, Level.WRITE)
        return self._here.current is not None and may(self._here.actor.roles, thing, level)

    def read(self, frein: Frein | None, *, restricted: bool, code: str = "") -> None:
        """Write a level, of a frein already looked at or of another one."""
        parcours = self._here.current
        if parcours is None or not self._may(restricted=restricted):
            return
        kinds = [kind for kind in self._here.kinds.values() if kind.restricted is restricted]
        moment = FreinMoment.REVIEW if frein else FreinMoment.ENTRY
        values: dict[str, object] = {
            "code": frein.code if frein else code or kinds[0].code,
            "level": (frein.level if frein else FreinLevel.WATCH).value,
            "moment": moment.value,
            "day": self._here.today,
        }
        if restricted:
            values["words"] = frein.words if frein else ""
        kind = f"way-frein:{frein.id if frein else parcours.id}:{restricted}"
        readers = self._readers(parcours)

        def made(given: Values) -> Gesture:
            if restricted:
                return _restricted(parcours, frein, given, tuple(readers))
            return _ordinary(parcours, frein, given)

        under = self._who_reads(readers) if restricted else _UNDER
        # The list says which frein it is, and hides it with the screen: a title would not.
        sheet = self._here.fill_in(frein_lines(kinds), "Frein", kind, made, values)
        discreet = self._here.discreet
        sheet.tell(discreet, lambda: "" if discreet.on else under)

    def _readers(self, parcours: Parcours) -> dict[Id, str]:
        """Who follows the parcours today and may read such a frein, besides whoever writes."""
        mine = self._here.actor.account_id
        return {
            one.account_id: one.name
            for one in in_charge(parcours.referents, self._here.today)
            if one.account_id != mine and one.account_id in self._here.sworn
        }

    def _who_reads(self, readers: dict[Id, str]) -> str:
        if not readers:
            return _MINE
        *first, last = readers.values()
        names = f"{', '.join(first)} et {last}" if first else last
        follow = "qui suivent" if first else "qui suit"
        return f"Sera lu par vous et par {names}, {follow} ce parcours. Personne d’autre."


def _ordinary(parcours: Parcours, frein: Frein | None, given: Values) -> ReadFrein:
    """What corrects a reading of the same day and moment says at which clock it was read."""
    day, moment = required_day(given, "day"), FreinMoment(str(given["moment"]))
    before = frein.readings if frein and frein.code == given["code"] else ()
    same = next((one for one in before if (one.day, one.moment) == (day, moment)), None)
    level = FreinLevel(str(given["level"]))
    return ReadFrein(parcours.id, str(given["code"]), day, moment, level, same.clock if same else None)


def _restricted(parcours: Parcours, frein: Frein | None, given: Values, readers: tuple[Id, ...]) -> ReadRestrictedFrein:
    return ReadRestrictedFrein(
        parcours.id,
        str(given["code"]),
        required_day(given, "day"),
        FreinMoment(str(given["moment"])),
        FreinLevel(str(given["level"])),
        str(given["words"]),
        readers,
        frein.id if frein else None,
        frein.clock if frein else None,
    )
