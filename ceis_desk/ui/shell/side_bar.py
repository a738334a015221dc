"""The side bar: the mark, the pages, and at its foot the settings, the keys and the agent."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ceis_desk.access.masking import initials
from ceis_desk.ui.kit.avatar import avatar_at, person_tone
from ceis_desk.ui.kit.brand import Brand
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.nav import NavButton
from ceis_desk.ui.kit.painting import icon_at, rounded, smooth_painter, words_at
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.pages import Page

_WIDE, _NARROW = 204, 64


class AgentCard(QPushButton):
    """Who works here and at which desk; a click locks."""

    def __init__(self, theme: Theme, name: str, under: str) -> None:
        super().__init__(name)
        self._theme, self._under, self._narrow = theme, under, False
        first, _, family = name.partition(" ")
        self._initials = initials(first, family)
        self.setProperty("on_nav", True)
        self.setAccessibleName(f"{name}, {under}, verrouiller")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_key(self, key: str) -> None:
        """Say the key that locks."""
        self.setAccessibleDescription(key)
        self.setToolTip(f"Verrouiller ({key})")

    def set_narrow(self, narrow: bool) -> None:
        """Only the initials when the window is small."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(44), self._theme.px(48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, middle = self._theme, self._theme.px, self.height() // 2
        side = px(32)
        left = (self.width() - side) // 2 if self._narrow else px(8)
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 10, fill=theme.color("nav_on"))
            disc = QRect(left, middle - side // 2, side, side)
            avatar_at(painter, theme, self._initials, person_tone(theme, "", "sun"), disc)
            if self._narrow:
                return
            right = self.width() - px(10) - px(18)
            icon_at(painter, theme, "lock", "nav_ink2", 18, right, middle)
            at = disc.right() + px(9)
            name = QRect(at, middle - px(19), right - px(6) - at, px(20))
            words_at(painter, name, self.text(), theme.font(14, 600), theme.color("nav_ink"))
            under = QRect(at, middle + px(1), right - px(6) - at, px(17))
            words_at(painter, under, self._under, theme.font(12), theme.color("nav_ink2"))


class SideBar(QWidget):
    """`asked` gives the code of a page, `help_asked` and `lock_asked` the two others."""

    asked = Signal(str)
    help_asked = Signal()
    lock_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, pages: tuple[Page, ...]) -> None:
        super().__init__()
        self._theme, self._keyboard, self._is_narrow = theme, keyboard, False
        self.setProperty("area", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Pages")
        self.entries = {page.code: NavButton(theme, page.words, page.icon) for page in pages}
        for page in pages:
            self.entries[page.code].clicked.connect(lambda _checked=False, code=page.code: self.asked.emit(code))
        self.keys = NavButton(theme, "Raccourcis", "keyboard")
        self.keys.setCheckable(False)
        keyboard.show_on(self.keys, "help")
        keyboard.follow(self, self._say_keys)
        self.keys.clicked.connect(self.help_asked)
        self._words = QWidget()
        self._site = Text("", "hint", "nav_ink2")
        self._site.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setLayout(column(Text("CEIS Desk", "card", "nav_ink"), self._site, gap=0))
        self._agent: AgentCard | None = None
        self._body = column(gap=3, margins=(10, 16, 10, 12))
        self._body.addLayout(row(6, Brand(theme), self._words, gap=9))
        self._body.addSpacing(12)
        for page in pages:
            if not page.at_foot:
                self._body.addWidget(self.entries[page.code])
        self._body.addStretch(1)
        for page in pages:
            if page.at_foot:
                self._body.addWidget(self.entries[page.code])
        self._body.addWidget(self.keys)
        self._body.addSpacing(6)
        self.setLayout(self._body)
        self._fit()
        theme.changed.connect(self._fit)

    def show_site(self, structure: str, locked: Collection[str]) -> None:
        """Say whose site it is, and which of its pages are not for this account."""
        self._site.setText(structure)
        for code, entry in self.entries.items():
            entry.set_locked(code in locked)

    def show_agent(self, name: str, under: str) -> None:
        """Put the agent at the foot."""
        self._agent = AgentCard(self._theme, name, under)
        self._agent.set_narrow(self._is_narrow)
        self._keyboard.follow(self._agent, self._say_lock)
        self._agent.clicked.connect(self.lock_asked)
        self._body.addWidget(self._agent)

    def _say_keys(self) -> None:
        caps = self._keyboard.caps()
        for code, entry in self.entries.items():
            entry.setAccessibleDescription(caps.get(f"page-{code}", ""))

    def _say_lock(self) -> None:
        if self._agent is not None:
            self._agent.set_key(self._keyboard.cap("lock"))

    def mark(self, code: str) -> None:
        """The page shown."""
        for other, entry in self.entries.items():
            entry.setChecked(other == code)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone when the window is small."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self._words.setVisible(not narrow)
        for entry in (*self.entries.values(), self.keys):
            entry.set_narrow(narrow)
        if self._agent is not None:
            self._agent.set_narrow(narrow)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(_NARROW if self._is_narrow else _WIDE))
