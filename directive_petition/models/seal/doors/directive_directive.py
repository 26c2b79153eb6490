from odoo import api, fields, models
from odoo.fields import NO_ACCESS


class DirectiveDirective(models.Model):
    """An order with a task given for a matter is around the letter, as the task is."""

    _inherit = "directive.directive"

    # A field, so that each step looks once: Odoo forgets it when a task or its matter changes.
    petition_letter_ids = fields.Many2many(
        "petition.letter",
        string="Letters",
        compute="_compute_petition_letter_ids",
        compute_sudo=True,
        groups=NO_ACCESS,
    )

    @api.depends(lambda self: self._paths_to_letters())
    def _compute_petition_letter_ids(self):
        # As everywhere behind a text: whoever may see the tasks.
        matters = self.env["petition.matter"].sudo()
        self.petition_letter_ids = False
        for name in self.env["directive.task"]._links_of_matters():
            for matter in matters.search([(f"{name}.directive_id", "in", self.ids)]):
                for order in self & matter[name].directive_id:
                    order.petition_letter_ids |= matter.letter_id

    def _paths_to_letters(self):
        """Return the paths from an order to the letters for whose matters it has tasks."""
        links = self.env["directive.task"]._fields.items()
        links = [name for name, one in links if one.comodel_name == "petition.matter"]
        return [f"task_ids.{name}.letter_id" for name in links]

    def _petition_letters(self):
        # As everywhere behind a text: whoever may see the tasks.
        return super()._petition_letters() | self.sudo().petition_letter_ids

    def _rows_around(self, found):
        tasks = found.get("directive.task")
        return super()._rows_around(found) | (tasks.directive_id if tasks else self.browse())
