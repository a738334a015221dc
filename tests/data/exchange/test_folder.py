"""A folder of files as other people and other programs leave it: told in words, read once, nothing of it harmful."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ceis_desk.access.door import Founding, Opened
from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.core.clock import wall_clock
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.exchange import receive
from ceis_desk.data.exchange.bundle import digest_of
from ceis_desk.data.exchange.receive import Receiver
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.exchange.questions import ReadExchange
from tests.data.exchange.bundles import FRAMES, write
from tests.scenarios.desks import PASSWORD, QUICK


@dataclass
class Member:
    """One desk of the site and its session."""

    door: LocalDoor
    opened: Opened

    def refused(self) -> list[str]:
        """The files that the page of the exchange tells to be refused or waiting."""
        return [one.name for one in self.opened.store.ask(ReadExchange()).result().refused]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[list[Member]]:
    """A site of one desk; the others join it."""
    door = LocalDoor(tmp_path / "poste1", wall_clock, QUICK)
    members = [
        Member(door, door.found(Founding("CCAS", "CEIS", "Poste 1", "un", "Une Agente", PASSWORD)).result().opened)
    ]
    yield members
    for member in members:
        member.door.close()


def join(site: list[Member], folder: Path) -> Member:
    """One more desk."""
    host, rank = site[0].door.exchange, len(site) + 1
    invited = host.invite(folder / f"invitation{rank}").result()
    answer = folder / f"reponse{rank}"
    door = LocalDoor(folder / f"poste{rank}", wall_clock, QUICK)
    asked = Joining(invited.path, invited.phrase, f"Poste {rank}", f"agent{rank}", "Un Agent", PASSWORD, answer)
    site.append(Member(door, door.exchange.join(asked).result().opened))
    host.accept(answer, invited.phrase).result()
    return site[-1]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "partage"
    folder.mkdir()
    return folder


def test_a_file_written_before_its_desk_knew_this_one_waits_and_is_no_fault(
    site: list[Member], shared: Path, tmp_path: Path
) -> None:
    second = join(site, tmp_path)
    written = second.door.exchange.export(shared).result().path
    assert written is not None
    third = join(site, tmp_path)
    taken = third.door.exchange.take_in(shared).result()
    assert [one.name for one in taken.waiting] == [written.name]
    assert "n’est pas destiné à ce poste" in taken.waiting[0].sentence
    assert taken.refused == ()


def test_a_refused_file_is_told_as_long_as_it_lies_there(site: list[Member], shared: Path) -> None:
    alone = site[0]
    alone.door.exchange.choose_folder(shared).result()
    (shared / "texte.ceis").write_text("bonjour", encoding="utf-8")
    for _ in range(2):
        assert [one.name for one in alone.door.exchange.exchange_now().result().refused] == ["texte.ceis"]
        assert alone.refused() == ["texte.ceis"]
    (shared / "texte.ceis").unlink()
    alone.door.exchange.exchange_now().result()
    assert alone.refused() == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_name_that_no_text_holds_stops_neither_the_exchange_nor_the_page(site: list[Member], shared: Path) -> None:
    alone = site[0]
    alone.door.exchange.choose_folder(shared).result()
    for name in (b"brut\xff.ceis", b"deux\nlignes.ceis", b"\x1b]0;titre\x07.ceis", "\u202etxt.ceis".encode()):
        Path(os.fsdecode(os.fsencode(shared) + b"/" + name)).write_bytes(b"bonjour")
    refused = alone.door.exchange.exchange_now().result().refused
    assert sorted(alone.refused()) == sorted(one.name for one in refused)
    assert len(refused) == 4
    for one in refused:
        assert (one.name + one.sentence.replace("\u00a0", " ")).isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_not_a_file_is_told_as_such_and_never_waited_for(site: list[Member], shared: Path) -> None:
    os.mkfifo(shared / "tube.ceis")
    (shared / "dossier.ceis").mkdir()
    (shared / "lien.ceis").symlink_to(os.devnull)
    refused = site[0].door.exchange.take_in(shared).result().refused
    assert [one.name for one in refused] == ["dossier.ceis", "lien.ceis", "tube.ceis"]
    assert all("n’est pas un fichier d’échange" in one.sentence for one in refused)


def test_what_a_killed_export_left_goes_with_the_next_one_and_nothing_of_others(
    site: list[Member], shared: Path, tmp_path: Path
) -> None:
    join(site, tmp_path)
    written = site[0].door.exchange.export(shared).result().path
    assert written is not None
    mine, another = shared / f".{written.name}.0badcafe.part", shared / ".poste-3-00000000_2026-03-10_00001.ceis.1.part"
    for left in (mine, another):
        left.write_bytes(b"moitie")
    current = site[0].door.exchange.export(shared).result().path
    assert set(shared.iterdir()) == {current, another}


def test_the_file_of_a_stranger_is_read_once_however_often_the_folder_is_looked_at(
    site: list[Member], shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = join(site, tmp_path)
    read: list[str] = []

    def counted(path: Path) -> str:
        read.append(path.name)
        return digest_of(path)

    monkeypatch.setattr(receive, "digest_of", counted)
    stranger = shared / "inconnu.ceis"
    write(stranger)
    first = site[0].door.exchange
    first.choose_folder(shared).result()
    for _ in range(3):
        waiting = first.exchange_now().result().waiting
        assert [(one.name, "ne connaît pas" in one.sentence) for one in waiting] == [("inconnu.ceis", True)]
    assert read.count("inconnu.ceis") == 1
    # Changed, it is another file; and those of the desks that are known are read meanwhile.
    write(stranger, content=(*FRAMES, *FRAMES))
    exported = second.door.exchange.export(shared).result().path
    assert exported is not None
    assert first.exchange_now().result().files == 1
    assert read.count("inconnu.ceis") == 2


def test_the_file_of_a_desk_that_is_linked_at_last_is_read(site: list[Member], shared: Path, tmp_path: Path) -> None:
    second = join(site, tmp_path)
    third = join(site, tmp_path)
    assert second.door.file is not None
    receiver = Receiver(second.door.file, wall_clock, second.door)
    exported = third.door.exchange.export(shared).result().path
    assert exported is not None
    for _ in range(2):
        assert [one.name for one in receiver.folder(shared, lambda _: None).waiting] == [exported.name]
    # The first desk tells the second one whom it has linked.
    assert site[0].door.exchange.export(shared).result().path is not None
    assert receiver.folder(shared, lambda _: None).files == 2


def test_a_desk_without_a_folder_knows_what_it_wrote_since_its_last_file(
    site: list[Member], shared: Path, tmp_path: Path
) -> None:
    first, second = site[0], join(site, tmp_path)

    def unsent(member: Member) -> int:
        return member.opened.store.ask(ReadExchange()).result().unsent

    first.door.exchange.export(shared).result()
    assert unsent(first) == 0
    first.opened.store.do(SetSiteSetting("place", '"Rue Haute"')).result()
    assert unsent(first) == 1
    first.door.exchange.export(shared).result()
    assert unsent(first) == 0
    # What comes from another desk is that desk's to send.
    before = unsent(second)
    assert second.door.exchange.take_in(shared).result().changes
    assert unsent(second) == before
    first.opened.store.do(SetSiteSetting("place", '"Quai Bas"')).result()
    first.door.exchange.choose_folder(shared).result()
    assert unsent(first) == 0
