"""Where the tiles of a layered map go: in columns by what rests on what, no line through a tile.

igraph puts the tiles into layers, finds the order in each that makes the lines cross least, and
leads long lines around the tiles between (Sugiyama’s method). It was chosen because it is widely
used and kept up, comes as a wheel for every system, and gives the same answer every time. Its
tiles have no size, though, as have those of fast-sugiyama, whose order of tiles also hangs on
the hash of their names; so from its order the heights are found here: each tile goes as near
to what it is linked with as its neighbors in the column allow (least squares, exactly).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise

import igraph  # type: ignore[import-untyped]

_ROUNDS = 24
_SWEEPS = 300
"""Of igraph's, over the layers, to make the lines cross less."""


@dataclass(frozen=True)
class Tile:
    """What is placed as one: how far it reaches above and below the line through its middle."""

    above: int
    below: int


@dataclass(frozen=True)
class Placed:
    """Tiles in their places, and the places through which each link goes between its ends."""

    tiles: tuple[tuple[int, int], ...]
    """The column of each tile and how far down its middle is."""
    routes: tuple[tuple[tuple[int, int], ...], ...]
    height: int


_PASS = Tile(5, 5)
"""The room that a line needs between two tiles."""
GAP = 22
COLUMNS = 5
"""Tiles without links are spread over at least so many columns."""

Item = int
"""A tile, or after all tiles a place where a line goes by one."""
Row = list[Item]
Pulls = dict[Item, list[tuple[Item, int]]]
"""From an item to what it should be near, and how much."""


def place_tiles(tiles: Sequence[Tile], links: Sequence[tuple[int, int]]) -> Placed:
    """Put tiles into columns, the start of each link in one before its end.

    No link may be given twice: igraph crashes.
    """
    rows, routes = _order(len(tiles), links)
    sizes = [*tiles, *[_PASS] * sum(len(route) for route in routes)]
    heights = _find_heights(rows, sizes, _find_pulls(len(tiles), links, routes))
    columns = {item: column for column, row in enumerate(rows) for item in row}
    found = {item: (columns[item], round(height)) for item, height in heights.items()}
    _add_loose(found, sizes, len(tiles))
    return Placed(
        tuple(found[item] for item in range(len(tiles))),
        tuple(tuple(found[item] for item in route) for route in routes),
        max((height + sizes[item].below for item, (_, height) in found.items()), default=0),
    )


def _order(tiles: int, links: Sequence[tuple[int, int]]) -> tuple[list[Row], list[Row]]:
    """Return the items of each layer in order, and the items that each link goes through."""
    linked = sorted({end for link in links for end in link})
    if not linked:
        return [], []
    numbers = {tile: number for number, tile in enumerate(linked)}
    pairs = [(numbers[start], numbers[end]) for start, end in links]
    graph = igraph.Graph(len(linked), pairs, directed=True)
    layout = graph.layout_sugiyama(maxiter=_SWEEPS)
    layers: dict[int, list[tuple[float, Item]]] = defaultdict(list)
    for tile, (across, layer) in zip(linked, layout.coords, strict=True):
        layers[round(layer)].append((across, tile))
    passing = count(tiles)
    routes: list[Row] = []
    for points in layout.edge_routing:
        routes.append([next(passing) for _ in points])
        for item, (across, layer) in zip(routes[-1], points, strict=True):
            layers[round(layer)].append((across, item))
    return [[item for _, item in sorted(layers[layer])] for layer in sorted(layers)], routes


def _find_pulls(tiles: int, links: Sequence[tuple[int, int]], routes: list[Row]) -> Pulls:
    """Say what should be near what: most of all, a long line should be straight."""
    pulls: Pulls = defaultdict(list)
    for (start, end), route in zip(links, routes, strict=True):
        for one, other in pairwise([start, *route, end]):
            weight = 1 + 2 * (one >= tiles) + 2 * (other >= tiles)
            pulls[one].append((other, weight))
            pulls[other].append((one, weight))
    return pulls


def _find_heights(rows: list[Row], sizes: Sequence[Tile], pulls: Pulls) -> dict[Item, float]:
    """Let the rows settle, again and again, each near what it is linked with."""
    heights: dict[Item, float] = {}
    for row in rows:
        distances = _find_distances(row, sizes)
        heights |= {item: d - distances[-1] / 2 for item, d in zip(row, distances, strict=True)}
    for _ in range(_ROUNDS):
        for row in [*rows, *reversed(rows)]:
            heights |= _settle(row, _find_distances(row, sizes), heights, pulls)
    top = min((height - sizes[item].above for item, height in heights.items()), default=0)
    for row in rows[:1]:  # whoever comes to the map begins at its corner
        start = top + sizes[row[0]].above
        heights |= {i: start + d for i, d in zip(row, _find_distances(row, sizes), strict=True)}
    return {item: height - top for item, height in heights.items()}


def _find_distances(row: Row, sizes: Sequence[Tile]) -> list[int]:
    """Return how far below the first item of a row each must be at least."""
    distances = [0]
    for one, other in pairwise(row):
        gap = 3 if sizes[one] is _PASS and sizes[other] is _PASS else GAP
        distances.append(distances[-1] + sizes[one].below + gap + sizes[other].above)
    return distances


def _settle(
    row: Row, distances: list[int], heights: dict[Item, float], pulls: Pulls
) -> dict[Item, float]:
    """Put each item as near as can be to the mean of its pulls: weighted isotonic regression."""
    blocks: list[tuple[float, float, int]] = []  # the pull, its weight, how many items
    for item, distance in zip(row, distances, strict=True):
        weight = float(sum(weight for _, weight in pulls[item]))
        pull = sum(heights[other] * weight for other, weight in pulls[item]) - distance * weight
        block = (pull, weight, 1)
        while blocks and blocks[-1][0] / blocks[-1][1] > block[0] / block[1]:
            before = blocks.pop()
            block = (before[0] + block[0], before[1] + block[1], before[2] + block[2])
        blocks.append(block)
    starts = [pull / weight for pull, weight, size in blocks for _ in range(size)]
    return {item: s + d for item, s, d in zip(row, starts, distances, strict=True)}


def _add_loose(found: dict[Item, tuple[int, int]], sizes: Sequence[Tile], tiles: int) -> None:
    """Put the tiles without links below the others, wherever there is most room."""
    loose = [tile for tile in range(tiles) if tile not in found]
    used = max((column for column, _ in found.values()), default=-1) + 1
    bottoms = [0] * max(used, min(COLUMNS, len(loose)))
    for item, (column, height) in found.items():
        bottoms[column] = max(bottoms[column], height + sizes[item].below + GAP)
    for tile in loose:
        column = bottoms.index(min(bottoms))
        found[tile] = (column, bottoms[column] + sizes[tile].above)
        bottoms[column] += sizes[tile].above + sizes[tile].below + GAP
