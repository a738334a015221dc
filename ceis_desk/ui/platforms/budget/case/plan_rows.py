"""Plans d’apurement in words: a line of the card, and where one stands."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ceis_desk.access.masking import DOTS, Discretion
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day
from ceis_desk.platforms.budget.repayment import Followed, RepaymentPlan, Standing, standing_of
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook


def plan_row(plan: RepaymentPlan, show: Discretion, today: dt.date) -> RowLook:
    """« Loyer · bailleur social, 35,33 € par mois, prochaine le 05/07/2019 · 176,67 € »."""
    standing = standing_of(plan, today)
    amount, over = show.amount(write_amount(standing.left)), standing.left == 0
    if show.on:
        return RowLook(DOTS, amount=amount, compact=True, quiet=over)
    return RowLook(
        plan.label,
        subtitle=plan.creditor if over else _under(plan, standing),
        near=_chips(standing),
        amount=amount,
        compact=True,
        quiet=over,
    )


def plan_name(plan: RepaymentPlan) -> str:
    """« Loyer, bailleur social »."""
    return ", ".join(part for part in (plan.label, plan.creditor) if part)


def standing_words(standing: Standing, show: Discretion) -> str:
    """« Payé 35,33 €, reste 176,67 €. Prochaine échéance : 35,33 € le 05/08/2019. »."""
    paid, left = (show.amount(write_amount(cents)) for cents in (standing.paid, standing.left))
    said = f"Payé {paid}, reste {left}."
    if standing.following is not None:
        one = standing.following
        amount = show.amount(write_amount(one.lacking))
        said += f" Prochaine échéance\u00a0: {amount} le {write_day(one.instalment.day)}."
    return said


def missed_words(standing: Standing, show: Discretion) -> str:
    """« 1 échéance manquée, 35,33 € en retard. », empty when there is none."""
    count = len(standing.missed)
    if not count:
        return ""
    word = "échéance manquée" if count == 1 else "échéances manquées"
    return f"{count} {word}, {show.amount(write_amount(standing.late))} en retard."


def instalment_row(row: Followed, show: Discretion, today: dt.date) -> RowLook:
    """« 1 · 5 juillet 2019 · payée le 04/07/2019 · 35,33 € »."""
    chip = ChipLook("à venir", outlined=True)
    if row.paid_on is not None:
        chip = ChipLook(f"payée le {write_day(row.paid_on)}", "success", "check")
    elif row.missed:
        chip = ChipLook("manquée", "danger", "alert-triangle")
    elif row.instalment.day == today:
        chip = ChipLook("aujourd’hui", "warn", "clock")
    part = f"reste {show.amount(write_amount(row.lacking))}" if row.covered and row.lacking else ""
    return RowLook(
        write_day(row.instalment.day),
        subtitle=part,
        lead=str(row.instalment.rank),
        near=(chip,),
        amount=show.amount(write_amount(row.instalment.cents)),
        compact=True,
    )


def _under(plan: RepaymentPlan, standing: Standing) -> str:
    each = Counter(one.cents for one in plan.instalments).most_common(1)[0][0]
    said = [plan.creditor, f"{write_amount(each)} par mois"] if plan.creditor else [f"{write_amount(each)} par mois"]
    if standing.following is not None:
        said.append(f"prochaine le {write_day(standing.following.instalment.day)}")
    return ", ".join(said)


def _chips(standing: Standing) -> tuple[ChipLook, ...]:
    count = len(standing.missed)
    if count:
        words = f"{count} manquée{'s' if count > 1 else ''}"
        return (ChipLook(words, "danger", "alert-triangle"),)
    return (ChipLook("soldé", "success", "check"),) if standing.left == 0 else ()
