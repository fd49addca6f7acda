"""Passages: tables of text → (kind, quote), and what holds for any text."""

import json
import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.clean import divide, find_passages
from tests.conftest import document

Pieces = list[tuple[str, str]]

BODY = "Talks on the Orle bridge resumed on Monday, the mayor said."
MORE = "Norland's army put the dead at three. A second round is planned."


def pieces(text: str, title: str | None = None) -> Pieces:
    """The passages of a text, as kind and words."""
    found = ((p.kind, text[p.start : p.end]) for p in divide(text, title=title))
    return [(kind, " ".join(quote.split())) for kind, quote in found]


def other(text: str) -> Pieces:
    """The passages of a text that are no body."""
    return [piece for piece in pieces(text) if piece[0] != "body"]


# ---------------------------------------------------------------- above the prose


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Shelling hits Orle", [("headline", "Shelling hits Orle")]),
        ("# Shelling hits Orle", [("furniture", "#"), ("headline", "Shelling hits Orle")]),
        ("Who shelled Orle?", [("headline", "Who shelled Orle?")]),
        ("‘We will not go,’ says Rell", [("headline", "‘We will not go,’ says Rell")]),
        (
            "Shelling hits Orle\nMayor speaks of fourteen dead",
            [("headline", "Shelling hits Orle"), ("headline", "Mayor speaks of fourteen dead")],
        ),
        (
            "Shelling hits Orle\nBy Jane Doe and John Roe",
            [("headline", "Shelling hits Orle"), ("byline", "By Jane Doe and John Roe")],
        ),
        (
            "Shelling hits Orle\n\nJane Doe in Geneva\n\n12 April 2031",
            [
                ("headline", "Shelling hits Orle"),
                ("byline", "Jane Doe in Geneva"),
                ("dateline", "12 April 2031"),
            ],
        ),
        (
            "Shelling hits Orle\nJane Doe\nTue 8 Apr 2031 18.02 BST",
            [
                ("headline", "Shelling hits Orle"),
                ("byline", "Jane Doe"),
                ("dateline", "Tue 8 Apr 2031 18.02 BST"),
            ],
        ),
        (
            "World\nShelling hits Orle\nPublished 9:15 AM EDT, Tue April 8, 2031\n3 min read",
            [
                ("furniture", "World"),
                ("headline", "Shelling hits Orle"),
                ("dateline", "Published 9:15 AM EDT, Tue April 8, 2031"),
                ("furniture", "3 min read"),
            ],
        ),
        (
            "By Jane Doe, Example Wire\nApril 8, 2031",
            [("byline", "By Jane Doe, Example Wire"), ("dateline", "April 8, 2031")],
        ),
        ("Jane Doe, Example News", [("byline", "Jane Doe, Example News")]),
        (
            (
                "Example News\nWorld | Asia\nShelling hits the town of Orle\nJane Doe"
                "\nDiplomatic correspondent\nReporting from Geneva"
            ),
            [
                ("furniture", "Example News"),
                ("furniture", "World | Asia"),
                ("headline", "Shelling hits the town of Orle"),
                ("byline", "Jane Doe"),
                ("byline", "Diplomatic correspondent"),
                ("byline", "Reporting from Geneva"),
            ],
        ),
        ("By JANE DOE Associated Press", [("byline", "By JANE DOE Associated Press")]),
    ],
)
def test_what_stands_above_the_prose(above: str, expected: Pieces) -> None:
    assert other(f"{above}\n{BODY}\n{MORE}") == expected
    assert other(f"{above}\n\n{BODY}\n\n{MORE}\n") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rell arrives in Geneva",
        "Talks resumed on Monday.",
        "Talks resumed on Monday, the mayor said",
        "Shelling of Orle.\n\nThe shelling of Orle went on for two days.",
        "By Friday, rebels held the bridge.\n\nThey said they would stay.",
        "From Monday on, the bridge was shut to Norland's troops.",
        "The deal came into force on\nMonday. It was signed by four states.",
        "“Why did they shell us?” the mayor asked. Nobody answered.",
    ],
)
def test_all_of_it_is_body(text: str) -> None:
    assert {kind for kind, _ in pieces(text)} == {"body"}


