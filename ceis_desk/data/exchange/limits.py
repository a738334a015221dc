"""How far an exchange file may go: a desk writes nothing beyond these, and reads nothing beyond them."""

from __future__ import annotations

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30

# A whole store of 1.1 million rows weighs about 50 MiB; the compressed clear bytes are held in memory once.
FILE_BYTES = 512 * MIB
# The same store unpacked weighs about 200 MiB; beyond, it is a bomb.
CLEAR_BYTES = 4 * GIB
# Each row holds a dozen random bytes, so that no real export shrinks a hundred times; one long blank text may.
CLEAR_RATIO, CLEAR_SLACK = 100, 64 * MIB
# zstd level 3 looks back 2 MiB; a file that asks for more would choose how much memory its reader spends.
WINDOW_BYTES = 8 * MIB
# A long note, a sealed letter; documents do not travel.
VALUE_BYTES = MIB
# What one frame costs once decoded: sixty times its bytes at the very worst, a few times for real rows.
FRAME_BYTES = 4 * MIB
# A frame is closed once it is this long, so that a row of long texts finds room in the next one.
FULL_FRAME_BYTES = MIB
HEAD_BYTES = 256 * KIB

ROWS_A_FRAME = 5_000
# Ten years of a town's largest centre, five times over.
ROWS = 20_000_000
COLUMNS = 256
CELLS = 256
READERS = 256
# A desk takes a new origin each time that a backup is restored on it.
ORIGINS = 4_096
FACTS = 64
FACT_NAME = 64

ID_BYTES = 16
INTEGERS = (-(2**63), 2**63 - 1)
# Milliseconds and a counter (data/clocks.py) take 57 bits today.
CLOCKS = (0, 2**62)
# 0 is the origin of what every desk is founded with.
ORIGIN = (0, 2**63 - 1)
OWN_ORIGIN = (1, 2**63 - 1)
RANKS = (0, 2**62)
NUMBERS = (0, 2**16 - 1)
# −1 stands for the whole row where a column is expected.
UNITS = (-1, 2**16 - 1)


class Wrong(ValueError):
    """Something that no desk writes; the reader turns it into a Refusal, in the writer it is a bug."""


class Beyond(Wrong):
    """More than a file may hold; the writer too turns it into a Refusal."""
