from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """Take a broadcast whose to-do its user has done as seen by him."""
        # Read before the to-do is archived.
        mine = self.filtered(
            lambda one: one.res_model == "directive.broadcast" and one.user_id == self.env.user
        )
        broadcasts = self.env["directive.broadcast"].browse(mine.mapped("res_id")).exists()
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        broadcasts._my_deliveries()._acknowledge(self.env._("In the application"))
        return result
