from odoo import models
from odoo.exceptions import AccessError

from ...tools.evaluation.snapshot import added_up, differences, parts_of
from ...tools.figures.columns import LISTED, SUMS


class DirectivePeriod(models.Model):
    """What the figures of a closed period would be today, where that differs, and why."""

    _inherit = "directive.period"

    def _differences(self):
        """Return ``[(agency id, column, then, now, ids of the tasks that cause it)]``, in order.

        Rates and weighted sums follow from the counted columns and are left out.
        """
        self.ensure_one()
        Lines = self.env["directive.period.task"]
        then = Lines._lines_by_agency(self)
        now = Lines._lines_live(self.date_first, self.date_last)
        causes = differences(then, now)
        found = []
        for agency in sorted({agency for agency, _column in causes}):
            before, after = (added_up(lines.get(agency, ())) for lines in (then, now))
            for column in LISTED:
                tasks = {
                    task
                    for part in parts_of(column)
                    for some in causes.get((agency, part), ())
                    for task in some
                }
                # A sum differs only if its value does; a task may move between its parts.
                if tasks and (column not in SUMS or before[column] != after[column]):
                    found.append((agency, column, before[column], after[column], sorted(tasks)))
        return found

    def action_open_differences(self):
        """Work out the differences to today and open them.

        :raises AccessError: for all but the Office and leaders
        """
        self.ensure_one()
        self.check_access("read")
        Task = self.env["directive.task"]
        if not (self.env.su or Task._is_office() or Task._is_leader()):
            raise AccessError(self.env._("You are not allowed to see the figures of all agencies."))
        found = self.env["directive.period.difference"]._of(self)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_period_difference_action"
        )
        return dict(action, domain=[("id", "in", found.ids)])
