from datetime import timedelta

from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class HomeTours(HttpCase, DirectiveCase):
    """A leader and an agency go from their numbers to the lists and back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = cls.env["directive.settings"]._today()
        tasks = {"Quá hạn của chuyến thử": -3, "Trong hạn của chuyến thử": 30}
        for name, days in tasks.items():
            cls.make_task(state="in_progress", name=name, deadline=today + timedelta(days=days))

    def go_through(self):
        self.start_tour("/odoo", "directive_home_leader", login="test_leader")
        self.start_tour("/odoo/today", "directive_home_agency", login="test_a")


@tagged("post_install", "-at_install")
class TestHomeDesk(AtADesk, HomeTours):
    def test_numbers_open_their_lists(self):
        self.go_through()


@tagged("post_install", "-at_install")
class TestHomeTelephone(OnATelephone, HomeTours):
    def test_numbers_open_their_lists(self):
        self.go_through()
