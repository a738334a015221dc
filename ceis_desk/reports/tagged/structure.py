"""The structure tree of a finished file: elements, who owns which content, and the way back from content to element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from ceis_desk.reports.tagged.canvas import Mark
from ceis_desk.reports.tagged.tree import Node

Rectangle = tuple[float, float, float, float]


def attach(pdf: Pdf, root: Node, marks: Sequence[Mark], boxes: Mapping[Node, Rectangle]) -> None:
    """Write the structure of `root` into the file; `boxes` are the places of the figures, in points of their page."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    elements = {node: pdf.make_indirect(_element(node, boxes)) for node in root.walk()}
    owned: dict[Node, list[Mark]] = {}
    for mark in marks:
        owned.setdefault(mark.node, []).append(mark)
    for node, element in elements.items():
        element.P = tree if node.parent is None else elements[node.parent]
        kids = _contents(pdf, element, owned.get(node, []))
        kids += [elements[child] for child in node.children]
        if kids:
            element.K = kids[0] if len(kids) == 1 else Array(kids)
    tree.K = elements[root]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=_parents(pdf, elements, marks)))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(node: Node, boxes: Mapping[Node, Rectangle]) -> Dictionary:
    element = Dictionary(Type=Name.StructElem, S=Name(f"/{node.kind}"))
    if node.alt:
        element.Alt = String(node.alt)
    if node.kind == "L":
        element.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{node.scope or 'Disc'}"))
    elif node.scope or node.span > 1:
        cell = Dictionary(O=Name.Table)
        if node.scope:
            cell.Scope = Name(f"/{node.scope}")
        if node.span > 1:
            cell.ColSpan = node.span
        element.A = cell
    elif node in boxes:
        box = Array([round(side, 2) for side in boxes[node]])
        element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
    return element


def _contents(pdf: Pdf, element: Object, marks: Sequence[Mark]) -> list[Any]:
    """The element's content numbers: bare on its first page, with their page on the others."""
    if not marks:
        return []
    first = marks[0].page
    element.Pg = pdf.pages[first].obj
    return [
        mark.mcid if mark.page == first else Dictionary(Type=Name.MCR, Pg=pdf.pages[mark.page].obj, MCID=mark.mcid)
        for mark in marks
    ]


def _parents(pdf: Pdf, elements: Mapping[Node, Any], marks: Sequence[Mark]) -> Array:
    """One row a page: the element of each content number, in order."""
    rows = Array()
    for index, page in enumerate(pdf.pages):
        of_page = sorted((mark for mark in marks if mark.page == index), key=lambda mark: mark.mcid)
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        if "/Trans" in page.obj:
            del page.obj["/Trans"]
        owners: list[Any] = [elements[mark.node] for mark in of_page]
        row: list[Any] = [index, pdf.make_indirect(Array(owners))]
        rows.extend(row)
    return rows
