from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ...tools.delegation.roll_up import within
from ...tools.workflow import DRAFT
from ..task.directive_task_deadline import DATED_KINDS


class DirectiveTask(models.Model):
    """No part is due later than the whole, whatever moves either of them."""

    _inherit = "directive.task"

    @api.constrains("date_deadline", "parent_id")
    def _check_within_outer_deadline(self):
        for part in self.sudo():  # the lower agency may not read the whole
            outer = part.parent_id.date_deadline
            if outer and part.date_deadline and part.date_deadline > outer and part.is_open:
                raise ValidationError(
                    self.env._(
                        "“%(task)s” is part of a task that is due on %(deadline)s: its own "
                        "deadline must not be later.",
                        task=part.name,
                        deadline=format_date(self.env, outer),
                    )
                )

    def write(self, vals):
        """Pull the parts in where the deadline of the whole comes earlier."""
        moves = not self._deadline_fields().isdisjoint(vals)
        wholes = self.filtered(lambda task: moves and task.state != DRAFT)
        result = super().write(vals)
        if wholes:
            wholes._pull_parts_in()
        return result

    def _pull_parts_in(self):
        """Give open parts that would be due later the deadline of the whole, by a correction.

        Each correction writes a deadline, so it pulls in the parts of the part.
        """
        note = self.env._("The task it is part of is now due earlier.")
        # Whoever moves the whole need not see the parts.
        dated = self.sudo().filtered("date_deadline")
        parts = self.sudo().search([("parent_id", "in", dated.ids), ("is_open", "=", True)])
        for part in parts:
            values = part._pulled_in_vals()
            if values:
                part._correct(note, values)

    def _pulled_in_vals(self):
        """Return the values of a correction to the deadline of the whole, if this is due later.

        A periodic part, or one after an event, gets its days later, and then within the whole.
        """
        outer = self.parent_id.date_deadline
        if within(self.date_deadline, outer) == self.date_deadline:
            return {}
        if self.deadline_kind == "none":
            return {"deadline_kind": "date", "date_deadline": outer}
        dated = self.deadline_kind in (*DATED_KINDS, "working_days") or self.date_deadline
        return {"date_deadline": outer} if dated else {}

    def _stamp_resume(self, settings):
        """A part gets back the days it was suspended as far as the whole has them."""
        stamp = super()._stamp_resume(settings)

        def inside(task):
            vals = stamp(task)
            if vals.get("date_deadline"):
                vals["date_deadline"] = within(vals["date_deadline"], task.parent_id.date_deadline)
            return vals

        return inside
