"""A live store never lies on a network share: its locks and its memory maps do not hold there (decision 0022)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from ceis_desk.core.errors import Refusal

_MOUNTS = Path("/proc/mounts")
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE
_UNC = ("\\\\?\\UNC\\", "\\\\")
_LOCAL_NAMES = ("\\\\?\\", "\\\\.\\")  # long names and devices of this very PC

# As /proc/mounts writes them; a dot cuts « fuse. » from the program behind it.
_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "9p", "davfs", "ceph", "lustre", "beegfs"),
        *("glusterfs", "gfs2", "ocfs2", "vboxsf", "vmhgfs", "sshfs", "rclone", "davfs2", "gvfsd-fuse", "s3fs"),
        *("vmhgfs-fuse", "curlftpfs", "smbnetfs", "google-drive-ocamlfuse", "mfs", "moosefs"),
    )
)


def refuse_share(folder: Path) -> None:
    """Raise Refusal when `folder` lies, or would lie, on a share of the network; nothing is written."""
    kind = _kind_of(folder)
    if kind:
        raise Refusal(
            f"Ce dossier est sur un partage du réseau ({kind}), où deux postes abîmeraient les données sans le voir. "
            "Rien n’y a été écrit\u00a0: choisissez un dossier du disque de ce poste. Plusieurs postes gardent chacun "
            "le leur, et s’envoient des fichiers d’échange."
        )


def share_of(folder: PurePosixPath, mounts: str) -> str | None:
    """The kind of network share that holds `folder`, whole and without links, by the text of /proc/mounts."""
    holder: tuple[int, str, str] | None = None
    for line in mounts.splitlines():
        device, place, kind = (_plain(word) for word in [*line.split(), "", "", ""][:3])
        depth = len(PurePosixPath(place).parts)
        # The last of two mounts at one place is the one that is seen.
        if place and folder.is_relative_to(place) and (holder is None or depth >= holder[0]):
            holder = (depth, device, kind)
    if holder is None:
        return None
    _, device, kind = holder
    # A sandbox gives its own disk by 9p, from no device: nobody else writes there.
    if (kind, device) == ("9p", "none"):
        return None
    return kind if kind.removeprefix("fuse.") in _NETWORK else None


def share_on_windows(folder: PureWindowsPath, drive_type: Callable[[str], int]) -> str | None:
    """The same for Windows: `drive_type` is GetDriveTypeW, which takes the root of a drive."""
    written = str(folder)
    if written.upper().startswith(_UNC[0]) or (written.startswith(_UNC[1]) and not written.startswith(_LOCAL_NAMES)):
        return folder.drive
    root = folder.drive.removeprefix(_LOCAL_NAMES[0])
    return root if root and drive_type(f"{root}\\") == _REMOTE_DRIVE else None


def _plain(word: str) -> str:
    """A word of /proc/mounts, whose spaces are written in octal."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        word = word.replace(code, sign)
    return word


def _whole(folder: Path) -> PurePath:
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()


if sys.platform == "win32":

    def _kind_of(folder: Path) -> str | None:
        import ctypes

        drive_type: Callable[[str], int] = ctypes.windll.kernel32.GetDriveTypeW
        # Both: a link may lead to a share, and a drive letter may stand for one.
        places = {PureWindowsPath(folder.absolute()), PureWindowsPath(_whole(folder))}
        return next((kind for place in places if (kind := share_on_windows(place, drive_type))), None)

elif sys.platform == "darwin":

    def _kind_of(folder: Path) -> str | None:
        import ctypes

        place = _whole(folder)
        there = next((path for path in (place, *place.parents) if Path(path).exists()), place)
        found = ctypes.create_string_buffer(_STATFS)
        library = ctypes.CDLL(None)
        # The name of the call that gives 64-bit inodes differs between Intel and Apple processors.
        call = getattr(library, "statfs$INODE64", None) or library.statfs
        if call(str(there).encode(), found) != 0:
            return None
        flags = int.from_bytes(found.raw[_FLAGS : _FLAGS + 4], sys.byteorder)
        return None if flags & _LOCAL else found.raw[_NAME : _NAME + 16].split(b"\0")[0].decode()

    # <sys/mount.h>: f_flags and f_fstypename of the 64-bit struct statfs, and MNT_LOCAL.
    _STATFS, _FLAGS, _NAME, _LOCAL = 4096, 64, 72, 0x1000
else:

    def _kind_of(folder: Path) -> str | None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return None
        return share_of(PurePosixPath(_whole(folder)), mounts)
