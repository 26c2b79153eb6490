from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.matrix.province import MatrixCase

HIDDEN = "(not visible to you)"


@tagged("post_install", "-at_install")
class TestHiddenNames(MatrixCase):
    """A link shows the name of its target as the system; ours name themselves to readers alone."""

    addon = "directive_petition"

    def test_strangers_are_told_no_name(self):
        tried = set()
        for name, record in self.records.items():
            mine = self.as_role(record, "foreign")
            if not mine.browse().has_access("read") or mine.has_access("read"):
                continue  # who never reads such records has no link to them
            if record._transient and record._name != "petition.register.import":
                continue  # a form has no name
            tried.add(record._name)
            with self.subTest(record=name):
                self.assertEqual(mine.sudo().display_name, HIDDEN)
        self.assertGreater(len(tried), 15)

    def test_readers_are(self):
        for name in ("petition.person", "petition.paper", "petition.document", "petition.clock"):
            mine = self.as_role(self.records[name], "responder")
            with self.subTest(record=name):
                self.assertNotIn(mine.sudo().display_name, (HIDDEN, "", False))
