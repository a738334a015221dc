"""Prevention in the demonstration: interviews of the last months, who is to be seen again, sessions with a theme."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.demo.cast import OPENING
from ceis_desk.data.health.rows import put_fact
from ceis_desk.data.schema.agenda import session
from ceis_desk.data.write import Tx
from ceis_desk.platforms.health import PLATFORM
from ceis_desk.platforms.health.model import Effect, HealthFact

_HOST = "ines"
# Who, days ago, theme, minutes, what is harder, in a few words, to be seen again in how many days (None: no more).
INTERVIEWS: tuple[tuple[str, int, str, int, tuple[Effect, ...], str, int | None], ...] = (
    ("benali", 62, "access", 45, (), "Médecin traitant choisi", None),
    ("benali", 34, "sleep", 40, (Effect.FOCUS, Effect.HOURS), "Pas avant 9 h", 0),
    ("benali", 6, "sleep", 30, (Effect.HOURS,), "Se lève mieux depuis mai", 28),
    ("lopez", 70, "access", 30, (), "Carte Vitale à jour", None),
    ("rossi", 55, "access", 20, (), "", None),
    ("arnal", 48, "access", 30, (), "Complémentaire demandée", None),
    ("teissier", 44, "access", 20, (), "", None),
    ("dupuy", 37, "access", 30, (Effect.HOURS,), "Libre après 17 h", None),
    ("serrano", 41, "activity", 30, (Effect.MOBILITY, Effect.STANDING), "Marche 20 minutes, s’assoit ensuite", -4),
    ("castel", 27, "food", 30, (), "Cuisine pour elle deux fois par semaine", 0),
    ("ouali", 20, "sight_hearing", 30, (Effect.HEARING,), "Entend mieux à sa droite", 12),
    ("pujol", 15, "work", 45, (Effect.LOAD, Effect.GESTURES), "Pas plus de 10 kg", -1),
    ("koffi", 9, "teeth", 20, (), "Rendez-vous pris au centre de santé", 21),
    ("diallo", 3, "vaccination", 20, (), "", None),
)
_THEMES = (("marche", "activity"), ("dormir", "sleep"), ("sommeil", "sleep"), ("manger", "food"), ("cuisin", "food"))


def write_health(tx: Tx, staff: dict[str, Id], people: dict[str, Id]) -> None:
    """Write what the health worker of the demonstration has kept."""
    today = OPENING.date()
    marks: dict[tuple[str, str], str] = {}
    for code, ago, theme, minutes, effects, words, again in INTERVIEWS:
        fact = HealthFact(
            new_id(), 0, people[code], today - dt.timedelta(days=ago), theme, minutes=minutes, effects=effects,
            words=words, author_id=staff[_HOST], mark=marks.setdefault((code, theme), new_id().hex[-16:]),
        )  # fmt: skip
        put_fact(tx, fact if again is None else replace(fact, next_on=today + dt.timedelta(days=again)))
    rows = tx.connection.execute(
        select(session.c.id, session.c.title).where(session.c.platform == PLATFORM.code, session.c.theme == "")
    )
    for row in rows.all():
        theme = next((theme for word, theme in _THEMES if word in row.title.lower()), "other")
        tx.change(session, row.id, theme=theme)
