"""read_page: what of a page is the report, and what each block is."""

import json

import pytest

from onrecord.ingest.pages.read import read_page
from tests.ingest.made import PROSE, page

FIRST = "GENEVA (Reuters) - Talks on the bridge over the Orle"


def blocks(data: bytes | str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in read_page(data).blocks]


def texts(data: bytes | str, *kinds: str) -> list[str]:
    return [text for kind, text in blocks(data) if kind in kinds]


def body(data: bytes | str) -> str:
    return "\n".join(texts(data, "body", "heading", "deck"))


def test_the_report_and_nothing_else() -> None:
    found = blocks(page())
    assert [kind for kind, _ in found] == ["title", "body", "body", "body"]
    assert found[0][1] == "Talks resume in Geneva"
    assert found[1][1].startswith(FIRST)


def test_text_in_a_page_becomes_the_same_whether_bytes_or_text() -> None:
    assert blocks(page()) == blocks(page().decode())


@pytest.mark.parametrize(
    "extra",
    [
        "<div class=advert>Advertisement</div>",
        "<p>Advertisement</p>",
        "<p><a href=/2>Norland builds a bridge of its own over the Orle</a></p>",
        "<p>Read more: <a href=/2>Norland builds a bridge of its own</a></p>",
        "<p>Les også: <a href=/2>Norland bygger en bro over Orle nå</a></p>",
        "<ul><li><a href=/2>Norland builds it</a></li><li><a href=/3>Orle votes</a></li></ul>",
        "<div class=newsletter-signup><p>Sign up for our newsletter, which comes daily.</p></div>",
        "<aside><p>Norland is a state of some two million people in the north.</p></aside>",
        "<section class=promo><h3>More</h3><p>Norland builds a bridge of its own.</p></section>",
        "<script>document.write('<p>Norland builds a bridge of its own.</p>')</script>",
        "<p style='display: none'>Norland builds a bridge of its own over the Orle.</p>",
        "<style>p { color: red }</style><noscript>Norland builds a bridge. Turn it on.</noscript>",
    ],
)
def test_what_stands_between_paragraphs_and_is_no_part_of_the_report(extra: str) -> None:
    first, rest = PROSE.split("</p>", 1)
    found = body(page(f"{first}</p>{extra}{rest}"))
    assert found == body(page())


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("<h2>What comes next</h2><p>A second round is planned for May, Rell said.</p>", "What c"),
        (
            "<blockquote><p>No troops crossed the river, and none will cross.</p></blockquote>",
            "No t",
        ),
        ("<ul><li>Norland wants the bridge.</li><li>Southmark wants peace.</li></ul>", "Norland w"),
        ("<p>Norland, <a href=/n>which denied it</a>, has not replied yet.</p>", "Norland, which"),
        ("<table><tr><td>Norland</td><td>3 dead</td></tr></table><p>So it stood.</p>", "Norland 3"),
    ],
)
def test_what_is_part_of_it(extra: str, said: str) -> None:
    assert said in body(page(PROSE + extra + "<p>The army of Norland has said nothing on it.</p>"))


def test_the_deck_is_told_by_description_or_class_or_shape() -> None:
    deck = "Southmark sets a condition for a second round of talks on the bridge over the Orle."
    for made in (f"<p class=standfirst>{deck}</p>", f"<p>{deck}</p>"):
        found = blocks(page(f"<header>{made}</header>{PROSE}"))
        assert deck in [text for kind, text in found if kind in {"deck", "body"}]


def test_a_byline_and_a_date_above_the_prose() -> None:
    head = '<meta name=author content="Jane Doe">'
    above = (
        "<div class=meta><span>By Jane Doe</span></div><div class=meta>12 April 2031, 10:00</div>"
    )
    found = blocks(page(above + PROSE, head))
    assert ("byline", "By Jane Doe") in found
    assert not any("10:00" in text for kind, text in found if kind == "body")


def test_captions_and_credits_of_figures() -> None:
    figure = (
        "<figure><img src=a.jpg><figcaption>Ana Rell arrives in Geneva."
        " <span class=credit>Photo: J. Doe/Reuters</span></figcaption></figure>"
    )
    found = blocks(
        page(PROSE + figure + "<p>She left on Tuesday, her office said late at night.</p>")
    )
    assert ("caption", "Ana Rell arrives in Geneva.") in found
    assert ("credit", "Photo: J. Doe/Reuters") in found
    assert "arrives" not in body(page(PROSE + figure))


@pytest.mark.parametrize(
    "box",
    [
        "<div class=image-wrap><img src=a.jpg><p>Ana Rell arrives in Geneva today.</p></div>",
        "<div><img src=a.jpg><p class=wp-caption-text>Ana Rell arrives in Geneva today.</p></div>",
        "<div><img src=a.jpg><div>Ana Rell arrives in Geneva today. © J. Doe/AP</div></div>",
    ],
)
def test_captions_without_a_figure(box: str) -> None:
    found = texts(
        page(PROSE + box + "<p>She left on Tuesday, her office said at night.</p>"), "caption"
    )
    assert found == ["Ana Rell arrives in Geneva today."]


def test_pictures_of_other_reports_are_not_the_reports() -> None:
    teaser = (
        "<figure><img><figcaption><a href=/2>Norland votes on its bridge</a></figcaption></figure>"
    )
    made = page().replace(b"<h3>More news</h3>", teaser.encode())
    assert texts(made, "caption", "credit") == []


def test_a_body_that_only_a_script_holds() -> None:
    sentence = "Talks on the bridge over the Orle resumed on Monday, Ana Rell told reporters. "
    about = {"@type": "NewsArticle", "headline": "Talks resume", "articleBody": sentence * 12}
    head = f'<script type="application/ld+json">{json.dumps(about)}</script>'
    found = body(page("<p>Subscribe to read this report.</p>", head))
    assert found.count("Talks on the bridge") == 12


def test_line_breaks_and_entities() -> None:
    made = page(PROSE + "<div>Fish &amp; chips were had.<br><br>Peace was made&nbsp;in May.</div>")
    lines = body(made).split("\n")
    assert "Fish & chips were had." in lines
    assert "Peace was made in May." in lines


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    declared = f'<meta charset="{encoding}">' if encoding != "utf-16" else ""
    text = page(
        PROSE + "<p>“Café talks” – the mayor’s – went on in Orle for three days.</p>", declared
    )
    assert "“Café talks” – the mayor’s" in body(text.decode().encode(encoding))


def test_a_page_saved_anew_with_its_old_declaration_is_utf_8() -> None:
    made = page(
        PROSE + "<p>The café in Orle was shelled again on Monday.</p>", "<meta charset=latin-1>"
    )
    assert "The café" in body(made)


def test_reading_twice_gives_the_same() -> None:
    assert read_page(page()) == read_page(page())
