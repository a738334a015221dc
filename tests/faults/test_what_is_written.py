"""Nothing that a day writes outside of the encrypted file, nor the names of files and windows, tells of anybody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.disk import start
from tests.faults.power import read_log
from tests.faults.whole_day import CANARY, PHONE, WITNESS
from tests.scenarios.windows import demo_copy

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
SPACED = " ".join(PHONE[at : at + 2] for at in range(0, len(PHONE), 2))


def needles(*words: str) -> set[bytes]:
    forms = {form for word in words for form in (word, word.lower(), word.upper(), word.casefold())}
    return {form.encode(encoding) for form in forms for encoding in ENCODINGS}


@dataclass(frozen=True)
class Written:
    """All that the process wrote, by file, whether it is still there or not; and what it told."""

    files: dict[str, bytes]
    told: dict[str, Any]
    place: Path

    def holding(self, *words: str) -> list[str]:
        signs = needles(*words)
        return [path for path, content in self.files.items() if any(sign in content for sign in signs)]


@pytest.fixture(scope="module")
def written(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    place = tmp_path_factory.mktemp("jour")
    folder = demo_copy(tmp_path_factory.getbasetemp(), place / "registre")
    log = place / "journal-du-disque"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            (place / name).mkdir(mode=0o700)
            patch.setenv(name, str(place / name))
        # The program of the day itself holds the canaries.
        patch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        done = start(library, Path("/"), "tests.faults.whole_day", str(folder), log=log)
    assert done.returncode == 0, done.stderr
    files: dict[str, bytes] = {}
    for event in read_log(log):
        files[event.path] = files.get(event.path, b"") + event.data
    log.unlink()
    # What was written through memory shows on the disk alone.
    files |= {f"{path} (left)": path.read_bytes() for path in place.rglob("*") if path.is_file()}
    return Written({**files, "stderr": done.stderr.encode()}, json.loads(done.stdout), place)


def test_no_byte_written_in_a_whole_day_tells_of_anybody(written: Written) -> None:
    assert written.told["found"] == 1, "the day did not happen"
    names = {Path(path).name for path in written.files}
    assert {"ceis.db-wal", "desk.json", "ceis-desk.log", "keyring.ceis"} <= {
        name.removesuffix(" (left)") for name in names
    }
    assert any("rapport-erreur" in name for name in names)
    assert written.holding(CANARY, PHONE, PHONE[1:], SPACED) == []


def test_what_is_written_and_erased_would_be_seen(written: Written) -> None:
    (path,) = written.holding(WITNESS)
    assert not Path(path).exists()


def test_no_name_of_a_file_or_of_a_window_tells_of_anybody(written: Written) -> None:
    said = "\n".join((*written.files, *written.told["titles"])).casefold()
    assert "accueil" in said
    assert CANARY.casefold() not in said


def test_documents_waited_in_a_private_folder_and_are_gone(written: Written) -> None:
    assert written.told["rooms"] == [0o700, 0o700]
    assert any(path.endswith(".pdf") for path in written.files)
    assert list(written.place.rglob("*.pdf")) == []


def test_nothing_is_written_outside_of_the_folders_of_the_account(written: Written) -> None:
    outside = [path for path in written.files if path.startswith("/") and not path.startswith(f"{written.place}/")]
    assert [path for path in outside if not path.startswith(("/proc/", "/dev/"))] == []
