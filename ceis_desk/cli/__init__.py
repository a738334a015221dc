"""The command line: every command is a gesture that a window also makes (docs: README, guide-utilisateur)."""

from __future__ import annotations

import argparse
import datetime as dt
import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ceis_desk.access.backups import DamagedStore
from ceis_desk.access.door import Door, Founding, Opened
from ceis_desk.access.model import Account, Role
from ceis_desk.access.questions import Accounts
from ceis_desk.cli.agenda import add_agenda_commands
from ceis_desk.cli.exchange import add_exchange_commands, join_site
from ceis_desk.cli.health import add_health_commands
from ceis_desk.cli.notes import add_note_commands
from ceis_desk.cli.recovery import add_recovery_commands
from ceis_desk.cli.reports import add_report_commands
from ceis_desk.cli.safety import add_safety_commands, damage_words
from ceis_desk.cli.session import Session, Tools, command, json_too, say
from ceis_desk.cli.ways import add_way_commands
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import store_folder
from ceis_desk.core.tables import write_csv
from ceis_desk.reception.importing import ImportReport, Kind, report_lines, run_import
from ceis_desk.statistics.export import to_json
from ceis_desk.statistics.model import Figures
from ceis_desk.statistics.papers import MonthlyPaper
from ceis_desk.statistics.questions import PeriodFigures, ReadMonth

STOPPED = "Arrêté. Ce qui était déjà enregistré le reste."
__all__ = ["STOPPED", "Tools", "parser", "run"]

