"""How a place's name may be written, and bent to the form in which the gazetteer has it."""

from onrecord.resolve.gazetteer_file import ABBREVIATION, ALTERNATIVE, MAIN
from onrecord.text import name_key

ADMIN_WORDS = frozenset({
    "oblast", "region", "province", "governorate", "district", "county", "state", "prefecture",
    "department", "territory", "krai", "republic", "rayon", "raion", "municipality", "parish",
    "emirate", "division", "canton", "borough", "okrug", "voivodeship", "vilayat", "wilaya",
    "counties",
})  # fmt: skip
TOWN_WORDS = frozenset({
    "township", "village", "town", "city", "borough", "area", "metro", "metropolitan", "suburb",
    "suburbs", "camp",
})  # fmt: skip
LEADING_WORDS = frozenset({
    "the", "city", "town", "village", "township", "county", "state", "province", "republic",
    "region", "district", "kingdom", "commonwealth", "governorate", "greater", "downtown",
    "central", "metropolitan", "mainland", "occupied",
})  # fmt: skip
SHORT_FORMS = {
    "st": "saint", "mt": "mount", "ft": "fort", "twp": "township", "co": "county", "ste": "sainte",
    "pt": "point",
}  # fmt: skip

ADMIN, TOWN = "admin", "town"
"""What a bent name may mean: "Sumy" of "Sumy region" an area, "Hume" of "Hume Township" a town."""


DIRECTIONS = frozenset({
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
    "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern",
    "southeastern", "southwestern", "upper", "lower", "capital", "center", "centre", "side", "the",
})  # fmt: skip


def is_generic(name: str) -> bool:
    """Whether the name is made of words like "Western District", which alone name no place."""
    words = name_key(name).split()
    return all(word in DIRECTIONS or word in ADMIN_WORDS or word in TOWN_WORDS for word in words)


def name_forms(name: str) -> list[tuple[str, int, str | None]]:
    """The spellings to try, least bent first: each with how far it is bent and what it may mean."""
    words = name_key(name).split()
    if not words:
        return []
    forms: list[tuple[str, int, str | None]] = [(name, 0, None)]
    full = [SHORT_FORMS.get(word, word) for word in words]
    if full != words:
        forms.append((" ".join(full), 0, None))
    if len(full) > 1 and full[-1] in ADMIN_WORDS:
        forms.append((" ".join(full[:-1]), 1, ADMIN))
    bare = full
    while len(bare) > 1 and bare[0] in LEADING_WORDS:
        bare = bare[2:] if len(bare) > 2 and bare[1] == "of" else bare[1:]
    if bare != full:
        forms.append((" ".join(bare), 1, None))
        if len(bare) > 1 and bare[-1] in ADMIN_WORDS:
            forms.append((" ".join(bare[:-1]), 1, ADMIN))
    if len(bare) > 1 and bare[-1] in TOWN_WORDS:
        forms.append((" ".join(bare[:-1]), 2, TOWN))
    return forms


def written_as_name(name: str, kind: int) -> bool:
    """Whether a short name is written as one: with a point or in capitals."""
    letters = sum(c.isalpha() for c in name)
    if kind == ABBREVIATION:
        return "." in name or name.isupper() or letters > 3
    return letters > 2 or "." in name or (name.isupper() and kind in {MAIN, ALTERNATIVE})
