from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


@tagged("post_install", "-at_install")
class TestBroadcastTours(AtADesk, HttpCase, DirectiveCase):
    """Written and sent at a desk, read and acknowledged on a telephone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        mine = cls.commune_x | cls.commune_y
        others = cls.env["directive.agency"].search([("kind", "=", "commune")]) - mine
        others.active = False

    def test_it_is_written_and_sent_at_a_desk_and_seen_on_a_telephone(self):
        url = "/odoo/directive-broadcasts"
        self.start_tour(url, "directive_broadcast_send", login="test_office")
        rows = self.env["directive.notice.delivery"].search(
            [("broadcast_id.name", "=", "Ứng phó bão của chuyến thử")]
        )
        self.assertEqual(rows.user_id, self.user_x | self.user_y)
        self.browser_size = OnATelephone.browser_size
        self.touch_enabled = OnATelephone.touch_enabled
        self.start_tour(f"{url}-to-us", "directive_broadcast_seen", login="test_x")
        seen = rows.filtered(lambda row: row.state == "seen")
        self.assertEqual(seen.user_id, self.user_x)
