from odoo import api, fields, models

from .directive_realism import Asked


class DirectiveDeadlineMixin(models.AbstractModel):
    """Beside a deadline being set stand the load and the past of who gets it.

    A model says in :meth:`_receivers` who that is; the others show nothing.
    """

    _inherit = "directive.deadline.mixin"
    _realism_paths = ()  # beside the deadlines, the fields of which the hint depends

    deadline_realism = fields.Text(
        string="Load and past of the receivers",
        compute="_compute_deadline_realism",
        compute_sudo=False,
        exportable=False,
    )

    @api.depends(lambda self: (*self._deadline_paths(), *self._realism_paths))
    @api.depends_context("uid", "lang")
    def _compute_deadline_realism(self):
        for record in self:
            asked = record._asked_of_receivers() if record._questions_deadlines() else []
            record.deadline_realism = bool(asked) and self.env["directive.realism"]._in_words(asked)

    def _asked_of_receivers(self):
        """Return what is asked about each receiver, as the user who sets the deadline."""
        seen, asked = set(), []
        for agency, task, text in self._receivers():
            agency = agency._origin
            if agency and agency not in seen:
                seen.add(agency)
                asked.append(Asked(agency.id, task.field_id._origin.id, text, self._term(task)))
        return asked

    def _receivers(self):
        """Return ``[(agency, record with the field of work, content)]`` of who gets the deadline."""
        return []

    def _term(self, task):
        """Return how many days the deadline leaves from the day the agency got ``task``."""
        start = self.env["directive.settings"]._today()
        if task._name == "directive.task":
            start = task._origin.date_given or task._origin.date_assigned or start
        day = self._day_set()
        return (day - start).days if day and day >= start else None

    def _day_set(self):
        """Return the deadline as it is set now."""
        return self[self._questioned_days[0]]
