import json
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError

from odoo.addons.base.models.ir_model import IrModelAccess

from ...models.common import directive_paper_mixin
from ...tools.paper import write_docx
from ..doors import DoorsCase
from . import roles, table

MOST_ROWS = 300  # the newest of each model: a matrix is made in a moment


def _refusal(_rights, model, mode):
    return AccessError(f"{mode} {model}")


# Thousands are refused, and hundreds print: neither the sentence nor the page says who may.
CHEAPER = (
    (IrModelAccess, "_make_access_error", _refusal),
    (directive_paper_mixin, "write_pdf", write_docx),
)


class MatrixCase(DoorsCase):
    """A province in which one record of every model belongs to agency A."""

    addon = None  # whose records alone are asked about, instead of those of all addons

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for one, name, instead in CHEAPER:
            cls.startClassPatcher(patch.object(one, name, instead))
        cls.people = roles.make_people(cls)
        cls.records = table.records(cls, cls.addon)
        cls.env.flush_all()
        cls.env.invalidate_all()

    def as_role(self, record, role):
        """Return ``record`` as its role would get it, with nothing remembered."""
        self.env.flush_all()
        self.env.invalidate_all()
        return record.with_env(self.env(user=self.people[role].id, su=False, context={}))

    def everything_read(self, name, role):
        """Return as one text all that ``role`` may read of a model."""
        model = self.as_role(self.env[name], role)
        if model._abstract or not model.has_access("read"):
            return ""
        names = [
            field.name
            for field in model._fields.values()
            if field.type != "binary" and model._has_field_access(field, "read")
        ]
        try:
            found = model.with_context(active_test=False).search(
                [], limit=MOST_ROWS, order="id desc"
            )
        except AccessError:
            return ""
        return self.read_together(found, names) or "".join(
            self.read_together(found, [name]) for name in names
        )

    def read_together(self, found, names):
        """Return the values of ``names`` as text; nothing if one of them may not be read."""
        try:
            return json.dumps(found.read(names), default=str, ensure_ascii=False)
        except (UserError, ValueError):
            return ""
