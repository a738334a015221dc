from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.core.halves import refuse_halves

HALF = "Beno\ud800it"


@dataclass(frozen=True)
class Inner:
    text: str = ""
    many: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    inner: Inner = field(default_factory=Inner)
    values: dict[str, object] = field(default_factory=dict)
    content: bytes = b"\xed\xa0\x80"


@pytest.mark.parametrize(
    "request_",
    [Request(Inner(HALF)), Request(Inner("", ("", HALF))), Request(values={"a": [HALF]}), Request(values={HALF: 1})],
)
def test_half_of_a_sign_is_refused_however_deep_and_never_repeated(request_: Request) -> None:
    with pytest.raises(Refusal, match="signe abîmé") as refused:
        refuse_halves(request_)
    assert "Beno" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_whole_signs_pass() -> None:
    refuse_halves(Request(Inner("Benoît 👩‍👧 Öztürk", ("’«\u00a0»",)), {"a": 1, "b": None}))
