"""What two desks may not mix, may not edit, may not empty, and what goes with an erased person: rules of tables."""

from __future__ import annotations

from collections.abc import Mapping

COUPLED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "person": (("birth_date", "birth_year"), ("address", "postcode", "commune", "district", "qpv")),
    "person_merge": (("winner_id", "active"),),
    "visit": (
        ("at", "day", "timed"),
        ("person_id", "age", "sex", "qpv", "district", "job_seeker", "lone_parent", "isolated"),
        ("called_at", "called_by"),
    ),
    "day_closed": (("at", "by_id", "active"),),
    "instruction": (("first", "last"),),
    "message": (("done_at", "done_by"),),
    "absence": (("first", "last"),),
    "appointment": (("person_id", "age", "qpv"), ("account_id", "starts_at", "day", "minutes", "room")),
    "session": (("account_id", "starts_at", "day", "minutes", "room"),),
    "attendance": (("state", "age", "qpv", "lone_parent", "isolated", "visit_id"),),
    "appointment_subject": (("group_code", "sealed"),),
    "availability": (("weekday", "first_minute", "last_minute", "every", "from_day", "to_day", "room"),),
    "busy_time": (("account_id", "starts_at", "ends_at", "every", "until"),),
    "waiting_person": (("account_id", "platform", "minutes", "wish"),),
    "budget_case": (("sealed", "fact"),),
    "budget_item": (("sealed", "fact"),),
    "parcours": (("state", "state_on", "reason", "outcome"),),
    "parcours_referent": (("account_id", "from_day", "to_day"),),
    "parcours_item": (("state", "state_on"), ("parts", "done"), ("who", "account_id", "partner_id")),
    "frein_level": (("day", "moment", "level"),),
    "restricted_frein": (("sealed", "fact"),),
    "own_words": (("group_code", "sealed"),),
    "self_assessment": (("sealed", "fact"),),
    "share": (("at", "account_id", "informed", "sealed"),),
    "agreement": (("from_day", "to_day"),),
    "partner": (("address", "postcode", "commune"), ("kind", "sensitive")),
    "referral": (("partner_id", "theme"), ("state", "state_on", "outcome", "outcome_on", "remind_on")),
    "project": (("state", "state_on"),),
    "cohort": (("first", "last"),),
    "cohort_member": (("joined_on", "left_on", "reason", "in_touch", "active"),),
    "contract": (
        ("person_id", "age", "qpv"),
        ("place_id", "position"),
        ("first", "last"),
        ("prescriber", "prescribed_by", "referent"),
        ("school", "school_on"),
        ("ended_on", "ending", "ending_months", "counted", "reason"),
    ),
    "contract_fact": (("kind", "day", "last", "minutes", "state"),),
    "digital_help": (("person_id", "age", "sex", "qpv"), ("at", "day")),
    "post_use": (("person_id", "age", "sex", "qpv"), ("helped_at", "helped_by")),
    "procedure": (("state", "state_on", "due"),),
    # Taken away here and corrected there are two versions of one thing: a person chooses.
    "health_fact": (("sealed", "fact", "withdrawn"),),
    "account": (("box_public", "sign_public"),),
    "credential": (("rank", "memory_kib", "passes", "lanes", "salt", "wrapped", "box_public", "sign_public", "proof"),),
}
"""Columns that mean something only together: one clock for each group, never a mixture of two desks' values."""

WRITTEN_ONCE: frozenset[str] = frozenset({"endorsement", "note", "crossed"})
"""Tables whose rows nobody edits: what came first under an id stays."""

STICKY: frozenset[tuple[str, str]] = frozenset({("desk", "revoked_at")})
"""Columns that, once filled, nobody empties: whoever was set aside cannot take herself back."""

DEPENDENTS: Mapping[str, str] = {
    "person_phone": "person_id",
    "person_work": "id",
    "person_comment": "person_id",
    "household_member": "person_id",
    "message": "person_id",
    "import_row": "person_id",
    "waiting_person": "person_id",
    "parcours_item": "person_id",
    "own_words": "person_id",
    "share": "person_id",
    "referral_note": "person_id",
    "procedure": "person_id",
}
"""Tables whose rows go when the person that this column names is erased."""

OF_CASE: Mapping[str, str] = {"budget_item": "case_id", "note": "thread_id", "document": "thread_id"}
"""Tables whose rows go when the case that this column names is buried."""

OF_PARCOURS: Mapping[str, str] = {"note": "thread_id", "document": "thread_id"}
"""Tables whose rows go when the person of the parcours that this column names is erased."""

BURIED = frozenset(
    {
        *(
            "person",
            "visit_comment",
            "appointment_subject",
            "crossed",
            "budget_case",
            "restricted_frein",
            "self_assessment",
            "health_fact",
        ),
        *OF_CASE,
        *DEPENDENTS,
    }
)
"""Tables whose rows a tomb may forbid: those of facts stay for ever."""
