"""The settings at work for one account: sections built at their first visit, and read again when the store changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.door import Door
from ceis_desk.access.model import Account, Actor, Level, Role, Thing
from ceis_desk.access.papers import RightsPaper
from ceis_desk.access.questions import Accounts, Settings
from ceis_desk.access.rights import may
from ceis_desk.core.clock import Clock
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.key_line import KeyLine
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.about import AboutView
from ceis_desk.ui.settings.accounts_pilot import AccountsPart
from ceis_desk.ui.settings.display import DisplayView
from ceis_desk.ui.settings.hours_pilot import HoursPart
from ceis_desk.ui.settings.journal import JournalPart
from ceis_desk.ui.settings.key_list import KeysPart
from ceis_desk.ui.settings.locked import LockedView
from ceis_desk.ui.settings.motifs_pilot import MotifsPart
from ceis_desk.ui.settings.own_password import OwnPasswordPart
from ceis_desk.ui.settings.page import SectionView, SettingsPage
from ceis_desk.ui.settings.recovery import RecoveryPart
from ceis_desk.ui.settings.sections import SECTIONS, Reach, section_of, whom_to_ask
from ceis_desk.ui.settings.site_values import SiteValues, read_values
from ceis_desk.ui.settings.spreadsheet import SpreadsheetView
from ceis_desk.ui.settings.structure import StructurePart
from ceis_desk.ui.settings.this_desk import DeskView
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.keys import chosen_keys
from ceis_desk.ui.kit.french import french_keys

KEYS = (
    KeyLine("↑ ↓", "changer de section"),
    KeyLine("Entrée", "entrer dans la section, ouvrir la ligne"),
    KeyLine("Alt ↑ Alt ↓", "monter ou descendre un motif"),
    KeyLine("Ctrl P", "imprimer « Qui voit quoi »"),
)
_START = "accounts"
