"""Every task, run on a gold file of its shape with the real stages."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from onrecord import default_reader
from onrecord.errors import InputError
from onrecord.evaluate.floors import HELD
from onrecord.evaluate.tasks import TASKS, check_task, evaluate
from tests.conftest import unmark

REPORT = (
    "\n\nThe president of [France]P, [Lira Oss]A, visited [Berlin]P on [Monday]T.\n\n"
    "“Our troops left [Mali]P,” [Oss]S [said]C. [She]A will travel to [Spain]P next.\n"
)


BODY = [
    "Talks on the bridge over the Orle resumed on Monday, the mayor of the town told reporters.",
    "The army of the other state has denied that its troops crossed the river last week.",
]
PAGE = (
    "<!doctype html><html><head><meta name=author content='Jane Doe'>"
    "<meta property='article:published_time' content='2031-04-12T10:00:00Z'></head><body>"
    f"<h1>Talks resume in Geneva</h1><article><p>{BODY[0]}</p><figure><img src=a>"
    "<figcaption>Rell arrives in Geneva. Photo: J. Doe/AP</figcaption></figure>"
    f"<p>{BODY[1]}</p><p>Advertisement</p></article></body></html>"
)


def report() -> tuple[str, dict[str, list[list[int]]]]:
    """The text and its spans by label."""
    text, spans = unmark(REPORT)
    by_label: dict[str, list[list[int]]] = {}
    for start, end, label in spans:
        by_label.setdefault(label, []).append([start, end])
    return text, by_label


def gold_rows() -> dict[str, list[dict[str, object]]]:
    text, spans = report()
    content = [text.index("Our troops"), text.index(",”")]
    places = {
        "France": (46.0, 2.0),
        "Berlin": (52.52, 13.41),
        "Mali": (17.0, -4.0),
        "Spain": (40.0, -4.0),
    }
    countries = {"France": "France", "Berlin": "Germany", "Mali": None, "Spain": "Spain"}
    attack = "Rebels attacked the army near the border on Monday."
    return {
        "attribution": [
            {
                "text": text,
                "published": "2016-05-11",
                "attributions": [
                    {"source": spans["S"], "cue": spans["C"], "content": [content]},
                ],
            },
            {"text": "Rain fell.", "attributions": []},
        ],
        "events-pair": [
            {"text": attack, "actor": [0, 6], "recipient": [16, 24], "type": "ASSAULT"},
            {"text": attack, "actor": [0, 6], "recipient": None, "type": "ASSAULT"},
        ],
        "events-roles": [
            {
                "text": "The army attacked the rebels near the border on Monday.",
                "events": [
                    {
                        "start": 9,
                        "end": 17,
                        "type": "Conflict.Attack",
                        "roles": [
                            {"role": "Attacker", "start": 4, "end": 8},
                            {"role": "Target", "start": 22, "end": 28},
                        ],
                    }
                ],
            },
            {"text": attack, "events": []},
        ],
        "status": [
            {"text": attack, "events": [{"start": 7, "end": 15, "status": "occurred"}]},
            {"text": attack, "events": []},
        ],
        "factuality": [
            {"text": attack, "events": [{"start": 7, "end": 15, "factuality": 3.0}]},
            {
                "text": "The army denied that it had attacked the village.",
                "events": [{"start": 28, "end": 36, "factuality": -3.0}],
            },
        ],
        "mentions": [
            {
                "text": text,
                "entities": [
                    {"start": s, "end": e, "type": label}
                    for label, key in (("Person", "A"), ("Location", "P"), ("Temporal", "T"))
                    for s, e in spans[key]
                ],
            }
        ],
        "coref": [{"text": text, "clusters": [[*spans["A"], *spans["S"]], []]}],
        "events-across": [
            {"id": name, "text": attack, "events": [{"spans": [[7, 15]], "cluster": "one"}]}
            for name in ("a", "b")
        ],
        "places": [
            {
                "text": text,
                "toponyms": [
                    {
                        "start": s,
                        "end": e,
                        "lat": places[text[s:e]][0],
                        "lon": places[text[s:e]][1],
                        "country": countries[text[s:e]],
                    }
                    for s, e in spans["P"]
                ]
                + [{"start": 0, "end": 1, "lat": None, "lon": None}],
            }
        ],
        "times": [
            {
                "text": text,
                "dct": "2016-05-11",
                "timexes": [
                    {"start": s, "end": e, "type": "DATE", "value": "2016-05-09"}
                    for s, e in spans["T"]
                ],
            },
            {"text": "In 2015.", "dct": None, "timexes": [
                {"start": 3, "end": 7, "type": None, "value": None}
            ]},
        ],
        "pages": [
            {
                "html": "page.html", "url": "https://example.org/1", "body": BODY,
                "title": "Talks resume in Geneva", "authors": ["Jane Doe"],
                "published": "2031-04-12 10:00:00+00:00", "captions": ["Rell arrives in Geneva."],
                "credits": ["J. Doe/AP"],
            },
            {"html": "page.html", "body": "\n\n".join(BODY)},
        ],
        "stories": [
            {"text": attack, "story": "a", "title": "A border raid", "published": "2031-04-01"},
            {"text": attack, "story": "a", "title": None, "published": "2031-04-02T09:00:00"},
            {"text": "Rain fell on Geneva.", "story": "b", "published": "2031-04-02"},
            {"text": attack, "story": "c"},
        ],
    }  # fmt: skip


@pytest.fixture
def gold_file(tmp_path: Path) -> Callable[[str], Path]:
    def write(task: str) -> Path:
        path = tmp_path / f"{task}.jsonl"
        rows = [{"id": f"{task}-{n}", **row} for n, row in enumerate(gold_rows()[task])]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
        return path

    return write


RIGHT: dict[str, dict[str, float | None]] = {
    "attribution": {"cue_exact_f1": 1.0, "source_overlap_f1": 1.0, "content_overlap_f1": 1.0},
    "events-pair": {"accuracy": 1.0, "macro_f1": 1.0},
    "events-roles": {"trigger_recall": 1.0, "actor_overlap_f1": 1.0, "recipient_overlap_f1": 1.0},
    "status": {"accuracy": 1.0, "false_occurred": None},
    "factuality": {"occurred_precision": 1.0},  # the error is as the trained reader reads it
    "mentions": {"overlap_f1.LOC": 1.0},
    "coref": {"pronoun_accuracy": 1.0},
    "events-across": {"conll_f1": 1.0},
    "places": {"acc161": 1.0, "answered": 1.0, "country_accuracy": 1.0, "e2e_acc161": 1.0},
    "times": {"strict_f1": 1.0, "value_f1": 1.0},
    "pages": {
        "body_f1": 1.0, "body_4gram_f1": 1.0, "title_accuracy": 1.0, "date_accuracy": 1.0,
        "authors_f1": 1.0, "captions_f1": 1.0, "credits_f1": 1.0,
    },
    "stories": {"bcubed_f1": 1.0, "bcubed_precision": 1.0, "bcubed_recall": 1.0},
}  # fmt: skip


@pytest.mark.parametrize("task", list(TASKS))
def test_a_task_runs_and_scores(gold_file, task):
    path = gold_file(task)
    result = evaluate(task, path, default_reader())
    assert set(HELD[task]) <= set(result.metrics)
    assert {name: result.metrics[name] for name in RIGHT[task]} == RIGHT[task]
    assert result.rows == len(gold_rows()[task])
    again = evaluate(task, path, default_reader())
    assert again.metrics == result.metrics
    assert list(msgspec.to_builtins(result)) == [
        "task", "data", "sha256", "rows", "seconds", "metrics",
    ]  # fmt: skip


def test_the_first_rows_alone(gold_file):
    path = gold_file("status")
    result = evaluate("status", path, default_reader(), first=1)
    assert result.rows == 1
    assert result.sha256 == evaluate("status", path, default_reader()).sha256


def test_mentions_after_the_annotated_part_do_not_count(gold_file):
    path = gold_file("mentions")
    (row,) = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    row["full_until"] = row["text"].index("“")
    path.write_text(json.dumps(row), encoding="utf-8")
    metrics = evaluate("mentions", path, default_reader()).metrics
    assert metrics["overlap_recall"] == 1.0


def test_a_task_that_cannot_be_scored_names_those_that_can():
    with pytest.raises(InputError, match="there is no task 'weather'") as caught:
        check_task("weather")
    assert "events-pair" in caught.value.remedy


def test_a_file_of_another_task_is_refused(gold_file):
    path = gold_file("times")
    with pytest.raises(InputError, match="line 1: Object missing required field `events`"):
        evaluate("status", path, default_reader())
