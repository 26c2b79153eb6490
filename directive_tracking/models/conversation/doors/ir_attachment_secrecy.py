from odoo import models

from ....tools.appendix import stamp_in


class IrAttachment(models.Model):
    """A file that bears a mark of secrecy does not become a file of ours."""

    _inherit = "ir.attachment"

    def _refuse_stamped(self):
        """Raise if one of these files is marked, in its name or anywhere in it.

        Asked for the system: whoever ties a file to a record need not see the file yet. What is
        the value of a field is looked at by the model of the field.
        """
        for file in self.filtered(lambda one: not one.res_field):
            if mark := stamp_in(file.name or "", file.raw or b""):
                self._refuse_mark(file.name, mark)
