"""Text is brought to one form."""

from odoo.tests import BaseCase

from ...tools import text


class TestToolsText(BaseCase):
    def test_all_unicode_forms_fold_alike(self):
        for written in (
            "Sở Nội vụ",
            "So\u031b\u0309 No\u0302\u0323i vu\u0323",
            "SỞ\xa0NỘI\u200b VỤ",
            "sở nội-vụ",
        ):
            self.assertEqual(text.fold(written), "so noi vu")

    def test_a_shadow_is_as_long_as_its_text(self):
        for written in ("Đợt 1: – 30/6", "İstanbul ẞ", "〃 …", "a\u0301b"):
            self.assertEqual(len(text.shadow(written)), len(written))

    def test_an_ampersand_in_a_name_is_no_entity(self):
        self.assertEqual(text.clean("Sở NN&amp;MT, XD&GT &amp;amp; x"), "Sở NN&MT, XD&GT & x")
