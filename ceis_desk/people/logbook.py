"""A list of people kept in a spreadsheet: each row becomes a record, or is reported with its reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from ceis_desk.core.errors import Refusal
from ceis_desk.people.cells import (
    birth_of,
    civility_of,
    family_of,
    is_nothing,
    name_of,
    one_way,
    phones_of,
    qpv_of,
    reading,
    remarks_on,
    said,
    sex_of,
    softly,
    text_of,
    work_of,
)
from ceis_desk.people.columns import (
    BadRow,
    Cell,
    Columns,
    Line,
    Ranks,
    Remark,
    Rows,
    bare_key,
    check_row,
    find_header,
    plain,
    read_lines,
    remark_unknown,
)
from ceis_desk.people.model import Civility, District, Family, Identity, Sex, Work
from ceis_desk.people.person_columns import NEEDED, PERSON_WORDS, PersonColumn
from ceis_desk.people.sameness import Birth, PersonKey, person_key

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE_DIGITS = 5
_EXAMPLE = "exemple"

_Line = Line[PersonColumn]


@dataclass(frozen=True)
class ImportedPerson:
    """One row of a list; `digest` is its identity: the same row of the same file gives it again.

    `extra` holds, by header, the text of the columns that no rule knows and of the cells that were not understood.
    """

    line: int
    key: PersonKey
    identity: Identity
    work: Work
    comment: str
    extra: Mapping[str, str]
    digest: str


@dataclass(frozen=True)
class PeopleList:
    """All that a file says: persons in its order (two rows may be one person), rows left out, remarks."""

    columns: Columns[PersonColumn]
    people: tuple[ImportedPerson, ...]
    bad: tuple[BadRow, ...]
    remarks: tuple[Remark, ...]


def is_people_list(rows: Rows) -> bool:
    """Whether a sheet has the header of a list of people."""
    return find_header(rows, PERSON_WORDS, NEEDED) is not None


def read_people(rows: Rows, today: dt.date, chosen: Mapping[int, PersonColumn | None] | None = None) -> PeopleList:
    """Every row under the header as a person or a bad row; `chosen` are the columns set by hand.

    Raises Refusal when no header is found.
    """
    columns = find_header(rows, PERSON_WORDS, NEEDED, chosen)
    if columns is None:
        raise Refusal(
            "Aucun en-tête de liste de personnes n’est reconnu dans ce fichier\u00a0: rien n’a été importé, il faut "
            "les colonnes « Nom » et « Prénom »."
        )
    ranks = Ranks(one_way)
    people: list[ImportedPerson] = []
    bad: list[BadRow] = []
    remarks = list(remark_unknown(columns))
    for line in read_lines(rows, columns):
        try:
            person, texts = _read_person(line, columns, today, ranks)
        except Refusal as refusal:
            bad.append(BadRow(line.number, refusal.sentence))
        else:
            people.append(person)
            remarks.extend(Remark(line.number, text) for text in texts)
    return PeopleList(columns, tuple(people), tuple(bad), tuple(remarks))


def _read_person(
    line: _Line, columns: Columns[PersonColumn], today: dt.date, ranks: Ranks
) -> tuple[ImportedPerson, tuple[str, ...]]:
    """The person of a row and the remarks on her; raises Refusal with the reason for the report."""
    check_row(line)
    birth = reading(PersonColumn.BIRTH.label, line.cells.get(PersonColumn.BIRTH), lambda cell: birth_of(cell, today))
    key = _key(line, columns, birth)
    unread: dict[str, str] = {}
    phones: tuple[tuple[str, ...], ...] = tuple(
        softly(line, column, phones_of, (), unread) for column in (PersonColumn.PHONE, PersonColumn.OTHER_PHONE)
    )
    person = ImportedPerson(
        line=line.number,
        key=key,
        identity=_identity(line, birth, tuple(dict.fromkeys(chain(*phones))), unread),
        work=softly(line, PersonColumn.WORK, work_of, Work.UNKNOWN, unread),
        comment=text_of(line.cells.get(PersonColumn.COMMENT)),
        extra=dict(line.extra) | unread,
        digest=ranks.digest(line),
    )
    return person, remarks_on(unread)


def _key(line: _Line, columns: Columns[PersonColumn], birth: Birth) -> PersonKey:
    """Raises Refusal for a row without both names, and for the example that a template gives on its first row."""
    family, first = _family(line), name_of(line.cells.get(PersonColumn.FIRST))
    if line.number == columns.first_line and bare_key(family) == _EXAMPLE:
        raise Refusal("C’est la ligne d’exemple du modèle.")
    key = person_key(family, first, birth)
    if key is None:
        missing = " et ".join(word for word, name in (("le nom", family), ("le prénom", first)) if not name)
        raise Refusal(f"Il manque {missing}.")
    return key


def _family(line: _Line) -> str:
    return name_of(line.cells.get(PersonColumn.FAMILY)) or name_of(line.cells.get(PersonColumn.BIRTH_NAME))


def _identity(line: _Line, birth: Birth, phones: tuple[str, ...], unread: dict[str, str]) -> Identity:
    return Identity(
        used_name=_family(line),
        birth_name=name_of(line.cells.get(PersonColumn.BIRTH_NAME)),
        first_name=name_of(line.cells.get(PersonColumn.FIRST)),
        civility=softly(line, PersonColumn.CIVILITY, civility_of, Civility.NONE, unread),
        birth_date=birth if isinstance(birth, dt.date) else None,
        birth_year=birth if isinstance(birth, int) else None,
        sex=softly(line, PersonColumn.SEX, sex_of, Sex.NOT_SAID, unread),
        phones=phones,
        email=softly(line, PersonColumn.EMAIL, _email, "", unread),
        address=said(line.text(PersonColumn.ADDRESS)),
        postcode=softly(line, PersonColumn.POSTCODE, _postcode, "", unread),
        commune=said(line.text(PersonColumn.COMMUNE)),
        district=said(line.text(PersonColumn.DISTRICT)),
        qpv=softly(line, PersonColumn.QPV, qpv_of, District.UNKNOWN, unread),
        languages=said(line.text(PersonColumn.LANGUAGES)),
        family=softly(line, PersonColumn.SITUATION, family_of, Family.UNKNOWN, unread),
    )


def _email(cell: Cell) -> str:
    text = plain(cell)
    if is_nothing(text) or _EMAIL.fullmatch(text):
        return said(text)
    raise Refusal("Cette adresse e-mail n’est pas comprise.")


def _postcode(cell: Cell) -> str:
    """A number has lost its first zero; templates put 0 where a formula found nothing."""
    text = plain(cell)
    if is_nothing(text) or text == "0":
        return ""
    digits = text.replace(" ", "").zfill(_POSTCODE_DIGITS)
    if len(digits) == _POSTCODE_DIGITS and digits.isdigit():
        return digits
    raise Refusal("Ce code postal n’a pas cinq chiffres.")
