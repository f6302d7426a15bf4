"""Every field that has words says what they are, and stands wherever that means.

A filled item of each kind is shown in every way there is, and the ways are asked for each field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

import jsonschema
import pytest
from examples import corpus_of, essay_of, source
from pydantic import TypeAdapter, ValidationError

from macros.alternates.alternates import make_alternates
from macros.argument.claims import Bearing, Claim, Strongest
from macros.argument.corpus import Corpus
from macros.argument.dates import Date
from macros.argument.files import DATA_FILES
from macros.argument.glossary import Confusion, Sense, Term
from macros.argument.objections import Contest, Objection, Response, Wording
from macros.editions.citable import find_citables
from macros.editions.editions import build_register, export_edition, freeze
from macros.essay.notes import Note
from macros.essay.parts import Part
from macros.exports.exports import make_exports
from macros.pages.book import render_book
from macros.pages.generated import find_generated
from macros.pages.view import View
from macros.records.fields import Citation, Quotation, Retired
from macros.records.model import Beside, Heading, Model, find_marks, inner_model
from macros.site.search import find_entries
from macros.site.search_index import INDEX, make_search

# -- every field of words has a mark


def models_in(model: type[Model]) -> Iterator[type[Model]]:
    """Yield a model and every one inside it."""
    yield model
    for field in model.model_fields.values():
        if inner := inner_model(field.annotation):
            yield from models_in(inner)


MODELS = list(dict.fromkeys(m for file in DATA_FILES.values() for m in models_in(file.model)))
NUMBERS = {(Date, "date_parts"), (Date, "season")}
"""What programs write as text and is none."""


def type_of(model: type[Model], name: str) -> Any:
    """Return the type of a field with all its rules."""
    field = model.model_fields[name]
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def texts_in(annotation: Any) -> Iterator[Any]:
    """Yield the types of text inside a type, each with its rules."""
    bare = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    if bare is str:
        yield annotation
    elif get_origin(bare) is not Literal:
        for inner in get_args(bare):
            yield from texts_in(inner)


def fits(annotation: Any, text: str) -> bool:
    """Tell whether a text may stand where a type is."""
    try:
        return bool(TypeAdapter(annotation).validate_python(text))
    except ValidationError:
        return False


def takes_words(model: type[Model], name: str) -> bool:
    """Tell whether any words may stand in a field: in an id, a day or an address they may not."""
    texts = texts_in(type_of(model, name))
    return any(fits(text, "Some words") for text in texts) and (model, name) not in NUMBERS


def test_every_field_of_words_is_frozen_or_says_why_not() -> None:
    fields = [(m, n) for m in MODELS for n in m.model_fields if takes_words(m, n)]

    unmarked = [f"{m.__name__}.{n}" for m, n in fields if n not in find_marks(m)]
    mute = [
        f"{model.__name__}.{name}"
        for model in MODELS
        for name, mark in find_marks(model).items()
        if isinstance(mark, Beside) and len(mark.why.split()) < 3
    ]

    assert len(fields) > 60
    assert unmarked == []
    assert mute == []


# -- a filled item of each kind

IDS = ("C1", "O1", "R1", "N1", "P1.1", "P1", "tea", "2026-12-01", "https://example.org/x")
"""What there is to be named; the term, the work and the part are called alike."""


def word(model: type[Model], name: str) -> str:
    """Return a word that stands nowhere but in one field."""
    return f"Zq{model.__name__}{name.title().replace('_', '')}"


def fill(model: type[Model], **given: Any) -> dict[str, Any]:
    """Return a value for each field of a model, which is not retired."""
    names = [name for name in model.model_fields if name not in ("retired", *given)]
    return {name: value_of(type_of(model, name), word(model, name)) for name in names} | given


def value_of(annotation: Any, marker: str) -> Any:
    """Return a value of a type: the marker where words may stand, and else an id."""
    bare = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    if bare is str:
        return next(text for text in (marker, *IDS) if fits(annotation, text))
    if isinstance(bare, type) and issubclass(bare, Model):
        return fill(bare)
    inside = get_args(bare)
    if get_origin(bare) is Literal:
        return inside[0]
    if get_origin(bare) is tuple:
        return tuple(variants_of(inside[0], marker))
    return value_of(inside[0], marker)


def variants_of(annotation: Any, marker: str) -> Iterator[Any]:
    """Yield a value, or one for each name of a record that may be named in two ways."""
    value = value_of(annotation, marker)
    marks = find_marks(annotation) if isinstance(value, dict) else {}
    names = {name for name, mark in marks.items() if isinstance(mark, Heading)}
    for name in names or {""}:
        yield value | dict.fromkeys(names - {name}) if names else value


@cache
def corpus() -> Corpus:
    """Return one item of each kind, every field of it filled."""
    wording = fill(Wording, origin="endorsed")
    part = Part(**fill(Part))
    return corpus_of(
        Claim(**fill(Claim)),
        Objection(**fill(Objection, wording=wording)),
        Term(**fill(Term)),
        Note(**fill(Note)),
        source("tea", title="A Book"),
        essay=essay_of("Tea is warm. Tea is dear."),
        parts=[part],
    )


HOMES = {
    "claims": "/claims/c1/",
    "objections": "/objections/o1/",
    "terms": "/glossary/tea/",
    "notes": "/essay/",
    "parts": "/argument/tea/",
}
"""Where an item of each kind is shown, by the name of its export."""
MADE_OF: Mapping[str, tuple[type[Model], ...]] = {
    "claims": (Claim, Bearing, Quotation, Strongest),
    "objections": (Objection, Response, Wording, Contest, Citation, Quotation),
    "terms": (Term, Sense, Confusion, Citation, Quotation),
    "notes": (Note, Citation),
    "parts": (Part,),
}
FIELDS = [
    pytest.param(kind, model, name, id=f"{kind}-{model.__name__}-{name}")
    for kind, models in MADE_OF.items()
    for model in models
    for name in find_marks(model)
    if takes_words(model, name)
]
PROSE = {"essay.md": "{{ essay() }}", "argument/tea.md": '{{ part_text("tea") }}'}


def view_of(values: Corpus) -> View:
    """Return what there is to be shown, with an edition of it."""
    edition, _ = freeze(find_citables(values), build_register([]), "2026-01-15")
    return View(values, build_register([edition]))


def pages_of(view: View) -> dict[str, str]:
    """Return every page on which an item is shown, by home."""
    part = view.render("part_text", part=view.corpus.parts["tea"])
    pages = {page.home: str(page.render(view)) for page in find_generated(view)}
    return pages | {HOMES["notes"]: view.render("essay"), HOMES["parts"]: part}


@cache
def shown() -> Mapping[str, Mapping[str, str]]:
    """Return how each kind of item is shown, by the way of showing it."""
    view = view_of(corpus())
    [edition] = view.register.editions
    pages, exports = pages_of(view), make_exports(view)
    markdown = dict(make_alternates(view, PROSE))
    return {
        "page": {kind: pages[home] for kind, home in HOMES.items()},
        "Markdown": {kind: markdown[f"{home}index.md"] for kind, home in HOMES.items()},
        "export": {kind: exports[f"/data/v1/{kind}.json"] for kind in HOMES},
        "print": dict.fromkeys(HOMES, render_book(view)),
        "search": dict.fromkeys(HOMES, dict(make_search(find_entries(corpus())))[INDEX]),
        "edition": dict.fromkeys(HOMES, json.dumps(export_edition(edition))),
        "versions": dict.fromkeys(HOMES, exports["/data/v1/versions.json"]),
    }


WORDED = {"page", "Markdown", "export", "print", "search", "edition", "versions"}
"""Where an item's own words stand; whatever stands beside them, on its page and in its export."""


