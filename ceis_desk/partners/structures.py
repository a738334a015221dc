"""A file of structures: each row becomes a card of the directory, or is left out with its reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ceis_desk.core.amounts import write_count
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold, key
from ceis_desk.core.phones import parse_phone
from ceis_desk.partners.columns import NEEDED, PARTNER_WORDS, PartnerColumn
from ceis_desk.partners.model import PartnerCard, PartnerKind
from ceis_desk.partners.rules import sensitive_kind
from ceis_desk.partners.themes import SENSITIVE_THEMES, theme_of
from ceis_desk.people.columns import (
    BadRow,
    Columns,
    Line,
    Remark,
    Rows,
    bare_key,
    check_row,
    find_header,
    plain,
    read_lines,
)
from ceis_desk.people.person_columns import PERSON_WORDS, PersonColumn

LONGEST, LONGEST_ABOUT = 300, 4000
MOST_LISTED = 100
"""Services, former names or themes of one card: there are 85 national themes, and nobody reads more."""

_SIRET_DIGITS, _POSTCODE_DIGITS, _SHORT_POSTCODE = 14, 5, 4
_LIST = re.compile(r"[;|\n]|,(?![^(]*\))")
_MOST_NAMED = 12
_CUT = (
    PartnerColumn.ACRONYM,
    PartnerColumn.EMAIL,
    PartnerColumn.SITE,
    PartnerColumn.ADDRESS,
    PartnerColumn.COMMUNE,
    PartnerColumn.CONTACT,
    PartnerColumn.HOURS,
    PartnerColumn.ABOUT,
)

# Typologies of data·inclusion and words of towns, by their bare key.
_KINDS: Mapping[str, PartnerKind] = {
    **{kind.value.replace("_", ""): kind for kind in PartnerKind},
    **{bare_key(kind.label): kind for kind in PartnerKind},
    **dict.fromkeys(
        ("aci", "ai", "ei", "eiti", "etti", "geiq", "ml", "ft", "capemploi", "plie"), PartnerKind.EMPLOYMENT
    ),
    **dict.fromkeys(("ccas", "cias", "cs", "msap", "udaf"), PartnerKind.SOCIAL),
    **dict.fromkeys(("caf", "cpam", "msa", "carsat", "franceservices", "fs", "prefec"), PartnerKind.PUBLIC_SERVICE),
    **dict.fromkeys(("chu", "chrs", "hudaformations", "fjt", "rs", "pension", "oacas"), PartnerKind.HOUSING),
    **dict.fromkeys(("asso", "assochomeurs", "associations"), PartnerKind.ASSOCIATION),
    **dict.fromkeys(("mairie", "mun", "epci", "dept", "cd", "reg"), PartnerKind.TOWN),
    **dict.fromkeys(("cci", "cma", "chambredagriculture"), PartnerKind.CHAMBER),
    **dict.fromkeys(("csapa", "caarud"), PartnerKind.ADDICTION),
    **dict.fromkeys(("spip", "pjj"), PartnerKind.JUSTICE),
    **dict.fromkeys(("cidff",), PartnerKind.VIOLENCE),
    **dict.fromkeys(("ase", "prevention"), PartnerKind.CHILDHOOD),
}


@dataclass(frozen=True)
class ImportedPartner:
    """One row: its line in the file and the card that it makes."""

    line: int
    card: PartnerCard


@dataclass(frozen=True)
class Structures:
    """A file read; `bad` rows are left out, `remarks` tell what of a row was not kept as it stood."""

    columns: Columns[PartnerColumn]
    partners: tuple[ImportedPartner, ...]
    bad: tuple[BadRow, ...]
    remarks: tuple[Remark, ...]


class ListOfPeople(Refusal):
    """The file is a list of persons: their names have no place in a directory that everybody reads."""

    def __init__(self, headers: Iterable[str]) -> None:
        named = ", ".join(f"«\u00a0{header}\u00a0»" for header in headers)
        super().__init__(
            f"Ce fichier est une liste de personnes ({named}). Rien n’a été importé\u00a0: prenez-la par "
            "«\u00a0Reprendre un tableur\u00a0», ou retirez ces colonnes si chaque ligne est une structure."
        )


def is_structures(rows: Rows) -> bool:
    """Whether a sheet has the columns of a file of structures."""
    return find_header(rows, PARTNER_WORDS, NEEDED) is not None


def read_structures(rows: Rows, chosen: Mapping[int, PartnerColumn | None]) -> Structures:
    """Read the rows; raises Refusal when no column holds the names, ListOfPeople when they are those of persons."""
    columns = find_header(rows, PARTNER_WORDS, NEEDED, chosen)
    if columns is None:
        message = (
            "Aucune colonne de ce fichier ne donne le nom des structures. Rien n’a été importé\u00a0: dites laquelle."
        )
        raise Refusal(message)
    _refuse_people(rows, columns)
    partners: list[ImportedPartner] = []
    bad: list[BadRow] = []
    remarks = list(_not_kept(columns))
    for line in read_lines(rows, columns):
        try:
            check_row(line)
            partners.append(ImportedPartner(line.number, _card(line, remarks)))
        except Refusal as refusal:
            bad.append(BadRow(line.number, refusal.sentence))
    return Structures(columns, tuple(partners), tuple(bad), tuple(remarks))


def _refuse_people(rows: Rows, columns: Columns[PartnerColumn]) -> None:
    """A family name with a first name or a birth beside it is somebody's, unless another column names the structure."""
    heads = [plain(cell) for cell in rows[columns.header_line - 1]]
    fields = {head: PERSON_WORDS.get(bare_key(head)) for head in heads}
    named = [heads[index] for index, one in columns.named.items() if one is PartnerColumn.NAME and index < len(heads)]
    telling = [head for head, field in fields.items() if field in (PersonColumn.FIRST, PersonColumn.BIRTH)]
    if telling and any(fields[head] is PersonColumn.FAMILY for head in named):
        raise ListOfPeople(telling)


