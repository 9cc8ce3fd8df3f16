"""A planar mesh: faces that share their vertices, so that neighbours can neither gap nor overlap.

Cutting an edge puts the new vertex into both faces that meet there; cutting a face makes the chord an edge of both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from app.backend.simulation.geography.plane import Floats

Edge = tuple[int, int]


class EdgeClass(IntEnum):
    """What runs along an edge. Roads are those above PATH; the order is their rank."""

    NONE = 0  # a grid line in the field, in water or through a compound
    LIMIT = 1  # the city limit
    LOCAL = 2  # 支路
    SECONDARY = 3  # 次干路
    MAIN = 4  # 主干路


def undirected(a: int, b: int) -> Edge:
    """The key of an edge whichever way it is walked."""
    return (a, b) if a < b else (b, a)


@dataclass
class Mesh:
    """Vertices in metres, faces as counter-clockwise vertex lists, and what runs along each edge."""

    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    faces: list[list[int]] = field(default_factory=list)
    left_face: dict[Edge, int] = field(default_factory=dict)
    edge_class: dict[Edge, EdgeClass] = field(default_factory=dict)
    edge_name: dict[Edge, str] = field(default_factory=dict)

    def add_vertex(self, x: float, y: float) -> int:
        """A new vertex in metres; its number."""
        self.x.append(x)
        self.y.append(y)
        return len(self.x) - 1

    def add_face(self, ring: list[int]) -> int:
        """A new face from a counter-clockwise ring of vertex numbers; its number."""
        self.faces.append(ring)
        self._claim(len(self.faces) - 1)
        return len(self.faces) - 1

    def _claim(self, face: int) -> None:
        ring = self.faces[face]
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            self.left_face[a, b] = face

    def points(self, face: int) -> Floats:
        """The ring of a face, (n, 2) metres."""
        ring = self.faces[face]
        return np.array([[self.x[v], self.y[v]] for v in ring])

    def class_of(self, a: int, b: int) -> EdgeClass:
        """What runs along the edge between two vertices."""
        return self.edge_class.get(undirected(a, b), EdgeClass.NONE)

    def split_edge(self, a: int, b: int, x: float, y: float) -> int:
        """Put a vertex on the edge a–b, in both faces that share it; the vertex's number."""
        vertex = self.add_vertex(x, y)
        for start, end in ((a, b), (b, a)):
            face = self.left_face.pop((start, end), None)
            if face is None:
                continue
            ring = self.faces[face]
            place = ring.index(start)
            ring.insert(place + 1, vertex)
            self.left_face[start, vertex] = face
            self.left_face[vertex, end] = face
        whole = undirected(a, b)
        kind, name = self.edge_class.pop(whole, EdgeClass.NONE), self.edge_name.pop(whole, "")
        for part in (undirected(a, vertex), undirected(vertex, b)):
            self.edge_class[part] = kind
            if name:
                self.edge_name[part] = name
        return vertex

    def split_face(self, face: int, u: int, v: int, kind: EdgeClass) -> int:
        """Cut a face by the chord between two of its vertices; the number of the new face (the side after u)."""
        ring = self.faces[face]
        place = ring.index(u)
        ring = ring[place:] + ring[:place]
        other = ring.index(v)
        self.faces[face] = [*ring[other:], u]
        self._claim(face)
        new = self.add_face(ring[: other + 1])
        self.edge_class[undirected(u, v)] = kind
        return new

    def neighbours(self, face: int) -> list[tuple[int, int, int]]:
        """(other face, a, b) for each edge a–b of a face that another face shares."""
        ring = self.faces[face]
        found = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            other = self.left_face.get((b, a))
            if other is not None:
                found.append((other, a, b))
        return found

    def outline(self, faces: set[int]) -> list[list[int]]:
        """The rings of vertices around a set of faces: counter-clockwise outside, clockwise around holes."""
        onward: dict[int, list[int]] = {}
        for face in sorted(faces):
            ring = self.faces[face]
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
                if self.left_face.get((b, a)) not in faces:
                    onward.setdefault(a, []).append(b)
        rings = []
        while onward:
            start = next(iter(onward))
            ring, at = [start], start
            while True:
                nxt = onward[at].pop()
                if not onward[at]:
                    del onward[at]
                if nxt == start:
                    break
                ring.append(nxt)
                at = nxt
            rings.append(ring)
        return rings
