"""The logical structure of a document: written while the story is told, read in that order whatever is drawn where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(eq=False)
class Node:
    """One element; the order of its children is the order in which they were added, never that of the drawing.

    `kind` is a standard structure type (H1, P, Table, TD…), `alt` the words of a Figure, `scope` that of a TH (Column
    or Row) or the numbering of an L (Disc when empty), `span` the columns that a cell takes; a `once` node drawn again
    (a repeated head row) is decoration.
    """

    kind: str
    parent: Node | None = None
    alt: str = ""
    scope: str = ""
    span: int = 1
    once: bool = False
    children: list[Node] = field(default_factory=list)

    def add(self, kind: str, *, alt: str = "", scope: str = "", span: int = 1, once: bool = False) -> Node:
        """A new last child."""
        child = Node(kind, self, alt, scope, span, once)
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        """The element then its descendants, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def document() -> Node:
    """The root of a new structure."""
    return Node("Document")
