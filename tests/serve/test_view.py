"""The view of a record on terminals narrow and wide, and what a hostile text can do to it."""

import pytest
from rich.console import Console
from rich.text import Text

from onrecord.pipeline import Reader
from onrecord.records import Evidence
from onrecord.serve.hanging import Hanging
from onrecord.serve.names import excerpt, printable, quoted
from onrecord.serve.view import print_record
from onrecord.text import quote
from tests.reports import RIVER


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def shown(reader: Reader, text: str, width: int = 80, outlet: str | None = None) -> str:
    console = Console(width=width, highlight=False, markup=False, color_system=None)
    with console.capture() as captured:
        print_record(reader.read(text, outlet=outlet), console)
    return captured.get()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_hang_and_end_in_no_space(reader: Reader, width: int) -> None:
    lines = shown(reader, RIVER, width).splitlines()
    assert all(len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)
    footer = next(i for i, line in enumerate(lines) if " records · " in line)
    body = lines[lines.index("WHO SAID WHAT") : footer]
    assert all(line.startswith(" ") for line in body if line and not line.isupper())


def test_markup_is_shown_as_it_is(reader: Reader) -> None:
    view = shown(reader, 'The mayor said: "We [bold]will[/] leave [link=x]Orle[/link]."')
    assert "[bold]will[/] leave [link=x]Orle[/link]" in view


def test_a_text_cannot_steer_the_terminal(reader: Reader) -> None:
    text = "Norland\u202e said \x1b[31mit left\x1b[0m Orle on Monday, and the mayor\x07 agreed."
    view = shown(reader, text, outlet="A\x1b]0;owned\x07\nB")
    assert not set(view) & set("\x1b\x07\u202e")
    assert "0;owned" in view
    assert "A\N{REPLACEMENT CHARACTER}]0" in view


def test_one_is_singular(reader: Reader) -> None:
    assert "1 paragraph\n" in shown(reader, "Troops left Orle on Monday, the mayor said.")


def test_a_report_that_says_nothing(reader: Reader) -> None:
    assert shown(reader, "It rained. The sun came out.").count("  nothing\n") == 4


def test_printable_keeps_the_length_and_the_writing() -> None:
    assert printable("Ána\u200dé 👩\u200d👧\nعمان") == "Ána\u200dé 👩\u200d👧\nعمان"
    assert len(printable("a\x1b\u2066b\r")) == 5


@pytest.mark.parametrize(
    ("text", "marked"), [("a", "“a”"), ("“a”", "“a”"), ('"a"', '"a"'), ("“a” and b", "““a” and b”")]
)
def test_no_second_quotation_marks(text: str, marked: str) -> None:
    assert quoted(text) == marked


def test_a_lead_stands_before_the_first_line_only() -> None:
    console = Console(width=30, color_system=None)
    with console.capture() as captured:
        console.print(Hanging(Text("  1  "), Text("one two three four five six seven eight")))
    assert captured.get() == "  1  one two three four five\n     six seven eight\n"


SENTENCE = (
    "After a long day of rain and of talk the envoy proposed a second round to the two sides."
)


def evidence(*parts: str) -> list[Evidence]:
    return [quote(SENTENCE, SENTENCE.index(p), SENTENCE.index(p) + len(p)) for p in parts]


@pytest.mark.parametrize(
    ("parts", "limit", "text"),
    [
        (("proposed", SENTENCE), 200, SENTENCE),
        (("proposed", SENTENCE), 50, "… the envoy proposed a second round to the two …"),
        (("After", SENTENCE), 30, "After a long day of rain and …"),
        (("proposed", "second round"), 50, "proposed … second round"),
        (("proposed",), 50, "proposed"),
    ],
)
def test_a_sentence_is_cut_around_its_trigger(
    parts: tuple[str, ...], limit: int, text: str
) -> None:
    assert excerpt(evidence(*parts), limit) == text
