"""Display: size of the text, colours, movements; each choice holds at once on this desk."""

from __future__ import annotations

from functools import partial

from ceis_desk.core.settings import TEXT_SCALES
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import KeyCap, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.flow_line import FlowLine
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.keyboard import Keyboard

_MOTION = {"system": None, "less": True, "full": False}


class DisplayView(SectionView):
    """Bound to the choices of the desk."""

    def __init__(self, theme: Theme, choices: DeskChoices, keyboard: Keyboard) -> None:
        super().__init__()
        self._choices = choices
        scales = tuple((str(scale), f"{scale}\u00a0%") for scale in TEXT_SCALES)
        self.scale = Segmented(theme, "Taille du texte", scales)
        self.theme = Segmented(
            theme, "Couleurs", (("light", "Claires"), ("dark", "Sombres"), ("system", "Comme le système"))
        )
        self.motion = Segmented(
            theme, "Mouvements", (("system", "Comme le système"), ("less", "Réduits"), ("full", "Tous"))
        )
        text = Card(theme, "Taille du texte", "typography")
        text.add(self.scale)
        caps = {code: KeyCap(theme, "") for code in ("larger", "smaller", "plain-size")}
        text.add(FlowLine(Text("Partout, à tout moment\u00a0:", "secondary", "ink2"), *caps.values()))
        for code, cap in caps.items():
            keyboard.follow(cap, partial(_write, cap, keyboard, code))
        colours = Card(theme, "Couleurs", "eye")
        colours.add(self.theme)
        words = "Le contraste élevé suit le réglage du système."
        colours.add(Text(words, "secondary", "ink2", wrap=True))
        motion = Card(theme, "Mouvements", "walk")
        motion.add(self.motion)
        motion.add(Text("Réduits\u00a0: rien ne glisse ni ne s’efface peu à peu.", "secondary", "ink2", wrap=True))
        self.setLayout(column(text, colours, motion, None, gap=12))
        self.show_choices()
        self.scale.chosen.connect(lambda code: choices.change(text_scale=int(code)))
        self.theme.chosen.connect(lambda code: choices.change(theme=code))
        self.motion.chosen.connect(lambda code: choices.change(reduced_motion=_MOTION[code]))
        choices.changed.connect(self.show_choices)

    def show_choices(self) -> None:
        """The choices in force, whoever made them."""
        now = self._choices.now
        self.scale.set_value(str(now.text_scale))
        self.theme.set_value(now.theme)
        self.motion.set_value(next(code for code, value in _MOTION.items() if value is now.reduced_motion))


def _write(cap: KeyCap, keyboard: Keyboard, code: str) -> None:
    cap.setText(keyboard.cap(code))
