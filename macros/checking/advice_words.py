"""Words that advice is about. Add to them freely: nothing here ever stops a build."""

from __future__ import annotations

LOADED = frozenset(
    """
    absurd absurdly blatant blatantly bogus childish cultish cultists delusional dishonest
    doomers doomerism doomsayers egregious fearmongering foolish hysterical hysteria idiotic
    indisputable indisputably laughable ludicrous moronic nonsense nonsensical obvious obviously
    outrageous pathetic preposterous ridiculous self-evident shameful silly stupid
    undeniable undeniably undoubtedly unquestionably
    """.split()
)
"""They press the reader, or judge those who hold a view, where the reasons should do it."""

LOADED_PHRASES = ("as everyone knows", "needless to say", "of course", "without a doubt")

_PAIRS = """
    analyze/analyse behavior/behaviour behaviors/behaviours catalog/catalogue center/centre
    centers/centres color/colour colors/colours defense/defence endeavor/endeavour
    favor/favour favored/favoured favorable/favourable favorite/favourite favors/favours
    fulfill/fulfil generalize/generalise generalization/generalisation gray/grey harbor/harbour
    honor/honour honors/honours humor/humour judgment/judgement labeled/labelled
    labeling/labelling labor/labour license/licence maneuver/manoeuvre maximize/maximise
    minimize/minimise misbehavior/misbehaviour modeled/modelled modeling/modelling
    neighbor/neighbour neighbors/neighbours offense/offence optimize/optimise
    optimization/optimisation optimizer/optimiser organization/organisation organize/organise
    organizations/organisations plow/plough practiced/practised program/programme
    programs/programmes realize/realise realized/realised recognize/recognise
    recognized/recognised skeptic/sceptic skeptical/sceptical skepticism/scepticism
    summarize/summarise theater/theatre traveled/travelled traveling/travelling tumor/tumour
"""
SPELLINGS = tuple(tuple(pair.split("/")) for pair in _PAIRS.split())
"""American, then British."""

COMMON = frozenset(
    """
    a about after all also am an and any are as at back be because been but by can come could day
    did do does down even first for from get give go good had has have he her here him his how i if
    in into is it its just know last like look make many may me might more most must my new no not
    now of off on one only or other our out over own people said same say see set she should so
    some such take than that the their them then there these they thing think this time to two up
    us use very want was way we well were what when where which while who whom will with work would
    year yes you your
    """.split()
)
"""Words that nearly every text has; as a term, each would link wherever it stands."""
