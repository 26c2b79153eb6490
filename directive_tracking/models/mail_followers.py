from odoo import models


class MailFollowers(models.Model):
    """Who follows a task or directive is seen by those who see the document."""

    _name = "mail.followers"
    _inherit = ["mail.followers", "directive.sight.mixin"]
