from markupsafe import Markup

from odoo import api, models

from ....tools.guard.ours import is_ours


class MailThread(models.AbstractModel):
    """Mail enters only through the server's own fetching, never through a call.

    Odoo processes a mail with all rights, regardless of who submits it, and trusts its sender.
    The methods here are private on every model, because each one could be an entry point.
    """

    _inherit = "mail.thread"

    @api.model
    @api.private
    def message_process(self, model, message, *args, **kwargs):
        return super().message_process(model, message, *args, **kwargs)

    @api.model
    @api.private
    def message_parse(self, message, save_original=False):
        return super().message_parse(message, save_original=save_original)

    @api.model
    @api.private
    def message_new(self, msg_dict, custom_values=None):
        return super().message_new(msg_dict, custom_values=custom_values)

    @api.private
    def message_update(self, msg_dict, update_vals=None):
        return super().message_update(msg_dict, update_vals=update_vals)

    @api.model
    @api.private
    def message_route(self, message, message_dict, *args, **kwargs):
        """Reject mail on our records, because its sender cannot be verified.

        The sender is asked to log in. Delivery reports of notices have been handled before.
        """
        routes = super().message_route(message, message_dict, *args, **kwargs) or []
        refused = [route for route in routes if is_ours(self.env.registry, route[0])]
        if refused:
            self._refuse_mail(message, message_dict)
        return [route for route in routes if route not in refused]

    @api.model
    def _refuse_mail(self, message, message_dict):
        words = self.env._(
            "Your message was not accepted: tasks and directives do not receive e-mail. Please "
            "log in and write it there."
        )
        body = Markup("<p>%s</p>") % words
        self._routing_create_bounce_email(message_dict["email_from"], body, message)
