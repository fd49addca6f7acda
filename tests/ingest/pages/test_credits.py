"""Captions parted from credits, and the names in credits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest.pages.credits import is_credit_alone, names_in_credit, part_caption


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Rell arrives. (Jane Doe/AP)", "Rell arrives.", "(Jane Doe/AP)"),
        ("Rell arrives (AP Photo/Jane Doe)", "Rell arrives", "(AP Photo/Jane Doe)"),
        ("Rell arrives. (Unsplash)", "Rell arrives.", "(Unsplash)"),
        ("Rell arrives in Geneva. Photo: J. Doe", "Rell arrives in Geneva.", "Photo: J. Doe"),
        (
            "Rell arrives in Geneva Photo by J. Doe/AP",
            "Rell arrives in Geneva",
            "Photo by J. Doe/AP",
        ),
        ("Rell kommt an. © dpa | J. Doe", "Rell kommt an.", "© dpa | J. Doe"),
        ("Rell kommt anFoto: J. Doe", "Rell kommt an", "Foto: J. Doe"),
        ("Rell kommt an (Symbolfoto: dpa | J. Doe)", "Rell kommt an", "(Symbolfoto: dpa | J. Doe)"),
        ("Rell arrives. Getty Images", "Rell arrives.", "Getty Images"),
        ("Rell in Geneva Jane Doe/Getty Images", "Rell in Geneva", "Jane Doe/Getty Images"),
        ("Rell (left) and Oss (right)", "Rell (left) and Oss (right)", ""),
        ("Rell and Oss walk along the river.", "Rell and Oss walk along the river.", ""),
        ("Rell (SDP) with voters", "Rell (SDP) with voters", ""),
        ("Dr. J. Doe arrives", "Dr. J. Doe arrives", ""),
        ("", "", ""),
    ],
)
def test_part_caption(text: str, caption: str, credit: str) -> None:
    parted = part_caption(text)
    assert (text[slice(*parted.caption)], text[slice(*parted.credit)]) == (caption, credit)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Photo: Jane Doe/AP", ("Jane Doe/AP",)),
        ("© dpa | Jane Doe", ("dpa", "Jane Doe")),
        ("(Jane Doe/Reuters)", ("Jane Doe/Reuters",)),
        ("Bildrechte: Jane Doe", ("Jane Doe",)),
        ("Copyright Jane Doe/Copyright 2031 The AP. All rights reserved.", ("Jane Doe",)),
        ("Photo:", ()),
        ("©", ()),
    ],
)
def test_names_in_credit(text: str, names: tuple[str, ...]) -> None:
    assert names_in_credit(text) == names


def test_a_credit_alone() -> None:
    assert is_credit_alone("Photo: Jane Doe")
    assert is_credit_alone("Getty Images")
    assert not is_credit_alone("Rell arrives in Geneva")


@settings(deadline=None)  # the first example loads the tables
@given(st.text(max_size=300))
def test_a_caption_and_its_credit_lie_in_the_text_in_order(text: str) -> None:
    caption, credit = part_caption(text)
    assert 0 == caption[0] <= caption[1] <= credit[0] <= credit[1] == len(text)
    assert all(name in text for name in names_in_credit(text))
