from markupsafe import Markup

from odoo import models
from odoo.tools import format_datetime


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _say_of(self, message, words, text="", **kwargs):
        """Post ``words`` about ``message``, naming its author and time."""
        named = words % {
            "person": message.author_id.display_name,
            "day": format_datetime(self.env, message.date, dt_format="short"),
        }
        lines = [named, *text.splitlines()]
        body = Markup("<br/>").join(lines)
        return self.message_post(body=body, parent_id=message.id, **kwargs)
