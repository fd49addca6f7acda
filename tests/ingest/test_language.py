"""Language: English is never refused, another language is named, a few words leave it open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.language import find_language, language_name

SENTENCES = {
    "en": "The mayor said that the bridge had been hit again on Monday.",
    "de": "Der Bürgermeister sagte, die Brücke sei am Montag wieder getroffen worden.",
    "fr": "Le maire a dit que le pont avait été touché de nouveau par les tirs.",
    "es": "El alcalde dijo que el puente fue alcanzado de nuevo por los disparos del lunes.",
    "pt": "O prefeito disse que a ponte foi atingida de novo na segunda-feira, e não há mortos.",
    "it": "Il sindaco ha detto che il ponte è stato colpito di nuovo lunedì, e non ci sono morti.",
    "nl": "De burgemeester zei dat de brug maandag weer is geraakt en dat er geen doden zijn.",
    "sv": "Borgmästaren säger att bron har träffats igen och att det inte är någon som har dött.",
    "pl": "Burmistrz powiedział, że most został ponownie trafiony i że nie ma ofiar, ale są ranni.",
    "cs": "Starosta řekl, že most byl znovu zasažen a že nejsou žádné oběti, ale jsou ranění.",
    "hu": "A polgármester azt mondta, hogy a hidat ismét eltalálták, és nem volt halott.",
    "ro": "Primarul a spus că podul a fost lovit din nou și că nu sunt morți, dar sunt răniți.",
    "tr": "Başkan köprünün yine vurulduğunu ve yaralı olduğunu söyledi, bu çok kötü, ama ölü yok.",
    "fi": "Pormestari sanoi, että silta sai osuman, että kukaan ei ole kuollut, mutta se on auki.",
    "id": "Wali kota mengatakan bahwa jembatan itu telah diserang dan tidak ada korban yang tewas.",
    "vi": "Thị trưởng cho biết cây cầu đã bị trúng đạn và không có người chết trong ngày này.",
    "ru": "Мэр сказал, что мост снова был обстрелян.",
    "uk": "Мер сказав, що міст знову обстріляли, є поранені.",
    "bg": "Кметът каза, че мостът отново е бил ударен.",
    "sr": "Градоначелник је рекао да је мост поново погођен, људи су рањени.",
    "ar": "قال رئيس البلدية إن الجسر تعرض للقصف مرة أخرى في المدينة.",
    "fa": "شهردار گفت که پل دوباره هدف قرار گرفت و چند نفر زخمی شدند.",
    "he": "ראש העיר אמר שהגשר נפגע שוב.",
    "el": "Ο δήμαρχος είπε ότι η γέφυρα χτυπήθηκε ξανά.",
    "zh": "市长说，桥梁星期一再次被击中。",
    "ja": "市長は橋が月曜日に再び攻撃されたと述べた。",
    "ko": "시장은 월요일에 다리가 다시 공격받았다고 말했다.",
    "hi": "मेयर ने कहा कि पुल पर सोमवार को फिर हमला हुआ।",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานถูกโจมตีอีกครั้ง",
}  # fmt: skip


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_a_sentence_is_enough(code: str, sentence: str) -> None:
    assert find_language(sentence) == code
    assert find_language(sentence.upper()) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1995",
        "Talks resume",
        "Rell arrives in Geneva",
        "Putin meets Rell in Minsk",
        "Le Pen wins in Calais",
        "M23 takes Goma",
        "Marine de la Cruz",
        "São Paulo, Córdoba, Zürich, Łódź",
    ],
)
def test_a_few_words_leave_it_open(text: str) -> None:
    assert find_language(text) is None


@pytest.mark.parametrize("code", [c for c in SENTENCES if c != "en"])
def test_english_with_a_quotation_is_english(code: str) -> None:
    text = (
        f"The minister read out the statement in his own language: “{SENTENCES[code]}” He would not"
        " say what it meant for the talks, or when they are to go on, but those who were there and"
        " had heard him before thought that it was the end of them."
    )
    assert find_language(text) == "en"


def test_names_in_another_language_do_not_make_english_foreign() -> None:
    text = "Los Angeles de la Cruz, El Salvador: Maria de los Santos of La Union won on Sunday."
    assert find_language(text) in {"en", None}


def test_prose_in_a_language_that_is_not_in_the_table() -> None:
    basque = "Alkateak esan du zubia berriro jo dutela astelehenean eta hildakorik ez dagoela. "
    assert find_language(basque * 12) == "und"


def test_names_of_languages() -> None:
    assert language_name("uk") == "Ukrainian"
    assert "not known" in language_name("und")


@given(st.text())
def test_any_text_has_a_named_language_or_none(text: str) -> None:
    code = find_language(text)
    assert code is None or language_name(code)