def test_a_title_known_from_elsewhere_makes_a_sentence_the_headline() -> None:
    text = f"Shelling hits Orle.\n\n{BODY}"
    assert pieces(text)[0] == ("body", "Shelling hits Orle.")
    assert pieces(text, title="Shelling hits Orle")[0] == ("headline", "Shelling hits Orle.")


# ---------------------------------------------------------------- datelines


@pytest.mark.parametrize(
    "dateline",
    [
        "KYIV —",
        "ISTANBUL, May 28 (Agency) —",
        "WASHINGTON (Reuters) -",
        "NAIROBI, Kenya (AP) _",
        "GENEVA/ORLE, April 8 (Example) --",
        "ST. PETERSBURG, Russia (AP) —",
        "PORT SAID, Egypt –",
        "BRUSSELS -",
        "N’DJAMENA, Chad —",
        "MOSCOW. June 3 (Interfax) -",
        "RIYADH (AFP):",
        "Kyiv, Ukraine —",
        "Moscow (CNN) —",
        "Kyiv, Ukraine CNN —",
        "(CNN)",
        "(Reuters) -",
    ],
)
def test_dateline_is_split_from_the_first_paragraph(dateline: str) -> None:
    assert pieces(f"{dateline} {BODY}\n\n{MORE}") == [
        ("dateline", dateline),
        ("body", BODY),
        ("body", MORE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow — which denied it — said nothing else. It has not replied since.\n\nTalks go on.",
        "U.S. - Norland talks began on Monday.\n\nThey are to last a week.",
        "ANALYSIS - Why the talks failed is not known.\n\nNobody would say.",
        "The army (which denied it) — said nothing. It has not replied.\n\nTalks go on.",
        "RELL: We will attend.\n\nREPORTER: When?",
        "Three states — Norland, Southmark and Estmark — will attend.\n\nTalks go on.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert {kind for kind, _ in pieces(text)} == {"body"}


def test_byline_glued_before_a_dateline() -> None:
    assert pieces(f"By Jane Doe WASHINGTON (Reuters) - {BODY}\n{MORE}")[:3] == [
        ("byline", "By Jane Doe"),
        ("dateline", "WASHINGTON (Reuters) -"),
        ("body", BODY),
    ]


# ---------------------------------------------------------------- captions and credits


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            (
                "President Ana Rell attends a summit in Tirana, Albania, on May 16."
                " (J. Doe/Agency via Getty Images)"
            ),
            ["caption", "credit"],
        ),
        ("A tank fires near Orle, on Jan. 9, 2024. (Jane Doe/AFP)", ["caption", "credit"]),
        ("Protesters march in Orle (AP Photo/Jane Doe)", ["caption", "credit"]),
        ("Protesters march through Orle [Jane Doe/Al Jazeera]", ["caption", "credit"]),
        ("The bridge was rebuilt in 2019. Photograph: Jane Doe/AFP", ["caption", "credit"]),
        ("Rell greets her hosts in Geneva. Photo by Jane Doe/Getty Images", ["caption", "credit"]),
        ("Rell in Geneva. REUTERS/Jane Doe/File Photo", ["caption", "credit"]),
        ("Rell in Geneva. © Jane Doe / AFP", ["caption", "credit"]),
        ("The bridge after the attack. Credit: Example Agency", ["caption", "credit"]),
        ("The bridge after the attack. (Courtesy of the Orle Museum)", ["caption", "credit"]),
        (
            (
                "FILE - In this Jan. 9, 2024 file photo, Rell speaks in Orle. She was elected"
                " later. The court upheld it. (Jane Doe/AP, File)"
            ),
            ["caption", "credit"],
        ),
        ("FILE PHOTO: Rell attends talks in Geneva, January 9, 2024", ["caption"]),
        (
            (
                "Rell waves to the crowd in Orle, Monday, Jan. 9, 2024. (Jane Doe/Pool via AP)"
                " (Photo: The Associated Press)"
            ),
            ["caption", "credit", "credit"],
        ),
        ("Ana Rell, left, and the mayor of Orle after the talks.", ["caption"]),
        ("Ana Rell (left) and the mayor of Orle after the talks", ["caption"]),
        ("From left: Ana Rell, John Roe and Jane Doe in Geneva.", ["caption"]),
        ("In this photo released by Norland's army, troops cross the Orle.", ["caption"]),
        ("This satellite image provided by Maxar shows the bridge at Orle.", ["caption"]),
        ("The bridge at Orle is seen after the attack on April 7, 2031.", ["caption"]),
        ("Getty Images Rell speaks to the press in Geneva", ["credit", "caption"]),
        ("Image copyright Getty Images Image caption Rell left on Monday", ["credit", "caption"]),
        ("Image caption Rell left on Monday", ["furniture", "caption"]),
        (
            "Facebook Twitter Pinterest Rell in Geneva. Photograph: Jane Doe/AP",
            ["furniture", "caption", "credit"],
        ),
        ("Enlarge this image toggle caption Jane Doe/EPA", ["furniture", "credit"]),
        (
            "[1/3]Rell speaks in Geneva. REUTERS/Jane Doe Purchase Licensing Rights, opens new tab",
            ["furniture", "caption", "credit", "furniture"],
        ),
        ("Jane Doe/Example Post", ["credit"]),
        ("(Jane Doe/AFP)", ["credit"]),
        ("Getty Images", ["credit"]),
        ("[Reuters]", ["credit"]),
        ("Photo: AP", ["credit"]),
        ("jd/jr (AFP, dpa)", ["credit"]),
    ],
)
def test_captions_between_paragraphs(paragraph: str, expected: list[str]) -> None:
    text = f"Shelling hits Orle\n\n{BODY}\n\n{paragraph}\n\n{MORE}"
    found = pieces(text)
    assert [kind for kind, _ in found[2:-1]] == expected
    assert (found[1], found[-1]) == (("body", BODY), ("body", MORE))


