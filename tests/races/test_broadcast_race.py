"""Several people press Send on the same broadcast at the same moment."""

import threading
import unittest

from ..world.own_database import OwnDatabase

DATABASE = OwnDatabase("broadcast_race")
PRESSES = 4
AGENCIES = 20

setUpModule = DATABASE.for_module


class TestBroadcastRace(unittest.TestCase):
    """Any number of button presses: one broadcast is one notice, each recipient notified once."""

    def setUp(self):
        with DATABASE.environment() as env:
            agencies = env["directive.agency"].create(
                [
                    {"name": f"Commune {n}", "kind": "commune", "email": f"{n}@x.example"}
                    for n in range(AGENCIES)
                ]
            )
            self.broadcast_id = (
                env["directive.broadcast"]
                .create({"name": "Now", "body": "Do it", "agency_ids": agencies.ids})
                .id
            )
        self.outcomes = []

    def press(self, together):
        from psycopg2.errors import SerializationFailure

        from odoo.exceptions import UserError

        try:
            with DATABASE.environment() as env:
                broadcast = env["directive.broadcast"].browse(self.broadcast_id)
                self.assertEqual(broadcast.state, "draft")  # all look before anybody sends
                together.wait()
                broadcast.action_send()
            self.outcomes.append("sent")
        except (UserError, SerializationFailure):
            self.outcomes.append("refused")

    def test_one_press_of_several_at_once_sends_and_everybody_is_told_once(self):
        together = threading.Barrier(PRESSES)
        presses = [threading.Thread(target=self.press, args=(together,)) for _ in range(PRESSES)]
        for press in presses:
            press.start()
        for press in presses:
            press.join()
        self.assertEqual(sorted(self.outcomes), ["refused"] * (PRESSES - 1) + ["sent"])
        with DATABASE.environment() as env:
            about = [("broadcast_id", "=", self.broadcast_id)]
            self.assertEqual(env["directive.notice"].search_count(about), 1)
            rows = env["directive.notice.delivery"].search(about)
            self.assertEqual(len(rows), len(rows.partner_id), "one way, so one row each")
            self.assertEqual(len(rows), AGENCIES)
