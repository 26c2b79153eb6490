from odoo import fields, models
from odoo.exceptions import AccessError

from ...models.meeting.directive_calendar_feed import READERS


class DirectiveCalendarFeedNew(models.TransientModel):
    """Make a secret address for a calendar program, shown this once."""

    _name = "directive.calendar.feed.new"
    _description = "New Calendar Feed"

    group_id = fields.Many2one(
        "directive.week.group", string="Calendar", help="Leave it empty for your own meetings."
    )
    label = fields.Char(string="Used by", help="Such as “my telephone”, to know it when revoking.")
    # Filled in on the screen alone: the address is nowhere in the database.
    url = fields.Char(string="Address", store=False)

    def action_issue(self):
        """Make the address and show it.

        :raises AccessError: without a role in the product, or on a form of somebody else
        """
        self.ensure_one()
        self.check_access("read")
        if not any(self.env.user.has_group(group) for group in READERS):
            raise AccessError(self.env._("Only people with a role in the product have a calendar."))
        url = self.env["directive.calendar.feed"]._issue(self.group_id, self.label)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Address of the calendar"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_url": url, "default_group_id": self.group_id.id},
        }
