from datetime import timedelta

from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class OrderBoard:
    """A leader reads the board of an order and chases the silent agency."""

    allow_inherited_tests_method = True

    def test_a_leader_reads_the_board_and_chases_the_silent(self):
        long_ago = self.env["directive.settings"]._today() - timedelta(days=20)
        order = self.make_directive()
        for agency, state in ((self.agency_a, "in_progress"), (self.agency_b, "reported")):
            self.make_task(
                agency,
                state=state,
                name="Report on the flood",
                directive_id=order.id,
                date_last_news=long_ago,
            )
        url = f"/odoo/directives/{order.id}"
        self.start_tour(url, "directive_order_board", login="test_leader")
        rows = self.env["directive.notice.delivery"].search(
            [("notice_id.event", "=", "silence_chased"), ("directive_id", "=", order.id)]
        )
        self.assertEqual(rows.agency_id, self.agency_a)


@tagged("post_install", "-at_install")
class TestOrderBoardAtADesk(AtADesk, OrderBoard, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestOrderBoardOnATelephone(OnATelephone, OrderBoard, HttpCase, DirectiveCase):
    pass
