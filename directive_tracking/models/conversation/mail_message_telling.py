from odoo import models

NAMES_SHOWN = 10


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _tell_whom_it_reached(self):
        """Show the author the recipients of their message."""
        # Authors may know the names of their recipients.
        names = self.sudo().notification_ids.res_partner_id.mapped("display_name")
        if names:
            more = len(names) - NAMES_SHOWN
            shown = ", ".join(names[:NAMES_SHOWN])
            text = self.env._("Your message was sent to %(names)s.", names=shown)
            if more > 0:
                text = self.env._(
                    "Your message was sent to %(names)s and %(more)s more.", names=shown, more=more
                )
        else:
            text = self.env._("Nobody was notified of this message: mention someone with @ in it.")
        kind = "success" if names else "warning"
        self.env.user._bus_send(
            "simple_notification",
            {"type": kind, "message": text, "sticky": not names, "title": False},
        )
