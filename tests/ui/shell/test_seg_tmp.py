from tests.ui.shell.conftest import *
from tests.ui.shell.fake_door import KEY
import os
from PySide6.QtWidgets import QApplication, QWidget
from ceis_desk.ui.shell.recovery_sheet import TryKeyForm
def test_a(hands):
    n = int(os.environ["N"])
    hands.door.tried = False
    hands.open_as("sofiane")
    th = hands.program.theme
    form = TryKeyForm(th)
    s = hands.window.open_sheet(form, "x", first=form.key)
    hands.settle()
    if n==1: form.key.setPlainText("x")
    if n==2: form.go.click()
    if n==3: form.go.setFocus()
    if n==4: form.go.setFocus(); form.go.setEnabled(False)
    if n==5: form.go.setFocus(); hands.strike(Qt.Key.Key_Return)
    if n==6: form.field.set_error("x"); form.go.setFocus()
    s.close_sheet(); hands.settle()
    print("n", n, flush=True)
    QApplication.instance().setStyleSheet("")
    print("ok", n, flush=True)
