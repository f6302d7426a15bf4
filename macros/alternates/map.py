"""The argument map in Markdown: its outline, and for a large argument the list of its sections."""

from __future__ import annotations

from collections.abc import Iterator

from ..argument import words
from ..map import Branch, Node, draw_overview, find_outline
from ..pages import View, sections_of
from ..records import escape_marks
from .text import join_blocks, link, link_ids, link_item, write_line


def write_map(view: View) -> str:
    """Say what stands for the map, which is a drawing."""
    return "The map is a drawing. All that it shows is in the outline."


def write_outline(view: View) -> str:
    """Write the argument as nested lists, or the list of its sections."""
    sections = view.once(sections_of)
    lines = [f"## {words.OUTLINE}", ""]
    if not sections:
        return "\n".join([*lines, *_write_branches(view, find_outline(view.graph))])
    for box in draw_overview(view.graph, sections).boxes:
        lines.append(f"- {link(view, box.section.title, box.section.home)}: {box.section.contents}")
    return "\n".join(lines)


def write_map_pages(view: View) -> Iterator[tuple[str, str]]:
    """Yield the home and Markdown of the page of each section of a large argument."""
    for section in view.once(sections_of):
        lines = _write_branches(view, find_outline(view.graph, section.claims))
        title = f"# {escape_marks(section.title)}: the argument map"
        yield section.home, join_blocks([title, f"{section.contents}.", "\n".join(lines)])


def _write_branches(view: View, branches: tuple[Branch, ...]) -> Iterator[str]:
    for branch in branches:
        yield from _write_branch(view, branch, "", 0)


def _write_branch(view: View, branch: Branch, relation: str, depth: int) -> Iterator[str]:
    """Write a claim, then what it rests on, then what is said against it."""
    node = branch.node
    yield _write_node(view, node, relation, depth)
    own = {below.node.id: below for below in branch.branches}
    for edge in view.graph.grounds.get(node.id, ()):
        relation = words.GROUNDS[edge.kind]
        if below := own.pop(edge.below, None):
            yield from _write_branch(view, below, relation, depth + 1)
        else:
            yield _write_other(view, edge.below, relation, depth + 1)
    yield from _write_said(view, node.id, depth + 1)


def _write_said(view: View, id: str, depth: int) -> Iterator[str]:
    """Write the objections to something, the responses to it, and what is said of these."""
    for node in view.graph.attacks.get(id, ()):
        if view.graph.shown_at.get(node.id) == id:
            yield _write_node(view, node, "objection", depth)
            yield from _write_said(view, node.id, depth + 1)
        else:
            yield _write_other(view, node.id, "objection", depth)
    for node in view.graph.responses.get(id, ()):
        said = f"{node.state}: {write_line(view, node.title)}"
        yield f"{'  ' * depth}- response {link_ids(view, [node.id])}. {said}"
        yield from _write_said(view, node.id, depth + 1)


def _write_node(view: View, node: Node, relation: str, depth: int) -> str:
    state = node.state or node.brief
    told = f"{relation}: {link_item(view, node.id)}" if relation else link_item(view, node.id)
    return f"{'  ' * depth}- {told}{state and f', {state}'}"


def _write_other(view: View, id: str, relation: str, depth: int) -> str:
    return f"{'  ' * depth}- {relation}: {link_item(view, id)}, {words.ELSEWHERE}"
