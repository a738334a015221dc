"""A small house for the settings: its accounts, its motifs, what its settings say, and a door that remembers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from concurrent.futures import Future

from ceis_desk.access.door import NewSheet
from ceis_desk.access.model import Account, Actor, Role
from ceis_desk.access.questions import Accounts, JournalLine, ReadJournal, Settings, Staff, StaffMember
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.parcours.freins import FreinKind, LocalFreins
from ceis_desk.parcours.questions import ReadLocalFreins
from ceis_desk.parcours.self_assessment import DEFAULT_SCALE, OwnScale, ReadOwnScale
from ceis_desk.platforms.budget.scales import RsaScale, Scales
from ceis_desk.platforms.budget.sheet_questions import ReadScales
from ceis_desk.platforms.employment.places import FIRST_PLACES
from ceis_desk.platforms.employment.questions import ReadPlaces
from ceis_desk.reception.model import Absence, Instruction, Motif
from ceis_desk.reception.questions import Absences, AllMotifs, ClosedMotifs, Instructions
from tests.ui.fake_safety import FakeSafety
from tests.ui.fake_store import FakeStore

NOW = dt.datetime(2019, 6, 18, 10, 42)
TODAY = NOW.date()
STAFF = (
    ("accueil", "Sofiane Roux", frozenset({Role.RECEPTION})),
    ("claire", "Claire Fabre", frozenset({Role.BUDGET})),
    ("nadia", "Nadia Haddad", frozenset({Role.BUDGET})),
    ("marc", "Marc Vidal", frozenset({Role.DIGITAL, Role.EMPLOYMENT})),
    ("lea", "Léa Bastide", frozenset({Role.SOCIAL})),
    ("ines", "Inès Roig", frozenset({Role.HEALTH})),
    ("helene", "Hélène Costa", frozenset({Role.DIRECTOR, Role.ADMIN})),
)
MOTIFS = (
    ("Rendez-vous budget", "budget", "pig"),
    ("Démarche en ligne", "digital", "device-laptop"),
    ("Recherche d’emploi", "employment", "briefcase"),
    ("Atelier collectif", "reception", "users-group"),
    ("Accès aux droits", "reception", "file-text"),
    ("Logement", "reception", "home"),
    ("Santé, prévention", "health", "stethoscope"),
    ("Café, lien social", "reception", "heart-handshake"),
    ("Autre motif", "reception", "dots"),
    ("Permanence juridique", "reception", "signature"),
)
SETTINGS = {
    "structure": "CCAS de Montpellier",
    "place": "CEIS",
    "means": {"full_time_hundredths": 1350, "investment_cents": 1_080_000, "running_cents": 60_000_000},
    "report_reference_month": "2018-12",
    "wait_thresholds": {"amber": 10, "red": 20},
    "opening_hours": {
        **{str(day): [["09:00", "13:00"], ["14:00", "18:00"]] for day in (0, 1, 3, 4)},
        "2": [["09:00", "13:00"]],
    },
    "qpv_list": [
        {"name": "Mosson", "from": "2015-01-01"},
        {"name": "Lemasson", "from": "2015-01-01", "to": "2018-12-31", "note": "à vérifier"},
    ],
    "recovery_tried": False,
}


def make_accounts() -> tuple[Account, ...]:
    here = tuple(Account(new_id(), login, name, roles) for login, name, roles in STAFF)
    gone = Account(new_id(), "paul", "Paul Ferrand", frozenset({Role.RECEPTION}), dt.date(2019, 4, 30))
    return (*here, gone)


def make_motifs() -> tuple[Motif, ...]:
    return tuple(
        Motif(
            new_id(), f"motif-{rank}", label, icon, platform, rank if rank <= 9 else 0, ("Dossier CAF",) * (rank == 5)
        )
        for rank, (label, platform, icon) in enumerate(MOTIFS, 1)
    )


def make_journal(accounts: tuple[Account, ...]) -> tuple[JournalLine, ...]:
    names = [account.name for account in accounts]
    acts = (
        ("sign_in", 6, ""),
        ("open_record", 1, "Mme BENALI Samira"),
        ("print_list", 0, ""),
        ("account_roles", 6, ""),
        ("merge", 1, "M. PUJOL André"),
    )
    return tuple(
        JournalLine(NOW - dt.timedelta(hours=7 * rank), names[who], action, subject)
        for rank, (action, who, subject) in enumerate(acts)
    )


SCALES = Scales((), (RsaScale(dt.date(2026, 4, 1), 65_169, verified=False, source="décret à relire"),))


class House:
    """The store, the door and the accounts that a test of the settings needs."""

    def __init__(self) -> None:
        self.freins = LocalFreins((FreinKind("local_parking", "Stationnement", "flag", "mobilite"),), 12)
        self.scale: OwnScale = DEFAULT_SCALE
        self.accounts = make_accounts()
        self.motifs = make_motifs()
        self.closed_motifs: tuple[Motif, ...] = ()
        self.settings = {name: json.dumps(value, ensure_ascii=False) for name, value in SETTINGS.items()}
        sofiane = self.named("Sofiane Roux")
        day = dt.datetime.combine(TODAY, dt.time(8))
        absence = Absence(new_id(), sofiane.id, sofiane.name, day, day + dt.timedelta(hours=4, minutes=30), "formation")
        instruction = Instruction(new_id(), "La salle 2 est prise toute la matinée", TODAY, TODAY)
        self.store = FakeStore(
            {
                Settings: lambda _: dict(self.settings),
                Accounts: lambda _: self.accounts,
                Staff: lambda _: self.staff(),
                AllMotifs: lambda _: self.motifs,
                ReadLocalFreins: lambda _: self.freins,
                ReadOwnScale: lambda _: self.scale,
                ClosedMotifs: lambda _: self.closed_motifs,
                Absences: (absence,),
                Instructions: (instruction,),
                ReadScales: SCALES,
                ReadPlaces: FIRST_PLACES,
                ReadJournal: make_journal(self.accounts),
            }
        )
        self.door = RememberingDoor(self)

    def named(self, name: str) -> Account:
        return next(account for account in self.accounts if account.name == name)

    def staff(self) -> tuple[StaffMember, ...]:
        here = (account for account in self.accounts if account.closed_on is None)
        return tuple(StaffMember(account.id, account.name, account.roles) for account in here)

    def actor(self, name: str = "Hélène Costa") -> Actor:
        account = self.named(name)
        return Actor(account.id, account.name, account.roles, new_id())


class RememberingDoor:
    """Answers at once; `calls` keeps what was asked, `refusal` is what the next call raises."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.calls: list[tuple[object, ...]] = []
        self.refusal = ""
        self.safety = FakeSafety()

    def add_account(self, login: str, name: str, roles: frozenset[Role], password: str) -> Future[Change]:
        account = Account(new_id(), login, name, roles)
        return self._change(
            ("add", login, name, roles, password), lambda all_: (*all_, account), f"Compte de {name} créé."
        )

    def set_roles(self, account_id: Id, roles: frozenset[Role]) -> Future[Change]:
        def change(accounts: tuple[Account, ...]) -> tuple[Account, ...]:
            return tuple(
                Account(one.id, one.login, one.name, roles) if one.id == account_id else one for one in accounts
            )

        return self._change(("roles", account_id, roles), change, "Rôles enregistrés.")

    def set_password(self, account_id: Id, password: str) -> Future[Change]:
        return self._change(("password", account_id, password), lambda all_: all_, "Nouveau mot de passe enregistré.")

    def close_account(self, account_id: Id) -> Future[Change]:
        return self._change(("close", account_id), lambda all_: all_, "Compte fermé.")

    def change_password(self, old: str, new: str) -> Future[None]:
        self.calls.append(("own", old, new))
        return self._answer(None)

    def try_recovery(self, text: str) -> Future[bool]:
        self.calls.append(("try", text))
        return self._answer(True)

    def recovery_mark(self) -> Future[str]:
        return self._answer("K7QD")

    def renew_recovery(self, password: str, former: str = "") -> Future[NewSheet]:
        self.calls.append(("renew", password, former))
        return self._answer(NewSheet("CEIS-ABCDE", "K7QD", "Clé de secours renouvelée."))

    def _change(
        self, call: tuple[object, ...], act: Callable[[tuple[Account, ...]], tuple[Account, ...]], said: str
    ) -> Future[Change]:
        self.calls.append(call)
        change = Change(frozenset({Subject("account")}), said)
        future = self._answer(change)
        if future.exception() is None:
            self._house.accounts = act(self._house.accounts)
            self._house.store.tell(change)
        return future

    def _answer(self, value: object) -> Future:  # type: ignore[type-arg]  # any answer of the door
        future: Future[object] = Future()
        if self.refusal:
            future.set_exception(Refusal(self.refusal))
        else:
            future.set_result(value)
        return future
