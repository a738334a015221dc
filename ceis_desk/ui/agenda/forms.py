"""What stands in the agenda besides appointments: a session, hours of reception, a closing, a wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ceis_desk.agenda.gestures import PutOnWaitingList, SetAvailability, SetBusyTime, SetSession
from ceis_desk.agenda.week import Entry, Professional, Wish
from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import DAYS, parse_moment, parse_time, write_day, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.agenda.booking_parts import REPEATS, typed_moment
from ceis_desk.ui.agenda.kinds import MINUTES
from ceis_desk.ui.kit.choices import ComboBox, NumberField
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Part, even
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.board_forms import BoardForm, day_in
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.reception.rows import name_of
from ceis_desk.ui.reception.suggest import SuggestField

ORDER = "La fin précède le début. Le texte est gardé, corrigez l’heure."
_PLACES, _MOST_PLACES, _LONGEST, _TIMES = 12, 200, 480, 52
_SESSION_MINUTES = 120


def moment_in(field: Field, typed: str, now: dt.datetime) -> dt.datetime | None:
    """The moment typed, or None with the reason said below the field."""
    try:
        moment = parse_moment(typed, now)
    except Refusal as refusal:
        field.set_error(refusal.sentence)
        return None
    field.set_ok(typed_moment(moment))
    return moment


def time_in(field: Field, typed: str) -> dt.time | None:
    """The hour typed, or None with the reason said below the field."""
    try:
        time = parse_time(typed)
    except Refusal as refusal:
        field.set_error(refusal.sentence)
        return None
    field.set_ok(write_hour(time))
    return time


def whom(theme: Theme, people: Sequence[Professional], nobody: str = "") -> ComboBox:
    """A list of professionals, with « nobody » first when it has words."""
    first = (("", nobody),) if nobody else ()
    return ComboBox(theme, (*first, *((str(one.id), one.name) for one in people)))


def chosen(box: ComboBox) -> Id | None:
    """The account of such a list."""
    return Id(box.value()) if box.value() else None


class SessionForm(BoardForm):
    """A collective session, made or changed."""

    def __init__(self, theme: Theme, clock: Clock, people: Sequence[Professional], entry: Entry | None) -> None:
        super().__init__()
        self._clock, self._people, self._entry = clock, people, entry
        self.name = SuggestField(theme, placeholder="Mon budget au quotidien", longest=120)
        self._name_field = Field(theme, "Titre de la séance", self.name)
        self.platform = ComboBox(theme, tuple((one.code, one.label) for one in PLATFORMS))
        self.host = whom(theme, people, "Non précisé")
        self.when = SuggestField(theme, placeholder="jeu 14h, 18/06 10:45")
        self._when = Field(theme, "Jour et heure", self.when)
        self.length = NumberField(theme, "Durée en minutes", lowest=15, highest=_LONGEST, value=_SESSION_MINUTES)
        self.length.spin.setSingleStep(15)
        self.places = NumberField(theme, "Places", lowest=1, highest=_MOST_PLACES, value=_PLACES)
        self.room = SuggestField(theme, placeholder="Salle 2")
        self.again = ComboBox(theme, REPEATS)
        self.count = NumberField(theme, "Nombre de séances", lowest=2, highest=_TIMES, value=4)
        again, count = Field(theme, "Répéter", self.again), Field(theme, "Combien de fois", self.count)
        again.setVisible(entry is None)
        count.hide()
        self.again.currentIndexChanged.connect(lambda _at: count.setVisible(self.again.value() != "0"))
        numbers = even(Field(theme, "Durée (min)", self.length), Field(theme, "Places", self.places),
                       Field(theme, "Salle", self.room, aside="facultatif"))  # fmt: skip
        self.compose(
            theme, "Modifier la séance" if entry else "Nouvelle séance", "Enregistrer la séance", self._name_field,
            even(Field(theme, "Plateforme", self.platform), Field(theme, "Animée par", self.host)), self._when, numbers,
            *self._more(theme), even(again, count),
        )  # fmt: skip
        if entry is not None:
            self._fill(entry)
        self.setFocusProxy(self.name)

    def _more(self, _theme: Theme) -> tuple[Part, ...]:
        """What another page asks of a session besides."""
        return ()

    def _completed(self, gesture: SetSession) -> SetSession:
        """The session with what another page asks besides."""
        return gesture

    def begin(self, account_id: Id) -> None:
        """A new one is first thought to be that of whoever makes it."""
        mine = next((one for one in self._people if one.id == account_id), None)
        if mine is not None:
            self.platform.set_value(mine.platform)
            self.host.set_value(str(mine.id))

    def _fill(self, entry: Entry) -> None:
        self.name.setText(entry.title)
        self.platform.set_value(entry.platform)
        self.host.set_value(str(entry.with_id) if entry.with_id is not None else "")
        self.when.setText(typed_moment(entry.starts_at))
        self.length.spin.setValue(entry.minutes)
        self.places.spin.setValue(entry.places)
        self.room.setText(entry.room)

    def submit(self) -> None:
        """Give the session when it has a title and a moment."""
        name = self.name.text().strip()
        if not name:
            self._name_field.set_error("Le titre manque. Écrivez celui que les personnes liront.")
            return
        at = moment_in(self._when, self.when.text(), self._clock())
        if at is None:
            return
        every = int(self.again.value() or 0)
        entry = self._entry
        self.given.emit(
            self._completed(
                SetSession(
                    name,
                    self.platform.value(),
                    chosen(self.host),
                    at,
                    self.length.spin.value(),
                    self.places.spin.value(),
                    self.room.text().strip(),
                    every,
                    self.count.spin.value() if every else 1,
                    entry.id if entry else None,
                    entry.clock if entry else None,
                )
            )
        )


class AvailabilityForm(BoardForm):
    """When a professional receives, week after week."""

    def __init__(self, theme: Theme, clock: Clock, people: Sequence[Professional]) -> None:
        super().__init__()
        self._clock = clock
        self.who = whom(theme, people)
        self.weekday = ComboBox(theme, tuple((str(at), name) for at, name in enumerate(DAYS)))
        self.every = ComboBox(theme, (("1", "chaque semaine"), ("2", "une semaine sur deux")))
        self.first, self.last = SuggestField(theme, placeholder="9h"), SuggestField(theme, placeholder="12h30")
        self._first, self._last = Field(theme, "De", self.first), Field(theme, "À", self.last)
        self.since = SuggestField(theme)
        self.since.setText(write_day(clock().date()))
        self._since = Field(theme, "À partir du", self.since)
        self.room = SuggestField(theme, placeholder="Bureau 2")
        self.compose(
            theme, "Nouvelle disponibilité", "Ajouter la disponibilité",
            even(Field(theme, "Qui reçoit", self.who), Field(theme, "Salle", self.room, aside="facultatif")),
            even(Field(theme, "Jour", self.weekday), Field(theme, "Revient", self.every)),
            even(self._first, self._last, self._since),
        )  # fmt: skip
        self.setFocusProxy(self.who)

    def submit(self) -> None:
        """Give the hours when both are understood and in order."""
        first, last = time_in(self._first, self.first.text()), time_in(self._last, self.last.text())
        since = day_in(self._since, self.since.text(), self._clock().date())
        who = chosen(self.who)
        if first is None or last is None or since is None or who is None:
            return
        if last <= first:
            self._last.set_error(ORDER)
            return
        room, every = self.room.text().strip(), int(self.every.value())
        self.given.emit(SetAvailability(who, int(self.weekday.value()), first, last, since, None, every, room))


class BusyForm(BoardForm):
    """A meeting or a closing, of one professional or of the place."""

    def __init__(self, theme: Theme, clock: Clock, people: Sequence[Professional], entry: Entry | None) -> None:
        super().__init__()
        self._clock, self._entry = clock, entry
        self.name = SuggestField(theme, placeholder="Réunion d’équipe", longest=120)
        self._name_field = Field(theme, "Titre", self.name)
        self.who = whom(theme, people, "Toute la place")
        self.when, self.until = SuggestField(theme, placeholder="ven 10h"), SuggestField(theme, placeholder="12h")
        self._when, self._until = Field(theme, "Jour et heure", self.when), Field(theme, "Jusqu’à", self.until)
        self.again = ComboBox(theme, REPEATS)
        again = Field(theme, "Répéter", self.again)
        again.setVisible(entry is None)
        self.compose(
            theme, "Modifier" if entry else "Nouvelle réunion ou fermeture", "Enregistrer", self._name_field,
            even(Field(theme, "Pour", self.who), again), even(self._when, self._until),
        )  # fmt: skip
        if entry is not None:
            self.name.setText(entry.title)
            self.who.set_value(str(entry.with_id) if entry.with_id is not None else "")
            self.when.setText(typed_moment(entry.starts_at))
            self.until.setText(write_hour(entry.ends_at.time()))
        self.setFocusProxy(self.name)

    def submit(self) -> None:
        """Give the closing when both ends are understood and in order."""
        name = self.name.text().strip()
        if not name:
            self._name_field.set_error("Le titre manque. Écrivez ce que l’agenda montrera.")
            return
        at, until = moment_in(self._when, self.when.text(), self._clock()), time_in(self._until, self.until.text())
        if at is None or until is None:
            return
        end = dt.datetime.combine(at.date(), until)
        if end <= at:
            self._until.set_error(ORDER)
            return
        entry, every = self._entry, int(self.again.value() or 0)
        self.given.emit(
            SetBusyTime(
                at,
                end,
                name,
                chosen(self.who),
                every,
                None,
                entry.id if entry else None,
                entry.clock if entry else None,
            )
        )


class WaitingForm(BoardForm):
    """Somebody waits for an appointment: with whom, how long, when she would rather come."""

    def __init__(self, theme: Theme, discreet: Discreet, people: Sequence[Professional]) -> None:
        super().__init__()
        self._discreet, self._people, self._guest = discreet, people, None
        self.picker = PersonPicker(theme, discreet, "Personne")
        self.about = Text("", "strong", wrap=True)
        self.about.hide()
        self.who = whom(theme, people, "")
        for platform in PLATFORMS:
            if any(one.platform == platform.code for one in people):
                self.who.addItem(f"N’importe qui, {platform.label}", f"platform:{platform.code}")
        self.length = NumberField(theme, "Durée en minutes", lowest=10, highest=_LONGEST, value=MINUTES)
        self.length.spin.setSingleStep(5)
        self.wish = ComboBox(theme, tuple((one.value, one.label) for one in Wish))
        self.picker.typed.connect(self.typed)
        self.picker.picked.connect(self._take)
        discreet.changed.connect(self._rename)
        self.compose(
            theme, "Mettre sur la liste d’attente", "Mettre en attente", self.picker, self.about,
            even(Field(theme, "Avec", self.who), Field(theme, "Quand", self.wish),
                 Field(theme, "Durée (min)", self.length)),
        )  # fmt: skip
        self.setFocusProxy(self.picker)

    _guest: Guest | None

    def submit(self) -> None:
        """Give the wait when the person is known."""
        if self._guest is None or self._guest.id is None:
            self.about.setText("Choisissez d’abord la personne.")
            self.about.show()
            return
        code = self.who.value()
        host = next((one for one in self._people if str(one.id) == code), None)
        platform = host.platform if host is not None else code.removeprefix("platform:")
        self.given.emit(
            PutOnWaitingList(
                self._guest.id,
                platform,
                host.id if host is not None else None,
                self.length.spin.value(),
                Wish(self.wish.value()),
            )
        )

    def _take(self, guest: Guest) -> None:
        self._guest = guest
        self._say()
        self.who.setFocus()

    def _rename(self) -> None:
        self._say()
        self.typed.emit(self.picker.field.text())

    def _say(self) -> None:
        if self._guest is not None:
            self.about.setText(name_of(self._guest, self._discreet.show))
            self.about.show()
