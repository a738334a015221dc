"""Where the palette leads from the words of a need, by what the account may do."""

from __future__ import annotations

from ceis_desk.core.ids import code_id
from ceis_desk.reception.model import Motif
from ceis_desk.ui.shell.palette_rows import need_rows

HOUSING = Motif(code_id("motif", "logement"), "logement", "Logement", "home", "reception", 6)
NOBODY: frozenset[str] = frozenset()


def rows(text: str, notes: frozenset[str] = NOBODY, *, directory: bool = True) -> list[str]:
    return [ident for ident, look in need_rows((HOUSING,), text, notes, directory=directory) if not look.heading]


def test_a_need_leads_to_the_directory_and_to_the_motif_that_treats_it() -> None:
    assert rows("loyers") == ["need:housing", f"motif:{HOUSING.id}"]
    assert rows("garde d'enfants") == ["need:childcare"]


def test_a_frein_is_offered_when_it_may_be_written_on_the_record_shown() -> None:
    assert rows("violence conjugale", frozenset({"violence"})) == ["frein:violence", "need:violence"]
    assert rows("violence conjugale", frozenset({"housing"})) == ["need:violence"]


def test_an_account_without_the_directory_is_not_led_there() -> None:
    assert rows("garde d'enfants", directory=False) == []


def test_a_few_letters_are_no_need() -> None:
    assert need_rows((HOUSING,), "caf", NOBODY, directory=True) == []
    assert need_rows((HOUSING,), "lo", NOBODY, directory=True) == []
    assert need_rows((HOUSING,), "", NOBODY, directory=True) == []