@pytest.mark.parametrize(
    "paragraph",
    [
        "The group is known by its old name (the Orle Front).",
        "He met members of both wings (the Front and the Army).",
        "Getty Images said on Monday that it had withdrawn the picture of the bridge.",
        "Rell told Agence France-Presse (AFP) that talks would go on.",
        "The picture by Jane Doe of Getty Images shows the bridge, the army said.",
        "Senators Jane Doe (D-PA), John Roe (R-NY) and others signed the letter.",
        "Sen. Ana Rell (R) called on Gov. John Roe (D) to resign.",
        "The party moved to the left, and then to the right, in ten years.",
        "The bomb, left in a car, killed three people on Monday.",
        "Rell is seen as a likely successor. The vote is on April 8, 2031.",
        "The deal expires on May 16, 2031.",
        "The video shows troops on the bridge, the army said on April 8, 2031.",
        "“In this picture, you see my brother,” she said.",
        "Shares fell 3% (from 9/10 to 8/10) after the attack.",
    ],
)
def test_body_that_only_looks_like_a_caption(paragraph: str) -> None:
    assert pieces(f"{BODY}\n{paragraph}\n{MORE}")[1] == ("body", paragraph)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            (
                "The army put the dead at three. Photo: Rell arrives in Geneva, March 3."
                " (J. Doe/Agency)"
            ),
            [
                ("body", "The army put the dead at three."),
                ("caption", "Photo: Rell arrives in Geneva, March 3."),
                ("credit", "(J. Doe/Agency)"),
            ],
        ),
        (
            (
                "The mayor said he would stay. Rell speaks in Geneva, on March 3. (Jane Doe/AFP)"
                " The talks went on."
            ),
            [
                ("body", "The mayor said he would stay."),
                ("caption", "Rell speaks in Geneva, on March 3."),
                ("credit", "(Jane Doe/AFP)"),
                ("body", "The talks went on."),
            ],
        ),
        (
            "The mayor said he would stay. FILE PHOTO: Rell in Geneva, January 9, 2024.",
            [
                ("body", "The mayor said he would stay."),
                ("caption", "FILE PHOTO: Rell in Geneva, January 9, 2024."),
            ],
        ),
        (
            "The mayor said that he would stay. (Reuters)",
            [("body", "The mayor said that he would stay."), ("credit", "(Reuters)")],
        ),
        (
            "The army denied it. Photo: AP The mayor said that he would stay.",
            [
                ("body", "The army denied it."),
                ("credit", "Photo: AP"),
                ("body", "The mayor said that he would stay."),
            ],
        ),
        (
            "The mayor said so. (Reporting by Jane Doe; Editing by John Roe)",
            [
                ("body", "The mayor said so."),
                ("byline", "(Reporting by Jane Doe; Editing by John Roe)"),
            ],
        ),
        (
            "The mayor said so. CLICK HERE TO GET THE EXAMPLE APP",
            [("body", "The mayor said so."), ("furniture", "CLICK HERE TO GET THE EXAMPLE APP")],
        ),
        (
            "The mayor said so. Copyright 2031 Example. All rights reserved.",
            [
                ("body", "The mayor said so."),
                ("furniture", "Copyright 2031 Example. All rights reserved."),
            ],
        ),
    ],
)
def test_what_is_glued_to_a_paragraph_is_split_off(paragraph: str, expected: Pieces) -> None:
    assert pieces(f"{BODY}\n{paragraph}")[1:] == expected
    assert pieces(paragraph) == expected


