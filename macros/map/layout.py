"""Where the tiles of a layered map go: in columns by what rests on what, no line through a tile.

This is the method of Sugiyama, Tagawa and Toda, “Methods for visual understanding of hierarchical
system structures” (1981), in four steps: columns, so that every line leads to the right; places
where a line of several columns passes the tiles between; an order in each column in which few
lines cross, found by sorting each column by the mean place of what its items are linked with, to
and fro; heights, so that each tile stands near what it is linked with.

The columns come from networkx, which has no layout of this kind; igraph has one, which takes no
account of how high a tile is.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from statistics import fmean

from ..argument import reach

_ROUNDS = 24
_SWEEPS = 24
"""To and fro; the best order found is kept."""


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
    """Put tiles into columns, the start of each link in one before its end."""
    columns = _find_columns(links)
    routes = _find_routes(columns, links, len(tiles))
    paths = [[start, *route, end] for (start, end), route in zip(links, routes, strict=True)]
    rows = _order(columns, paths)
    sizes = [*tiles, *[_PASS] * sum(len(route) for route in routes)]
    heights = _find_heights(rows, sizes, _find_pulls(len(tiles), paths))
    columns = {item: column for column, row in enumerate(rows) for item in row}
    found = {item: (columns[item], round(height)) for item, height in heights.items()}
    _add_loose(found, sizes, len(tiles))
    return Placed(
        tuple(found[item] for item in range(len(tiles))),
        tuple(tuple(found[item] for item in route) for route in routes),
        max((height + sizes[item].below for item, (_, height) in found.items()), default=0),
    )


def _find_columns(links: Sequence[tuple[int, int]]) -> dict[Item, int]:
    """Return the column of each tile that is linked: as far left as can be, unless that is far.

    >>> _find_columns([(0, 1), (1, 2), (3, 2)])
    {0: 0, 1: 1, 2: 2, 3: 1}
    """
    import networkx  # checking the data draws no map, and need not wait for it

    graph: networkx.DiGraph[Item] = networkx.DiGraph(sorted(links))
    generations = [sorted(generation) for generation in networkx.topological_generations(graph)]
    columns = {item: column for column, row in enumerate(generations) for item in row}
    for item in reversed([item for row in generations for item in row]):
        if graph.out_degree(item) > graph.in_degree(item):  # its lines get shorter on the right
            columns[item] = min(columns[other] for other in graph.successors(item)) - 1
    return dict(sorted(columns.items()))


def _find_routes(
    columns: dict[Item, int], links: Sequence[tuple[int, int]], tiles: int
) -> list[Row]:
    """Return the items that each link goes through, one in each column that it passes."""
    passing = count(tiles)
    between = (range(columns[start] + 1, columns[end]) for start, end in links)
    return [[next(passing) for _ in passed] for passed in between]


def _order(columns: dict[Item, int], paths: Sequence[Row]) -> list[Row]:
    """Return the items of each column in order, so that few lines cross."""
    before, after = defaultdict(list), defaultdict(list)
    places = dict(columns)
    for path in paths:
        for column, (one, other) in enumerate(pairwise(path), columns[path[0]] if path else 0):
            after[one].append(other)
            before[other].append(one)
            places[other] = column + 1
    rows: list[Row] = [[] for _ in range(max(places.values(), default=-1) + 1)]
    for item in reach(columns, after.__getitem__):
        rows[places[item]].append(item)
    best, fewest = rows, _count_crossings(rows, after)
    for _ in range(_SWEEPS):
        rows = _sort_rows(rows, before)
        rows = _sort_rows(rows[::-1], after)[::-1]
        if (crossings := _count_crossings(rows, after)) < fewest:
            best, fewest = rows, crossings
    return best


def _sort_rows(rows: Sequence[Row], near: dict[Item, list[Item]]) -> list[Row]:
    """Sort each row by the mean place of what its items are near to in the row before."""
    places = {item: place for row in rows for place, item in enumerate(row)}
    sorted_rows = []
    for row in rows:
        means = {i: fmean(places[other] for other in near[i] or [i]) for i in row}
        sorted_rows.append(sorted(row, key=means.__getitem__))
        places |= {item: place for place, item in enumerate(sorted_rows[-1])}
    return sorted_rows


def _count_crossings(rows: Sequence[Row], after: dict[Item, list[Item]]) -> int:
    """Count the pairs of lines between neighboring rows that cross."""
    crossings = 0
    for row, following in pairwise(rows):
        places = {item: place for place, item in enumerate(following)}
        ends: list[int] = []
        for item in row:
            new = [places[other] for other in after[item]]
            crossings += sum(len(ends) - bisect(ends, end) for end in new)
            for end in new:
                insort(ends, end)
    return crossings


def _find_pulls(tiles: int, paths: Sequence[Row]) -> Pulls:
    """Say what should be near what: most of all, a long line should be straight."""
    pulls: Pulls = defaultdict(list)
    for path in paths:
        for one, other in pairwise(path):
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
