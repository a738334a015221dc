"""The demonstration store: made in one go, living by its own clock, removed by one button."""

from __future__ import annotations

from ceis_desk.data.demo.cast import OPENING, PASSWORD, RECEPTION_LOGIN
from ceis_desk.data.demo.making import found_demo, remove_demo

__all__ = ["OPENING", "PASSWORD", "RECEPTION_LOGIN", "found_demo", "remove_demo"]
