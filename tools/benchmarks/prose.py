"""Prose without meaning, always the same for the same seed.

The words are as unevenly common as those of a language (Zipf's law), so that short runs of them
do recur by chance.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

_COMMON = """
    the of and to in is that it for was on are as with they at be this from have or by one had not
    but what all were when we there can an your which their said if do will each about how up out
    them then she many some so these would other into has more her two like him see time could no
    make than first been its who now people my made over did down only way find use may water long
    little very after words called just where most know get through back much before go good new
    write our used me man too any day same right look think also around another came come work
    three must because does part even place well such here take why things help put years
"""
_ONSETS = "b br c ch d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t th tr v w"
_VOWELS = "a ai e ea i o oo ou u"
_CODAS = " ck d l m n nd nt r rd s st t x"
_RARE = 6_000
"""How many words there are besides the common ones."""


def _rare_words() -> list[str]:
    random = Random(0)
    onsets, vowels = _ONSETS.split(), _VOWELS.split()
    shape = (onsets, vowels, onsets, vowels, _CODAS.split(" "))
    words: dict[str, None] = {}
    while len(words) < _RARE:
        words["".join(random.choice(sounds) for sounds in shape)] = None
    return list(words)


RARE = _rare_words()
VOCABULARY = [*_COMMON.split(), *RARE]
_WEIGHTS = list(accumulate(1 / (rank + 2.7) for rank in range(len(VOCABULARY))))


class Prose:
    """A writer with a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def words(self, count: int) -> list[str]:
        """Draw words, the common ones more often."""
        return self.random.choices(VOCABULARY, cum_weights=_WEIGHTS, k=count)

    def sentence(self, *phrases: str) -> str:
        """Write a sentence of 8 to 20 words, with the phrases somewhere in it."""
        words = self.words(self.random.randint(8, 20))
        for phrase in phrases:
            words.insert(self.random.randint(1, len(words) - 1), phrase)
        comma = self.random.randint(2, len(words) - 2)
        words[comma] += ","
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def paragraph(self, length: int, *phrases: str) -> str:
        """Write sentences of about `length` words in all, each phrase in one of the first."""
        waiting = list(phrases)
        sentences: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in sentences) < length - 7:
            sentences.append(self.sentence(*waiting[:1]))
            waiting = waiting[1:]
        return " ".join(sentences)

    def title(self) -> str:
        """Write a title that nothing else is likely to have."""
        words = [*self.words(3), *self.random.choices(RARE, k=3)]
        self.random.shuffle(words)
        return " ".join(words).capitalize()