def _not_kept(columns: Columns[PartnerColumn]) -> Iterable[Remark]:
    headers = tuple(columns.unknown.values())
    if headers:
        listed = ", ".join(f"«\u00a0{header}\u00a0»" for header in headers[:_MOST_NAMED])
        others = f" et {len(headers) - _MOST_NAMED} autres" if len(headers) > _MOST_NAMED else ""
        yield Remark(columns.header_line, f"Colonnes non reprises\u00a0: {listed}{others}.")


def _card(line: Line[PartnerColumn], remarks: list[Remark]) -> PartnerCard:
    name = line.text(PartnerColumn.NAME)
    if not name:
        message = "Le nom de la structure manque."
        raise Refusal(message)
    if len(name) > LONGEST:
        message = f"Le nom a plus de {LONGEST} signes."
        raise Refusal(message)
    themes = _themes(line, remarks)
    kind = _kind(line, name)
    also, services = (_bounded(line, one, remarks) for one in (PartnerColumn.ALSO, PartnerColumn.SERVICES))
    remarks += _cut(line)
    return PartnerCard(
        name=name,
        acronym=line.text(PartnerColumn.ACRONYM)[:LONGEST],
        also_named=also,
        kind=kind,
        siret=_siret(line, remarks),
        phone=_phone(line, remarks),
        email=line.text(PartnerColumn.EMAIL)[:LONGEST],
        site=line.text(PartnerColumn.SITE)[:LONGEST],
        address=_address(line),
        postcode=_postcode(line.text(PartnerColumn.POSTCODE)),
        commune=line.text(PartnerColumn.COMMUNE)[:LONGEST],
        contact=line.text(PartnerColumn.CONTACT)[:LONGEST],
        hours=line.text(PartnerColumn.HOURS)[:LONGEST],
        about=line.text(PartnerColumn.ABOUT)[:LONGEST_ABOUT],
        themes=themes,
        services=services,
        sensitive=kind.sensitive or (bool(themes) and set(themes) <= SENSITIVE_THEMES),
        external=_external(line),
    )


def _cut(line: Line[PartnerColumn]) -> Iterable[Remark]:
    """What is said of a cell longer than a card keeps: it is cut, never in silence."""
    for column in _CUT:
        most = LONGEST_ABOUT if column is PartnerColumn.ABOUT else LONGEST
        if len(line.text(column)) > most:
            yield Remark(
                line.number, f"«\u00a0{column.label}\u00a0» a plus de {most} signes\u00a0: la suite est laissée."
            )


def _address(line: Line[PartnerColumn]) -> str:
    parts = (line.text(PartnerColumn.ADDRESS), line.text(PartnerColumn.ADDRESS_MORE))
    return ", ".join(part for part in parts if part)[:LONGEST]


