from odoo import models

NAMES_SHOWN = 10


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _tell_whom_it_reached(self):
        """Say on the writer's screen who was told."""
        # The writer may know whom their own words reached, by name.
        names = self.sudo().notification_ids.res_partner_id.mapped("display_name")
        if names:
            more = len(names) - NAMES_SHOWN
            shown = ", ".join(names[:NAMES_SHOWN])
            text = self.env._("Your message went to %(names)s.", names=shown)
            if more > 0:
                text = self.env._(
                    "Your message went to %(names)s and %(more)s more.", names=shown, more=more
                )
        else:
            text = self.env._("Nobody was told of this message: name somebody with @ in it.")
        kind = "success" if names else "warning"
        self.env.user._bus_send(
            "simple_notification",
            {"type": kind, "message": text, "sticky": not names, "title": False},
        )
