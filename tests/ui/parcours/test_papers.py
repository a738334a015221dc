"""Ctrl P and the buttons of the tab « Parcours »: what each prints, and what cannot be printed."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.papers import AppointmentCardsPaper
from ceis_desk.core.press import Paper
from ceis_desk.parcours.own_words import Aspect, OwnWords, ReadOwnWords, Visibility
from ceis_desk.parcours.papers import PartnerSummaryPaper, PlainWayPaper
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.parcours.self_assessment import DEFAULT_SCALE, ReadOwnScale, ReadSelfAssessments
from ceis_desk.parcours.sharing import ReadShares, Share
from ceis_desk.people.questions import OpenRecord
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.parcours.forms import SHARED
from ceis_desk.ui.parcours.papers import NOT_SHARED, PLAIN_PAGE
from ceis_desk.ui.people.reserved import WAY_TAB
from tests.ui.parcours import ways
from tests.ui.parcours.conftest import OpenWay, WayDesk
from tests.ui.people import files
from tests.ui.people.files import LEA, SAMIRA, ident

KNOWN = {"issuer_street": "12, rue des Tilleuls", "issuer_phone": "04 65 71 00 12"}
SHARE = Share(
    ident("share"), 5, SAMIRA, dt.datetime(2019, 6, 3, 10), "Mission locale", "Préparer une immersion",
    tuple(words for _, words in SHARED), informed=True, author_id=LEA, author_name="Léa Bastide",
)  # fmt: skip


def own_words(text: str, visibility: Visibility, aspect: Aspect = Aspect.NEEDS) -> OwnWords:
    return OwnWords(ident(text), 1, SAMIRA, aspect, text, dt.date(2019, 3, 5), visibility, LEA)


WORDS = (
    own_words("Des horaires qui vont avec l’école.", Visibility.PROFESSIONALS),
    own_words("CANARI-SOCIAL", Visibility.SOCIAL),
    own_words("CANARI-AUTEUR", Visibility.AUTHOR),
    own_words("CANARI-CRAINTE", Visibility.PROFESSIONALS, Aspect.FEARS),
)
ANSWERS: dict[type, object] = {
    Settings: {name: json.dumps(value) for name, value in KNOWN.items()},
    ReadShares: (SHARE,),
    ReadOwnWords: WORDS,
    ReadOwnScale: DEFAULT_SCALE,
    ReadSelfAssessments: (),
}


def opened(open_way: OpenWay, *roles: Role, answers: dict[type, object] | None = None) -> tuple[WayDesk, list[Paper]]:
    """A tab with what it prints by its buttons."""
    way = open_way(*roles)
    way.desk.store.answers |= {**ANSWERS, **(answers or {})}
    way.desk.pilot.open_record(SAMIRA)
    made: list[Paper] = []
    way.desk.pilot.print_asked.connect(made.append)
    return way, made


def by_key(way: WayDesk) -> list[Paper]:
    """What Ctrl P prints, as the window asks for it."""
    made: list[Paper] = []
    way.desk.pilot.papers(made.append)
    return made


def page_button(way: WayDesk) -> Button:
    return next(one for one in way.panel.findChildren(Button) if one.text() == PLAIN_PAGE)


def test_ctrl_p_and_the_button_give_the_same_page_at_once(open_way: OpenWay) -> None:
    way, made = opened(open_way)
    page_button(way).click()
    (paper,) = made
    assert made == by_key(way)
    assert isinstance(paper, PlainWayPaper)
    assert (paper.person.used_name, paper.made_on, paper.person_id) == ("BENALI", files.NOW.date(), SAMIRA)
    assert paper.plain.helpers[-1].phone == "04 65 71 00 12"
    assert paper.issuer.address == ("12, rue des Tilleuls",)
    assert page_button(way).accessibleDescription() == "Ctrl P"


def test_the_page_is_read_anew_and_says_nothing_that_is_kept_apart(open_way: OpenWay) -> None:
    way, _ = opened(open_way)
    way.desk.store.answers[ReadWay] = replace(ways.WAY, current=replace(ways.PARCOURS, freins=(ways.VIOLENCE,)))
    said = repr(by_key(way)[0])
    assert "garde de vos enfants" not in said
    assert "CANARI" not in said
    assert "apurement" not in said
    assert "iolence" not in said


def test_in_another_tab_ctrl_p_prints_the_cards(open_way: OpenWay) -> None:
    way, _ = opened(open_way)
    way.desk.pilot.page.record.head.tabs.go_to("appointments")
    (paper,) = by_key(way)
    assert isinstance(paper, AppointmentCardsPaper)
    way.desk.pilot.page.record.head.tabs.go_to(WAY_TAB)
    assert isinstance(by_key(way)[0], PlainWayPaper)


def test_a_person_who_must_not_be_called_is_promised_no_call(open_way: OpenWay) -> None:
    step = replace(ways.TRIAL, title="Bilan", account_name="Claire Fabre")
    way, _ = opened(open_way)
    way.desk.store.answers[ReadWay] = replace(
        ways.WAY, current=replace(ways.PARCOURS, items=(step,)), events=(ways.TO_DO,)
    )
    assert "vous appelle" in repr(by_key(way))
    safe = replace(files.IDENTITY.safe_contact, no_call=True)
    quiet = replace(files.RECORD, identity=replace(files.IDENTITY, safe_contact=safe))
    way.desk.store.answers[OpenRecord] = quiet
    way.desk.pilot.open_record(SAMIRA)
    assert "vous appelle" not in repr(by_key(way))


def summary(way: WayDesk) -> PartnerSummaryPaper:
    """What Ctrl P prints with the cursor on the sharing."""
    way.panel.whole.shares.rows.setFocus()
    (paper,) = by_key(way)
    assert isinstance(paper, PartnerSummaryPaper)
    return paper


def test_a_sharing_prints_what_it_lists_and_nothing_else(open_way: OpenWay) -> None:
    way, made = opened(open_way)
    way.panel.whole.shares.rows.setFocus()
    way.desk.enter()
    way.desk.enter()
    assert made == [summary(way)]
    (paper,) = made
    assert isinstance(paper, PartnerSummaryPaper)
    parts = {one.title: one for one in paper.parts}
    assert tuple(parts) == SHARE.data
    assert parts["coordonnées"].lines[0] == "Téléphone\u00a0: 06 39 98 12 34"
    assert parts["besoins exprimés"].lines == ("Des horaires qui vont avec l’école.",)
    assert "Retour à l’emploi, en cours" in parts["objectifs et étapes"].lines
    assert [title for title, one in parts.items() if one.by_hand] == ["droits ouverts", "documents remis"]
    told = repr(paper.parts)
    assert not [word for word in ("CANARI", "Dette", "apurement", "iolence") if word in told]


def test_ways_of_contact_that_are_refused_are_not_given(open_way: OpenWay) -> None:
    way, _ = opened(open_way)
    safe = replace(files.IDENTITY.safe_contact, no_call=True, no_letter=True, no_message=True)
    way.desk.store.answers[OpenRecord] = replace(
        files.RECORD, identity=replace(files.IDENTITY, safe_contact=safe, email="s@example.org")
    )
    way.desk.pilot.open_record(SAMIRA)
    assert summary(way).parts[0].lines == (
        "Ne pas téléphoner.", "Ne pas envoyer de message.", "Ne pas envoyer de courrier.",
    )  # fmt: skip


def test_what_was_typed_in_other_words_says_itself(open_way: OpenWay) -> None:
    way, _ = opened(open_way, answers={ReadShares: (replace(SHARE, data=("Elle lit mal",)),)})
    (part,) = summary(way).parts
    assert (part.title, part.lines, part.by_hand) == ("Elle lit mal", (), False)


def test_a_sharing_taken_back_meanwhile_is_not_printed(open_way: OpenWay) -> None:
    way, made = opened(open_way)
    refused: list[str] = []
    way.desk.link.refused.connect(refused.append)
    way.panel.whole.shares.rows.setFocus()
    way.desk.store.answers[ReadShares] = ()
    way.desk.key(Qt.Key.Key_Return)
    way.desk.key(Qt.Key.Key_Return)
    assert (made, refused) == ([], [NOT_SHARED])


def test_whoever_did_not_write_a_sharing_may_print_it_all_the_same(open_way: OpenWay) -> None:
    way, made = opened(open_way, Role.HEALTH)
    way.panel.whole.shares.rows.setFocus()
    way.desk.enter()
    way.desk.enter()
    assert len(made) == 1


def test_the_keys_of_the_record_name_the_page(open_way: OpenWay) -> None:
    way, _ = opened(open_way)
    lines = way.desk.pilot.keys()
    assert [one.keys for one in lines if "fiche parcours simplifiée" in one.what] == ["Ctrl P"]
