"""What erasing a person takes away of her parcours and of the platforms, and what stays without a word of hers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import TEXT, Table

from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.schema import digital, employment, parcours, partners
from ceis_desk.data.schema.merging import DEPENDENTS
from ceis_desk.data.write import Tx
from ceis_desk.parcours.gestures import OpenParcours, PutItem
from ceis_desk.parcours.model import ItemKind
from ceis_desk.people.gestures import CreatePerson, ErasePerson
from ceis_desk.people.model import ErasureExtent
from ceis_desk.people.questions import WhatErasing
from ceis_desk.ui.people.erase_sheet import what_goes, what_stays
from tests.data.exchange.pages import clear_bytes
from tests.data.exchange.pcs import NOW, Pc, hand_over
from tests.data.exchange.test_erasing import NAME, WHO, says

DAY = NOW.date()
PARTNER, COHORT, PROJECT, CONTRACT, KITCHEN = (
    code_id("example", name) for name in ("partner", "cohort", "project", "contract", "kitchen")
)
OF_PLATFORMS = ("referral", "cohort_member", "contract", "digital_help", "post_use", "project_part")


def crossing(pc: Pc) -> Id:
    """A person who crossed every platform, with her name in whatever an agent may have typed."""
    person = pc.do(CreatePerson(WHO)).made[0]
    way = pc.do(OpenParcours(person, DAY, f"venue avec {NAME}")).made[0]
    pc.do(PutItem(way, ItemKind.OBJECTIVE, f"Aider {NAME}"))
    pc.write(lambda tx: _platforms(tx, person))
    return person


def _platforms(tx: Tx, person: Id) -> None:
    tx.put(partners.partner, PARTNER, name="Mission locale")
    tx.put(partners.project, PROJECT, title="Jardin", opened_on=DAY)
    tx.put(employment.place, KITCHEN, kind="chantier", name="Cuisine")
    tx.put(employment.cohort, COHORT, name="printemps", first=DAY)
    _spoilt(tx, partners.referral, new_id(), person_id=person, partner_id=PARTNER, day=DAY)
    _spoilt(tx, partners.referral_note, new_id(), person_id=person, sealed=NAME.encode())
    _spoilt(tx, partners.project_part, new_id(), person_id=person, project_id=PROJECT, kind="carrier")
    _spoilt(tx, employment.cohort_member, new_id(), person_id=person, cohort_id=COHORT, joined_on=DAY)
    _spoilt(tx, employment.contract, CONTRACT, person_id=person, place_id=KITCHEN, terms="cddi", first=DAY)
    _spoilt(tx, employment.contract_fact, new_id(), contract_id=CONTRACT, kind="training", day=DAY)
    _spoilt(tx, digital.digital_help, new_id(), person_id=person, at=NOW, day=DAY)
    _spoilt(tx, digital.post_use, new_id(), person_id=person, post="1", started_at=NOW)
    _spoilt(tx, digital.procedure, new_id(), person_id=person, label=f"CAF de {NAME}", opened_on=DAY)
    _spoilt(tx, parcours.share, new_id(), person_id=person, at=NOW, sealed=NAME.encode())
    _spoilt(tx, parcours.own_words, new_id(), person_id=person, group_code="", sealed=NAME.encode())


TYPED = {"reason", "words", "label", "need", "commitments"}
"""Columns in which an agent types what she wants; the other ones hold codes, or name a place or somebody else."""


def _spoilt(tx: Tx, table: Table, row_id: Id, **values: Any) -> None:  # noqa: ANN401 values of any column
    """A row with her name in every column that somebody types freely."""
    typed = {one.name: f"dit par {NAME}" for one in table.c if isinstance(one.type, TEXT) and one.name in TYPED}
    tx.put(table, row_id, **{**typed, **values})


def test_what_goes_and_what_stays_is_counted_before(three: list[Pc]) -> None:
    pc = three[0]
    extent = pc.ask(WhatErasing(crossing(pc)))
    assert (extent.items, extent.shares, extent.procedures) == (1, 1, 1)
    stays = (extent.referrals, extent.groups, extent.contracts, extent.helps, extent.posts, extent.projects)
    assert stays == (1, 1, 1, 1, 1, 1)
    said = list(what_goes(extent))
    assert "1\u00a0objectif, étape ou action de son parcours" in said
    assert "1\u00a0démarche en ligne" in said
    for words in ("1\u00a0orientation", "1\u00a0contrat", "1\u00a0groupe Unis’Vers", "1\u00a0aide numérique"):
        assert words in what_stays(extent)


def test_somebody_who_crossed_nothing_is_told_nothing_of_it() -> None:
    nothing = ErasureExtent(1, 0, 0, 0, 0, 0, 0, 0, 0)
    assert not [words for words in what_goes(nothing) if "objectif" in words or "partage" in words]
    assert "elle n’est comptée nulle part" in what_stays(nothing)


def test_no_table_and_no_byte_holds_a_word_of_hers_any_more(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = crossing(one)
    assert NAME in says(one)
    hand_over(tmp_path, one, two)
    one.do(ErasePerson(person))
    hand_over(tmp_path, one, two)
    for pc in (one, two):
        assert says(pc) == set()
        assert NAME.encode() not in clear_bytes(pc.folder, pc.key)


def test_facts_stay_without_a_name_and_the_rest_goes(three: list[Pc]) -> None:
    pc = three[0]
    pc.do(ErasePerson(crossing(pc)))
    assert {table: len(pc.rows(f"SELECT id FROM {table}")) for table in OF_PLATFORMS} == dict.fromkeys(OF_PLATFORMS, 1)
    gone = [table for table in DEPENDENTS if pc.rows(f"SELECT 1 FROM {table} LIMIT 1")]
    assert gone == []
    assert len(pc.rows("SELECT id FROM contract_fact")) == 1
