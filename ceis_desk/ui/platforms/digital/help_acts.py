"""The sheet of a help at work: for whom, its draft, and the gesture that records it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.digital.gestures import RecordHelp, StartHelp
from ceis_desk.platforms.digital.model import PostLine, PostState, Space
from ceis_desk.platforms.digital.rules import check_help
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.digital.help_form import For, HelpForm
from ceis_desk.ui.platforms.digital.page import DigitalPage
from ceis_desk.ui.platforms.digital.seat_sheet import WhomSheet
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.shell.keyboard import Keyboard

Search = Callable[[str, Callable[..., None]], None]


class HelpActs(QObject):
    """One sheet shows at a time; each keeps its own draft, found again with its person."""

    def __init__(
        self, page: DigitalPage, sheets: Sheets, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard,
        clock: Clock, search: Search,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._sheets, self._theme, self._link = page, sheets, theme, link
        self._discreet, self._keyboard, self._clock, self._search = discreet, keyboard, clock, search
        self._draft: FormDraft | None = None
        page.help_asked.connect(self.ask)
        page.help.other_asked.connect(self.ask_whom)
        page.record_asked.connect(self.record)

    def ask(self) -> None:
        """Ctrl M: the help of whoever is at the post chosen, else ask for whom."""
        line = self._page.posts.current()
        if line is not None and line.use is not None and line.state is not PostState.OUT:
            self.begin(line)
        else:
            self.ask_whom()

    def begin(self, line: PostLine) -> None:
        """Help at a post: it is under way from now, and its sheet opens."""
        use = line.use
        if use is None:
            return
        if line.state is not PostState.HELPED:
            self._link.do(StartHelp(use.id, use.clock))
        self._show_of(line)
        self._page.help.start()

    def follow(self, space: Space) -> None:
        """Entering the page: the help under way shows its sheet; one whose post was left stays as it is written."""
        if self._page.help.form is not None:
            self._retitle(space)
            return
        chosen = self._page.posts.current()
        helped = [line for line in space.posts if line.state is PostState.HELPED]
        line = chosen if chosen in helped else next(iter(helped), None)
        if line is not None:
            self._show_of(line)

    def ask_whom(self) -> None:
        """For whom, when it is at no post."""
        sheet = WhomSheet(self._theme, self._discreet, "Pour qui est l’aide\u00a0?")

        def picked(guest: Guest | None) -> None:
            self._sheets.close()
            whom = For(guest.id, guest.civility, guest.family, guest.first) if guest is not None else For()
            self._show(whom, "")
            self._page.help.start()

        sheet.typed.connect(lambda words: self._search(words, sheet.picker.show_hits))
        sheet.picked.connect(picked)
        self._sheets.open(sheet, "Pour qui est l’aide", sheet.picker.field)

    def record(self) -> None:
        """Record the help, or say what is missing; the sheet is kept as it is then."""
        form, draft = self._page.help.form, self._draft
        if form is None or draft is None:
            return
        one = form.help()
        try:
            check_help(one)
        except Refusal as refusal:
            draft.keep()
            self._page.help.refuse(refusal.sentence)
            return

        def done(_change: object) -> None:
            draft.forget()
            if self._page.help.form is form:
                self._page.help.show_nobody()
                self._page.posts.start()

        def refused(refusal: Refusal) -> None:
            if isValid(form):
                self._page.help.refuse(refusal.sentence)

        self._page.help.refuse("")
        self._link.do(RecordHelp(one, form.whom.use_id), done, refused)

    def flush(self) -> None:
        """Keep what waits to be kept."""
        if self._draft is not None and isValid(self._draft):
            self._draft.flush()

    def _show_of(self, line: PostLine) -> None:
        use = line.use
        if use is not None:
            self._show(For(use.person_id, use.civility, use.used_name, use.first_name, use.id), self._below(line))

    def _below(self, line: PostLine) -> str:
        """« poste 2, commencée à 10:46 »."""
        started = line.use.helped_at if line.use is not None and line.state is PostState.HELPED else None
        began = write_hour((started or self._clock()).time())
        return f"{line.post.name[:1].lower()}{line.post.name[1:]}, commencée à {began}"

    def _retitle(self, space: Space) -> None:
        form = self._page.help.form
        line = next((one for one in space.posts if one.use and form and one.use.id == form.whom.use_id), None)
        if line is not None and line.state is PostState.HELPED:
            self._page.help.say_below(self._below(line))

    def _show(self, whom: For, below: str) -> None:
        form = self._page.help.form
        if form is not None and form.whom.draft() == whom.draft():
            return
        self.flush()
        made = HelpForm(self._theme, whom, digit_cap(0, self._keyboard))
        draft = FormDraft(self._link, whom.draft(), made, fields=(made,))
        draft.kept.connect(lambda kept: self._page.help.tell_kept(self._clock(), kept=kept))
        made.edited.connect(lambda: self._page.help.refuse(""))
        self._draft = draft
        self._page.help.show_form(made, below)
