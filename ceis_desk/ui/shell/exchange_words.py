"""What the exchange says: desks, moments, what waits; pure."""

from __future__ import annotations

import datetime as dt

from ceis_desk.core.dates import MONTHS, write_hour
from ceis_desk.exchange.model import DeskLine, DeskState, ExchangeStatus, Exported, Imported, Progress
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.kit.chip import ChipLook

ALONE = "Ce poste est seul. Reliez-en un autre pour partager les fiches."
NO_FOLDER = "Aucun dossier d’échange\u00a0: une clé USB fait le lien."
CARRIED = "transportés sans pouvoir être lus ici"
PLAN_B = "Rien n’est perdu"


def moment(at: dt.datetime, now: dt.datetime) -> str:
    """« 10:12 », « hier, 17:02 » or « le 12 juin, 17:02 »; the year when it is another one."""
    hour = write_hour(at.time())
    days = (now.date() - at.date()).days
    if days == 0:
        return hour
    if days == 1:
        return f"hier, {hour}"
    number = "1er" if at.day == 1 else str(at.day)
    year = "" if at.year == now.year else f" {at.year}"
    return f"le {number} {MONTHS[at.month - 1]}{year}, {hour}"


def at_moment(at: dt.datetime, now: dt.datetime) -> str:
    """« à 10:12 », « hier, 17:02 »."""
    words = moment(at, now)
    return f"à {words}" if words[0].isdigit() else words


def of_desk(name: str) -> str:
    """« de Bureau 2 », « d’Accueil 1 »."""
    return f"d’{name}" if name[:1].casefold() in "aàâeéèêiîoôuy" and name else f"de {name}"


def desk_chip(desk: DeskLine) -> ChipLook:
    """Where a desk stands, as an icon and words."""
    return {
        DeskState.REVOKED: ChipLook("écarté", "neutral", "user-off"),
        DeskState.MISSING: ChipLook("il manque un envoi", "warn", "alert-triangle"),
        DeskState.SILENT: ChipLook(f"muet depuis {plural(desk.silent_days, 'jour', 'jours')}", "warn", "clock"),
        DeskState.TO_SEND: ChipLook(f"{desk.to_send} à envoyer", "primary", "arrow-up"),
        DeskState.UP_TO_DATE: ChipLook("à jour", "success", "check"),
    }[desk.state]


def received(desk: DeskLine, now: dt.datetime) -> str:
    """When something of it was last read here; of one's own desk, what waits."""
    if desk.own:
        if not desk.to_send:
            return "tout est parti" if desk.sent_at else "rien à envoyer"
        verb = "attend" if desk.to_send == 1 else "attendent"
        return f"{plural(desk.to_send, 'changement', 'changements')} {verb} l’échange"
    return f"reçu {at_moment(desk.received_at, now)}" if desk.received_at else "rien reçu pour l’instant"


def sent(desk: DeskLine, now: dt.datetime) -> str:
    """When something was last written for it."""
    if desk.sent_at is None:
        return "aucun envoi pour l’instant"
    return f"{'dernier envoi' if desk.own else 'envoyé'} {at_moment(desk.sent_at, now)}"


def linked(status: ExchangeStatus) -> str:
    """« 4 postes reliés »; those set aside do not count."""
    count = sum(desk.state is not DeskState.REVOKED for desk in status.desks)
    return "un seul poste" if status.alone else f"{count} postes reliés"


def head(status: ExchangeStatus, now: dt.datetime) -> str:
    """The sentence under the title: the folder, and the last exchange."""
    if status.alone and status.folder is None:
        return ALONE
    last = f" Dernier échange {at_moment(status.last_at, now)}." if status.last_at else " Aucun échange pour l’instant."
    if status.folder is None:
        return NO_FOLDER + last
    seen = ", vu à l’instant" if status.folder_there else ""
    return f"Dossier «\u00a0{status.folder.name}\u00a0»{seen}.{last}"


def missing_folder(status: ExchangeStatus) -> str:
    """What to say when the folder is not there, empty when it is."""
    if status.folder is None or status.folder_there:
        return ""
    waiting = _waiting(status.to_send)
    return f"Le dossier partagé n’est pas là. {PLAN_B}\u00a0: {waiting}"


def _waiting(count: int) -> str:
    if not count:
        return "aucun changement n’attend."
    return f"{plural(count, 'changement', 'changements')} {'attend' if count == 1 else 'attendent'}."


def to_check(count: int) -> str:
    """« 3 fiches à vérifier »."""
    return f"{plural(count, 'fiche', 'fiches')} à vérifier"


def kinds_to_check(status: ExchangeStatus) -> str:
    """« un doublon, une modification croisée, un créneau en double »."""
    kinds = (
        (status.doubles, "un doublon", "doublons"),
        (status.crossed, "une modification croisée", "modifications croisées"),
        (status.slots, "un créneau en double", "créneaux en double"),
    )
    return ", ".join(one if count == 1 else f"{count} {many}" for count, one, many in kinds if count)


def state_chip(
    status: ExchangeStatus, now: dt.datetime, trouble: str, *, checks: bool
) -> tuple[ChipLook, str, str] | None:
    """The chip of the top bar, the page it leads to and the sentence it stands for; None when there is nothing to say.

    `checks`: the account may open « À vérifier ».
    """
    if checks and status.to_check:
        words = to_check(status.to_check)
        return ChipLook(words, "warn", "layout-columns"), "check", kinds_to_check(status)
    absent = missing_folder(status)
    if trouble or absent:
        return ChipLook("Échange arrêté", "warn", "alert-triangle"), "exchange", trouble or absent
    if status.alone or status.last_at is None:
        return None
    if status.to_send and status.last_at.date() < now.date():
        since = moment(status.last_at, now).rpartition(",")[0]
        return ChipLook(f"Échange à faire depuis {since}", "warn", "clock"), "exchange", head(status, now)
    last = moment(status.last_at, now)
    if status.folder is not None:
        look = ChipLook(f"Échanges à jour · {last}", "success", "check")
    elif status.unsent:
        # Without a folder nothing goes by itself. No count: it is not read again at each arrival.
        look = ChipLook("Changements à envoyer", "primary", "arrow-up")
    else:
        look = ChipLook(f"Dernier échange · {last}", "neutral", "clock")
    return look, "exchange", head(status, now)


def progress_words(progress: Progress) -> str:
    """« 12 personnes sur 27 »."""
    return f"{plural(progress.done, 'personne', 'personnes')} sur {progress.total}"


def imported_words(imported: Imported) -> str:
    """What an import brought, in one sentence."""
    if imported.changes:
        people = f", {plural(imported.people, 'personne', 'personnes')}" if imported.people else ""
        words = f"{plural(imported.changes, 'changement reçu', 'changements reçus')}{people}."
    else:
        words = "Rien de nouveau à recevoir."
    left = len(imported.refused)
    if left:
        words += f" {plural(left, 'fichier n’a', 'fichiers n’ont')} pas été lu{'s' if left > 1 else ''}."
    return words


def carried_words(imported: Imported | None, exported: Exported, place: str) -> str:
    """What a USB key took and brought."""
    took = (
        f"{plural(exported.changes, 'changement écrit', 'changements écrits')} sur «\u00a0{place}\u00a0»."
        if exported.path is not None
        else f"Rien de nouveau à écrire sur «\u00a0{place}\u00a0»."
    )
    return f"{imported_words(imported)} {took}" if imported is not None and imported.files else took
