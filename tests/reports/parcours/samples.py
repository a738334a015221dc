"""The invented way of Mme Benali as her page tells it, and what is shared of it with a partner."""

from __future__ import annotations

import dataclasses
import datetime as dt

from ceis_desk.core.ids import code_id
from ceis_desk.core.press import Issuer, Named
from ceis_desk.parcours.papers import PartnerSummaryPaper, PlainWayPaper
from ceis_desk.parcours.plain import ANY_QUESTION, DESK, Helper, PlainLine, PlainWay
from ceis_desk.parcours.sharing import Share
from ceis_desk.parcours.summary import SharedPart

DAY = dt.date(2019, 6, 18)
MARK = "k7m2qd"
PERSON = code_id("example", "samira")
ISSUER = Issuer(
    "CEIS de Montpellier",
    "Centre communal d’action sociale",
    ("24 rue de la Source", "34000 Montpellier"),
    town="Montpellier",
    phone="04 65 71 00 10",
)
SAMIRA = Named("Mme", "Benali", "Samira")
PLAIN = PlainWay(
    (
        PlainLine("circle-check", ("La garde de vos enfants est trouvée.",)),
        PlainLine("circle-check", ("Vos droits à la CAF sont à jour.",)),
        PlainLine("briefcase", ("Vous avez fini le groupe Unis’Vers.", "Vous cherchez un emploi.")),
    ),
    (
        PlainLine("file-text", ("Marc Vidal vous aide\u00a0: CV, aide à domicile.",), "Mardi 25 juin 2019 à 14\u00a0h"),
        PlainLine(
            "pig", ("Vous parlez de votre budget avec Claire Fabre.",), "Mardi 9 juillet 2019 à 10\u00a0h\u00a045"
        ),
        PlainLine(
            "message",
            ("Nous regardons ensemble ce qui a changé.", "Claire Fabre vous appelle pour choisir la date."),
            "Avant le mardi 20 août 2019",
        ),
    ),
    (
        Helper("Claire Fabre", "votre budget"),
        Helper("Marc Vidal", "l’emploi, le numérique"),
        Helper(DESK, ANY_QUESTION, "04 65 71 00 10"),
    ),
)
SHARE = Share(
    code_id("example", "share"),
    7,
    PERSON,
    dt.datetime(2019, 6, 18, 10, 42),
    "Mission locale",
    "Préparer une immersion",
    ("objectifs et étapes", "documents remis", "Elle parle arabe et français"),
    informed=True,
    author_name="Claire Fabre",
)


def plain_paper() -> PlainWayPaper:
    """One page, as in print-parcours.png."""
    return PlainWayPaper(ISSUER, SAMIRA, DAY, PLAIN, person_id=PERSON, mark=MARK)


def longest_plain() -> PlainWayPaper:
    """As much as the rules ever give, in the longest words."""
    many = tuple(PlainLine("flag", ("Anticonstitutionnellement " * 4 + "oui.", "Vous avancez.")) for _ in range(5))
    coming = tuple(dataclasses.replace(one, when="Mercredi 25 septembre 2019 à 10\u00a0h\u00a045") for one in many[:3])
    helpers = tuple(Helper("Anne-Marie de la Tour du Pin Chambly", "l’emploi, le numérique", "1") for _ in range(6))
    return dataclasses.replace(plain_paper(), plain=PlainWay(many, coming, helpers))


def summary_paper() -> PartnerSummaryPaper:
    """What one recorded act passes on."""
    goals, papers, own = SHARE.data
    parts = (
        SharedPart(goals, ("Retour à l’emploi, en cours", "Étape\u00a0: Écrire le CV, fait")),
        SharedPart(papers, by_hand=True),
        SharedPart(own),
    )
    return PartnerSummaryPaper(ISSUER, SAMIRA, SHARE, parts, person_id=PERSON, mark=MARK)
