"""The commands as a person runs them: real processes, real files."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.reports import GERMAN, RIVER

OPTIONS = ("--date", "2031-04-12", "--outlet", "Example Wire")


def run(
    *args: str, home: Path, stdin: bytes | None = None, seed: str = "0"
) -> subprocess.CompletedProcess[bytes]:
    """Run `onrecord ARGS` with its cache under `home`."""
    env = os.environ | {"XDG_CACHE_HOME": str(home / "cache"), "PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *args],
        input=stdin, capture_output=True, env=env, timeout=120, check=False, cwd=home,
    )  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(RIVER, encoding="utf-8")
    return path


def objects(output: bytes) -> list[dict[str, Any]]:
    """The JSON objects of an output, one after the other."""
    decoder, text, found, at = json.JSONDecoder(), output.decode(), [], 0
    while at < len(text):
        value, end = decoder.raw_decode(text, at)
        found.append(value)
        at = end + len(text[end:]) - len(text[end:].lstrip())
    return found


def test_read_prints_a_view_and_explain_shows_why(report: Path, tmp_path: Path) -> None:
    done = run("read", str(report), *OPTIONS, home=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    view = done.stdout.decode()
    for title in ("WHO SAID WHAT", "WHAT HAPPENED", "ON THE TABLE", "NOT RESOLVED"):
        assert title in view
    assert "Example Wire · 12 Apr 2031" in view
    assert "Ana Rell" in view

    first = run("explain", "1", home=tmp_path)
    assert first.returncode == 0, first.stderr.decode()
    assert "method" in first.stdout.decode()

    record = objects(run("read", str(report), *OPTIONS, "--json", home=tmp_path).stdout)[0]
    event = record["events"][0]
    explained = run("explain", event["id"], "--json", home=tmp_path)
    explanation = json.loads(explained.stdout)
    assert explanation["kind"] == "events"
    assert explanation["record"] == event
    assert explanation["why"]["method"] == event["method"]
    assert any(event["trigger"]["quote"] in sentence for sentence in explanation["sentences"])


def test_explain_of_an_unknown_record(tmp_path: Path, report: Path) -> None:
    assert run("read", str(report), "--json", home=tmp_path).returncode == 0
    done = run("explain", "sta-none", home=tmp_path)
    assert done.returncode == 2
    assert b"no record 'sta-none' in the last reading" in done.stderr


def test_same_bytes_whatever_the_hash_seed_and_the_order(tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("Troops entered the town of Orle on Monday, residents said.", encoding="utf-8")
    report = tmp_path / "a.txt"
    report.write_text(RIVER, encoding="utf-8")
    one = run("read", str(report), str(other), *OPTIONS, "--jsonl", home=tmp_path, seed="1")
    two = run("read", str(other), str(report), *OPTIONS, "--jsonl", home=tmp_path, seed="2")
    assert one.returncode == two.returncode == 0
    assert sorted(one.stdout.splitlines()) == sorted(two.stdout.splitlines())
    assert len(one.stdout.splitlines()) == 2


def test_output_fits_the_published_schema(tmp_path: Path, report: Path) -> None:
    schema = json.loads(run("schema", home=tmp_path).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    done = run("read", str(report), str(empty), *OPTIONS, "--json", home=tmp_path)
    found = objects(done.stdout)
    assert len(found) == 2
    for value in found:
        jsonschema.validate(value, schema)
    broken = found[0] | {"surprise": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


BAD_INPUT = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t \n", "empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x03" * 40, "binary|not text|image"),
    "long line": (b"The army moved. " * 330_000, "bytes; a report may be"),
    "German": (GERMAN.encode(), "German|language"),
    "Chinese": (
        "外交部长星期四表示,如果对方军队首先撤离大桥,该国将参加第二轮会谈。".encode() * 5,
        "Chinese|language",
    ),
}


@pytest.mark.parametrize(("data", "words"), BAD_INPUT.values(), ids=BAD_INPUT.keys())
def test_bad_input_is_a_clear_error(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    done = run("read", str(path), "--json", home=tmp_path)
    assert done.returncode == 1
    failure = objects(done.stdout)[0]["failures"][0]
    assert failure["doc"].endswith("bad.txt")
    assert failure["stage"].startswith("ingest")
    assert any(word.lower() in failure["message"].lower() for word in words.split("|")), failure
    assert failure["remedy"]
    assert failure["message"].encode() in done.stderr


def test_another_encoding_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("The café in Orle was shelled on Monday, the mayor said.".encode("cp1252"))
    done = run("read", str(path), "--json", home=tmp_path)
    assert done.returncode == 0
    assert "café" in objects(done.stdout)[0]["document"]["text"]


def test_the_rest_of_a_batch_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text(RIVER, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\x00\x01\x02")
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "more" / "c.txt").write_text("Troops left Orle, the mayor said.", encoding="utf-8")
    done = run("read", str(folder), str(tmp_path / "missing.txt"), "--jsonl", home=tmp_path)
    assert done.returncode == 0
    found = objects(done.stdout)
    assert sum("document" in value for value in found) == 2
    failed = [f["doc"] for value in found if "document" not in value for f in value["failures"]]
    assert sorted(Path(name).name for name in failed) == ["b.txt", "gone.txt", "missing.txt"]


def test_standard_input(tmp_path: Path) -> None:
    done = run("read", "-", "--json", home=tmp_path, stdin=RIVER.encode())
    assert done.returncode == 0
    assert objects(done.stdout)[0]["document"]["text"] == RIVER


@pytest.mark.parametrize("date", ["tomorrow", "2031-02-30", "12.4.2031"])
def test_a_date_that_is_no_date(tmp_path: Path, report: Path, date: str) -> None:
    done = run("read", str(report), "--date", date, home=tmp_path)
    assert done.returncode == 2
    assert b"is no date: give the publication date as YYYY-MM-DD" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_store_keeps_what_was_read(tmp_path: Path, report: Path) -> None:
    store = tmp_path / "a.store"
    done = run("read", str(report), "--json", "--store", str(store), home=tmp_path)
    statement = objects(done.stdout)[0]["statements"][0]["id"]
    explained = run("explain", statement, "--store", str(store), home=tmp_path)
    assert explained.returncode == 0
    assert statement in explained.stdout.decode()


def test_doctor_lists_packages_and_tables(tmp_path: Path) -> None:
    done = run("doctor", "--json", home=tmp_path)
    checks = json.loads(done.stdout)
    assert done.returncode == 0, checks
    assert all(check["ok"] for check in checks)
    names = {check["name"] for check in checks}
    assert {"python", "spacy", "parser", "gazetteer", "actors"} <= names
    assert any("sha256" in check["detail"] for check in checks)
    assert run("doctor", home=tmp_path).stdout.decode().count("ok  ") == len(checks)


def test_demo_reads_the_sample(tmp_path: Path) -> None:
    done = run("demo", home=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    view = done.stdout.decode()
    assert "30 reports, 5 outlets" in view
    assert "3 are reprints" in view


def test_every_command_has_help_with_an_example(tmp_path: Path) -> None:
    for command in ("read", "explain", "schema", "doctor", "eval", "demo"):
        done = run(command, "--help", home=tmp_path)
        assert done.returncode == 0
        assert f"Example: onrecord {command}" in " ".join(done.stdout.decode().split())


def test_eval_names_a_wrong_task_and_a_wrong_file(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "1", "wrong": true}\n')
    wrong_task = run("eval", "poetry", str(gold), home=tmp_path)
    assert wrong_task.returncode == 2
    assert b"poetry" in wrong_task.stderr
    wrong_file = run("eval", "status", str(gold), home=tmp_path)
    assert wrong_file.returncode == 2
    assert b"gold.jsonl" in wrong_file.stderr


def test_eval_scores_a_gold_file(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    row = {
        "id": "1",
        "text": "Rebels seized the bridge on Monday.",
        "events": [{"start": 7, "end": 13, "status": "occurred"}],
    }
    gold.write_text(json.dumps(row) + "\n")
    done = run("eval", "status", str(gold), "--json", home=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    result = json.loads(done.stdout)
    assert result["task"] == "status"
    assert result["rows"] == 1
    assert result["metrics"]["accuracy"] == 1.0
    assert b"accuracy" in run("eval", "status", str(gold), home=tmp_path).stdout


def test_a_store_is_kept_beside_the_last_reading(tmp_path: Path, report: Path) -> None:
    run("read", str(report), "--json", "--store", str(tmp_path / "a.store"), home=tmp_path)
    assert run("explain", "1", home=tmp_path).returncode == 0


def test_a_report_given_twice_keeps_its_numbers(tmp_path: Path, report: Path) -> None:
    copy, other = tmp_path / "copy.txt", tmp_path / "other.txt"
    copy.write_bytes(report.read_bytes())
    other.write_text("Ana Rell denied that troops crossed the river.", encoding="utf-8")
    view = run("read", str(report), str(copy), str(other), home=tmp_path).stdout.decode()
    number = view.rsplit("onrecord explain ", 1)[1].split()[0]
    assert view.count("onrecord explain 1 shows why") == 2
    assert b"Ana Rell denied" in run("explain", number, home=tmp_path).stdout


def test_two_forms_at_once_are_refused(tmp_path: Path, report: Path) -> None:
    done = run("read", str(report), "--json", "--jsonl", home=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"onrecord: --json and --jsonl exclude each other: give one of them\n"


def test_explain_of_a_line_that_is_not_there(tmp_path: Path, report: Path) -> None:
    run("read", str(report), "--json", home=tmp_path)
    done = run("explain", "999", home=tmp_path)
    assert done.returncode == 2
    assert b"there is no line 999: what was read has lines 1 to " in done.stderr


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupting_ends_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "read", "-"]
    env = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(  # a shell's background job would hand on that it ignores Ctrl-C
        command,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        env=env,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 - no threads run here
    ) as process:
        while not list(tmp_path.rglob("*.store")):  # it now waits for standard input
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"onrecord: stopped\n")


def test_a_reader_that_stops_listening_is_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"{number}.\n\n{RIVER}", encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} -m onrecord read reports --json | head -1"
    env = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True, env=env, timeout=120, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{\n", b"")


def test_read_takes_the_names_of_columns(tmp_path: Path) -> None:
    table = tmp_path / "dump.jsonl"
    table.write_text(json.dumps({"story_txt": RIVER}) + "\n", encoding="utf-8")
    refused = run("read", str(table), "--json", home=tmp_path)
    assert refused.returncode == 1
    assert b"--map text=COLUMN" in refused.stderr
    done = run("read", str(table), "--map", "text=story_txt", "--json", home=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert objects(done.stdout)[0]["statements"]


@pytest.mark.parametrize("command", ["read", "add"])
@pytest.mark.parametrize("path", ["", "."])
def test_a_path_that_names_no_store(tmp_path: Path, report: Path, command: str, path: str) -> None:
    done = run(command, str(report), "--store", path, home=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        f"onrecord: {path!r} is no path of a store: give the path of a file"
    ]


def test_a_broken_pdf_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing")
    done = run("read", "a.pdf", home=tmp_path)
    assert [line[:21] for line in done.stderr.decode().splitlines()] == ["onrecord: a.pdf: inge"]
