"""What the counter never shows: every view is rendered with a reception account, and canary words are looked for."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.core.clock import stopped_at
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.logs import start_log, stop_log
from ceis_desk.core.paths import log_folder
from ceis_desk.core.store import Store
from ceis_desk.data.demo import OPENING, PASSWORD
from ceis_desk.data.demo.cast import CAST, CHILDREN, MORNING, STAFF
from ceis_desk.data.demo.names import FAMILIES
from ceis_desk.data.door import LocalDoor
from ceis_desk.people.gestures import ChangeWork
from ceis_desk.people.model import Work
from ceis_desk.people.questions import FindPeople, WorkOf
from ceis_desk.platforms.health.gestures import PutPrevention
from ceis_desk.platforms.health.model import HealthFact
from ceis_desk.reception.gestures import WriteMessage
from ceis_desk.reception.importing import Kind, run_import
from ceis_desk.ui.check.pilot import CheckPilot
from ceis_desk.ui.exchange.pilot import ExchangePilot
from ceis_desk.ui.kit.tabs import Tabs
from ceis_desk.ui.people.drafts import NEW, Draft, write_draft
from ceis_desk.ui.people.pilot import PeoplePilot
from ceis_desk.ui.printing.preview import PrintPreview
from ceis_desk.ui.reception.correct_sheet import CorrectForm
from ceis_desk.ui.settings.pilot import Pilot as SettingsPilot
from ceis_desk.ui.settings.sections import SECTIONS
from ceis_desk.ui.shell.pages import PAGES
from tests.scenarios.desks import QUICK
from tests.scenarios.windows import CONTROL, ENTER, ESCAPE, Said, Seat, demo_copy, seated, words_of

COMMENT, COLUMN, MESSAGE, DRAFT = "Kanariasocial", "Kanariacolonne", "Kanariamessage", "Kanariabrouillon"
PREVENTION, INTERVIEW = "Kanariaprevention", "Kanariaentretien"
CANARIES = (COMMENT, COLUMN, MESSAGE, DRAFT, PREVENTION, INTERVIEW)
WORK = Work.UNABLE
LOGBOOK = (
    "Date;Heure;Nom;Prénom;Date de naissance;Motifs;Commentaire;Colonne inconnue\n"
    f"17/06/2019;9:00;BENALI;Samira;14/03/1984;Logement;dette {COMMENT};{COLUMN}\n"
)


def plant(folder: Path) -> None:
    """Put a canary wherever the contract keeps something from the counter."""
    door = LocalDoor(folder, stopped_at(OPENING), QUICK)
    try:
        book = folder.parent / "cahier.csv"
        book.write_text(LOGBOOK, encoding="utf-8")
        director = door.open("direction", PASSWORD).result().store
        report = run_import(director, Kind.VISITS, book, dry_run=False, progress=lambda _done, _total: None)
        done = report.to_json()
        assert (done["imported"], done["new_people"]) == (1, 0)
        book.unlink()
        accounts = {account.login: account.id for account in door.look().result().accounts}
        social = door.open("lea", PASSWORD).result().store
        person = benali(social)
        social.do(ChangeWork(person, WORK, social.ask(WorkOf(person)).result())).result()
        social.do(WriteMessage(f"{MESSAGE} demain", accounts["claire"], person)).result()
        budget = door.open("claire", PASSWORD).result().store
        for kind in (NEW, f"person:{person}"):
            budget.do(KeepDraft(kind, write_draft(Draft({"used_name": DRAFT})))).result()
        health = door.open("ines", PASSWORD).result().store
        told = HealthFact(new_id(), 0, person, OPENING.date(), "addictions", words=PREVENTION)
        health.do(PutPrevention(told)).result()
        health.do(KeepDraft("prevention", json.dumps({"who": person.hex, "words": INTERVIEW}))).result()
    finally:
        door.close()


def benali(store: Store) -> Id:
    return store.ask(FindPeople("benali samira")).result()[0].id


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with its canaries, made once."""
    folder = demo_copy(tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("seme") / "registre")
    plant(folder)
    return folder


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    said: list[str] = []
    reader = SimpleNamespace(
        isActive=lambda: True,
        updateAccessibility=lambda event: said.append(event.message()),
        AnnouncementPoliteness=QAccessible.AnnouncementPoliteness,
    )
    monkeypatch.setattr("PySide6.QtGui.QAccessible", reader)
    return said


