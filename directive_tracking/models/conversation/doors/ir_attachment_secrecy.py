from odoo import api, models

from ....tools.appendix import stamp_in

CONTENT = {"raw", "datas", "name", "res_model", "res_id"}


class IrAttachment(models.Model):
    """A file that bears a mark of secrecy does not become a file of ours."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        # A mark is looked for by the system, whoever may read the file.
        files.sudo().filtered(lambda one: self._is_for_us(one))._refuse_stamped()
        return files

    def write(self, vals):
        result = super().write(vals)
        if CONTENT & vals.keys():
            # A mark is looked for by the system, whoever may read the file.
            self._is_ours_by_id().sudo()._refuse_stamped()
        return result

    def _refuse_stamped(self):
        """Raise if one of these files is marked, in its name or anywhere in it.

        Asked for the system: whoever ties a file to a record need not see the file yet. What is
        the value of a field is looked at by the model of the field.
        """
        for file in self.filtered(lambda one: not one.res_field):
            if mark := stamp_in(file.name or "", file.raw or b""):
                self._refuse_mark(file.name, mark)
