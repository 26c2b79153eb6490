from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

from ...tools.notice.choice import KINDS, PREFIX

EXPRESS_KIND = "express"
FLOOR_KINDS = [(EXPRESS_KIND, "Express messages of any kind"), *KINDS]


class DirectiveNoticeFloor(models.Model):
    """Mandatory notifications: the channels that each kind of message always uses.

    It adds no messages. Messages that rules and settings send through a ticked channel reach the
    recipients whatever they have chosen.
    """

    _name = "directive.notice.floor"
    _inherit = "directive.remembered.mixin"
    _description = "Mandatory Notification"
    _order = "sequence, id"
    _rec_name = "kind"

    kind = fields.Selection(FLOOR_KINDS, string="Kind of message", required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    channel_app = fields.Boolean(string="In the application")
    channel_email = fields.Boolean(string="E-mail")

    _kind_uniq = models.Constraint("UNIQUE (kind)", "This kind of message is already in the list.")

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["kind"]._description_selection(self.env))
        for floor in self:
            floor.display_name = names.get(floor.kind, "")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "This list contains every kind of message: clear the ticks instead of deleting."
            )
        )

    @api.model
    def _channels_of(self, kind):
        """Return the mandatory channels of ``kind``."""
        return self._ticks().get(kind, ())

    @api.model
    @ormcache()
    def _ticks(self):
        """Return ``{kind: channels}``; read for every message sent."""
        names = [name for name in self._fields if name.startswith(PREFIX)]
        return {
            floor.kind: tuple(name.removeprefix(PREFIX) for name in names if floor[name])
            # It applies to everybody's messages.
            for floor in self.sudo().search([])
        }

    @api.model
    def _labels(self, channels):
        """Return the names of ``channels`` in the reader's language."""
        names = self.env["directive.channel"]._labels()
        return [names[channel] for channel in channels if channel in names]