def _kind(line: Line[PartnerColumn], name: str) -> PartnerKind:
    """What the file says, unless the name tells a network that is never named outside."""
    by_name = sensitive_kind(name)
    return by_name or _KINDS.get(bare_key(line.text(PartnerColumn.KIND)), PartnerKind.OTHER)


def _themes(line: Line[PartnerColumn], remarks: list[Remark]) -> tuple[str, ...]:
    written = _bounded(line, PartnerColumn.THEMES, remarks)
    found = tuple(dict.fromkeys(code for one in written if (code := theme_of(one))))
    unknown = [one for one in written if not theme_of(one)]
    if unknown:
        words = ", ".join(f"«\u00a0{one}\u00a0»" for one in unknown[:_MOST_NAMED])
        remarks.append(Remark(line.number, f"Thématiques inconnues, non reprises\u00a0: {words}."))
    return found


def _bounded(line: Line[PartnerColumn], column: PartnerColumn, remarks: list[Remark]) -> tuple[str, ...]:
    """The words of a cell that holds several, as many and as long as a card keeps; what is left out is said."""
    cell = line.cells.get(column)
    # A line break inside a cell parts two words: the tidied text has none.
    words = _listed(cell if isinstance(cell, str) else plain(cell))
    if len(words) > MOST_LISTED:
        told = f"donne {write_count(len(words))} mots\u00a0: les {MOST_LISTED} premiers sont repris."
        remarks.append(Remark(line.number, f"«\u00a0{column.label}\u00a0» {told}"))
    kept = words[:MOST_LISTED]
    if any(len(word) > LONGEST for word in kept):
        told = f"a un mot de plus de {LONGEST} signes\u00a0: la suite est laissée."
        remarks.append(Remark(line.number, f"«\u00a0{column.label}\u00a0» {told}"))
    return tuple(dict.fromkeys(word[:LONGEST] for word in kept))


def _listed(text: str) -> tuple[str, ...]:
    """A list as JSON, as PostgreSQL writes one (`{a,b}`), or between commas, semicolons or bars."""
    text = text.strip()
    if text.startswith("["):
        try:
            found = json.loads(text)
        # Nested without end, a hostile list exhausts its reader: it is a text like any other.
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return _clean(str(one) for one in found)
    return _clean(_LIST.split(text.strip("{}[]")))


def _clean(words: Iterable[str]) -> tuple[str, ...]:
    found = (" ".join(one.split()).strip("\"'").strip() for one in words)
    return tuple(dict.fromkeys(word for word in found if word))


def _siret(line: Line[PartnerColumn], remarks: list[Remark]) -> str:
    text = line.text(PartnerColumn.SIRET)
    found = re.sub(r"\D", "", text)
    if found and len(found) != _SIRET_DIGITS:
        remarks.append(Remark(line.number, f"Siret de {len(found)} chiffres au lieu de 14, non repris."))
        return ""
    return found


def _phone(line: Line[PartnerColumn], remarks: list[Remark]) -> str:
    text = line.text(PartnerColumn.PHONE)
    if not text:
        return ""
    # A spreadsheet takes the 0 of a number away.
    typed = f"0{text}" if re.fullmatch(r"[1-9]\d{8}", text) else text
    try:
        return parse_phone(typed)
    except Refusal:
        remarks.append(Remark(line.number, "Téléphone non compris, non repris."))
        return ""


def _postcode(text: str) -> str:
    found = re.sub(r"\s", "", text)
    return f"0{found}" if len(found) == _SHORT_POSTCODE and found.isdigit() else found[:_POSTCODE_DIGITS]


def _external(line: Line[PartnerColumn]) -> str:
    own, source = line.text(PartnerColumn.EXTERNAL), line.text(PartnerColumn.SOURCE)
    return f"{source}:{own}"[:LONGEST] if own and source else own[:LONGEST]


Reason = tuple[str, str]


def likenesses(card: PartnerCard) -> tuple[Reason, ...]:
    """What makes two cards one structure: the id of the file, the siret, the name and the postcode; key and reason."""
    found = []
    if card.external:
        found.append((f"external:{fold(card.external)}", "même identifiant"))
    if card.siret:
        found.append((f"siret:{card.siret}", "même siret"))
    if card.postcode:
        found.append((f"name:{key(card.name)}|{card.postcode}", "même nom et même code postal"))
    else:
        found.append((f"name:{key(card.name)}|{fold(card.commune)}", "même nom, sans code postal"))
    return tuple(found)