_SAFE = "Ce qui était enregistré le reste : vérifiez la place libre et les droits, puis relancez."
_UNREADABLE = (
    "Un mot de la commande n’est pas du texte (un accent dans un autre codage\u00a0?). Rien de cette commande n’a été "
    "enregistré\u00a0: retapez-la."
)
_CAUSES = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.ENOENT: "il n’est pas là",
    errno.EEXIST: "son nom est déjà pris",
    errno.ENAMETOOLONG: "son nom est trop long",
    errno.EIO: "le disque ne répond pas",
}
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def run(argv: list[str], tools: Tools, env: Mapping[str, str] = os.environ) -> int:
    """Run one command; returns 0 done, 1 refused (one French sentence on stderr), 2 wrong usage."""
    options = parser().parse_args(argv)
    try:
        folder = store_folder(options.store, env)
        if options.command in (None, "open"):
            return tools.open_window(folder)
        done: int = options.run(options, Session(folder, tools, env, options))
    except DamagedStore as damage:
        sys.stderr.write(f"{damage_words(damage)}\n")
        return 1
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.sentence}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        return 1
    except EOFError:
        sys.stderr.write("Rien n’a été répondu. Rien n’a changé : relancez la commande.\n")
        return 1
    except BrokenPipeError:
        # Whoever read the answer stopped early, as `head` does: nobody is left to tell.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 kept open until the process ends
        return 1
    except UnicodeEncodeError:
        sys.stderr.write(f"{_UNREADABLE}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"Un fichier n’a pas pu être lu ou écrit{_cause(error)}. {_SAFE}\n")
        return 1
    return done


def _cause(error: OSError) -> str:
    words = _CAUSES.get(error.errno or 0)
    return f" ({words})" if words else ""


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments, as cli.md names them."""
    top = argparse.ArgumentParser(prog="ceis-desk", description="L’accueil du tiers-lieu social.")
    top.add_argument("--store", help="dossier des données (sinon CEIS_DESK_STORE, sinon le dossier habituel)")
    top.add_argument("--user", help="identifiant (sinon CEIS_DESK_USER)")
    commands = top.add_subparsers(dest="command", title="commandes", metavar="COMMANDE")
    commands.add_parser("open", help="la fenêtre")
    init = command(commands, "init", "un registre neuf et son premier compte", _init)
    for name in ("desk", "login", "name"):
        init.add_argument(f"--{name}", required=True)
    init.add_argument("--structure", help="nom de la structure, pour un site neuf")
    init.add_argument("--join", type=Path, metavar="INVITATION", help="rejoindre un site qui a invité ce poste")
    init.add_argument("-o", "--output", type=Path, metavar="RÉPONSE", help="la réponse à porter au poste qui a invité")
    init.add_argument("--place", default="CEIS", help="nom du lieu")
    command(commands, "demo", "un registre d’exemple, d’octobre 2018 à décembre 2019", _demo)
    user = commands.add_parser("user", help="les comptes").add_subparsers(dest="action", required=True)
    add = command(user, "add", "ajouter un compte", _user_add)
    add.add_argument("login")
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, help="un ou plusieurs rôles séparés par des virgules")
    json_too(command(user, "list", "la liste des comptes", _user_list))
    imports = commands.add_parser("import", help="reprendre un tableur").add_subparsers(dest="action", required=True)
    for kind, words in ((Kind.VISITS, "un cahier d’accueil"), (Kind.PEOPLE, "une liste de personnes")):
        sub = command(imports, kind.value, words, _import)
        sub.add_argument("file", type=Path)
        sub.add_argument("--dry-run", action="store_true", help="ne rien écrire, dire ce qui serait fait")
        sub.add_argument("--report", type=Path, help="écrire le compte rendu dans un fichier CSV")
        sub.set_defaults(kind=kind)
        json_too(sub)
    stats = commands.add_parser("stats", help="les chiffres").add_subparsers(dest="action", required=True)
    month = json_too(command(stats, "month", "les chiffres d’un mois", _stats_month))
    month.add_argument("month", metavar="AAAA-MM")
    period = json_too(command(stats, "period", "les chiffres d’une période", _stats_period))
    period.add_argument("first", metavar="DU")
    period.add_argument("last", metavar="AU")
    add_health_commands(stats)
    add_way_commands(stats)
    report = commands.add_parser("report", help="les documents").add_subparsers(dest="action", required=True)
    monthly = command(report, "monthly", "le rapport mensuel en PDF", _report_monthly)
    monthly.add_argument("month", metavar="AAAA-MM")
    monthly.add_argument("-o", "--output", type=Path, required=True, metavar="FICHIER.pdf")
    add_report_commands(report)
    add_safety_commands(commands)
    add_agenda_commands(commands)
    add_note_commands(commands)
    add_recovery_commands(commands)
    add_exchange_commands(commands)
    return top


def _init(options: argparse.Namespace, session: Session) -> int:
    if options.join is not None:
        if options.output is None:
            return misused("init --join demande aussi -o RÉPONSE")
        return join_site(options, session)
    if not options.structure:
        return misused("init demande --structure NOM, ou --join INVITATION")
    password = session.password("CEIS_DESK_PASSWORD", "Mot de passe du premier compte : ")

    def work(door: Door) -> int:
        founded = door.found(
            Founding(options.structure, options.place, options.desk, options.login, options.name, password)
        ).result()
        say(
            f"Registre créé dans {session.folder}.",
            f"{options.name} a les rôles d’administration et de direction : ces rôles ne lisent aucune fiche.",
            "Ajoutez les comptes de l’accueil par « user add ».",
            "",
            "Clé de secours, à recopier sur papier et à garder sous enveloppe ; elle ne sera plus affichée :",
            founded.recovery_text,
            f"Repère de cette feuille : {founded.mark}",
        )
        door.keep_recovery().result()
        return 0

    return session.with_door(work)


def misused(words: str) -> int:
    """Say what is missing of a command; its code is that of a wrong usage."""
    say(f"ceis-desk\u00a0: {words}. Rien n’a été fait.", stream=sys.stderr)
    return 2


def _demo(_: argparse.Namespace, session: Session) -> int:
    def work(door: Door) -> int:
        opened = door.found_demo().result()
        say(
            f"Registre d’exemple créé dans {session.folder} : personnes inventées, d’octobre 2018 à décembre 2019.",
            "Comptes : accueil, claire, nadia, marc, ines, lea, direction, admin ; mot de passe : demo.",
            f"Structure : {opened.structure}.",
        )
        return 0

    return session.with_door(work)


def _user_add(options: argparse.Namespace, session: Session) -> int:
    roles = _roles(options.role)
    password = session.password("CEIS_DESK_NEW_PASSWORD", f"Mot de passe de {options.name} : ")

    def work(_: Opened, door: Door) -> int:
        say(door.add_account(options.login, options.name, roles, password).result().said)
        return 0

    return session.signed_in(work)


def _roles(text: str) -> frozenset[Role]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [word for word in words if word not in {role.value for role in Role}]
    if unknown or not words:
        known = ", ".join(role.value for role in Role)
        message = f"Rôle inconnu : {', '.join(unknown) or 'aucun'}. Rien n’a été créé ; les rôles sont {known}."
        raise Refusal(message)
    return frozenset(Role(word) for word in words)


def _user_list(options: argparse.Namespace, session: Session) -> int:
    def work(opened: Opened, _: Door) -> int:
        accounts = opened.store.ask(Accounts()).result()
        if options.json:
            say(json.dumps({"users": [_user(account) for account in accounts]}, ensure_ascii=False))
        else:
            say(*(f"{one.login:<20} {one.name:<30} {', '.join(sorted(one.roles))}{_apart(one)}" for one in accounts))
        return 0

    return session.signed_in(work)


def _apart(account: Account) -> str:
    closed = f" (fermé le {account.closed_on:%d/%m/%Y})" if account.closed_on else ""
    return f"{closed} (à vérifier)" if account.to_check else closed


def _user(account: Account) -> dict[str, object]:
    closed = account.closed_on.isoformat() if account.closed_on else None
    return {
        "login": account.login,
        "name": account.name,
        "roles": sorted(account.roles),
        "closed_on": closed,
        "to_check": account.to_check,
    }


def _import(options: argparse.Namespace, session: Session) -> int:
    if options.report is not None:
        session.output(options.report)

    def work(opened: Opened, _: Door) -> int:
        report = run_import(opened.store, options.kind, options.file, dry_run=options.dry_run, progress=_progress())
        if options.report is not None:
            _write_report(options.report, report)
        if options.json:
            say(json.dumps(report.to_json(), ensure_ascii=False))
        else:
            say(*report_lines(report))
        return 0

    return session.signed_in(work)


def _progress() -> Callable[[int, int], None]:
    if not sys.stderr.isatty():
        return lambda _done, _total: None

    def show(done: int, total: int) -> None:
        sys.stderr.write(f"\r{done} lignes sur {total}" + ("\n" if done >= total else ""))
        sys.stderr.flush()

    return show


def _write_report(path: Path, report: ImportReport) -> None:
    try:
        write_csv(path, [("ligne", "constat"), *report.details()])
    except OSError as error:
        done = "Rien n’a été importé, comme demandé" if report.dry_run else "L’import est fait"
        message = f"Le compte rendu n’a pas été écrit ({path}). {done} : choisissez un autre fichier."
        raise Refusal(message) from error


def _month(text: str) -> tuple[dt.date, dt.date]:
    try:
        first = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError as error:
        raise Refusal(_no_month(text)) from error
    if not _FIRST_YEAR <= first.year <= _LAST_YEAR:
        raise Refusal(_no_month(text))
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return first, following - dt.timedelta(days=1)


def _no_month(text: str) -> str:
    return f"« {text} » n’est pas un mois. Rien n’a été compté : écrivez par exemple 2019-06."


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = f"« {text} » n’est pas une date. Rien n’a été compté : écrivez par exemple 2019-06-18."
        raise Refusal(message) from error


def _stats_month(options: argparse.Namespace, session: Session) -> int:
    first, last = _month(options.month)
    return _stats(options, session, PeriodFigures(first, last))


def _stats_period(options: argparse.Namespace, session: Session) -> int:
    return _stats(options, session, PeriodFigures(_day(options.first), _day(options.last)))


def _stats(options: argparse.Namespace, session: Session, question: PeriodFigures) -> int:
    def work(opened: Opened, _: Door) -> int:
        figures = opened.store.ask(question).result()
        say(*([json.dumps(to_json(figures), ensure_ascii=False)] if options.json else _figures(figures)))
        return 0

    return session.signed_in(work)


def _figures(figures: Figures) -> Iterable[str]:
    state = "Chiffres complets" if figures.complete else f"Chiffres provisoires : {', '.join(figures.missing)}"
    yield f"Du {figures.period.first:%d/%m/%Y} au {figures.period.last:%d/%m/%Y}. {state}."
    yield f"Passages : {figures.visits}, dont {figures.anonymous_visits} anonymes"
    yield f"Participants : {figures.participants}, dont {figures.new_people} nouvelles personnes"
    for label, count in figures.by_motif.items():
        yield f"  {label} : {count}"


def _report_monthly(options: argparse.Namespace, session: Session) -> int:
    first, _last = _month(options.month)

    def work(opened: Opened, _: Door) -> int:
        report = opened.store.ask(ReadMonth(first)).result()
        path = session.tools.press().make(MonthlyPaper(report), session.output(options.output)).result()
        say(f"Rapport écrit : {path}")
        return 0

    return session.signed_in(work)
