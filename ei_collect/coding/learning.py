"""What confirmed codings teach: for each code, how much a new text reads like those that people coded so.

Nothing learned is kept; it is learned anew, in the same way, each time.
"""

import importlib.util
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from ei_collect.coding.coding import Coding, OpenText
from ei_collect.errors import AbsentError

LEAST_TEXTS = 20
LEAST_CODINGS = 5
LEAST_RESPONSES = 2


@dataclass(frozen=True)
class Likeness:
    """How likely (0 to 1) a text speaks of a code, learned from `texts` texts that people coded so."""

    likely: float
    texts: int


@dataclass(frozen=True)
class Learned:
    """A vectorizer, and one yes-or-no model (with its number of texts) for each code that was coded often enough."""

    vectorizer: Any
    models: Mapping[str, tuple[Any, int]]

    def of(self, body: str) -> dict[str, Likeness]:
        """How likely the text speaks of each code that could be learned."""
        if not self.models:
            return {}
        features = self.vectorizer.transform([body])
        return {
            code: Likeness(float(model.predict_proba(features)[0, 1]), texts)
            for code, (model, texts) in self.models.items()
        }


NOTHING_LEARNED = Learned(None, {})


def learn(codings: Iterable[Coding], texts: Mapping[str, OpenText]) -> Learned:
    """Models for the codes with enough confirmed codings from enough people; nothing where too few texts are coded.

    One-vs-rest logistic regression over TF-IDF of character n-grams within words, which needs no word lists of any
    language; fed in the order of the text ids, so that the same codings always teach the same.
    """
    codings = [coding for coding in codings if coding.text_id in texts]
    coded = [texts[text_id] for text_id in sorted({coding.text_id for coding in codings})]
    by_code: dict[str, list[str]] = defaultdict(list)
    for coding in codings:
        by_code[coding.code].append(coding.text_id)
    taught = [code for code in sorted(by_code) if _is_enough(by_code[code], coded)]
    if len(coded) < LEAST_TEXTS or not taught:
        return NOTHING_LEARNED
    vectorizer = _sklearn.feature_extraction.text.TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True
    )
    features = vectorizer.fit_transform([text.body for text in coded])
    models = {}
    for code in taught:
        told = [text.id in by_code[code] for text in coded]
        model = _sklearn.linear_model.LogisticRegression(class_weight="balanced", max_iter=1000)
        models[code] = (model.fit(features, told), sum(told))
    return Learned(vectorizer, models)


def _is_enough(text_ids: Sequence[str], coded: Sequence[OpenText]) -> bool:
    """Enough codings, from several people, and some text without the code: else there is nothing to tell apart."""
    responses = {text.response_id for text in coded if text.id in text_ids}
    return len(text_ids) >= LEAST_CODINGS and len(responses) >= LEAST_RESPONSES and len(set(text_ids)) < len(coded)


def _when_first_used(name: str) -> ModuleType:
    """A module that is read on its first use (the recipe of importlib's documentation).

    scikit-learn takes three seconds to import, which no other command and no start of the server should wait for.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise AbsentError.of("library-absent", "is not installed", where=name, mend="Install requirements.txt.")
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_sklearn = _when_first_used("sklearn")
