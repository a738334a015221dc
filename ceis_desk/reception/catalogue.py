"""The motifs that a new store begins with: those of the CEIS, all editable."""

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
