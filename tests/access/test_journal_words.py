from __future__ import annotations

import re
from pathlib import Path

import ceis_desk
from ceis_desk.access.journal_words import _WORDS, journal_words


def test_an_act_about_someone_names_her() -> None:
    assert journal_words("open_record", "Mme BENALI Samira") == "a ouvert la fiche de Mme BENALI Samira"


def test_an_act_whose_subject_may_not_be_seen_stays_a_sentence() -> None:
    assert journal_words("open_record") == "a ouvert une fiche"
    assert all("{" not in journal_words(action) for action in _WORDS)


def test_an_act_of_a_later_version_is_told_by_its_code() -> None:
    assert journal_words("sealed_case") == "a fait un acte que cette version ne connaît pas (sealed_case)"


def test_every_act_that_the_program_writes_in_the_journal_has_its_words() -> None:
    sources = Path(ceis_desk.__file__).parent.rglob("*.py")
    written = {
        action
        for path in sources
        for action in re.findall(r"(?:\.note|NoteAccess)\(\s*\"([a-z_]+)\"", path.read_text(encoding="utf-8"))
    }
    assert "account_added" in written
    assert written - set(_WORDS) == set()
