# ruff: noqa: INP001  # a script for the hand, not a package
"""Makes the tabular twins: the same faces with digits of one width, for the columns of figures in the PDFs.

ReportLab draws a font's default glyphs and knows no `tnum`; a twin's cmap points the ten digits to the `.tf` glyphs,
under another name so that both faces can stand in one file. Run by hand when the faces change (needs fonttools):
`python resources/fonts/make_tabular.py`.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Atkinson Hyperlegible Next Tabular"
WEIGHTS = {"400Regular": "Regular", "600SemiBold": "SemiBold", "700Bold": "Bold"}
LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "DSIG")


def make_twin(source: Path, target: Path, style: str) -> None:
    """Write the twin of one face; the layout tables go, since nothing that prints reads them."""
    font = TTFont(source, recalcTimestamp=False)
    for table in font["cmap"].tables:
        for digit in range(ord("0"), ord("9") + 1):
            table.cmap[digit] = f"{table.cmap[digit].removesuffix('.tf')}.tf"
    for tag in LAYOUT_TABLES:
        if tag in font:
            del font[tag]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {1: FAMILY, 3: postscript, 4: f"{FAMILY} {style}", 6: postscript, 16: FAMILY, 17: style}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
    font.save(target)


def main() -> None:
    """Write the three twins beside their sources."""
    here = Path(__file__).resolve().parent
    for code, style in WEIGHTS.items():
        source = here / f"AtkinsonHyperlegibleNext_{code}.ttf"
        make_twin(source, here / f"AtkinsonHyperlegibleNext-Tabular_{code}.ttf", style)


if __name__ == "__main__":
    main()
