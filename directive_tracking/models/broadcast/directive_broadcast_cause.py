from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import NO_ACCESS

from ...tools.workflow import WORKFLOW
from ..agency.groups import OFFICE_OR_LEADER
from .directive_broadcast import CAUSE


class DirectiveBroadcast(models.Model):
    """The record a broadcast is about, where there is one.

    Recipients only learn the content of the broadcast itself. The name is shown only to users who
    may read the record.
    """

    _inherit = "directive.broadcast"

    cause_model = fields.Char(string="Kind of cause", copy=False, groups=OFFICE_OR_LEADER)
    cause_id = fields.Many2oneReference(
        model_field="cause_model", copy=False, groups=OFFICE_OR_LEADER
    )
    # Read through `cause_name` alone, which looks at the reader.
    cause_title = fields.Char(
        string="Cause as it was called", copy=False, readonly=True, groups=NO_ACCESS
    )
    cause_name = fields.Char(
        string="About",
        compute="_compute_cause_name",
        help="Recipients learn only what the content says; the name is shown to those who may "
        "read the record.",
    )

    @api.depends("cause_model", "cause_id")
    @api.depends_context("uid")
    def _compute_cause_name(self):
        for broadcast in self:
            # Which record it is about is not the readers' to know; who may see that is asked next.
            known = broadcast.sudo()
            cause = known._cause()
            if cause and cause.exists():
                shown = cause.with_env(self.env)._filtered_access("read")
                broadcast.cause_name = bool(shown) and (known.cause_title or shown.display_name)
            else:
                # Like the ledger: the Office sees the names of deleted records.
                shown = self.env.su or self.env.user.has_group(
                    "directive_tracking.group_directive_office"
                )
                broadcast.cause_name = shown and known.cause_title

    def _cause(self):
        """Return the record this broadcast is about, or None without one or its application."""
        if not self.cause_id or not self._is_subject(self.cause_model):
            return None
        return self.env[self.cause_model].browse(self.cause_id)

    @api.constrains(*CAUSE)
    def _check_cause(self):
        """The cause is a subject of notices that the author may read."""
        for broadcast in self.filtered(lambda one: one.cause_model or one.cause_id):
            cause = broadcast._cause()
            if cause is None or not cause.exists() or not cause.has_access("read"):
                raise ValidationError(
                    self.env._(
                        "A broadcast is about one record that you may read: "
                        "open it there by “Broadcast about it”, or leave the cause empty."
                    )
                )

    def _keep_cause_title(self):
        """Store the current names of the causes, regardless of given names."""
        for broadcast in self:
            # Users cannot write it directly; it was checked that the author may read the cause.
            known = broadcast.sudo().with_context(directive_workflow=WORKFLOW)
            cause = broadcast.sudo()._cause()
            title = cause is not None and cause.with_env(self.env).display_name
            if known.cause_title != title:
                known.write({"cause_title": title})

    def _take_cause_of(self, other):
        """Take the cause of ``other``, if the author may see it."""
        if other.cause_name and other._cause() is not None:
            self.write({name: other[name] for name in CAUSE})

    def action_open_cause(self):
        """Open the record it is about, for those who may read both.

        :raises UserError: with the same message for a missing and for a hidden one
        """
        self.ensure_one()
        self.check_access("read")
        # Which record it is about is not the readers' to know; who may see that is asked next.
        cause = self.sudo()._cause()
        if cause is None or not cause.with_env(self.env).exists()._filtered_access("read"):
            raise UserError(
                self.env._("There is no record behind this broadcast that you may open.")
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": cause._name,
            "res_id": cause.id,
            "view_mode": "form",
        }

    def action_drop_cause(self):
        """Let these drafts be about no record."""
        self._check_sender()
        return self.write(dict.fromkeys(CAUSE, False))
