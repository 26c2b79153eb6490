from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.translation_case import TranslationCase


@tagged("post_install", "-at_install")
class TestPetitionTranslations(TranslationCase):
    module = "directive_petition"
