from lxml import etree

from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.misc import str2bool

from .. import roles, table
from ..province import MatrixCase
from ..test_matrix_access import QUIET


@tagged("post_install", "-at_install")
class TestMatrixCopies(MatrixCase):
    """“Duplicate” gives a copy, and another one, or no view offers it."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, "odoo.sql_db"))

    def test_what_can_be_duplicated_is(self):
        tried = 0
        for name, record in self.records.items():
            if not table.is_ours(record) or record._transient or not record._auto:
                continue
            makers = self.makers(record)
            if not makers or not (views := self.offering(record, makers[0])):
                continue
            tried += 1
            with self.subTest(record=name, views=views), self.env.cr.savepoint() as savepoint:
                found = self.copied(record, makers)
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
                self.assertEqual(found, "copied twice")
        self.assertTrue(tried or self.addon)

    def makers(self, record):
        """Return the roles that read ``record`` and may create another, its writers first."""
        found = []
        for role in roles.ROLES:
            mine = self.as_role(record, role)
            if mine.has_access("read") and mine.browse().has_access("create"):
                found.insert(0 if mine.has_access("write") else len(found), role)
        return found

    def offering(self, record, role):
        """Return the ids of the forms and lists in which ``role`` finds “Duplicate”."""
        mine, found = self.as_role(record.browse(), role), []
        views = self.env["ir.ui.view"].search(
            [
                ("model", "=", record._name),
                ("type", "in", ("form", "list")),
                ("mode", "=", "primary"),
            ]
        )
        for view in views:
            root = etree.fromstring(mine.get_view(view.id, view.type)["arch"])
            says = (str2bool(root.get(name) or "1", True) for name in ("create", "duplicate"))
            if all(says):
                found.append(view.xml_id)
        return found

    def copied(self, record, makers):
        """Return what came of two copies of ``record``, by who may write it, or else the system."""
        mine = self.as_role(record, makers[0])
        if not mine.has_access("write"):  # others of that role do, who are not in the matrix
            mine = record
        try:
            for _time in range(2):
                mine.copy()
                self.env.flush_all()
        except Exception as error:  # whatever the reader would be shown
            return repr(error)
        return "copied twice"
