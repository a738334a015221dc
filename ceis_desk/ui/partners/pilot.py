"""Drives « Partenaires »: lists read again when something changes, the card of what is under the cursor, the forms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.amounts import write_count
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.partners.model import Agreement, PartnerLine, PartnerView, Referral
from ceis_desk.partners.questions import Agreements, FindPartners, ReadPartner, ReferralsToChase
from ceis_desk.partners.rules import ends_soon
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.kit.drafts import LOOKED_FOR_S, FormDraft
from ceis_desk.ui.partners.importing import Importing
from ceis_desk.ui.partners.page import PartnersPage
from ceis_desk.ui.partners.referring import Referring
from ceis_desk.ui.partners.rows import AGREEMENTS, CHASE, DIRECTORY, agreement_row, partner_row, referral_row
from ceis_desk.ui.partners.writing import Writing
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

_CARED = ("partner", "referral", "person", "pair", "project")


class PartnersPilot(QObject):
    """`go` asks the window for another page; `refer`, `open_partner` and `show_chase` are what others ask of it."""

    go = Signal(str, object)

    def __init__(self, page: PartnersPage, over: FormsOver) -> None:
        super().__init__(page)
        self.page, self._over = page, over
        self.sheets = over.sheets
        self._refers = may(over.actor.roles, Thing.VISITS, Level.WRITE)
        self._lines: tuple[PartnerLine, ...] = ()
        self._due: tuple[Referral, ...] = ()
        self._bound: tuple[Agreement, ...] = ()
        self._shown: PartnerView | None = None
        self._wanted: Id | None = None
        self.referring = Referring(over, self)
        self.importing = Importing(page, over)
        self._writing = Writing(over, self._read)
        self._connect()
        looked_for = FormDraft(over.link, "partners-search", page.search, fresh=LOOKED_FOR_S)
        looked_for.came_back.connect(self._read)

    def _connect(self) -> None:
        page, detail, chase = self.page, self.page.detail, self.page.chase.card
        page.asked.connect(self._read)
        page.moved.connect(self._move)
        page.opened.connect(self._open_row)
        page.acted.connect(self._act_row)
        page.dropped.connect(self._drop_row)
        page.new_asked.connect(self._new)
        page.edit_asked.connect(self._edit_here)
        page.import_asked.connect(self.importing.ask_file)
        page.refer_asked.connect(self._refer_here)
        page.projects_asked.connect(lambda: self.go.emit("projects", None))
        detail.edited.connect(self._edit)
        detail.referred.connect(self._refer_here)
        detail.dropped.connect(self._drop_partner)
        detail.agreement_added.connect(self._add_agreement)
        detail.agreement_opened.connect(self._open_agreement)
        detail.agreement_dropped.connect(self._drop_agreement)
        detail.project_opened.connect(lambda ident: self.go.emit("projects", Id(ident)))
        chase.asked_state.connect(lambda: self._with_referral(self.referring.ask_state))
        chase.asked_outcome.connect(lambda: self._with_referral(self.referring.ask_outcome))
        chase.later.connect(lambda: self._with_referral(self.referring.later))
        chase.corrected.connect(lambda: self._with_referral(self.referring.correct))
        chase.dropped.connect(lambda: self._with_referral(self.referring.drop))
        chase.person.connect(lambda: self._with_referral(lambda one: self.go.emit("people", one.person_id)))
        self._over.link.changed.connect(self._changed)
        self._over.discreet.changed.connect(self._show)

    # -- what the frame and the other pages ask

    def enter(self) -> None:
        """Read again, the cursor at the start of the view."""
        self._read()
        self.page.start()

    def leave(self) -> None:
        """What is looked for is kept; nothing else is under way."""

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        return key_lines(self._over.keyboard, writes=self._writing.open, refers=self._refers)

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing of this page is printed."""

    def refer(self, person_id: Id) -> None:
        """Send a person, from her record."""
        if self._refers:
            self.referring.refer(person_id)

    def open_partner(self, partner_id: Id) -> None:
        """Show one partner, closed ones too."""
        self._wanted = partner_id
        self.page.closed.setChecked(True)
        self.look_for("")

    def look_for(self, words: str) -> None:
        """Show the structures that answer to these words, the cursor where they may be changed."""
        self.page.show_directory(words)
        self._read()

    def show_view(self, code: str) -> None:
        """Show the directory, the referrals to chase for who sends persons on, or the agreements."""
        self.page.view.set_value(DIRECTORY if code == CHASE and not self._refers else code)
        self.page.show_view()
        self.enter()

    # -- reading

    def _read(self) -> None:
        page, link = self.page, self._over.link
        question = FindPartners(
            page.search.text().strip(), page.kind.value(), page.theme_box.value(), page.closed.isChecked()
        )
        code = page.view.value()
        if code == DIRECTORY:
            link.ask(question, self._take_lines, key="partners-list")
        link.ask(Agreements(), self._take_bound, key="partners-bound")
        if self._refers:
            link.ask(ReferralsToChase(), self._take_due, key="partners-due")

    def _take_lines(self, lines: tuple[PartnerLine, ...]) -> None:
        self._lines = lines
        if self.page.view.value() == DIRECTORY:
            self._show()
            if self._wanted is not None:
                self.page.results.go_to(str(self._wanted))
                self._wanted = None

    def _take_due(self, due: tuple[Referral, ...]) -> None:
        self._due = due
        self.page.show_chase_count(len(due))
        if self.page.view.value() == CHASE:
            self._show()

    def _take_bound(self, bound: tuple[Agreement, ...]) -> None:
        self._bound = bound
        self.page.show_ending(sum(ends_soon(one, self._over.today) for one in bound))
        if self.page.view.value() == AGREEMENTS:
            self._show()

    def _show(self) -> None:
        page, today, show = self.page, self._over.today, self._over.discreet.show
        code = page.view.value()
        if code == DIRECTORY:
            typed = page.search.text().strip()
            rows = [(str(line.id), partner_row(line, typed)) for line in self._lines]
            page.show_rows(rows, plural(len(rows), "partenaire", "partenaires"), today)
            page.search.set_count(f"{write_count(len(rows))} trouvé{'s' if len(rows) > 1 else ''}" if typed else "")
        elif code == CHASE:
            rows = [(str(one.id), referral_row(one, show, today)) for one in self._due]
            page.show_rows(rows, plural(len(rows), "orientation à relancer", "orientations à relancer"), today)
        else:
            soon = sum(ends_soon(one, today) for one in self._bound)
            words = plural(len(self._bound), "accord", "accords")
            words += f", {soon} finissent bientôt" if soon > 1 else ", 1 finit bientôt" if soon else ""
            page.show_rows([(str(one.id), agreement_row(one, today)) for one in self._bound], words, today)

    def _changed(self, change: Change) -> None:
        if change.touches(*_CARED) and self.page.isVisible():
            self._read()

    def _move(self, ident: str) -> None:
        """Read the card of the row under the cursor."""
        code = self.page.view.value()
        if code == CHASE:
            self.page.chase.show_referral(self._referral(ident), self._over.discreet.show, self._over.today)
            return
        agreement = next((one for one in self._bound if str(one.id) == ident), None) if code == AGREEMENTS else None
        partner_id = agreement.partner_id if agreement else (Id(ident) if ident and code == DIRECTORY else None)
        if partner_id is None:
            self._shown = None
            self.page.detail.show_view(None, self._over.today, own=agreement is not None)
        else:
            self._over.link.ask(
                ReadPartner(partner_id), self._show_partner, lambda _gone: self._show_partner(None), key="partner"
            )

    def _show_partner(self, view: PartnerView | None) -> None:
        self._shown = view
        self.page.detail.show_view(view, self._over.today)

    # -- what is done to a row

    def _referral(self, ident: str) -> Referral | None:
        return next((one for one in self._due if str(one.id) == ident), None)

    def _with_referral(self, act: Callable[[Referral], None]) -> None:
        referral = self._referral(self.page.results.current())
        if referral is not None:
            act(referral)

    def _open_row(self, ident: str) -> None:
        code = self.page.view.value()
        if code == CHASE:
            self._with_referral(self.referring.ask_next)
        elif code == AGREEMENTS:
            self._open_agreement(ident)
        else:
            self._edit()

    def _act_row(self, _ident: str) -> None:
        if self.page.view.value() == CHASE:
            self._with_referral(self.referring.ask_outcome)

    def _drop_row(self, ident: str) -> None:
        code = self.page.view.value()
        if code == CHASE:
            self._with_referral(self.referring.drop)
        elif code == AGREEMENTS:
            self._drop_agreement(ident)
        else:
            self._drop_partner()

    def _refer_here(self) -> None:
        view = self._shown if self.page.view.value() == DIRECTORY else None
        current = self.page.results.current()
        line = next((one for one in self._lines if view and str(one.id) == current and one.closed_on is None), None)
        self.referring.ask_person(line)

    def _new(self) -> None:
        if self.page.view.value() == AGREEMENTS:
            self._writing.agreement(None, None)
        else:
            typed = self.page.search.text().strip() if self.page.view.value() == DIRECTORY else ""
            self._writing.partner(None, typed, self._made_one)

    def _made_one(self, change: Change) -> None:
        self._wanted = change.made[0]
        self.page.search.clear()
        self._read()

    def _edit_here(self) -> None:
        """What the cursor is on: the referral of the list to chase, else the partner shown."""
        if self.page.view.value() == CHASE:
            self._with_referral(self.referring.correct)
        else:
            self._edit()

    def _edit(self) -> None:
        if self._shown is not None:
            self._writing.partner(self._shown)

    def _drop_partner(self) -> None:
        if self._shown is not None:
            self._writing.drop_partner(self._shown)

    def _add_agreement(self) -> None:
        if self._shown is not None:
            self._writing.agreement(None, self._shown.partner.id)

    def _agreement(self, ident: str) -> Agreement | None:
        known = (*self._bound, *(self._shown.agreements if self._shown else ()))
        return next((one for one in known if str(one.id) == ident), None)

    def _open_agreement(self, ident: str) -> None:
        if (agreement := self._agreement(ident)) is not None:
            self._writing.agreement(agreement, agreement.partner_id)

    def _drop_agreement(self, ident: str) -> None:
        if (agreement := self._agreement(ident)) is not None:
            self._writing.drop_agreement(agreement)


def key_lines(keyboard: Keyboard, *, writes: bool, refers: bool) -> tuple[KeyLine, ...]:
    """The keys of the page for an account that writes the directory, or sends persons on, or only reads."""
    found = (keyboard.line("find", "chercher un partenaire"), KeyLine("↑ ↓", "ligne suivante"))
    directory = (
        keyboard.line("new-partner", "nouveau partenaire, ou nouvel accord"),
        keyboard.line("edit-partner"),
        keyboard.line("choose-file", "reprendre un fichier de structures"),
    )
    chase = (
        keyboard.line("new-referral"),
        keyboard.line("finish", "enregistrer la saisie"),
        KeyLine("Entrée", "à relancer\u00a0: dire où en est l’orientation"),
        KeyLine("Espace", "à relancer\u00a0: dire ce que c’est devenu"),
        *(() if writes else (keyboard.line("edit-partner", "à relancer\u00a0: corriger l’orientation"),)),
        KeyLine("Suppr", "retirer la ligne sous le curseur"),
    )
    return (*found, *(directory if writes else ()), *(chase if refers else ()))
