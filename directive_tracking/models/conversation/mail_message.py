from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.agency.fate import KEPT
from ...tools.guard.ours import THREAD, carrying_models


class MailMessage(models.Model):
    """A message on our records is visible with its record, and belongs to an agency.

    A message of an agency is visible to that agency, the agencies above and below it, the Office
    and the leadership; other agencies of the record do not even learn that it exists. The Office
    may publish it.
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
        """Sign messages on our records with author, agency and time."""
        author = self.env.user.partner_id
        if not self.env.su:
            vals.update(author_id=author.id, email_from=author.email_formatted)
            vals.update(date=fields.Datetime.now())
        # A list of recipients would show each agency the people of the others.
        vals.pop("partner_ids", None)
        record = self.env[vals["model"]].browse(vals.get("res_id"))
        author = author.browse(vals.get("author_id") or ())
        # Sending it by e-mail would write a subject into it afterwards.
        subject = vals.get("subject") or record.sudo()._message_compute_subject() or ""
        vals["subject"] = " ".join(subject.splitlines())
        vals["directive_agency_id"] = record._speaking_agency(author).id

    @api.model
    def _give_voices(self):
        """Set the agency of older messages on shared records, as of today."""
        threads = [name for name in carrying_models(self.env.registry) if self._shares(name)]
        domain = [("model", "in", threads), ("directive_agency_id", "=", False)]
        spoken = self.sudo().search([*domain, ("author_id", "!=", False)])  # checked for all
        for message in spoken.with_context(directive_thread=THREAD):
            record = self.env[message.model].browse(message.res_id).exists()
            agency = record and record._speaking_agency(message.author_id)
            if agency:
                message.directive_agency_id = agency
                place = {"res_model": self._name, "res_id": message.id}
                message.attachment_ids.write(place)

    def _shares(self, name):
        """Tell whether several agencies share and discuss records of the model ``name``."""
        mixin = self.env.registry["directive.thread.mixin"]
        return issubclass(self.env.registry[name], mixin)

    def _home_of_files(self):
        """Return the record by whose access the files of this message are read.

        Messages of an agency have fewer readers than their record.
        """
        return self if self.directive_agency_id else self.env[self.model].browse(self.res_id)

    @api.model
    def _get_with_access(self, message_id, mode="read", **kwargs):
        """Return the message if it and its record are visible to the reader.

        Odoo checks only the record.
        """
        message = super()._get_with_access(message_id, mode=mode, **kwargs)
        return message.filtered("is_in_sight")

    # Audience

    def _shown_to_reader(self):
        user = self.env.user
        if user._directive_reads_all():
            return self
        mine = set(user._directive_read_agencies())
        return self.filtered(
            lambda one: one.date_published
            or not one.directive_agency_id
            or one.directive_agency_id.id in mine
        )

    def _shown_to_reader_sql(self, alias, query):
        user = self.env.user
        if user._directive_reads_all():
            return SQL("TRUE")
        agency = self._field_to_sql(alias, "directive_agency_id", query)
        published = self._field_to_sql(alias, "date_published", query)
        agencies = user._directive_read_agencies()
        return SQL(
            "(%s IS NULL OR %s IS NOT NULL OR %s = ANY(%s))", agency, published, agency, agencies
        )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"directive_agency_id": KEPT}