def test_a_caption_is_told_by_the_credit_in_the_next_line() -> None:
    text = f"Shelling hits Orle\n{BODY}\nRell walks through Orle on Monday\nPhoto: AP\n{MORE}"
    assert pieces(text)[2:4] == [
        ("caption", "Rell walks through Orle on Monday"),
        ("credit", "Photo: AP"),
    ]


def test_a_caption_is_told_by_the_credit_or_the_label_above_it() -> None:
    assert pieces(f"{BODY}\nReuters\nSmoke over the bridge of Orle on Monday\n{MORE}")[1:3] == [
        ("credit", "Reuters"),
        ("caption", "Smoke over the bridge of Orle on Monday"),
    ]
    assert pieces(f"{BODY}\nImage caption\nSmoke over the bridge.\n{MORE}")[1:3] == [
        ("furniture", "Image caption"),
        ("caption", "Smoke over the bridge."),
    ]


@pytest.mark.parametrize(
    "caption",
    ["FILE - Rell in Orle. She left later.", "Ana Rell, left, and the mayor. They met twice."],
)
def test_a_caption_that_says_so_over_its_credit(caption: str) -> None:
    assert pieces(f"{BODY}\n{caption}\n(AP)\n{MORE}")[1:3] == [
        ("caption", caption),
        ("credit", "(AP)"),
    ]


def test_a_credit_after_prose_makes_no_caption_of_it() -> None:
    assert pieces(f"{BODY}\n{MORE}\nPhoto: AP\n{BODY}")[1] == ("body", MORE)


def test_who_the_author_is_stands_at_the_end() -> None:
    note = "Jane Doe is a correspondent of Example News in Geneva."
    text = f"Shelling hits Orle\n\n{BODY}\n\n{MORE}\n\n{BODY}\n\n{note}"
    assert pieces(text)[-1] == ("furniture", note)
    assert pieces(f"{note}\n\n{BODY}")[0] == ("body", note)


