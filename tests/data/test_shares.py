"""A store is refused on a share of the network, at its founding and at each opening, with the reason."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.data import shares
from ceis_desk.data.shares import share_of, share_on_windows
from tests.scenarios.desks import PASSWORD, CommandLine, new_desk

MOUNTS = """\
proc /proc proc rw 0 0
/dev/sda2 / ext4 rw,relatime 0 0
//serveur/commun /mnt/commun cifs rw,vers=3.0 0 0
nas:/export /home nfs4 rw 0 0
/dev/sdb1 /home/helene ext4 rw 0 0
helene@serveur:/ /srv/loin\\040tain fuse.sshfs rw 0 0
portable /mnt/c 9p rw,aname=drvfs,trans=fd 0 0
none /sandbox 9p rw,trans=fd 0 0
cle /media/cle vfat rw 0 0
/dev/sdc1 /mnt/deux ext4 rw 0 0
//serveur/deux /mnt/deux smb3 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/fuse /home/helene/coffre fuse.gocryptfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/mnt/commun/CEIS", "cifs"),
        ("/mnt/commun", "cifs"),
        ("/home/sofiane/.local/share", "nfs4"),
        ("/srv/loin tain/registre", "fuse.sshfs"),
        ("/mnt/c/CEIS", "9p"),
        ("/mnt/deux/registre", "smb3"),
        ("/run/user/1000/gvfs/smb-share:server=s,share=c/x", "fuse.gvfsd-fuse"),
    ],
)
def test_a_folder_of_another_machine_is_known(folder: str, kind: str) -> None:
    assert share_of(PurePosixPath(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    "folder",
    [
        "/var/lib/ceis",
        "/home/helene/registre",
        "/home/helene/coffre/registre",
        "/media/cle/registre",
        "/sandbox/registre",
        "/mnt/communs",
        "/mnt/commune/registre",
    ],
)
def test_a_folder_of_this_machine_is_taken(folder: str) -> None:
    assert share_of(PurePosixPath(folder), MOUNTS) is None


@pytest.mark.parametrize("mounts", ["", "\n", "illisible", "a b"])
def test_a_list_of_disks_that_says_nothing_refuses_nothing(mounts: str) -> None:
    assert share_of(PurePosixPath("/registre"), mounts) is None


def drives(root: str) -> int:
    return {"C:\\": 3, "Z:\\": 4}[root]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (r"\\serveur\commun\CEIS", r"\\serveur\commun"),
        (r"\\?\UNC\serveur\commun\CEIS", r"\\?\UNC\serveur\commun"),
        (r"Z:\CEIS", "Z:"),
        (r"\\?\Z:\CEIS", "Z:"),
        (r"C:\CEIS", None),
        (r"\\?\C:\CEIS", None),
    ],
)
def test_a_share_of_windows_is_known_by_its_name_or_by_its_drive(folder: str, kind: str | None) -> None:
    assert share_on_windows(PureWindowsPath(folder), drives) == kind


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that this PC sees as a share from now on."""
    if not sys.platform.startswith("linux"):
        pytest.skip("disks are listed in a file on Linux alone")
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(shares, "_MOUNTS", mounts)
    folder = tmp_path / "partage" / "registre"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\n//serveur/x {folder.parent.resolve()} cifs rw 0 0\n", encoding="utf-8")
    return folder


def test_a_store_is_not_founded_on_a_share(shared: Path, typed: CommandLine) -> None:
    typed.folder = shared
    for command in (("demo",), ("init", "--structure", "A", "--desk", "P", "--login", "helene", "--name", "H C")):
        done = typed(*command)
        assert done.code == 1
        assert "partage du réseau (cifs)" in done.err
        assert done.err.count("\n") == 1
    assert not shared.exists()


def test_a_store_moved_to_a_share_is_told_and_not_opened(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(shares, "_MOUNTS", Path("/proc/mounts"))
        with new_desk(shared):
            pass
    files = {path.name: path.read_bytes() for path in shared.iterdir()}
    from ceis_desk.core.clock import wall_clock
    from ceis_desk.data.door import LocalDoor

    door = LocalDoor(shared, wall_clock)
    try:
        assert "choisissez un dossier du disque de ce poste" in door.look().result().trouble
        with pytest.raises(Refusal, match="partage du réseau"):
            door.open("helene", PASSWORD).result()
    finally:
        door.close()
    assert {path.name: path.read_bytes() for path in shared.iterdir()} == files


def test_a_link_towards_a_share_is_followed(shared: Path, tmp_path: Path) -> None:
    shared.mkdir(parents=True)
    link = tmp_path / "lien"
    link.symlink_to(shared)
    with pytest.raises(Refusal, match="cifs"):
        shares.refuse_share(link)
