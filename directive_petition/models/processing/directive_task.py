from odoo import api, fields, models
from odoo.exceptions import UserError


class DirectiveTask(models.Model):
    """A task given because of a matter; who has the task does not see the matter."""

    _inherit = "directive.task"

    petition_matter_id = fields.Many2one(
        "petition.matter",
        string="Because of the matter",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="directive_petition.group_petition_user,directive_tracking.group_directive_leader",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("petition_matter_id") and not self._in_workflow():
                raise UserError(self.env._("Tasks of a matter are given from the matter."))
        return super().create(vals_list)

    def write(self, vals):
        if "petition_matter_id" in vals and not self._in_workflow():
            raise UserError(self.env._("Tasks of a matter are given from the matter."))
        return super().write(vals)
