from odoo import models


class DirectiveWeek(models.Model):
    """A week as data: what stands on the printed page, for every reader."""

    _inherit = "directive.week"

    def _entries(self, masked=True):
        """Return the entries of this week as dicts, in the order of the page.

        :param masked: whether private entries the reader may not know are shown as “busy”
        """
        self.ensure_one()
        # Everybody reads the page; what a reader may not know is masked entry by entry.
        meetings = self.sudo().meeting_ids.filtered(lambda one: one.state != "registered")
        return [one.with_env(self.env)._entry(masked) for one in meetings.sorted("date_start")]
