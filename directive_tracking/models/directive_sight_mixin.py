from odoo import api, fields, models
from odoo.fields import Domain

# The documents whose to-dos and messages are seen only by those who see the document.
DOCUMENTS = ("directive.directive", "directive.task")


class DirectiveSightMixin(models.AbstractModel):
    """What hangs on a task or directive is out of sight with it.

    Odoo shows a to-do to its user and a message to its author and recipients even after
    they lost access to the document. A global record rule on ``is_in_sight`` ends that.
    """

    _name = "directive.sight.mixin"
    _description = "In Sight with Its Document"
    _sight_model_field = "res_model"

    is_in_sight = fields.Boolean(compute="_compute_is_in_sight", search="_search_is_in_sight")

    @api.depends_context("uid")
    def _compute_is_in_sight(self):
        for model, lines in self.grouped(self._sight_model_field).items():
            if model not in DOCUMENTS:
                lines.is_in_sight = True
                continue
            # Rules are judged as the system; the question is what this user may read.
            documents = self.env[model].with_user(self.env.uid).browse(lines.mapped("res_id"))
            seen = set(documents.exists()._filtered_access("read").ids)
            for line in lines:
                line.is_in_sight = line.res_id in seen

    def _search_is_in_sight(self, operator, value):
        if operator != "in":
            return NotImplemented
        in_sight = Domain(self._sight_model_field, "not in", DOCUMENTS)
        for model in DOCUMENTS:
            documents = self.env[model].with_user(self.env.uid)
            if documents.has_access("read"):
                readable = documents._search([], active_test=False)
                lines = Domain(self._sight_model_field, "=", model)
                in_sight |= (
                    lines & Domain("res_id", "in", readable) if readable.where_clause else lines
                )
        return in_sight
