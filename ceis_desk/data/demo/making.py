"""Making the demonstration store, living by its clock, and taking all of it away."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from ceis_desk.access.door import Founding
from ceis_desk.access.model import Account
from ceis_desk.core.clock import stopped_at
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.accounts import added, roles_set
from ceis_desk.data.demo.cases import write_cases
from ceis_desk.data.demo.cast import OPENING, PASSWORD, STAFF
from ceis_desk.data.demo.digital import write_digital
from ceis_desk.data.demo.employment import write_employment
from ceis_desk.data.demo.health import write_health
from ceis_desk.data.demo.history import write_history
from ceis_desk.data.demo.office import COORDINATES, GAP_MINUTES, ROOMS, SCALES
from ceis_desk.data.demo.parcours import write_ways
from ceis_desk.data.demo.partners import write_partners
from ceis_desk.data.demo.scene import write_scene
from ceis_desk.data.demo.week import write_agenda
from ceis_desk.data.demo.workshops import write_workshops
from ceis_desk.data.founding import found_store
from ceis_desk.data.house import SITE, put_setting
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.directory import Directory
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.keys.lock import LOCK_NAME, locked
from ceis_desk.data.keys.ring_file import write_private
from ceis_desk.data.placing import remove_example
from ceis_desk.data.search import rebuild_index
from ceis_desk.data.threshold import DEMO_MARK, is_demo, is_vacant
from ceis_desk.data.write import Tx

STRUCTURE, PLACE, DESK = "CCAS de Montpellier", "CEIS", "Accueil · Poste 1"
_FOUNDER = "admin"

# The password of the example accounts is printed in the guide: a slow key would only make the visitor wait.
QUICK = Argon(memory_kib=8 * 1024, passes=1, lanes=1)


def found_demo(folder: Path) -> None:
    """Make the demonstration store; raises Refusal when the folder holds a store or cannot be written."""
    name = next(name for login, name, _ in STAFF if login == _FOUNDER)
    answers = Founding(STRUCTURE, PLACE, DESK, _FOUNDER, name, PASSWORD)
    found_store(folder, answers, stopped_at(OPENING), QUICK, _fill)


def _fill(tx: Tx, aside: Path, created: ring.Created) -> None:
    write_private(aside / DEMO_MARK, tx.actor.desk_id.hex.encode())
    for setting, value in (
        ("demo", True),
        ("recovery_tried", True),
        ("report_reference_month", "2018-12"),
        ("means", {"full_time_hundredths": 1350, "investment_cents": 1_080_000, "running_cents": 60_000_000}),
        ("opening_hours", _HOURS),
        ("rooms", ROOMS),
        ("agenda_gap", GAP_MINUTES),
        ("budget_scales", SCALES),
        *COORDINATES,
    ):
        put_setting(tx, SITE, setting, json.dumps(value))
    staff = _write_staff(tx, aside, created)
    cast = write_history(tx, staff)
    write_scene(tx, staff, cast)
    write_agenda(tx, staff, cast)
    write_employment(tx, staff, cast)
    write_workshops(tx, staff, cast)
    write_cases(tx, aside, staff, cast)
    write_ways(tx, aside, staff, cast)
    write_partners(tx, staff, cast)
    write_digital(tx, staff, cast)
    write_health(tx, staff, cast)
    rebuild_index(tx.connection)


_HOURS = {
    str(weekday): [["09:00", "13:00"]] if weekday == 2 else [["09:00", "13:00"], ["14:00", "18:00"]]
    for weekday in range(5)
}


def _write_staff(tx: Tx, aside: Path, created: ring.Created) -> dict[str, Id]:
    unlocked = created.unlocked
    staff = {_FOUNDER: unlocked.account_id}
    accounts = []
    for login, name, roles in STAFF:
        if login != _FOUNDER:
            account = Account(new_id(), login, name, roles)
            keys = ring.add_account(aside, unlocked.dbk, account, PASSWORD, unlocked.anchor, QUICK)
            added(tx, account, keys)
            staff[login] = account.id
        accounts.append(Account(staff[login], login, name, roles))
    founder = next(roles for login, _, roles in STAFF if login == _FOUNDER)
    roles_set(tx, unlocked.account_id, founder)
    ring.write_directory(aside, unlocked.dbk, lambda: Directory(STRUCTURE, DESK, tuple(accounts)))
    return staff


def remove_demo(folder: Path) -> None:
    """Remove the example data, or what a stop left of them; a store that is not the demonstration is never touched."""
    refused = Refusal("Ces données ne sont pas celles d’exemple. Rien n’a été enlevé.")
    if not (folder / DEMO_MARK).exists():
        raise refused
    try:
        with locked(folder):
            if not (is_demo(folder) or is_vacant(folder)):
                raise refused
            remove_example(folder)
    except OSError as error:
        message = (
            "Les données d’exemple n’ont pas pu être enlevées en entier. Aucune autre donnée n’a été touchée\u00a0: "
            "fermez les autres fenêtres de CEIS Desk, puis recommencez."
        )
        raise Refusal(message) from error
    # Windows keeps a file that another program has just opened: an empty lock may stay.
    with contextlib.suppress(OSError):
        (folder / LOCK_NAME).unlink(missing_ok=True)
