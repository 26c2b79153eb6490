from markupsafe import Markup

from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _say_of(self, message, words, text="", **kwargs):
        """Post ``words`` about ``message``, naming its author and time."""
        named = words % {
            "person": message.author_id.display_name,
            "day": self.env["directive.settings"]._moment_in_words(message.date),
        }
        lines = [named, *text.splitlines()]
        body = Markup("<br/>").join(lines)
        return self.message_post(body=body, parent_id=message.id, **kwargs)
