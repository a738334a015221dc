"""Settings of this desk alone (screen, keys, lock): a small JSON file without personal data, never exchanged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import write_whole

Theme = Literal["light", "dark", "system"]
TEXT_SCALES = (100, 115, 130, 150, 200)
IDLE_MINUTES = range(1, 61)

_OTHER_ROLES_MINUTES = 10


def _the_counter_locks_sooner() -> Mapping[str, int]:
    return MappingProxyType({"reception": 5})


@dataclass(frozen=True)
class DeskSettings:
    """How this desk looks and answers.

    `text_scale` in percent; `idle_lock_minutes` by code of role; `reduced_motion` None follows the system;
    `keys` gives the key chosen for a command; `second_place` is the folder where backups are copied, empty for none;
    `others` is what another version of the program wrote.
    """

    text_scale: int = 100
    theme: Theme = "system"
    discreet: bool = False
    idle_lock_minutes: Mapping[str, int] = field(default_factory=_the_counter_locks_sooner)
    reduced_motion: bool | None = None
    single_keys: bool = True
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    second_place: str = ""
    others: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def idle_minutes(self, roles: Iterable[str]) -> int:
        """Minutes without a key before the desk locks: the shortest delay among the account's roles."""
        delays = (self.idle_lock_minutes.get(role, _OTHER_ROLES_MINUTES) for role in roles)
        return min(delays, default=_OTHER_ROLES_MINUTES)


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _maps_to(is_fit: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, dict) and all(map(is_fit, value.values()))


# A file may come from another version, a hand or a failing disk: what does not fit here gives way to its default.
_FITS: Mapping[str, Callable[[object], bool]] = {
    "text_scale": lambda value: _is_whole(value) and value in TEXT_SCALES,
    "theme": lambda value: value in get_args(Theme),
    "discreet": _is_bool,
    "idle_lock_minutes": _maps_to(lambda value: _is_whole(value) and value in IDLE_MINUTES),
    "reduced_motion": lambda value: value is None or _is_bool(value),
    "single_keys": _is_bool,
    "keys": _maps_to(lambda value: isinstance(value, str)),
    "second_place": lambda value: isinstance(value, str) and "\x00" not in value,
}


def load_settings(path: Path) -> DeskSettings:
    """The settings kept at `path`; defaults for what is missing, unreadable or does not fit. Writes nothing."""
    kept = _read(path) or {}
    fit: dict[str, Any] = {
        name: _frozen(kept[name]) for name, fits in _FITS.items() if name in kept and fits(kept[name])
    }
    others = {name: value for name, value in kept.items() if name not in _FITS}
    return DeskSettings(**fit, others=MappingProxyType(others))


def save_settings(path: Path, settings: DeskSettings) -> None:
    """Writes the whole file, or leaves the old one as it was (0600); an unreadable old one is put aside first.

    Raises Refusal when the folder cannot be written.
    """
    kept = {name: _thawed(getattr(settings, name)) for name in _FITS}
    content = json.dumps({**settings.others, **kept}, ensure_ascii=False, indent=2).encode()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and _read(path) is None:
            path.rename(_free_name_beside(path))
        write_whole(path, content)
    except OSError as error:
        raise Refusal(
            "Les réglages de ce poste n’ont pas pu être gardés. Ils valent jusqu’à la fermeture\u00a0: "
            "vérifiez que le dossier du programme peut être écrit."
        ) from error


def _read(path: Path) -> dict[str, Any] | None:
    """The object in the file, or None when there is none that can be read."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _free_name_beside(path: Path) -> Path:
    return next(name for rank in count(1) if not (name := path.with_name(f"{path.name}.damaged-{rank}")).exists())


def _frozen(value: object) -> object:
    return MappingProxyType(value) if isinstance(value, dict) else value


def _thawed(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value
