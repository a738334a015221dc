"""What is done at the posts: seat, ask for help, free, prolong, put out of order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture
from ceis_desk.people.questions import FindPeople
from ceis_desk.platforms.digital.gestures import AskHelp, FreePost, MarkOut, ProlongPost, TakePost
from ceis_desk.platforms.digital.model import Post, PostLine, PostState, Space
from ceis_desk.platforms.digital.posts import first_free
from ceis_desk.ui.forms.choice_sheet import ChoiceSheet
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.digital.page import ASK, FREE, OUT, DigitalPage
from ceis_desk.ui.platforms.digital.seat_sheet import OutSheet, SeatSheet
from ceis_desk.ui.platforms.digital.words import below_words, who_words
from ceis_desk.ui.shell.keyboard import Keyboard

_NAMES_OFFERED = 8
_NOBODY_THERE = "Personne n’est à ce poste."


class PostActs(QObject):
    """`help_asked` when a help is to be noted at a post, `go` to another page."""

    help_asked = Signal(object)
    go = Signal(str, object)

    def __init__(
        self, page: DigitalPage, sheets: Sheets, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard,
        clock: Clock, *, professional: bool,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._sheets, self._theme, self._link = page, sheets, theme, link
        self._discreet, self._keyboard, self._clock, self._professional = discreet, keyboard, clock, professional
        self._space: Space | None = None
        page.seat_asked.connect(lambda: self.seat(None))
        page.asked.connect(self._act)
        page.posts.opened.connect(self._open)
        page.posts.wait_opened.connect(self._open_waiting)

    def take_space(self, space: Space) -> None:
        """The posts as they now are."""
        self._space = space

    def seat(self, post: Post | None) -> None:
        """Ask who sits down: at that post, else at the one chosen when it is free, else at the first free one."""
        if self._space is None:
            return
        chosen = self._page.posts.current()
        here = chosen.post if chosen is not None and chosen.state is PostState.FREE else None
        wanted = post or here or first_free(self._space)
        sheet = SeatSheet(self._theme, self._discreet, self._space, wanted, self._clock())
        draft = FormDraft(self._link, "digital-seat", sheet, fields=(sheet.picker.field, sheet.need))
        sheet.typed.connect(lambda words: self.search(words, sheet.picker.show_hits))
        sheet.given.connect(lambda gesture: self._do(gesture, sheet.refuse, draft))
        sheet.out_asked.connect(self._ask_out)
        self._sheets.open(sheet, "Installer une personne", sheet.picker.field)

    def search(self, words: str, show: Callable[..., None]) -> None:
        """Look for a person by her name."""
        today = self._clock().date()
        self._link.ask(FindPeople(words, _NAMES_OFFERED), lambda hits: show(words, hits, today), key="digital-people")

    def _open(self, code: str) -> None:
        """Entrée on a post: seat, or what may be done there."""
        line = self._line(code)
        if line is None:
            return
        if line.use is None:
            self.seat(line.post)
            return
        choices = self._choices(line)
        sheet = ChoiceSheet(self._theme, self._keyboard, line.post.name, choices)

        def about() -> str:
            if line.use is None or self._space is None:
                return ""
            show = self._discreet.show
            said = below_words(line, self._clock(), len(self._space.waiting), show)
            need = line.use.need if line.state is not PostState.OUT else ""
            helped = f"aide de {line.use.helper}" if line.state is PostState.HELPED and line.use.helper else ""
            parts = (who_words(line, show), said, helped, show.motif(need) if need and need not in said else "")
            return ", ".join(part for part in parts if part)

        sheet.tell(self._discreet, about)
        sheet.chosen.connect(lambda picked: self._pick(line, picked))
        self._sheets.open(sheet, line.post.name, sheet.choices)

    def _choices(self, line: PostLine) -> tuple[tuple[str, str, str, str], ...]:
        if line.state is PostState.OUT:
            return (("free", "Remettre en service", "le poste redevient libre", "check"),)
        asks = (
            ("calm", "Ne demande plus d’aide", "", "x")
            if line.state in (PostState.ASKING, PostState.HELPED)
            else ("ask", "Demande de l’aide", "touche A sur le poste", "hand-stop")
        )
        helps = (("help", "Noter une aide", "ouvre la fiche d’aide", "edit"),) if self._professional else ()
        minutes = self._space.minutes if self._space is not None else 0
        named = line.use is not None and line.use.person_id is not None
        record = (("record", "Ouvrir sa fiche", "", "user"),) if named else ()
        more = ("more", "Prolonger", f"{minutes} minutes de plus", "clock")
        return (*helps, asks, more, ("free", "Libérer le poste", "touche L sur le poste", "check"), *record)

    def _pick(self, line: PostLine, picked: str) -> None:
        use = line.use
        self._sheets.close()
        if use is None or self._space is None:
            return
        if picked == "help":
            self.help_asked.emit(line)
        elif picked in ("ask", "calm"):
            self._link.do(AskHelp(use.id, picked == "ask", use.clock))
        elif picked == "more":
            self._link.do(ProlongPost(use.id, self._space.minutes, use.clock))
        elif picked == "free":
            self._link.do(FreePost(use.id, use.clock))
        elif picked == "record":
            self.go.emit("people", use.person_id)

    def _act(self, sign: str) -> None:
        """A, L or P on the post chosen."""
        line = self._page.posts.current()
        if line is None:
            return
        if sign == OUT:
            self._ask_out(line.post.code)
        elif line.use is None or (sign == ASK and line.state is PostState.OUT):
            self._link.refused.emit(_NOBODY_THERE)
        elif sign == ASK:
            asking = line.state is PostState.ASKING
            self._link.do(AskHelp(line.use.id, not asking, line.use.clock))
        elif sign == FREE:
            self._link.do(FreePost(line.use.id, line.use.clock))

    def _ask_out(self, code: str) -> None:
        line = self._line(code)
        if line is None or line.use is not None:
            self._link.refused.emit("Ce poste est occupé\u00a0: libérez-le avant de le mettre en panne.")
            return
        sheet = OutSheet(self._theme, line.post)
        draft = FormDraft(self._link, f"digital-out:{code}", sheet)
        sheet.given.connect(lambda words: self._do(MarkOut(code, words), sheet.refuse, draft))
        self._sheets.open(sheet, "Signaler une panne", sheet.words)

    def _open_waiting(self, ident: str) -> None:
        """Who waits: seated when a post is free, or let go."""
        if self._space is None:
            return
        line = next((one for one in self._space.waiting if one.id == Id(ident)), None)
        if line is None:
            return
        free = first_free(self._space)
        seats = (("seat", f"Installer à {free.name}", "", "user-plus"),) if free else ()
        choices = (*seats, ("left", "N’attend plus", "", "x"))
        sheet = ChoiceSheet(self._theme, self._keyboard, "Attend un poste", choices)
        sheet.tell(self._discreet, lambda: self._discreet.show.name(line.civility, line.used_name, line.first_name))

        def pick(picked: str) -> None:
            self._sheets.close()
            if picked == "seat" and free is not None:
                self._link.do(TakePost(free.code, waiting_id=line.id, clock=line.clock))
            else:
                self._link.do(FreePost(line.id, line.clock))

        sheet.chosen.connect(pick)
        self._sheets.open(sheet, "Attend un poste", sheet.choices)

    def _do(self, gesture: Gesture, refuse: Callable[[str], None], draft: FormDraft) -> None:
        def done(_change: object) -> None:
            draft.forget()
            self._sheets.close()
            self._page.posts.start()

        def refused(refusal: Refusal) -> None:
            if isValid(draft):
                refuse(refusal.sentence)

        self._link.do(gesture, done, refused)

    def _line(self, code: str) -> PostLine | None:
        lines = self._space.posts if self._space is not None else ()
        return next((line for line in lines if line.post.code == code), None)
