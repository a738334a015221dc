from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox, ComboBox, NumberField
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextArea, TextField, beside
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import Scroll, column
from ceis_desk.ui.kit.password import CAPS_ON, password_field
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.theme import Theme
from tests.typing_help import press, type_text

SHIFT = Qt.KeyboardModifier.ShiftModifier

ToFront = Callable[[QWidget], None]


def spoken(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


def test_a_field_is_called_by_its_label(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "Nom d’usage", TextField(theme), aside="facultatif")
    qtbot.addWidget(field)
    assert spoken(field.control) == "Nom d’usage"
    assert field.label.buddy() is field.control


@pytest.mark.parametrize("scale", [100, 200])
def test_a_button_beside_a_field_stands_on_the_line_of_its_control_whatever_is_said_below(
    qtbot: QtBot, dressed: Theme, scale: int
) -> None:
    dressed.set_scale(scale)
    field, button = Field(dressed, "Fichier de réponse", TextField(dressed)), Button(dressed, "Choisir")
    field.set_error("Choisissez le fichier de réponse du nouveau poste.")
    page = QWidget()
    qtbot.addWidget(page)
    dressed.dress(page)
    page.setLayout(beside(field, button))
    page.resize(dressed.px(600), dressed.px(140))
    with qtbot.waitExposed(page):
        page.show()
    middles = [one.mapTo(page, one.rect().center()).y() for one in (field.control, button)]
    assert abs(middles[0] - middles[1]) <= 2


def test_a_field_takes_accents(qtbot: QtBot, theme: Theme) -> None:
    control = TextField(theme)
    qtbot.addWidget(control)
    type_text(control, "Éloïse Lefèvre")
    assert control.text() == "Éloïse Lefèvre"


def test_a_discreet_screen_hides_what_is_written_even_where_the_cursor_is(
    theme: Theme, to_front: ToFront, qapp: QApplication
) -> None:
    discreet, control = Discreet(), TextField(theme)
    control.obey(discreet)
    to_front(control)
    control.setFocus()
    type_text(control, "Samira")
    discreet.set_on(True)
    assert (len(set(control.displayText())), control.text()) == (1, "Samira")
    assert "Samira" not in spoken(control, QAccessible.Text.Value)
    discreet.set_on(False)
    assert control.displayText() == "Samira"


def test_a_discreet_screen_shows_how_much_several_lines_hold_and_not_the_words(
    theme: Theme, to_front: ToFront, qapp: QApplication
) -> None:
    discreet, area = Discreet(), TextArea(theme)
    area.obey(discreet)
    to_front(area)
    area.setPlainText("Samira rappelle demain")
    bare = area.grab().toImage()
    discreet.set_on(True)
    hidden = area.grab().toImage()
    area.setPlainText("Camila rappelle samedi")
    assert hidden != bare
    assert area.grab().toImage() == hidden


def test_the_note_of_a_form_says_which_key_shows_and_only_when_it_serves(qtbot: QtBot, theme: Theme) -> None:
    discreet = Discreet()
    note = HiddenNote(discreet)
    qtbot.addWidget(note)
    assert note.isHidden()
    discreet.set_on(True)
    discreet.set_key("F11")
    assert not note.isHidden()
    assert note.text() == "Ce qui est écrit ici est masqué. Tenez F11 pour regarder."


def test_an_error_is_written_below_and_told_to_screen_readers(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "Né(e) le", TextField(theme), hint="18/06/1984 ou 180684")
    qtbot.addWidget(field)
    field.set_error("Le 31/02 n’existe pas. Le texte est gardé.")
    assert field.message() == "Le 31/02 n’existe pas. Le texte est gardé."
    assert spoken(field.control, QAccessible.Text.Description) == field.message()
    assert field.control.property("state") == "error"
    field.clear_message()
    assert field.message() == "18/06/1984 ou 180684"
    assert field.control.property("state") == "hint"


def test_what_was_understood_is_told_without_an_error(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "Né(e) le", TextField(theme))
    qtbot.addWidget(field)
    field.set_ok("14 mars 1984, 35 ans")
    assert (field.message(), field.control.property("state")) == ("14 mars 1984, 35 ans", "ok")


def test_tab_leaves_a_text_of_several_lines(to_front: ToFront, theme: Theme) -> None:
    page, area, after = QWidget(), TextArea(theme), TextField(theme)
    page.setLayout(column(area, after))
    to_front(page)
    area.setFocus()
    press(area, Qt.Key.Key_Tab, text="\t")
    assert after.hasFocus()
    assert area.toPlainText() == ""


def test_a_password_is_hidden_until_its_eye_is_pressed(qtbot: QtBot, theme: Theme) -> None:
    field, password = password_field(theme, "Mot de passe")
    qtbot.addWidget(field)
    type_text(password, "forêt")
    assert password.echoMode() is QLineEdit.EchoMode.Password
    press(password.eye, Qt.Key.Key_Space)
    assert password.echoMode() is QLineEdit.EchoMode.Normal
    assert spoken(password.eye) == "Cacher le mot de passe"
    password.hide_words()
    assert password.echoMode() is QLineEdit.EchoMode.Password
    assert spoken(password.eye) == "Montrer le mot de passe"


def test_the_eye_is_reached_by_tab_after_the_password(to_front: ToFront, theme: Theme) -> None:
    field, password = password_field(theme, "Mot de passe")
    to_front(field)
    password.setFocus()
    press(password, Qt.Key.Key_Tab)
    assert password.eye.hasFocus()


def test_the_capitals_key_is_told_while_a_password_is_typed(qtbot: QtBot, theme: Theme) -> None:
    field, password = password_field(theme, "Mot de passe")
    qtbot.addWidget(field)
    press(password, Qt.Key.Key_A, text="a")
    assert field.message() == ""
    press(password, Qt.Key.Key_A, text="A")
    assert field.message() == CAPS_ON
    press(password, Qt.Key.Key_CapsLock)
    assert field.message() == ""
    press(password, Qt.Key.Key_B, SHIFT, "B")
    assert field.message() == ""
    press(password, Qt.Key.Key_C, SHIFT, "c")
    assert field.message() == CAPS_ON


def test_digits_say_nothing_about_the_capitals_key(qtbot: QtBot, theme: Theme) -> None:
    field, password = password_field(theme, "Mot de passe")
    qtbot.addWidget(field)
    press(password, Qt.Key.Key_1, SHIFT, "1")
    assert field.message() == ""


def test_the_number_of_results_leaves_room_for_what_is_typed(qtbot: QtBot, theme: Theme) -> None:
    search = SearchField(theme, placeholder="", name="Rechercher une personne", key="F2", tall=True)
    qtbot.addWidget(search)
    before = search.textMargins().right()
    search.set_count("3 résultats")
    assert search.count_words() == "3 résultats"
    assert search.textMargins().right() > before
    assert spoken(search) == "Rechercher une personne"


def test_a_search_field_follows_the_text_size(qtbot: QtBot, dressed: Theme) -> None:
    search = SearchField(dressed, placeholder="", name="Rechercher", key="F2", tall=True)
    qtbot.addWidget(search)
    dressed.dress(search)
    search.show()
    assert search.height() == 50
    left = search.textMargins().left()
    dressed.set_scale(200)
    assert search.textMargins().left() == 2 * left
    assert search.sizeHint().height() > 90


def test_the_arrows_move_between_segments(qtbot: QtBot, to_front: ToFront, theme: Theme) -> None:
    choice = Segmented(theme, "Civilité", (("mme", "Mme"), ("m", "M."), ("none", "Ne pas dire")))
    to_front(choice)
    choice.setFocus()
    with qtbot.waitSignal(choice.chosen) as said:
        press(QApplication.focusWidget() or choice, Qt.Key.Key_Right)
    assert said.args == ["m"]
    assert choice.value() == "m"


def test_setting_a_segment_says_nothing(qtbot: QtBot, theme: Theme) -> None:
    choice = Segmented(theme, "Papier", (("a4", "A4"), ("a5", "A5")))
    qtbot.addWidget(choice)
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_value("a5")
    assert choice.value() == "a5"


def test_a_box_is_ticked_by_space(qtbot: QtBot, dressed: Theme) -> None:
    box = CheckBox(dressed, "Noms entiers")
    qtbot.addWidget(box)
    empty = box.grab().toImage()
    press(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert box.grab().toImage() != empty
    assert spoken(box) == "Noms entiers"


def test_a_long_sentence_beside_a_box_takes_several_lines(qtbot: QtBot, dressed: Theme) -> None:
    box = CheckBox(dressed, "La personne a reçu la notice d’information et sait à qui s’adresser")
    qtbot.addWidget(box)
    assert box.heightForWidth(160) > box.heightForWidth(900)


def test_the_wheel_never_changes_an_answer(qtbot: QtBot, theme: Theme) -> None:
    choice = ComboBox(theme, (("mosson", "Mosson"), ("celleneuve", "Celleneuve")))
    qtbot.addWidget(choice)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)
    assert choice.value() == "mosson"
    press(choice, Qt.Key.Key_Down)
    assert choice.value() == "celleneuve"


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_choice_cut_by_a_narrow_field_is_told_whole_and_a_hidden_one_is_not(qtbot: QtBot, theme: Theme) -> None:
    discreet = Discreet()
    choice = ComboBox(theme, (("june", "groupe de juin, quinze personnes"),))
    choice.obey(discreet)
    qtbot.addWidget(choice)
    told = []
    for width, hidden in ((120, False), (120, True), (600, False)):
        choice.resize(width, 38)
        discreet.set_on(hidden)
        QApplication.sendEvent(choice, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
        told.append(choice.toolTip())
    assert told == ["groupe de juin, quinze personnes", "", ""]


def test_an_unknown_code_chooses_nothing(qtbot: QtBot, theme: Theme) -> None:
    choice = ComboBox(theme, (("mosson", "Mosson"),))
    qtbot.addWidget(choice)
    choice.set_value("ailleurs")
    assert choice.value() == ""


def test_a_number_moves_by_its_buttons_and_by_the_arrows(qtbot: QtBot, theme: Theme) -> None:
    copies = NumberField(theme, "Copies", lowest=1, highest=3)
    qtbot.addWidget(copies)
    press(copies.spin, Qt.Key.Key_Up)
    assert copies.value() == 2
    press(copies.spin, Qt.Key.Key_Up)
    press(copies.spin, Qt.Key.Key_Up)
    assert copies.value() == 3
    assert spoken(copies.spin) == "Copies"


def test_a_number_shows_its_digits_once_dressed(qtbot: QtBot, dressed: Theme) -> None:
    copies = NumberField(dressed, "Copies", value=12)
    qtbot.addWidget(copies)
    copies.show()
    edit = copies.spin.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    assert edit.width() > edit.fontMetrics().horizontalAdvance("12")


def test_what_is_wrong_with_a_field_at_the_edge_of_a_short_window_comes_in_sight(
    qtbot: QtBot, theme: Theme, to_front: ToFront
) -> None:
    fields = [Field(theme, f"Champ {at}", TextField(theme)) for at in range(8)]
    inside = QWidget()
    inside.setLayout(column(*fields))
    scroll = Scroll(inside)
    qtbot.addWidget(scroll)
    scroll.resize(300, 3 * fields[0].sizeHint().height())
    to_front(scroll)
    last = fields[5]
    last.control.setFocus()
    last.set_error("Ce n’est pas une date.")

    def in_sight() -> None:
        bottom = last.mapTo(scroll.viewport(), last.rect().bottomLeft()).y()
        assert bottom <= scroll.viewport().height()

    qtbot.waitUntil(in_sight)
