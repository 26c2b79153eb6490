from odoo import fields, models

# Events that tell the outcome; all others ask the agency for something.
OUTCOMES = ("opinion_answered", "opinion_withdrawn", "coordination_finished")


class DirectiveNotice(models.Model):
    """A message about a part or an opinion shows the day on which that is owed."""

    _inherit = "directive.notice"

    coordination_id = fields.Many2one(
        "directive.task.coordination", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    opinion_id = fields.Many2one(
        "directive.task.opinion", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    def _owed(self):
        """Return the part or the opinion this notice is about, or False."""
        return self.coordination_id or self.opinion_id or False

    def _item(self):
        item, owed = super()._item(), self._owed()
        if owed and self.event not in OUTCOMES:
            item.update(deadline=owed.date_deadline, overdue=owed.waiting_days)
        return item
