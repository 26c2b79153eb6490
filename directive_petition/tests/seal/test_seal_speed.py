from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.speed_common import SpeedCase

from .seal_common import SealWorld


@tagged("post_install", "-at_install")
class TestSealSpeed(SpeedCase, SealWorld):
    """While a letter is sealed every text is looked through; steps on other tasks cost no more."""

    def test_each_step_costs_few_queries_while_something_is_sealed(self):
        self.assertTrue(self.env["petition.letter"]._is_any_sealed())
        self.assert_few_queries()