NOT_PRINTED: list[tuple[type[Model], str]] = [(Claim, "glance"), (Objection, "glance")]
"""Of these the book has the whole text, at once below the title."""


@pytest.mark.parametrize(("kind", "model", "name"), FIELDS)
def test_every_field_of_an_item_stands_wherever_it_belongs(
    kind: str, model: type[Model], name: str
) -> None:
    ways = {way for way, items in shown().items() if word(model, name) in items[kind]}

    mark = find_marks(model)[name]
    if isinstance(mark, Beside) and not mark.shown:
        assert ways == {"search", "export"}
    elif isinstance(mark, Beside):
        assert ways >= {"page", "export"}
        assert not ways & {"edition", "versions"}
    else:
        assert ways == WORDED - ({"print"} if (model, name) in NOT_PRINTED else set())


@pytest.mark.parametrize("kind", HOMES)
def test_a_filled_item_is_what_its_published_schema_says(kind: str) -> None:
    exports = make_exports(view_of(corpus()))

    schema = json.loads(exports[f"/data/v1/schema/{kind}.schema.json"])
    jsonschema.validate(json.loads(exports[f"/data/v1/{kind}.json"]), schema)


def test_the_reference_of_a_work_is_what_an_edition_freezes_of_it() -> None:
    assert "A Book" in shown()["edition"]["claims"]


# -- what is retired


@pytest.mark.parametrize("kind", ["claims", "objections", "terms", "notes"])
def test_why_an_item_is_retired_stands_beside_its_last_words(kind: str) -> None:
    reason = word(Retired, "reason")
    retired = Retired(date="2026-12-01", reason=reason)
    [(id, item)] = getattr(corpus(), kind).items()
    gone = {id: item.model_copy(update={"retired": retired})}
    changed: dict[str, Any] = {kind: {}, f"retired_{kind}": gone}
    view = view_of(replace(corpus(), **changed))

    assert reason in pages_of(view)[HOMES[kind]]
    assert reason in dict(make_alternates(view, PROSE))[f"{HOMES[kind]}index.md"]
    assert reason in make_exports(view)[f"/data/v1/{kind}.json"]
    assert reason not in json.dumps(export_edition(view.register.editions[0]))
