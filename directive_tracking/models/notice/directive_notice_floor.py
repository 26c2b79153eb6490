from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

from ...tools.notice.choice import KINDS, PREFIX

EXPRESS_KIND = "express"
FLOOR_KINDS = [(EXPRESS_KIND, "Express messages, whatever they are about"), *KINDS]


class DirectiveNoticeFloor(models.Model):
    """What nobody can decline: which kinds of messages always go by which ways.

    It adds no message of its own. What the rules and settings send by a way ticked here
    reaches the recipient whatever he has chosen.
    """

    _name = "directive.notice.floor"
    _inherit = "directive.remembered.mixin"
    _description = "Messages Nobody Can Decline"
    _order = "sequence, id"
    _rec_name = "kind"

    kind = fields.Selection(FLOOR_KINDS, string="Kind of message", required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    channel_app = fields.Boolean(string="In the application")
    channel_email = fields.Boolean(string="E-mail")

    _kind_uniq = models.Constraint("UNIQUE (kind)", "This kind of message stands here already.")

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["kind"]._description_selection(self.env))
        for floor in self:
            floor.display_name = names.get(floor.kind, "")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Every kind of message stands here: clear its ticks instead."))

    @api.model
    def _channels_of(self, kind):
        """Return the channels nobody can decline for ``kind``."""
        return self._ticks().get(kind, ())

    @api.model
    @ormcache()
    def _ticks(self):
        """Return ``{kind: channels}``; asked for with every message that is sent."""
        names = [name for name in self._fields if name.startswith(PREFIX)]
        return {
            floor.kind: tuple(name.removeprefix(PREFIX) for name in names if floor[name])
            # Everybody's messages obey it.
            for floor in self.sudo().search([])
        }

    @api.model
    def _labels(self, channels):
        """Return the names of ``channels`` as the reader knows them."""
        names = self.env["directive.channel"]._labels()
        return [names[channel] for channel in channels if channel in names]
