import io
import re

import polib

from odoo.tests import TransactionCase
from odoo.tools import file_path
from odoo.tools.translate import trans_export

# Texts of offices without a specific addressee.
ADDRESSED = re.compile(r"\b(bạn|anh/chị|đồng chí|quý vị|ông/bà)\b", re.IGNORECASE)
# Values put in by the code, and those of the little language of templates.
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")


def places(entries):
    """Return ``{(text, model and field, record)}``: where the texts of records stand."""
    return {
        (entry.msgid, *place)
        for entry in entries
        for place in entry.occurrences
        if place[0].startswith("model")
    }


class TranslationCase(TransactionCase):
    """Everything a person reads in one addon is in Vietnamese too."""

    allow_inherited_tests_method = True
    module = None  # the addon
    fewest = 200  # texts it certainly has: an empty export must not pass

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        exported = io.BytesIO()
        trans_export(False, [cls.module], exported, "po", cls.env)
        cls.source = polib.pofile(exported.getvalue().decode())
        cls.file = polib.pofile(file_path(f"{cls.module}/i18n/vi.po"))
        # As Odoo reads it: only texts of the template, at the places that the template names.
        cls.file.merge(polib.pofile(file_path(f"{cls.module}/i18n/{cls.module}.pot")))
        read = [entry for entry in cls.file if not entry.obsolete]
        cls.vietnamese = {entry.msgid: entry.msgstr for entry in read}

    def test_every_text_has_its_vietnamese(self):
        missing = [entry.msgid for entry in self.source if not self.vietnamese.get(entry.msgid)]
        self.assertGreater(len(self.source), self.fewest)
        self.assertFalse(missing)

    def test_every_text_of_a_record_is_vietnamese_where_it_stands(self):
        """Odoo puts a translation only at the fields and views that its entry names."""
        missing = places(self.source) - places(entry for entry in self.file if not entry.obsolete)
        self.assertFalse(missing)

    def test_every_translation_keeps_the_places_of_the_values(self):
        for source, text in self.vietnamese.items():
            places = sorted(PLACES.findall(source))
            self.assertEqual(sorted(PLACES.findall(text)), places, source)

    def test_nobody_is_addressed_in_one_way_here_and_another_there(self):
        addressed = [text for text in self.vietnamese.values() if ADDRESSED.search(text)]
        self.assertFalse(addressed)
