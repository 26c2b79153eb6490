"""Numbers written out, as they stand in a shadow (see tools.text)."""

NUMBERS = {
    word: number
    for number, word in enumerate("mot hai ba bon nam sau bay tam chin muoi".split(), 1)
}
# Quarters and months use "nhất" and "tư".
ORDINALS = NUMBERS | {"nhat": 1, "tu": 4, "muoi mot": 11, "muoi hai": 12}


def number_of(text):
    """Return the number for digits or a word.

    >>> number_of("12"), number_of("sau")
    (12, 6)
    """
    return NUMBERS.get(text) or int(text)
