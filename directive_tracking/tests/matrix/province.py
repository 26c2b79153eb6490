from unittest.mock import patch

from odoo.addons.base.models.ir_model import IrModelAccess

from ..doors import DoorsCase
from . import roles, table


class MatrixCase(DoorsCase):
    """A province in which one record of every model belongs to agency A."""

    addon = None  # whose records alone are asked about, instead of those of all addons

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Who else may do it is asked at each refusal, for its sentence alone.
        names = patch.object(IrModelAccess, "group_names_with_access", lambda *_asked: [])
        cls.startClassPatcher(names)
        cls.people = roles.make_people(cls)
        cls.records = table.records(cls, cls.addon)
        cls.env.flush_all()
        cls.env.invalidate_all()

    def as_role(self, record, role):
        """Return ``record`` as its role would get it, with nothing remembered."""
        self.env.flush_all()
        self.env.invalidate_all()
        return record.with_env(self.env(user=self.people[role].id, su=False, context={}))
