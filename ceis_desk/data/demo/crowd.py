"""The invented people behind the plan: ages, families and districts as a social third place sees them."""

from __future__ import annotations

import datetime as dt
import random

from ceis_desk.data.demo import names
from ceis_desk.people.model import Civility, Company, District, Family, Identity, Sex, Work

_AGES = ((6, 11, 1), (12, 17, 3), (18, 24, 12), (25, 39, 28), (40, 59, 32), (60, 69, 13), (70, 88, 11))
_YEAR = 2019
_YOUNG, _OLD, _MAJORITY = 28, 62, 18


def invent(rng: random.Random, index: int) -> tuple[Identity, Work]:
    """One person of the crowd; two indexes may be namesakes, as in life."""
    low, high, _ = rng.choices(_AGES, weights=[weight for *_, weight in _AGES])[0]
    age = rng.randint(low, high)
    female = rng.random() < 0.58
    birth = dt.date(_YEAR - age, rng.randint(1, 12), rng.randint(1, 28))
    district, qpv, _ = rng.choices(names.DISTRICTS, weights=[weight for *_, weight in names.DISTRICTS])[0]
    known_birth = rng.random()
    family = _family(rng, age, female=female)
    alone = age >= _OLD and rng.random() < 0.6
    identity = Identity(
        used_name=rng.choice(names.FAMILIES).replace("_", " "),
        first_name=rng.choice(_firsts(age, female=female)),
        civility=(Civility.MME if female else Civility.M) if age >= _MAJORITY else Civility.NONE,
        birth_date=birth if known_birth < 0.94 else None,
        birth_year=birth.year if known_birth < 0.975 else None,
        sex=Sex.FEMALE if female else Sex.MALE,
        phones=(f"+3363998{index % 10000:04d}",) if age >= _MAJORITY and rng.random() < 0.8 else (),
        address=f"{rng.randint(1, 120)} {rng.choice(names.STREETS)}" if rng.random() < 0.5 else "",
        postcode=rng.choice(("34000", "34070", "34080", "34090")) if rng.random() < 0.6 else "",
        commune="Montpellier" if district else "",
        district=district,
        qpv=District(qpv),
        family=family,
        lives_alone=True if alone else (False if family is not Family.UNKNOWN else None),
        company=Company.RARELY if alone and rng.random() < 0.5 else Company.UNKNOWN,
        notice_on=dt.date(2018, 10, 1) if rng.random() < 0.7 else None,
    )
    return identity, _work(rng, age)


def _firsts(age: int, *, female: bool) -> tuple[str, ...]:
    if age < _YOUNG:
        return names.FEMALE_YOUNG if female else names.MALE_YOUNG
    if age < _OLD:
        return names.FEMALE_ADULT if female else names.MALE_ADULT
    return names.FEMALE_OLD if female else names.MALE_OLD


def _family(rng: random.Random, age: int, *, female: bool) -> Family:
    if age < _MAJORITY or rng.random() < 0.2:
        return Family.UNKNOWN
    if age < _OLD and rng.random() < (0.38 if female else 0.12):
        return Family.LONE_PARENT
    return rng.choice((Family.SINGLE, Family.COUPLE, Family.COUPLE_CHILDREN, Family.SEPARATED))


def _work(rng: random.Random, age: int) -> Work:
    if age < _MAJORITY:
        return Work.STUDENT
    if age >= _OLD:
        return Work.RETIRED
    return rng.choices(
        (Work.JOB_SEEKER, Work.EMPLOYED, Work.TRAINING, Work.UNABLE, Work.UNKNOWN), weights=(52, 18, 8, 6, 16)
    )[0]
