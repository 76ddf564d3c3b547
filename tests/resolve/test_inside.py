"""Who speaks inside a quotation, from the article's text to the speakers: statements found by sayso itself."""

from __future__ import annotations

import pytest

from sayso import statements

# (text, the source as printed, who is meant; None where the text does not decide)
INSIDE = [
    # I and we are who says it, however far down
    ("“I told him that the road would open,” Ilmar Tosk said of Bruno Harrow.", "I", "Ilmar Tosk"),
    ("Ilmar Tosk recalled: “I said that we were late. It rained.”", "I", "Ilmar Tosk"),
    ("Ilmar Tosk recalled: “We told the council that the road was shut.”", "We", "Ilmar Tosk"),
    # you is whom he told, where the article says so
    ("“You said the road would open,” Ada Quill told Bruno Harrow.", "You", "Bruno Harrow"),
    ("Ada Quill told reporters: “You said that I was late.”", "You", "reporters"),
    ("“You said the road would open,” Ada Quill said.", "You", None),
    # mine and yours
    ("“My wife says I talk too much,” Bruno Harrow said.", "My wife", "Bruno Harrow’s wife"),
    ("“Your minister said the road was good,” Ada Quill told Ilmar Tosk.", "Your minister", "Ilmar Tosk’s minister"),
    ("“Your minister said the road was good,” Ada Quill said.", "Your minister", "your minister"),
    # whoever the quotation speaks of before, without a name
    ("“I met the mayor. She told me that the road was shut,” Bruno Harrow said.", "She", "the mayor"),
    ("Mayor Ada Quill slept. “I met the mayor. She said that it was shut,” Bruno Harrow said.", "She", "Ada Quill"),
    ("“I met the queen and the king. He told me it was shut,” Ada Quill said.", "He", "the king"),
    # ... two are two, whether a list has the word or not
    ("“I met the mayor and the beekeeper. He told me it was shut,” Ada Quill said.", "He", None),
    # ... nobody is taken up by "a mayor"
    ("“No mayor would. He told me it was shut,” Ada Quill said.", "He", None),
    # ... a letter is nobody
    ("“I got a letter. He told me it was shut,” Ada Quill said.", "He", None),
    # ... and who is named comes first
    ("“I met the mayor and Bruno Harrow. He told me it was shut,” Ada Quill said.", "He", "Bruno Harrow"),
    # ... and of whom it speaks as "them" nobody knows
    ("“We asked them to stay, and they said that they would,” Ada Quill said.", "they", None),
]


@pytest.mark.parametrize(("text", "source", "speaker"), INSIDE)
def test_inside_a_quotation_the_speaker_is(text: str, source: str, speaker: str | None) -> None:
    found = [one for one in statements(text) if one.within and one.source and one.source.of(text) == source]
    assert found
    assert {one.speaker.name if one.speaker else None for one in found} == {speaker}
