from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.guard.ours import THREAD, carrying_models


class MailMessage(models.Model):
    """A message on one of our records is seen by those who see it, and speaks for an agency.

    What an agency writes is seen by itself, the agencies above and below it, the Office and the
    leadership; the others to whom the record was given do not even learn that it wrote. The
    Office may publish it.
    """

    _name = "mail.message"
    _inherit = ["mail.message", "directive.sight.mixin"]
    _sight_model_field = "model"

    directive_agency_id = fields.Many2one(
        "directive.agency",
        string="Written by agency",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_published = fields.Datetime(string="Published on", readonly=True, copy=False)
    published_by_id = fields.Many2one(
        "res.users", string="Published by", readonly=True, copy=False, ondelete="restrict"
    )

    def _sign(self, vals):
        """Sign what is written on our records with who writes it, for whom and when."""
        author = self.env.user.partner_id
        if not self.env.su:
            vals.update(author_id=author.id, email_from=author.email_formatted)
            vals.update(date=fields.Datetime.now())
        # A list of those addressed would tell each agency the people of the others.
        vals.pop("partner_ids", None)
        record = self.env[vals["model"]].browse(vals.get("res_id"))
        author = author.browse(vals.get("author_id") or ())
        # Sending it by e-mail would write a subject into it afterwards.
        subject = vals.get("subject") or record.sudo()._message_compute_subject() or ""
        vals["subject"] = " ".join(subject.splitlines())
        vals["directive_agency_id"] = record._speaking_agency(author).id

    @api.model
    def _give_voices(self):
        """Say for which agency older messages on shared records were written: as of today."""
        threads = [name for name in carrying_models(self.env.registry) if self._shares(name)]
        domain = [("model", "in", threads), ("directive_agency_id", "=", False)]
        spoken = self.sudo().search([*domain, ("author_id", "!=", False)])  # asked for all
        for message in spoken.with_context(directive_thread=THREAD):
            record = self.env[message.model].browse(message.res_id).exists()
            agency = record and record._speaking_agency(message.author_id)
            if agency:
                message.directive_agency_id = agency
                place = {"res_model": self._name, "res_id": message.id}
                message.attachment_ids.write(place)

    def _shares(self, name):
        """Tell whether records of the model ``name`` are seen by several agencies and discussed."""
        mixin = self.env.registry["directive.thread.mixin"]
        return issubclass(self.env.registry[name], mixin)

    def _home_of_files(self):
        """Return the record by whose access the files of this message are read.

        What an agency writes is seen by fewer people than the record it is written on.
        """
        return self if self.directive_agency_id else self.env[self.model].browse(self.res_id)

    @api.model
    def _get_with_access(self, message_id, mode="read", **kwargs):
        """Return the message if it may be reached, and is in the reader's sight.

        Odoo is content when the record may be reached.
        """
        message = super()._get_with_access(message_id, mode=mode, **kwargs)
        return message.filtered("is_in_sight")

    # Who hears it

    def _heard_by_reader(self):
        user = self.env.user
        if user._directive_hears_all():
            return self
        mine = set(user._directive_voices())
        return self.filtered(
            lambda one: one.date_published
            or not one.directive_agency_id
            or one.directive_agency_id.id in mine
        )

    def _heard_by_reader_sql(self, alias, query):
        user = self.env.user
        if user._directive_hears_all():
            return SQL("TRUE")
        agency = self._field_to_sql(alias, "directive_agency_id", query)
        published = self._field_to_sql(alias, "date_published", query)
        voices = user._directive_voices()
        return SQL(
            "(%s IS NULL OR %s IS NOT NULL OR %s = ANY(%s))", agency, published, agency, voices
        )