@pytest.fixture
def seat(
    qapp: QApplication,
    qtbot: QtBot,
    planted: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Seat]:
    """The opening screen over the canaries, every file of this run under `tmp_path`."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    folder = tmp_path / "registre"
    shutil.copytree(planted, folder)
    log = start_log(log_folder(folder))
    try:
        with seated(qapp, qtbot, folder) as made:
            yield made
    finally:
        stop_log(log)


# -- the whole round of what an account may reach


def tour(seat: Seat) -> Iterator[str]:
    """Show every view, one after the other; whoever walks looks between two steps."""
    yield from welcome(seat)
    yield from people(seat)
    yield from exchanges(seat)
    yield from statistics(seat)
    yield from settings(seat)
    yield from house(seat)
    for page in PAGES:
        seat.session.show(page.code)
        yield from tabs_of(seat, page.words)
    seat.session.show("reception")
    seat.write("bena")
    seat.quiet()
    seat.strike(Qt.Key.Key_F12)
    seat.until(lambda: seat.program.desk.session is None)
    seat.settle()
    yield "écran verrouillé"


def tabs_of(seat: Seat, name: str) -> Iterator[str]:
    seat.quiet()
    yield name
    for tabs in [one for one in seat.page.findChildren(Tabs) if one.isVisible()]:
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            seat.quiet()
            yield f"{name}, onglet {tabs.code()}"


def leave(seat: Seat) -> None:
    while seat.program.window.sheets():
        seat.strike(ESCAPE)
        seat.settle()


def welcome(seat: Seat) -> Iterator[str]:
    seat.session.show("reception")
    seat.quiet()
    yield "accueil"
    page = seat.reception.page
    seat.strike(Qt.Key.Key_F7)
    seat.quiet()
    yield "aujourd’hui"
    for kind in ("message", "instruction", "absence"):
        board = seat.program.window.sheets()[-1].content
        board.form_asked.emit(kind)  # type: ignore[attr-defined]  # the board
        yield f"aujourd’hui, {kind}"
        seat.strike(ESCAPE)
        seat.until(lambda: "Présents" in seat.words())
    leave(seat)
    seat.strike(Qt.Key.Key_F4)
    for ident in page.recent.rows.rows.idents()[:3]:
        page.recent.opened.emit(ident)
        yield "derniers passages"
        seat.strike(ENTER)
        yield "correction"
        leave(seat)
    page.queue.opened.emit(page.queue.rows.rows.idents()[0])
    yield "qui attend"
    leave(seat)
    yield from arrival(seat)


def arrival(seat: Seat) -> Iterator[str]:
    card = seat.reception.page.card
    for typed in ("zzzzz", "bena"):
        card.clear()
        seat.write(typed)
        seat.quiet()
        yield f"recherche {typed}"
    seat.strike(ENTER)
    seat.quiet()
    yield "arrivée"
    seat.write("1+")
    yield "arrivée, détails"
    card.check_in.details.picker.field.setFocus()
    seat.write("lop")
    seat.quiet()
    yield "arrivée, avec qui"
    card.check_in.motifs_asked.emit()
    yield "tous les motifs"
    leave(seat)
    card.clear()


def people(seat: Seat) -> Iterator[str]:
    seat.session.show("people")
    pilot = seat.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    seat.quiet()
    yield "personnes"
    seat.write("bena")
    seat.quiet()
    yield "personnes, recherche"
    pilot.open_record(benali(seat.session.opened.store))
    seat.until(lambda: pilot.record.record is not None)
    yield from tabs_of(seat, "fiche")
    yield from record_sheets(seat, pilot)
    yield from new_person(seat, pilot)


def exchanges(seat: Seat) -> Iterator[str]:
    seat.session.show("exchange")
    pilot = seat.session.pilot()
    assert isinstance(pilot, ExchangePilot)
    seat.quiet()
    yield "échanges"
    for name, asked in (("tout voir", pilot.page.all_asked), ("derniers envois", pilot.page.sent_asked)):
        asked.emit()
        seat.quiet()
        yield f"échanges, {name}"
        leave(seat)
    seat.session.show("check")
    check = seat.session.pilot()
    assert isinstance(check, CheckPilot)
    seat.until(lambda: check._sides is not None)
    yield "à vérifier"
    seat.strike(Qt.Key.Key_Down)
    seat.until(lambda: check._sides is not None)
    yield "à vérifier, suivant"
    seat.strike(ESCAPE)


def record_sheets(seat: Seat, pilot: PeoplePilot) -> Iterator[str]:
    sheet = pilot.page.record.sheet
    for name, asked in (
        ("foyer", sheet.household_edited),
        ("message", pilot.page.record.message_asked),
        ("réunir", sheet.merge_asked),
    ):
        asked.emit()
        seat.quiet()
        yield f"fiche, {name}"
        if name == "foyer":
            seat.write("lop")
            seat.quiet()
            yield "fiche, foyer, recherche"
        leave(seat)
    sheet.edited.emit()
    seat.quiet()
    yield "fiche à modifier"
    pilot.page.form.left.emit()
    seat.quiet()


def new_person(seat: Seat, pilot: PeoplePilot) -> Iterator[str]:
    pilot.new_person("LOPES")
    seat.quiet()
    texts, doubt = pilot.page.form.form.entries.texts, pilot.page.form.doubt
    for code, words in (("first_name", "Carmen"), ("birth", "09/05/1976")):
        texts[code].setFocus()
        seat.write(words)
    seat.until(lambda: doubt.asks() is not None)
    yield "nouvelle personne, doute"
    pilot.page.form.emptied.emit()
    seat.quiet()
    yield "nouvelle personne"


def statistics(seat: Seat) -> Iterator[str]:
    seat.session.show("statistics")
    seat.until(lambda: "538" in seat.words())
    yield "statistiques"
    seat.strike(Qt.Key.Key_P, CONTROL)
    yield from preview(seat, "rapport")


def preview(seat: Seat, name: str) -> Iterator[str]:
    seat.until(lambda: isinstance(seat.page, PrintPreview))
    shown = seat.page
    assert isinstance(shown, PrintPreview)
    seat.until(lambda: shown._pages is not None)
    yield name
    shown._act("text")
    yield f"{name}, texte"
    seat.strike(ESCAPE)
    assert shown._pages is not None
    path = shown._pages.path
    seat.until(lambda: not path.exists(), "a document stays in clear")


def settings(seat: Seat) -> Iterator[str]:
    seat.session.show("settings")
    pilot = seat.session.pilot()
    assert isinstance(pilot, SettingsPilot)
    for section in SECTIONS:
        pilot.open_section(section.code)
        seat.quiet()
        yield f"réglages, {section.words}"


def house(seat: Seat) -> Iterator[str]:
    seat.session.show("reception")
    seat.quiet()
    seat.strike(Qt.Key.Key_F1)
    yield "aide"
    leave(seat)
    for typed in ("", "bena", "rdv", "anonyme"):
        seat.strike(Qt.Key.Key_K, CONTROL)
        seat.write(typed)
        seat.quiet()
        yield f"palette {typed}"
        leave(seat)
    seat.strike(Qt.Key.Key_P, CONTROL)
    yield from preview(seat, "liste du jour")


# -- canaries


def found(said: Iterator[Said], words: tuple[str, ...]) -> set[tuple[str, str, str]]:
    return {(where, word, text[:120]) for where, text in said for word in words if word in text}


def test_no_view_of_the_counter_gives_what_the_contract_keeps_from_it(seat: Seat, heard: list[str]) -> None:
    seat.until(seat.program.desk.entry.lock.isVisible)
    assert found(words_of(hidden=True), CANARIES) == set()
    seat.open_as("accueil")
    seen = []
    for view in tour(seat):
        seen.append(view)
        assert found(words_of(hidden=True), CANARIES) == set(), view
        if view.startswith("fiche"):
            assert found(words_of(), (WORK.label,)) == set(), view
    assert [words for words in heard if any(word in words for word in CANARIES)] == []
    assert len(seen) > 50


def test_the_same_words_are_there_for_those_who_may_read_them(seat: Seat) -> None:
    seat.open_as("claire")
    seat.quiet()
    seat.strike(Qt.Key.Key_F7)
    seat.until(lambda: MESSAGE in seat.words())
    leave(seat)
    seat.session.show("people")
    pilot = seat.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    pilot.open_record(benali(seat.session.opened.store))
    pilot.page.record.head.tabs.go_to("record")
    seat.until(lambda: WORK.label in seat.words())
    pilot.page.record.head.tabs.go_to("visits")
    seat.until(lambda: COMMENT in seat.words())
    assert COLUMN in seat.words()
    pilot.new_person(DRAFT)
    seat.until(lambda: DRAFT in seat.words())


def test_the_words_of_a_prevention_are_there_for_the_health_team(seat: Seat) -> None:
    seat.open_as("ines")
    seat.session.go("health", benali(seat.session.opened.store))
    seat.until(lambda: PREVENTION in seat.words())


def test_a_search_of_the_counter_finds_nothing_by_what_it_may_not_read(seat: Seat) -> None:
    seat.open_as("accueil")
    for canary in CANARIES:
        typed = canary[:-2]  # what is typed shows: only the end of the word would be found
        assert canary not in repr(seat.ask(FindPeople(typed)))
        for open_search in (Qt.Key.Key_F2, Qt.Key.Key_K):
            seat.strike(open_search, CONTROL if open_search == Qt.Key.Key_K else Qt.KeyboardModifier.NoModifier)
            seat.write(typed)
            seat.quiet()
            assert typed in seat.words()
            assert found(words_of(hidden=True), CANARIES) == set()
            leave(seat)
        seat.reception.page.card.clear()


# -- the discreet screen


def names() -> Iterator[str]:
    """The family names of the examples, and the first names of their cast; a name that an agent bears tells nobody."""
    agents = {word for _login, name, _roles in STAFF for word in name.split()}
    known = [word for family in FAMILIES for word in family.split("_")]
    for one in (member.identity for member in CAST):
        known += [one.used_name, one.first_name, one.birth_name]
    known += [word.capitalize() for _, name, _ in CHILDREN for word in name.split()]
    yield from (word for word in known if len(word) > SHORT and word not in agents)


SHORT = 3  # « Bah », « Rey »: too short not to be met elsewhere
FORMS = "|".join(sorted({re.escape(form) for name in names() for form in (name, name.upper())}))
NAMED = re.compile(rf"(?<![\w-])(?:{FORMS})(?![\w-])")
PHONES = tuple(phone.removeprefix("+33") for one in CAST for phone in one.identity.phones)
BIRTHS = tuple(f"{one.identity.birth_date:%d/%m/%Y}" for one in CAST if one.identity.birth_date)
MOTIFS = tuple({words for scene in MORNING for words in (scene.motif, scene.precision) if words})
EXAMPLES = ("14/03/1984 ou 1984", "Écrivez par exemple 14/03/1984")  # how a birth date is written
# There motifs are offered, ordered and counted by name, of nobody in particular.
OFFERED = re.compile("MotifTile|tous les motifs|statistiques|rapport|réglages", re.IGNORECASE)


def told(view: str, said: Iterator[Said]) -> Iterator[tuple[str, str, str]]:
    """What tells who somebody is or why she came."""
    for where, text in said:
        for example in EXAMPLES:
            text = text.replace(example, "")  # noqa: PLW2901 the rest of it may still tell
        bare = re.sub(r"[\s.]", "", text)
        found = [*NAMED.findall(text), *(phone for phone in PHONES if phone in bare)]
        found += [birth for birth in BIRTHS if birth in text]
        if not OFFERED.search(f"{view} {where}"):
            found += [motif for motif in MOTIFS if motif in text]
        yield from ((where, word, text[:120]) for word in found)


def test_nobody_is_told_on_a_discreet_screen(seat: Seat, heard: list[str]) -> None:
    seat.open_as("accueil")
    seat.strike(Qt.Key.Key_F9)
    heard.clear()
    for view in tour(seat):
        assert list(told(view, words_of())) == [], view
    assert list(told("annonces", (("annonce", words) for words in heard))) == []


def test_messages_of_a_discreet_screen_give_initials_and_no_motif(seat: Seat, heard: list[str]) -> None:
    seat.open_as("accueil")
    seat.strike(Qt.Key.Key_F9)
    heard.clear()
    seen = []
    seat.write("benali samira")
    seat.quiet()
    for keys in ((ENTER,), (Qt.Key.Key_1, ENTER), (Qt.Key.Key_F8,)):
        for key in keys:
            seat.strike(key, text="1" if key == Qt.Key.Key_1 else "")
            seat.quiet()
        seen.append(seat.session.message.words())
        assert list(told("message", words_of())) == []
    assert seen[1].startswith("Arrivée de B••• S. enregistrée à ")
    assert re.fullmatch(r"Appel de \w••• \w\.", seen[2])
    seat.strike(Qt.Key.Key_K, CONTROL)
    seat.quiet()
    assert f"Annuler\u00a0: {seen[2].removesuffix('.')}" in seat.words()
    assert list(told("palette", words_of())) == []
    assert list(told("annonces", (("annonce", words) for words in heard))) == []


def test_a_correction_shows_what_is_written_only_while_f9_is_held(seat: Seat) -> None:
    seat.open_as("accueil")
    seat.strike(Qt.Key.Key_F9)
    visit = next(one for one in seat.day().visits if any(choice.precision for choice in one.motifs))
    precision = next(choice.precision for choice in visit.motifs if choice.precision)
    seat.reception.page.recent.opened.emit(str(visit.id))
    seat.strike(ENTER)
    form = seat.program.window.sheets()[-1].findChild(CorrectForm)
    assert form is not None
    field = form.precisions.fields()[0]
    seat.tab_to(field)
    assert (len(field.displayText()), field.text()) == (len(precision), precision)
    assert field.displayText() != precision
    assert "Tenez F9 pour regarder" in seat.words()
    handle = seat.program.window.windowHandle()
    seat.program.desk._peek._ticks = iter((0.0, 1.0)).__next__
    QTest.keyPress(handle, Qt.Key.Key_F9)
    seat.settle()
    assert field.displayText() == precision
    QTest.keyRelease(handle, Qt.Key.Key_F9)
    seat.settle()
    assert field.displayText() != precision


def test_the_same_round_tells_names_motifs_and_phones_when_nothing_is_hidden(seat: Seat) -> None:
    seat.open_as("accueil")
    seen = {word for view in welcome(seat) for _where, word, _text in told(view, words_of())}
    seat.session.show("people")
    pilot = seat.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    pilot.open_record(benali(seat.session.opened.store))
    seat.until(lambda: pilot.record.record is not None)
    seen |= {word for _where, word, _text in told("fiche", words_of())}
    assert {"LOPEZ", "Samira", "639981234", "14/03/1984", "Dossier CAF", "Rendez-vous budget"} <= seen


# -- files


def test_no_file_of_a_day_at_the_counter_holds_a_name_or_a_canary_in_clear(seat: Seat, tmp_path: Path) -> None:
    seat.open_as("accueil")
    seat.strike(Qt.Key.Key_P, CONTROL)
    for _view in preview(seat, "liste du jour"):
        pass
    seat.until(lambda: seat.program.window.windowTitle() == "CEIS Desk — Accueil")
    seat.write("benali")
    seat.quiet()
    seat.strike(ENTER)
    seat.write("1")
    seat.strike(ENTER)
    seat.quiet()
    seat.strike(Qt.Key.Key_F9)
    seat.strike(Qt.Key.Key_F12)
    words = [*CANARIES, *(form for one in CAST for form in (one.identity.used_name, one.identity.used_name.upper()))]
    signs = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "latin-1")]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"ceis.db", "desk.json"} <= {path.name for path in files}
    assert [path.name for path in files if any(sign in path.read_bytes() for sign in signs)] == []
    assert [path.name for path in files if path.suffix in (".pdf", ".csv", ".png")] == []
