"""What « Agenda » prints: the days shown, the card of the chosen appointment, whom to remind by telephone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ceis_desk.access.model import Actor
from ceis_desk.access.rights import permits
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.agenda.papers import AppointmentCardsPaper, DayListPaper, RemindersPaper, WeekPaper, card_of
from ceis_desk.agenda.questions import DayAppointments, ReadWeek, Reminders
from ceis_desk.agenda.week import CalendarWeek, Entry, EntryKind, Reminder
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Paper
from ceis_desk.ui.agenda.boxes import Item
from ceis_desk.ui.agenda.head import WEEK
from ceis_desk.ui.agenda.outlook import Outlook
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.printing.choosing import Offer, choose
from ceis_desk.ui.printing.issuing import Issuing
from ceis_desk.ui.shell.keyboard import Keyboard

_AHEAD_DAYS = 7
NOBODY = "Aucun rendez-vous à rappeler dans les sept jours qui viennent. Rien n’est à imprimer."
Then = Callable[[Paper], None]


@dataclass(frozen=True)
class OnScreen:
    """What the page shows: its days, whose agendas, the one day of a day view, the chosen box."""

    week: CalendarWeek
    accounts: tuple[Id, ...]
    day: dt.date | None
    chosen: Entry | None


class AgendaPapers:
    """Each document reads again what it bears: nothing printed is older than the store."""

    def __init__(
        self, sheets: Sheets, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor,
        clock: Clock, site: Site,
    ) -> None:  # fmt: skip
        self._sheets, self._theme, self._keyboard = sheets, theme, keyboard
        self._link, self._discreet, self._actor, self._clock, self._site = link, discreet, actor, clock, site
        self._issuing = Issuing(link, site, actor, clock)

    def ask(self, outlook: Outlook, item: Item | None, then: Then) -> None:
        """Ask which document of what shows, and give it to `then`; nothing before the days are read."""
        if outlook.week is None:
            return
        shown = OnScreen(
            outlook.week,
            tuple(one.id for one in outlook.scope(self._discreet.show).people),
            None if outlook.view == WEEK else outlook.day,
            item if isinstance(item, Entry) else None,
        )
        choose(self._sheets, self._theme, self._keyboard, self._discreet, self._offers(shown, then))

    def _offers(self, shown: OnScreen, then: Then) -> tuple[Offer, ...]:
        """What may be printed of what shows, by whoever looks at it; nothing without the right to read names."""
        if not permits(self._actor.roles, WeekPaper.needs):
            return ()
        found = [self._days(shown, then)]
        chosen = shown.chosen
        if chosen is not None and chosen.kind is EntryKind.APPOINTMENT and chosen.person_id is not None:
            found.append(
                Offer("Carte de rendez-vous", "Celle du rendez-vous choisi.", "id", lambda: self._card(chosen, then))
            )
        if permits(self._actor.roles, RemindersPaper.needs):
            what = "Qui appeler avant les prochains rendez-vous."
            found.append(Offer("Rappels par téléphone", what, "phone", lambda: self._find_day(then)))
        return tuple(found)

    def _days(self, shown: OnScreen, then: Then) -> Offer:
        day = shown.day
        if day is None:
            what = "Les agendas affichés, une page par personne."
            return Offer("Semaine", what, "calendar-event", lambda: then(self._week(shown)))

        def read() -> None:
            self._link.ask(DayAppointments(day), lambda lines: then(self._day_list(day, lines)), key="agenda-day")

        return Offer("Liste du jour", "Les rendez-vous de la journée affichée.", "calendar-event", read)

    def _week(self, shown: OnScreen) -> WeekPaper:
        site = self._site
        return WeekPaper(
            site.structure,
            site.place,
            site.desk,
            self._clock(),
            shown.week,
            shown.accounts,
            whole_names=not self._discreet.on,
            demo=site.demo,
        )

    def _day_list(self, day: dt.date, lines: tuple[DayAppointment, ...]) -> DayListPaper:
        """Instructions and absences are those of the counter: its own list bears them."""
        site = self._site
        return DayListPaper(
            site.structure,
            site.place,
            site.desk,
            self._clock(),
            day,
            lines,
            instructions=(),
            absences=(),
            whole_names=not self._discreet.on,
            demo=site.demo,
        )

    def _card(self, entry: Entry, then: Then) -> None:
        self._issuing.issuer(
            lambda issuer: then(AppointmentCardsPaper(issuer, (card_of(entry),), self._clock(), self._site.demo))
        )

    def _find_day(self, then: Then) -> None:
        """The next day that has appointments: calls are made the day before, whichever day shows."""
        tomorrow = self._clock().date() + dt.timedelta(days=1)
        self._link.ask(ReadWeek(tomorrow, _AHEAD_DAYS), lambda week: self._read(week, then), key="agenda-ahead")

    def _read(self, week: CalendarWeek, then: Then) -> None:
        expected = [one for one in week.entries if _is_expected(one)]
        if not expected:
            self._link.refused.emit(NOBODY)
            return
        day = min(one.starts_at for one in expected).date()
        left_out = sum(one.no_call for one in expected if one.starts_at.date() == day)

        def bear(lines: tuple[Reminder, ...], issuer: Issuer) -> None:
            site = self._site
            then(RemindersPaper(site.structure, site.place, site.desk, self._clock(), day, lines, left_out,
                                issuer.phone, site.demo))  # fmt: skip

        self._link.ask(
            Reminders(day), lambda lines: self._issuing.issuer(lambda issuer: bear(lines, issuer)), key="agenda-remind"
        )


def _is_expected(entry: Entry) -> bool:
    return entry.kind is EntryKind.APPOINTMENT and entry.outcome is Outcome.OPEN and entry.person_id is not None
