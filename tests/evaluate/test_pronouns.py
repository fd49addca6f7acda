"""Pronouns and bare surnames of persons."""

import pytest

from onrecord.evaluate.pronouns import find_name, find_references, score_pronouns
from tests.conftest import unmark


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Lira Oss", "Lira Oss"),
        ("the port's director Lira Oss, 61", "Lira Oss"),
        ("President Anton de la Cruz's", "President Anton de la Cruz"),
        ("Maj. J. B. Oss of the Third Corps", "Maj. J. B. Oss"),
        ("Oss", "Oss"),
        ("the mayor of Port Vale", None),
        ("the Prime Minister", None),
        ("KPA", None),
        ("a Unionist", None),
        ("a keeper called Oss", None),
        ("Anton Oss", "Anton Oss"),
        ("She", None),
        ("61", None),
    ],
)
def test_find_name(mention, name):
    found = find_name(f"> {mention}", (2, 2 + len(mention)))
    assert (found and f"> {mention}"[slice(*found.span)]) == name


MARKED = (
    "The mayor, [Lira Oss]A, met [Tam Vell]B. [Oss]A said [she]A was glad; [I]B am not, said "
    "[Vell]B, and [the harbour]C kept [its]C lamps lit."
)


@pytest.fixture
def marked():
    text, spans = unmark(MARKED)
    labels = sorted({label for _, _, label in spans})
    return text, [[(s, e) for s, e, label in spans if label == which] for which in labels]


def test_find_references(marked):
    text, clusters = marked
    found = [
        (text[slice(*r.span)], r.kind, [text[slice(*s)] for s in r.surnames])
        for r in find_references(text, clusters)
    ]
    assert found == [
        ("Oss", "surname", ["Oss"]),
        ("she", "third", ["Oss", "Oss"]),
        ("I", "first", ["Vell", "Vell"]),
        ("Vell", "surname", ["Vell"]),
    ]


def test_figures_by_hand(marked):
    text, (oss, vell, harbour) = marked
    # ours: she is joined to Vell; Oss and Vell to their names; I to nobody
    ours = [[oss[0], oss[1]], [vell[0], oss[2], vell[2]], harbour]
    metrics = score_pronouns([(text, [oss, vell, harbour], ours)])
    assert metrics == {
        "pronoun_accuracy": 0.5,
        "pronoun_accuracy.third": 0.0,
        "pronoun_accuracy.first": 0.0,
        "pronoun_accuracy.surname": 1.0,
    }


def test_the_gold_itself_scores_one_and_no_person_has_no_figure(marked):
    text, clusters = marked
    assert score_pronouns([(text, clusters, clusters)])["pronoun_accuracy"] == 1.0
    assert score_pronouns([(text, clusters[2:], clusters)])["pronoun_accuracy"] is None
