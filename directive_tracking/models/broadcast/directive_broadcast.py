from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ...tools.guard.secrecy import is_marked_secret
from ...tools.workflow import DRAFT
from ..agency.groups import OFFICE_OR_LEADER

STATES = [("draft", "Draft"), ("sent", "Sent"), ("cancelled", "Withdrawn")]
MAX_NAME = 250
MAX_BODY = 20000  # of an e-mail that is readable on a telephone
CAUSE = ("cause_model", "cause_id")
# Fields that only the verbs of a broadcast write.
GUARDED = {
    "state",
    "author_id",
    "told_agency_ids",
    "visible_agency_ids",
    "date_sent",
    "sent_by_id",
    "date_cancelled",
    "cancelled_by_id",
    "cancel_note",
}


class DirectiveBroadcast(models.Model):
    """An order for immediate action, sent to many agencies at once.

    A draft belongs to the Office and the leaders. Once sent, it is evidence: it cannot be
    changed, and another broadcast corrects a mistake. It has no conversation, because recipients
    must not see each other or their answers.
    """

    _name = "directive.broadcast"
    _description = "Broadcast"
    _inherit = ["directive.subject.mixin", "directive.urgency.mixin", "directive.workflow.mixin"]
    _order = "date_sent desc nulls first, id desc"
    _rec_names_search = ["name"]
    _urgency_words = ("name", "body")
    _usual_urgency = "urgent"  # at least, because it requires immediate action
    _mail_post_access = "write"
    _visible_by = ("told_agency_ids",)

    # Content
    name = fields.Char(string="Subject", required=True, index="trigram")
    body = fields.Text(string="Content", required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_broadcast_attachment_rel", string="Files", copy=False
    )
    issuer_id = fields.Many2one(
        "directive.issuer",
        string="Given by",
        index="btree_not_null",
        default=lambda self: self._default_issuer(),
    )
    wants_ack = fields.Boolean(
        string="Ask for acknowledgement",
        default=True,
        help="Every recipient is asked for acknowledgement.",
    )
    valid_until = fields.Datetime(
        string="Valid until",
        copy=False,
        help="Messages not delivered by then are dropped. If empty: one week.",
    )

    # Life cycle
    state = fields.Selection(
        STATES, required=True, default=DRAFT, readonly=True, copy=False, index=True
    )
    author_id = fields.Many2one(
        "res.users",
        string="Written by",
        readonly=True,
        copy=False,
        index=True,
        default=lambda self: self.env.user,
        groups=OFFICE_OR_LEADER,
    )
    date_sent = fields.Datetime(string="Sent on", readonly=True, copy=False, index=True)
    sent_by_id = fields.Many2one(
        "res.users", string="Sent by", readonly=True, copy=False, groups=OFFICE_OR_LEADER
    )
    date_cancelled = fields.Datetime(string="Withdrawn on", readonly=True, copy=False)
    cancelled_by_id = fields.Many2one(
        "res.users", string="Withdrawn by", readonly=True, copy=False, groups=OFFICE_OR_LEADER
    )
    cancel_note = fields.Text(string="Reason for the withdrawal", readonly=True, copy=False)
    visible_agency_ids = fields.Many2many(
        relation="directive_broadcast_visible_agency_rel",
        column1="broadcast_id",
        column2="agency_id",
        # Agencies do not see the other recipients.
        groups=OFFICE_OR_LEADER,
    )

    def _default_issuer(self):
        """Leaders act in their own name."""
        return self.env["directive.issuer"].search([("user_id", "=", self.env.uid)], limit=1)

    def _follows_words(self):
        """Subject and content are typed one after the other: the later one may be more urgent."""
        return self.state in (False, DRAFT)

    @api.constrains("name", "body")
    def _check_content(self):
        for broadcast in self:
            broadcast._check_secrecy()
            if len(broadcast.name) > MAX_NAME or len(broadcast.body) > MAX_BODY:
                raise ValidationError(
                    self.env._(
                        "The subject may have %(name)s characters and the content %(body)s: "
                        "attach longer text as a file.",
                        name=MAX_NAME,
                        body=MAX_BODY,
                    )
                )

    def _check_secrecy(self):
        if is_marked_secret(self.name) or is_marked_secret(self.body):
            raise ValidationError(
                self.env._(
                    "“%(name)s” bears a secrecy mark. State secrets must not be entered here: "
                    "use the network intended for them.",
                    name=self.name[:80],
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            # Set explicitly: defaults from the context or the user must not override it.
            vals.update(dict.fromkeys(GUARDED, False), state=DRAFT, author_id=self.env.uid)
        broadcasts = super().create(vals_list)
        broadcasts._own_attachments()
        broadcasts._keep_cause_title()
        return broadcasts

    def write(self, vals):
        if not self._in_workflow():
            self._check_is_draft()
            if GUARDED & vals.keys():
                raise UserError(
                    self.env._(
                        "The state of a broadcast cannot be written directly: send or withdraw it."
                    )
                )
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._own_attachments()
        if not vals.keys().isdisjoint(CAUSE):
            self._keep_cause_title()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_is_draft()

    def _check_is_draft(self):
        for broadcast in self.filtered(lambda broadcast: broadcast.state != DRAFT):
            raise UserError(
                self.env._(
                    "“%(name)s” has been sent and cannot be changed: withdraw it, or write a "
                    "correction.",
                    name=broadcast.display_name,
                )
            )

    # Files: visible to everyone who sees the broadcast

    def _own_attachments(self):
        for broadcast in self:
            broadcast._check_own_uploads()
            # A new upload does not belong to a broadcast yet.
            broadcast.sudo().attachment_ids.write({"res_model": self._name, "res_id": broadcast.id})
        self._drop_loose_files()

    def _drop_loose_files(self):
        """Delete the files removed from these broadcasts: readers of a broadcast could find them."""
        # Users who may edit a broadcast decide on its files, regardless of the uploader.
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("res_field", "=", False),
                ]
            )
        )
        # Remaining attachments are checked with the same rights.
        (files - self.sudo().attachment_ids).unlink()

    def _check_own_uploads(self):
        """Raise unless each file was uploaded here: attaching moves it from its previous record."""
        # Files of other records cannot be read for this check.
        for file in self.sudo().attachment_ids:
            here = (file.res_model or self._name, file.res_id or self.id) == (self._name, self.id)
            if not here or not file.res_id and file.create_uid != self.env.user and not self.env.su:
                raise UserError(
                    self.env._(
                        "A file belongs to another record: upload the files to the broadcast "
                        "itself."
                    )
                )

    def copy(self, default=None):
        """Copy text, recipients and cause, with copies of the files."""
        copies = super().copy(default)
        for old, new in zip(self, copies, strict=True):
            files = [file.copy({"res_id": new.id}).id for file in old.attachment_ids]
            new.attachment_ids = [Command.set(files)]
            new._take_cause_of(old)
        return copies
