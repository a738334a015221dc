"""Signed notes: for the team or for oneself, completed and never changed, found by their words."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from sqlalchemy import select, update

from ceis_desk.access.gestures import KeepDraft, SetSiteSetting
from ceis_desk.access.model import Group, Role
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.schema.sealed import note
from ceis_desk.notes.gestures import SignNote, draft_kind
from ceis_desk.notes.model import DEFAULT_TEMPLATES, InterviewMedium, Note
from ceis_desk.notes.questions import FindInNotes, NotesOf, NoteTemplates
from tests.data.budget.households import Office
from tests.scenarios.agents import TODAY, Agent


def notes(office: Office, case_id: Id, login: str = "claire") -> tuple[Note, ...]:
    return Agent(office.day.desk, login).ask(NotesOf(case_id, Group.BUDGET))


def inside(office: Office, login: str = "claire") -> Any:  # noqa: ANN401 the inside of the store
    return office.day.desk.enter(login).store


def spoil(office: Office, **values: object) -> None:
    """Write over the cells of every note, as whoever opens the file by hand would."""

    def work(tx: Any) -> Change:  # noqa: ANN401 a transaction
        tx.connection.execute(update(note).values(**values))
        return Change()

    inside(office).write(work).result()


def cell(office: Office, name: str) -> bytes:
    found: bytes = inside(office).file.writer.run(lambda one: one.execute(select(note.c[name])).scalar_one()).result()
    return found


def test_a_note_is_signed_and_read_by_the_team(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "Dossier relu ensemble.", minutes=40, medium=InterviewMedium.HOME)
    (one,) = notes(office, case_id, "nadia")
    assert (one.text, one.author_name, one.minutes, one.medium, one.day, one.sound) == (
        "Dossier relu ensemble.",
        "Claire Fabre",
        40,
        InterviewMedium.HOME,
        TODAY,
        True,
    )


def test_a_note_for_its_author_alone_shows_that_it_exists_and_nothing_of_its_text(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "Ce qu’elle a dit reste entre nous.", private=True)
    (own,), (seen,) = notes(office, case_id), notes(office, case_id, "nadia")
    assert own.text == "Ce qu’elle a dit reste entre nous."
    assert (seen.text, seen.private, seen.author_name, seen.sound) == (None, True, "Claire Fabre", True)


def test_a_note_is_completed_by_another_one_and_never_changed(office: Office) -> None:
    case_id = office.open()
    first = office.sign(case_id, "Bailleur prévenu.").made[0]
    office.sign(case_id, "Le 14 et non le 15.", "nadia", completes=first)
    latest, oldest = notes(office, case_id)
    assert (latest.completes, latest.author_name, oldest.id) == (first, "Nadia Haddad", first)
    with pytest.raises(Refusal, match="n’est pas dans ce dossier"):
        office.sign(case_id, "autre", completes=new_id())


def test_the_latest_day_comes_first(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "aujourd’hui")
    office.sign(case_id, "avant", day=TODAY - dt.timedelta(days=7))
    assert [one.text for one in notes(office, case_id)] == ["aujourd’hui", "avant"]


def test_what_is_no_note_is_refused_and_the_draft_stays(office: Office) -> None:
    case_id = office.open()
    for text, fields, words in (
        ("  ", {}, "vide"),
        ("NIR 2 84 03 34 172 045 12", {}, "sécurité sociale"),
        ("x" * 20_001, {}, "20000 signes"),
        ("demain", {"day": TODAY + dt.timedelta(days=1)}, "jour à venir"),
        ("long", {"minutes": 1441}, "24 heures"),
    ):
        with pytest.raises(Refusal, match=words):
            office.sign(case_id, text, **fields)
    assert notes(office, case_id) == ()


def test_a_note_of_another_team_is_not_written(office: Office) -> None:
    case_id = office.open()
    office.day.desk.add("lea", "Léa Bastide", Role.SOCIAL)
    for login, group in (("lea", Group.BUDGET), ("claire", Group.SOCIAL)):
        with pytest.raises(Denied):
            Agent(office.day.desk, login).do(SignNote(case_id, group, "bonjour", TODAY))
    with pytest.raises(Denied):
        Agent(office.day.desk, "lea").ask(NotesOf(case_id, Group.BUDGET))
    with pytest.raises(Denied):
        Agent(office.day.desk, "lea").ask(FindInNotes("bonjour", Group.BUDGET))


def test_a_note_moved_to_another_case_or_signed_by_nobody_is_shown_with_its_warning(office: Office) -> None:
    case_id, other = office.open(), office.open(office.person("Morel"))
    office.sign(case_id, "Dossier relu ensemble.")
    spoil(office, thread_id=other)
    assert [one.sound for one in notes(office, other)] == [False]
    spoil(office, thread_id=case_id, signature=bytes(64))
    assert [(one.text, one.sound) for one in notes(office, case_id)] == [("Dossier relu ensemble.", False)]


def test_a_note_whose_cells_are_damaged_is_shown_as_such(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "Dossier relu ensemble.")
    body = cell(office, "body")
    spoil(office, body=body[:-1] + bytes([body[-1] ^ 1]))
    (one,) = notes(office, case_id)
    assert (one.sound, "abîmé" in str(one.text), one.author_name) == (False, True, "Claire Fabre")
    head = cell(office, "head")
    spoil(office, head=head[:-1] + bytes([head[-1] ^ 1]))
    (one,) = notes(office, case_id)
    assert (one.sound, one.author_name, one.day) == (False, "", TODAY)


def test_a_note_stays_its_authors_after_a_new_password(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "Pour l’équipe.")
    office.sign(case_id, "Pour moi.", private=True)
    claire = office.claire.id
    office.day.desk.enter("helene")
    office.day.desk.door.set_password(claire, "une phrase longue").result()
    office.day.desk.enter("nadia")
    kept = notes(office, case_id)
    assert [(one.text, one.sound) for one in kept] == [(None, True), ("Pour l’équipe.", True)]


def test_words_are_found_in_any_order_without_accents_or_case(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "Bailleur à prévenir du calendrier, première échéance de 118,00 € en août.")
    office.sign(case_id, "Rien à voir.")
    (hit,) = office.nadia.ask(FindInNotes("ECHEANCE bailleur", Group.BUDGET))
    assert [hit.extract[start : start + length] for start, length in hit.marks] == ["Bailleur", "échéance"]
    assert office.nadia.ask(FindInNotes("echeance rien", Group.BUDGET)) == ()
    assert office.nadia.ask(FindInNotes(" ", Group.BUDGET)) == ()


def test_a_long_note_is_told_by_an_extract_around_the_word(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, f"{'avant ' * 80}moratoire {'après ' * 80}")
    (hit,) = office.claire.ask(FindInNotes("moratoire", Group.BUDGET, case_id))
    assert len(hit.extract) < 220
    assert [hit.extract[start : start + length] for start, length in hit.marks] == ["moratoire"]


def test_a_private_note_is_found_by_its_author_alone(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "Confidence de Laure.", private=True)
    assert len(office.claire.ask(FindInNotes("confidence", Group.BUDGET))) == 1
    assert office.nadia.ask(FindInNotes("confidence", Group.BUDGET)) == ()


def test_nothing_opened_outlives_the_session(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "Confidence de Laure.")
    store = inside(office)
    store.ask(FindInNotes("confidence", Group.BUDGET)).result()
    assert "Confidence" in repr(vars(store.opened))
    office.day.desk.door.lock()
    assert "Confidence" not in repr(vars(store.opened))


def test_templates_are_those_of_the_site_once_it_has_its_own(office: Office) -> None:
    assert office.claire.ask(NoteTemplates()) == DEFAULT_TEMPLATES
    own = '[{"key": "1", "title": "Accueil", "text": "Vu ce jour : "}]'
    Agent(office.day.desk, "helene").do(SetSiteSetting("note_templates", own))
    assert [(one.key, one.title) for one in office.claire.ask(NoteTemplates())] == [("1", "Accueil")]
    with pytest.raises(Refusal, match="forme attendue"):
        Agent(office.day.desk, "helene").do(SetSiteSetting("note_templates", '[{"key": "1"}]'))


def test_signing_forgets_the_draft_and_nothing_else_does(office: Office) -> None:
    case_id = office.open()
    first = office.sign(case_id, "Premier entretien.").made[0]
    for kind in (draft_kind(case_id), draft_kind(case_id, first)):
        office.claire.do(KeepDraft(kind, "en cours"))
    with pytest.raises(Refusal):
        office.sign(case_id, " ")
    office.sign(case_id, "en cours", completes=first)
    assert [office.claire.ask(ReadDraft(kind)) for kind in (draft_kind(case_id), draft_kind(case_id, first))] == [
        "en cours",
        "",
    ]
    office.sign(case_id, "en cours")
    assert office.claire.ask(ReadDraft(draft_kind(case_id))) == ""


def test_a_draft_with_a_social_security_number_is_refused_and_the_one_before_stays(office: Office) -> None:
    kind = draft_kind(office.open())
    office.claire.do(KeepDraft(kind, json.dumps({"text": "Vu ensemble.", "minutes": 40})))
    for text in ("NIR 2 84 03 34 172 045 12", json.dumps({"text": "NIR 2 84 03 34 172 045 12", "minutes": 40})):
        with pytest.raises(Refusal, match="sécurité sociale"):
            office.claire.do(KeepDraft(kind, text))
    assert "Vu ensemble." in office.claire.ask(ReadDraft(kind))
    ids = json.dumps({"sheet": new_id().hex, "at": 1_718_700_000, "typed": {"1": "06 39 98 12 34"}})
    office.claire.do(KeepDraft(kind, ids))
    assert office.claire.ask(ReadDraft(kind)) == ids
