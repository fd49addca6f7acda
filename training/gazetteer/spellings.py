"""Which of a place's many names are worth keeping, and what can be made of them."""

import unicodedata
from collections.abc import Iterable, Iterator

from onrecord.text import name_key

# The scripts in which a country's own press writes; names in others add nothing to a report.
SCRIPTS = {
    "CYRILLIC": "UA RU BY BG RS MK ME BA KZ KG TJ UZ TM MN MD GE AM AZ XK",
    "ARABIC": "AE AF BH DJ DZ EG EH IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN TR"
    " YE ER CN IN SS ML NE NG",
    "HEBREW": "IL PS SY LB",
    "GREEK": "GR CY AL MK BG TR",
    "ARMENIAN": "AM AZ GE",
    "GEORGIAN": "GE",
    "DEVANAGARI": "IN NP",
    "BENGALI": "BD IN",
    "GURMUKHI": "IN PK",
    "GUJARATI": "IN", "TAMIL": "IN LK", "TELUGU": "IN", "KANNADA": "IN", "MALAYALAM": "IN",
    "ORIYA": "IN", "SINHALA": "LK", "ETHIOPIC": "ET ER", "THAI": "TH", "LAO": "LA", "KHMER": "KH",
    "MYANMAR": "MM", "TIBETAN": "CN BT", "HANGUL": "KR KP", "CJK": "CN TW HK MO JP KR SG",
    "HIRAGANA": "JP", "KATAKANA": "JP", "THAANA": "MV",
}  # fmt: skip
NATIVE = {
    (script, country) for script, countries in SCRIPTS.items() for country in countries.split()
}

AREA_WORDS = {
    "oblast", "region", "province", "governorate", "district", "county", "state", "prefecture",
    "department", "territory", "krai", "republic", "rayon", "raion", "municipality", "parish",
    "emirate", "division", "canton", "borough", "kabupaten", "okrug", "voivodeship", "city",
}  # fmt: skip

ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE"}
"""Where the main name is the English one, and the others of a small town are old or foreign."""


def town_names(row: dict) -> Iterator[str]:
    words = set(name_key(row["name"]).split())
    for name in useful(row["names"], row["name"], row["country"]):
        small = row["population"] < 500_000
        if (
            row["country"] not in ENGLISH
            or not small
            or (words & set(name_key(name).split()) and len(name.split()) > 1)
        ):
            yield name


def useful(names: Iterable[str], main: str, country: str) -> Iterator[str]:
    """The names whose keys differ from the main one's, in a script that serves."""
    seen = {name_key(main)}
    for name in names:
        key = name_key(name)
        if key in seen or not 2 <= len(key) <= 60 or any(c.isdigit() for c in key):
            continue
        seen.add(key)
        letter = next((c for c in key if c.isalpha()), "")
        script = unicodedata.name(letter, "?").split()[0] if letter else "?"
        if script == "LATIN" or (script, country) in NATIVE:
            if len(key) == 3 and name.isupper() and script == "LATIN":
                continue  # airport codes
            yield name


def without_area_word(name: str) -> str:
    """The name without the word for what it is: "Boone County" → "Boone"; "" if it has none."""
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in AREA_WORDS:
        return " ".join(words[:-1])
    return ""


def full_name(name: str, others: Iterable[str]) -> str:
    """The English name with the word for what it is, if one of the others has it: "Sumy Oblast"."""
    key = name_key(name)
    return next((n for n in others if name_key(without_area_word(n)) == key), name)


def boundary_names(properties: dict) -> list[str]:
    names = [properties.get(k) for k in ("name", "name_en", "gn_name", "woe_name")]
    names += [properties.get(f"name_{k}") for k in ("ru", "uk", "ar", "he", "fa", "zh", "ko")]
    names += (properties.get("name_alt") or "").split("|")
    return [n for n in names if n]


def regular(people: str) -> bool:
    """Whether the word for a people takes an s: "Iraqis", not "Frenchs"."""
    return people == "Czech" or not people.endswith(("s", "sh", "ch", "ese", "men", "UK", "."))
