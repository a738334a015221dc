"""« Accès libre »: the posts side by side, who waits for one, whose hour is past."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.platforms.digital.model import PostLine, Space, UseKind
from ceis_desk.platforms.digital.posts import is_over, longest_asking, share_used
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.digital.post_card import PostCard
from ceis_desk.ui.platforms.digital.words import STATE_LOOKS, below_words, over_lines, spoken, wait_row, who_words
from ceis_desk.ui.reception.keys import is_enter
from ceis_desk.ui.reception.tab_order import follow

_GAP, _WIDE = 8, 172
_MOST_ACROSS = 4
_NOT_ON_A_POST = "Aucun poste n’est déclaré. Dites lesquels dans les réglages, «\u00a0Espace numérique\u00a0»."


class PostsCard(Card):
    """`opened` gives the code of a post, `chosen` too; `wait_opened` the id of who waits, `settings_asked` nothing."""

    opened = Signal(str)
    chosen = Signal(str)
    wait_opened = Signal(str)
    settings_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, before: QWidget) -> None:
        super().__init__(theme, "Accès libre", "device-desktop")
        self._theme, self._discreet, self._before = theme, discreet, before
        self._cards: dict[str, PostCard] = {}
        self._space: Space | None = None
        self._now = dt.datetime.min
        self._at, self._across = "", 0
        self._spoken = ""
        self.rule = Text("", "secondary", "ink2")
        self.right.addWidget(self.rule)
        self.posts = QWidget()
        self._grid = QGridLayout(self.posts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self.over = Text("", "secondary", "warn", wrap=True)
        self.wait_title = Text("Attendent un poste", "label", "ink2")
        self.waiting = RowList(theme, "Attendent un poste", fit=True)
        self.nothing = EmptyState(theme, _NOT_ON_A_POST, icon="device-desktop", action="Ouvrir les réglages")
        for part in (self.posts, self.over, self.wait_title, self.waiting, self.nothing):
            self.add(part)
            part.hide()
        self.nothing.acted.connect(self.settings_asked)
        self.waiting.opened.connect(self.wait_opened)
        theme.changed.connect(self._lay)

    def show_space(self, space: Space, now: dt.datetime) -> None:
        """The posts as they stand at that moment."""
        self._space, self._now = space, now
        codes = [line.post.code for line in space.posts]
        if codes != list(self._cards):
            self._make(codes)
        if self._at not in self._cards:
            asking = longest_asking(space.posts)
            self._at = asking.post.code if asking else next(iter(codes), "")
        minutes = space.minutes
        hour = "une heure" if minutes == 60 else f"{minutes} minutes"  # noqa: PLR2004 an hour in minutes
        self.rule.setText(f"{hour}, prolongée si personne n’attend")
        self._show()

    def current(self) -> PostLine | None:
        """The post chosen."""
        lines = self._space.posts if self._space is not None else ()
        return next((line for line in lines if line.post.code == self._at), None)

    def choose(self, code: str) -> None:
        """Choose a post and put the cursor there."""
        if code in self._cards:
            self._cards[code].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_rank(self, rank: int) -> bool:
        """Choose a post by its digit; whether there is one."""
        codes = list(self._cards)
        if not 1 <= rank <= len(codes):
            return False
        self.choose(codes[rank - 1])
        return True

    def start(self) -> None:
        """The cursor on the post chosen."""
        self.choose(self._at)

    def has_cursor(self) -> bool:
        """Whether the cursor is on a post."""
        return any(card.hasFocus() for card in self._cards.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._across,
            Qt.Key.Key_Down: self._across,
        }.get(Qt.Key(event.key()))
        if (
            self.has_cursor()
            and step
            and event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
        ):
            codes = list(self._cards)
            to = codes.index(self._at) + step
            if 0 <= to < len(codes):
                self.choose(codes[to])
        elif self.has_cursor() and is_enter(event):
            self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _make(self, codes: list[str]) -> None:
        """Cards for these posts; one that is still there stays, with the cursor."""
        for code in set(self._cards) - set(codes):
            card = self._cards.pop(code)
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {code: self._cards.get(code) or self._new(code) for code in codes}
        self._across = 0
        self._lay()
        follow(self._before, list(self._cards.values()))

    def _new(self, code: str) -> PostCard:
        card = PostCard(self._theme)
        card.reached.connect(lambda: self._reach(code))
        card.clicked.connect(lambda: self.opened.emit(code))
        return card

    def _reach(self, code: str) -> None:
        self._at = code
        self._mark()
        self.chosen.emit(code)

    def _mark(self) -> None:
        for code, card in self._cards.items():
            card.setChecked(code == self._at)
            # One stop of Tab for all of them, as the arrows go from one to the next.
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if code == self._at else Qt.FocusPolicy.ClickFocus)

    def _lay(self) -> None:
        room = max(self.posts.width(), self.width() - 32)
        across = max(1, min(_MOST_ACROSS, (room + _GAP) // (self._theme.px(_WIDE) + _GAP)))
        if across == self._across:
            return
        for at in range(max(self._across, across)):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        self._across = across
        for rank, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, rank // across, rank % across)

    def _show(self) -> None:
        space, show, now = self._space, self._discreet.show, self._now
        if space is None:
            return
        waiting = len(space.waiting)
        for line in space.posts:
            card = self._cards[line.post.code]
            seated = line.use is not None and line.use.kind is UseKind.USE
            share = share_used(line.use, now) if line.use is not None and seated else None
            over = bool(waiting) and line.use is not None and is_over(line.use, now)
            words = (line.post.name, who_words(line, show), below_words(line, now, waiting, show))
            card.show_post(line.state, STATE_LOOKS[line.state], words, share, over=over)
            card.say(*spoken(line, now, waiting, show))
        self._mark()
        late = over_lines(space.posts, waiting, now, show)
        self.over.setText("\n".join(late))
        self.waiting.show_rows([(str(one.id), wait_row(one, now, show)) for one in space.waiting])
        self.posts.setVisible(bool(space.posts))
        self.nothing.setVisible(not space.posts)
        self.over.setVisible(bool(late))
        self.wait_title.setVisible(bool(waiting))
        self.waiting.setVisible(bool(waiting))
        self._announce(space, late)

    def _announce(self, space: Space, late: tuple[str, ...]) -> None:
        """Politely, once: who asks for help for the longest time, whose hour is past."""
        asking = longest_asking(space.posts)
        words = list(late)
        if asking is not None and asking.use is not None:
            words.insert(0, f"{asking.post.name}\u00a0: {who_words(asking, self._discreet.show)} demande de l’aide.")
        said = " ".join(words)
        if said != self._spoken:
            self._spoken = said
            announce(self, said)
