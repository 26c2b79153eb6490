from odoo import models

from ....tools.appendix import stamp_in


class IrAttachment(models.Model):
    """Files with a secrecy mark are rejected."""

    _inherit = "ir.attachment"

    def _refuse_stamped(self):
        """Raise if one of these files is marked, in its name or anywhere in it.

        Checked as the system: users who attach a file need not see it yet. Values of binary
        fields are checked by their own model.
        """
        for file in self.filtered(lambda one: not one.res_field):
            if mark := stamp_in(file.name or "", file.raw or b""):
                self._refuse_mark(file.name, mark)