def test_a_credit_under_the_headline_makes_no_caption_of_it() -> None:
    text = f"Rell meets the mayor\nPhoto: AP\n{BODY}"
    assert [kind for kind, _ in pieces(text)] == ["headline", "credit", "body"]


def test_an_agency_at_the_end_leaves_the_last_paragraph_body() -> None:
    assert pieces(f"{BODY}\n{MORE}\nReuters")[1:] == [("body", MORE), ("credit", "Reuters")]


# ---------------------------------------------------------------- furniture


@pytest.mark.parametrize(
    "paragraph",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Advertisement Continue reading the main story",
        "Read more: Ten days in Orle",
        "READ MORE: Ten days in Orle",
        "Sign up for our daily newsletter and never miss a story.",
        "Share this",
        "Copyright 2031 Example News. All rights reserved.",
        "© 2031 Example News",
        "Related: Ten days in Orle",
        "CLICK HERE TO GET THE EXAMPLE APP",
        "Follow us on Facebook and X.",
        "Follow Jane Doe and follow her on Twitter",
        "Read or Share this story: https://example.org/x",
        "https://example.org/news/orle",
        "news@example.org",
        "#Orle #Norland",
        "___",
        "* * *",
        "12 comments",
        "Follow AP's coverage at https://example.org/orle",
        "[Ten days in Orle, a town at war]",
        "NORLAND DENIES THAT TROOPS CROSSED RIVER",
    ],
)
def test_furniture(paragraph: str) -> None:
    assert pieces(f"Shelling hits Orle\n\n{BODY}\n\n{paragraph}\n\n{MORE}")[2:] == [
        ("furniture", paragraph),
        ("body", MORE),
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Follow-up talks were held in Geneva.",
        "Copyright law was among the subjects of the talks.",
        "Terms of the deal were not disclosed.",
        "Live rounds were fired at the crowd.",
        "More than 300 people fled the town.",
        "Related talks on grain failed last week.",
        "Advertisements for the army were burnt in Orle.",
        "Watching from the bridge, the mayor said nothing.",
        "Subscribers to the fund are the five states.",
        "[The minister spoke before the attack was known, and has not replied since.]",
    ],
)
def test_body_that_begins_like_furniture(paragraph: str) -> None:
    assert pieces(f"{BODY}\n{paragraph}\n{MORE}")[1] == ("body", paragraph)


def test_links_under_read_more_are_furniture_until_the_prose_goes_on() -> None:
    text = f"{BODY}\n\nRead more:\n\nTen days in Orle\n\nWho is Ana Rell\n\n{MORE}"
    assert [kind for kind, _ in pieces(text)] == [
        "body", "furniture", "furniture", "furniture", "body",
    ]  # fmt: skip


def test_headings_between_paragraphs() -> None:
    text = f"Shelling hits Orle\n\n{BODY}\n\nWhat the army says\n\n{MORE}"
    assert pieces(text)[2] == ("headline", "What the army says")


def test_a_text_all_in_capitals_is_read() -> None:
    text = (
        f"SHELLING HITS ORLE\n\n{BODY.upper()}\n\nTHE ARMY PUT THE DEAD AT THREE\n\n{MORE.upper()}"
    )
    assert {kind for kind, _ in pieces(text)[1:]} <= {"body", "headline"}


# ---------------------------------------------------------------- lines and paragraphs

WRAPPED = """\
Shelling hits Orle

ORLE, April 8 (Example) — At least 14 people were killed in the shelling
of Orle on Monday, the mayor said. Norland's army put the dead at three,
and said that it had not fired first.
   Southmark's foreign minister said on Tuesday that her country would
attend a second round in Geneva.

Photo: AP
"""


