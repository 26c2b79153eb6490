from odoo import api, fields, models

from .directive_sight_mixin import DOCUMENTS


class MailMessage(models.Model):
    """A message on a task or directive is seen by those who see the document."""

    _name = "mail.message"
    _inherit = ["mail.message", "directive.sight.mixin"]
    _sight_model_field = "model"

    @api.model_create_multi
    def create(self, vals_list):
        """Sign what is written on a task or directive with who writes it and when.

        An instruction counts by its author: nobody may write in another's name.
        """
        author = self.env.user.partner_id
        for vals in vals_list if not self.env.su else ():
            if vals.get("model", self.env.context.get("default_model")) in DOCUMENTS:
                vals.update(
                    author_id=author.id,
                    email_from=author.email_formatted,
                    date=fields.Datetime.now(),
                )
        return super().create(vals_list)
