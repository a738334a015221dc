"""The pass over ReportLab's file: structure, metadata, colours, embedded figures and fonts mended."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel, String

from ceis_desk.reports.tagged.canvas import TaggedCanvas
from ceis_desk.reports.tagged.metadata import LANGUAGE, About, information, packet
from ceis_desk.reports.tagged.structure import attach
from ceis_desk.reports.tagged.tree import Node

_COLOURS = Path(__file__).resolve().parents[3] / "resources" / "reference" / "sRGB.icc"
_MAPPING = re.compile(rb"^<([0-9A-F]{2})> <([0-9A-F]{4})>$", re.MULTILINE)
_NO_CHARACTER = b"0000"
_BLOCK = 100


@dataclass(frozen=True)
class Attachment:
    """A file carried by the document: the figures of a report, as a spreadsheet reads them."""

    name: str
    description: str
    content: bytes


def finish(raw: bytes, canvas: TaggedCanvas, root: Node, about: About, attachments: Sequence[Attachment]) -> bytes:
    """The tagged file; the same arguments always give the same bytes."""
    with Pdf.open(io.BytesIO(raw)) as pdf:
        attach(pdf, root, canvas.marks, canvas.boxes)
        _describe(pdf, about)
        _colours(pdf)
        _embed(pdf, attachments, about)
        for font in _fonts(pdf):
            _mend_to_unicode(font)
        out = io.BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
            stream_decode_level=StreamDecodeLevel.generalized,
        )
    return out.getvalue()


def _describe(pdf: Pdf, about: About) -> None:
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = Stream(pdf, packet(about), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, value in information(about).items():
        pdf.docinfo[key] = String(value)


def _colours(pdf: Pdf) -> None:
    profile = pdf.make_indirect(Stream(pdf, _COLOURS.read_bytes(), N=3))
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([intent])


def _embed(pdf: Pdf, attachments: Sequence[Attachment], about: About) -> None:
    if not attachments:
        return
    names, specifications = Array(), Array()
    for attachment in sorted(attachments, key=lambda one: one.name):
        moment = String(f"D:{about.made_at:%Y%m%d%H%M%S}")
        checksum = String(hashlib.md5(attachment.content, usedforsecurity=False).digest())
        size = len(attachment.content)
        content = Stream(
            pdf,
            attachment.content,
            Type=Name.EmbeddedFile,
            Subtype=Name("/text/csv"),
            Params=Dictionary(ModDate=moment, Size=size, CheckSum=checksum),
        )
        file = pdf.make_indirect(content)
        specification = Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=file, UF=file),
        )
        reference = pdf.make_indirect(specification)
        names.extend([String(attachment.name), reference])
        specifications.append(reference)
    pdf.Root.AF = specifications
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))


def _fonts(pdf: Pdf) -> list[Object]:
    """Every font object that carries a ToUnicode map, once."""
    return [found for found in pdf.objects if isinstance(found, Dictionary) and "/ToUnicode" in found]


def _mend_to_unicode(font: Object) -> None:
    """Rewrite the map of codes to characters: ReportLab maps code 0 to U+0000 and writes one block over 100 lines."""
    stream = font.ToUnicode
    text = bytes(stream.read_bytes())
    pairs = sorted(pair for pair in _MAPPING.findall(text) if pair[1] != _NO_CHARACTER)
    blocks = []
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        lines = b"\n".join(b"<%s> <%s>" % pair for pair in block)
        blocks.append(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), lines))
    head, tail = text.split(b"endcodespacerange", 1)
    stream.write(head + b"endcodespacerange\n" + b"".join(blocks) + tail[tail.index(b"endcmap") :])
