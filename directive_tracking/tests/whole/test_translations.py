from odoo.tests import tagged

from ..translation_case import TranslationCase


@tagged("post_install", "-at_install")
class TestTranslations(TranslationCase):
    module = "directive_tracking"
    fewest = 500

    def test_a_correction_has_one_name(self):
        """What the button calls "đính chính" is called nothing else in its form or afterwards."""
        corrected = {source: text for source, text in self.vietnamese.items() if "orrect" in source}
        self.assertGreater(len(corrected), 50)
        other = [text for text in corrected.values() if "điều chỉnh" in text.lower()]
        self.assertFalse(other)
