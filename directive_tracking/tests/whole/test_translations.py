from odoo.tests import tagged

from ..translation_case import TranslationCase


@tagged("post_install", "-at_install")
class TestTranslations(TranslationCase):
    module = "directive_tracking"
    fewest = 500
