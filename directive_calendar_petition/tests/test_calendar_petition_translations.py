from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.translation_case import TranslationCase


@tagged("post_install", "-at_install")
class TestCalendarPetitionTranslations(TranslationCase):
    module = "directive_calendar_petition"
    fewest = 5
