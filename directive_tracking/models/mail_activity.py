from odoo import models


class MailActivity(models.Model):
    """A to-do on a task or directive is seen by those who see the document."""

    _name = "mail.activity"
    _inherit = ["mail.activity", "directive.sight.mixin"]
