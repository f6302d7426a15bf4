"""Is my citation still good? Everything that a text says of the site, judged in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .index import Index
from .marked_up import to_plain
from .mentions import Mention, find_mentions, unwrap
from .quotations import LEAST_WORDS, Quotations, clean, fold, split_words
from .verdicts import (
    SURE_WORDS,
    Verdict,
    judge_address,
    judge_id,
    judge_key,
    judge_quotation,
    judge_word,
)

LONGEST_QUOTATION = 5000
"""Characters; whoever gives more gives a text with citations in it."""
SHORT = 80
"""Characters; in a note as short as this, what looks like an id is one."""
TOO_SHORT = f"too few words to be found: give at least {LEAST_WORDS}, an id or an address"


@dataclass(frozen=True)
class Report:
    """What came of checking a text."""

    verdicts: tuple[Verdict, ...]
    others: int
    """How many quotations are nowhere on the site and do not claim to be."""


class Checker:
    """Checks citations against what the site says and has said."""

    def __init__(
        self,
        items: Iterable[Mapping[str, Any]],
        sites: Iterable[str] = (),
        names: Iterable[str] = (),
    ) -> None:
        """`items` are those of the export; `names` are what the site and the essay are called."""
        self._index = Index(items)
        self._quotations = Quotations(self._index)
        self._sites = tuple(sites)
        self._names = {fold(name) for name in names}

    def check_text(self, text: str, *, ours: bool = False) -> Report:
        """Judge every mention in a text; `ours` if whatever may be an id is one."""
        mentions = find_mentions(text, self._index, self._sites, every=ours)
        ours = ours or any(map(self._is_ours, mentions))
        verdicts: dict[Verdict, None] = {}
        others = 0
        for mention in mentions:
            if mention.kind == "quotation":
                verdict = self._judge_quotation(mention, ours)
                others += verdict is None and self._is_long(mention)
            else:
                verdict = self._judge_named(mention) if ours or mention.sure else None
            if verdict:
                verdicts[verdict] = None
        return Report(tuple(verdicts), others)

    def check_given(self, given: str) -> Report:
        """Judge what is given by itself: an address, an id, a key, a quotation, or a whole text."""
        words = unwrap(given)
        if len(words.split()) == 1:
            return Report((judge_word(words, self._index),), 0)
        plain = to_plain(words)
        whole = Mention("quotation", 0, len(plain), 1, plain, words, sure=True)
        if self._is_long(whole) and self._quotations.find(plain):
            return self._report(judge_quotation(whole, self._quotations))
        text = given if words == given.strip() else words  # as it is given, its lines count
        report = self.check_text(text, ours=len(words) <= SHORT)
        if report.verdicts or len(words) > LONGEST_QUOTATION:
            return report
        if (named := self.check_text(text, ours=True)).verdicts:
            return named
        if report.others:
            return report
        if words and not self._is_long(whole):
            return self._report(Verdict(1, f"“{words}”", "unknown", TOO_SHORT))
        return self._report(judge_quotation(whole, self._quotations))

    def _report(self, verdict: Verdict | None) -> Report:
        return Report((verdict,) if verdict else (), 0)

    def _is_ours(self, mention: Mention) -> bool:
        """Whether a text that holds the mention is about this site."""
        if mention.kind != "quotation":
            return mention.sure
        least = LEAST_WORDS if mention.beside else SURE_WORDS
        enough = len(split_words(clean(mention.found))) >= least
        return enough and self._quotations.find(mention.found) is not None

    def _judge_named(self, mention: Mention) -> Verdict | None:
        judges = {"address": judge_address, "id": judge_id, "key": judge_key}
        return judges[mention.kind](mention, self._index)

    def _judge_quotation(self, mention: Mention, ours: bool) -> Verdict | None:
        if len(mention.found) > LONGEST_QUOTATION or fold(mention.found) in self._names:
            return None
        sure = mention.sure or (ours and mention.beside)
        return judge_quotation(replace(mention, sure=sure), self._quotations)

    def _is_long(self, mention: Mention) -> bool:
        """Whether there are words enough to say something, and not only the site’s name."""
        long = len(split_words(clean(mention.found))) >= LEAST_WORDS
        short = len(mention.found) <= LONGEST_QUOTATION
        return long and short and fold(mention.found) not in self._names
