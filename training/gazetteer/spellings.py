"""What can be made of the names that the packages give."""

from collections.abc import Iterable, Iterator

from onrecord.resolve.spellings import ENGLISH, useful, without_area_word
from onrecord.text import name_key


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