def test_wrapped_lines_are_one_passage_and_the_text_is_unchanged() -> None:
    doc = document(WRAPPED)
    found = find_passages(doc)
    assert [p.kind for p in found] == ["headline", "dateline", "body", "body", "credit"]
    assert found[2].span.quote.startswith("At least 14 people were killed in the shelling\nof Orle")
    assert found[3].span.quote.endswith("attend a second round in Geneva.")
    assert all(doc.text[p.span.start : p.span.end] == p.span.quote for p in found)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\n \t\n", "\u2029"])
def test_any_newline_parts_paragraphs(newline: str) -> None:
    text = newline.join(["Shelling hits Orle", BODY, MORE])
    assert [q for _, q in pieces(text)] == ["Shelling hits Orle", BODY, MORE]


def test_a_line_that_goes_on_in_lower_case_is_one_paragraph() -> None:
    assert pieces("The mayor of Orle said that he\nwould stay.\n\nTalks go on.")[0] == (
        "body",
        "The mayor of Orle said that he would stay.",
    )


# ---------------------------------------------------------------- for any text

CHUNKS = st.sampled_from([
    *(BODY, MORE, "Shelling hits Orle", "By Jane Doe", "KYIV —", "Read more:", "May 16, 2031"),
    *("Photo: AP", "(J. Doe/AFP)", "(Reuters)", "©", "FILE - Rell waves, Jan. 9, 2024."),
    *("Getty Images Rell in Orle", "Copyright 2031 X.", " (Reporting by Jane Doe)", "# ", "* "),
    *("Image caption ", "“", "é", "[", "(", "—", "\n", "\n\n", "\r\n", " "),
    *("\t", "\u200b", "\ufeff", "\u202e", "\x1c", "\x85"),
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(CHUNKS, max_size=25).map("".join)))
def test_every_character_but_white_space_is_in_exactly_one_passage(text: str) -> None:
    doc = document(text)
    found = find_passages(doc)
    spans = [(p.span.start, p.span.end) for p in found]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[p.span.start : p.span.end] == p.span.quote != "" for p in found)
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(i in covered or c.isspace() for i, c in enumerate(text))
    assert len({p.id for p in found}) == len(found)


@given(st.lists(CHUNKS, max_size=15).map("".join))
def test_the_same_text_gives_the_same_passages(text: str) -> None:
    assert find_passages(document(text)) == find_passages(document(text))


@pytest.mark.parametrize(
    "unit",
    [
        *("a", "a ", "A ", "(", "(a", "(A/", "(Aa B/C) ", ". ", "A. ", "AA, ", "AAA - ", "— ", "#"),
        *("©", "[", "Aa bb cc\n", "AA BB CC DD EE\n", "Jane Doe/AFP\n", "Photo: ", "Aa. Photo: "),
        *("FILE - ", "By Aa ", "in this a ", ", left,", "May 1, 2020 ", ". Reporting by Aa "),
        *(". Copyright 2020 ", "#a, ", " ", "Image caption ", "\u2028a", "Jane de la van "),
        "people look ",
        "the quick brown fox jumps over the lazy dog, and it goes on so\n",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        divide(unit * (size // len(unit)))
        return time.process_time() - start

    assert seconds(100_000) < 2 + 40 * seconds(10_000)


# ---------------------------------------------------------------- on gold sets


def test_gold_is_not_lost_to_passages_that_are_not_read() -> None:
    folder = os.environ.get("ONRECORD_DATA")
    if not folder:
        pytest.skip("ONRECORD_DATA names no folder of gold data")
    lost = total = 0
    for line in Path(folder, "attribution/polnear-dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        unread = {
            i
            for p in divide(row["text"])
            if p.kind in {"byline", "credit", "furniture"}
            for i in range(p.start, p.end)
        }
        for attribution in row["attributions"]:
            for start, end in attribution["content"]:
                total += 1
                lost += not unread.isdisjoint(range(start, end))
    assert total > 1000
    assert lost <= total // 1000
