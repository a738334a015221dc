"""The two kinds of error: what an agent can mend, and what only we can."""

from __future__ import annotations


class Refusal(Exception):
    """An expected refusal: one French sentence that says what happened, what is safe and what to do."""

    @property
    def sentence(self) -> str:
        """The sentence shown to the agent, as it stands."""
        return str(self.args[0])


class Denied(Refusal):
    """The account's roles do not allow the gesture or the question (domain/rights)."""


class Outdated(Refusal):
    """The row was changed since it was read: the record opens instead of being overwritten."""


class InTheWay(Refusal):
    """Something stands there that one may go over: the same gesture said to be done `anyway` is taken."""


class Cancelled(Exception):
    """A question was superseded by the next one; nobody waits for its answer any more."""


class OffLane(AssertionError):
    """SQL was asked for on a thread that does not own the connection: a bug, never an agent's mistake."""
