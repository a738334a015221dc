"""What a new store begins with: the motifs of the CEIS (cli.md) and Montpellier's priority districts, all editable."""

from __future__ import annotations

from ceis_desk.reception.gestures import SetMotif

FIRST_MOTIFS = (
    SetMotif("Rendez-vous budget", "budget", 1, "pig"),
    SetMotif("Démarche en ligne", "digital", 2, "device-laptop"),
    SetMotif("Recherche d’emploi", "employment", 3, "briefcase", ("CV et candidature", "Entretien d’embauche")),
    SetMotif("Atelier collectif", "reception", 4, "users-group"),
    SetMotif("Accès aux droits", "reception", 5, "file-text", ("Dossier CAF", "Titre de séjour")),
    SetMotif("Logement", "reception", 6, "home"),
    SetMotif("Santé, prévention", "health", 7, "stethoscope"),
    SetMotif("Café, lien social", "reception", 8, "heart-handshake"),
    SetMotif("Autre motif", "reception", 9, "dots"),
)

_SINCE = "2024-01-01"

# The ten priority districts in force since 1 January 2024 (décret 2023-1314), and those known of the 2015 list.
QPV_MONTPELLIER: list[dict[str, str]] = [
    *(
        {"name": name, "from": _SINCE}
        for name in (
            "Aiguelongue",
            "Celleneuve",
            "Cévennes",
            "Croix d’Argent-Lemasson",
            "Gély-Figuerolles",
            "Mosson",
            "Paul Valéry-Pas du Loup-Val de Croze",
            "Petit Bard-Pergola",
            "Pompignane",
            "Tournezy-Saint-Martin",
        )
    ),
    *(
        {"name": name, "from": "2015-01-01", "to": "2023-12-31", "note": "à vérifier"}
        for name in (
            "Aiguelongue",
            "Celleneuve",
            "Cévennes",
            "Lemasson",
            "Mosson",
            "Pas du Loup-Val de Croze",
            "Petit Bard-Pergola",
            "Près d’Arènes",
            "Vert-Bois",
        )
    ),
]
